"""The stages in order: text -> passages -> candidates -> scored reports -> links -> speakers -> record."""

from __future__ import annotations

from spacy.tokens import Doc

from .article.article import Article
from .article.passage_kinds import names_a_work
from .model import Quotation
from .records import records
from .roles.component import roles_of
from .rules.according_to import according_reports
from .rules.cue_nouns import noun_reports
from .rules.cue_verbs import verb_reports
from .rules.labels import label_reports
from .rules.report import Report
from .scoring.candidates import candidates
from .scoring.confidence import BY_RULE, MOSTLY, PLAIN, with_chains_trusted, with_confidence
from .scoring.conflicts import with_chains, without_rivals
from .scoring.linking import Linked, link, taken_over
from .scoring.scorer import choose
from .scoring.token_roles import TokenRoles

LIKELY = 0.15  # candidates below this are dropped before linking
SURE = 0.37  # and finished reports below this; both chosen on the training split for the best linked F1


def attribute(doc: Doc) -> list[Quotation]:
    """The quotations of a parsed article, in order of their first span."""
    article = Article.of(doc)
    if roles_of(doc) is None:
        return records(article, link(article, rule_reports(article)))
    roles, linked = linked_reports(article)
    sure = with_confidence(roles, linked.reports)
    kept = without_rivals([report for report in with_chains_trusted(sure) if trusted(report, SURE)])
    return records(
        article, taken_over(article, kept, {n for report in sure for n in report.passages} | {*linked.alone})
    )


def other_reports(article: Article) -> list[Report]:
    """Reports by cues that are no verbs."""
    return [*according_reports(article), *noun_reports(article), *label_reports(article)]


def rule_reports(article: Article) -> list[Report]:
    """What the rules say by themselves: for pipelines without the role network."""
    return [*verb_reports(article), *other_reports(article)]


def propose(article: Article) -> tuple[TokenRoles, list[list[Report]]]:
    """All candidates, grouped by cue, before any decision."""
    tagged = roles_of(article.doc)
    if tagged is None:
        raise ValueError("the Doc has no token roles: its pipeline lacks the component saidby_roles")
    roles = TokenRoles.of(article, *tagged)
    return roles, candidates(roles, other_reports(article))


def trusted(report: Report, threshold: float) -> bool:
    """Whether a report is kept.

    What a rule is surer of than the scorer can be is kept, such as the turns of a transcript. A cue that nearly always
    reports in its frame, with a source, needs half of what others need.
    """
    plain = report.source is not None and (report.prior >= PLAIN or report.rule == "according_to")
    return report.probability >= threshold * (0.5 if plain else 1.0) or report.rule in BY_RULE


def linked_reports(article: Article) -> tuple[TokenRoles, Linked]:
    """The candidates that the scorer holds likely, the best variant of each, linked to the marked passages."""
    roles, groups = propose(article)
    chosen = with_chains(groups, choose(roles, groups))
    likely = [r for r in chosen if r.content and trusted(r, LIKELY) and not _names_a_work(article.text, r)]
    return roles, link(article, without_rivals(likely))


def _names_a_work(text: str, report: Report) -> bool:
    """ "The gate bears the motto “Work and Hope”": no verb of speech, and what follows is called so."""
    content = report.content
    return report.prior < MOSTLY and len(content) == 1 and names_a_work(text, content[0].start, content[0].end)
