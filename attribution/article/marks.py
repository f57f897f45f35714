"""Pair the quotation marks of one paragraph.

Double marks (curly, straight, guillemets) and single marks (British style) are paired separately; of two
overlapping pairs the outer one is kept. Unpaired marks are returned too; they never raise an error.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

OPENING = "“„«‟「『〝"
CLOSING = "”»」』〞〟"
STRAIGHT = '"＂'
SINGLE_OPENING = "‘‚‹"
SINGLE_CLOSING = "’›"
SINGLE_STRAIGHT = "'"
DOUBLE = OPENING + CLOSING + STRAIGHT
DOUBLE_MARK = re.compile(f"[{re.escape(DOUBLE)}]")
SINGLE_MARK = re.compile(f"[{re.escape(SINGLE_OPENING + SINGLE_STRAIGHT)}]")
ALL_MARKS = DOUBLE + SINGLE_OPENING + SINGLE_CLOSING + SINGLE_STRAIGHT
FILLER = "\u2060"  # placeholder for the first character of a typed double mark ('' or ``)
BEFORE_OPENING = FILLER + " \t\n\r\xa0\u2009\u200a\u202f([{—–-/…:>*_" + ALL_MARKS
LOOKAHEAD = 24  # marks; bounds the look-ahead so that pairing stays linear
PUNCTUATION = ".,;:?!)]}—–-…"
LOW_SINGLE = "‚"  # German style closes it with what is an opening mark elsewhere: ‚so‘
ELIDED_AND = re.compile(r"[’‘']n[’‘']", re.IGNORECASE)  # rock ’n’ roll
# Words that begin with an apostrophe, which is not an opening mark.
ELISION = re.compile(r"[’‘'](?:\d\ds?\b|(?:tis|twas|em|til|till|cause|n|nuff|round|bout|kay)\b)", re.IGNORECASE)
# Double marks typed as two single ones. ’’ is one only in a text that opens passages by such marks: ‘He said ‘no’’.
TYPED = re.compile(rf"''|``|´´|‘‘|‘(?!{ELISION.pattern})’(?=\w)|(?<=[\w.,!?])‘’|(?<!\S)’’(?=\w)", re.IGNORECASE)
TYPED_CURLY = re.compile("’’")
TYPED_PAIRS = ("''", "``", "´´", "‘‘", "‘’", "’’")  # one of them is in each match of ``TYPED``
FEET_AND_INCHES = re.compile(r"\d ?['’′] ?\d{0,2}(?:[ .½¼¾\d/]*)$")


@dataclass(frozen=True, slots=True)
class MarkPair:
    """The offsets of an opening mark and its closing mark; one of them is None if the mark is unpaired."""

    opening: int | None
    closing: int | None
    single: bool = False


def _can_open(text: str, at: int, start: int, end: int) -> bool:
    before = text[at - 1] if at > start else " "
    after = text[at + 1] if at + 1 < end else " "
    return before in BEFORE_OPENING and not after.isspace()


def _can_close(text: str, at: int, start: int, end: int) -> bool:
    before = text[at - 1] if at > start else " "
    after = text[at + 1] if at + 1 < end else " "
    return not before.isspace() and not after.isalnum()


def _is_inches(text: str, start: int, end: int, is_open: bool, offsets: list[int], number: int) -> bool:
    """Whether a straight mark after a number means inches: six feet four (6'4"), a 12" screen."""
    at = offsets[number]
    if at == start or not (text[at - 1].isdigit() or text[at - 1] in "½¼¾"):
        return False
    if FEET_AND_INCHES.search(text[max(start, at - 8) : at]):
        return True
    if not is_open:
        return True
    # Inside a quotation the mark closes it, unless exactly one more mark follows and that one can only close.
    if (len(offsets) - number) % 2 or number + 1 == len(offsets):
        return False
    following = offsets[number + 1]
    return _can_close(text, following, start, end) and not _can_open(text, following, start, end)


def _double_marks(text: str, start: int, end: int) -> list[MarkPair]:
    offsets = [match.start() for match in DOUBLE_MARK.finditer(text, start, end)]
    found: list[MarkPair] = []
    stack: list[int] = []
    for number, at in enumerate(offsets):
        char = text[at]
        opens, closes = _can_open(text, at, start, end), _can_close(text, at, start, end)
        if char in STRAIGHT and _is_inches(text, start, end, bool(stack), offsets, number):
            continue
        if char in STRAIGHT and _is_detached(text, at, start, end):
            as_opening = not stack and _can_nest(text, offsets, number, 0, start, end)
        else:
            opens = opens or (not stack and _is_glued_opening(text, at, start, end))
            as_opening = _is_opening(char, opens, closes, inside=bool(stack))
        if not as_opening:
            if not stack:
                found.append(MarkPair(None, at))
                continue
            opening = stack.pop()
            if not stack:
                found.append(MarkPair(opening, at))
        elif stack and not _can_nest(text, offsets, number, len(stack), start, end):
            found.append(MarkPair(stack[0], None))
            stack = [at]
        else:
            stack.append(at)
    if stack:
        found.append(MarkPair(stack[0], None))
    return found


def _is_glued_opening(text: str, at: int, start: int, end: int) -> bool:
    """Whether a mark stands between a comma or a stop and a word without a space: she said,"Go", she said."Go"."""
    if not start < at < end - 1:
        return False
    return (text[at - 1] == "," and text[at + 1].isalnum()) or (text[at - 1] in ".!?" and text[at + 1].isupper())


def _is_opening(char: str, opens: bool, closes: bool, *, inside: bool) -> bool:
    """Whether a mark opens a quotation, by its form and its neighbours; ``inside``: a quotation is already open."""
    if char in OPENING:
        return opens or not (closes and inside)  # some styles close with the opening character: „so“
    if char in CLOSING:
        return not inside and opens and not closes
    return opens and not (inside and closes)


def _is_detached(text: str, at: int, start: int, end: int) -> bool:
    """Whether a straight mark has spaces on both sides, so that only the other marks tell if it opens or closes."""
    before = text[at - 1] if at > start else " "
    after = text[at + 1] if at + 1 < end else " "
    return before.isspace() and (after.isspace() or after in ".,;:?!")


def _can_nest(text: str, offsets: list[int], number: int, depth: int, start: int, end: int) -> bool:
    """Whether a further opening mark can be nested, which requires enough closing marks after it."""
    closing = 0
    for at in offsets[number + 1 : number + 1 + LOOKAHEAD]:
        either = text[at] in STRAIGHT or not _can_open(text, at, start, end)
        if text[at] in CLOSING or (either and _can_close(text, at, start, end)):
            closing += 1
        elif closing <= depth:
            depth += 1
    return closing >= depth + 1


def _single_marks(text: str, start: int, end: int) -> list[MarkPair]:
    found: list[MarkPair] = []
    first = end - len(text[start:end].lstrip())
    resume_at = start  # the offset after the last closing mark
    for match in SINGLE_MARK.finditer(text, start, end):
        at = match.start()
        if at < resume_at or not _opens_single(text, at, start, end):
            continue
        closing = _close_single(text, at, start, end)
        if closing is None:
            if text[at] in SINGLE_OPENING or at == first:
                found.append(MarkPair(at, None, single=True))
        else:
            found.append(MarkPair(at, closing, single=True))
            resume_at = closing + 1
    return found


def _opens_single(text: str, at: int, start: int, end: int) -> bool:
    if text[at] not in SINGLE_OPENING + SINGLE_STRAIGHT or not _can_open(text, at, start, end):
        return False
    return not ELISION.match(text, at)


def _close_single(text: str, opening: int, start: int, end: int) -> int | None:
    """The offset of the mark that closes a single one, or None.

    A mark after an "s" may be a possessive apostrophe: it is used only if no better candidate follows.
    """
    straight = text[opening] == SINGLE_STRAIGHT
    closers = SINGLE_STRAIGHT if straight else SINGLE_CLOSING
    if text[opening] == LOW_SINGLE:
        closers += "‘"
    fallback: int | None = None
    for at in range(opening + 1, end):
        opens = text[at] in SINGLE_OPENING + SINGLE_STRAIGHT and _opens_single(text, at, start, end)
        closes = text[at] in closers and _can_close(text, at, start, end)
        if opens and not closes and (text[at] == SINGLE_STRAIGHT) == straight:
            return fallback
        if not closes or ELIDED_AND.match(text, max(at - 2, opening + 1)):
            continue
        before, after = text[at - 1], text[at + 1] if at + 1 < end else "\n"
        if at == opening + 1 or before in PUNCTUATION or after in PUNCTUATION or after == "\n":
            return at
        if before.lower() != "s":
            return at if fallback is None else fallback
        fallback = at if fallback is None else fallback
    return fallback


def normalize_typed_marks(text: str) -> str:
    """Replace each double mark that is typed as two single ones by a filler and a straight mark, keeping offsets."""
    if not any(pair in text for pair in TYPED_PAIRS):
        return text
    typed = TYPED.sub(FILLER + '"', text)
    return TYPED_CURLY.sub(FILLER + '"', typed) if FILLER in typed else text


def pair_marks(text: str, start: int, end: int) -> list[MarkPair]:
    """The outermost mark pairs of the paragraph ``text[start:end]``, in order. Never raises.

    ``text`` must have been passed through ``normalize_typed_marks``.
    """
    double, single = _double_marks(text, start, end), _single_marks(text, start, end)
    any_double = any(m.opening is not None and m.closing is not None for m in double)
    kept: list[MarkPair] = []
    end_of_double, end_of_single, is_open = -1, -1, False
    for mark in sorted(double + single, key=_position):
        position = _position(mark)
        if mark.single:
            unpaired = mark.closing is None and any_double
            if position <= end_of_double or is_open or unpaired or position <= end_of_single:
                continue
            end_of_single = mark.closing if mark.closing is not None else end_of_single
        else:
            if position < end_of_single and (mark.closing or position) <= end_of_single:
                continue
            if mark.closing is not None:
                end_of_double = max(end_of_double, mark.closing)
            is_open = mark.closing is None
        kept.append(mark)
    return kept


def _position(mark: MarkPair) -> int:
    position = mark.opening if mark.opening is not None else mark.closing
    assert position is not None
    return position
