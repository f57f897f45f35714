"""Folds text for full-text search: lower case, no accents, one token per letter in scripts without spaces.

Index and query are folded by the same function; SQLite's tokenizer only splits at spaces.
"""

from __future__ import annotations

import re
import unicodedata

from attribution.language.name_key import STROKES

# Combining marks that people usually omit when typing: accents, Arabic and Hebrew points, variation selectors. Other
# marks are kept: they are vowels (Devanagari, Thai) or distinguish letters (Kana).
_DROPPED = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0711\u0730-\u074a\u08ca-\u08e1\u08e3-\u08ff\u1ab0-\u1aff"
    "\u1dc0-\u1dff\u20d0-\u20f0\ufe00-\ufe0f\ufe20-\ufe2f\U000e0100-\U000e01ef"
)
# Zero-width characters: soft hyphen, joiners, direction marks, zero-width space; and the tatweel.
_INVISIBLE = (
    "\u00ad\u034f\u061c\u0640\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufeff\uffa0"
)
_LEFT_OUT = re.compile(f"[{_DROPPED}{_INVISIBLE}]")
# Arabic letters that are typed interchangeably, and modifier letters used as apostrophes.
_VARIANTS = str.maketrans("ىیکةہھ", "ييكههه")
_APOSTROPHES = re.compile("[\u02b9-\u02bf\u02c8\u02ee\ua78b\ua78c]")
GERSHAYIM = re.compile("(?<=[\u05d0-\u05ea])[\"'\u05f3\u05f4\u2019\u201d](?=[\u05d0-\u05ea])")  # in acronyms
# Scripts without spaces between words, and Hangul, whose words take particles: each letter with its marks is a token.
_SPACELESS = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u1950-\u19df\u1a20-\u1aaf\u3005-\u3007\u3031-\u3035\u303b\u3041-\u30ff"
    "\u3105-\u312f\u3131-\u318e\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua9e0-\ua9ff\uaa60-\uaadf"
    "\uac00-\ud7a3\U00016fe0-\U00018dff\U0001aff0-\U0001b16f\U00020000-\U0003fffd][^\\w\\s]*"
)
_ASCII_SEPARATORS = re.compile("[^a-z0-9]+")
_LIGATURES = str.maketrans({"\ufdfa": " ", "\ufdfb": " "})  # single code points that decompose to whole phrases
_OTHER_DIGIT = re.compile(r"(?![0-9])\d")
_NO_WORD = re.compile(r"[^\w\s]|_")


def fold(text: str) -> str:
    """Return the tokens of a text, separated by single spaces. Pure and idempotent.

    "Straße" and "STRASSE" are "strasse", "ﬁne" is "fine", "Müller" is "muller", "东京" is "东 京".
    """
    if text.isascii():
        return _ASCII_SEPARATORS.sub(" ", text.lower()).strip()
    text = unicodedata.normalize("NFKD", text.translate(_LIGATURES).translate(STROKES)).casefold()
    text = unicodedata.normalize("NFKD", text).translate(STROKES)
    text = unicodedata.normalize("NFKC", _LEFT_OUT.sub("", text)).translate(_VARIANTS)
    text = _OTHER_DIGIT.sub(lambda match: str(unicodedata.decimal(match[0])), GERSHAYIM.sub("", text))
    text = _NO_WORD.sub(_keep_mark, _APOSTROPHES.sub(" ", text))
    return " ".join(_SPACELESS.sub(r" \g<0> ", text).split())


def _keep_mark(match: re.Match[str]) -> str:
    """Keep a combining mark, such as a vowel sign; replace any other non-word character by a space."""
    return match[0] if unicodedata.category(match[0]).startswith("M") else " "
