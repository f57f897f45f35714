"""Quotations of a draft against statements: what may go out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from api.verification.draft import Draft
from api.verification.drafts import Checked, Judgement, asked_text, check
from api.verification.known import Known
from api.verification.matching import Finding
from api.verification.statement import Statement
from attribution.model import Factuality, Quotation, QuotationType, Span, Speaker, SpeakerKind

from ..store.building import quotation

WALL = "The wall will not hold another winter, unless the council finds £5 million. We have told them so for years."
FERRY = "Nobody has repaired the ferry since the storm of 1987."


def said(text: str, by: str, *, marked: bool = True, factuality: Factuality = Factuality.ASSERTED) -> Statement[str]:
    return Statement(text, ((0, len(text)),) if marked else (), factuality, frozenset({by}), text)


KNOWN = [
    said(WALL, "Ana Ruiz"),
    said(FERRY, "Bo Ek"),
    said("that the harbour fund had lost half of its money", "Bo Ek", marked=False),
    said("that he had emptied the cash box", "Cy Dee", marked=False, factuality=Factuality.DENIED),
]
NAMES = [(name, SpeakerKind.PERSON) for name in ("Ana Ruiz", "Bo Ek", "Cy Dee")]


def drafted(content: str, speaker: str | None, type: QuotationType = QuotationType.DIRECT) -> Quotation:
    found = quotation(f"“{content}” {speaker}", content, speaker=speaker, type=type)
    return replace(found, quoted=()) if type is QuotationType.INDIRECT else found


def checked(content: str, speaker: str | None, type: QuotationType = QuotationType.DIRECT) -> Checked[str]:
    (found,) = check(drafted(content, speaker, type), Draft(f"“{content}” {speaker}"), Known(KNOWN, NAMES))
    return found


@pytest.mark.parametrize(
    ("content", "speaker", "finding", "judgement"),
    [
        ("Nobody has repaired the ferry since the storm of 1987,", "Bo Ek", Finding.VERBATIM, Judgement.OK),
        ("We have told them so for years,", "Ruiz", Finding.TRUNCATED, Judgement.OK),
        ("We have told them so for years,", None, Finding.TRUNCATED, Judgement.OK),
        ("The wall will not hold another winter,", "Ana Ruiz", Finding.TRUNCATED, Judgement.STOP),
        ("Nobody has repaired the ferry since the storm of 1978,", "Bo Ek", Finding.ALTERED, Judgement.STOP),
        ("Somebody has repaired the ferry since the storm of 1987,", "Bo Ek", Finding.ALTERED, Judgement.STOP),
        ("Nobody had repaired the ferry since the storm of 1987,", "Bo Ek", Finding.ALTERED, Judgement.LOOK),
        ("Nobody has repaired the ferry since the storm of 1987,", "Ana Ruiz", Finding.OTHER_SPEAKER, Judgement.STOP),
        (
            "Nobody has repaired the ferry, the wall will not hold another winter",
            "Bo Ek",
            Finding.SPLICED,
            Judgement.STOP,
        ),
        ("The harbour fund has lost half of its money,", "Bo Ek", Finding.PARAPHRASED, Judgement.STOP),
        ("I emptied the cash box", "Cy Dee", Finding.DENIED, Judgement.STOP),
        ("I love the sea and always will,", "Ana Ruiz", Finding.NOT_FOUND, Judgement.STOP),
    ],
)
def test_words_in_quotation_marks(content: str, speaker: str | None, finding: Finding, judgement: Judgement) -> None:
    found = checked(content, speaker)
    assert (found.verdict.finding, found.judgement) == (finding, judgement)


@pytest.mark.parametrize(
    ("content", "speaker", "finding", "judgement"),
    [
        ("that nobody had repaired the ferry since 1987", "Bo Ek", Finding.PARAPHRASED, Judgement.OK),
        ("the council must find £5 million or the wall would not hold", "Ana Ruiz", Finding.PARAPHRASED, Judgement.OK),
        ("half of the harbour fund's money was lost", "Bo Ek", Finding.PARAPHRASED, Judgement.OK),
        ("that nobody had repaired the ferry since 1978", "Bo Ek", Finding.ALTERED, Judgement.STOP),
        ("that somebody had repaired the ferry after the storm", "Bo Ek", Finding.ALTERED, Judgement.STOP),
        ("that nobody had repaired the ferry since 1987", "Ana Ruiz", Finding.OTHER_SPEAKER, Judgement.STOP),
        ("that a half of the harbour fund's money was lost to 3 men", "Bo Ek", Finding.ALTERED, Judgement.STOP),
        ("that he had emptied the cash box", "Cy Dee", Finding.DENIED, Judgement.STOP),
        ("about 90% of the ferry had not been repaired by anyone", "Bo Ek", Finding.ALTERED, Judgement.STOP),
        ("the wall would hold another winter", "Ana Ruiz", Finding.ALTERED, Judgement.STOP),
        (
            "the council had to find nearly £5.2 million or the wall might fail",
            "Ana Ruiz",
            Finding.PARAPHRASED,
            Judgement.OK,
        ),
        ("that the swimming pool would open on Sundays", "Ana Ruiz", Finding.NOT_FOUND, Judgement.LOOK),
    ],
)
def test_reports_in_the_drafts_own_words(content: str, speaker: str, finding: Finding, judgement: Judgement) -> None:
    found = checked(content, speaker, QuotationType.INDIRECT)
    assert (found.verdict.finding, found.judgement) == (finding, judgement)


@pytest.mark.parametrize(
    ("speaker", "transcript", "judgement"),
    [
        ("Ana Ruiz", [("The Court", SpeakerKind.ANONYMOUS), ("Bo Ek", SpeakerKind.PERSON)], Judgement.OK),
        ("Ana Ruiz", [("The Court", SpeakerKind.ANONYMOUS), ("Ms Ruiz", SpeakerKind.PERSON)], Judgement.STOP),
        ("Ana Ruiz", [], Judgement.STOP),
    ],
)
def test_a_label_without_a_name_may_be_whoever_the_transcript_does_not_name(
    speaker: str, transcript: list[tuple[str, SpeakerKind]], judgement: Judgement
) -> None:
    words = "The jury will not be hurried by anybody."
    known = [said(words, "The Court")]
    (found,) = check(
        drafted(words, speaker), Draft(""), Known(known, [("The Court", SpeakerKind.ANONYMOUS)], [transcript])
    )
    assert found.judgement is judgement


def test_whom_the_engine_is_not_sure_of_is_not_held_against_the_words() -> None:
    words = "Nobody has repaired the ferry since the storm of 1987,"
    for confidence, judgement in ((0.9, Judgement.STOP), (0.2, Judgement.OK)):
        unsure = replace(drafted(words, None), speaker=Speaker("Ana Ruiz", SpeakerKind.PERSON, confidence=confidence))
        assert check(unsure, Draft(words), Known(KNOWN, NAMES))[0].judgement is judgement


@pytest.mark.parametrize(
    ("own", "judgement"), [("after 400 storms in winter", Judgement.OK), ("after 500 storms in winter", Judgement.STOP)]
)
def test_numbers_outside_of_the_marks_are_compared_as_well(own: str, judgement: Judgement) -> None:
    text = f"{own} the sailors had “mended the wall by themselves”"
    part = Span(text.index("mended"), len(text) - 1)
    mixed = replace(
        drafted(text, "Ana Ruiz", QuotationType.MIXED), text=text, spans=(Span(0, len(text)),), quoted=(part,)
    )
    known = [said("After four hundred storms in winter, the sailors mended the wall by themselves.", "Ana Ruiz")]
    assert check(mixed, Draft(text), Known(known, NAMES))[0].judgement is judgement


def test_a_contrast_in_the_next_sentence_may_be_left_out_and_one_in_the_same_may_not() -> None:
    words = "The wall will hold another winter"
    for rest, judgement in ((". But it is ugly.", Judgement.OK), (", but it is ugly.", Judgement.LOOK)):
        assert (
            check(drafted(words, "Ana Ruiz"), Draft(words), Known([said(words + rest, "Ana Ruiz")], NAMES))[0].judgement
            is judgement
        )


def test_the_title_of_a_work_is_not_looked_up_with_the_words() -> None:
    draft = "“I sold the boat,” says Ruiz, whose film “The Last Harbour Wall” won."
    spans = tuple(Span(draft.index(p), draft.index(p) + len(p)) for p in ("I sold the boat,", "The Last Harbour Wall"))
    both = replace(drafted("I sold the boat,", "Ana Ruiz"), text="I sold the boat, The Last Harbour Wall", spans=spans)
    found = check(replace(both, quoted=spans), Draft(draft), Known([said("I sold the boat.", "Ana Ruiz")], NAMES))
    assert [(item.asked, item.judgement) for item in found] == [("I sold the boat,", Judgement.OK)]


def test_a_description_as_the_speaker_is_nobody_in_particular() -> None:
    anonymous = replace(
        drafted("Nobody has repaired the ferry,", None), speaker=Speaker("a sailor", SpeakerKind.ANONYMOUS)
    )
    assert check(anonymous, Draft(""), Known(KNOWN, NAMES))[0].judgement is Judgement.OK


@pytest.mark.parametrize(
    ("before", "judgement"), [("the wall would not be", Judgement.OK), ("the wall would be", Judgement.STOP)]
)
def test_a_negation_that_the_draft_gives_in_its_own_words_is_not_cut(before: str, judgement: Judgement) -> None:
    text = f"{before} “mended before the winter”"
    part = Span(text.index("mended"), len(text) - 1)
    mixed = replace(
        drafted(text, "Ana Ruiz", QuotationType.MIXED), text=text, spans=(Span(0, len(text)),), quoted=(part,)
    )
    assert (
        check(mixed, Draft(text), Known([said("The wall will not be mended before the winter.", "Ana Ruiz")], NAMES))[
            0
        ].judgement
        is judgement
    )


def test_of_mixed_speech_the_words_in_marks_are_asked_for() -> None:
    text = "the wall, “another winter” away from falling, had been “told them so” by her"
    parts = (Span(text.index("another"), text.index("” away")), Span(text.index("told"), text.index("” by")))
    mixed = replace(
        drafted(text, "Ana Ruiz", QuotationType.MIXED), text=text, spans=(Span(0, len(text)),), quoted=parts
    )
    assert asked_text(mixed) == "another winter … told them so"
