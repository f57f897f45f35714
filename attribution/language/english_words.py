"""Whether a word is English: the words that the bundled lemmatizer knows, and those that only join others."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from spacy.lang.en.stop_words import STOP_WORDS
from spacy.lookups import Lookups

LOOKUPS = Path(__file__).parents[1] / "trained" / "en" / "lemmatizer" / "lookups"


@cache
def english_words() -> frozenset[str]:
    """About 14,000 words in lower case: lemmas, irregular forms and function words; no names, few numbers."""
    tables = Lookups().from_disk(LOOKUPS)
    known = set(STOP_WORDS)
    for name in ("lemma_index", "lemma_exc"):
        for listed in tables.get_table(name).values():
            known.update(listed)
    return frozenset(known)
