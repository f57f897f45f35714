"""Bound the length of sentences: walking the trees of overlong ones would take quadratic time."""

from __future__ import annotations

import numpy
from spacy.attrs import DEP, HEAD, SENT_START  # type: ignore[import-not-found]
from spacy.tokens import Doc

MAX_TOKENS = 400  # tokens


def bound_sentences(doc: Doc) -> Doc:
    """Split sentences of more than ``MAX_TOKENS`` tokens: a token whose head is in another piece becomes a root.

    Changes the Doc in place and returns it.
    """
    table = doc.to_array([HEAD, DEP, SENT_START])
    starts = numpy.flatnonzero(table[:, 2] == 1)
    if not len(doc) or numpy.diff(starts, append=len(doc), prepend=0).max() <= MAX_TOKENS:
        return doc
    places = numpy.arange(len(doc))
    since = places - numpy.maximum.accumulate(numpy.where(table[:, 2] == 1, places, 0))
    piece = numpy.cumsum(since % MAX_TOKENS == 0)
    heads = places + table[:, 0].astype("int64")
    astray = piece[heads] != piece
    table[astray, 0] = 0
    table[astray, 1] = doc.vocab.strings.add("ROOT")
    return doc.from_array([HEAD, DEP], table[:, :2])  # type: ignore[arg-type]
