"""How sure are the probabilities? ``python -m benchmarks.speakers.calibrate [--people 60000] [--asked 20000]``.

Of made people (``people.py``) half are known. Names are printed of the known and, as often, of the others; a tenth of
them misspelt, transliterated or shortened. For each the known speakers of a name like it are weighed by name alone, as
``api.store.identity`` does, without a database. Prints, for each way in which names differ, how often the likeliest
speaker is the right one; and for each range of probabilities what was said and what was true.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter, defaultdict

from api.store.identity import blocking
from api.store.identity.comparison import Comparison, Difference, persons
from api.store.identity.match_scoring import LINK_THRESHOLD, Candidate, Context, decide, expected_namesakes
from attribution.language.name_key import name_key

from .people import Person, made, misspelt

MISSPELT = 0.1
BOUNDS = (0.0, 0.05, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 1.01)


class Known:
    """The known people by their keys."""

    def __init__(self, people: list[Person]) -> None:
        self.names: dict[str, set[int]] = defaultdict(set)
        self.blocks: dict[str, list[tuple[int, str]]] = defaultdict(list)
        self.everyone = len(people)
        for person in people:
            name = name_key(person.name)
            self.names[name].add(person.number)
            for key in blocking.keys_of("person", name):
                self.blocks[key].append((person.number, name))

    def candidates(self, name: str) -> dict[int, Comparison]:
        """Everybody whom a name may mean."""
        if name in self.names:
            return dict.fromkeys(sorted(self.names[name]), Comparison(Difference.NONE, 1.0))
        found: dict[int, Comparison] = {}
        for block in blocking.similar_keys("person", name):
            for number, theirs in self.blocks.get(block, ())[:64]:
                compared = persons(name, theirs)
                if compared.likelihood > (found[number].likelihood if number in found else 0.0):
                    found[number] = compared
        return found

    def others(self, name: str, exact: bool) -> float:
        """How many more such people are to be met, in an archive where every second name is somebody new."""
        words = name.split()
        families = len(self.blocks.get(blocking.word(words[-1]), ()))
        givens = len(self.blocks.get(blocking.word(words[0]), ()))
        both = len(self.names.get(name, ()))
        if not exact:
            both = len(self.blocks.get(blocking.sound(words[0], words[-1]), ()))
            start, end = blocking.sound_range(words[-1])
            families = sum(len(self.blocks[key]) for key in self.by_sound(start, end))
            givens += both
        return expected_namesakes(givens, families, both, self.everyone, 2 * self.everyone)

    def by_sound(self, start: str, end: str) -> list[str]:
        """The keys in a range."""
        if not hasattr(self, "sorted"):
            self.sorted = sorted(key for key in self.blocks if key.startswith("ps:"))
        from bisect import bisect_left

        return self.sorted[bisect_left(self.sorted, start) : bisect_left(self.sorted, end)]


def main() -> None:
    """Run it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, default=60_000)
    parser.add_argument("--asked", type=int, default=20_000)
    options = parser.parse_args()
    chance = random.Random(7)
    people = made(options.people, seed=7)
    known = Known(people[::2])
    by_difference: dict[str, Counter[str]] = defaultdict(Counter)
    by_range: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for _ in range(options.asked):
        person = chance.choice(people)
        wrong = chance.random() < MISSPELT
        name = name_key(misspelt(chance, person) if wrong else person.name)
        found = known.candidates(name)
        exact = any(compared.difference == Difference.NONE for compared in found.values())
        others = known.others(name, exact) if found else 0.0
        decision = decide([Candidate(str(number), compared) for number, compared in found.items()], Context(), others)
        if decision.best is None:
            by_difference["nobody found"]["right" if person.number % 2 else "wrong"] += 1
            continue
        right = decision.best.speaker_id == str(person.number)
        difference = decision.best.comparison.difference
        by_difference[difference]["right" if right else "wrong"] += 1
        if decision.confidence >= LINK_THRESHOLD:
            by_difference[f"{difference}, linked"]["right" if right else "wrong"] += 1
        bound = max(n for n, low in enumerate(BOUNDS) if decision.confidence >= low)
        by_range[bound].append((decision.confidence, right))
    for difference, tally in sorted(by_difference.items()):
        total = tally["right"] + tally["wrong"]
        print(f"{difference:22} {total:6} asked, {tally['right'] / total:.3f} right")
    for bound, rows in sorted(by_range.items()):
        said = sum(confidence for confidence, _ in rows) / len(rows)
        true = sum(right for _, right in rows) / len(rows)
        print(f"{BOUNDS[bound]:.2f} to {BOUNDS[bound + 1]:.2f}: {len(rows):6} asked, said {said:.3f}, true {true:.3f}")


if __name__ == "__main__":
    main()
