"""Word lists and frequency tables, read once from the files in ``data/``."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, lru_cache
from pathlib import Path

from .cache_sizes import ANSWERS

DATA = Path(__file__).parent / "data"
PRIOR_WEIGHT = 2.0  # observations that a general rate counts for when it backs a specific one
SPEECH_VERB_RATE, SPEECH_VERB_RATE_QUOTED = 0.75, 0.92  # without and with a mark near


def _rows(path: Path) -> list[list[str]]:
    lines = path.read_text(encoding="utf8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


@cache
def words(*names: str) -> frozenset[str]:
    """The entries of ``data/NAME.txt`` for each name, one per line, in lower case."""
    return frozenset(row[0].strip() for name in names for row in _rows(DATA / f"{name}.txt"))


@cache
def abbreviated_titles() -> frozenset[str]:
    """The entries of ``data/titles.txt`` that may be printed with a stop, without it."""
    return frozenset(row[0] for row in _rows(DATA / "titles.txt") if len(row) > 1)


@cache
def table(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of ``data/NAME.tsv``."""
    return tuple(tuple(row) for row in _rows(DATA / f"{name}.tsv"))


Frames = dict[tuple[str, str, str], tuple[int, int]]
Complements = dict[tuple[str, str], tuple[int, int]]


@cache
def _frames(folder: Path) -> Frames:
    return {(w, f, q): (int(cues), int(seen)) for w, f, q, cues, seen in _rows(folder / "cue_frames.tsv")}


@cache
def _complements(folder: Path) -> Complements:
    rows = _rows(folder / "cue_complements.tsv")
    return {(relation, w): (int(hits), int(seen)) for relation, w, hits, seen in rows}


_folder = DATA


def _clear_caches() -> None:
    cue_probability.cache_clear()
    content_probability.cache_clear()


@contextmanager
def use_counts(folder: Path) -> Iterator[None]:
    """Use the frequency tables in ``folder`` temporarily: training scores each fold with counts of the other folds."""
    global _folder
    before, _folder = _folder, folder
    _clear_caches()
    try:
        yield
    finally:
        _folder = before
        _clear_caches()


@lru_cache(maxsize=ANSWERS)
def cue_probability(lemma: str, frame: str, marks: str) -> float:
    """The probability that a verb in this frame is a cue; ``marks`` is a ``Frames.mark_state``: "Q", "q" or "-".

    Relative frequencies, each smoothed by the next coarser one: lemma, frame and mark; lemma and frame; a fixed rate
    for speech verbs.
    """
    table = _frames(_folder)
    general = (SPEECH_VERB_RATE if marks == "-" else SPEECH_VERB_RATE_QUOTED) if lemma in words("speech_verbs") else 0.0
    if frame not in ("ccomp", "none") and general:
        general *= 0.6
    states = [table.get((lemma, frame, state), (0, 0)) for state in "Qq-"]
    middle = (sum(c for c, _ in states) + PRIOR_WEIGHT * general) / (sum(n for _, n in states) + PRIOR_WEIGHT)
    cues, seen = states["Qq-".index(marks)]
    return (cues + PRIOR_WEIGHT * middle) / (seen + PRIOR_WEIGHT)


@lru_cache(maxsize=ANSWERS)
def content_probability(lemma: str, relation: str) -> float:
    """The probability that a complement with this relation is content of the cue ``lemma``."""
    table = _complements(_folder)
    hits, seen = table.get((relation, "*"), (0, 1))
    general = hits / seen
    hits, seen = table.get((relation, lemma), (0, 0))
    return (hits + 3 * general) / (seen + 3)
