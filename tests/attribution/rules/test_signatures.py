"""Quotations attributed by a name after a dash or on a line of its own."""

from __future__ import annotations

import pytest

from attribution import attribute_text

from ..parses import SCHEMES, parse, readings

ROWS = [
    ("“It is my right to vote here,” -- Commissioner Jane Dunn", "Jane Dunn"),
    ("“We have to work together on this.”\n\n- Maria Lopez, Chicago", "Maria Lopez"),
    ("“We have to work together on this.” — Maria Lopez", "Maria Lopez"),
    ("“We have to work together on this.”\n\nMaria Lopez, mayor", "Maria Lopez"),
    ("“It ruins my shoes.” Maria Lopez, 34, Harwick", "Maria Lopez"),
    ("“It ruins my shoes.” Maria, 34", "Maria"),
    ("Maria Lopez, 61\n\n“We have to work together on this.”", "Maria Lopez"),
    ("“We have to work together on this”\n\nThat from Maria Lopez, who speaks for the drivers.", "Maria Lopez"),
    ("“We have to work together on this.”\n\nMaria Lopez, finance minister, to the house just now.", "Maria Lopez"),
]


@pytest.mark.parametrize(("text", "speaker"), ROWS)
def test_signatures(text: str, speaker: str) -> None:
    (found,) = [q for q in attribute_text(text) if q.quoted]
    assert found.speaker is not None
    assert found.speaker.name == speaker
    assert found.evidence.rule == "signature"
    assert found.cue is None or found.cue.text in ("--", "-", "—")


@pytest.mark.parametrize(
    "text",
    [
        "“We have to work together on this.” — and then the lights went out",
        "A bus had stopped by the kerb. “We have to work together on this.” Maria Lopez, 34, Harwick",
        "“We have to work together on this.” Harwick, 12 to 14 degrees",
    ],
)
def test_a_sentence_is_not_a_signature(text: str) -> None:
    assert [found.speaker for found in attribute_text(text)] == [None]


SIGNED = [
    ("", "Blinken", "It rained",
     "“/``/punct/3 It/PRP/nsubj/3 rained/VBD/root/0 ”/''/punct/3 --/:/punct/3 Blinken/NNP/appos/3/PERSON ././punct/3"),
]  # fmt: skip


@pytest.mark.xfail(strict=True, reason="two words in marks are too few to be signed")
@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("cue", "mention", "content", "sentence"), SIGNED)
def test_a_signature_after_a_dash(cue: str, mention: str, content: str, sentence: str, scheme: str) -> None:
    assert readings(parse(sentence, scheme=scheme)) == [(cue, mention, content)]


def test_each_quotation_of_a_series_is_signed_below() -> None:
    text = (
        "The week in quotes\n\n“I thought it was a cushion.”\nDoris Mapple, 83, who sat on a python\n\n"
        "“We have to work together on this.”\nPolice chief Maria Lopez\n\n"
        "“He is a very good goat.”\nSamira Haddad, goat owner, Amman"
    )
    names = [found.speaker.name for found in attribute_text(text) if found.speaker is not None]
    assert names == ["Doris Mapple", "Maria Lopez", "Samira Haddad"]
