"""Names of bodies that their form shows, whatever the recognizer made of them: "the Cooks' and Bakers' Union"."""

from __future__ import annotations

from collections.abc import Iterator

import numpy
from spacy.attrs import IS_TITLE  # type: ignore[import-not-found]
from spacy.tokens import Span, Token

from ..language.lexicon import words
from ..language.name_key import key
from .body_extents import with_of_phrase
from .name_extents import MAX_ADDED
from .ner_repair import office_words

APOSTROPHES = frozenset({"'", "’", "'s", "’s"})
WITHIN = APOSTROPHES | {"and", "the"}  # words that show that a name is of several parts


def with_bodies(entities: list[Span], tokens: list[Token], start: int) -> list[Span]:
    """The entities, with those inside the longer name of a body replaced by it. Names before ``start`` are kept."""
    at = {index: entity for entity in entities for index in range(entity.start, entity.end)}
    bodies: list[Span] = []
    for body in bodies_by_form(tokens, start):
        parts = [at[index] for index in range(body.start, body.end) if index in at]
        if all(body.start <= e.start and e.end <= body.end and len(e) < len(body) for e in parts):
            bodies.append(body)
    inside = {index for body in bodies for index in range(body.start, body.end)}
    return sorted([*bodies, *(e for e in entities if e.start not in inside)], key=lambda span: span.start)


def bodies_by_form(tokens: list[Token], start: int) -> Iterator[Span]:
    """The names of several parts around the noun of a body: after "the", or with "and District"."""
    end = start
    if not tokens:
        return
    for at in numpy.flatnonzero(tokens[0].doc.to_array([IS_TITLE]).ravel()).tolist():
        if at <= start or at < end or key(tokens[at].text) not in words("body_words"):
            continue
        last = with_of_phrase(tokens, at + 1)
        if last == at + 1 < len(tokens) and tokens[last].text.istitle():
            continue  # "Council Leader"
        first = _start(tokens, at, max(start, at - MAX_ADDED))
        composed = any(token.lower_ in WITHIN for token in tokens[first:last])
        if composed and ((first and tokens[first - 1].lower_ == "the") or tokens[first + 2].lower_ == "district"):
            end = last
            yield Span(tokens[0].doc, first, last, "ORG")


def _start(tokens: list[Token], at: int, least: int) -> int:
    """The first token of the name that ends in the noun at a token."""
    while at > least:
        before = tokens[at - 1]
        if before.text.istitle() and before.is_alpha and before.lower_ != "the":
            at -= 1
        elif (before.text in APOSTROPHES and at > 1 and tokens[at - 2].text.istitle()) or (
            before.lower_ == "and" and at > 1 and _is_part(tokens, at - 2)
        ):
            at -= 2
        else:
            break
    return at


def _is_part(tokens: list[Token], at: int) -> bool:
    """Whether the token before "and" ends a part of the name: "the [Deck] and Engine Union", "the Cooks['] and"."""
    token = tokens[at]
    if token.text in APOSTROPHES:
        return tokens[at - 1].text.istitle()
    if tokens[at + 2].lower_ == "district":
        return token.text.istitle()
    speaks = key(token.text) in words("body_words") or key(token.text) in office_words()
    return token.text.istitle() and not token.ent_type_ and not speaks and token.lower_ != "the"
