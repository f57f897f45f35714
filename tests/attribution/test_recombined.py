"""Articles recombined from the seeds: none stops the engine, and every record keeps its promises."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from .recombined import CHECKS, check_other_labels, check_text, failure, recombined, shrunk

TEXTS = st.randoms(use_true_random=False).map(recombined)


@settings(max_examples=300, derandomize=True)
@given(TEXTS)
def test_any_text_is_read(text: str) -> None:
    assert failure(check_text, text) == ""


@settings(max_examples=100, derandomize=True)
@given(TEXTS)
def test_any_text_is_read_by_a_parse_with_other_labels(text: str) -> None:
    assert failure(check_other_labels, text) == ""


# Texts that stopped the engine, each as short as it can be.
STOPPED = [
    "HARWICK - lorries before ",
    "D我们 A。 。. M",
    ".\the m,concluded hat",
    "cetced.Hhot?“Owi,”had,a?e,ibo”Hhfut”sred",
    "a,hel\u2028said tt",
]


@pytest.mark.parametrize("text", STOPPED)
@pytest.mark.parametrize("name", CHECKS)
def test_what_stopped_the_engine_is_read(name: str, text: str) -> None:
    CHECKS[name](text)


def test_the_texts_are_of_many_shapes() -> None:
    texts = [recombined(Random(seed)) for seed in range(300)]
    assert len(set(texts)) > 290
    assert any(text.isupper() for text in texts)
    assert any("\n" in text for text in texts)
    assert any("我们" in text for text in texts)


def test_a_failure_is_told_and_made_short() -> None:
    def checked(text: str) -> None:
        assert "bad" not in text

    assert failure(checked, "all is well") == ""
    assert failure(checked, "a bad one").startswith("AssertionError in test_recombined.py:")
    assert shrunk(checked, "a long text that is bad somewhere in it") == "bad"
