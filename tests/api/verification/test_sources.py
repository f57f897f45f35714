"""What a source bears out: its quotations and, by its kind, its own text."""

from __future__ import annotations

from dataclasses import replace

import pytest

from api.verification.draft import Draft
from api.verification.drafts import Checked, Judgement, check
from api.verification.known import Known
from api.verification.matching import Finding
from api.verification.sources import Passage, SourceKind, statements
from api.verification.support import support
from attribution.model import Quotation, QuotationType, Span, SpeakerKind

from ..store.building import quotation

TEXT = (
    "“The quay is sinking,” said Ana Ruiz. The port lost nine berths.\n\n"
    "Bo Ek said that he had sold the crane. It stood there for forty years.\n\n"
    "The dredger is out of service."
)
QUAY, CRANE = "The quay is sinking,", "that he had sold the crane"
FOUND = (
    quotation(TEXT, QUAY, speaker="Ana Ruiz"),
    replace(quotation(TEXT, CRANE, speaker="Bo Ek", type=QuotationType.INDIRECT), quoted=()),
)
NAMES = [("Ana Ruiz", SpeakerKind.PERSON), ("Bo Ek", SpeakerKind.PERSON)]


def asked(content: str, speaker: str, type: QuotationType) -> Quotation:
    found = quotation(content, content, speaker=speaker, type=type)
    return replace(found, quoted=()) if type is QuotationType.INDIRECT else found


def checked(kind: SourceKind, quotation: Quotation) -> Checked[Passage]:
    (found,) = check(quotation, Draft(quotation.text), Known(statements(0, kind, TEXT, FOUND), NAMES))
    return found


@pytest.mark.parametrize(
    ("kind", "words", "speaker", "finding", "judgement"),
    [
        (SourceKind.ARTICLE, "The quay is sinking", "Ruiz", Finding.VERBATIM, Judgement.OK),
        (SourceKind.ARTICLE, "The quay is sinking", "Bo Ek", Finding.OTHER_SPEAKER, Judgement.STOP),
        (SourceKind.NOTES, "The quay is sinking", "Bo Ek", Finding.OTHER_SPEAKER, Judgement.STOP),
        (SourceKind.DOCUMENT, "The quay is sinking", "Bo Ek", Finding.OTHER_SPEAKER, Judgement.STOP),
        (SourceKind.ARTICLE, "The quay was sinking", "Ruiz", Finding.ALTERED, Judgement.LOOK),
        (
            SourceKind.ARTICLE,
            "I have sold the crane. It stood there for forty years.",
            "Ek",
            Finding.PARAPHRASED,
            Judgement.STOP,
        ),
        (SourceKind.ARTICLE, "The dredger is out of service", "Ruiz", Finding.PARAPHRASED, Judgement.STOP),
        (SourceKind.NOTES, "The dredger is out of service", "Ruiz", Finding.VERBATIM, Judgement.OK),
        (SourceKind.DOCUMENT, "The dredger is out of service", "Port Authority", Finding.VERBATIM, Judgement.OK),
        (SourceKind.DOCUMENT, "The port lost nine berths", "Port Authority", Finding.TRUNCATED, Judgement.OK),
    ],
)
def test_words_in_marks(kind: SourceKind, words: str, speaker: str, finding: Finding, judgement: Judgement) -> None:
    found = checked(kind, asked(words, speaker, QuotationType.DIRECT))
    assert (found.verdict.finding, found.judgement) == (finding, judgement)


@pytest.mark.parametrize(
    ("words", "speaker", "finding", "judgement"),
    [
        ("that he had sold the crane", "Ek", Finding.PARAPHRASED, Judgement.OK),
        ("that she had sold the crane", "Ana Ruiz", Finding.OTHER_SPEAKER, Judgement.STOP),
        ("that the crane, there for forty years, had been sold", "Ek", Finding.PARAPHRASED, Judgement.OK),
        ("the port had lost nine berths", "Bo Ek", Finding.PARAPHRASED, Judgement.OK),
    ],
)
def test_reports_against_an_article(words: str, speaker: str, finding: Finding, judgement: Judgement) -> None:
    found = checked(SourceKind.ARTICLE, asked(words, speaker, QuotationType.INDIRECT))
    assert (found.verdict.finding, found.judgement) == (finding, judgement)


def test_a_paragraph_with_two_speakers_bears_out_neither_in_the_words_of_the_other() -> None:
    text = "Bo Ek said that he had sold the crane. “The quay is sinking,” said Ana Ruiz."
    found = [
        replace(quotation(text, CRANE, speaker="Bo Ek", type=QuotationType.INDIRECT), quoted=()),
        quotation(text, QUAY, speaker="Ana Ruiz"),
    ]
    known = list(statements(0, SourceKind.ARTICLE, text, found))
    crane = asked("that she had sold the crane", "Ana Ruiz", QuotationType.INDIRECT)
    assert check(crane, Draft(crane.text), Known(known, NAMES))[0].verdict.finding is Finding.OTHER_SPEAKER


def test_a_turn_of_a_transcript_is_not_said_again_with_its_label() -> None:
    text = "ANA RUIZ: The quay is sinking."
    turn = quotation(text, "The quay is sinking.", speaker="Ana Ruiz")
    assert [said.text for said in statements(0, SourceKind.TRANSCRIPT, text, [turn])] == ["The quay is sinking."]


def test_a_negation_in_a_sentence_before_the_interruption_is_not_held_against_a_report() -> None:
    text = "“No ferry sails tonight,” Ana Ruiz said. “The port will send nine ferries on Friday.”"
    spans = [(1, 24), (text.index("The port"), len(text) - 1)]
    both = quotation(text, text[slice(*spans[0])], speaker="Ana Ruiz")
    pieces = [type(both.spans[0])(*span) for span in spans]
    found = replace(
        both, text=" ".join(text[s.start : s.end] for s in pieces), spans=tuple(pieces), quoted=tuple(pieces)
    )
    said = next(iter(statements(0, SourceKind.ARTICLE, text, [found])))
    assert support("that the port would send nine ferries on Friday", said).conflicts == ()
    assert support("that no ferries would sail on Friday", said).conflicts == ()


def test_in_notes_a_label_is_for_its_own_paragraph() -> None:
    text = "Ana Ruiz: The quay is sinking.\n\nThe crane is sold."
    spans = tuple(
        Span(text.index(part), text.index(part) + len(part)) for part in ("The quay is sinking.", "The crane")
    )
    turn = replace(quotation(text, text[slice(*spans[0])], speaker="Ana Ruiz"), spans=spans, quoted=spans)
    found = [(said.text, set(said.speakers)) for said in statements(0, SourceKind.NOTES, text, [turn])]
    assert ("The quay is sinking.", {"Ana Ruiz"}) in found
    assert ("The crane is sold.", set()) in found
