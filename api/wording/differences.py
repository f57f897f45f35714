"""The difference between a quotation as asked and as printed, word by word, with what matters in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .alignment import Alignment, Change
from .asked import Asked
from .significance import Significance, significance
from .whole_words import in_whole_words
from .word import Word

_SENTENCE_ENDS = ".!?…:\"“‘'"


@dataclass(frozen=True, slots=True)
class Difference:
    """One part of a wording: the words as asked and as printed (either may be empty), and what kinds of words changed.

    ``kinds`` is empty for what is kept or left out by convention.
    """

    change: Change
    asked: str
    printed: str
    kinds: tuple[Significance, ...]


def differences(asked: Asked, text: str, printed: Sequence[Word], alignment: Alignment) -> tuple[Difference, ...]:
    """The parts of the asked and the printed wording, in order."""
    words = asked.words
    kinds = {id(w): k for given, t in ((words, asked.text), (printed, text)) for w, k in _significant(given, t)}
    found = []
    for step in in_whole_words(alignment.steps, words, printed):
        mine, theirs = words[slice(*step.asked)], printed[slice(*step.printed)]
        changed = step.change not in (Change.KEPT, Change.OMITTED)
        met = {kinds[id(word)] for word in _changed(mine, theirs)} if changed else set()
        met = met - {Significance.OTHER} or met
        found.append(Difference(step.change, _text(mine, asked.text), _text(theirs, text), tuple(sorted(met))))
    return tuple(found)


def _changed(mine: Sequence[Word], theirs: Sequence[Word]) -> list[Word]:
    """The words that only one of two stretches has."""
    keys, others = {word.key for word in mine}, {word.key for word in theirs}
    return [w for w in mine if w.key not in others] + [w for w in theirs if w.key not in keys] or [*mine, *theirs]


def _text(words: Sequence[Word], text: str) -> str:
    return text[words[0].start : words[-1].end] if words else ""


def _significant(words: Sequence[Word], text: str) -> Iterator[tuple[Word, Significance]]:
    capitals = not any(character.islower() for character in text)
    for word in words:
        before = text[max(0, word.start - 8) : word.start].rstrip()[-1:]
        opens = not before or before in _SENTENCE_ENDS
        yield word, significance(word, opens=opens, capitals=capitals)
