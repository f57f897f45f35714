"""The content words of a text: what two wordings of one utterance share, and others do not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from snowballstemmer.english_stemmer import EnglishStemmer

from .word import Word
from .word_lists import listed, listed_phrases

_PASSED_OVER = ("function_words", "negations", "conditions")


def content_stems(words: Sequence[Word]) -> tuple[str, ...]:
    """The stems of the content words, in order: no words of grammar, negations, or parts of stock phrases.

    Negations are passed over because a wording that loses one is still a wording of the same utterance.
    """
    keys = [word.key for word in words]
    return tuple(found for found in map(_stem, _outside_phrases(keys)) if found)


def _outside_phrases(keys: Sequence[str]) -> Iterator[str]:
    phrases = listed_phrases("stock_phrases")
    at = 0
    while at < len(keys):
        fitting = (phrase for phrase in phrases.get(keys[at], ()) if tuple(keys[at : at + len(phrase)]) == phrase)
        length = len(next(fitting, ()))
        if not length:
            yield keys[at]
        at += length or 1


@lru_cache(maxsize=65536)
def _stem(key: str) -> str | None:
    """The stem of a content word; None for others."""
    word, _, ending = key.partition("'")
    if ending == "t" or any(word in listed(name) for name in _PASSED_OVER):
        return None
    return str(EnglishStemmer().stemWord(word))  # a stemmer has a state: each use has its own
