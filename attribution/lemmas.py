"""Lemmatize each word once: its lemma follows from the word and its part of speech."""

from __future__ import annotations

from typing import Any

import numpy
from spacy.attrs import LEMMA, MORPH, ORTH, POS  # type: ignore[import-not-found]
from spacy.pipeline import Lemmatizer
from spacy.tokens import Doc

from .language.token_ids import distinct

MAX_KNOWN = 50_000  # words in the lemmatizer's cache, which spaCy lets grow without bound; some megabytes


def lemmatize(lemmatizer: Lemmatizer, doc: Doc) -> Doc:
    """Set the lemmas of a Doc, like calling the lemmatizer: tokens that have one keep it, unless it overwrites them."""
    add, known = doc.vocab.strings.add, doc.to_array([LEMMA]).ravel()
    keys, first, which = distinct(doc.to_array([ORTH, POS, MORPH]))
    found = _lemmas(lemmatizer, doc, keys.tolist(), first.tolist())
    lemmas = numpy.asarray([add(lemma) for lemma in found], dtype="uint64")[which]
    kept = lemmas if lemmatizer.overwrite else numpy.where(known == 0, lemmas, known)
    return doc.from_array([LEMMA], kept.reshape(-1, 1))  # type: ignore[arg-type]


def _lemmas(lemmatizer: Lemmatizer, doc: Doc, keys: list[int], places: list[int]) -> list[str]:
    """The lemma of each word, given its key and a token; remembered from article to article."""
    cache: dict[Any, Any] = lemmatizer.cache
    if len(cache) > MAX_KNOWN:
        cache.clear()
    for key, at in zip(keys, places, strict=True):
        if key not in cache:
            cache[key] = lemmatizer.lemmatize(doc[at])[0]
    return [cache[key] for key in keys]
