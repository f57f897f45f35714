"""The source that a label names, and the report of the words after it. WANG, baker: [It rained.]"""

from __future__ import annotations

from ..article.article import Article
from ..article.blocks.block import Label
from ..model import Span
from .named_persons import named_persons
from .report import Report, Source
from .rule import Rule


def label_source(article: Article, label: Label, rule: str = "label") -> Source:
    """The name of a label; ``rule`` is that of the source."""
    return Source(label.name, article.token_range(label.name)[1] - 1, rule)


def names_person(article: Article, label: Label) -> bool:
    """Whether a person is named in the name of a label."""
    return bool(article.once(named_persons).within(*article.token_range(label.name)))


def label_report(
    article: Article,
    rule: Rule,
    label: Label,
    content: tuple[Span, ...],
    probability: float,
    passages: tuple[int, ...] = (),
) -> Report:
    """The report whose cue is the mark of a label, such as a colon."""
    cue_head, _ = article.token_range(label.mark)
    return Report(rule, label.mark, ":", cue_head, label_source(article, label), content, probability, passages)
