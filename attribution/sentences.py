"""Sentences of bounded length: a tree that no sentence has takes squared time to walk."""

from __future__ import annotations

import numpy
from spacy.attrs import DEP, HEAD, SENT_START  # type: ignore[import-not-found]
from spacy.tokens import Doc

LONGEST = 400  # tokens


def bound_sentences(doc: Doc) -> Doc:
    """The Doc, in which a sentence of more than ``LONGEST`` tokens is several: what hangs beyond is a root."""
    table = doc.to_array([HEAD, DEP, SENT_START])
    starts = numpy.flatnonzero(table[:, 2] == 1)
    if not len(doc) or numpy.diff(starts, append=len(doc), prepend=0).max() <= LONGEST:
        return doc
    places = numpy.arange(len(doc))
    since = places - numpy.maximum.accumulate(numpy.where(table[:, 2] == 1, places, 0))
    piece = numpy.cumsum(since % LONGEST == 0)
    heads = places + table[:, 0].astype("int64")
    astray = piece[heads] != piece
    table[astray, 0] = 0
    table[astray, 1] = doc.vocab.strings.add("ROOT")
    return doc.from_array([HEAD, DEP], table[:, :2])  # type: ignore[arg-type]
