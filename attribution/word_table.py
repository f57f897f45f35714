"""What follows from a single word, kept from article to article."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from typing import Any

import numpy
from numpy.typing import DTypeLike, NDArray

from .language.token_ids import Numbers, distinct, hashes


class WordTable:
    """A row for each of up to ``size`` words, by a hash of the features that it is computed from.

    When the table is full, it keeps the half of the words that most articles had, which recomputes as few words as a
    table of twice the size that begins again.
    """

    def __init__(self, size: int, width: int, dtype: DTypeLike = "float32") -> None:
        self.rows: NDArray[Any] = numpy.empty((size, width), dtype)  # takes memory as it is filled
        self.uses = numpy.zeros(size, "int32")  # articles that had the word, halved whenever the table is full
        self.places: dict[int, int] = {}

    def look_up(self, features: Numbers, make: Callable[[Numbers], NDArray[Any]]) -> NDArray[Any]:
        """The row of each token, shape (tokens, width), for features of shape (tokens, columns).

        ``make`` computes the rows of words that are not known, given the index of a token for each.
        """
        words: list[int] = hashes(features).tolist()
        new = self._new(words)
        if len(self.places) + len(new) > len(self.rows):
            if len(set(words)) > len(self.rows) // 2:
                _, first, which = distinct(features)
                return make(first)[which]
            self._halve()
            new = self._new(words)
        if new:
            start = len(self.places)
            self.rows[start : start + len(new)] = make(numpy.array(list(new.values()), dtype="int64"))
            self.uses[start : start + len(new)] = 0
            self.places.update(zip(new, count(start)))
        at = numpy.array([self.places[word] for word in words], dtype="int64")
        self.uses[at] += 1  # once for each word
        known: NDArray[Any] = self.rows[at]
        return known

    def _new(self, words: list[int]) -> dict[int, int]:
        """A token for each word that is not known."""
        places = self.places
        return {word: at for at, word in enumerate(words) if word not in places}

    def _halve(self) -> None:
        """Keep the words with the most uses; of those with as many, the newest."""
        words = list(self.places)
        by_use = numpy.argsort(self.uses[: len(words)], kind="stable")
        kept = by_use[-(len(self.rows) // 2) :]
        self.rows[: len(kept)] = self.rows[kept]
        self.uses[: len(kept)] = self.uses[kept] // 2
        self.places = {words[place]: at for at, place in enumerate(kept.tolist())}
