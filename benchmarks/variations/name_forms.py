"""Other forms of the names of a text's persons: with an initial, a suffix, an age, an honour or a courtesy title."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from attribution.evaluation.field.gold import FieldText

from .edits import Edit, edited
from .names import Person, of_own_words, replaced

ENDS_PHRASE = frozenset(" .,")  # after a name to which something may be added
COURTESY = {"m": "Mr", "f": "Ms"}
# No part of a longer name, nor behind a title.
FOLLOWS_CAPITAL = re.compile(r"(?<![.!?])(?<![.!?][”\"])\b(?:[A-Z][\w’'.-]*|\.) $")


def middle_initial(text: FieldText) -> FieldText:
    """An initial between given and family name."""
    return replaced(text, {person.full: f"{person.given} T. {person.family}" for person in of_own_words(text)})


def family_in_capitals(text: FieldText) -> FieldText:
    """Family names in capitals, as in French copy and in that of international bodies: "Ana LOPEZ"."""
    edits = [
        Edit(*found.span(), person.family.upper())
        for person in of_own_words(text)
        for found in re.finditer(rf"\b{person.family}\b", text.article.text)
    ]
    return edited(text, edits)


def junior(text: FieldText) -> FieldText:
    """ "Jr." after the full names of men."""
    men = {person.full: f"{person.full} Jr." for person in of_own_words(text) if person.gender == "m"}
    return replaced(text, men)


def age(text: FieldText) -> FieldText:
    """An age between commas after each person's first full name."""

    def added(after: str) -> str:
        return ", 43" if after[:1] == "." or (after[:1] == "," and not after[2:3].isdigit()) else ""

    return _first_with(text, added)


def age_in_brackets(text: FieldText) -> FieldText:
    """An age in brackets after each person's first full name."""

    def added(after: str) -> str:
        free = after[:1] in ENDS_PHRASE and not after[2:3].isdigit() and after[:2] != " ("
        return " (43)" if free else ""

    return _first_with(text, added)


def honours(text: FieldText) -> FieldText:
    """The letters of an honour after each person's first full name."""
    return _first_with(text, lambda after: " OBE" if after[:1] in ENDS_PHRASE else "")


def courtesy_titles(text: FieldText) -> FieldText:
    """ "Mr" or "Ms" before family names that stand alone."""
    return edited(text, sorted(edit for person in of_own_words(text) for edit in _titled(text, person)))


def _first_with(text: FieldText, added: Callable[[str], str]) -> FieldText:
    """The text with something added to the first full name of each person, depending on what follows it."""
    found = (re.search(rf"\b{person.full}\b", text.article.text) for person in of_own_words(text))
    ends = [match.end() for match in found if match is not None]
    edits = [Edit(end, end, new) for end in ends if (new := added(text.article.text[end : end + 3]))]
    return edited(text, edits)


def _titled(text: FieldText, person: Person) -> Iterator[Edit]:
    printed = text.article.text
    for found in re.finditer(rf"(?<![\w-]){person.family}\b(?!-| [A-Z])", printed) if person.gender else ():
        if not FOLLOWS_CAPITAL.search(printed[max(0, found.start() - 30) : found.start()]):
            yield Edit(found.start(), found.start(), f"{COURTESY[person.gender]} ")
