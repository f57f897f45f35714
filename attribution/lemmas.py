"""Lemmatize each word of an article once: a lemma follows from the word and its part of speech."""

from __future__ import annotations

import numpy
from spacy.attrs import LEMMA, MORPH, ORTH, POS  # type: ignore[import-not-found]
from spacy.pipeline import Lemmatizer
from spacy.tokens import Doc

from .language.token_ids import distinct


def lemmatize(lemmatizer: Lemmatizer, doc: Doc) -> Doc:
    """Set the lemmas of a Doc, like calling the lemmatizer: tokens that have one keep it, unless it overwrites them."""
    add, known = doc.vocab.strings.add, doc.to_array([LEMMA]).ravel()
    first, which = distinct(doc.to_array([ORTH, POS, MORPH]))
    lemmas = numpy.asarray([add(lemmatizer.lemmatize(doc[at])[0]) for at in first.tolist()], dtype="uint64")[which]
    kept = lemmas if lemmatizer.overwrite else numpy.where(known == 0, lemmas, known)
    return doc.from_array([LEMMA], kept.reshape(-1, 1))  # type: ignore[arg-type]
