"""Sentences made from the project's articles: they share words and phrases, and none is another.

A Markov chain over so few articles repeats whole phrases of them. So half of its longer words are drawn from a larger
vocabulary by Zipf's law instead, as the words of a topic are.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
SHORTEST, LONGEST = 8, 36  # words
TOPICAL = 5  # letters of a word that may be another
_TOKEN = re.compile(r"[\w’'-]+|[.!?]")


class Sentences:
    """A chain of word after word, over the articles in ``seeds/``, and a ``vocabulary``, the frequent words first."""

    def __init__(self, chance: random.Random, vocabulary: Sequence[str]) -> None:
        self.chance = chance
        self.vocabulary = [word for word in vocabulary if len(word) >= TOPICAL]
        self.weights = list(accumulate(1 / (rank + 20) for rank in range(len(self.vocabulary))))
        self.following: defaultdict[str, list[str]] = defaultdict(list)
        before = "."
        for file in sorted(SEEDS.glob("*.txt")):
            for token in _TOKEN.findall(file.read_text(encoding="utf8")):
                self.following[before].append(token)
                before = "." if token in ".!?" else token

    def sentence(self) -> str:
        """A sentence of at least eight words, some with a number of their own."""
        words: list[str] = []
        before = "."
        while len(words) < SHORTEST or (before != "." and len(words) < LONGEST):
            word = self.chance.choice(self.following.get(before) or self.following["."])
            before = "." if word in ".!?" else word
            if before != ".":
                words.append(self._varied(word))
            elif len(words) < SHORTEST:
                before = self.chance.choice(("and", "but", "so", "when"))
                words.append(before)
        text = " ".join(words)
        return text[0].upper() + text[1:]

    def _varied(self, word: str) -> str:
        """The word, or another in its place."""
        if self.chance.random() < 0.03:
            return str(self.chance.randrange(3, 5000))
        if len(word) < TOPICAL or self.chance.random() < 0.5:
            return word
        return self.chance.choices(self.vocabulary, cum_weights=self.weights)[0]
