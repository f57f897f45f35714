"""The registry of source rules, and the source of a verb by the first rule that finds one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from spacy.tokens import Token

from ..discovery import defined_in
from ..report import Source
from .phrase import source_phrase
from .source_rule import SameAs, SourceRule

MAX_DEPTH = 6  # verbs that a question is passed on to


@cache
def all_source_rules() -> tuple[SourceRule, ...]:
    """The source rules of this package in order of precedence."""
    return tuple(sorted(defined_in(__name__.rpartition(".")[0], SourceRule), key=lambda rule: rule.precedence))


def source_of(verb: Token, rules: Sequence[SourceRule] | None = None) -> Source | None:
    """The source of the cue ``verb``, or None if its sentence does not state one; ``rules`` defaults to all."""
    return _source(verb, all_source_rules() if rules is None else rules, 0)


def _source(verb: Token, rules: Sequence[SourceRule], depth: int) -> Source | None:
    for rule in rules:
        if depth and rule.only_for_cue:
            continue
        found = rule.find(verb)
        if isinstance(found, SameAs):
            other = _source(found.verb, rules, depth + 1) if depth < MAX_DEPTH else None
            if other is not None:
                return other._replace(rule=rule.name, sole=rule.sole or other.sole)
        elif found is not None:
            printed = any(c.isalnum() for c in found.text)
            return Source(source_phrase(found, verb), found.i, rule.name, rule.sole) if printed else None
    return None
