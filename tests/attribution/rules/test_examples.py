"""The examples of every rule, in both dependency schemes."""

from __future__ import annotations

import sys

import pytest

from attribution import Quotation, attribute
from attribution.article.article import Article
from attribution.engine import attribute as by_rules
from attribution.rules.registry import all_rules
from attribution.rules.rule import Example, Rule

from ..parses import SCHEMES, parse, readings, with_roles

BY_RULES = [
    (rule, sentence, [(e.cue, e.mention, e.content) for e in rule.examples if e.parse == sentence])
    for rule in all_rules()
    for sentence in dict.fromkeys(e.parse for e in rule.examples if not e.roles)
]
BY_NETWORK = [(rule, example) for rule in all_rules() for example in rule.examples if example.roles]
COUNTEREXAMPLES = [(rule, sentence) for rule in all_rules() for sentence in rule.counterexamples]


def named(value: object) -> str | None:
    return value.name if isinstance(value, Rule) else None


def test_every_rule_has_an_example() -> None:
    assert [rule.name for rule in all_rules() if not rule.examples] == []
    assert len({rule.name for rule in all_rules()}) == len(all_rules()) > 8


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("rule", "sentence", "expected"), BY_RULES, ids=named)
def test_an_example(rule: Rule, sentence: tuple[str, ...], expected: list[tuple[str, ...]], scheme: str) -> None:
    assert readings(parse(*sentence, scheme=scheme)) == expected


def of_one_module(rule: Rule) -> list[Rule]:
    """The rules of the same module, which may share a function that proposes reports."""
    files = [vars(module) for name, module in sys.modules.items() if name.startswith("attribution.rules.")]
    own = next(file for file in files if rule in file.values() and any(value is rule for value in file.values()))
    return [value for value in own.values() if isinstance(value, Rule)]


@pytest.mark.parametrize("rule", [rule for rule in all_rules() if not rule.examples[0].roles], ids=named)
def test_without_its_file_a_rule_finds_less(rule: Rule) -> None:
    others = [other for other in all_rules() if other not in of_one_module(rule)]
    docs = [parse(*sentence) for which, sentence, _ in BY_RULES if which is rule]
    assert [found(by_rules(Article.of(doc), others)) for doc in docs] != [found(attribute(doc)) for doc in docs]


def found(quotations: list[Quotation]) -> list[tuple[object, ...]]:
    return [(q.spans, q.cue, q.mention) for q in quotations]


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("rule", "sentence"), COUNTEREXAMPLES, ids=named)
def test_a_counterexample_reports_nothing(rule: Rule, sentence: tuple[str, ...], scheme: str) -> None:
    assert attribute(parse(*sentence, scheme=scheme)) == []


@pytest.mark.parametrize(("rule", "example"), BY_NETWORK, ids=named)
def test_spans_of_the_network_are_proposed(rule: Rule, example: Example) -> None:
    article = Article.of(with_roles(parse(*example.parse), example.roles))
    assert [article.text[r.cue.start : r.cue.end] for r in rule.propose(article)] == [example.cue]
    assert list(rule.propose(Article.of(parse(*example.parse)))) == []
