"""Whom a turn of a transcript addresses, whom the parser takes for a subject: "Mr. Speaker, the man said"."""

from __future__ import annotations

from ..article.article import Article
from ..language.name_key import key
from ..rules.report import Report

ADDRESS = frozenset("mr mrs ms madam mister sir maam your".split())
CHAIRS = frozenset(
    "speaker president chair chairman chairwoman chairperson moderator minister premier honour honor officer".split()
)
MAX_LENGTH = 40  # characters of an address


def is_vocative(article: Article, report: Report) -> bool:
    """Whether the source of a report within a turn is whom the turn addresses."""
    if report.source is None or report.rule.source_is_label or article.structure.turn_at(report.cue.start) is None:
        return False
    start = report.source.span.start
    comma = article.text.find(",", start, start + MAX_LENGTH)
    parts = [key(part) for part in article.text[start:comma].split()] if comma > start else []
    return len(parts) > 1 and parts[0] in ADDRESS and parts[-1] in CHAIRS
