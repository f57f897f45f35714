"""Questions about quotations of an archive, each an edit with the finding that it should get."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from api.verification.matching import Finding
from api.verification.question import Question
from api.wording.cuts import omission_turns
from api.wording.words import words as split

LEAST_WORDS = 9  # of a quotation that is edited


@dataclass(frozen=True, slots=True)
class Said:
    """A quotation of the archive."""

    text: str
    speaker: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, what it is made by, and the finding that is right."""

    edit: str
    question: Question
    expected: Finding


def capitals(words: list[str], chance: random.Random) -> list[str]:
    return [f"‘{words[0]}", *words[1:-1], f"{words[-1]},’"] if chance.random() < 0.5 else [w.upper() for w in words]


def ellipsis(words: list[str], chance: random.Random) -> list[str]:
    at = _place(words, chance)
    return [*words[:at], chance.choice(("…", "...", "[...]")), *words[at + 1 :]]


def _place(words: list[str], chance: random.Random) -> int:
    """The place of a word that can be left out without turning the meaning."""
    places = [n for n in range(3, len(words) - 3) if not omission_turns(split(words[n]))]
    return chance.choice(places) if places else 1


def bracket(words: list[str], chance: random.Random) -> list[str]:
    at = _place(words, chance)
    return [*words[:at], "[the same]", *words[at + 1 :]]


def half(words: list[str], chance: random.Random) -> list[str]:
    middle = len(words) // 2
    return words[middle:] if chance.random() < 0.5 else words[:middle]


def negation(words: list[str], chance: random.Random) -> list[str]:
    at = chance.randrange(1, len(words))
    return [*words[:at], chance.choice(("not", "never")), *words[at:]]


def number(words: list[str], chance: random.Random) -> list[str]:
    at = next((n for n, word in enumerate(words) if word.isdigit()), None)
    changed = str(chance.randrange(6000, 9000))
    return [*words, changed] if at is None else [*words[:at], changed, *words[at + 1 :]]


def name(words: list[str], chance: random.Random) -> list[str]:
    at = chance.randrange(1, len(words))
    return [*words[:at], chance.choice(("Zorabel", "Quimper", "Vaskan")), *words[at + 1 :]]


def two_words(words: list[str], chance: random.Random) -> list[str]:
    first, second = sorted(chance.sample(range(1, len(words)), 2))
    return [*words[:first], "harpoon", *words[first + 1 : second], "mildly", *words[second + 1 :]]


WORDS: dict[str, tuple[Callable[[list[str], random.Random], list[str]], Finding]] = {
    "marks or capitals": (capitals, Finding.VERBATIM),
    "ellipsis": (ellipsis, Finding.VERBATIM),
    "bracket": (bracket, Finding.VERBATIM),
    "half": (half, Finding.TRUNCATED),
    "negation": (negation, Finding.ALTERED),
    "number": (number, Finding.ALTERED),
    "name": (name, Finding.ALTERED),
    "two words": (two_words, Finding.ALTERED),
}


def questions(
    said: Sequence[Said], indirect: Sequence[Said], denied: Sequence[Said], count: int, chance: random.Random
) -> list[Asked]:
    """So many questions, as many of each edit as of another."""
    kinds = [*WORDS, "other speaker", "splice", "indirect", "denied"]
    return [_question(kinds[n % len(kinds)], said, indirect, denied, chance) for n in range(count)]


def _question(
    kind: str, said: Sequence[Said], indirect: Sequence[Said], denied: Sequence[Said], chance: random.Random
) -> Asked:
    if kind in WORDS:
        edit, expected = WORDS[kind]
        one = chance.choice(said)
        return Asked(kind, Question(" ".join(edit(one.text.split(), chance)), one.speaker), expected)
    if kind == "other speaker":
        one, other = chance.choice(said), chance.choice(said)
        while other.speaker.split()[-1] == one.speaker.split()[-1]:
            other = chance.choice(said)
        return Asked(kind, Question(one.text, other.speaker), Finding.OTHER_SPEAKER)
    if kind == "splice":
        one, other = chance.choice(said), chance.choice(said)
        first, second = one.text.split(), other.text.split()
        joined = " ".join([*first[: len(first) // 2 + 1], *second[len(second) // 2 - 1 :]])
        return Asked(kind, Question(joined), Finding.SPLICED)
    one = chance.choice(denied if kind == "denied" else indirect)
    expected = Finding.DENIED if kind == "denied" else Finding.PARAPHRASED
    return Asked(kind, Question(one.text, one.speaker), expected)
