"""Places that the recognizer took for persons: single words that stand only where a place does."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Span, Token

from ..language.grammar import ARTICLES
from ..language.names import Name
from ..language.person_words import is_given_name

PLACING = frozenset({"in", "near", "from", "across", "outside", "of"})
MODIFIED = frozenset({"NN", "NNS", "JJ"})
Keys = tuple[str, ...]


def lone_places(named: Iterable[tuple[Span, Name]], tokens: list[Token]) -> set[Keys]:
    """The keys of single words that all their mentions place: "a [Darwin] teacher", "the people of [Esbjerg]".

    A person who speaks is named in another position, or in full, somewhere in the article.
    """
    placed: set[Keys] = set()
    others: set[Keys] = set()
    for entity, name in named:
        if entity.label_ != "PERSON" or not name.keys:
            continue
        if len(name.keys) == 1 and not name.title and _is_placed(entity, tokens):
            placed.add(name.keys)
        else:
            others.update((word,) for word in name.keys)
    return placed - others


def _is_placed(entity: Span, tokens: list[Token]) -> bool:
    if not entity.start or entity.end >= len(tokens):
        return False
    before, after = tokens[entity.start - 1].lower_, tokens[entity.end]
    if before in ARTICLES:
        return after.tag_ in MODIFIED and after.is_lower
    return before in PLACING and after.tag_ != "POS" and not is_given_name(entity.text)
