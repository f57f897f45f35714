"""People for a made archive: names as skewed as real ones, a role, a source and colleagues for each.

Family names follow Zipf and Mandelbrot's law, 1 / (rank + 10), over 60,000 names: the commonest is borne by about 1.1%
of the people and the thousandth by 0.012%, as in the census of the United States. Given names follow 1 / (rank + 5)
over 3,000. The commonest are common names, the others are invented of syllables. Given and family name are drawn
apart from each other, so that among 100,000 people many share their full name with somebody.
"""

from __future__ import annotations

import random
from bisect import bisect
from dataclasses import dataclass
from itertools import accumulate

from api.store.identity.spelling import _groups

FAMILY_NAMES = """Smith Johnson Williams Brown Jones Garcia Miller Davis Rodriguez Martinez Hernandez Lopez Gonzalez
    Wilson Anderson Thomas Taylor Moore Jackson Martin Lee Perez Thompson White Harris Sanchez Clark Ramirez Lewis
    Robinson Walker Young Allen King Wright Scott Torres Nguyen Hill Flores Green Adams Nelson Baker Hall Rivera
    Campbell Mitchell Carter Roberts Gomez Phillips Evans Turner Diaz Parker Cruz Edwards Collins Reyes Stewart Morris
    Morales Murphy Cook Rogers Gutierrez Ortiz Morgan Cooper Peterson Bailey Reed Kelly Howard Ramos Kim Cox Ward
    Richardson Watson Brooks Chavez Wood James Bennett Gray Mendoza Ruiz Hughes Price Alvarez Castillo Sanders Patel
    Myers Long Ross Foster Jimenez Wang Li Zhang Liu Chen Yang Huang Zhao Wu Zhou Xu Sun Ma Zhu Petersen Andersen
    Johansen Johnston Thomson Davies Clarke Reid Stuart Phillip Wolf Wolfe Schmidt Schmitt Meyer Meier Maier Hansen
    Hanson Larsen Larson Olsen Olson Nielsen Nilsson Ivanov Ivanova Petrov Petrova Smirnov Kuznetsov Popov Popova
    Kowalski Nowak Kim Park Choi Singh Kumar Sharma Khan Ahmed Ahmad Hussein Hassan Ali Rahman Cohen Levi
    Levy""".split()
GIVEN_NAMES = """James Mary Robert Patricia John Jennifer Michael Linda David Elizabeth William Barbara Richard Susan
    Joseph Jessica Thomas Sarah Charles Karen Christopher Lisa Daniel Nancy Matthew Betty Anthony Sandra Mark Margaret
    Donald Ashley Steven Kimberly Andrew Emily Paul Donna Joshua Michelle Kenneth Carol Kevin Amanda Brian Melissa
    George Deborah Timothy Stephanie Ronald Rebecca Jason Laura Edward Helen Jeffrey Sharon Ryan Cynthia Jacob Kathleen
    Gary Amy Nicholas Angela Eric Shirley Jonathan Anna Stephen Brenda Larry Pamela Justin Emma Scott Nicole Maria Wei
    Mohammed Fatima Ahmed Aisha Ivan Olga Sergei Natalia Dmitry Svetlana Jose Carmen Juan Ana Luis Rosa Hans Ingrid
    Mario Carla Carlo Daniela Julia Julian Christian Christina Alexander Alexandra Victor Victoria Gabriel Gabriela
    Yusuf Khalid Omar Leila Hiroshi Yuki Kenji Ji Min Yi Gang Ping Jing Li Hua""".split()
PLACES = "North South East West New Old Upper Lower Great Little".split()
ROLES = """mayor of|governor of|councillor for|senator for|minister of state for|police chief of|judge in|prosecutor in|
    teacher in|headteacher in|surgeon in|nurse in|doctor in|baker in|farmer near|fisherman from|shopkeeper in|
    resident of|student from|mother from|bishop of|priest in|imam in|footballer of|goalkeeper of|sprinter from|
    coach of|novelist from|painter from|singer from|professor at the university of|physicist at the institute of|
    historian at the museum of|economist at the bank of|owner of a mill in|founder of a firm in|lawyer in|
    spokeswoman for the council of|spokesman for the port of|ambassador to""".replace("\n", "").split("|")
ONSETS = "b br c ch d dr f g gr h k kr l m n p pr r s sh st t tr v w z".split()
VOWELS = "a e i o u ai ea ou".split()
CODAS = "n r l s m nd rt ck ll x".split() + [""] * 4
ENDINGS = "son sen ton ley man berg ski ov ova ez ini elli ard er well ford sky enko idis oglu".split() + [""] * 6
SOURCES = 200


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is quoted."""

    number: int
    given: str
    family: str
    role: str
    source: str
    colleagues: tuple[int, ...]

    @property
    def name(self) -> str:
        """The full name."""
        return f"{self.given} {self.family}"


class Names:
    """Names by rank, drawn as skewed as 1 / (rank + shift)."""

    def __init__(self, names: list[str], shift: float) -> None:
        self.names = names
        self.sums = list(accumulate(1 / (rank + shift) for rank in range(1, len(names) + 1)))

    def draw(self, random: random.Random) -> str:
        """One of them."""
        return self.names[bisect(self.sums, random.random() * self.sums[-1])]


def invented(random: random.Random, count: int, known: list[str], endings: list[str]) -> list[str]:
    """The known names and as many invented ones as make ``count``."""
    found = dict.fromkeys(known)
    while len(found) < count:
        syllables = random.choice((1, 2, 2, 3))
        word = "".join(random.choice(ONSETS) + random.choice(VOWELS) for _ in range(syllables)) + random.choice(CODAS)
        found.setdefault((word + random.choice(endings)).title())
    return list(found)


def made(count: int, seed: int = 1) -> list[Person]:
    """So many people, the same for the same seed; of any seed they bear the same names."""
    chance = random.Random(0)
    families = Names(invented(chance, 60_000, FAMILY_NAMES, ENDINGS), 10)
    givens = Names(invented(chance, 3_000, GIVEN_NAMES, ["a", "o", "", "", "in", "el"]), 5)
    towns = [f"{chance.choice(PLACES)} {name}" for name in invented(chance, 3_000, [], ENDINGS)]
    people = []
    chance.seed(seed)
    for number in range(count):
        role = f"{chance.choice(ROLES).strip()} {chance.choice(towns)}"
        near = {min(max(number + chance.randint(-8, 8), 0), count - 1) for _ in range(4)} - {number}
        people.append(
            Person(number, givens.draw(chance), families.draw(chance), role, f"Source {number % SOURCES}", tuple(near))
        )
    return people


def misspelt(chance: random.Random, person: Person) -> str:
    """The name as it may be printed by mistake, in another transliteration, or short."""
    kinds = ("letter", "letter", "sound", "form", "form", "middle")
    kind = chance.choice(kinds)
    if kind == "middle":
        return f"{person.given} {chance.choice('ABCDEFGHJKLMNPRST')}. {person.family}"
    if kind == "form":
        groups = _groups()
        mine = groups.get(person.given.lower())
        others = [form for form, first in groups.items() if first == mine and form != person.given.lower()]
        if mine and others:
            return f"{chance.choice(others).title()} {person.family}"
    if kind == "sound":
        family = person.family
        for one, other in (("y", "i"), ("sky", "skyy"), ("ov", "off"), ("h", ""), ("tz", "ts"), ("c", "k"), ("v", "w")):
            if one in family[1:]:
                at = family.index(one, 1)
                return f"{person.given} {family[:at]}{other}{family[at + len(one) :]}"
    given_too = chance.random() < 0.3 and len(person.given) > 4
    word = person.given if given_too else person.family
    changed = _slip(chance, word)
    return f"{changed} {person.family}" if given_too else f"{person.given} {changed}"


def _slip(chance: random.Random, word: str) -> str:
    """One letter doubled, left out, changed, or exchanged with the next one; never the first."""
    if len(word) < 4:
        return word
    at = chance.randrange(1, len(word) - 1)
    return chance.choice(
        (
            word[:at] + word[at] + word[at:],
            word[:at] + word[at + 1 :],
            word[:at] + chance.choice("aeiourtnls") + word[at + 1 :],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        )
    )
