"""Heads of a transcript that say who is questioned and by whom: "BY MS. OBI:", "STATEMENT OF ADA FROST"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from ...language.lexicon import words
from ...language.name_key import key
from ...model import Span
from .label_words import is_office, is_person, is_titled

MAX_HEAD = 200  # characters
MAX_PLAIN_REST = 4  # words after a name in ordinary case: "Ada Frost, affirmed"
NAME = (
    r"(?P<name>(?:(?:[A-Z][\w.’'-]*|van|von|de|der|den|du|la|al|bin) ){0,5}[A-Z][\w’'-]*\w"
    r"(?:,? (?:Jr|Sr|JR|SR|KC|QC|SC)\b\.?)?)"
)
SWORN = r"(?i:sworn|affirmed|recalled|called|resumed|testified|on (?:his|her|their) (?:former )?oath)"
BY = re.compile(rf"(?:BY|By) (?:the |THE )?{NAME}(?: ?\([^()\n]{{1,40}}\))?[:.]?")
EXAMINED = re.compile(
    r"(?i:(?:direct|cross|re|redirect|recross|further|continued)[ -]?){0,3}"
    r"(?i:examination|examined|questions?|questioned)(?i:[ -]in[ -]chief)?(?: \(?(?i:continued|resumed)\)?)?"
    r",? (?i:by|from) (?:the |THE )?"
    rf"{NAME}(?: ?\([^()\n]{{1,40}}\))?[:.]?"
)
# "STATEMENT OF HON. ADA FROST, ADMINISTRATOR", "Excerpts from the deposition of Ada Frost, March 4"
STATEMENT = re.compile(
    r"(?:[^\W\d_]+ ){0,4}(?i:statement|testimony|deposition|examination|evidence|interview) (?i:of) (?:the |THE )?"
    rf"{NAME}(?:[,;(\[–—-][^\n]*| [–—-][^\n]*)?"
)
WITNESS = re.compile(rf"{NAME}(?P<rest>(?:,|;| ?[(\[–—-]| )[^\n]{{0,60}}?\b{SWORN}\b[^\n]{{0,120}})")
NAME_ALONE = re.compile(rf"{NAME},?")
SWORN_BELOW = re.compile(
    rf"(?i:having|being|after|was|a |an |the |called|recalled|sworn|affirmed)[^\n]{{0,120}}?\b{SWORN}\b"
)
KIND_ALONE = re.compile(
    r"(?i:(?:further )?(?:direct|cross|re-?direct|re-?cross|re)[ -]?examination(?:[ -]in[ -]chief)?"
    r"(?:,? \(?continued\)?)?|voir dire)[.:]?"
)
RELEASED = re.compile(
    r"[(\[]?(?:The |THE )?(?i:witness (?:withdrew|withdraws|was excused|is excused|excused|stood down|steps down))\W*"
)


class HeadKind(StrEnum):
    """What a head says of the person whom it names."""

    EXAMINER = "examiner"
    WITNESS = "witness"
    RELEASED = "released"  # the witness goes; the head names nobody
    UNNAMED = "unnamed"  # "CROSS-EXAMINATION"


class Head(NamedTuple):
    """A paragraph that is a head, and the name in it; empty if it names nobody."""

    paragraph: int
    kind: HeadKind
    name: Span


def heads(text: str, paragraphs: list[Span]) -> list[Head]:
    """The heads among the paragraphs of a transcript, in order."""
    found: list[Head] = []
    for number, line in enumerate(paragraphs):
        if line.end - line.start <= MAX_HEAD:
            found += _heads(text, paragraphs, number)
    return found


def _heads(text: str, paragraphs: list[Span], number: int) -> Iterator[Head]:
    line = paragraphs[number]
    for pattern, kind in ((RELEASED, HeadKind.RELEASED), (KIND_ALONE, HeadKind.UNNAMED)):
        if pattern.fullmatch(text, *line):
            yield Head(number, kind, Span(line.start, line.start))
            return
    examiner = BY.fullmatch(text, *line) or EXAMINED.fullmatch(text, *line)
    if examiner and (is_titled(examiner["name"].split()) or examiner["name"].isupper() or text[line.end - 1] == ":"):
        yield Head(number, HeadKind.EXAMINER, Span(*examiner.span("name")))
        return
    witness = STATEMENT.fullmatch(text, *line) or _sworn(text, line)
    if witness is not None and text[line.end - 1] not in "!?" and _names_person(witness["name"]):
        yield Head(number, HeadKind.WITNESS, Span(*witness.span("name")))
    elif number + 1 < len(paragraphs):
        alone = NAME_ALONE.fullmatch(text, *line)
        if alone and alone["name"].isupper() and SWORN_BELOW.match(text, *paragraphs[number + 1]):
            name = Span(*alone.span("name"))
            yield Head(number, HeadKind.WITNESS, name)
            yield Head(number + 1, HeadKind.WITNESS, name)


def _sworn(text: str, line: Span) -> re.Match[str] | None:
    """A line such as "ADA FROST, called by the Crown, sworn" or "Ada Frost (affirmed)", which is no sentence."""
    found = WITNESS.fullmatch(text, *line)
    if found is None or found["name"].isupper():
        return found
    apart = found["rest"][0] != " " or found["rest"][1] in "([–—-"
    return found if apart and len(found["rest"].split()) <= MAX_PLAIN_REST else None


def _names_person(printed: str) -> bool:
    return is_person(printed) and not is_office(printed) and key(printed.split()[-1]) not in words("label_heads")
