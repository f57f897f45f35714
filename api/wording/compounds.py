"""Words in the same number however they are written: "don't" is "do not", "four hundred and ten" is "410"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .word import Word

_STEMS = {"ca": "can", "wo": "will", "sha": "shall"}  # of "can't", "won't", "shan't"
_ENDINGS = {"ll": "will", "ve": "have", "re": "are", "m": "am"}
_SHORT_ENDINGS = {"s": "is", "d": "would"}  # after these words only; elsewhere "'s" is an owner's
_BEFORE_SHORT = frozenset("i you he she it we they that there here what who where how when this".split())
_SPACE = re.compile(r"[\s\-‐‑]*")
_HUNDRED, _THOUSAND = "hundred", "thousand"
_MOST_DIGITS = 18  # of a number that can go on in words; Python limits the digits that it converts
_MOST_PARTS = 8  # words of one number


def parted(word: Word) -> tuple[Word, ...]:
    """The words that a contraction stands for; the word itself if it is none."""
    key = word.key
    if len(key) != len(word.text) or ("'" not in key and key != "cannot"):
        return (word,)
    if key == "let's":
        return _parts(word, 3, "let", "us")
    if key == "cannot":
        return _parts(word, 3, "can", "not")
    if key.endswith("n't") and key != "ain't":
        stem = key[:-3]
        return _parts(word, len(stem), _STEMS.get(stem, stem), "not")
    stem, _, ending = key.rpartition("'")
    full = _ENDINGS.get(ending) or (_SHORT_ENDINGS.get(ending) if stem in _BEFORE_SHORT else None)
    return _parts(word, len(stem), stem, full) if full and stem else (word,)


def _parts(word: Word, length: int, first: str, second: str) -> tuple[Word, ...]:
    middle = word.start + length
    return (
        Word(first, word.text[:length], word.start, middle),
        Word(second, word.text[length:], middle, word.end),
    )


def with_numbers_joined(text: str, found: Sequence[Word]) -> Iterator[Word]:
    """The words, with a number that is written in several words as one."""
    at = 0
    while at < len(found):
        word = found[at]
        is_number = word.key.isdecimal() and len(word.key) <= _MOST_DIGITS
        length, value = _number(text, found, at) if is_number else (1, word.key)
        if word.key.isdecimal() and word.text.isalpha() and (decimals := _decimals(found, at + length)):
            length, value = length + 1 + len(decimals), f"{value}.{decimals}"
        end = found[at + length - 1].end
        yield word if length == 1 else Word(value, text[word.start : end], word.start, end)
        at += length


def _decimals(found: Sequence[Word], at: int) -> str:
    """The digits that are spoken after a number: "four [point two]"."""
    if at >= len(found) or found[at].key != "point":
        return ""
    digits = []
    for word in found[at + 1 :]:
        if not (word.text.isalpha() and word.key.isdecimal() and len(word.key) == 1):
            break
        digits.append(word.key)
    return "".join(digits)


def _number(text: str, found: Sequence[Word], first: int) -> tuple[int, str]:
    """How many words from the first on are one number, and its key."""
    done, part, length = 0, int(found[first].key), 1  # thousands, what is below, and the words so far
    taken = (1, str(part))
    while first + length < len(found) and length < _MOST_PARTS:
        before, word = found[first + length - 1], found[first + length]
        if not _SPACE.fullmatch(text, before.end, word.start):
            break
        if word.key == _HUNDRED and 0 < part < 100:
            part *= 100
        elif word.key == _THOUSAND and part > 0 and not done:
            done, part = part * 1000, 0
        elif word.key == "and" and before.key in (_HUNDRED, _THOUSAND):
            length += 1
            continue  # a number has to follow
        elif _may_follow(text, before, word, part, begun=done > 0 or length > 1):
            part += int(word.key)
        else:
            break
        length += 1
        taken = (length, str(done + part))
    return taken


def _may_follow(text: str, before: Word, word: Word, part: int, *, begun: bool) -> bool:
    """Whether a numeral in letters goes on with the number: "four hundred [ten]", "twenty-[five]"."""
    if not word.key.isdecimal() or not word.text.isalpha() or not before.text.isalpha():
        return False
    value = int(word.key)
    if value < 10 and part % 100 in range(20, 100, 10):
        return text[before.end : word.start] != " " or begun
    return begun and part % 100 == 0 and value < 100
