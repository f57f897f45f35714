"""What is found about a quotation, by the statements that bear it out."""

from __future__ import annotations

import pytest

from api.verification.findings import Verdict, verdict
from api.verification.matching import Finding
from api.verification.statement import Statement
from api.wording.asked import read
from attribution.model import Factuality

BRIDGE = "We will not close the Harbour Street bridge before March 2027, unless the council asks us to."
TRADERS = "Every trader in Dunmore has my word, and I have never broken my word to anybody."


def said(
    text: str, by: str = "ana", *, marked: bool = True, factuality: Factuality = Factuality.ASSERTED
) -> Statement[str]:
    return Statement(text, ((0, len(text)),) if marked else (), factuality, frozenset({by}), text)


ARCHIVE = [
    said(BRIDGE),
    said(TRADERS),
    said("The ferry is a coffin with an engine.", "bo"),
    said("the harbour fund had lost half its money", "bo", marked=False),
    said("that he had taken the money from the box", "cy", marked=False, factuality=Factuality.DENIED),
]


def found(quote: str, speaker: str | None = None) -> Verdict[str]:
    return verdict(read(quote), ARCHIVE, None if speaker is None else {speaker})


@pytest.mark.parametrize(
    ("quote", "speaker", "expected"),
    [
        (BRIDGE, "ana", Finding.VERBATIM),
        (BRIDGE.upper(), None, Finding.VERBATIM),
        ("The ferry is a ... with an engine", "bo", Finding.VERBATIM),
        ("The ferry is a coffin with an engine", "ana", Finding.OTHER_SPEAKER),
        ("The ferry is a coffin with an engine", "nobody", Finding.OTHER_SPEAKER),
        ("before March 2027, unless the council asks us to", "ana", Finding.TRUNCATED),
        ("We will not close the Harbour Street bridge before March 2027", "ana", Finding.TRUNCATED),
        ("We will close the Harbour Street bridge before March 2027", "ana", Finding.ALTERED),
        ("The ferry is no coffin with an engine", "bo", Finding.ALTERED),
        ("The harbour fund has lost half its money", "bo", Finding.PARAPHRASED),
        ("I took the money from the box", "cy", Finding.DENIED),
        ("We will not close the Harbour Street bridge, I have never broken my word to anybody", "ana", Finding.SPLICED),
        ("The swimming pool opens on Sundays in the winter", None, Finding.NOT_FOUND),
        ("The bridge and the ferry are both a danger to every trader", None, Finding.NOT_FOUND),
        ("", None, Finding.NOT_FOUND),
    ],
)
def test_the_finding(quote: str, speaker: str | None, expected: Finding) -> None:
    assert found(quote, speaker).finding is expected


def test_what_was_cut_and_how_it_turns_the_meaning() -> None:
    best = found("We will not close the Harbour Street bridge before March 2027", "ana").matches[0]
    assert best.cut is not None
    assert (best.cut.before, best.cut.after) == ("", ", unless the council asks us to.")
    assert best.turns == ("condition",)


@pytest.mark.parametrize(
    ("text", "asked", "turns"),
    [
        ("I never said that Bo was a thief.", "Bo was a thief", ("negation",)),
        ("The plan is good, but it comes ten years late.", "The plan is good", ("contrast",)),
        ("The plan is good. However, it comes late.", "The plan is good", ("contrast",)),
        ("The plan is good. It comes at the right time.", "The plan is good", ()),
        ("If we had money, we would buy the boat today.", "we would buy the boat today", ("condition",)),
        ("If we had the money of a town three times our size, we would buy it.", "we would buy it", ("condition",)),
        ("If it rains again we shall lose the two lower fields and half of the barley.", "half of the barley", ()),
        ("It was not my plan, but the bridge will open in May.", "the bridge will open in May", ()),
        ("No, the bridge will open in May.", "the bridge will open in May", ()),
        ("It is not true that the bridge will open in May.", "the bridge will open in May", ("negation",)),
        ("The bridge will open in May and we still need four men.", "The bridge will open in May", ()),
        ("The bridge will open in May, yet nobody asked for it.", "The bridge will open in May", ("contrast",)),
        ("We have no money. We would buy the boat today.", "We would buy the boat today", ()),
        ("The plan is not by any means a good one.", "The plan is ... a good one", ("negation",)),
        ("The wall, nine miles long and without a gate, is the last of its kind.", "is the last of its kind", ()),
        ("We work without a day of rest or pay.", "a day of rest or pay", ("negation",)),
        ("The plan is good, not that you asked. I like it.", "The plan is good ... I like it", ("negation",)),
    ],
)
def test_turns(text: str, asked: str, turns: tuple[str, ...]) -> None:
    result = verdict(read(asked), [said(text)], None)
    assert result.finding is Finding.TRUNCATED
    assert result.matches[0].turns == turns


def test_a_negation_that_is_left_out_with_its_clause_turns_nothing() -> None:
    text = "I have seen three mayors and a tram that never came. I am not afraid of a plan."
    result = verdict(read("I have seen three mayors ... I am not afraid of a plan"), [said(text)], None)
    assert (result.finding, result.matches[0].turns) == (Finding.VERBATIM, ())


def test_all_findings_are_given_the_most_serious_first() -> None:
    result = found("The ferry is not a coffin with an engine", "ana")
    assert result.findings == (Finding.OTHER_SPEAKER, Finding.ALTERED)


def test_the_asked_speaker_comes_before_another_with_the_same_words() -> None:
    both = [said("The ferry is a coffin.", "bo"), said("The ferry is a coffin.", "ana")]
    assert verdict(read("The ferry is a coffin"), both, {"ana"}).finding is Finding.VERBATIM


def test_a_splice_names_its_pieces_in_order() -> None:
    result = found("I have never broken my word to anybody. The ferry is a coffin with an engine", "ana")
    assert [match.statement.origin for match in result.matches] == [TRADERS, "The ferry is a coffin with an engine."]
    assert Finding.OTHER_SPEAKER in result.findings


def test_pieces_without_content_words_are_no_splice() -> None:
    archive = [said("They told us so that they could leave."), said("He said that it was on the table.", "bo")]
    assert verdict(read("so that they could, that it was on the"), archive, None).finding is Finding.NOT_FOUND


@pytest.mark.parametrize(("by", "expected"), [("ana", Finding.ALTERED), (None, Finding.NOT_FOUND)])
def test_words_of_an_unknown_speaker_have_to_be_nearer(by: str | None, expected: Finding) -> None:
    text = "The harbour wall will hold for a hundred years"
    statement = Statement(text, ((0, len(text)),), None, frozenset({by} - {None}), text)
    assert (
        verdict(read("The old harbour wall will fall within a hundred years"), [statement], {"ana"}).finding is expected
    )


def test_sentences_of_one_statement_joined_without_an_ellipsis_are_a_splice() -> None:
    text = "The wall will hold. We looked at it all winter, stone by stone. Nobody needs to leave the harbour at night."
    joined = "The wall will hold. Nobody needs to leave the harbour at night"
    result = verdict(read(joined), [said(text)], None)
    assert result.finding is Finding.SPLICED
    assert [d.printed for d in result.matches[0].differences if d.change == "omitted"] == [
        "We looked at it all winter, stone by stone"
    ]
    assert verdict(read(joined.replace("hold.", "hold. ...")), [said(text)], None).finding is Finding.VERBATIM


def test_a_quoted_part_of_mixed_speech_is_verbatim_as_a_whole() -> None:
    text = "that the ferry was “a coffin with an engine” on Monday"
    start = text.index("a coffin")
    mixed = Statement(text, ((start, start + len("a coffin with an engine")),), None, frozenset({"bo"}), text)
    assert verdict(read("a coffin with an engine"), [mixed], None).finding is Finding.VERBATIM
    assert verdict(read("with an engine"), [mixed], None).finding is Finding.TRUNCATED
