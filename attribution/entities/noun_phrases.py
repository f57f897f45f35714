"""What a noun phrase is: a pronoun, a name, or a description of a person, a body, a document or a group."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from spacy.tokens import Doc, Span, Token

from ..language.grammar import entity_of, is_noun, is_relative, lemma
from ..language.lexicon import words
from ..language.name_key import key
from ..language.names import GENERATIONS
from ..model import SpeakerKind

PERSONAL = frozenset(
    """he she they it him her them his their its i we you me us my our himself herself itself themselves""".split()
)
MOST_PARTICLES = 8  # in a row
LONGEST = 60  # tokens that are added to a name on one side
DEFINITE = frozenset({"the", "this", "that", "these", "those"})


def noun(token: Token) -> str:
    """The singular of a noun in lower case, whatever capital it has: "teacher" of "Teachers", "actress" of itself."""
    if token.tag_ in ("NN", "NNP"):
        return token.lower_
    if token.tag_ == "NNPS":
        return token.lower_.removesuffix("s")
    return lemma(token)


def printed(tokens: list[Token], start: int, end: int) -> str:
    """The text of the tokens ``start`` to ``end`` (exclusive), as a span of them has it."""
    last = tokens[end - 1].text
    return "".join([t.text_with_ws for t in tokens[start : end - 1]]) + last if end - start > 1 else last


class Form(StrEnum):
    PRONOUN = "pronoun"
    RELATIVE = "relative"
    NAME = "name"
    NOMINAL = "nominal"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A mention's head and what it is; ``name`` is the printed name, or the head of a description."""

    form: Form
    head: Token
    name: str
    kind: SpeakerKind
    definite: bool = True
    entity: Span | None = None


def proper_run(token: Token) -> Span:
    """The proper nouns round a token, where no entity was recognized."""
    doc, start, end = token.doc, token.i, token.i + 1
    while start > 0 and token.i - start < LONGEST and doc[start - 1].pos_ == "PROPN":
        start -= 1
    while end < len(doc) and end - token.i < LONGEST and doc[end].pos_ == "PROPN":
        end += 1
    return doc[start:end]


OPENING, CLOSING = frozenset("\"“‘'"), frozenset("\"”’'")
HYPHENS = frozenset({"-", "‑"})
ARTICLES = frozenset({"the", "a", "an"})
PARTICLES = frozenset("van von de der den ter bin ibn al el la le da di du dos das del della abu ben mac st".split())


def whole_person(entity: Span, tokens: list[Token] | None = None) -> Span:
    """A person's name with the parts that the recognizer left off: Adeyemi[-Lund], Asahara [Kenjiro].

    ``tokens``: those of the Doc, where the caller has them.
    """
    doc: Doc | list[Token] = entity.doc if tokens is None else tokens
    end = _end_of_person(doc, entity.end)
    start = _without_lead(doc, _start_of_person(doc, entity.start), end)
    return entity if (start, end) == (entity.start, entity.end) else entity.doc[start:end]


def _end_of_person(doc: Doc | list[Token], end: int) -> int:
    """Where a name that goes on after token ``end`` ends."""
    last = end + LONGEST
    while end < min(last, len(doc)):
        if key(doc[end].text) in GENERATIONS:
            return end + 1
        after = _after_part(doc, end)
        if after == end:
            break
        end = after
    return end


def _after_part(doc: Doc | list[Token], at: int) -> int:
    """The token after one more part of a name at ``at``: a word, a double name, a nickname; ``at`` for none."""
    hyphen = doc[at].text in ("-", "‑", "–") and not doc[at - 1].whitespace_ and not doc[at].whitespace_
    if hyphen and at + 1 < len(doc) and doc[at + 1].text[:1].isalpha():
        return at + 2
    if nickname(doc, at):
        return at + 4
    name = at
    while name < min(at + MOST_PARTICLES, len(doc) - 1) and doc[name].text in PARTICLES:
        name += 1  # "Pieter [van der Berg]"
    if name > at and doc[name].text in HYPHENS and name < len(doc) - 1 and not doc[name - 1].whitespace_:
        name += 1  # "Amina [el-Sayed]"
    if name > at and _more_of_a_name(doc[name]):
        return name + 1
    return at + 1 if _more_of_a_name(doc[at]) else at


def _start_of_person(doc: Doc | list[Token], start: int) -> int:
    """Where a name begins that token ``start`` is in."""
    first = start - LONGEST
    if start and doc[start].text in HYPHENS and not doc[start - 1].whitespace_:
        start -= 1  # "[el]-Sayed"
    while (
        start > 1 and doc[start - 1].text in HYPHENS and not (doc[start - 1].whitespace_ or doc[start - 2].whitespace_)
    ):
        start -= 2
    if start > 1 and nickname(doc, start - 1) and doc[start - 2].pos_ == "PROPN":
        start -= 2
    if start > 3 and nickname(doc, start - 3) and doc[start - 4].pos_ == "PROPN":
        start -= 4  # '[Ana "Nan"] Lopez'
    while start > 0 and (doc[start - 1].pos_ == "PROPN" or doc[start - 1].text in PARTICLES):
        if doc[start].is_sent_start or start < first:
            break
        particles = start - 1
        while particles > max(0, start - MOST_PARTICLES) and doc[particles].text in PARTICLES:
            particles -= 1  # "Pieter van [der Berg]"
        if not _more_of_a_name(doc[particles]) or (particles == start - 1 and doc[particles].is_sent_start):
            break
        start = particles
    return start


def _without_lead(doc: Doc | list[Token], start: int, end: int) -> int:
    """Where a name begins after another word: "Absent Lopez" at the head of a sentence, "Floridians Ana Lopez"."""
    while end - start > 1 and doc[start].is_sent_start and doc[start].pos_ in ("ADJ", "ADV", "VERB", "ADP", "SCONJ"):
        if not any(key(doc[at].text) for at in range(start + 1, end)):
            break  # "HARWICK -": nothing but a mark would be left of the name
        start += 1
    return start + 1 if end - start > 2 and doc[start].tag_ == "NNPS" else start


def nickname(doc: Doc | list[Token], at: int) -> bool:
    """'Ana ["Nan" Lopez]': one word in marks between a given name and a family name."""
    if at + 3 >= len(doc) or doc[at].text not in OPENING or doc[at + 2].text not in CLOSING:
        return False
    return doc[at + 1].text[:1].isupper() and _more_of_a_name(doc[at + 3])


def _more_of_a_name(token: Token) -> bool:
    return (
        token.pos_ == "PROPN"
        and token.ent_type_ in ("", "PERSON")
        and token.text[:1].isupper()
        and token.text.isalpha()
    )


def widened(entity: Span, tokens: list[Token] | None = None) -> Span:
    """A body's name with the proper nouns that the recognizer left off: [US State] Department."""
    doc: Doc | list[Token] = entity.doc if tokens is None else tokens
    start, end = entity.start, entity.end
    if end + 1 < len(doc) and doc[end].tag_ == "POS" and doc[end + 1].text[:1].isupper():
        end += 2 if key(doc[end + 1].text) in words("body_words") else 0  # "Seafarers' [Union]"
    if entity.label_ in ("LOC", "GPE", "NORP") and end == entity.end:
        return entity
    start, end = _start_of_body(doc, start, end), _end_of_body(doc, end)
    return entity if (start, end) == (entity.start, entity.end) else entity.doc[start:end]


def _start_of_body(doc: Doc | list[Token], start: int, end: int) -> int:
    """Where the name of a body begins that holds the tokens ``start`` to ``end``."""
    first = max(0, start - LONGEST)
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
    """Where the name of a body ends that goes on after token ``end``."""
    last = min(end + LONGEST, len(doc))
    while end < last and doc[end].ent_type_ != "PERSON":
        if key(doc[end - 1].text) in words("body_words") and key(doc[end].text) not in words("body_words"):
            break  # "the Harbour Council [Ana Lopez]"
        joined = doc[end].text == "&" and end + 1 < len(doc) and doc[end + 1].text[:1].isupper()
        if not joined and (doc[end].pos_ != "PROPN" or key(doc[end].text) in words("titles")):
            break
        end += 1
    return end


def classify(head: Token) -> Phrase:
    """What the phrase headed by ``head`` is."""
    doc = head.doc
    if is_relative(head):
        return Phrase(Form.RELATIVE, head, head.text, SpeakerKind.PERSON)
    if head.lower_ in PERSONAL and head.pos_ in ("PRON", "DET", "NOUN", "PROPN"):
        return Phrase(Form.PRONOUN, head, head.text, SpeakerKind.PERSON)
    named = _named(doc, head)
    if named is not None:
        return named
    return nominal(head)


def named_by(head: Token, kind: SpeakerKind) -> Phrase:
    """The name that a single token is or stands for."""
    return Phrase(Form.NAME, head, head.text, kind, True, head.doc[head.i : head.i + 1])


def opening(head: Token) -> Token | None:
    """The first word of "the 43-year-old", where ``head`` is the last; None for any other head."""
    if head.lower_ != "old" or head.i < 4:
        return None
    number, hyphen, year, joint = (head.doc[head.i - n] for n in (4, 3, 2, 1))
    if not (number.like_num and hyphen.text in HYPHENS and joint.text in HYPHENS and year.lower_ == "year"):
        return None
    return head.doc[number.i - 1] if number.i and head.doc[number.i - 1].lower_ in ARTICLES else number


def first_word(head: Token) -> Token:
    """The first word of a description."""
    return opening(head) or head.left_edge


def nominal(head: Token) -> Phrase:
    """The description that a common noun heads."""
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
        if token.dep_ == "compound" and token.ent_type_ == "PERSON" and noun(head) in words("titles"):
            return _from_entity(entity, token)
        if token.dep_ == "appos" and token.ent_type_ == "PERSON" and noun(head) in words("person_nouns"):
            return _from_entity(entity, token)
    if head.pos_ == "PROPN" and not (head.tag_ == "NNPS" and nominal_kind(head) == SpeakerKind.GROUP and _noun(head)):
        run = proper_run(head)
        the = run.start > 0 and doc[run.start - 1].lower_ == "the"
        body = the or (run.text.isupper() and len(run) == 1) or key(run[-1].text) in words("body_words")
        if body:
            return Phrase(Form.NAME, head, widened(run).text, SpeakerKind.ORGANIZATION, True, widened(run))
        return Phrase(Form.NAME, head, run.text, SpeakerKind.PERSON, True, run)
    return None


def _noun(token: Token) -> bool:
    """ "Teachers" at the head of a sentence: a common noun in spite of its capital."""
    return any(noun(token) in words(name) for name in ("person_nouns", "body_nouns", "document_nouns", "roles"))


def _from_entity(entity: Span, head: Token) -> Phrase:
    kind = SpeakerKind.PERSON if entity.label_ == "PERSON" else SpeakerKind.ORGANIZATION
    entity = whole_person(entity) if kind == SpeakerKind.PERSON else widened(entity)
    return Phrase(Form.NAME, head, entity.text, kind, True, entity)


def nominal_kind(head: Token) -> SpeakerKind:
    """What sort of source a common noun names."""
    word = noun(head)
    if word in words("document_nouns") or head.lower_ in words("document_nouns"):
        return SpeakerKind.DOCUMENT
    if word in words("body_nouns"):
        return SpeakerKind.GROUP if head.tag_ == "NNS" and word not in ("police",) else SpeakerKind.ORGANIZATION
    if head.tag_ in ("NNS", "NNPS") or head.lower_ in ("people", "others", "some", "many", "both", "those", "most"):
        return SpeakerKind.GROUP
    return SpeakerKind.ANONYMOUS
