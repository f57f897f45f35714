"""Alternative extents of a content: by the role network, mixed with the rule's, and by the passages beside the cue."""

from __future__ import annotations

from collections.abc import Iterator

from ..article.article import Article
from ..article.passages import Passage
from ..article.role_runs import CONTENT, Run
from ..model import Span
from ..rules.beside_marks import cue_verb_after
from ..rules.content import trim_punctuation
from ..rules.report import Report
from .nearby_runs import REACH, by_likelihood, span_of, touching
from .passages_side_by_side import adjoins_next
from .rival_turns import in_own_turn

SENTENCE_ENDS = frozenset(".!?")
MIN_TAIL = 3  # tokens required on either side of the comma that starts a tail

Spans = tuple[Span, ...]


def extents(article: Article, report: Report) -> Iterator[tuple[str, Spans]]:
    """The rule's content and alternatives to it as (name, spans). They may be empty or equal to one another."""
    edges = _edges(report)
    for name, spans in _proposed(article, report, edges):
        yield name, in_own_turn(article, report, spans, *edges) if spans else spans


def _proposed(article: Article, report: Report, edges: tuple[int, int]) -> Iterator[tuple[str, Spans]]:
    yield "rule", report.content
    claimed = _claimed(article, edges[1]) if report.rule.takes_adjacent_passages else None
    # "..., Xi said, according to a video": the video reports the clause, but the network tags only its inner content.
    if not report.rule.wraps_clause or not report.content:
        proposed = _by_network(article, report, claimed)
        yield "network", proposed
        yield "network_first", proposed[:1]
        yield from _mixed(article, report, proposed)
    yield "without_tail", _without_tail(article, report)
    if report.rule.takes_adjacent_passages:
        yield from _marks(article, *edges, claimed)


def _by_network(article: Article, report: Report, claimed: Passage | None) -> Spans:
    """The network's runs that overlap the rule's content, or else the most likely one near the cue.

    Runs in the passage that another cue claims are left out.
    """
    touched: list[Run] = []
    for span in report.content:
        touched += touching(article, CONTENT, span)
    runs = touched or by_likelihood(article, CONTENT, report)
    if claimed is not None:
        start, end = claimed.outer
        runs = [run for run in runs if not start <= article.starts[run.start] < end]
    spans = dict.fromkeys(span_of(article, run) for run in (runs if touched else runs[:1]))
    return tuple(sorted(s for s in spans if s.start < s.end))


def _mixed(article: Article, report: Report, proposed: Spans) -> Iterator[tuple[str, Spans]]:
    """The rule's start combined with the network's end, and vice versa."""
    if not report.content or not proposed:
        return
    rule, network = report.content, proposed
    end, start = network[-1].end, network[0].start
    if rule[-1].start < end != rule[-1].end:
        yield "rule_to_network", (*rule[:-1], Span(rule[-1].start, end))
    if start < rule[0].end and start != rule[0].start:
        yield "network_to_rule", (Span(start, rule[0].end), *rule[1:])


def _without_tail(article: Article, report: Report) -> Spans:
    """The rule's content up to its last comma, or (): "... in the coming months[, an event that ...]"."""
    if not report.content:
        return ()
    last = report.content[-1]
    first, end = article.token_range(last)
    for index in range(end - MIN_TAIL, first + MIN_TAIL, -1):
        token = article.tokens[index]
        if token.text in (",", "—", "–") and article.passage_at(token.idx) is None:
            following = article.tokens[index + 1]
            if following.left_edge.i >= index and following.pos_ not in ("CCONJ", "PUNCT"):
                return (*report.content[:-1], trim_punctuation(article.text, Span(last.start, token.idx)))
            return ()
    return ()


def _edges(report: Report) -> tuple[int, int]:
    """The (start, end) offsets of the cue, including the source if it is near."""
    edges = [report.cue.start, report.cue.end]
    if report.source is not None and abs(report.source.head - report.cue_head) < REACH:
        edges += [report.source.span.start, report.source.span.end]
    return min(edges), max(edges)


def _marks(article: Article, start: int, end: int, claimed: Passage | None) -> Iterator[tuple[str, Spans]]:
    """The quoted passages on either side of cue and source, except one that another cue claims."""
    before, after = article.passage_before(start), article.passage_after(end)
    if after is claimed:
        after = None
    if before and "." in article.text[before.outer.end : start]:
        before = None  # ... the “tired legs”. He said: the sentence of the passage has ended
    yield "marks_before", before.spans if before else ()
    yield "marks_after", after.spans if after else ()
    if before and after and article.paragraph_at(before.start) == article.paragraph_at(after.start):
        yield "marks_around", (*before.spans, *after.spans)


def _claimed(article: Article, at: int) -> Passage | None:
    """The passage after a cue and its source that starts a new sentence and is another speaker's, or None.

    "It rained," said Blinken. ["It was cold,"] *said* WANG. / "Tea?" said Blinken. ["Please."] "With milk?"
    """
    number = article.passage_number_after(at)
    if number is None:
        return None
    passage = article.passages[number]
    if len(passage.spans) > 1:
        return None  # over several paragraphs: the cue after it may belong to the last one only
    parted = any(c in SENTENCE_ENDS for c in article.text[at : passage.outer.start])
    elsewhere = adjoins_next(article, number) or cue_verb_after(article, number) is not None
    return passage if parted and elsewhere else None
