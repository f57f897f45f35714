"""The alternative extents of a content that are offered to the scorer."""

from __future__ import annotations

import pytest

from attribution.article.article import Article
from attribution.article.role_runs import CONTENT, CUE, SOURCE
from attribution.model import Span
from attribution.rules.cue_verbs import CUE_VERB
from attribution.rules.registry import all_rules, proposals
from attribution.rules.report import Report
from attribution.scoring.candidates import candidates
from attribution.scoring.extents import extents
from tests.attribution.parses import parse, with_roles

SENTENCE = (
    "Ruiz/NNP/nsubj/2/PERSON said/VBD/root/0 it/PRP/nsubj/4 rained/VBD/ccomp/2 in/IN/case/6 Quito/NNP/obl/4/LOC "
    ",/,/punct/9 a/DT/det/9 surprise/NN/appos/4 for/IN/case/11 everybody/NN/nmod/9 there/RB/advmod/9 ././punct/2"
)


def article_of(*found: tuple[str, int, int]) -> Article:
    """The sentence with the role network's spans given as (role, first token, token after the last)."""
    return Article.of(with_roles(parse(SENTENCE), found))


def words(article: Article, spans: tuple[Span, ...]) -> list[str]:
    return [article.text[s.start : s.end] for s in spans]


def report(article: Article, start: int, end: int) -> Report:
    tokens = article.tokens
    content = Span(tokens[start].idx, tokens[end - 1].idx + len(tokens[end - 1]))
    cue = Span(tokens[1].idx, tokens[1].idx + len(tokens[1]))
    return Report(CUE_VERB, cue, "say", 1, None, (content,), 0.9, (), 0.9)


def test_the_networks_extent_and_mixtures_of_both() -> None:
    article = article_of(("content", 3, 6))
    found = {name: words(article, spans) for name, spans in extents(article, report(article, 2, 12)) if spans}
    assert found == {
        "rule": ["it rained in Quito, a surprise for everybody there"],
        "network": ["rained in Quito"],
        "network_first": ["rained in Quito"],
        "rule_to_network": ["it rained in Quito"],
        "network_to_rule": ["rained in Quito, a surprise for everybody there"],
        "without_tail": ["it rained in Quito"],
    }


def test_without_an_overlapping_run_the_most_likely_is_proposed() -> None:
    article = article_of(("content", 8, 12))
    found = dict(extents(article, report(article, 2, 4)))
    assert words(article, found["network"]) == ["surprise for everybody there"]


def test_equal_extents_are_no_mixtures() -> None:
    article = article_of(("content", 2, 6))
    names = {name for name, spans in extents(article, report(article, 2, 6)) if spans}
    assert not names & {"rule_to_network", "network_to_rule"}


@pytest.mark.parametrize(("source", "nobody"), [((0, 1), False), ((5, 6), True)])
def test_no_source_is_a_candidate_if_the_network_doubts_the_rules(source: tuple[int, int], nobody: bool) -> None:
    article = article_of(("source", *source), ("cue", 1, 2), ("content", 2, 6))
    (group,) = candidates(article, proposals(article, all_rules()))
    sources = {r.source and article.text[r.source.span.start : r.source.span.end] for r in group}
    assert "Ruiz" in sources
    assert (None in sources) is nobody
    assert (
        article.roles.probability(CUE, 1)
        == article.roles.probability(SOURCE, source[0])
        == article.roles.probability(CONTENT, 2)
        == 1
    )
