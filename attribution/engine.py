"""The stages in order: article -> rules -> candidates -> scored reports -> links -> speakers -> record."""

from __future__ import annotations

from spacy.tokens import Doc

from .article.article import Article
from .article.passage_kinds import is_named_work
from .model import Quotation
from .records import records
from .rules.registry import Rules, all_rules, proposals
from .rules.report import Report
from .scoring.candidates import candidates
from .scoring.confidence import MOSTLY, PLAIN, with_chains_trusted, with_confidence
from .scoring.conflicts import with_chains, without_rivals
from .scoring.features import Seen
from .scoring.linking import Linked, link, taken_over
from .scoring.scorer import choose

LIKELY = 0.15  # candidates below this are dropped before linking
SURE = 0.37  # and finished reports below this; both chosen on the training split for the best linked F1


def attribute(doc: Doc, rules: Rules | None = None) -> list[Quotation]:
    """The quotations of a parsed article, in order of their first span, by all rules or by the given ones.

    The path is the same for a pipeline without the role network: fewer rules propose then, and nothing is scored.
    """
    article, seen = Article.of(doc), Seen()
    linked = linked_reports(article, seen, all_rules() if rules is None else rules)
    sure = with_confidence(article, linked.reports, seen)
    kept = without_rivals([report for report in with_chains_trusted(sure) if trusted(report, SURE)])
    passages = {n for report in sure for n in report.passages} | {*linked.alone}
    return records(article, taken_over(article, kept, passages))


def linked_reports(article: Article, seen: Seen, rules: Rules) -> Linked:
    """The candidates that the scorer holds likely, the best variant of each, linked to the marked passages."""
    groups = candidates(article, proposals(article, rules))
    chosen = with_chains(groups, choose(article, groups, seen))
    likely = [r for r in chosen if r.content and trusted(r, LIKELY) and not _names_a_work(article.text, r)]
    return link(article, without_rivals(likely), rules)


def trusted(report: Report, threshold: float) -> bool:
    """Whether a report is kept.

    What a rule is surer of than the scorer can be is kept, such as the turns of a transcript. A cue that nearly always
    reports in its frame, with a source, needs half of what others need.
    """
    plain = report.source is not None and (report.prior >= PLAIN or report.rule.plain)
    return report.probability >= threshold * (0.5 if plain else 1.0) or report.rule.least > 0


def _names_a_work(text: str, report: Report) -> bool:
    """ "The gate bears the motto “Work and Hope”": no verb of speech, and what follows is called so."""
    content = report.content
    return report.prior < MOSTLY and len(content) == 1 and is_named_work(text, content[0].start, content[0].end)
