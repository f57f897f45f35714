"""Other names for the persons of a text: of the same kind, and of many origins."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from attribution.entities.gender import gender_by_name
from attribution.evaluation.field.gold import FieldText
from attribution.language.lexicon import words

from .edits import Edit, edited
from .name_pools import (
    AFRICAN,
    CHINESE,
    HYPHENATED,
    INITIALS,
    KOREAN,
    PARTICLES,
    PLAIN,
    SINGLE,
    SPANISH,
    Pool,
)

WORD = re.compile(r"[^\W\d_]+")
BEGINS_SENTENCE = re.compile(r"(?:^|\n|[.?!][”\"’']? |[“\"])$")

MOST = 30  # persons of a text who get other names; each pool has as many family names


class Person(NamedTuple):
    """Who speaks in a text, by given and family name; ``gender`` is "f", "m" or ""."""

    given: str
    family: str
    gender: str

    @property
    def full(self) -> str:
        """The name in full."""
        return f"{self.given} {self.family}"


class Forms(NamedTuple):
    """What is printed for somebody's given name, family name and full name."""

    given: str
    family: str
    full: str


def same_origin(text: FieldText) -> FieldText:
    """Other names of the same gender, for every person who speaks and whose given name tells the gender."""
    new = _other_words(text)
    edits = [
        Edit(found.start(), found.end(), word.upper() if found[0].isupper() else word)
        for found in WORD.finditer(text.article.text)
        if (word := new.get(found[0], new.get(found[0].title()) if found[0].isupper() else None))
    ]
    return edited(text, edits, lambda name: WORD.sub(lambda word: new.get(word[0], word[0]), name))


def spanish(text: FieldText) -> FieldText:
    """Two family names: "Lucía García Morales", later "García Morales"."""
    return _of_origin(text, SPANISH, lambda at: f"{SPANISH.families[at]} {SPANISH.families[at - 7]}")


def chinese(text: FieldText) -> FieldText:
    """The family name first: "Chen Meiling"."""
    return _of_origin(text, CHINESE)


def korean(text: FieldText) -> FieldText:
    """The family name first, and a hyphen in the given name: "Kim Min-ji"."""
    return _of_origin(text, KOREAN)


def african(text: FieldText) -> FieldText:
    """Given and family names of many African languages."""
    return _of_origin(text, AFRICAN)


def particles(text: FieldText) -> FieldText:
    """Family names with particles, apostrophes and letters with strokes, and the person's own given name."""
    return _of_origin(text, PARTICLES)


def hyphenated(text: FieldText) -> FieldText:
    """Family names of two parts, and the person's own given name."""
    return _of_origin(text, HYPHENATED)


def one_word(text: FieldText) -> FieldText:
    """One word for the whole name."""
    return renamed(text, lambda at, _: Forms(*(SINGLE.families[at],) * 3))


def initials(text: FieldText) -> FieldText:
    """Two initials for the given name, of whom the text does not call by that alone: "A. K. Abernethy"."""

    def with_initials(at: int, person: Person) -> Forms | None:
        alone = re.search(rf"\b{person.given}\b(?! {person.family})", text.article.text)
        family = PLAIN.families[at]
        return None if alone else Forms("", family, f"{INITIALS[at % len(INITIALS)]} {family}")

    return renamed(text, with_initials)


def persons(text: FieldText) -> list[Person]:
    """The persons who speak and whose name has two words, in alphabetical order."""
    speakers = {one.entry.speaker for one in text.wanted if one.entry.speaker}
    printed = sorted({name for speaker in speakers for name in speaker.split(" and ")})
    plain = [name for name in printed if len(name.split()) == len(WORD.findall(name)) == 2 and name.istitle()]
    return [Person(given, family, gender_by_name((given, family))) for given, family in map(str.split, plain)]


def of_own_words(text: FieldText) -> list[Person]:
    """Those of whose name no other has a word."""
    found = persons(text)
    edges = [word for person in found for word in person[:2]]
    return [person for person in found if edges.count(person.given) == edges.count(person.family) == 1]


def renamed(text: FieldText, name: Callable[[int, Person], Forms | None]) -> FieldText:
    """The text with other names for persons of a known gender. ``name`` gives the nth person's, or None to keep it."""
    order = list(range(MOST))
    random.Random(text.article.name).shuffle(order)
    new: dict[str, str] = {}
    for at, person in zip(order, of_own_words(text), strict=False):
        forms = name(at, person) if person.gender else None
        if forms is not None:
            new |= {person.full: forms.full, person.given: forms.given or person.given, person.family: forms.family}
    return replaced(text, new)


def replaced(text: FieldText, new: Mapping[str, str]) -> FieldText:
    """The text and its gold with other names in the place of names, in capitals where those are."""
    if not new:
        return text
    new = {**{old.upper(): form.upper() for old, form in new.items()}, **new}
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(new, key=len, reverse=True))})(?![\w]|-\w)")
    edits = []
    for found in pattern.finditer(text.article.text):
        form = new[found[0]]
        begins = BEGINS_SENTENCE.search(text.article.text[max(0, found.start() - 3) : found.start()])
        edits.append(Edit(*found.span(), form[:1].upper() + form[1:] if begins else form))
    return edited(
        text,
        [edit for edit in edits if edit.new != text.article.text[edit.start : edit.end]],
        lambda name: pattern.sub(lambda found: new[found[0]], name),
    )


def _of_origin(text: FieldText, pool: Pool, family_of: Callable[[int], str] | None = None) -> FieldText:
    def forms(at: int, person: Person) -> Forms:
        givens = {"f": pool.women, "m": pool.men}[person.gender]
        given = givens[at % len(givens)] if givens else person.given
        family = family_of(at) if family_of is not None else pool.families[at]
        return Forms(given, family, f"{family} {given}" if pool.family_first else f"{given} {family}")

    return renamed(text, forms)


def _other_words(text: FieldText) -> dict[str, str]:
    """The words of the persons' names to change, each with another; the same in every run."""
    rng = random.Random(text.article.name)
    pools = {"f": _pool("female_names", rng), "m": _pool("male_names", rng)}
    families = list(PLAIN.families)
    rng.shuffle(families)
    new: dict[str, str] = {}
    taken = set(WORD.findall(text.article.text))
    for given, family, gender in persons(text):
        for word, pool in ((given, pools[gender]), (family, families)) if gender else ():
            if word not in new:
                new[word] = next(other for other in iter(pool.pop, None) if other not in taken)
    return new


def _pool(listed: str, rng: random.Random) -> list[str]:
    only = words(listed) - words("female_names" if listed == "male_names" else "male_names")
    pool = sorted(name.title() for name in only if name.isalpha() and len(name) > 3)
    rng.shuffle(pool)
    return pool
