"""The definition of a source rule: name, precedence, examples, and how it finds the source of a cue verb."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from spacy.tokens import Token


class SourceExample(NamedTuple):
    """A sentence whose ``verb`` has the source ``source``. Every example is run as a test.

    ``parse`` is in the notation of ``tests/attribution/parses.py``, like that of ``rules.rule.Example``.
    """

    verb: str
    source: str
    parse: str


class SameAs(NamedTuple):
    """The answer of a rule that passes the question on: the source is that of another verb."""

    verb: Token


@dataclass(frozen=True, slots=True, eq=False)
class SourceRule:
    """One relation between a cue verb and its source. The registry collects all instances.

    - ``find``: the head of the source, a verb with the same source, or None if the relation does not hold.
    - ``precedence``: rules are tried in ascending order of this number; no two have the same one.
    - ``name``: the evidence names the rule by it, and the scorer knows its reports by it. Rules that find the same
      relation in different parses share one name.
    - ``counterexamples``: (verb, parse) of similar sentences that do not state a source.
    - ``only_for_cue``: it is not asked for the verbs of ``SameAs``.
    - ``sole``: the words that it finds are the only candidate for the source; the role network proposes no others.
    """

    name: str
    precedence: int
    find: Callable[[Token], Token | SameAs | None]
    examples: tuple[SourceExample, ...]
    counterexamples: tuple[tuple[str, str], ...] = ()
    only_for_cue: bool = False
    sole: bool = False
