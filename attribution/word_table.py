"""What a network computes from a single word, kept from article to article."""

from __future__ import annotations

from collections.abc import Callable

import numpy

from .language.token_ids import Numbers, distinct
from .maxout import Array


class WordTable:
    """Vectors of up to ``size`` words, by a hash of the features that they are computed from."""

    def __init__(self, size: int, width: int) -> None:
        self.vectors: Array = numpy.empty((size, width), dtype="float32")  # takes memory as it is filled
        self.places: dict[int, int] = {}

    def look_up(self, features: Numbers, make: Callable[[Numbers], Array]) -> Array:
        """The vector of each token, shape (tokens, width), for features of shape (tokens, columns).

        ``make`` computes the vectors of words that are not known, each once, from their features.
        """
        keys, first, which = distinct(features)
        words, places = keys.tolist(), self.places
        if len(words) > len(self.vectors):
            return make(features[first])[which]
        new = [number for number, word in enumerate(words) if word not in places]
        if len(places) + len(new) > len(self.vectors):
            places.clear()
            new = list(range(len(words)))
        if new:
            start = len(places)
            self.vectors[start : start + len(new)] = make(features[first[new]])
            places.update({words[number]: start + at for at, number in enumerate(new)})
        rows = numpy.array([places[word] for word in words], dtype="int64")
        known: Array = self.vectors[rows[which]]
        return known
