"""Lemmatize each word once: its lemma follows from the word and its part of speech."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy
from numpy.typing import NDArray
from spacy.attrs import LEMMA, MORPH, ORTH, POS  # type: ignore[import-not-found]
from spacy.pipeline import Lemmatizer
from spacy.tokens import Doc

from .language.token_ids import Numbers
from .word_table import WordTable

MAX_WORDS = 16_384  # whose lemmas are kept; 3 MB. To ask for one takes 40 microseconds


def lemmatize(lemmatizer: Lemmatizer, doc: Doc) -> Doc:
    """Set the lemmas of a Doc, like calling the lemmatizer: tokens that have one keep it, unless it overwrites them."""
    cache: dict[Any, Any] = lemmatizer.cache

    def ask(tokens: Numbers) -> NDArray[Any]:
        found = [lemmatizer.lemmatize(doc[at])[0] for at in tokens.tolist()]
        cache.clear()  # which spaCy lets grow without bound
        return numpy.array(found, dtype=object).reshape(-1, 1)

    known = doc.to_array([LEMMA]).ravel()
    texts = _table(lemmatizer).look_up(doc.to_array([ORTH, POS, MORPH]), ask).ravel()
    hashes = {text: doc.vocab.strings.add(text) for text in set(texts)}
    lemmas = numpy.fromiter(map(hashes.__getitem__, texts), "uint64", len(texts))
    kept = lemmas if lemmatizer.overwrite else numpy.where(known == 0, lemmas, known)
    return doc.from_array([LEMMA], kept.reshape(-1, 1))  # type: ignore[arg-type]


@lru_cache(maxsize=2)
def _table(lemmatizer: Lemmatizer) -> WordTable:
    """The lemmas that a lemmatizer has given."""
    return WordTable(MAX_WORDS, 1, object)
