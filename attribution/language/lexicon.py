"""Word lists and counted tables, read once from the data files beside this module."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"
PRIOR = 2.0  # how many sightings the general rate of a frame is worth against a verb's own
SPOKEN, SPOKEN_QUOTED = 0.75, 0.92  # a verb of the speech list, without and with a quotation mark near


def _rows(path: Path) -> list[list[str]]:
    lines = path.read_text(encoding="utf8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


@cache
def words(name: str) -> frozenset[str]:
    """The entries of ``data/NAME.txt``, one a line, lower case."""
    return frozenset(row[0].strip() for row in _rows(DATA / f"{name}.txt"))


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


def _forget() -> None:
    cue_probability.cache_clear()
    content_probability.cache_clear()


@contextmanager
def counted_in(folder: Path) -> Iterator[None]:
    """Take the counted tables from ``folder`` for a while: training reads each half with the other half's counts."""
    global _folder
    before, _folder = _folder, folder
    _forget()
    try:
        yield
    finally:
        _folder = before
        _forget()


@cache
def cue_probability(lemma: str, frame: str, marks: str) -> float:
    """How likely a verb in this frame reports something, 0 to 1; ``marks`` as in ``Frames.mark_state``.

    Counted rates, each backed by the next coarser one: lemma with frame and mark, lemma with frame, all
    verbs of the speech list with that frame.
    """
    table = _frames(_folder)
    general = (SPOKEN if marks == "-" else SPOKEN_QUOTED) if lemma in words("speech_verbs") else 0.0
    if frame not in ("ccomp", "none") and general:
        general *= 0.6
    states = [table.get((lemma, frame, state), (0, 0)) for state in "Qq-"]
    middle = (sum(c for c, _ in states) + PRIOR * general) / (sum(n for _, n in states) + PRIOR)
    cues, seen = states["Qq-".index(marks)]
    return (cues + PRIOR * middle) / (seen + PRIOR)


@cache
def content_probability(lemma: str, relation: str) -> float:
    """How likely a complement of this relation is part of what the cue ``lemma`` reports, 0 to 1."""
    table = _complements(_folder)
    hits, seen = table.get((relation, "*"), (0, 1))
    general = hits / seen
    hits, seen = table.get((relation, lemma), (0, 0))
    return (hits + 3 * general) / (seen + 3)
