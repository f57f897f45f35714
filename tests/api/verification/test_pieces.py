"""Quotations that go on after an interruption, as pieces to look up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from api.verification.draft import Draft
from api.verification.drafts import Judgement, check
from api.verification.known import Known
from api.verification.pieces import pieces
from api.verification.statement import Statement
from attribution.model import Quotation, QuotationType, Span

from ..store.building import quotation


def drafted(draft: str, parts: Sequence[str], type: QuotationType = QuotationType.DIRECT) -> Quotation:
    spans = tuple(Span(draft.index(part), draft.index(part) + len(part)) for part in parts)
    text = " ".join(draft[span.start : span.end] for span in spans)
    return replace(quotation(draft, parts[0], speaker="Ana Ruiz", type=type), text=text, spans=spans, quoted=spans)


@pytest.mark.parametrize(
    ("draft", "parts", "expected"),
    [
        ("“We won twice,” she said. “He lost again.”", ["We won twice,", "He lost again."], 2),
        ("“Did we win?” she said, laughing. “He lost again.”", ["Did we win?", "He lost again."], 2),
        ("“We won twice,” she said, “because he lost.”", ["We won twice,", "because he lost."], 1),
        ("“We won twice,” she said, “I think, and so.”", ["We won twice,", "I think, and so."], 1),
        ("“Never,” she said. “He lost again.”", ["Never,", "He lost again."], 1),
        ("“We won twice,” she said. “Yes.”", ["We won twice,", "Yes."], 1),
    ],
)
def test_a_sentence_that_begins_after_another_ended_is_a_piece(draft: str, parts: list[str], expected: int) -> None:
    found = pieces(drafted(draft, parts), Draft(draft))
    assert len(found) == expected
    assert [part for piece in found for part in (draft[s.start : s.end] for s in piece.spans)] == parts


def test_passages_of_mixed_speech_are_pieces() -> None:
    draft = "She called it “a tax on plumbers” and “a gift to lawyers”."
    parts = ["a tax on plumbers", "a gift to lawyers"]
    assert len(pieces(drafted(draft, parts, QuotationType.MIXED), Draft(draft))) == 2


def test_each_piece_is_judged_by_itself_unless_the_whole_may_go_out() -> None:
    draft = "“We won twice,” Ruiz said. “He lost eleven times.”"
    asked = drafted(draft, ["We won twice,", "He lost eleven times."])
    known = [said("He lost twelve times."), said("We won twice, as you know.")]
    assert [(item.asked, item.judgement) for item in check(asked, Draft(draft), Known(known, []))] == [
        ("We won twice,", Judgement.OK),
        ("He lost eleven times.", Judgement.STOP),
    ]
    together = [said("We won twice. He lost eleven times.")]
    assert [item.judgement for item in check(asked, Draft(draft), Known(together, []))] == [Judgement.OK]


def said(text: str) -> Statement[str]:
    return Statement(text, ((0, len(text)),), None, frozenset({"Ana Ruiz"}), text)
