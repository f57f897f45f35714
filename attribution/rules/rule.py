"""What a rule is: its name, its example sentences, how it proposes reports, and what later stages may rely on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ..article.article import Article
    from .report import Report


class Example(NamedTuple):
    """A sentence that a rule is for, with what it must find; each is run as a test.

    ``parse`` is written as in ``tests/attribution/parses.py``: words as ``word/TAG/relation/head``, sentences as
    separate strings, "¶" between paragraphs. ``content`` joins several spans by " / ". ``roles`` are the spans that
    a role network would see, as (role, first token, token after the last): of a rule that needs it, only what it
    proposes is tested, since a trained scorer decides about the rest.
    """

    cue: str
    mention: str
    content: str
    parse: tuple[str, ...]
    roles: tuple[tuple[str, int, int], ...] = ()


def nothing(article: Article) -> Iterable[Report]:
    """What a rule proposes that looks only at passages."""
    return ()


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """One pattern by which an article says who said what. Rules are found by ``registry``; two are never equal.

    ``propose`` reads the whole article. ``beside`` looks at one passage in quotation marks (by its number) that no
    report covers; where ``last_resort`` is set, only after the passage was found not to continue an earlier quotation.

    What later stages rely on, so that none of them has to know a rule by its name:

    ``least``: the probability that its reports keep at least, whatever the scorer says; 0 leaves it to the scorer.
    ``plain``: its reports need half of what others need, as those of a verb that nearly always reports.
    ``fixed``: source and content stay as proposed; the scorer is shown no variants.
    ``verbatim``: the content is the speaker's own words although no marks stand around it.
    ``labels``: the source is the label of a turn, a name in whatever case.
    ``wraps``: it reports a whole clause, which may report somebody itself ("Xi said ..., according to Xinhua").
    ``marks``: the passages beside its cue may be its content.
    ``general``: it gives way to other rules that have the same cue.
    """

    name: str
    examples: tuple[Example, ...] = ()
    silent: tuple[tuple[str, ...], ...] = ()  # parses that look alike and report nothing
    propose: Callable[[Article], Iterable[Report]] = nothing
    beside: Callable[[Article, int], Report | None] | None = None
    last_resort: bool = False
    least: float = 0.0
    plain: bool = False
    fixed: bool = False
    verbatim: bool = False
    labels: bool = False
    wraps: bool = False
    marks: bool = False
    general: bool = False
