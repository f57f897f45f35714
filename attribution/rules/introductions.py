"""Whom the introduction of an interview names: who answers, and who asks. "Bo Ek met Ana Wang." """

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from ..article.article import Article
from ..article.blocks.block import HEADINGS, SILENT
from ..article.blocks.exchanges import FIRST_PERSON
from ..language.grammar import SUBJECTS
from ..language.name_key import key
from ..language.names import parse_name
from ..model import Span
from .named_persons import Named, named_persons
from .report import Source

ASKING = frozenset({"ask", "interview", "question"})  # whose subject asks
VISITING = frozenset({"meet", "sit", "catch", "visit"})  # whose subject asks if a person is met
MEETING = ASKING | VISITING | {"speak", "talk", "chat"}  # two persons at one of these are the two parties
FULL_NAME = range(2, 5)  # words
PARTICIPANTS = frozenset({"obj", "dobj", "iobj", "dative", "obl", "obl:agent", "agent", "pobj", "nmod"})


def interviewee(article: Article, before: int) -> TokenSpan | None:
    """The person whom the text before an offset names most often, as first named in full; None if it names nobody.

    Not who asks: "Bo Ek asked Ana Wang". One whom only the headline names is meant if the rest names nobody.
    """
    persons = list(_persons(article, before))
    met = {verb.i for verb in map(_attended, persons) if verb is not None}
    named = [entity for entity in persons if not _asks(entity, met)]
    return _most_named(named) or _most_named(list(_in_headings(article, before))) or _unrecognized(article, before)


def introduced_below(article: Article, after: int) -> TokenSpan | None:
    """The person whom what follows an interview names in full: "Ana Wang's new book is out on Friday." """
    told = [
        line for line in article.paragraphs
        if line.start >= after and not FIRST_PERSON.search(article.text, *line)
    ]  # fmt: skip
    if not told:
        return None
    return _most_named([found.span for found in _named(article, told[0].start, len(article.text))])


def _most_named(persons: list[TokenSpan]) -> TokenSpan | None:
    """The person whose last name is most frequent, as first named in full; None if nobody is."""
    names = [parse_name(entity.text).keys for entity in persons]
    counts = Counter(key(keys[-1]) for keys in names if keys)
    full = [(entity, keys) for entity, keys in zip(persons, names, strict=True) if len(keys) > 1]
    return max(full, key=lambda found: counts[found[1][-1]])[0] if full else None


def interviewer(article: Article, before: int, answers: TokenSpan) -> Source | None:
    """The person who asked or met the interviewee by the text before an offset, or else the author; None if unknown."""
    called = parse_name(answers.text).keys[-1]
    met = [entity for entity in _persons(article, before) if _meeting(entity) is not None]
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
    found = article.once(named_persons).mentions
    in_text = {mention.name.keys for mention in found if not _is_in_heading(article, mention.span)}
    for mention in _named(article, 0, before):
        if not _is_in_heading(article, mention.span) or mention.name.keys in in_text:
            yield mention.span


def _in_headings(article: Article, before: int) -> Iterator[TokenSpan]:
    return (found.span for found in _named(article, 0, before) if _is_in_heading(article, found.span))


def _unrecognized(article: Article, before: int) -> TokenSpan | None:
    """The first name in full before an offset that the recognizer took for nothing; None if there is none."""
    first = 0
    for index in range(bisect_left(article.starts, before) + 1):
        token = article.tokens[index] if index < len(article.tokens) else None
        if token is not None and token.idx < before and token.tag_ == "NNP" and not token.ent_type_:
            continue
        if index - first in FULL_NAME and article.structure.kind_at(article.starts[first]) not in SILENT:
            return article.doc[first:index]
        first = index + 1
    return None


def _named(article: Article, start: int, end: int) -> Iterator[Named]:
    """The persons whom the article proper names between two offsets."""
    for mention in article.once(named_persons).mentions:
        inside = start <= mention.span.start_char and mention.span.end_char <= end
        if inside and article.structure.kind_at(mention.span.start_char) not in SILENT:
            yield mention


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
