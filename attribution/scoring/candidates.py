"""Candidates for a scorer: for each possible cue the sources and contents that rules and network propose."""

from __future__ import annotations

from ..article.article import Article
from ..article.role_runs import SOURCE
from ..model import Span, lies_in
from ..rules.content import lettered
from ..rules.report import Report, Source
from .extents import extents
from .nearby_runs import by_likelihood, span_of, touching

MOST_SOURCES = 2
SURE_SOURCE = 0.6  # a rule's source that the network holds as likely needs no doubt

Spans = tuple[Span, ...]


def candidates(article: Article, reports: list[Report]) -> list[list[Report]]:
    """Groups of variants, one group a cue: each report with the sources and contents that it may have instead."""
    return [group for report in reports if (group := variants(article, report))]


def variants(article: Article, report: Report) -> list[Report]:
    """The report with each source and content that the rules and the network propose for its cue."""
    if report.rule.fixed or not article.roles.tagged:
        return [report]
    r, sources = report, _sources(article, report)
    contents = _distinct(article.text, [("rule", report.content), *extents(article, report)])
    if r.cue.end > r.cue.start:
        contents = [(e, c) for e, c in contents if not lies_in(r.cue, c)]  # no content holds its own cue
    passage = article.passage_at(r.cue.start)
    if passage is None or not passage.closed:
        sources = [s for s in sources if s is None or not _quoted(article, s.span)]
        pairs = [(s, e, c) for s in sources for e, c in contents if s is None or not lies_in(s.span, c)]
    else:
        # A cue inside quotation marks reports within them: its source and content stand there too.
        outer = (passage.outer,)
        contents = [(e, c) for e, c in contents if all(lies_in(span, outer) for span in c)]
        pairs = [(s, e, c) for s in sources if s is None or lies_in(s.span, outer) for e, c in contents]
    # Spelt out: _replace takes three times as long, and this runs for every candidate.
    return [Report(r.rule, r.cue, r.lemma, r.verb, s, c, r.probability, r.passages, r.prior, e) for s, e, c in pairs]


def _distinct(text: str, extents: list[tuple[str, Spans]]) -> list[tuple[str, Spans]]:
    """The extents that differ in more than marks and punctuation at their edges, the first of each."""
    found: dict[tuple[tuple[int, int], ...], tuple[str, Spans]] = {}
    for name, spans in extents:
        if spans:
            found.setdefault(tuple(lettered(text, s) for s in spans), (name, spans))
    return list(found.values())


def _sources(article: Article, report: Report) -> list[Source | None]:
    """The rule's source, the network's likeliest ones, and nobody, where the network doubts the rule's."""
    own = report.source
    sources: dict[Span, Source | None] = {own.span: own} if own is not None else {}
    touched = touching(article, SOURCE, own.span) if own is not None else []
    runs = sorted(touched, key=lambda r: -r.probability)[:1] + by_likelihood(article, SOURCE, report)
    for run in runs[:MOST_SOURCES]:
        if own is not None and run in touched and not run.start <= own.head < run.end:
            continue  # "[The Chinese] readout": part of a phrase, without its head
        span = span_of(article, run)
        # Whoever stands in what the rule takes for content speaks, if at all, within it.
        if span.start < span.end and not (own is not None and lies_in(span, report.content)):
            sources.setdefault(span, Source(span, article.doc[run.start : run.end].root.i, "network"))
    known = own is not None and article.roles.mean(SOURCE, *article.token_range(own.span)) >= SURE_SOURCE
    return [*sources.values()] if known else [*sources.values(), None]


def _quoted(article: Article, source: Span) -> bool:
    """Whether a source stands in marks that the cue is outside of."""
    passage = article.passage_at(source.start)
    return passage is not None and source.end <= passage.outer.end
