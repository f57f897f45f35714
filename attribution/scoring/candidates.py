"""Candidates for a scorer: for each possible cue the sources and contents that rules and network propose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.tokens import Token

from ..language.grammar import is_verb, lemma
from ..language.lexicon import cue_probability
from ..model import Span, lies_in
from ..roles.runs import CUE, SOURCE
from ..rules.content import content_parts, content_spans, lettered, trimmed
from ..rules.report import Report, Source
from ..rules.sources import source_of
from .extents import extents
from .nearby_runs import by_likelihood, span_of, touching

if TYPE_CHECKING:
    from .token_roles import TokenRoles

MIN_PRIOR, SURE_PRIOR = 0.2, 0.6
MIN_ROLE, UNLIKELY_ROLE, NO_ROLE = 0.35, 0.25, 0.1  # below these next to nothing was right on the training split
LABELS = ("transcript_label", "headline_label")
NEAR = 8  # tokens between a cue verb and the colon that belongs to it
MOST_SOURCES = 2
LIKELY_RUN = 0.4  # of a cue without a verb
SURE_SOURCE = 0.6  # a rule's source that the network holds as likely needs no doubt

Spans = tuple[Span, ...]


def candidates(roles: TokenRoles, others: list[Report]) -> list[list[Report]]:
    """Groups of variants, one group a cue. ``others`` are reports of other rules: they get variants too."""
    groups = [variants(roles, report) for report in others]
    taken = {report.verb for report in others}
    article, heads = roles.article, _cue_heads(roles)
    for index, role in enumerate(roles.inside[CUE]):
        if role < NO_ROLE or index in taken or not is_verb(article.tokens[index]):
            continue
        token = article.tokens[index]
        parts, shape, state = article.frames.frame(token)
        prior = cue_probability(lemma(token), shape, state)
        if role >= MIN_ROLE or (prior >= MIN_PRIOR and role >= UNLIKELY_ROLE) or prior >= SURE_PRIOR:
            source = source_of(token)
            content = content_spans(
                article.text,
                article.tokens,
                token,
                content_parts(token, parts),
                source.span if source else None,
            )
            taken.add(token.i)
            groups.append(variants(roles, _report(roles, "cue_verb", token, source, content, prior)))
    for token in heads:
        if token.i not in taken:
            groups.append(variants(roles, _report(roles, "cue_by_network", token, source_of(token), (), 0.0)))
    return [group for group in groups if group]


def _report(roles: TokenRoles, rule: str, token: Token, source: Source | None, content: Spans, prior: float) -> Report:
    return Report(rule, _cue_span(roles, token), lemma(token), token.i, source, content, prior, (), prior)


def _cue_span(roles: TokenRoles, head: Token) -> Span:
    """The cue as the network sees it around its head: "said in a statement"; else the head alone."""
    first = last = head.i
    while roles.at(CUE, first - 1) > 0.5 and head.i - first < 8:
        first -= 1
    while roles.at(CUE, last + 1) > 0.5 and last - head.i < 8:
        last += 1
    tokens = roles.article.tokens
    while last > head.i and _dangles(roles, last):
        last -= 1
    return trimmed(roles.article.text, Span(tokens[first].idx, tokens[last].idx + len(tokens[last])))


def _dangles(roles: TokenRoles, last: int) -> bool:
    """Whether a cue cannot end with this token: "said over the" [weekend]."""
    token = roles.article.tokens[last]
    opens = token.pos_ in ("DET", "ADJ", "NUM") or token.dep_ in ("nmod:poss", "compound", "poss")
    return token.head.i > last and (opens or (token.pos_ == "ADP" and roles.at(CUE, last) < 0.7))


def _cue_heads(roles: TokenRoles) -> list[Token]:
    """The top token of each run of cue tokens."""
    heads = []
    for run in roles.found[CUE]:
        if run.probability < LIKELY_RUN:
            continue
        inside = roles.article.tokens[run.start : run.end]
        if all(t.is_punct or t.is_space for t in inside) and _verb_before(roles, run.start):
            continue  # the colon of "told the court:"
        tops = [t for t in inside if not run.start <= t.head.i < run.end or t.head.i == t.i]
        if any(is_verb(t) for t in inside):
            continue  # verbs are candidates already
        tops = [t for t in tops if not t.is_space] or inside
        heads.append(tops[0])
    return heads


def _verb_before(roles: TokenRoles, index: int) -> bool:
    """Whether a cue verb stands a few tokens before, in the same sentence."""
    article, first = roles.article, max(0, index - NEAR)
    return any(
        roles.at(CUE, i) > 0.5 and is_verb(article.tokens[i]) and article.sentence[i] == article.sentence[index]
        for i in range(first, index)
    )


def variants(roles: TokenRoles, report: Report) -> list[Report]:
    """The report with each source and content that the rules and the network propose for its cue."""
    if report.rule in LABELS:
        return [report]  # the line says who, and is what was said
    r, sources = report, _sources(roles, report)
    contents = _distinct(roles.article.text, [("rule", report.content), *extents(roles, report)])
    if r.cue.end > r.cue.start:
        contents = [(e, c) for e, c in contents if not lies_in(r.cue, c)]  # no content holds its own cue
    passage = roles.article.passage_at(r.cue.start)
    if passage is None or not passage.closed:
        sources = [s for s in sources if s is None or not _quoted(roles, s.span)]
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


def _sources(roles: TokenRoles, report: Report) -> list[Source | None]:
    """The rule's source, the network's likeliest ones, and nobody, where the network doubts the rule's."""
    own = report.source
    sources: dict[Span, Source | None] = {own.span: own} if own is not None else {}
    touched = touching(roles, SOURCE, own.span) if own is not None else []
    runs = sorted(touched, key=lambda r: -r.probability)[:1] + by_likelihood(roles, SOURCE, report)
    for run in runs[:MOST_SOURCES]:
        if own is not None and run in touched and not run.start <= own.head < run.end:
            continue  # "[The Chinese] readout": part of a phrase, without its head
        span = span_of(roles, run)
        # Whoever stands in what the rule takes for content speaks, if at all, within it.
        if span.start < span.end and not (own is not None and lies_in(span, report.content)):
            sources.setdefault(span, Source(span, roles.article.doc[run.start : run.end].root.i, "network"))
    known = own is not None and roles.mean(SOURCE, *roles.article.range(own.span)) >= SURE_SOURCE
    return [*sources.values()] if known else [*sources.values(), None]


def _quoted(roles: TokenRoles, source: Span) -> bool:
    """Whether a source stands in marks that the cue is outside of."""
    passage = roles.article.passage_at(source.start)
    return passage is not None and source.end <= passage.outer.end
