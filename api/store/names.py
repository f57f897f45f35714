"""Keys of source names, search words of name queries, and which printed forms of a speaker's name to keep."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterable, Sequence

from attribution.language.lexicon import words
from attribution.language.name_key import name_key

_POSSESSIVE = re.compile(r"['’](s\b|(?=\s|$))", re.IGNORECASE)
_WORD = re.compile(r"[,;:()\[\]\"“”]|[^\s,;:()\[\]\"“”]+")

# Particles inside names: "von der Leyen", "bin Salman", "de la Cruz".
_PARTICLES = "von van der den de del della di da du dos das la le el al bin ibn ben bint y e ter ten zu"
# Words that are not names although they are capitalized at the beginning of a sentence.
_PRONOUNS = """
    i you he she it we they him her them his hers its their who whoever that this these those one ones someone
    somebody everyone everybody nobody anyone others both many some several most all the a an my our your
    another other"""
TITLES = words("titles")  # words before a name that are not part of it
_IN_NAMES = frozenset(_PARTICLES.split())
_NOT_NAMES = frozenset(_PRONOUNS.split())
_ARTICLES = frozenset({"the", "a", "an"})


def source_key(name: str) -> str:
    """Return the key of a source's name, which ignores case and the amount of whitespace but nothing else."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def query_tokens(query: str) -> list[str]:
    """Return the distinct words that a name must contain to match a query: all except a leading article."""
    tokens = list(dict.fromkeys(name_key(query).split()))
    return tokens[1:] if len(tokens) > 1 and tokens[0] in _ARTICLES else tokens


def without_titles(tokens: Sequence[str]) -> list[str]:
    """Remove the leading titles of a query: "President Biden" gives "Biden"."""
    start = 0
    while start < len(tokens) and tokens[start] in TITLES:
        start += 1
        if tokens[start : start + 2] == ["of", "state"]:  # "Secretary of State Antony Blinken"
            start += 2
    return list(tokens[start:])


def name_forms(canonical: str, printed: Iterable[str], *, person: bool) -> list[str]:
    """Return the forms of one speaker's name: the canonical name, then the printed forms that contain a proper name.

    Pronouns ("he") and nominals ("the minister", "the agency") are skipped. A person's mention is reduced to the name:
    "Chinese President Xi Jinping" gives "Xi Jinping".
    """
    canonical = " ".join(canonical.split())
    forms = {canonical: None}
    for text in printed:
        words = _WORD.findall(_POSSESSIVE.sub(" ; ", text))
        form = _personal(words, canonical) if person else _collective(words, canonical)
        if form:
            forms.setdefault(form)
    return list(forms)


def _is_name(word: str, wanted: Sequence[str]) -> bool:
    """Whether the word is printed as part of a name; a title counts only if the canonical name contains it."""
    key = name_key(word)
    return bool(key) and not word[0].islower() and key not in _NOT_NAMES and (key not in TITLES or key in wanted)


def _shares(words: Sequence[str], wanted: Sequence[str]) -> bool:
    """Whether any of the name words also occurs in the canonical name."""
    return any(_is_name(word, wanted) and set(name_key(word).split()) & set(wanted) for word in words)


def _personal(words: Sequence[str], canonical: str) -> str | None:
    """Return the longest run of name words that shares a word with the canonical name, starting at its first word."""
    wanted = name_key(canonical).split()
    runs: list[list[str]] = [[]]
    for before, word in zip(("", *words), words, strict=False):
        office = before == "of"  # "Secretary of State", "Prime Minister of Israel"
        if not office and (_is_name(word, wanted) or name_key(word) in _IN_NAMES):
            runs[-1].append(word)
        else:
            runs.append([])
    for run in sorted(runs, key=len, reverse=True):
        keys = [name_key(word) for word in run]
        first = keys.index(wanted[0]) if wanted and wanted[0] in keys else 0
        last = max((i for i, key in enumerate(keys) if key not in _IN_NAMES), default=-1)
        if _shares(run[first : last + 1], wanted):
            return " ".join(run[first : last + 1])
    return None


def _collective(words: Sequence[str], canonical: str) -> str | None:
    """Return the form up to its first comma or bracket if it shares a canonical name word or is the acronym."""
    wanted = name_key(canonical).split()
    head = list(itertools.takewhile(name_key, words))
    while head and name_key(head[0]) in _ARTICLES:
        del head[0]
    initials = "".join(word[0] for word in canonical.split() if word[0].isupper())
    acronym = len(head) == 1 and len(initials) > 1 and head[0].replace(".", "") == initials
    return " ".join(head) if acronym or _shares(head, wanted) else None
