"""The definition of a rule: name, examples, how it proposes reports, and properties that later stages use."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ..article.article import Article
    from .report import Report


class Example(NamedTuple):
    """A sentence that a rule covers, with the expected result. Every example is run as a test.

    ``parse`` is in the notation of ``tests/attribution/parses.py``: words as ``word/TAG/relation/head``, one string
    per sentence, "¶" between paragraphs. ``content`` joins several spans with " / ". ``roles`` simulates the output of
    the role network as (role, first token, end token exclusive); for examples that need it, only the proposal is
    tested, because the final result depends on the trained scorer.
    """

    cue: str
    mention: str
    content: str
    parse: tuple[str, ...]
    roles: tuple[tuple[str, int, int], ...] = ()


def propose_nothing(article: Article) -> Iterable[Report]:
    """The default of ``Rule.propose``, for rules that only look at single passages."""
    return ()


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """One pattern that attributes a quotation. The registry collects all instances; they are compared by identity.

    ``propose`` takes the whole article. ``propose_beside`` takes one quoted passage, by its index, that no report
    covers; with ``last_resort`` it is only called for passages that do not continue an earlier quotation.

    Properties that later stages use, so that they need not test rule names:

    - ``min_probability``: a lower bound for the probability of its reports; 0 leaves the decision to the scorer.
    - ``half_threshold``: its reports are kept from half the usual threshold on, like those of unambiguous cue verbs.
    - ``no_variants``: source and content stay as proposed; no other candidates are generated.
    - ``verbatim``: the content is verbatim although it is not in quotation marks.
    - ``source_is_label``: the source is the speaker label of a turn: a name in any letter case.
    - ``wraps_clause``: it reports a whole clause, which may itself contain a report
      ("Xi said ..., according to Xinhua").
    - ``takes_adjacent_passages``: the quoted passages beside its cue are candidates for its content.
    - ``told_by_another``: its source speaks only in what another is quoted as saying, and so is not the last to speak.
    - ``of_headings``: it reads headings, in which other reports need quotation marks.
    - ``fallback``: other rules that propose the same cue take precedence.
    """

    name: str
    examples: tuple[Example, ...] = ()
    counterexamples: tuple[tuple[str, ...], ...] = ()  # similar parses for which it must report nothing
    propose: Callable[[Article], Iterable[Report]] = propose_nothing
    propose_beside: Callable[[Article, int], Report | None] | None = None
    last_resort: bool = False
    min_probability: float = 0.0
    half_threshold: bool = False
    no_variants: bool = False
    verbatim: bool = False
    source_is_label: bool = False
    wraps_clause: bool = False
    takes_adjacent_passages: bool = False
    told_by_another: bool = False
    of_headings: bool = False
    fallback: bool = False
