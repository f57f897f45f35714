"""Whom the introduction of an interview names: who answers, and who asks. "Bo Ek met Ana Wang." """

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from ..article.article import Article
from ..article.blocks.block import HEADINGS, SILENT
from ..language.grammar import SUBJECTS
from ..language.name_key import key
from ..language.names import parse_name
from ..model import Span
from .report import Source

ADDRESSES = re.compile(r"\b(?:[Yy]ou|[Yy]our|[Yy]ours|[Yy]ourself)\b")
FIRST_PERSON = re.compile(r"\b(?:I|I['’]\w+|[Mm]y|[Mm]e|[Mm]yself)\b")
MIN_QUESTIONS = 2
MIN_ADDRESSED, MIN_FIRST_PERSON = 1 / 3, 1 / 3  # shares of the questions with "you", and of the answers with "I"
ASKING = frozenset({"ask", "interview", "question"})  # whose subject asks
VISITING = frozenset({"meet", "sit", "catch", "visit"})  # whose subject asks if a person is met
MEETING = ASKING | VISITING | {"speak", "talk", "chat"}  # two persons at one of these are the two parties
FULL_NAME = range(2, 5)  # words
PARTICIPANTS = frozenset({"obj", "dobj", "iobj", "dative", "obl", "obl:agent", "agent", "pobj", "nmod"})


def is_interview(text: str, questions: Sequence[Span], answers: Sequence[Sequence[Span]]) -> bool:
    """Whether questions are put to somebody who answers, and are no heads of an explainer ("What is the plan?")."""
    asked = sum(ADDRESSES.search(text, *question) is not None for question in questions)
    told = sum(any(FIRST_PERSON.search(text, *line) for line in answer) for answer in answers)
    enough = min(len(questions), len(answers)) >= MIN_QUESTIONS
    return enough and asked >= MIN_ADDRESSED * len(questions) and told >= MIN_FIRST_PERSON * len(answers)


def interviewee(article: Article, before: int) -> TokenSpan | None:
    """The person whom the text before an offset names most often, as first named in full; None if it names nobody.

    Not who asks: "Bo Ek asked Ana Wang".
    """
    persons = list(_persons(article, before))
    met = {verb.i for verb in map(_attended, persons) if verb is not None}
    named = [entity for entity in persons if not _asks(entity, met)]
    names = [parse_name(entity.text).keys for entity in named]
    counts = Counter(key(keys[-1]) for keys in names if keys)
    full = [(entity, keys) for entity, keys in zip(named, names, strict=True) if len(keys) > 1]
    return max(full, key=lambda found: counts[found[1][-1]])[0] if full else None


def interviewer(article: Article, before: int, answers: TokenSpan) -> Source | None:
    """The person who asked or met the interviewee by the text before an offset, or else the author; None if unknown."""
    called = parse_name(answers.text).keys[-1]
    persons = (*_persons(article, before), *_unrecognized(article, before))
    met = [entity for entity in persons if _meeting(entity) is not None]
    others = [entity for entity in met if parse_name(entity.text).keys[-1:] != (called,)]
    if others:
        return as_source(others[0]) if len({parse_name(entity.text).keys[-1:] for entity in others}) == 1 else None
    author = article.structure.author
    if author is None or key(article.text[author.start : author.end].split()[-1]) == called:
        return None
    return Source(author, article.token_range(author)[1] - 1, "interview")


def as_source(person: TokenSpan) -> Source:
    """A person named in the introduction as the source of a turn."""
    return Source(Span(person.start_char, person.end_char), person.root.i, "interview")


def _persons(article: Article, before: int) -> Iterator[TokenSpan]:
    """The persons named before an offset, in a heading only those whom the text names too."""
    in_text = {parse_name(e.text).keys for e in article.doc.ents if not _is_in_heading(article, e)}
    for entity in article.doc.ents:
        if entity.label_ != "PERSON" or entity.end_char > before or article.structure.names_nobody(entity.start_char):
            continue
        if article.structure.kind_at(entity.start_char) in SILENT:
            continue
        if not _is_in_heading(article, entity) or parse_name(entity.text).keys in in_text:
            yield entity


def _unrecognized(article: Article, before: int) -> Iterator[TokenSpan]:
    """The names of subjects of a meeting that the recognizer took for nothing, before an offset."""
    for token in article.tokens[: bisect_left(article.starts, before)]:
        if token.dep_ not in SUBJECTS or token.head.lemma_ not in MEETING or not _is_plain_name(token):
            continue
        first, last = token.i, token.i + 1
        while first > 0 and _is_plain_name(article.tokens[first - 1]):
            first -= 1
        while _is_plain_name(article.tokens[last]):
            last += 1
        if last - first in FULL_NAME and article.structure.kind_at(token.idx) not in SILENT | HEADINGS:
            yield article.doc[first:last]


def _is_plain_name(token: Token) -> bool:
    return token.tag_ == "NNP" and not token.ent_type_


def _meeting(person: TokenSpan) -> Token | None:
    """The verb by which a person meets another one: its subject, or whom it meets."""
    head = person.root
    if head.dep_ in SUBJECTS:
        return head.head if head.head.lemma_ in MEETING else None
    return _attended(person)


def _attended(person: TokenSpan) -> Token | None:
    """The verb of a meeting at which a person is not the subject: "met Ana Wang", "sat down with Ana Wang"."""
    head = person.root
    if head.dep_ not in PARTICIPANTS:
        return None
    verb = head.head.head if head.dep_ == "pobj" else head.head
    return verb if verb.lemma_ in MEETING else None


def _asks(person: TokenSpan, met: set[int]) -> bool:
    """Whether a person asks, or visits a person at one of the verbs ``met``."""
    head = person.root
    if head.dep_ not in SUBJECTS:
        return False
    return head.head.lemma_ in ASKING or (head.head.lemma_ in VISITING and head.head.i in met)


def _is_in_heading(article: Article, entity: TokenSpan) -> bool:
    return article.structure.kind_at(entity.start_char) in HEADINGS
