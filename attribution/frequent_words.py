"""Keep the words that recur from article to article in the vocabulary and in the tokenizer's cache.

The memory zone of an article frees all words that were new in it. To make the common ones anew for each article takes
two thirds of the tokenizer's time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

MAX_WORDS = 20_000  # that are kept, and that are remembered until they recur; a few megabytes
MAX_LENGTH = 24  # characters of a word


class FrequentWords:
    """The words, as strings between spaces, that a pipeline keeps; those of one article are only remembered."""

    def __init__(self) -> None:
        self.kept: set[str] = set()
        self.remembered: set[str] = set()

    def learn(self, nlp: Language, text: str) -> None:
        """Keep the words of an article that an earlier one had. Call it outside of a memory zone."""
        new = set(text.split()) - self.kept
        recurring = sorted(word for word in new & self.remembered if len(word) <= MAX_LENGTH)
        recurring = recurring[: MAX_WORDS - len(self.kept)]
        if recurring:
            nlp.tokenizer(" ".join(recurring))
            self.kept.update(recurring)
            self.remembered.difference_update(recurring)
        if len(self.kept) < MAX_WORDS:
            if len(self.remembered) > MAX_WORDS:
                self.remembered.clear()
            self.remembered |= new
