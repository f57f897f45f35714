"""How a wording differs from the fullest, and what it loses."""

from __future__ import annotations

import pytest

from api.wording.cuts import Turn
from api.wording.variants import Loss, variant

FULL = "We will never close the port, and 200 people will keep their jobs if the council pays"


@pytest.mark.parametrize(
    ("wording", "losses"),
    [
        (FULL, Loss.NONE),
        ("WE WILL NEVER CLOSE THE PORT", Loss.NONE),
        ("We will close the port", Loss.NEGATION),
        ("close the port, and 200 people", Loss.NEGATION),
        ("We will … close the port", Loss.NEGATION),
        ("We will never close the harbour, and 300 people will keep their jobs", Loss.NUMBER),
        ("We will close the port, and people will keep their jobs", Loss.NEGATION | Loss.NUMBER),
    ],
)
def test_losses(wording: str, losses: Loss) -> None:
    assert variant(wording, FULL).losses == losses


def test_what_an_excerpt_cuts() -> None:
    found = variant("200 people will keep their jobs", FULL)
    assert found.score == 1
    assert found.cut is not None
    assert found.cut.before == "We will never close the port, and"
    assert Turn.CONDITION in found.turns
    assert found.losses == Loss.NONE  # the negation is of another clause


def test_nothing_in_common() -> None:
    assert variant("Fares rise", FULL).score == 0
