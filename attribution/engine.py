"""The stages in order: text -> passages -> candidates -> scored reports -> links -> speakers -> record."""

from __future__ import annotations

from spacy.tokens import Doc

from .article.frames import MarkIndex
from .article.passage_kinds import names_a_work
from .article.reading import read_marks
from .article.text import text_of
from .article.unclosed_passages import close_before_cues
from .model import Quotation
from .records import records
from .roles.component import roles_of
from .rules.according_to import according_reports
from .rules.beside_marks import Layout
from .rules.cue_nouns import noun_reports
from .rules.cue_verbs import verb_reports
from .rules.labels import label_reports
from .rules.report import Report
from .scoring.candidates import candidates
from .scoring.confidence import BY_RULE, MOSTLY, PLAIN, with_chains_trusted, with_confidence
from .scoring.conflicts import with_chains, without_rivals
from .scoring.linking import Linked, link, taken_over
from .scoring.role_view import Board
from .scoring.scorer import choose

LIKELY = 0.15  # candidates below this are dropped before linking
SURE = 0.37  # and finished reports below this; both chosen on the training split for the best linked F1


def attribute(doc: Doc) -> list[Quotation]:
    """The quotations of a parsed article, in order of their first span."""
    layout = lay_out(doc)
    if roles_of(doc) is None:
        return records(layout, link(layout, rule_reports(layout)))
    board, marks, linked = linked_reports(layout)
    sure = with_confidence(board, marks, linked.reports)
    kept = without_rivals([report for report in with_chains_trusted(sure) if trusted(report, SURE)])
    return records(layout, taken_over(layout, kept, {n for report in sure for n in report.passages} | {*linked.alone}))


def lay_out(doc: Doc) -> Layout:
    """The article's text, paragraphs and marked passages."""
    tokens, text = list(doc), text_of(doc)
    blocks, passages = read_marks(text)
    return Layout.of(doc, tokens, text, close_before_cues(text, tokens, passages), blocks)


def other_reports(layout: Layout) -> list[Report]:
    """Reports by cues that are no verbs."""
    doc, text, tokens = layout.doc, layout.text, layout.tokens
    return [
        *according_reports(doc, text, tokens),
        *noun_reports(doc, tokens, text),
        *label_reports(doc, text, layout.paragraphs),
    ]


def rule_reports(layout: Layout) -> list[Report]:
    """What the rules say by themselves: for pipelines without the role network."""
    return [*verb_reports(layout.tokens, layout.text, layout.passages), *other_reports(layout)]


def propose(layout: Layout) -> tuple[Board, MarkIndex, list[list[Report]]]:
    """All candidates, grouped by cue, before any decision."""
    roles = roles_of(layout.doc)
    if roles is None:
        raise ValueError("the Doc has no token roles: its pipeline lacks the component saidby_roles")
    board, marks = Board.of(layout, *roles), MarkIndex(layout.passages)
    return board, marks, candidates(board, marks, other_reports(layout))


def trusted(report: Report, threshold: float) -> bool:
    """Whether a report is kept.

    What a rule is surer of than the scorer can be is kept, such as the turns of a transcript. A cue that nearly always
    reports in its frame, with a source, needs half of what others need.
    """
    plain = report.source is not None and (report.prior >= PLAIN or report.rule == "according_to")
    return report.probability >= threshold * (0.5 if plain else 1.0) or report.rule in BY_RULE


def linked_reports(layout: Layout) -> tuple[Board, MarkIndex, Linked]:
    """The candidates that the scorer holds likely, the best variant of each, linked to the marked passages."""
    board, marks, groups = propose(layout)
    chosen = with_chains(groups, choose(board, marks, groups))
    likely = [r for r in chosen if r.content and trusted(r, LIKELY) and not _names_a_work(layout.text, r)]
    return board, marks, link(layout, without_rivals(likely))


def _names_a_work(text: str, report: Report) -> bool:
    """ "The gate bears the motto “Work and Hope”": no verb of speech, and what follows is called so."""
    content = report.content
    return report.prior < MOSTLY and len(content) == 1 and names_a_work(text, content[0].start, content[0].end)
