"""The choice among a cue's candidates, and how sure the record is of it."""

from __future__ import annotations

import pytest
from spacy.language import Language

from attribution import attribute
from attribution.article.article import Article
from attribution.engine import linked_reports, trusted
from attribution.roles.component import FACTORY
from attribution.rules.registry import all_rules, proposals
from attribution.rules.report import Report
from attribution.scoring.candidates import candidates
from attribution.scoring.confidence import LEAST, MOST, with_confidence
from attribution.scoring.features import Seen, group_features, logit
from attribution.scoring.scorer import choose
from attribution.scoring.trees import forest
from attribution.tokenization import make_doc

TEXT = "The mayor said that the river was too high. “We need more time,” Maria Lopez said."


def proposed(nlp: Language) -> tuple[Article, list[list[Report]]]:
    article = Article.of(nlp(make_doc(nlp, TEXT)))
    return article, candidates(article, proposals(article, all_rules()))


def linked_in(nlp: Language) -> tuple[Article, Seen, list[Report]]:
    article, seen = Article.of(nlp(make_doc(nlp, TEXT))), Seen()
    return article, seen, linked_reports(article, seen, all_rules()).reports


def test_one_choice_a_cue(nlp: Language) -> None:
    article, groups = proposed(nlp)
    chosen = choose(article, groups, Seen())
    assert len(chosen) == len(groups)
    assert all(0 <= report.probability <= 1 for report in chosen)
    assert choose(article, [], Seen()) == []


def test_every_feature_has_a_name_and_a_number(nlp: Language) -> None:
    article, groups = proposed(nlp)
    seen = Seen()
    for group in groups:
        rows = group_features(article, seen, group)
        assert len(rows) == len(group)
        assert all(isinstance(name, str) and isinstance(value, float) for row in rows for name, value in row.items())
        assert set(seen[group[0].verb, group[0].rule].cue) <= set(rows[0])
    assert group_features(article, seen, []) == []


def test_confidence_is_a_probability(nlp: Language) -> None:
    article, seen, reports = linked_in(nlp)
    sure = with_confidence(article, reports, seen)
    assert sure
    assert all(0 < report.probability < 1 for report in sure)
    assert with_confidence(article, [], seen) == []


def test_the_evidence_names_what_decided(nlp: Language) -> None:
    found = attribute(nlp(make_doc(nlp, TEXT)))
    known = set(forest("sure").columns)
    for quotation in found:
        factors = quotation.evidence.factors
        assert factors
        assert {f.name for f in factors} <= known
        assert all(abs(f.weight) >= LEAST for f in factors)
        assert [abs(f.weight) for f in factors] == sorted((abs(f.weight) for f in factors), reverse=True)
        assert len(factors) <= MOST


def test_rules_alone_name_no_factors(nlp: Language) -> None:
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


def test_log_odds_are_held() -> None:
    assert logit(0.5) == pytest.approx(0)
    assert logit(0.0) == pytest.approx(-logit(1.0))


def test_trust_depends_on_the_threshold(nlp: Language) -> None:
    _, _, reports = linked_in(nlp)
    assert all(trusted(report, 0.0) for report in reports)
    assert not any(trusted(report, 2.1) for report in reports)
