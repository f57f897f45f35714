"""The word lists in ``data/``, one entry a line, as keys."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from .words import key, words


@cache
def listed(name: str) -> frozenset[str]:
    """The keys of the words in ``data/NAME.txt``."""
    return frozenset(key(line) for line in _lines(name))


@cache
def listed_phrases(name: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    """The phrases in ``data/NAME.txt``, each as its words' keys, by their first words; the longest come first."""
    phrases = sorted((tuple(word.key for word in words(line)) for line in _lines(name)), key=len, reverse=True)
    return {first: tuple(p for p in phrases if p[0] == first) for first in {phrase[0] for phrase in phrases}}


@cache
def base_forms() -> dict[str, str]:
    """The base form of each past form in ``data/irregular_verbs.tsv``, both as keys."""
    rows = (line.split("\t") for line in _lines("irregular_verbs", "tsv"))
    return {key(form): key(base) for base, forms in rows for form in forms.split()}


def _lines(name: str, suffix: str = "txt") -> list[str]:
    lines = (Path(__file__).parent / "data" / f"{name}.{suffix}").read_text(encoding="utf8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]
