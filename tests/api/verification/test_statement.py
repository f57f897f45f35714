"""What a statement knows of its words: where a sentence begins after an interruption."""

from __future__ import annotations

import pytest

from api.verification.findings import verdict
from api.verification.matching import Finding
from api.verification.statement import Statement
from api.wording.asked import read
from attribution.model import Factuality


def said(*passages: str) -> Statement[None]:
    """A statement of passages in marks, which a reporter's words interrupt."""
    text, quoted = "", []
    for passage in passages:
        start = len(text) + bool(text)
        text = f"{text} {passage}" if text else passage
        quoted.append((start, len(text)))
    return Statement(text, tuple(quoted), Factuality.ASSERTED, frozenset({"a"}), None)


@pytest.mark.parametrize(
    ("passages", "openings"),
    [
        (("We do not know,", "The league decides."), (16,)),
        (("We do not know,", "but the league decides."), ()),
        (("We do not know,", "I suppose."), ()),
        (("We do not know, The league decides.",), ()),
    ],
)
def test_a_capital_after_an_interruption_opens_a_sentence(passages: tuple[str, ...], openings: tuple[int, ...]) -> None:
    assert said(*passages).openings == openings


def test_a_negation_before_an_interruption_does_not_turn_the_next_sentence() -> None:
    asked = read("The league decides about it in May.")
    found = verdict(asked, [said("We do not expect it soon,", "The league decides about it in May.")], None)
    assert (found.finding, found.matches[0].turns) in ((Finding.VERBATIM, ()), (Finding.TRUNCATED, ()))
    found = verdict(asked, [said("We do not expect that", "the league decides about it in May.")], None)
    assert [turn.value for turn in found.matches[0].turns] == ["negation"]
