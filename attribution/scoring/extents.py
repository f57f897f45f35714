"""How far a content may reach: what the rules say, what the role network says, and the marks around a cue."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..model import Span
from ..roles.runs import CONTENT, Run
from ..rules.content import trimmed
from ..rules.report import Report
from .nearby_runs import REACH, by_likelihood, span_of, touching

if TYPE_CHECKING:
    from .token_roles import TokenRoles

TAIL = 3  # tokens that must stand on either side of a comma for a tail to be one

Spans = tuple[Span, ...]


def extents(roles: TokenRoles, report: Report) -> Iterator[tuple[str, Spans]]:
    """Other extents of the content than the rule's, by name; some may be empty, and some the same."""
    # "..., Xi said, according to a video": the video reports the clause, of which the network sees the inner part.
    if report.rule != "according_to" or not report.content:
        proposed = _by_network(roles, report)
        yield "network", proposed
        yield "network_first", proposed[:1]
        yield from _mixed(roles, report, proposed)
    yield "without_tail", _without_tail(roles, report)
    if report.rule == "cue_verb":
        yield from _marks(roles, report)


def _by_network(roles: TokenRoles, report: Report) -> Spans:
    """The runs that the rule's content touches, else the likeliest one near the cue."""
    touched: list[Run] = []
    for span in report.content:
        touched += touching(roles, CONTENT, span)
    spans = dict.fromkeys(span_of(roles, r) for r in touched or by_likelihood(roles, CONTENT, report)[:1])
    return tuple(sorted(s for s in spans if s.start < s.end))


def _mixed(roles: TokenRoles, report: Report, proposed: Spans) -> Iterator[tuple[str, Spans]]:
    """The rule's beginning with the network's end, and the other way round."""
    if not report.content or not proposed:
        return
    rule, network = report.content, proposed
    end, start = network[-1].end, network[0].start
    if rule[-1].start < end != rule[-1].end:
        yield "rule_to_network", (*rule[:-1], Span(rule[-1].start, end))
    if start < rule[0].end and start != rule[0].start:
        yield "network_to_rule", (Span(start, rule[0].end), *rule[1:])


def _without_tail(roles: TokenRoles, report: Report) -> Spans:
    """The rule's content without what follows its last comma: "... in the coming months[, an event that ...]"."""
    if not report.content:
        return ()
    last = report.content[-1]
    first, end = roles.article.range(last)
    for index in range(end - TAIL, first + TAIL, -1):
        token = roles.article.tokens[index]
        if token.text in (",", "—", "–") and roles.article.passage_at(token.idx) is None:
            following = roles.article.tokens[index + 1]
            if following.left_edge.i >= index and following.pos_ not in ("CCONJ", "PUNCT"):
                return (*report.content[:-1], trimmed(roles.article.text, Span(last.start, token.idx)))
            return ()
    return ()


def _marks(roles: TokenRoles, report: Report) -> Iterator[tuple[str, Spans]]:
    """The marked passages on either side of cue and source."""
    edges = [report.cue.start, report.cue.end]
    if report.source is not None and abs(report.source.head - report.verb) < REACH:
        edges += [report.source.span.start, report.source.span.end]
    before, after = roles.article.passage_before(min(edges)), roles.article.passage_after(max(edges))
    yield "marks_before", before.spans if before else ()
    yield "marks_after", after.spans if after else ()
    if before and after and roles.article.paragraph_at(before.start) == roles.article.paragraph_at(after.start):
        yield "marks_around", (*before.spans, *after.spans)
