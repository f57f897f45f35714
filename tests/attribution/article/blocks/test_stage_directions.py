"""Stage directions: whole paragraphs and parts of turns."""

from __future__ import annotations

import pytest

from attribution.article.blocks.stage_directions import is_stage_direction, without_stage_directions

WHOLE = [
    ("(Laughter.)", True),
    ("[CROSSTALK]", True),
    ("(END VIDEO CLIP)", True),
    ("Opposition members interjecting—", True),
    ("Order! I hear you.", False),
    ("(We) left", False),
]


@pytest.mark.parametrize(("text", "expected"), WHOLE)
def test_a_paragraph(text: str, expected: bool) -> None:
    assert is_stage_direction(text, 0, len(text)) is expected


PARTS = [
    ("We won. (Laughter and applause.) Twice.", ["We won.", "Twice."]),
    ("It was [inaudible 00:12] late.", ["It was", "late."]),
    ("The bank (NATO knows) paid.", ["The bank (NATO knows) paid."]),
    ("They left (end of the year, I think).", ["They left (end of the year, I think)."]),
    ("(Pause.)", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), PARTS)
def test_what_is_said_between(text: str, expected: list[str]) -> None:
    assert [text[s.start : s.end] for s in without_stage_directions(text, 0, len(text))] == expected
