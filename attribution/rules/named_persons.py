"""The persons whom an article names, for rules that look for whoever may have said what has no cue."""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from ..article.article import Article
from ..entities.article_names import names_in_prose
from ..language.grammar import SUBJECTS
from ..language.lexicon import words
from ..language.name_key import key
from ..language.name_matching import same_person
from ..language.names import Name, parse_name
from ..model import SpeakerKind

FULL_NAME = range(2, 4)  # words
OWN = frozenset({"he", "she", "his", "her", "him", "himself", "herself"})


class Named(NamedTuple):
    """A mention of a person by name."""

    name: Name
    span: TokenSpan


class NamedPersons(NamedTuple):
    """The mentions of persons by name in text order, and the first token of each."""

    mentions: list[Named]
    starts: list[int]

    def within(self, first: int, end: int) -> list[Named]:
        """The mentions that begin among the tokens ``first`` to ``end`` (exclusive)."""
        return self.mentions[bisect_left(self.starts, first) : bisect_left(self.starts, end)]

    def at(self, token: Token) -> Named | None:
        """The mention that a token belongs to, or None."""
        place = bisect_left(self.starts, token.i + 1) - 1
        found = self.mentions[place] if place >= 0 else None
        return found if found is not None and token.i < found.span.end else None


def named_persons(article: Article) -> NamedPersons:
    """The mentions of persons by name, with the corrections of the recognizer that name clusters rest on."""
    mentions = article.once(names_in_prose)
    found = [Named(name, span) for name, kind, span in mentions if kind == SpeakerKind.PERSON]
    known = {article.sentence[mention.span.start] for mention in found}
    for _, kind, span in mentions:
        if (
            kind == SpeakerKind.ORGANIZATION
            and article.sentence[span.start] not in known
            and _is_he_or_she(article, span)
        ):
            found.append(Named(parse_name(span.text), span))
    found.sort(key=lambda mention: mention.span.start)
    return NamedPersons(found, [mention.span.start for mention in found])


def _is_he_or_she(article: Article, span: TokenSpan) -> bool:
    """Whether a name taken for a body's is a subject that its sentence calls "her": "Ana Lopez fed her cat"."""
    full = len(span) in FULL_NAME and all(token.text.istitle() and token.tag_ == "NNP" for token in span)
    if not full or span.root.dep_ not in SUBJECTS or any(key(token.text) in words("body_words") for token in span):
        return False
    end = article.sentence_range(span.start)[1]
    return any(token.lower_ in OWN for token in article.tokens[span.end : end])


def are_one(mentions: list[Named]) -> bool:
    """Whether all mentions may name one person: "Ana Lopez" and "Lopez"."""
    longest = max(mentions, key=lambda mention: len(mention.name.words), default=None)
    return longest is not None and all(same_person(mention.name, longest.name) for mention in mentions)
