"""Timestamps: when a page or an entry of a live blog was published or updated."""

from __future__ import annotations

import re

from ...model import Span
from .block import Block, BlockKind

VERB = r"(?:(?:first |last )?(?:published|updated|posted|modified|created|date|filed)(?: (?:at|on))?:? *)"
MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?"
DAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?)"
CLOCK = r"(?:\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?(?: ?[ap]\.?m\.?)?(?: ?hrs)?|\d{1,2} ?[ap]\.?m\.?)"
ZONE = (
    r"(?:gmt|bst|utc|est|edt|et|pt|pst|pdt|ct|cst|cdt|ist|wat|eat|pht|aest|aedt|sgt|hkt|jst|kst|msk|nzst|nzdt|cet|cest"
    r"|local time)"
)
DATE = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)? {MONTH},? ?(?:\d{{4}})?|{MONTH} \d{{1,2}},? ?(?:\d{{4}})?"
    r"|\d{1,4}[/-]\d{1,2}[/-]\d{1,4})"
)
AGO = r"(?:\d{1,2} (?:minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?|[mhd]) ago)"
PART = rf"(?:{VERB}|{DAY}|{CLOCK}|{ZONE}|{DATE}|{AGO}|at|on|[-–—|,•·/()])"
STAMP = re.compile(rf"[\[(]?(?:{PART}\s*){{1,14}}[\])]?\.?", re.IGNORECASE)
# "08:15 The minister", "8.15am: “We go.”", where a sentence follows that does not itself begin with the time.
OPENING = re.compile(rf"[\[(]?{CLOCK}(?: (?i:{ZONE}))?[\])]?[:.]?(?: ?[-–—|•])?\s+(?=[A-Z“‘\"'])")
MAX_LENGTH = 120  # characters


def timestamp(text: str, line: Span) -> Block | None:
    """The timestamp that a paragraph consists of, or None."""
    if line.end - line.start > MAX_LENGTH:
        return None
    found = STAMP.fullmatch(text, *line)
    return Block(BlockKind.TIMESTAMP, *line) if found and any(map(str.isdigit, found[0])) else None


def opening_time(text: str, line: Span) -> Block | None:
    """The time at which an entry of a live blog begins, on one line with its words, or None."""
    found = OPENING.match(text, *line)
    return Block(BlockKind.TIMESTAMP, *found.span()) if found else None
