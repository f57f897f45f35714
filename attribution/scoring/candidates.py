"""Generate the scorer's candidates: each cue with the sources and contents that rules and role network propose."""

from __future__ import annotations

from collections.abc import Iterable

from ..article.article import Article
from ..article.role_runs import SOURCE
from ..language.grammar import ARTICLES, agent
from ..model import Span, lies_in
from ..rules.addressees import addressee, is_recipient, is_told, is_topic
from ..rules.content import alphanumeric_bounds
from ..rules.report import Report, Source
from .compound_sources import in_full
from .extents import extents
from .nearby_runs import by_likelihood, span_of, touching
from .sentence_openers import without_openers

MAX_SOURCES = 2
TRUSTED_SOURCE = (
    0.6  # mean network probability from which a rule's source is accepted without the candidate "no source"
)

Spans = tuple[Span, ...]


def candidates(article: Article, reports: list[Report]) -> list[list[Report]]:
    """The candidates of all reports, grouped by cue; see ``variants``. Empty groups are left out."""
    return [group for report in reports if (group := variants(article, report))]


def variants(article: Article, report: Report) -> list[Report]:
    """The report combined with every source and content that rules and network propose for its cue."""
    if report.rule.no_variants or not article.roles.tagged:
        return [report]
    r, sources = report, without_openers(article, _sources(article, report))
    contents = _distinct(article.text, extents(article, report))
    if r.cue.end > r.cue.start:
        contents = [(e, c) for e, c in contents if not lies_in(r.cue, c)]  # a content cannot contain its own cue
    passage = article.passage_at(r.cue.start)
    if passage is None or not passage.closed:
        sources = [s for s in sources if s is None or not _quoted(article, s.span)]
        pairs = [(s, e, c) for s in sources for e, c in contents if s is None or not lies_in(s.span, c)]
    else:
        # The source and content of a cue inside quotation marks must be inside them too.
        outer = (passage.outer,)
        contents = [(e, c) for e, c in contents if all(lies_in(span, outer) for span in c)]
        pairs = [(s, e, c) for s in sources if s is None or lies_in(s.span, outer) for e, c in contents]
    # Not _replace, which takes three times as long: this runs for every candidate.
    return [
        Report(r.rule, r.cue, r.lemma, r.cue_head, s, c, r.probability, r.passages, r.prior, e) for s, e, c in pairs
    ]


def _distinct(text: str, extents: Iterable[tuple[str, Spans]]) -> list[tuple[str, Spans]]:
    """The extents without duplicates (ignoring punctuation at the edges) and without empty ones; the first is kept."""
    found: dict[tuple[tuple[int, int], ...], tuple[str, Spans]] = {}
    for name, spans in extents:
        if spans:
            found.setdefault(tuple(alphanumeric_bounds(text, s) for s in spans), (name, spans))
    return list(found.values())


def _sources(article: Article, report: Report) -> list[Source | None]:
    """The rule's source, the network's most likely ones, and None unless the network confirms the rule's."""
    own, cue = report.source and in_full(article, report.source), article.tokens[report.cue_head]
    if is_told(cue):
        return [own if agent(cue) is not None else None]
    if own is not None and own.sole:
        return [own]
    spoken_to = addressee(cue)
    sources: dict[Span, Source | None] = {own.span: own} if own is not None else {}
    touched = touching(article, SOURCE, own.span) if own is not None else []
    runs = sorted(touched, key=lambda r: -r.probability)[:1] + by_likelihood(article, SOURCE, report)
    for run in runs[:MAX_SOURCES]:
        if own is not None and run in touched and not run.start <= own.head < run.end:
            continue  # "[The Chinese] readout": only part of the phrase, without its head
        span = span_of(article, run)
        # A source inside the rule's content belongs to a report within that content.
        if span.start < span.end and not (own is not None and lies_in(span, report.content)):
            first, last = article.token_range(span)  # without the white space and punctuation at the run's edges
            head = article.doc[first:last].root
            if head == spoken_to or is_recipient(cue, head) or is_topic(cue, head):
                continue
            if not head.is_space and article.text[slice(*span)].lower() not in ARTICLES:
                whole = in_full(article, Source(span, head.i, "network"))
                sources.setdefault(whole.span, whole)
    trusted = own is not None and article.roles.mean(SOURCE, *article.token_range(own.span)) >= TRUSTED_SOURCE
    return [*sources.values()] if trusted else [*sources.values(), None]


def _quoted(article: Article, source: Span) -> bool:
    """Whether a source is inside quotation marks."""
    passage = article.passage_at(source.start)
    return passage is not None and source.end <= passage.outer.end
