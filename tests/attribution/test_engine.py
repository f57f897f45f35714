"""The engine end to end with the bundled pipeline, on short articles."""

from __future__ import annotations

import pytest

from attribution import Reason, attribute_text

pytestmark = pytest.mark.usefixtures("nlp")

Expected = list[tuple[str, str, str | None]]  # speaker, type, the text's first words

SPEAKERS: list[tuple[str, Expected]] = [
    # pronouns over paragraphs
    ("Maria Lopez met the mayor on Monday.\n\n“We need more time,” she said.",
     [("Maria Lopez", "direct", "We need more time,")]),
    ("Maria Lopez opened the bridge on Monday. She said the work took two years.",
     [("Maria Lopez", "indirect", "the work took two years")]),
    ("Maria Lopez spoke first.\n\n“We need more time,” Lopez said.\n\n“The river is too high,” she added.",
     [("Maria Lopez", "direct", "We need more time,"), ("Maria Lopez", "direct", "The river is too high,")]),
    ("Mr Brown met Ms Lopez on Monday. She said the river was too high.",
     [("Lopez", "indirect", "the river was too high")]),
    ("Ms Lopez met Mr Brown on Monday. He said the river was too high.",
     [("Brown", "indirect", "the river was too high")]),
    # one quotation in several pieces
    ("“We need more time,” Maria Lopez said, “and more money.”",
     [("Maria Lopez", "direct", "We need more time, and more money.")]),
    ("“We need more time,” Maria Lopez said. “We also need more money.”",
     [("Maria Lopez", "direct", "We need more time, We also need more money.")]),
    ("“We need more time,” Maria Lopez said.\n\n“We also need more money.”",
     [("Maria Lopez", "direct", "We need more time,"), ("Maria Lopez", "direct", "We also need more money.")]),
    ("“We need more time.\n\n“We also need more money,” Maria Lopez said.",
     [("Maria Lopez", "direct", "We need more time. We also need more money,")]),
    # unnamed sources
    ("A senior official said the talks were over.\n\n“We are done,” he said.",
     [("a senior official", "indirect", "the talks were over"), ("a senior official", "direct", "We are done,")]),
    ("A police officer said on Friday that the road was closed. “Nobody can pass,” the officer said.",
     [("a police officer", "indirect", "that the road was closed"),
      ("a police officer", "direct", "Nobody can pass,")]),
    ("Residents said the river was too high.", [("residents", "indirect", "the river was too high")]),
    ("The report said the river was too high.", [("report", "indirect", "the river was too high")]),
    # bodies and places
    ("The State Department said the talks were good.", [("State Department", "indirect", "the talks were good")]),
    ("Beijing said on Monday that the visit was a mistake.",
     [("Beijing", "indirect", "that the visit was a mistake")]),
    ("The company said in a statement that it would close the plant.",
     [("company", "indirect", "that it would close the plant")]),
    # partial names
    ("Foreign Minister Qin Gang met Antony Blinken in Beijing on Sunday.\n\n“The talks were good,” Qin said.",
     [("Qin Gang", "direct", "The talks were good,")]),
    ("US Secretary of State Antony Blinken arrived in Beijing.\n\nBlinken said the talks were good.",
     [("Antony Blinken", "indirect", "the talks were good")]),
    # the addressee is not the speaker
    ("“The talks were good,” Maria Lopez told Peter Brown.", [("Maria Lopez", "direct", "The talks were good,")]),
    ("Maria Lopez told reporters that the talks were good.", [("Maria Lopez", "indirect", "that the talks were good")]),
    # word orders
    ("“The river is too high,” said Maria Lopez.", [("Maria Lopez", "direct", "The river is too high,")]),
    ("Maria Lopez said: “The river is too high.”", [("Maria Lopez", "direct", "The river is too high.")]),
    ("According to Maria Lopez, the river is too high.", [("Maria Lopez", "indirect", "the river is too high")]),
    ("Maria Lopez, the director of the Water Institute, said the river was too high.",
     [("Maria Lopez", "indirect", "the river was too high")]),
    ("Maria Lopez, who said the river was too high, left on Monday.",
     [("Maria Lopez", "indirect", "the river was too high")]),
    ("The plan is “a big mistake”, said Maria Lopez.", [("Maria Lopez", "mixed", "The plan is “a big mistake”")]),
    ("Maria Lopez said the plan was “a big mistake”.", [("Maria Lopez", "mixed", "the plan was “a big mistake”")]),
    # the marks of other houses
    ("‘We need more time,’ Maria Lopez said. ‘It’s late.’",
     [("Maria Lopez", "direct", "We need more time, It’s late.")]),
    ('"We need more time," Maria Lopez said.', [("Maria Lopez", "direct", "We need more time,")]),
    ("«We need more time», Maria Lopez said.", [("Maria Lopez", "direct", "We need more time")]),
    # two speakers
    ("“Is the river too high?” Maria Lopez asked. “Yes,” Peter Brown said.",
     [("Maria Lopez", "direct", "Is the river too high?"), ("Peter Brown", "direct", "Yes,")]),
    # a missing mark spoils its paragraph alone
    ("“We need more time, Maria Lopez said.\n\nPeter Brown left.\n\n“The river is too high,” Peter Brown said.",
     [("Maria Lopez", "direct", "We need more time,"), ("Peter Brown", "direct", "The river is too high,")]),
]  # fmt: skip

UNSPOKEN = [
    "The so-called “experts” left the room.",
    "James “Jim” Brown opened the bridge.",
    "The “peace talks” went on until late at night.",
    pytest.param(
        "Maria Lopez wrote the novel “Farewell to the River” in two years.",
        marks=pytest.mark.xfail(strict=True, reason="a title as the object of a cue verb is taken for content"),
    ),
]

REASONS = [
    ("He said the river was too high.", Reason.AMBIGUOUS_PRONOUN),
    ("“We have waited for five long years for this day.”", Reason.NO_CUE),
    ("It was late. “We have waited for five long years.” The bridge opened at noon.", Reason.NO_CUE),
    ("Anna Lopez and Maria Lopez met on Monday. Lopez said the river was too high.", Reason.AMBIGUOUS_NAME),
    ("“We have waited for five long years.\n\nThe bridge opened at noon.", Reason.UNBALANCED_MARKS),
]


@pytest.mark.parametrize(("text", "expected"), SPEAKERS)
def test_who_said_what(text: str, expected: Expected) -> None:
    found = [(q.speaker.name, q.type.value, q.text) for q in attribute_text(text) if q.speaker]
    assert found == expected


@pytest.mark.parametrize("text", UNSPOKEN)
def test_titles_nicknames_and_scare_quotes_have_no_speaker(text: str) -> None:
    assert [q.text for q in attribute_text(text) if q.speaker] == []


@pytest.mark.parametrize(("text", "reason"), REASONS)
def test_a_reason_for_no_speaker(text: str, reason: Reason) -> None:
    (found,) = attribute_text(text)
    assert (found.speaker, found.evidence.reason) == (None, reason)


def test_a_chain_of_sources() -> None:
    text = "Maria Lopez stressed “the need for more time”, spokesman Peter Brown said."
    found = {q.speaker.name: q.reported_by for q in attribute_text(text) if q.speaker}
    assert found["Peter Brown"] is None
    outer = found["Maria Lopez"]
    assert outer is not None
    assert outer.name == "Peter Brown"


def test_a_transcript() -> None:
    text = (
        "MODERATOR: Welcome to the debate.\n\nMARIA LOPEZ: Thank you all.\n\nPETER BROWN: Good evening.\n\n"
        "MARIA LOPEZ: The river is too high."
    )
    found = [(q.speaker.name.title(), q.text) for q in attribute_text(text) if q.speaker]
    assert found[1:] == [
        ("Maria Lopez", "Thank you all."),
        ("Peter Brown", "Good evening."),
        ("Maria Lopez", "The river is too high."),
    ]


def test_two_spans_of_one_quotation() -> None:
    text = "“We need more time,” Maria Lopez said, “and more money.”"
    (found,) = attribute_text(text)
    assert [text[s.start : s.end] for s in found.spans] == ["We need more time,", "and more money."]
    assert found.quoted == found.spans


def test_according_to_closes_the_chain() -> None:
    found = {q.speaker.name: q.reported_by for q in attribute_text(
        "Maria Lopez said the river was too high, according to Reuters."
    ) if q.speaker}  # fmt: skip
    assert found["Reuters"] is None
    assert found["Maria Lopez"] is not None


def test_the_evidence_names_the_block_and_what_chose_the_speaker() -> None:
    text = (
        "Ana Ruiz left the hall. She said it was late.\n\nMR. LOPEZ: We begin at nine.\n\nMS. OKAFOR: At ten, please."
    )
    evidence = {q.text: q.evidence for q in attribute_text(text)}
    assert evidence["it was late"].block == "prose"
    assert {factor.name for factor in evidence["it was late"].link_factors}
    assert evidence["We begin at nine."].block == "turn"
    assert evidence["We begin at nine."].link_factors == ()
