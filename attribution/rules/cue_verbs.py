"""Reports headed by a cue verb, read from its dependency frame."""

from __future__ import annotations

from spacy.tokens import Token

from ..article.article import Article
from ..article.passages import Passage
from ..language.grammar import is_passive, is_verb, lemma
from ..language.lexicon import cue_probability
from ..model import Span
from .content import content_parts, content_spans
from .report import Report
from .sources import source_of

LIKELY = 0.5


def verb_reports(article: Article, threshold: float = LIKELY) -> list[Report]:
    """BLINKEN *said* [that it rained]: each verb that is likely a cue in its frame, with source and content."""
    quoted = _inside(article.tokens, article.passages)
    found = []
    for token in article.tokens:
        if quoted[token.i] or not is_verb(token):
            continue
        report = _report(article, token, threshold)
        if report is not None:
            found.append(report)
    return found


def _inside(tokens: list[Token], passages: list[Passage]) -> list[bool]:
    """For each token whether it stands inside quotation marks."""
    flags = [False] * len(tokens)
    place = 0
    for token in tokens:
        while place < len(passages) and passages[place].outer.end <= token.idx:
            place += 1
        flags[token.i] = place < len(passages) and passages[place].outer.start <= token.idx
    return flags


def _report(article: Article, verb: Token, threshold: float) -> Report | None:
    word = lemma(verb)
    parts, shape, state = article.frames.frame(verb)
    probability = cue_probability(word, shape, state)
    if probability < threshold:
        return None
    source = source_of(verb)
    if is_passive(verb) and source is None:
        return None
    content = content_spans(
        article.text, article.tokens, verb, content_parts(verb, parts), source.span if source else None
    )
    if not content:
        return None
    return Report("cue_verb", Span(verb.idx, verb.idx + len(verb)), word, verb.i, source, content, probability)
