"""The source of a cue verb: the examples of every source rule on hand-made parses, and a toy rule."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.tokens import Token

from attribution.rules.sources.registry import all_source_rules, source_of
from attribution.rules.sources.source_rule import SourceExample, SourceRule

from ..parses import SCHEMES, parse, word

FOLDER = Path(__file__).resolve().parents[3] / "attribution" / "rules" / "sources"
EXAMPLES = [(rule, example) for rule in all_source_rules() for example in rule.examples]
COUNTEREXAMPLES = [(rule, *example) for rule in all_source_rules() for example in rule.counterexamples]


def named(value: object) -> str | None:
    if isinstance(value, SourceRule):
        return value.name
    return value.source if isinstance(value, SourceExample) else None


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=named)
def test_an_example(rule: SourceRule, example: SourceExample, scheme: str) -> None:
    doc = parse(example.parse, scheme=scheme)
    found = source_of(word(doc, example.verb))
    assert found is not None
    assert (doc.text[found.span.start : found.span.end], found.rule) == (example.source, rule.name)
    assert found.span.start <= doc[found.head].idx < found.span.end


@pytest.mark.parametrize("rule", all_source_rules(), ids=named)
def test_without_a_rule_fewer_examples_are_found(rule: SourceRule) -> None:
    others = [other for other in all_source_rules() if other is not rule]
    verbs = [word(parse(example.parse), example.verb) for example in rule.examples]
    assert [source_of(verb, others) for verb in verbs] != [source_of(verb) for verb in verbs]


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("rule", "verb", "sentence"), COUNTEREXAMPLES, ids=named)
def test_a_counterexample_states_no_source(rule: SourceRule, verb: str, sentence: str, scheme: str) -> None:
    assert source_of(word(parse(sentence, scheme=scheme), verb)) is None


def test_all_defined_rules_are_registered_in_their_order() -> None:
    defined = sum(file.read_text(encoding="utf8").count("= SourceRule(\n") for file in FOLDER.glob("*.py"))
    assert len(all_source_rules()) == defined > 10
    assert [rule.name for rule in all_source_rules() if not rule.examples] == []
    precedence = [rule.precedence for rule in all_source_rules()]
    assert precedence == sorted(set(precedence))


def head_of_account(noun: Token) -> Token | None:
    """The account of WANG was that it rained: the owner of a noun that is itself the cue."""
    of = (child for child in noun.children if child.dep_ == "nmod" and noun.lower_ == "account")
    return next(of, None)


def test_a_new_rule_is_one_file() -> None:
    account = parse("The/DT/det/2 account/NN/nsubj/5 of/IN/case/4 Wang/NNP/nmod/2/PERSON differed/VBD/root/0")
    rule = SourceRule("owner_of_account", precedence=115, find=head_of_account, examples=())
    assert source_of(account[1]) is None
    found = source_of(account[1], (*all_source_rules(), rule))
    assert found is not None
    assert (found.head, found.rule) == (3, "owner_of_account")
