"""The record: identifiers derived from content, and the JSON object."""

from __future__ import annotations

import dataclasses
import hashlib
import json

import pytest

from attribution import (
    Cue,
    Evidence,
    Factor,
    Factuality,
    Mention,
    Quotation,
    QuotationType,
    Reason,
    Span,
    Speaker,
    SpeakerKind,
    from_record,
    text_digest,
    to_record,
)
from attribution.model import SingleSpeaker, quotation_id

FULL = Quotation(
    id="0123", type=QuotationType.DIRECT, text="This is very good,", spans=(Span(10, 28),), quoted=(Span(10, 28),),
    cue=Cue("said", "say", 34, 38), mention=Mention("Xi", 31, 33), speaker=Speaker("Xi Jinping", SpeakerKind.PERSON),
    reported_by=Speaker("Xinhua", SpeakerKind.ORGANIZATION), confidence=0.97, factuality=Factuality.ASSERTED,
    evidence=Evidence(
        "subject_of_cue", ("Xi", "Xi Jinping"), None, (Factor("cue_role", 1.5),), (Factor("gap=1", 0.4),), "turn"
    ),
)  # fmt: skip
BARE = dataclasses.replace(
    FULL, cue=None, mention=None, speaker=None, reported_by=None, evidence=Evidence("marks", (), Reason.NO_CUE)
)


def test_the_record_of_a_quotation() -> None:
    record = to_record(FULL)
    assert record == {
        "id": "0123",
        "type": "direct",
        "text": "This is very good,",
        "spans": [{"start": 10, "end": 28}],
        "quoted": [{"start": 10, "end": 28}],
        "cue": {"text": "said", "lemma": "say", "start": 34, "end": 38},
        "mention": {"text": "Xi", "start": 31, "end": 33},
        "speaker": {
            "name": "Xi Jinping",
            "kind": "person",
            "description": None,
            "speaks_for": None,
            "confidence": None,
            "members": [],
        },
        "reported_by": {
            "name": "Xinhua",
            "kind": "organization",
            "description": None,
            "speaks_for": None,
            "confidence": None,
            "members": [],
        },
        "confidence": 0.97,
        "factuality": "asserted",
        "evidence": {
            "rule": "subject_of_cue",
            "chain": ["Xi", "Xi Jinping"],
            "reason": None,
            "factors": [{"name": "cue_role", "weight": 1.5}],
            "link_factors": [{"name": "gap=1", "weight": 0.4}],
            "block": "turn",
        },
    }
    assert json.loads(json.dumps(record)) == record


def test_the_record_of_a_quotation_without_speaker() -> None:
    record = to_record(BARE)
    assert (record["cue"], record["mention"], record["speaker"], record["reported_by"]) == (None, None, None, None)
    assert record["evidence"]["reason"] == "no_cue"


def test_the_digest_is_the_sha256_of_the_text_in_utf8() -> None:
    assert text_digest("«é»😀") == hashlib.sha256("«é»😀".encode()).hexdigest()
    with pytest.raises(UnicodeEncodeError):
        text_digest("\ud83d")


def test_an_identifier_depends_on_text_and_spans() -> None:
    digest = text_digest("It rained.")
    made = {
        quotation_id(digest, (Span(0, 2),)),
        quotation_id(digest, (Span(0, 3),)),
        quotation_id(digest, (Span(0, 2), Span(3, 9))),
        quotation_id(text_digest("It snowed."), (Span(0, 2),)),
    }
    assert len(made) == 4
    assert all(len(identifier) == 20 and int(identifier, 16) >= 0 for identifier in made)
    assert quotation_id(digest, (Span(0, 2),)) in made


def test_the_record_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        FULL.confidence = 1.0  # type: ignore[misc]


FULLEST = dataclasses.replace(
    FULL,
    factuality=Factuality.DENIED,
    speaker=Speaker(
        "Ana Ivers and Bo Lind", SpeakerKind.GROUP, "spokespersons for the union", "union",
        0.5, (SingleSpeaker("Ana Ivers", SpeakerKind.PERSON, "lead"), SingleSpeaker("Bo Lind", SpeakerKind.PERSON)),
    ),
)  # fmt: skip


@pytest.mark.parametrize("quotation", [FULL, BARE, FULLEST], ids=["full", "bare", "fullest"])
def test_a_quotation_survives_the_round_trip_through_its_record(quotation: Quotation) -> None:
    record = to_record(quotation)
    back = from_record(json.loads(json.dumps(record)))
    assert back == quotation
    assert to_record(back) == record  # also what does not count when speakers are compared


def test_a_record_without_a_field_gets_its_default_and_what_is_no_field_is_left_out() -> None:
    record = to_record(FULL)
    del record["evidence"], record["speaker"]["members"]
    back = from_record(record | {"later": 1})
    assert (back.evidence, back.speaker) == (Evidence("none"), FULL.speaker)


def test_an_unknown_value_is_refused() -> None:
    with pytest.raises(ValueError, match="song"):
        from_record(to_record(FULL) | {"type": "song"})
