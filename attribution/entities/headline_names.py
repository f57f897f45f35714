"""Headlines in Title Case: where every word looks like a name, only names that the article has elsewhere are."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from ..language.lexicon import words
from ..language.name_key import key
from ..language.names import parse_name
from ..model import Span as Stretch
from .gender import by_name
from .noun_phrases import printed

FIRST = 3  # paragraphs in which a headline may stand
LONG = 4  # letters of a word whose capital shows the style: "of" and "the" are small in any
FEWEST, SHARE = 3, 0.75
LONGEST = 40  # tokens of a headline
REACH = 5  # words of the longest name to look for
Labels = dict[tuple[str, ...], str]
LIKE_A_NAME = 3  # words of a name that only the headline has


def headline_ends(tokens: list[Token], paragraphs: list[Stretch]) -> int:
    """The token after the last headline in Title Case at the head of the article; 0 if there is none.

    In such a headline verbs have a capital too: "Minister Quits", but "Minister Ana Lopez met Eva Lopez".
    """
    end = at = 0
    for paragraph in paragraphs[:FIRST] if len(paragraphs) > 1 else ():
        long = capital = 0
        plain = False
        while at < len(tokens) and tokens[at].idx < paragraph.end:
            token = tokens[at]
            if len(token) >= LONG and token.is_alpha:
                long += 1
                capital += token.text[0].isupper()
            plain = plain or (token.tag_.startswith("V") and token.is_lower) or token.text == ":"
            at += 1
            if at - end > LONGEST:
                return end
        if plain or long < FEWEST or capital < SHARE * long:
            break
        end = at
    return end


def headline_names(doc: Doc, tokens: list[Token], end: int, entities: list[Span]) -> list[Span]:
    """The named spans of the first ``end`` tokens, cut to what the rest of the article says are names.

    ``entities`` are all that the recognizer found.
    """
    if not end:
        return []
    found = list(_known_names(doc, tokens[:end], *_names_after(tokens, end, entities)))
    covered = {i for span in found for i in range(span.start, span.end)}
    for entity in entities:
        if entity.start >= end:
            break
        short = len(entity) <= LIKE_A_NAME and key(entity[-1].text) not in words("titles")
        if short and not covered.intersection(range(entity.start, entity.end)):
            found.append(entity)
    return sorted(found, key=lambda span: span.start)


def _names_after(
    tokens: list[Token], end: int, entities: list[Span]
) -> tuple[dict[tuple[str, ...], str], dict[str, str]]:
    """The labels of the names after the headline, by all their keys, and those of people by the last one."""
    known: Labels = {}
    single: dict[str, str] = {}
    for entity in entities:
        if entity.start >= end:
            keys = parse_name(printed(tokens, entity.start, entity.end)).keys
            known.setdefault(keys, entity.label_)
            if entity.label_ == "PERSON" and keys:
                single.setdefault(keys[-1], entity.label_)
    return known, single


def _known_names(doc: Doc, headline: list[Token], known: Labels, single: dict[str, str]) -> Iterator[Span]:
    """The longest names of the article that stand in the headline, with a given name before a family name."""
    plain = [key(token.text) for token in headline]
    at = 0
    while at < len(headline):
        for size in range(min(REACH, len(headline) - at), 0, -1):
            keys = tuple(filter(None, plain[at : at + size]))
            label = known.get(keys) or (single.get(keys[0]) if len(keys) == 1 else None)
            if label and plain[at] and headline[at].text[:1].isupper():
                given = at and size == 1 and label == "PERSON" and by_name((headline[at - 1].text, headline[at].text))
                yield Span(doc, at - 1 if given else at, at + size, label=label)
                at += size - 1
                break
        at += 1
