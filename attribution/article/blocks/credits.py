"""Captions and credits: "The keeper with Otto. Photograph: Ana Lopez/Valley Pictures", "(Reporting by Ana Lopez)"."""

from __future__ import annotations

import re

from ...model import Span
from ..passages import trim
from .block import Block, BlockKind

PICTURE_WORDS = ("photo", "pic", "image", "illustration", "graphic", "video", "credit", "composite", "courtesy")
PICTURE = r"(?:photo(?:graph)?s?|pictures?|images?|pics?|illustration|graphic|video|credit|composite|courtesy)"
MARKED = re.compile(
    rf"[(\[|]?\s*(?:file )?{PICTURE}(?: credit| courtesy)?(?::| by| ©|/)\s?(?P<who>[^\n]{{2,80}})$", re.IGNORECASE
)
OWNERS = r"(?:Getty(?: Images)?|Reuters|REUTERS|AFP|EPA|Shutterstock|AP|PTI|ANI|PA|NAN|Rappler|Inquirer)"
BRACKETED = re.compile(
    rf"\((?:[^()\n]{{0,60}}(?:/| via |[Pp]hoto[: ] ?|by ))?{OWNERS}(?:/[^()\n]{{0,40}}| [Pp]hoto[^()\n]{{0,30}})?\)\.?$"
)
UNBRACKETED = re.compile(rf"(?:{OWNERS} Photo(?:/[^\n]{{1,40}})?|\S[^.\n]{{0,60}}/{OWNERS})\.?$")
DESK = re.compile(
    r"\(?(?:Additional |Further )?(?:[Rr]eporting|[Ww]riting|[Ee]diting|[Ee]dited|[Cc]ompiled|[Ww]ritten)(?: and \w+)?"
    r" by [A-Z][^\n]{1,300}?\)?\.?"
    r"|[(—–-]{0,2} ?[Ww]ith (?:an? )?(?:additional )?(?:reports?|reporting|inputs?) (?:from|by) [^\n]{1,120}"
)
FILE_PICTURE = re.compile(
    r"(?:FILE(?: PHOTO)?|File photo|PHOTO|Photo|Pictured|In this (?:\w+ ){0,4}photo)\b(?::| ?[-–—]|,)"
)
SIGN_OFF = re.compile(r"\(\w+\)\.?")  # "(NAN)", by which an agency ends a report
MAX_CREDIT = 160  # characters
MAX_LENGTH = 600  # characters of a caption
MIN_START = 3  # characters of the caption before a credit


def caption(text: str, line: Span) -> list[Block]:
    """The caption and the credit that a paragraph consists of; empty if it is neither."""
    if line.end - line.start > MAX_LENGTH:
        return []
    if DESK.fullmatch(text, *line):
        return [Block(BlockKind.CREDIT, *line)]
    found = _credit(text, max(line.start, line.end - MAX_CREDIT), line.end)
    if found and _is_credit(text, line, found.start()):
        credit = Block(BlockKind.CREDIT, *trim(text, Span(found.start(), line.end)))
        shown = found.start() - line.start > MIN_START
        kind = BlockKind.PROSE if SIGN_OFF.fullmatch(text, *credit[1:]) else BlockKind.CAPTION
        return [Block(kind, *trim(text, Span(line.start, found.start()))), credit] if shown else [credit]
    return [Block(BlockKind.CAPTION, *line)] if FILE_PICTURE.match(text, *line) else []


def _credit(text: str, start: int, end: int) -> re.Match[str] | None:
    """The credit at the end of a paragraph; what it must contain is looked up first, which is faster."""
    tail = text[start:end].casefold()
    marked = any(word in tail for word in PICTURE_WORDS) and any(mark in tail for mark in (":", " by", "©", "/"))
    found = MARKED.search(text, start, end) if marked else None
    if found is None and tail.endswith((")", ").")):
        found = BRACKETED.search(text, start, end)
    return found or (UNBRACKETED.search(text, start, end) if "/" in tail or "photo" in tail else None)


def _is_credit(text: str, line: Span, at: int) -> bool:
    """Whether a credit stands by itself: at the start of the paragraph or after the end of a sentence or a bracket."""
    before = text[line.start : at].rstrip()
    return not before or before[-1] in ".!?”\"’'|)-–—" or text[at] in "([|"
