"""Finds the sentences around a quotation with a simple sentence splitter, without a parser."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from attribution.model import Span

from ..models import Article
from ..views import QuoteView
from . import quotes

_END = re.compile(r"[.!?…]+[\"'”’»)\]]*\s+|\n\s*\n\s*")
_CAPITAL = re.compile(r"[\"'“‘«(\[]*[A-ZÀ-Þ0-9]")
_ABBREVIATION = re.compile(r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|Prof|St|Gen|Sen|Rep|Gov|Col|Lt|Sgt|Jr|Sr|No|vs|Inc|Ltd))\.$")


@dataclass(frozen=True, slots=True)
class Passage:
    """Part of an article's text. ``start`` and ``end`` are code point offsets, end exclusive."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class QuoteInContext:
    """A quotation with its surrounding sentences."""

    quote: QuoteView
    context: Passage


def of_quote(session: Session, quote_id: str) -> QuoteInContext:
    """Return one quotation with its surrounding sentences. Raises ``NotFound``."""
    quote = quotes.get(session, quote_id)
    text = session.scalars(select(Article.text).where(Article.id == quote.article_id)).one()
    spans = quote.spans
    span = around(text, spans[0].start, spans[-1].end)
    return QuoteInContext(quote, Passage(text[span.start : span.end], span.start, span.end))


def around(text: str, start: int, end: int) -> Span:
    """Return the span of the sentences that overlap the passage, plus one sentence before and one after."""
    bounds = _boundaries(text)
    before = [bound for bound in bounds if bound <= start]
    after = [bound for bound in bounds if bound >= end]
    begin = before[-2] if len(before) > 1 else before[-1]
    finish = after[1] if len(after) > 1 else after[0]
    shown = text[begin:finish]
    lead = len(shown) - len(shown.lstrip())
    return Span(begin + lead, begin + len(shown.rstrip()))


def _boundaries(text: str) -> list[int]:
    """Return the offsets at which sentences begin, and the length of the text."""
    found = [0]
    for match in _END.finditer(text):
        head = text[max(0, match.start() - 8) : match.start() + 1]
        paragraph = "\n" in match[0].strip(" \t")
        if paragraph or (_CAPITAL.match(text, match.end()) and not _ABBREVIATION.search(head)):
            found.append(match.end())
    return [*(bound for bound in found if bound < len(text)), len(text)]
