"""Marked texts: every character is in one piece, and each piece has the innermost mark."""

from __future__ import annotations

from api.http.web.marked_text import Mark, numbered, pieces

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


def test_a_mark_is_numbered_before_its_quotation_mark() -> None:
    text = 'She: “No,” and he’ll go: "Yes," and so.'
    found = numbered(pieces(text, [(OUTER, [(6, 9)]), (INNER, [(18, 23)]), (LAST, [(26, 30)])]))
    assert [(piece.text, piece.opens, piece.mark) for piece in found] == [
        ("She: ", (), None), ("“", (OUTER,), None), ("No,", (), OUTER), ("” and he’", (), None),
        ("ll go", (INNER,), INNER), (": ", (), None), ('"', (LAST,), None), ("Yes,", (), LAST), ('" and so.', (), None),
    ]  # fmt: skip
    assert [text[piece.start :][: len(piece.text)] for piece in found] == [piece.text for piece in found]


def test_a_number_stands_before_a_quotation_mark_at_the_beginning_of_a_text() -> None:
    found = numbered(pieces("“No,” he said.", [(OUTER, [(1, 4)])]))
    assert [(piece.text, piece.opens) for piece in found] == [("“", (OUTER,)), ("No,", ()), ("” he said.", ())]
