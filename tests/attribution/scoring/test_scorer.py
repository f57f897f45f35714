"""The choice among a cue's candidates, and the confidence."""

from __future__ import annotations

import pytest
from spacy.language import Language

from attribution import attribute
from attribution.article.article import Article
from attribution.engine import MIN_CONFIDENCE, is_final, is_trusted, linked_reports
from attribution.roles.component import FACTORY
from attribution.rules.registry import all_rules, proposals
from attribution.rules.report import Report
from attribution.scoring.candidates import candidates
from attribution.scoring.confidence import MAX_FACTORS, MIN_WEIGHT, with_confidence
from attribution.scoring.features import FeatureCache, group_features, logit
from attribution.scoring.scorer import choose
from attribution.scoring.trees import forest
from attribution.tokenization import make_doc

TEXT = "The mayor said that the river was too high. “We need more time,” Maria Lopez said."


def proposed(nlp: Language) -> tuple[Article, list[list[Report]]]:
    article = Article.of(nlp(make_doc(nlp, TEXT)))
    return article, candidates(article, proposals(article, all_rules()))


def linked_in(nlp: Language) -> tuple[Article, FeatureCache, list[Report]]:
    article, cache = Article.of(nlp(make_doc(nlp, TEXT))), FeatureCache()
    return article, cache, linked_reports(article, cache, all_rules()).reports


def test_one_choice_per_cue(nlp: Language) -> None:
    article, groups = proposed(nlp)
    chosen = choose(article, groups, FeatureCache())
    assert len(chosen) == len(groups)
    assert all(0 <= report.probability <= 1 for report in chosen)
    assert choose(article, [], FeatureCache()) == []


def test_features_are_named_numbers(nlp: Language) -> None:
    article, groups = proposed(nlp)
    cache = FeatureCache()
    for group in groups:
        rows = group_features(article, cache, group)
        assert len(rows) == len(group)
        assert all(isinstance(name, str) and isinstance(value, float) for row in rows for name, value in row.items())
        assert set(cache[group[0].cue_head, group[0].rule].cue) <= set(rows[0])
    assert group_features(article, cache, []) == []


def test_confidence_is_a_probability(nlp: Language) -> None:
    article, cache, reports = linked_in(nlp)
    sure = with_confidence(article, reports, cache)
    assert sure
    assert all(0 < report.probability < 1 for report in sure)
    assert with_confidence(article, [], cache) == []


def test_the_evidence_names_the_factors(nlp: Language) -> None:
    found = attribute(nlp(make_doc(nlp, TEXT)))
    known = set(forest("sure").columns)
    for quotation in found:
        factors = quotation.evidence.factors
        assert factors
        assert {f.name for f in factors} <= known
        assert all(abs(f.weight) >= MIN_WEIGHT for f in factors)
        assert [abs(f.weight) for f in factors] == sorted((abs(f.weight) for f in factors), reverse=True)
        assert len(factors) <= MAX_FACTORS


def test_without_a_network_there_are_no_factors(nlp: Language) -> None:
    with nlp.select_pipes(disable=[FACTORY]):
        found = attribute(nlp(make_doc(nlp, TEXT)))
    assert found
    assert all(q.evidence.factors == () for q in found)


def test_the_turns_of_a_transcript_are_kept(nlp: Language) -> None:
    text = "MODERATOR: Is it late?\n\nMARIA LOPEZ: Yes.\n\nMODERATOR: Thank you.\n\nMARIA LOPEZ: Not at all."
    found = attribute(nlp(make_doc(nlp, text)))
    assert [q.text for q in found if q.cue and q.cue.text == ":"] == [
        "Is it late?",
        "Yes.",
        "Thank you.",
        "Not at all.",
    ]


def test_log_odds_are_clipped() -> None:
    assert logit(0.5) == pytest.approx(0)
    assert logit(0.0) == pytest.approx(-logit(1.0))


def test_the_threshold_decides_what_is_kept(nlp: Language) -> None:
    _, _, reports = linked_in(nlp)
    assert all(is_trusted(report, 0.0) for report in reports)
    assert not any(is_trusted(report, 2.1) for report in reports)


@pytest.mark.parametrize(
    ("lemma", "source", "passages", "share", "told"),
    [
        ("respond", True, (), 0.6, True),  # a verb of a speech act
        ("respond", True, (), 0.4, False),
        ("respond", False, (), 0.6, False),
        ("respond", True, (0,), 0.6, False),
        ("consider", True, (), 0.6, False),
    ],
)
def test_acts_need_half_the_probability(
    nlp: Language, lemma: str, source: bool, passages: tuple[int, ...], share: float, told: bool
) -> None:
    _, _, reports = linked_in(nlp)
    report = next(report for report in reports if report.source is not None)
    changed = report._replace(
        lemma=lemma,
        source=report.source._replace(rule="subject_of_cue") if report.source and source else None,
        passages=passages,
        prior=0.2,
        probability=share * MIN_CONFIDENCE,
    )
    assert is_final(changed) is told
