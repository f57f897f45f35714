"""Classify noun phrases: pronoun, name, or description of a person, organization, document or group."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from spacy.tokens import Doc, Span, Token

from ..language.ages import age_phrase_start
from ..language.grammar import HYPHENS, entity_of, is_noun, is_relative, lemma
from ..language.lexicon import words
from ..language.name_key import key
from ..language.names import GENERATIONS
from ..model import SpeakerKind

PERSONAL = frozenset(
    """he she they it him her them his their its i we you me us my our himself herself itself themselves""".split()
)
MAX_PARTICLES = 8  # in a row
MAX_ADDED = 60  # tokens added to a name on either side
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


@dataclass(frozen=True, slots=True)
class Phrase:
    """A classified noun phrase. ``name`` is the printed name, or the head word of a pronoun or description."""

    form: Form
    head: Token
    name: str
    kind: SpeakerKind
    definite: bool = True
    entity: Span | None = None


def proper_run(token: Token) -> Span:
    """The run of proper nouns around a token, for names that the recognizer missed."""
    doc, start, end = token.doc, token.i, token.i + 1
    while start > 0 and token.i - start < MAX_ADDED and doc[start - 1].pos_ == "PROPN":
        start -= 1
    while end < len(doc) and end - token.i < MAX_ADDED and doc[end].pos_ == "PROPN":
        end += 1
    return doc[start:end]


OPENING, CLOSING = frozenset("\"“‘'"), frozenset("\"”’'")
PARTICLES = frozenset("van von de der den ter bin ibn al el la le da di du dos das del della abu ben mac st".split())


def whole_person(entity: Span, tokens: list[Token] | None = None) -> Span:
    """A person's name, extended by the parts that the recognizer left off: Adeyemi[-Lund], Asahara [Kenjiro].

    ``tokens`` are those of the Doc; passing them is faster.
    """
    doc: Doc | list[Token] = entity.doc if tokens is None else tokens
    end = _end_of_person(doc, entity.end)
    start = _skip_leading_word(doc, _start_of_person(doc, entity.start), end)
    return entity if (start, end) == (entity.start, entity.end) else entity.doc[start:end]


def _end_of_person(doc: Doc | list[Token], end: int) -> int:
    """The end of a name (exclusive) that may continue at token ``end``."""
    last = end + MAX_ADDED
    while end < min(last, len(doc)):
        if key(doc[end].text) in GENERATIONS:
            return end + 1
        after = _next_part(doc, end)
        if after == end:
            break
        end = after
    return end


def _next_part(doc: Doc | list[Token], at: int) -> int:
    """The token after the part of a name (word, hyphenated part, nickname) at ``at``; ``at`` if there is none."""
    hyphen = doc[at].text in ("-", "‑", "–") and not doc[at - 1].whitespace_ and not doc[at].whitespace_
    if hyphen and at + 1 < len(doc) and doc[at + 1].text[:1].isalpha():
        return at + 2
    if is_nickname(doc, at):
        return at + 4
    name = at
    while name < min(at + MAX_PARTICLES, len(doc) - 1) and doc[name].text in PARTICLES:
        name += 1  # "Pieter [van der Berg]"
    if name > at and doc[name].text in HYPHENS and name < len(doc) - 1 and not doc[name - 1].whitespace_:
        name += 1  # "Amina [el-Sayed]"
    if name > at and _is_name_word(doc[name]):
        return name + 1
    return at + 1 if _is_name_word(doc[at]) else at


def _start_of_person(doc: Doc | list[Token], start: int) -> int:
    """The first token of a name that may begin before token ``start``."""
    first = start - MAX_ADDED
    if start and doc[start].text in HYPHENS and not doc[start - 1].whitespace_:
        start -= 1  # "[el]-Sayed"
    while (
        start > 1 and doc[start - 1].text in HYPHENS and not (doc[start - 1].whitespace_ or doc[start - 2].whitespace_)
    ):
        start -= 2
    if start > 1 and is_nickname(doc, start - 1) and doc[start - 2].pos_ == "PROPN":
        start -= 2
    if start > 3 and is_nickname(doc, start - 3) and doc[start - 4].pos_ == "PROPN":
        start -= 4  # '[Ana "Nan"] Lopez'
    while start > 0 and (doc[start - 1].pos_ == "PROPN" or doc[start - 1].text in PARTICLES):
        if (doc[start].is_sent_start and doc[start - 1].text.endswith(".")) or start < first:
            break  # without a full stop, the parser broke a name in two
        particles = start - 1
        while particles > max(0, start - MAX_PARTICLES) and doc[particles].text in PARTICLES:
            particles -= 1  # "Pieter van [der Berg]"
        if not _is_name_word(doc[particles]) or (particles == start - 1 and doc[particles].is_sent_start):
            break
        start = particles
    return start


def _skip_leading_word(doc: Doc | list[Token], start: int, end: int) -> int:
    """The first token of a name without a preceding other word: "[Absent] Lopez", "[Floridians] Ana Lopez"."""
    while end - start > 1 and doc[start].is_sent_start and doc[start].pos_ in ("ADJ", "ADV", "VERB", "ADP", "SCONJ"):
        if not any(key(doc[at].text) for at in range(start + 1, end)):
            break  # "HARWICK -": only punctuation would be left
        start += 1
    return start + 1 if end - start > 2 and doc[start].tag_ == "NNPS" else start


def is_nickname(doc: Doc | list[Token], at: int) -> bool:
    """Whether a quoted nickname before a family name starts at token ``at``: 'Ana ["Nan" Lopez]'."""
    if at + 3 >= len(doc) or doc[at].text not in OPENING or doc[at + 2].text not in CLOSING:
        return False
    return doc[at + 1].text[:1].isupper() and _is_name_word(doc[at + 3])


def _is_name_word(token: Token) -> bool:
    return (
        token.pos_ == "PROPN"
        and token.ent_type_ in ("", "PERSON")
        and token.text[:1].isupper()
        and token.text.isalpha()
    )


def whole_organization(entity: Span, tokens: list[Token] | None = None) -> Span:
    """An organization's name, extended by the proper nouns that the recognizer left off: [US State] Department."""
    doc: Doc | list[Token] = entity.doc if tokens is None else tokens
    start, end = entity.start, entity.end
    if end + 1 < len(doc) and doc[end].tag_ == "POS" and doc[end + 1].text[:1].isupper():
        end += 2 if key(doc[end + 1].text) in words("body_words") else 0  # "Seafarers' [Union]"
    if entity.label_ in ("LOC", "GPE", "NORP") and end == entity.end:
        return entity
    start, end = _start_of_body(doc, start, end), _end_of_body(doc, end)
    return entity if (start, end) == (entity.start, entity.end) else entity.doc[start:end]


def _start_of_body(doc: Doc | list[Token], start: int, end: int) -> int:
    """The first token of an organization's name that contains the tokens ``start`` to ``end``."""
    first = max(0, start - MAX_ADDED)
    while start > first and doc[start - 1].ent_type_ != "PERSON":
        before = doc[start - 1]
        capital = start > 1 and doc[start - 2].text[:1].isupper()
        if before.lower_ == "and" and start > 2 and capital and doc[start - 3].lower_ == "the":
            start -= 2  # "the Deck and Engine Union"
            continue
        if before.ent_type_ in ("LOC", "GPE") and not (before.dep_ == "compound" and start <= before.head.i < end):
            break
        owner = before.tag_ == "POS" and capital
        if owner and (doc[start - 2].ent_type_ == "" or doc[start - 2].tag_ in ("NNS", "NNPS")):
            start -= 2  # "People's Daily", "Seamen's Union"
            continue
        if before.pos_ != "PROPN" and not (before.text == "&" and capital):
            break
        start -= 1
    return start


def _end_of_body(doc: Doc | list[Token], end: int) -> int:
    """The end of an organization's name (exclusive) that may continue at token ``end``."""
    last = min(end + MAX_ADDED, len(doc))
    while end < last and doc[end].ent_type_ != "PERSON":
        if key(doc[end - 1].text) in words("body_words") and key(doc[end].text) not in words("body_words"):
            break  # "the Harbour Council [Ana Lopez]"
        joined = doc[end].text == "&" and end + 1 < len(doc) and doc[end + 1].text[:1].isupper()
        if not joined and (doc[end].pos_ != "PROPN" or key(doc[end].text) in words("titles")):
            break
        end += 1
    return end


def classify(head: Token) -> Phrase:
    """Classify the noun phrase headed by ``head``."""
    doc = head.doc
    if is_relative(head):
        return Phrase(Form.RELATIVE, head, head.text, SpeakerKind.PERSON)
    if head.lower_ in PERSONAL and head.pos_ in ("PRON", "DET", "NOUN", "PROPN"):
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
        if entity is None:
            continue
        if token == head or token.dep_.startswith("flat") or (token.ent_type_ == "PERSON" and head.pos_ == "PROPN"):
            return _from_entity(entity, token)
        if token.dep_ == "compound" and token.ent_type_ == "PERSON" and noun_lemma(head) in words("titles"):
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


def _is_known_noun(token: Token) -> bool:
    """Whether a capitalized word is a listed common noun, like "Teachers" at the start of a sentence."""
    return any(noun_lemma(token) in words(name) for name in ("person_nouns", "body_nouns", "document_nouns", "roles"))


def _from_entity(entity: Span, head: Token) -> Phrase:
    kind = SpeakerKind.PERSON if entity.label_ == "PERSON" else SpeakerKind.ORGANIZATION
    entity = whole_person(entity) if kind == SpeakerKind.PERSON else whole_organization(entity)
    return Phrase(Form.NAME, head, entity.text, kind, True, entity)


def nominal_kind(head: Token) -> SpeakerKind:
    """The kind of source that a common noun denotes."""
    word = noun_lemma(head)
    if word in words("document_nouns") or head.lower_ in words("document_nouns"):
        return SpeakerKind.DOCUMENT
    if word in words("body_nouns"):
        return SpeakerKind.GROUP if head.tag_ == "NNS" and word not in ("police",) else SpeakerKind.ORGANIZATION
    if head.tag_ in ("NNS", "NNPS") or head.lower_ in words("group_nouns"):
        return SpeakerKind.GROUP
    return SpeakerKind.ANONYMOUS
