"""Word lists and frequency tables: their contents, and the probabilities of common and unknown verbs."""

from __future__ import annotations

import pytest

from attribution.language.lexicon import DATA, abbreviated_titles, content_probability, cue_probability, words

LISTS = sorted(path.stem for path in DATA.glob("*.txt"))


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_clean(name: str) -> None:
    lines = (DATA / f"{name}.txt").read_text(encoding="utf8").splitlines()
    assert lines[0].startswith("#"), "a list is headed by its membership rule"
    entries = [line for line in lines if not line.startswith("#")]
    assert entries
    assert all(entry == entry.strip().lower() != "" for entry in entries)
    assert words(name) == {entry.removesuffix("\t.") for entry in entries}


def test_titles_with_a_stop_are_titles() -> None:
    assert "sgt" in abbreviated_titles() < words("titles")


@pytest.mark.parametrize("verb", ["say", "tell", "add", "warn", "announce", "argue", "write", "insist"])
def test_a_speech_verb_with_a_clause_is_a_cue(verb: str) -> None:
    assert cue_probability(verb, "ccomp", "-") > 0.5
    assert cue_probability(verb, "ccomp", "Q") > 0.7


@pytest.mark.parametrize("verb", ["walk", "rain", "build", "xyzzy"])
def test_other_verbs_are_not(verb: str) -> None:
    assert cue_probability(verb, "obj", "-") < 0.3
    assert cue_probability(verb, "none", "-") < 0.3


@pytest.mark.parametrize("verb", ["say", "xyzzy"])
@pytest.mark.parametrize("frame", ["ccomp", "obj", "none", "no such frame"])
@pytest.mark.parametrize("marks", ["Q", "q", "-"])
def test_a_probability_is_one(verb: str, frame: str, marks: str) -> None:
    assert 0 <= cue_probability(verb, frame, marks) <= 1


def test_a_clause_is_content_and_the_addressee_is_not() -> None:
    assert content_probability("say", "ccomp") > 0.8
    assert content_probability("say", "obl:to") < content_probability("say", "ccomp")
    assert 0 <= content_probability("xyzzy", "no such relation") <= 1
