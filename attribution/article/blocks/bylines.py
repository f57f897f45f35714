"""Bylines: who wrote the article. "By Ana Lopez", with the writer's job and address on the lines below."""

from __future__ import annotations

import re

from ...language.name_key import key
from ...model import Span
from .block import Block, BlockKind

OPENING = (
    r"(?:(?:[Ww]ords|[Ss]tory|[Rr]eport(?:ed|ing)?|[Ww]ritten|[Aa]nalysis|[Oo]pinion|[Tt]ext) )?(?:[Bb]y|BY)[ :]\s*"
)
NAME = r"(?P<name>[^\W\d_](?:[^\s,|]|[ ](?!in |for |and |at |with |[-–—|&] )){1,60})"
REST = r"(?:,.*|\s+(?:in|for|and|at|with)\s.*|\s*[-–—|&] .*)?"
BYLINE = re.compile(rf"{OPENING}{NAME}{REST}\s*$")
CORRESPONDENT = re.compile(
    r"From (?P<name>(?:[^\W\d_a-z][\w.’'-]*[ ]){1,3}[^\W\d_a-z][\w.’'-]*)(?:(?:,| in) [^:“\"]*)?$"
)
ADDRESS = re.compile(r"(?:[Ee]-?mail:? *)?\S{1,60}@\S{1,60}|@\w{1,30}|(?:Twitter|X|Follow): ?@\w{1,30}")
JOBS = frozenset(
    """agencies agency bureau chief columnist correspondent correspondents critic desk editor editors journalist
    photographer producer reporter reporters service staff writer writers""".split()
)
MAX_LINES = 8  # paragraphs at the start of an article that may be bylines
MAX_LENGTH = 160  # characters of a byline
MAX_JOB = 6  # words of a line that names the writer's job


def byline(text: str, line: Span, number: int, before: Block | None) -> Block | None:
    """The byline that a paragraph consists of; ``before`` is the block before it."""
    if line.end - line.start > MAX_LENGTH:
        return None
    if ADDRESS.fullmatch(text, *line) or (number < MAX_LINES and byline_name(text, line)):
        return Block(BlockKind.BYLINE, *line)
    below = before is not None and before.kind == BlockKind.BYLINE and number < MAX_LINES
    return Block(BlockKind.BYLINE, *line) if below and _is_job(text[line.start : line.end]) else None


def byline_name(text: str, line: Span) -> Span | None:
    """The name in a byline; None if the line is none. Of several authors it is the first."""
    wrapped = text.find("\n", *line)  # of a hard-wrapped paragraph only the first line is read
    end = wrapped if wrapped > 0 else line.end
    match = BYLINE.match(text, line.start, end) or CORRESPONDENT.match(text, line.start, end)
    if match is None or text[end - 1] in "!?:":
        return None
    parts = match["name"].split()
    capital = 1 < len(parts) < 6 and parts[0][0].isupper() and parts[-1][0].isupper()
    return Span(*match.span("name")) if capital else None


def _is_job(printed: str) -> bool:
    parts = printed.split()
    return len(parts) <= MAX_JOB and any(key(part) in JOBS for part in parts) and printed[-1] not in ".!?:"
