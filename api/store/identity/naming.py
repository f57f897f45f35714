"""Looks up the full name for a family name in the article's text, if no quotation of the article prints it."""

from __future__ import annotations

import re

from attribution.language.name_key import name_key

from ..names import TITLES
from .roles import fields

_WORD = re.compile(r"[^\W\d_][\w’'-]*|\S")
_NEVER = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december and the of in on at for street".split()
)


def full_name_in(text: str, family_name: str) -> str | None:
    """The full name that the text prints after a role: "Wang Yi" for "Wang" in "top diplomat Wang Yi".

    ``None`` if the text prints none, or several.
    """
    words = _WORD.findall(text)
    found: dict[str, str] = {}
    for at, word in enumerate(words):
        if word.removesuffix("'s").removesuffix("’s") != family_name:
            continue
        before, last = words[max(at - 2, 0) : at], words[at + 1] if at + 1 < len(words) else ""
        if word == family_name and before and _is_role(before[-1]) and _is_name(last):
            full = f"{family_name} {last.removesuffix('’s')}".removesuffix("'s")
        elif len(before) == 2 and _is_role(before[0]) and _is_name(before[1]):
            full = f"{before[1]} {family_name}"
        else:
            continue
        found.setdefault(name_key(full), full)
    return next(iter(found.values())) if len(found) == 1 else None


def _is_role(word: str) -> bool:
    return name_key(word) in TITLES or bool(fields([name_key(word)]))


def _is_name(word: str) -> bool:
    return word[:1].isupper() and len(word) > 1 and name_key(word) not in _NEVER and not _is_role(word)
