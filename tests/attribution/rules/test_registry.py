"""A new rule is one file: a toy rule goes through the real pipeline as in docs/adding-a-rule.md."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from spacy.language import Language

from attribution import attribute
from attribution.article.article import Article
from attribution.engine import attribute as by_rules
from attribution.language.grammar import subtree_span
from attribution.model import Span
from attribution.roles.component import FACTORY
from attribution.rules.content import trim_punctuation
from attribution.rules.registry import all_rules, proposals
from attribution.rules.report import Report, Source
from attribution.rules.rule import Rule
from attribution.tokenization import make_doc

SENTENCE = "By Wang's diary, the bridge had been closed for a week."


def diary_reports(article: Article) -> Iterator[Report]:
    """*By* WANG's *diary*, [the bridge had been closed]."""
    for noun in article.tokens:
        owner = next((c for c in noun.children if c.dep_ in ("nmod:poss", "poss")), None)
        by = next((c for c in noun.children if c.lower_ == "by"), None)
        if noun.lower_ != "diary" or owner is None or by is None:
            continue
        source = Source(Span(owner.idx, owner.idx + len(owner)), owner.i, "owner_of_diary")
        end = noun.idx + len(noun)
        content = trim_punctuation(article.text, Span(end, subtree_span(noun.sent.root).end))
        yield Report(DIARY, Span(noun.idx, end), "diary", noun.i, source, (content,), 0.8)


DIARY = Rule("by_diary", propose=diary_reports, min_probability=0.8)


@pytest.mark.parametrize("without", [(), (FACTORY,)], ids=["with the role network", "without"])
def test_a_rule_gives_its_quotation_through_the_real_pipeline(nlp: Language, without: tuple[str, ...]) -> None:
    with nlp.select_pipes(disable=without):
        doc = nlp(make_doc(nlp, SENTENCE))
    (quotation,) = by_rules(Article.of(doc), (DIARY, *all_rules()))
    assert (quotation.text, quotation.evidence.rule) == ("the bridge had been closed for a week", "owner_of_diary")
    assert quotation.speaker is not None
    assert quotation.speaker.name == "Wang"
    assert quotation.speaker.confidence is not None
    assert quotation.confidence >= round(DIARY.min_probability * quotation.speaker.confidence, 2)
    assert all(q.evidence.rule != "owner_of_diary" for q in attribute(doc))


def test_all_defined_rules_are_registered() -> None:
    folder = Path(__file__).resolve().parents[3] / "attribution" / "rules"
    defined = sum(file.read_text(encoding="utf8").count("= Rule(\n") for file in folder.glob("*.py"))
    assert len(all_rules()) == defined
    general = [rule.fallback for rule in all_rules()]
    assert general == sorted(general)


def test_a_fallback_rule_gives_way(nlp: Language) -> None:
    article = Article.of(nlp(make_doc(nlp, SENTENCE)))
    first, second = Rule("first", propose=diary_reports), Rule("second", propose=diary_reports, fallback=True)
    assert len(proposals(article, (first, second))) == 1
