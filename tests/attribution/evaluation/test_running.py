"""Running the engine over articles, including crashes."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from attribution.errors import PipelineNotFound
from attribution.evaluation.running import run
from attribution.model import Quotation

from .made import ANA, TEXT, entry, outcome, quotation

ARTICLE = outcome().article


def test_what_the_engine_says_becomes_entries() -> None:
    (made,) = run([ARTICLE], lambda text: [quotation(text, "We will build it,", "Ana Ivers")])
    (found,) = made.entries
    assert (found.type, found.spans, found.mention, found.speaker) == ("direct", ANA.spans, ANA.mention, "Ana Ivers")
    assert TEXT[found.cue[0].start : found.cue[0].end] == "said"
    assert found.attributed
    assert not entry("Slowly").attributed
    assert made.crash is None


def test_a_crash_affects_one_article() -> None:
    calls: list[str] = []

    def engine(text: str) -> Sequence[Quotation]:
        calls.append(text)
        if len(calls) == 1:
            raise RecursionError("too deep")
        return [quotation(text, "We will build it,", "Ana Ivers")]

    first, second = run([ARTICLE, ARTICLE], engine)
    assert (first.entries, first.crash) == ((), "RecursionError: too deep")
    assert (len(second.entries), second.crash) == (1, None)


def test_without_a_pipeline_nothing_is_measured() -> None:
    def engine(text: str) -> Sequence[Quotation]:
        raise PipelineNotFound("none")

    with pytest.raises(PipelineNotFound):
        run([ARTICLE], engine)
