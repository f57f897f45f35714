"""Prepositional cues: "according to X"."""

from __future__ import annotations

import numpy
from spacy.attrs import LOWER  # type: ignore[import-not-found]
from spacy.tokens import Doc, Token
from spacy.tokens import Span as TokenSpan

from ..article.article import Article
from ..article.marks import ALL_MARKS
from ..language.grammar import SUBJECTS
from ..model import Span
from .content import clause_around, trim_punctuation
from .report import Report, Source
from .rule import Example, Rule
from .sources.phrase import source_phrase

PROBABILITY = 0.9


def according_reports(article: Article) -> list[Report]:
    """*According to* XINHUA, [it rained]. / [It rained], *according to* XINHUA."""
    found = []
    doc, text, tokens = article.doc, article.text, article.tokens
    lower = doc.to_array([LOWER]).ravel()
    for index in numpy.flatnonzero(lower[:-2] == doc.vocab.strings["according"]).tolist():
        token = tokens[index]
        if tokens[index + 1].lower_ == "to":
            report = _report(doc, text, token)
            if report is not None:
                found.append(report)
    return found


def _report(doc: Doc, text: str, word: Token) -> Report | None:
    to = doc[word.i + 1]
    role = _role_taken_for_verb(to)
    head = role.nbor() if role is not None else _source_head(word, to)
    if head is None or not any(c.isalnum() for c in head.text):
        return None
    span = source_phrase(head, word)
    span = Span(max(span.start, to.idx + len(to) + 1), span.end)
    last = doc.char_span(span.start, span.end, alignment_mode="expand")
    if last is None or not len(last):
        return None
    name = _name_behind(last)
    if name is not None:
        last, head = doc[last.start : name.end], name.root
        span = Span(span.start, last.end_char)
    comma = _ended_by_comma(word, last)
    if comma is not None:
        last = doc[last.start : comma.i]
        span, head = Span(span.start, last.end_char), last.root
        content: tuple[Span, ...] = (trim_punctuation(text, Span(comma.idx, word.sent.end_char)),)
    else:
        content = _from_start(doc, text, word, clause_around(text, role or word, word.idx, last[-1]))
    cue = Span(word.idx, to.idx + len(to))
    source = Source(span, head.i, "according_to")
    return Report(ACCORDING_TO, cue, "according to", word.i, source, content, PROBABILITY) if content else None


def _role_taken_for_verb(to: Token) -> Token | None:
    """The role before a name that the tagger took for an infinitive: *according to* [gardener] XI."""
    role = to.nbor()
    infinitive = role.tag_ == "VB" and role.i + 1 < len(role.doc)
    return role if infinitive and role.nbor().tag_ == "NNP" and role.nbor().ent_type_ == "PERSON" else None


def _name_behind(source: TokenSpan) -> TokenSpan | None:
    """The name that the parser parted from the role before it: *according to* [the pilot] XI."""
    end, doc = source.end, source.doc
    while end < len(doc) and doc[end].tag_ == "NNP" and doc[end].ent_type_ in ("PERSON", "ORG", ""):
        end += 1
    parted = end > source.end and source[-1].is_lower and source[-1].is_alpha
    return doc[source.end : end] if parted else None


def _ended_by_comma(word: Token, source: TokenSpan) -> Token | None:
    """The comma within a source where it ends, if the parser took the subject after it for a part of it.

    *According to* the fund, [prices in the county] have fallen.
    """
    if word.i != word.sent.start or any(c.dep_ in SUBJECTS for c in word.sent.root.children):
        return None
    return next((token for token in source if token.text == ","), None)


def _from_start(doc: Doc, text: str, word: Token, content: tuple[Span, ...]) -> tuple[Span, ...]:
    """The content before a cue, from the start of its sentence if the parser begins it in the middle of a phrase.

    [A comet had its tail ripped off by a storm], *according to* XI.
    """
    start = word.sent.start_char
    if len(content) != 1 or not start < content[0].start < content[0].end < word.idx:
        return content
    before = text[start : content[0].start]
    last = next((token for token in reversed(word.sent) if token.idx < content[0].start and not token.is_space), word)
    joined = any(c.isalnum() for c in last.text) and not any(mark in before for mark in ",;:—–" + ALL_MARKS)
    return (Span(start, content[0].end),) if joined else content


def _source_head(word: Token, to: Token) -> Token | None:
    """The noun after "to": the head of "according" in Universal Dependencies, its dependent in ClearNLP labels."""
    for top in (to, word):
        for child in top.children:
            if child.i > to.i and child.dep_ in ("pobj", "obl", "obj", "nmod", "pcomp"):
                return child
    if word.head.i > to.i and to.head.i in (word.i, word.head.i):
        return word.head
    following = word.doc[to.i + 1] if to.i + 1 < len(word.doc) else None
    while following is not None and following.head.i > following.i and following.head.i - to.i < 12:
        following = following.head
    return following


ACCORDING_TO = Rule(
    "according_to",
    examples=(
        Example(
            "According to",
            "Xinhua",
            "it rained",
            (
                "According/VBG/case/3 to/IN/fixed/1 Xinhua/NNP/obl/6/ORG ,/,/punct/3 it/PRP/nsubj/6 "
                "rained/VBD/root/0 ././punct/6",
            ),
        ),
        Example(
            "according to",
            "Xinhua",
            "It rained",
            (
                "It/PRP/nsubj/2 rained/VBD/root/0 ,/,/punct/6 according/VBG/case/6 to/IN/fixed/4 "
                "Xinhua/NNP/obl/2/ORG ././punct/2",
            ),
        ),
        Example(
            "according to",
            "Xinhua",
            "The river / rose",
            (
                "The/DT/det/2 river/NN/nsubj/8 ,/,/punct/6 according/VBG/case/6 to/IN/fixed/4 "
                "Xinhua/NNP/obl/8/ORG ,/,/punct/6 rose/VBD/root/0 ././punct/8",
            ),
        ),
        Example(
            "according to",
            "a senior official",
            "It rained",
            (
                "It/PRP/nsubj/2 rained/VBD/root/0 according/VBG/case/7 to/IN/fixed/3 a/DT/det/7 senior/JJ/amod/7 "
                "official/NN/obl/2 ././punct/2",
            ),
        ),
    ),
    propose=according_reports,
    half_threshold=True,
    wraps_clause=True,
)
