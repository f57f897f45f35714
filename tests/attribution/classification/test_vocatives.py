"""Whom a turn addresses says nothing in it."""

from __future__ import annotations

from attribution import attribute_text

TURNS = """The Speaker: The member for Loon Bay.
Ana Cyr: Mr. Speaker, the same minister promised engineers two years ago.
The Speaker: Order.
Ana Cyr: Madam Chair, a letter still says “soon”."""


def test_an_address_is_no_source() -> None:
    names = {q.speaker.name for q in attribute_text(TURNS) if q.speaker}
    assert not names.intersection({"Mr. Speaker", "Speaker", "Madam Chair", "Chair"})
    assert "Ana Cyr" in names
