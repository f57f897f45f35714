"""Headings that report nothing: "Lopez allies deny plot", "Pupils tell inquiry of ‘weigh-in Wednesdays’"."""

from __future__ import annotations

from bisect import bisect_left

from ..article.article import Article
from ..article.blocks.block import HEADINGS, BlockKind
from ..language.lexicon import words
from ..rules.report import Report
from .content_heads import content_heads, is_clause
from .types import is_reporting


def is_bare_heading(article: Article, report: Report) -> bool:
    """Whether a report is in a heading and quotes no words of its source."""
    if report.rule.of_headings or not _is_heading(article, report.cue.start):
        return False
    last = bisect_left(article.openings, report.content[-1].end) - 1
    if last < 0 or article.passages[last].outer.end <= report.content[0].start:
        return True
    passage = article.passages[last]
    within = passage.outer.start > report.content[0].start and passage.outer.end < report.content[-1].end
    told = is_reporting(report.lemma) and report.lemma not in words("belief_verbs")
    if within and not told:
        return True  # "Judges free “angel of Leeds” nurse", "Mayor wants probe into “ghost” schools"
    return report.lemma in words("denial_verbs") or _names_thing(article, report)


def is_headed(article: Article, report: Report) -> bool:
    """Whether the source of a report is no speaker but the head of a note or list: "Analysis: why it rained"."""
    if report.source is None:
        return False
    start, end = report.source.span
    return article.text[end : end + 1] == ":" and article.text[start:end].casefold() in words("label_heads")


def _names_thing(article: Article, report: Report) -> bool:
    """Whether the words in marks are a part of a thing that the heading names: "Mayor defends ‘cruel’ cut"."""
    if report.lemma in words("ascription_verbs"):
        return False  # "Mayor calls cut ‘cruel’"
    passage = article.passage_at(report.content[0].start)
    if passage is not None and report.content[-1].end <= passage.outer.end:
        before = article.tokens[max(0, article.token_range(passage.outer)[0] - 1)]
        return before.tag_ == "IN" and before.lower_ != "as"  # not "“Stay home,” says chief"
    return not any(is_clause(head) for head in content_heads(article, report))


def _is_heading(article: Article, at: int) -> bool:
    """Whether an offset is in a heading, or in an item of a list above the text: "* Shares fall, says union"."""
    structure = article.structure
    kind = structure.kind_at(at)
    if kind != BlockKind.LIST_ITEM:
        return kind in HEADINGS
    above = all(block.start > at for block in structure.blocks if block.kind == BlockKind.PROSE)
    return above and article.text[article.paragraph_at(at).end - 1].isalnum()
