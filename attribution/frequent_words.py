"""Keep the words that recur from article to article in the vocabulary and in the tokenizer's cache.

The memory zone of an article frees all words that were new in it. To make the common ones anew for each article takes
two thirds of the tokenizer's time.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

MAX_WORDS = 4_096  # that are kept; 5 MB
MAX_COUNTED = 8_192  # of which it is counted how many articles have them; 1 MB
ARTICLES = 3  # that must have a word; of words that two have, many are names that no other has
MAX_LENGTH = 24  # characters of a word


class FrequentWords:
    """The words, as strings between spaces, that a pipeline keeps; others are only counted, and forgotten in turn."""

    def __init__(self) -> None:
        self.kept: set[str] = set()
        self.counts: Counter[str] = Counter()

    def learn(self, nlp: Language, text: str) -> None:
        """Keep the words that enough articles have had with this one. Call it outside of a memory zone."""
        room = MAX_WORDS - len(self.kept)
        if not room:
            return
        new = {word for word in text.split() if len(word) <= MAX_LENGTH} - self.kept
        if len(self.counts) + len(new) > MAX_COUNTED:
            self.counts.clear()
        self.counts.update(new)
        recurring = sorted(word for word in new if self.counts[word] >= ARTICLES)[:room]
        if recurring:
            nlp.tokenizer(" ".join(recurring))
            self.kept.update(recurring)
            for word in recurring:
                del self.counts[word]
        if len(self.kept) == MAX_WORDS:
            self.counts.clear()
