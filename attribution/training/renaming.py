"""Replace the names in training sentences, so that the recognizer learns contexts instead of particular people.

The new names are words of names in the corpora, or made up by a Markov chain of letters trained on them. Trees and
labels do not change.
"""

from __future__ import annotations

import collections
import random
from collections.abc import Iterable

ORDER = 3  # letters of context in the Markov chain
START, END = "^", "$"
RATE = {"PERSON": 0.7, "ORG": 0.3, "LOC": 0.35}  # share of the words that are replaced
MADE_UP = 0.5  # share of the new words that are made up
HYPHEN = 0.08  # share of the persons' last words that become double names
KEEP = frozenset(
    """of the and for in on at de van von der bin al el la le du da di del united national state department house senate
    court university party committee council bank company union ministry force army police news press times post street
    city county north south east west new york saint san los las republic republican democratic""".split()
)


class NameMaker:
    """Draws words for one kind of name: observed ones, or made-up ones from a Markov chain over them."""

    def __init__(self, words: Iterable[str]) -> None:
        self.observed = sorted({w for w in words if w.isalpha() and w[0].isupper() and len(w) > 2})
        self.chain: dict[str, list[str]] = collections.defaultdict(list)
        for word in self.observed:
            padded = START * ORDER + word.lower() + END
            for at in range(ORDER, len(padded)):
                self.chain[padded[at - ORDER : at]].append(padded[at])

    def draw(self, rng: random.Random) -> str:
        """A random capitalized word."""
        if rng.random() >= MADE_UP:
            return rng.choice(self.observed)
        for _ in range(20):
            state, letters = START * ORDER, ""
            while len(letters) < 14:
                letter = rng.choice(self.chain[state])
                if letter == END:
                    break
                letters += letter
                state = state[1:] + letter
            if len(letters) > 2:
                return letters.title()
        return rng.choice(self.observed)


def rename(words: list[str], labels: list[str], makers: dict[str, NameMaker], rng: random.Random) -> list[str]:
    """The words with names replaced; the same word is always replaced by the same other word.

    ``labels`` are BIO entity labels. Words in capitals stay in capitals.
    """
    swaps: dict[tuple[str, str], str] = {}
    out = list(words)
    for index, (word, label) in enumerate(zip(words, labels, strict=True)):
        kind = label.partition("-")[2]
        if kind not in makers or not word[:1].isupper() or not word.isalpha() or word.lower() in KEEP or len(word) < 3:
            continue
        if (kind, word) not in swaps:
            new = word
            if rng.random() < RATE[kind]:
                new = makers[kind].draw(rng)
                last = index + 1 == len(labels) or not labels[index + 1].startswith("I-")
                if kind == "PERSON" and last and rng.random() < HYPHEN:
                    new = f"{new}-{makers[kind].draw(rng)}"
            swaps[kind, word] = new
        new = swaps[kind, word]
        out[index] = new.upper() if word.isupper() and len(word) > 3 else new
    return out
