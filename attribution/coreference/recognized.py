"""The recognizer's slips with names: two people in one, a person in a body's name, a family name that is a title."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from ..lexicon import words
from ..names.forms import Name, key, parse_name
from .gender import by_name

Votes = dict[tuple[str, ...], Counter[str]]
FULL = 2  # words of a full name
OFTEN = 2  # times that it must be there
LONGEST = 6  # tokens of a name that the tagger took for common nouns
HYPHENS = frozenset({"-", "‑"})
SHORTEST = 4  # words of a name in which two can be
NO_GIVEN_NAMES = frozenset("team camp never ready draft stop anti pro the new old president mr mrs ms".split())


def parted(entity: Span, votes: Votes) -> Iterator[Span]:
    """ "Ana Lopez Beats Carlos Ruiz" -> Ana Lopez, Carlos Ruiz, where the article has the names by themselves."""
    if entity.label_ != "PERSON" or len(entity) < SHORTEST:
        yield entity
        return
    whole = parse_name(entity.text).keys
    printed = [key(token.text) for token in entity]
    first = next((n for n in (3, 2) if tuple(printed[:n]) in votes and tuple(printed[:n]) != whole), 0)
    if not first or len(printed) - first < 2:
        yield entity
        return
    yield Span(entity.doc, entity.start, entity.start + first, label="PERSON")
    last = next((n for n in (3, 2) if len(printed) - n >= first and tuple(printed[-n:]) in votes), 0)
    if last:
        yield Span(entity.doc, entity.end - last, entity.end, label="PERSON")


def runs_on(entity: Span, whole: Span, name: Name, votes: Votes) -> bool:
    """ "Ana Lopez [Wins Mayoral Race]": the words behind a full name that the article has by itself are a headline's."""
    if whole.end - entity.end < 1 or len(name.words) < FULL or whole.doc[entity.end].text in HYPHENS:
        return False
    longer = parse_name(whole.text).keys
    return longer not in votes and len(longer) > len(name.keys) and votes[name.keys].total() >= OFTEN


def person_tail(entity: Span, name: Name, known: set[str]) -> Span | None:
    """ "Channel Nine [Ana Lopez]", "[Ana Lopez]": a body whose last word names a person elsewhere in the article."""
    if entity.label_ != "ORG" or len(entity) < 2 or not name.words or name.keys[-1] not in known:
        return None
    doc, last = entity.doc, entity[-1]
    given = entity[-2]
    if not given.text[:1].isupper() or not last.text[:1].isupper() or key(last.text) != name.keys[-1]:
        return None
    the = entity.start > 0 and doc[entity.start - 1].lower_ == "the"
    plain = len(entity) == 2 and not the and key(given.text) not in NO_GIVEN_NAMES | words("body_words")
    if not plain and not by_name((given.text, last.text)):
        return None
    return Span(doc, entity.end - 2, entity.end, label="PERSON")


def passed_over(doc: Doc, tokens: list[Token], titled: list[int], inside: set[int], known: set[str]) -> Iterator[Span]:
    """ "[Ban Ki-moon] sat down", where "Ban" alone is a person elsewhere and the tagger took this for common nouns.

    ``titled`` are the tokens with a capital that are tagged as common words.
    """
    for at in titled:
        if at in inside or key(tokens[at].text) not in known or at + 1 >= len(tokens):
            continue
        end = at + 1
        while end < len(tokens) and end - at < LONGEST and _goes_on(tokens, end):
            end += 1
        if end - at > 1 and tokens[end - 1].text not in HYPHENS:
            yield doc[at:end]


def _goes_on(tokens: list[Token], at: int) -> bool:
    token, before = tokens[at], tokens[at - 1]
    if token.text in HYPHENS or before.text in HYPHENS:
        return not before.whitespace_
    return token.text[:1].isupper() and token.is_alpha and token.pos_ in ("NOUN", "PROPN", "X")


def is_title(name: Name, entity: Span, known: set[str]) -> bool:
    """Whether what was recognized is a title and no name: "Captain", but not "Steve King" nor "King" after it."""
    if key(name.words[-1]) not in words("titles"):
        return False
    if len(name.words) > 1:
        return entity.label_ != "PERSON" or not by_name(name.words)
    return entity.label_ != "PERSON" or name.keys[-1] not in known
