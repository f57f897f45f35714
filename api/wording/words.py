"""Text as words to compare: without regard to case, accents, marks, dashes, and British or American spelling."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from breame.spelling import get_american_spelling

from attribution.language.name_key import STROKES

from .compounds import parted, with_numbers_joined
from .word import Word

# Characters without a width may stand inside a word: the soft hyphen, joiners, marks of direction.
_INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff"
_COMBINING = "\u0300-\u036f"
_APOSTROPHES = "'’‘ʼ`´"
_WORD = re.compile(
    rf"\d+(?:[.,]\d+)*(?:(?:st|nd|rd|th)?(?![^\W\d_])|(?=(?:m|mn|bn|tn|k)\b))"  # a number, or an ordinal
    rf"|(?<=\d)(?:m|mn|bn|tn|k)\b"  # "5m" is "5 million"
    rf"|[^\W_](?:[^\W_]|[{_COMBINING}{_INVISIBLE}]|[{_APOSTROPHES}](?=[^\W_]))*"
    rf"|[$£€¥₹₦₱₩%‰°]"
)
_DROPPED = re.compile(rf"[{_COMBINING}{_INVISIBLE}]")
_ANY_APOSTROPHE = re.compile(f"[{_APOSTROPHES}]")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_COUNTED = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
).split()
_TENS = "thirty forty fifty sixty seventy eighty ninety".split()
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
NUMERALS = {word: str(value) for value, word in enumerate(_COUNTED)}
NUMERALS |= {word: str(value) for value, word in zip(range(30, 100, 10), _TENS, strict=True)}
NUMERALS |= {word: f"{n}{({1: 'st', 2: 'nd', 3: 'rd'}).get(n, 'th')}" for n, word in enumerate(_ORDINALS, 1)}
# Spellings that differ between Britain and America and are not in breame, which lists no regular "-ise" beyond its own.
_SPELLINGS = {
    "learnt": "learned", "burnt": "burned", "spelt": "spelled", "dreamt": "dreamed", "leapt": "leaped",
    "leant": "leaned", "spoilt": "spoiled", "towards": "toward", "afterwards": "afterward", "whilst": "while",
    "amongst": "among", "amidst": "amid", "okay": "ok", "mum": "mom",
}  # fmt: skip
_HESITATIONS = frozenset("um umm uh uhm er erm hmm mm".split())  # in a transcript, and no part of what was said
_ISE = re.compile(r"(?<=[a-z]{3})is(e|ed|es|er|ers|ing|ation|ations)$")
_MAGNITUDES = {"m": "million", "mn": "million", "bn": "billion", "tn": "trillion", "k": "thousand"}


def words(text: str) -> tuple[Word, ...]:
    """The words of a text in order, contractions as the words that they stand for, and numbers as one word.

    Marks are left out, but for signs of currency and "%", and so are sounds of hesitation; hyphens part words.
    """
    found: list[Word] = []
    for match in _WORD.finditer(text):
        printed, start = match[0], match.start()
        if printed.lower() in _HESITATIONS and not (printed.isupper() and len(printed) > 1):
            continue
        if printed in _MAGNITUDES and text[start - 1 : start].isdigit():
            word = Word(_MAGNITUDES[printed], printed, start, match.end())
        else:
            word = Word(key(printed), printed, start, match.end())
        if word.key == "cent" and found and found[-1].key == "per":
            per = found.pop()
            word = Word("%", f"{per.text} {printed}", per.start, word.end)
        found += parted(word)
    return tuple(with_numbers_joined(text, found))


def printed(found: Sequence[Word]) -> str:
    """The words as they are printed, without marks: "do" and "n't" are "don't" again."""
    touching = ("" if n and found[n - 1].end == word.start else " " for n, word in enumerate(found))
    return "".join(map("".join, zip(touching, (word.text for word in found), strict=True))).strip()


@lru_cache(maxsize=65536)
def key(word: str) -> str:
    """What two spellings of one word share.

    "Colour" and "color" are "color", "Don’t" and "don't" are "don't", "1,200" is "1200", "five" is "5", "percent" is
    "%".
    """
    folded = word if word.isascii() else _DROPPED.sub("", unicodedata.normalize("NFKD", word))
    folded = _ANY_APOSTROPHE.sub("'", folded).casefold().translate(STROKES)
    if folded[0].isdigit():
        return _THOUSANDS.sub("", folded)
    if folded == "percent":
        return "%"
    spelled = NUMERALS.get(folded) or _SPELLINGS.get(folded) or get_american_spelling(folded)
    return _ISE.sub(r"iz\1", spelled)
