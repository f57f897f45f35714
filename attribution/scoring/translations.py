"""Part words in another language from their translation, which is a quotation of its own: “Ya basta” (“Enough”)."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from ..article.article import Article
from ..article.passages import Passage
from ..article.text import count_alphanumeric
from ..language.english_words import english_words
from ..model import Span
from ..rules.report import Report

FOREIGN, MAY_BE_FOREIGN = 1 / 3, 1 / 2  # shares of English words up to which a passage is foreign, or may be
ENGLISH = 2 / 3  # share from which it is English
MANY = 4  # words of a passage that is foreign if it may be
MIN_WORDS = 3  # before a translation that nothing shows: “Inshallah,” she said. “We will rebuild.” is none
SHOWS_TRANSLATION = ("(", "–", "—", "-", ":", " or")
MAX_BESIDE = 3  # letters of a report outside its passages: "or"


class Words(NamedTuple):
    """How many different words of a passage are English, and how many there are, without names."""

    english: int
    all: int


def parted_by_language(article: Article, report: Report) -> list[Report]:
    """The report, parted where its passages change between English and another language."""
    if len(report.passages) < 2 or _letters_beside(article, report) > MAX_BESIDE:
        return [report]
    numbers = sorted(report.passages)
    parts = [numbers[:1]]
    for before, number in pairwise(numbers):
        if is_translation(article, article.passages[before], article.passages[number]):
            parts.append([])
        parts[-1].append(number)
    if len(parts) == 1:
        return [report]
    spans = [tuple(span for number in part for span in article.passages[number].spans) for part in parts]
    return [report._replace(content=own, passages=tuple(part)) for own, part in zip(spans, parts, strict=True)]


def is_translation(article: Article, before: Passage, passage: Passage) -> bool:
    """Whether a passage translates the one before it, or is translated by it: one is English, the other is not."""
    first, second = _words(article, before), _words(article, passage)
    if not first.all or not second.all:
        return False
    shown = article.text[before.outer.end : passage.outer.start].rstrip().endswith(SHOWS_TRANSLATION)
    pairs = ((first, second), (second, first))
    return (shown or first.all >= MIN_WORDS) and any(
        _is_foreign(one, shown=shown) and other.english >= ENGLISH * other.all for one, other in pairs
    )


def _is_foreign(words: Words, *, shown: bool) -> bool:
    return words.english <= (MAY_BE_FOREIGN if shown or words.all >= MANY else FOREIGN) * words.all


def _words(article: Article, passage: Passage) -> Words:
    first, end = article.token_range(Span(passage.start, passage.end))
    found = article.tokens[first:end]
    lemmas = {t.lower_: t.lemma_.lower() for t in found if t.is_alpha and (t.is_lower or t.i == first)}
    known = english_words()
    return Words(sum(word in known or lemma in known for word, lemma in lemmas.items()), len(lemmas))


def _letters_beside(article: Article, report: Report) -> int:
    """The number of letters and digits that a report has outside its passages."""
    inside = (span for number in report.passages for span in article.passages[number].spans)
    return _letters(article, report.content) - _letters(article, inside)


def _letters(article: Article, spans: Iterable[Span]) -> int:
    return sum(count_alphanumeric(article.text, span) for span in spans)
