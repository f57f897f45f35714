"""Give a source that was cut at a hyphen its whole noun: "the [sister]-in-law said", "a passer-[by] said"."""

from __future__ import annotations

from ..article.article import Article
from ..language.compounds import end_of_compound
from ..model import Span
from ..rules.report import Source

NEAR = 12  # characters beside a source in which the hyphen may stand
LONGEST = 4  # tokens of such a noun before its last one
DETERMINERS = frozenset({"DT", "PRP$", "POS"})


def in_full(article: Article, source: Source) -> Source:
    """The source with the hyphenated noun that it is part of, whose first word is its head."""
    start, end = source.span
    if "-" not in article.text[max(0, start - NEAR) : end + NEAR]:
        return source
    first, last = article.token_range(source.span)
    for at in range(max(0, first - LONGEST), last):
        stop = end_of_compound(article.tokens, at)
        named = 0 < stop < len(article.tokens) and article.tokens[stop].pos_ == "PROPN"  # "mum-of-four Ana Lopez"
        if stop > first and not named and not (first <= at and stop <= last and source.head == at):
            determined = at > 0 and article.tokens[at - 1].tag_ in DETERMINERS
            head = at if at - determined <= source.head < stop else source.head
            opened = determined and at < first
            first, last = min(first, at - opened), max(last, stop)
            closing = article.tokens[last - 1]
            return source._replace(span=Span(article.tokens[first].idx, closing.idx + len(closing)), head=head)
    return source
