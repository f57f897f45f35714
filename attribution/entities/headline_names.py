"""Names in Title Case headlines, where every word looks like a name: only those found in the body are trusted."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from ..language.lexicon import words
from ..language.name_key import key
from ..language.names import parse_name
from ..model import Span as TextSpan
from .gender import gender_by_name
from .noun_phrases import text_of_tokens

MAX_PARAGRAPHS = 3  # paragraphs at the start that may be headlines
MIN_LETTERS = 4  # letters in a word that is examined, since "of" and "the" are lower case in Title Case too
MIN_LONG_WORDS, MIN_CAPITALIZED = 3, 0.75  # such words in a headline, and the share with a capital
MAX_TOKENS = 40  # tokens of a headline
MAX_NAME_WORDS = 5  # words in a name
Labels = dict[tuple[str, ...], str]
MAX_UNKNOWN_NAME = 3  # tokens in a name that is not found in the body


def headline_ends(tokens: list[Token], paragraphs: list[TextSpan]) -> int:
    """The end (a token index) of the Title Case headlines at the start of the article; 0 if there are none.

    In such a headline verbs are capitalized too: "Minister Quits", but not "Minister Ana Lopez met Eva Lopez".
    """
    end = at = 0
    for paragraph in paragraphs[:MAX_PARAGRAPHS] if len(paragraphs) > 1 else ():
        long = capital = 0
        plain = False
        while at < len(tokens) and tokens[at].idx < paragraph.end:
            token = tokens[at]
            if len(token) >= MIN_LETTERS and token.is_alpha:
                long += 1
                capital += token.text[0].isupper()
            plain = plain or (token.tag_.startswith("V") and token.is_lower) or token.text == ":"
            at += 1
            if at - end > MAX_TOKENS:
                return end
        if plain or long < MIN_LONG_WORDS or capital < MIN_CAPITALIZED * long:
            break
        end = at
    return end


def headline_names(doc: Doc, tokens: list[Token], end: int, entities: list[Span]) -> list[Span]:
    """The names in the first ``end`` tokens, with the boundaries that they have in the body of the article.

    ``entities`` are all entities of the recognizer. Its short entities in the headline are kept if not covered.
    """
    if not end:
        return []
    found = list(_known_names(doc, tokens[:end], *_names_after(tokens, end, entities)))
    covered = {i for span in found for i in range(span.start, span.end)}
    for entity in entities:
        if entity.start >= end:
            break
        short = len(entity) <= MAX_UNKNOWN_NAME and key(entity[-1].text) not in words("titles")
        if short and not covered.intersection(range(entity.start, entity.end)):
            found.append(entity)
    return sorted(found, key=lambda span: span.start)


def _names_after(
    tokens: list[Token], end: int, entities: list[Span]
) -> tuple[dict[tuple[str, ...], str], dict[str, str]]:
    """The labels of the names in the body: by all keys of a name, and for persons also by the last key."""
    known: Labels = {}
    single: dict[str, str] = {}
    for entity in entities:
        if entity.start >= end:
            keys = parse_name(text_of_tokens(tokens, entity.start, entity.end)).keys
            known.setdefault(keys, entity.label_)
            if entity.label_ == "PERSON" and keys:
                single.setdefault(keys[-1], entity.label_)
    return known, single


def _known_names(doc: Doc, headline: list[Token], known: Labels, single: dict[str, str]) -> Iterator[Span]:
    """The longest known names in the headline; a family name is extended by a given name before it."""
    plain = [key(token.text) for token in headline]
    at = 0
    while at < len(headline):
        for size in range(min(MAX_NAME_WORDS, len(headline) - at), 0, -1):
            keys = tuple(filter(None, plain[at : at + size]))
            label = known.get(keys) or (single.get(keys[0]) if len(keys) == 1 else None)
            if label and plain[at] and headline[at].text[:1].isupper():
                given = (
                    at
                    and size == 1
                    and label == "PERSON"
                    and gender_by_name((headline[at - 1].text, headline[at].text))
                )
                yield Span(doc, at - 1 if given else at, at + size, label=label)
                at += size - 1
                break
        at += 1
