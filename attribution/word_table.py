"""What a network computes from a single word, kept from article to article."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

import numpy

from .language.token_ids import Numbers, distinct, hashes
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
        words, places = hashes(features).tolist(), self.places
        new = {word: at for at, word in enumerate(words) if word not in places}
        if len(places) + len(new) > len(self.vectors):
            if len(set(words)) > len(self.vectors):
                _, first, which = distinct(features)
                return make(features[first])[which]
            places.clear()
            new = {word: at for at, word in enumerate(words)}
        if new:
            start = len(places)
            self.vectors[start : start + len(new)] = make(features[list(new.values())])
            places.update(zip(new, count(start)))
        known: Array = self.vectors[numpy.array([places[word] for word in words], dtype="int64")]
        return known
