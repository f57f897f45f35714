"""Pair the quotation marks of one paragraph.

Double marks (curly, straight, guillemets) and single ones (British style) are paired apart; of two
pairs that overlap the outer one counts. What is left open or closed alone is reported, never raised.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

OPENING = "“„«‟"
CLOSING = "”»"
STRAIGHT = '"＂'
SINGLE_OPENING = "‘‚‹"
SINGLE_CLOSING = "’›"
SINGLE_STRAIGHT = "'"
DOUBLE = OPENING + CLOSING + STRAIGHT
DOUBLE_MARK = re.compile(f"[{re.escape(DOUBLE)}]")
SINGLE_MARK = re.compile(f"[{re.escape(SINGLE_OPENING + SINGLE_STRAIGHT)}]")
EVERY_MARK = DOUBLE + SINGLE_OPENING + SINGLE_CLOSING + SINGLE_STRAIGHT
FILLER = "\u2060"  # stands for the first sign of a doubled mark
BEFORE_OPENING = FILLER + " \t\n\r\xa0\u2009\u200a\u202f([{—–-/…:>" + EVERY_MARK
LOOKAHEAD = 24  # marks; keeps the pairing linear
PUNCTUATION = ".,;:?!)]}—–-…"
LOW_SINGLE = "‚"  # German houses close it with the mark that others open with: ‚so‘
AND = re.compile(r"[’‘']n[’‘']", re.IGNORECASE)  # rock ’n’ roll
# Words that begin with an apostrophe: no quotation opens there.
ELISION = re.compile(r"[’‘'](?:\d\ds?\b|(?:tis|twas|em|til|till|cause|n|nuff|round|bout|kay)\b)", re.IGNORECASE)
FEET_AND_INCHES = re.compile(r"\d ?['’′] ?\d{0,2}(?:[ .½¼¾\d/]*)$")


@dataclass(frozen=True, slots=True)
class Mark:
    """A pair of marks: offsets of the opening and of the closing character.

    ``opening`` is None for a closing mark without an opening one, ``closing`` is None for the reverse.
    """

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


def _is_inches(text: str, start: int, end: int, is_open: bool, places: list[int], number: int) -> bool:
    """A mark after a number: six feet four (6'4"), a 12" screen."""
    at = places[number]
    if at == start or not (text[at - 1].isdigit() or text[at - 1] in "½¼¾"):
        return False
    if FEET_AND_INCHES.search(text[max(start, at - 8) : at]):
        return True
    if not is_open:
        return True
    # Inside a quotation: it closes here, unless only one more mark follows and that one closes.
    if (len(places) - number) % 2 or number + 1 == len(places):
        return False
    following = places[number + 1]
    return _can_close(text, following, start, end) and not _can_open(text, following, start, end)


def _double_marks(text: str, start: int, end: int) -> list[Mark]:
    places = [match.start() for match in DOUBLE_MARK.finditer(text, start, end)]
    found: list[Mark] = []
    stack: list[int] = []
    for number, at in enumerate(places):
        char = text[at]
        opens, closes = _can_open(text, at, start, end), _can_close(text, at, start, end)
        if char in STRAIGHT and _is_inches(text, start, end, bool(stack), places, number):
            continue
        if char in STRAIGHT and _is_loose(text, at, start, end):
            as_opening = not stack and _nests(text, places, number, 0, start, end)
        else:
            as_opening = _is_opening(char, opens, closes, inside=bool(stack))
        if not as_opening:
            if not stack:
                found.append(Mark(None, at))
                continue
            opening = stack.pop()
            if not stack:
                found.append(Mark(opening, at))
        elif stack and not _nests(text, places, number, len(stack), start, end):
            found.append(Mark(stack[0], None))
            stack = [at]
        else:
            stack.append(at)
    if stack:
        found.append(Mark(stack[0], None))
    return found


def _is_opening(char: str, opens: bool, closes: bool, *, inside: bool) -> bool:
    """Whether a mark opens, by its form and by what its neighbours allow; ``inside``: another one is open."""
    if char in OPENING:
        return opens or not (closes and inside)  # some houses close with the opening sign („so“)
    if char in CLOSING:
        return not inside and opens and not closes
    return opens and not (inside and closes)


def _is_loose(text: str, at: int, start: int, end: int) -> bool:
    """A straight mark with a space where none belongs ("so ", " so"): which side it is on, the others tell."""
    before = text[at - 1] if at > start else " "
    after = text[at + 1] if at + 1 < end else " "
    return before.isspace() and (after.isspace() or after in ".,;:?!")


def _nests(text: str, places: list[int], number: int, depth: int, start: int, end: int) -> bool:
    """Whether a second opening mark can be a nested one: enough closing marks must follow."""
    closing = 0
    for at in places[number + 1 : number + 1 + LOOKAHEAD]:
        either = text[at] in STRAIGHT or not _can_open(text, at, start, end)
        if text[at] in CLOSING or (either and _can_close(text, at, start, end)):
            closing += 1
        elif closing <= depth:
            depth += 1
    return closing >= depth + 1


def _single_marks(text: str, start: int, end: int) -> list[Mark]:
    found: list[Mark] = []
    first = end - len(text[start:end].lstrip())
    past = start  # the last mark that closed one
    for match in SINGLE_MARK.finditer(text, start, end):
        at = match.start()
        if at < past or not _opens_single(text, at, start, end):
            continue
        closing = _close_single(text, at, start, end)
        if closing is None:
            if text[at] in SINGLE_OPENING or at == first:
                found.append(Mark(at, None, single=True))
        else:
            found.append(Mark(at, closing, single=True))
            past = closing + 1
    return found


def _opens_single(text: str, at: int, start: int, end: int) -> bool:
    if text[at] not in SINGLE_OPENING + SINGLE_STRAIGHT or not _can_open(text, at, start, end):
        return False
    return not ELISION.match(text, at)


def _close_single(text: str, opening: int, start: int, end: int) -> int | None:
    """The mark that closes a single one: an apostrophe after an s closes only where nothing better follows."""
    straight = text[opening] == SINGLE_STRAIGHT
    closers = SINGLE_STRAIGHT if straight else SINGLE_CLOSING
    if text[opening] == LOW_SINGLE:
        closers += "‘"
    weak: int | None = None
    for at in range(opening + 1, end):
        opens = text[at] in SINGLE_OPENING + SINGLE_STRAIGHT and _opens_single(text, at, start, end)
        closes = text[at] in closers and _can_close(text, at, start, end)
        if opens and not closes and (text[at] == SINGLE_STRAIGHT) == straight:
            return weak
        if not closes or AND.match(text, max(at - 2, opening + 1)):
            continue
        before, after = text[at - 1], text[at + 1] if at + 1 < end else "\n"
        if at == opening + 1 or before in PUNCTUATION or after in PUNCTUATION or after == "\n":
            return at
        if before.lower() != "s":
            return at if weak is None else weak
        weak = at if weak is None else weak
    return weak


def with_typed_marks(text: str) -> str:
    """The text with typewriter marks (''so'' and ``so'') as one straight mark each; offsets stay."""
    if "''" not in text and "``" not in text:
        return text
    return text.replace("''", FILLER + '"').replace("``", FILLER + '"')


def pair_marks(text: str, start: int, end: int) -> list[Mark]:
    """The outermost marks of the paragraph ``text[start:end]``, in order. Never raises.

    ``text`` has been through ``with_typed_marks``.
    """
    double, single = _double_marks(text, start, end), _single_marks(text, start, end)
    any_double = any(m.opening is not None and m.closing is not None for m in double)
    kept: list[Mark] = []
    end_of_double, end_of_single, is_open = -1, -1, False
    for mark in sorted(double + single, key=_place):
        place = _place(mark)
        if mark.single:
            lone = mark.closing is None and any_double
            if place <= end_of_double or is_open or lone or place <= end_of_single:
                continue
            end_of_single = mark.closing if mark.closing is not None else end_of_single
        else:
            if place < end_of_single and (mark.closing or place) <= end_of_single:
                continue
            if mark.closing is not None:
                end_of_double = max(end_of_double, mark.closing)
            is_open = mark.closing is None
        kept.append(mark)
    return kept


def _place(mark: Mark) -> int:
    place = mark.opening if mark.opening is not None else mark.closing
    assert place is not None
    return place
