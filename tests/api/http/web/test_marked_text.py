"""Marked texts: every character is in one piece, and each piece has the innermost mark."""

from __future__ import annotations

from api.http.web.marked_text import Mark, pieces

OUTER, INNER, LAST = Mark(1, "a", "Ana"), Mark(2, "b", "Bo"), Mark(3, "c", "Cy")


def test_pieces_make_up_the_text() -> None:
    text = "She said: he told me no, and left."
    found = pieces(text, [(OUTER, [(10, 34)]), (INNER, [(21, 23)])])
    assert "".join(piece.text for piece in found) == text
    assert [(piece.text, piece.mark and piece.mark.number) for piece in found] == [
        ("She said: ", None), ("he told me ", 1), ("no", 2), (", and left.", 1),
    ]  # fmt: skip


def test_a_mark_opens_once_and_with_others_at_the_same_place() -> None:
    found = pieces("abcdef", [(INNER, [(0, 2), (4, 6)]), (OUTER, [(0, 3)])])
    assert [piece.opens for piece in found] == [(OUTER, INNER), (), (), ()]
    assert [piece.mark for piece in found] == [INNER, OUTER, None, INNER]


def test_overlapping_marks() -> None:
    found = pieces("abcdef", [(OUTER, [(0, 4)]), (INNER, [(2, 6)]), (LAST, [(5, 6)])])
    assert [(piece.text, piece.mark) for piece in found] == [("ab", OUTER), ("cd", INNER), ("e", INNER), ("f", LAST)]


def test_a_text_without_marks_is_one_piece() -> None:
    assert [piece.text for piece in pieces("Nothing.", [])] == ["Nothing."]
    assert pieces("", []) == []
