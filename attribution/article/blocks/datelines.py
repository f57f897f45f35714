"""Datelines: where and when a report was filed. "LIMA, Peru, March 14 (Example Wire) -", "RAMPUR KALAN:"."""

from __future__ import annotations

import re

from ...model import Span
from .block import Block, BlockKind
from .label_words import is_given_name, is_role_noun

PLACE = r"[A-Z][A-Z .'’\-]{2,30}(?:, ?[A-Z][\w.]*(?: [A-Z][\w.]*){0,2}){0,2}"
DATE = r"(?:,? [A-Z][a-z]{2,8}\.? \d{1,2}|, \d{1,2} [A-Z][a-z]+ \d{4})?"
AGENCY = r"(?: ?\([^()\n]{2,40}\))?"
WITH_DASH = re.compile(rf"{PLACE}{DATE}{AGENCY} ?(?:--|[―—–_-]) ")
WITH_COLON = re.compile(rf"[A-Z][A-Z’'-]+(?:[ /][A-Z][A-Z’'-]+){{0,2}}{DATE}{AGENCY}:(?= [A-Z“‘\"'])")
IN_PLAIN_CASE = re.compile(rf"[A-Z][a-z]+(?: [A-Z][a-z]+)?, [A-Z][a-z]{{2,8}}\.? \d{{1,2}}{AGENCY}: (?=[A-Z“‘\"'])")
FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Yy]ou|[Mm]y|[Oo]ur)\b")
MAX_LINES = 12  # paragraphs at the start of an article that may have a dateline
MIN_WORDS = 12  # words of the paragraph after a place and a colon, which else is the label of a speaker


def dateline(text: str, line: Span, number: int) -> Block | None:
    """The dateline that a paragraph begins with, or None."""
    if number >= MAX_LINES:
        return None
    found = WITH_DASH.match(text, *line) or IN_PLAIN_CASE.match(text, *line) or _with_colon(text, line)
    return Block(BlockKind.DATELINE, found.start(), found.end()) if found else None


def _with_colon(text: str, line: Span) -> re.Match[str] | None:
    """A place in capitals before a paragraph of prose: "RAMPUR KALAN: The opposition walked out of the house ..."."""
    found = WITH_COLON.match(text, *line)
    if found is None:
        return None
    parts = re.findall(r"[A-Z’'-]+", found[0])
    rest = text[found.end() : line.end]
    prose = len(rest.split(maxsplit=MIN_WORDS)) > MIN_WORDS and rest[-1] in ".”\"’'" and not FIRST_PERSON.search(rest)
    return found if prose and not any(is_role_noun(part) or is_given_name(part) for part in parts) else None
