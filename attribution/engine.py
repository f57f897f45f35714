"""The stages of the engine: article -> rules -> candidates -> scoring -> linking -> confidence -> records."""

from __future__ import annotations

from .article.article import Article
from .classification.abstractions import is_taught
from .classification.anonymity import is_wish_for_anonymity
from .classification.fabrications import is_contradicted
from .classification.headings import is_bare_heading, is_headed
from .classification.namings import is_naming
from .classification.performatives import is_performed
from .classification.predicates import is_predicate
from .classification.proverbs import is_proverb
from .classification.questions import is_asked_by_document, is_asked_by_narrator, is_asked_of_source, is_put_to_somebody
from .classification.results import is_result
from .classification.shown_words import is_shown
from .classification.vocatives import is_vocative
from .language.lexicon import words
from .model import Quotation
from .records import records
from .rules.interview_answers import is_told_in_answer
from .rules.registry import Rules, all_rules, proposals
from .rules.report import Report
from .rules.turns import is_own_report
from .scoring.addressees import without_addressee
from .scoring.candidates import candidates
from .scoring.confidence import RELIABLE_PRIOR, with_chain_confidence, with_confidence
from .scoring.conflicts import with_outer_clauses, without_conflicts
from .scoring.features import FeatureCache
from .scoring.linking import Linked, link, reassign_passages, shown_beside
from .scoring.passages_side_by_side import without_next_sentence, without_other_turn
from .scoring.reporter_additions import without_additions
from .scoring.scorer import choose
from .scoring.turn_chooser import Decide
from .scoring.turn_chooser import choose as choose_turn
from .scoring.unquoted_leads import without_lead

# Both thresholds maximize linked F1 on the training split, the second that of quoted contents.
MIN_CANDIDATE = 0.15  # candidates below this are dropped before linking
MIN_CONFIDENCE = 0.46  # linked reports below this are dropped
ACT_SHARE = 0.5  # of the threshold, which suffices for a verb of a speech act
# Tests for what reports nothing.
NO_REPORTS = (
    is_asked_by_document, is_asked_by_narrator, is_asked_of_source, is_bare_heading, is_contradicted, is_headed,
    is_naming, is_own_report, is_performed, is_predicate, is_proverb, is_put_to_somebody, is_result, is_shown,
    is_taught, is_told_in_answer, is_vocative, is_wish_for_anonymity,
)  # fmt: skip


def attribute(article: Article, rules: Rules | None = None) -> list[Quotation]:
    """The quotations of an article, in order of their first span; ``rules`` defaults to all rules.

    Pipelines without the role network take the same path: fewer rules propose reports, and nothing is scored.
    """
    return records(article, final_reports(article, rules))


def final_reports(article: Article, rules: Rules | None = None) -> Linked:
    """The reports of an article with their calibrated probabilities, without those that are unlikely."""
    cache, rules = FeatureCache(), all_rules() if rules is None else rules
    linked = linked_reports(article, cache, rules)
    told = [report for report in linked.reports if not _is_no_report(article, report)]
    scored = with_chain_confidence(with_confidence(article, told, cache))
    final = [report for report in scored if is_final(report)]
    left = [number for report in scored if not is_final(report) for number in report.passages]
    shown = with_confidence(article, shown_beside(article, left, final, rules), cache)
    kept = without_conflicts([*final, *shown])
    passages = {n for report in linked.reports for n in report.passages} | {*linked.unattributed}
    return reassign_passages(article, kept, passages)


def linked_reports(article: Article, cache: FeatureCache, rules: Rules, decide: Decide = choose_turn) -> Linked:
    """The best variant of each likely cue, without conflicts, linked to the quoted passages."""
    groups = candidates(article, proposals(article, rules))
    chosen = with_outer_clauses(groups, choose(article, groups, cache))
    likely = [r for r in chosen if r.content and is_trusted(r, MIN_CANDIDATE) and not _is_no_report(article, r)]
    told = [without_addressee(article, report) for report in likely]
    ended = [without_other_turn(article, without_lead(article, without_additions(article, report))) for report in told]
    apart = [without_next_sentence(article, report) for report in without_conflicts(ended)]
    return link(article, apart, rules, decide)


def is_trusted(report: Report, threshold: float) -> bool:
    """Whether a report is kept at a threshold (a probability).

    Reports of rules with a minimum probability, such as transcript labels, are always kept. For a cue that nearly
    always reports in its frame, half the threshold suffices if it has a source.
    """
    plain = report.source is not None and (report.prior >= RELIABLE_PRIOR or report.rule.half_threshold)
    return report.probability >= threshold * (0.5 if plain else 1.0) or report.rule.min_probability > 0


def is_final(report: Report) -> bool:
    """Whether a linked report is told.

    Half the threshold suffices for a verb of a speech act with a source and no quotation: it tells that somebody spoke,
    whatever else it is joined with ("responded to queries").
    """
    act = report.lemma in words("act_verbs") and not report.passages
    named = report.source is not None and report.source.rule != "network"
    return is_trusted(report, MIN_CONFIDENCE * (ACT_SHARE if act and named else 1.0))


def _is_no_report(article: Article, report: Report) -> bool:
    return article.structure.is_silent(report.cue.start) or any(test(article, report) for test in NO_REPORTS)
