"""Tests on arrays of token attributes, for all tokens of an article at once."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy
from numpy.typing import NDArray
from spacy.attrs import LOWER  # type: ignore[import-not-found]
from spacy.strings import get_string_id
from spacy.tokens import Doc

# Random odd factors, by which rows of different numbers hardly ever get the same sum.
MIXING = numpy.random.default_rng(1).integers(2**63, size=32, dtype="uint64") * numpy.uint64(2) + numpy.uint64(1)
Numbers = NDArray[Any]  # integers; ``Doc.to_array`` has no narrower type


def isin(values: Numbers, known: Numbers) -> NDArray[numpy.bool_]:
    """Whether each value is in ``known``, which must be sorted. Both arrays are one-dimensional.

    Like ``numpy.isin``, but three times as fast for articles.
    """
    if not len(known):
        return numpy.zeros(len(values), dtype=bool)
    place = numpy.searchsorted(known, values)
    place[place == len(known)] = 0
    found: NDArray[numpy.bool_] = known[place] == values
    return found


@cache
def ids(strings: frozenset[str]) -> Numbers:
    """The hashes that stand for strings in arrays of token attributes, sorted."""
    return numpy.array(sorted(get_string_id(string) for string in strings), dtype="uint64")


def places(doc: Doc, words: frozenset[str]) -> list[int]:
    """The tokens that are one of the words, which are given in lower case."""
    found: list[int] = numpy.flatnonzero(isin(doc.to_array([LOWER]).ravel(), ids(words))).tolist()
    return found


def distinct(rows: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """The hash and the index of each distinct row, and for each row the number of the distinct one that it equals."""
    keys, first, which = numpy.unique(hashes(rows), return_index=True, return_inverse=True)
    return keys, first, which


def hashes(rows: Numbers) -> Numbers:
    """A hash of each row."""
    found: Numbers = (rows * MIXING[: rows.shape[1]]).sum(axis=1)
    return found
