"""Candidates for a scorer: for each possible cue the sources and contents that rules and network propose."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import TYPE_CHECKING

from spacy.tokens import Token

from ..grammar import complements, is_verb, lemma
from ..lexicon import cue_probability
from ..model import Span
from ..roles.runs import CONTENT, CUE, SOURCE, Run
from ..speakers.source import source_of
from .content import content_parts, content_spans, trimmed
from .frames import MarkIndex, frame
from .report import Report, Source

if TYPE_CHECKING:
    from ..scoring.board import Board

MIN_PRIOR, SURE_PRIOR = 0.2, 0.6
MIN_ROLE, UNLIKELY_ROLE, NO_ROLE = 0.25, 0.12, 0.03
REACH = 40  # tokens between a cue and a source or content that only the network sees
TAIL = 3  # tokens that must stand on either side of a comma for a tail to be one
SPREAD = 0.02  # what each token of distance takes off a run's probability

Spans = tuple[Span, ...]


def candidates(board: Board, marks: MarkIndex, others: list[Report]) -> list[list[Report]]:
    """Groups of variants, one group a cue. ``others`` are reports of other rules: they get variants too."""
    groups = [variants(board, report) for report in others]
    taken = {report.verb for report in others}
    heads = _cue_heads(board)
    for index, role in enumerate(board.inside[CUE]):
        if role < NO_ROLE or index in taken or not is_verb(board.tokens[index]):
            continue
        token = board.tokens[index]
        parts = list(complements(token))
        prior = cue_probability(lemma(token), frame(parts), marks.state(token, parts))
        if role >= MIN_ROLE or (prior >= MIN_PRIOR and role >= UNLIKELY_ROLE) or prior >= SURE_PRIOR:
            source = source_of(token)
            content = content_spans(
                board.layout.text, board.tokens, token, content_parts(token), source.span if source else None
            )
            taken.add(token.i)
            groups.append(variants(board, _report(board, "cue_verb", token, source, content, prior)))
    for token in heads:
        if token.i not in taken:
            groups.append(variants(board, _report(board, "cue_by_network", token, source_of(token), (), 0.0)))
    return [group for group in groups if group]


def _report(board: Board, rule: str, token: Token, source: Source | None, content: Spans, prior: float) -> Report:
    return Report(rule, _cue_span(board, token), lemma(token), token.i, source, content, prior, (), prior)


def _cue_span(board: Board, head: Token) -> Span:
    """The cue as the network sees it around its head: "said in a statement"; else the head alone."""
    first = last = head.i
    while board.at(CUE, first - 1) > 0.5 and head.i - first < 8:
        first -= 1
    while board.at(CUE, last + 1) > 0.5 and last - head.i < 8:
        last += 1
    tokens = board.tokens
    while last > head.i and _dangles(board, last):
        last -= 1
    return trimmed(board.layout.text, Span(tokens[first].idx, tokens[last].idx + len(tokens[last])))


def _dangles(board: Board, last: int) -> bool:
    """Whether a cue cannot end with this token: "said over the" [weekend]."""
    token = board.tokens[last]
    opens = token.pos_ in ("DET", "ADJ", "NUM") or token.dep_ in ("nmod:poss", "compound", "poss")
    return token.head.i > last and (opens or (token.pos_ == "ADP" and board.at(CUE, last) < 0.7))


def _cue_heads(board: Board) -> list[Token]:
    """The top token of each run of cue tokens."""
    heads = []
    for run in board.found[CUE]:
        inside = board.tokens[run.start : run.end]
        tops = [t for t in inside if not run.start <= t.head.i < run.end or t.head.i == t.i]
        if any(is_verb(t) for t in inside):
            continue  # verbs are candidates already
        tops = [t for t in tops if not t.is_space] or inside
        heads.append(tops[0])
    return heads


def variants(board: Board, report: Report) -> list[Report]:
    """The report with each source and content that the rules and the network propose for its cue."""
    sources: list[Source | None] = [report.source] if report.source is not None else []
    found = _nearest(board, SOURCE, report, report.source.span if report.source else None)
    if found is not None:
        head = board.doc[found.start : found.end].root.i
        span = _span(board, found)
        if report.source is None or span != report.source.span:
            sources.append(Source(span, head, "network"))
    contents: dict[Spans, str] = {report.content: "rule"} if report.content else {}
    for extent, content in _extents(board, report):
        if content:
            contents.setdefault(content, extent)
    r = report
    # Spelt out: dataclasses.replace takes three times as long, and this runs for every candidate.
    made = [
        Report(r.rule, r.cue, r.lemma, r.verb, s, c, r.probability, r.passages, r.prior, e)
        for s in sources or [None]
        for c, e in contents.items()
    ]
    made = [r for r in made if not _holds_itself(r)]
    passage = board.layout.passage_at(report.cue.start)
    if passage is None or not passage.closed:
        return [r for r in made if not _quoted_source(board, r)]
    # A cue inside quotation marks reports within them: its source and content stand there too.
    return [r for r in made if _within(passage.outer, r)]


def _extents(board: Board, report: Report) -> Iterator[tuple[str, Spans]]:
    """Other extents of the content than the rule's, by name."""
    # "..., Xi said, according to a video": the video reports the clause, of which the network sees the inner part.
    if report.rule != "according_to" or not report.content:
        proposed = _contents(board, report)
        yield "network", proposed
        yield "network_first", proposed[:1]
    yield "without_tail", _without_tail(board, report)
    if report.rule == "cue_verb":
        edges = [report.cue.start, report.cue.end]
        if report.source is not None and abs(report.source.head - report.verb) < REACH:
            edges += [report.source.span.start, report.source.span.end]
        before, after = board.layout.passage_before(min(edges)), board.layout.passage_after(max(edges))
        yield "marks_before", before.spans if before else ()
        yield "marks_after", after.spans if after else ()
        if before and after:
            yield "marks_around", (*before.spans, *after.spans)


def _holds_itself(report: Report) -> bool:
    """Whether the content would hold its own cue."""
    return any(
        s.start <= report.cue.start and report.cue.end <= s.end
        for s in report.content
        if report.cue.end > report.cue.start
    )


def _quoted_source(board: Board, report: Report) -> bool:
    """Whether the source is part of what is reported, or stands in marks that the cue is outside of."""
    if report.source is None:
        return False
    source = report.source.span
    inside = any(s.start <= source.start and source.end <= s.end for s in report.content)
    passage = board.layout.passage_at(source.start)
    return inside or (passage is not None and source.end <= passage.outer.end)


def _within(outer: Span, report: Report) -> bool:
    spans = (*report.content, *((report.source.span,) if report.source else ()))
    return all(outer.start <= s.start and s.end <= outer.end for s in spans)


def _span(board: Board, run: Run) -> Span:
    tokens = board.tokens
    last = tokens[run.end - 1]
    return trimmed(board.layout.text, Span(tokens[run.start].idx, last.idx + len(last)))


def _overlapping(board: Board, role: int, first: int, last: int) -> list[Run]:
    """The runs of a role that share a token with ``first`` to ``last`` (exclusive)."""
    found = board.found[role]
    at = bisect_left(found, first + 1, key=lambda r: r.end)
    out = []
    while at < len(found) and found[at].start < last:
        out.append(found[at])
        at += 1
    return out


def _nearest(board: Board, role: int, report: Report, avoid: Span | None) -> Run | None:
    """The run that the rule's own span touches, else the likeliest one near the cue."""
    if avoid is not None:
        touched = _overlapping(board, role, *board.range(avoid))
        if touched:
            return max(touched, key=lambda r: r.probability)
    options = _overlapping(board, role, max(0, report.verb - REACH), report.verb + REACH)
    scored = [
        (r.probability - SPREAD * _distance(r, report.verb), r) for r in options if not r.start <= report.verb < r.end
    ]
    best = max(scored, key=lambda s: s[0], default=None)
    return best[1] if best and best[0] > 0 else None


def _distance(run: Run, at: int) -> int:
    return run.start - at if run.start > at else at - run.end + 1


def _without_tail(board: Board, report: Report) -> Spans:
    """The rule's content without what follows its last comma: "... in the coming months[, an event that ...]"."""
    if not report.content:
        return ()
    last = report.content[-1]
    first, end = board.range(last)
    for index in range(end - TAIL, first + TAIL, -1):
        token = board.tokens[index]
        if token.text in (",", "—", "–") and board.layout.passage_at(token.idx) is None:
            following = board.tokens[index + 1]
            if following.left_edge.i >= index and following.pos_ not in ("CCONJ", "PUNCT"):
                return (*report.content[:-1], trimmed(board.layout.text, Span(last.start, token.idx)))
            return ()
    return ()


def _contents(board: Board, report: Report) -> Spans:
    touched: list[Run] = []
    for span in report.content:
        touched += _overlapping(board, CONTENT, *board.range(span))
    if not touched:
        near = _nearest(board, CONTENT, report, None)
        touched = [near] if near is not None else []
    spans = dict.fromkeys(_span(board, r) for r in touched)
    return tuple(sorted(s for s in spans if s.start < s.end))
