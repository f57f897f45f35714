"""Classify noun phrases: pronoun, name, or description of a person, organization, document or group."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from spacy.tokens import Doc, Span, Token

from ..language.ages import age_phrase_start
from ..language.grammar import HYPHENS, entity_of, is_noun, is_relative, lemma
from ..language.lexicon import words
from ..language.name_key import key
from ..language.person_words import is_person_word
from ..model import SpeakerKind
from .body_extents import owns_body, whole_organization
from .name_extents import proper_run, whole_person

PERSONAL = frozenset(
    """he she they it him her them his their its i we you me us my our himself herself itself themselves""".split()
)
DEFINITE = frozenset({"the", "this", "that", "these", "those"})


def noun_lemma(token: Token) -> str:
    """The singular of a noun in lower case: "teacher" for "Teachers". Safer than the lemma for capitalized nouns."""
    if token.tag_ in ("NN", "NNP"):
        return token.lower_
    if token.tag_ == "NNPS":
        return token.lower_.removesuffix("s")
    return lemma(token)


def text_of_tokens(tokens: list[Token], start: int, end: int) -> str:
    """The text of the tokens ``start`` to ``end`` (exclusive), like ``Span.text`` but faster."""
    last = tokens[end - 1].text
    return "".join([t.text_with_ws for t in tokens[start : end - 1]]) + last if end - start > 1 else last


class Form(StrEnum):
    PRONOUN = "pronoun"
    RELATIVE = "relative"
    NAME = "name"
    NOMINAL = "nominal"


class Phrase(NamedTuple):
    """A classified noun phrase. ``name`` is the printed name, or the head word of a pronoun or description."""

    form: Form
    head: Token
    name: str
    kind: SpeakerKind
    definite: bool = True
    entity: Span | None = None


def classify(head: Token) -> Phrase:
    """Classify the noun phrase headed by ``head``."""
    doc = head.doc
    if is_relative(head):
        return Phrase(Form.RELATIVE, head, head.text, SpeakerKind.PERSON)
    if head.lower_ in PERSONAL and head.ent_type_ != "PERSON" and head.pos_ in ("PRON", "DET", "NOUN", "PROPN"):
        return Phrase(Form.PRONOUN, head, head.text, SpeakerKind.PERSON)
    named = _named(doc, head)
    if named is not None:
        return named
    return nominal_phrase(head)


def name_phrase(head: Token, kind: SpeakerKind) -> Phrase:
    """A name phrase of the single token ``head``."""
    return Phrase(Form.NAME, head, head.text, kind, True, head.doc[head.i : head.i + 1])


def first_word(head: Token) -> Token:
    """The first token of a description."""
    first = age_phrase_start(head) or head.left_edge
    while first.i > 1 and first.nbor(-1).text in HYPHENS and not first.nbor(-2).whitespace_:
        first = first.nbor(-2).left_edge  # "the great-[grandfather]"
    return first


def nominal_phrase(head: Token) -> Phrase:
    """The description headed by a common noun."""
    definite = any(
        c.dep_ in ("nmod:poss", "poss") or (c.dep_ in ("det", "nmod") and c.lower_ in DEFINITE) for c in head.lefts
    )
    definite = definite or (head.lower_ == "old" and first_word(head).lower_ in DEFINITE)
    return Phrase(Form.NOMINAL, head, head.text, nominal_kind(head), definite)


def _named(doc: Doc, head: Token) -> Phrase | None:
    for token in (head, *(c for c in head.children if c.dep_ in ("flat", "flat:name", "compound", "appos"))):
        if token.dep_ == "appos" and is_noun(head) and head.pos_ != "PROPN" and token.ent_type_ != "PERSON":
            continue
        entity = entity_of(doc, token)
        if entity is None or is_bare_role(entity):
            continue
        if token == head or token.dep_.startswith("flat") or (token.ent_type_ == "PERSON" and head.pos_ == "PROPN"):
            return _from_entity(entity, token)
        modifies = token.i < head.i and head.is_lower  # "the Tory leader" is no Tory
        if (
            token.dep_ == "compound"
            and token.ent_type_ == "PERSON"
            and not modifies
            and noun_lemma(head) in words("titles")
        ):
            return _from_entity(entity, token)
        if token.dep_ == "appos" and token.ent_type_ == "PERSON" and noun_lemma(head) in words("person_nouns"):
            return _from_entity(entity, token)
    if head.pos_ == "PROPN" and not (
        head.tag_ == "NNPS" and nominal_kind(head) == SpeakerKind.GROUP and _is_known_noun(head)
    ):
        run = proper_run(head)
        the = run.start > 0 and doc[run.start - 1].lower_ == "the"
        body = the or (run.text.isupper() and len(run) == 1) or key(run[-1].text) in words("body_words")
        if body:
            return Phrase(
                Form.NAME, head, whole_organization(run).text, SpeakerKind.ORGANIZATION, True, whole_organization(run)
            )
        return Phrase(Form.NAME, head, run.text, SpeakerKind.PERSON, True, run)
    return None


def is_bare_role(entity: Span) -> bool:
    """Whether an entity is a noun for a person at the start of a sentence: "[Counsel] for the bank, Ana Lopez"."""
    word = entity[0]
    if len(entity) > 1 or word.tag_ != "NN" or not word.is_sent_start:
        return False
    return is_person_word(word.text) or word.lower_ in words("turn_roles")


def _is_known_noun(token: Token) -> bool:
    """Whether a capitalized word is a listed common noun, like "Teachers" at the start of a sentence."""
    return noun_lemma(token) in words("person_nouns", "body_nouns", "document_nouns", "roles")


def _from_entity(entity: Span, head: Token) -> Phrase:
    person = entity.label_ == "PERSON" and not owns_body(entity)
    kind = SpeakerKind.PERSON if person else SpeakerKind.ORGANIZATION
    entity = whole_person(entity) if kind == SpeakerKind.PERSON else whole_organization(entity)
    return Phrase(Form.NAME, head, entity.text, kind, True, entity)


def nominal_kind(head: Token) -> SpeakerKind:
    """The kind of source that a common noun denotes."""
    word = noun_lemma(head)
    if word in words("document_nouns") or head.lower_ in words("document_nouns"):
        return SpeakerKind.DOCUMENT
    if head.i and f"{head.nbor(-1).lower_} {word}" in words("body_nouns"):
        return SpeakerKind.ORGANIZATION  # "the coast guard", whatever a guard is
    if word in words("body_nouns"):
        return SpeakerKind.GROUP if head.tag_ == "NNS" and word not in ("police",) else SpeakerKind.ORGANIZATION
    if head.tag_ in ("NNS", "NNPS") or head.lower_ in words("group_nouns"):
        return SpeakerKind.GROUP
    return SpeakerKind.ANONYMOUS
