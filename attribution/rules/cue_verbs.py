"""Reports headed by a cue verb, read from its dependency frame."""

from __future__ import annotations

from spacy.tokens import Token

from ..article.frames import MarkIndex
from ..article.passages import Passage
from ..language.grammar import is_passive, is_verb, lemma
from ..language.lexicon import cue_probability
from ..model import Span
from .content import content_parts, content_spans
from .report import Report
from .sources import source_of

LIKELY = 0.5


def verb_reports(tokens: list[Token], text: str, passages: list[Passage], threshold: float = LIKELY) -> list[Report]:
    """BLINKEN *said* [that it rained]: each verb that is likely a cue in its frame, with source and content."""
    marks = MarkIndex(passages)
    quoted = _inside(tokens, passages)
    found = []
    for token in tokens:
        if quoted[token.i] or not is_verb(token):
            continue
        report = _report(text, tokens, token, marks, threshold)
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


def _report(text: str, tokens: list[Token], verb: Token, marks: MarkIndex, threshold: float) -> Report | None:
    word = lemma(verb)
    parts, shape, state = marks.frame(verb)
    probability = cue_probability(word, shape, state)
    if probability < threshold:
        return None
    source = source_of(verb)
    if is_passive(verb) and source is None:
        return None
    content = content_spans(text, tokens, verb, content_parts(verb, parts), source.span if source else None)
    if not content:
        return None
    return Report("cue_verb", Span(verb.idx, verb.idx + len(verb)), word, verb.i, source, content, probability)
