"""Stage directions of a transcript: "(Laughter.)", "[inaudible]", "Honourable senators interjecting—"."""

from __future__ import annotations

import re

from ...language.lexicon import words
from ...language.name_key import key
from ...model import Span
from ..passages import trim

BRACKETED = re.compile(r"[(\[{*]([^()\[\]{}*\n]{1,120})[)\]}*][.:]?")
INTERJECTION = re.compile(
    r"(?:[^.:!?\n]|(?<=[Hh]on)\.){1,80}\b(?:interjecting|interrupting|interjections?|interruptions?) ?[—–-]*\.?"
    r"|(?:[^.:!?\n]|(?<=[Hh]on)\.){1,80} (?:rose|rising|indicated (?:assent|dissent)) ?[—–-]*\.?"
)
# What the official report of a parliament tells between the turns: "The legislative clerk proceeded to call the roll."
PROCEEDING = re.compile(
    r"(?:(?:The|THE) (?:[a-z]+ ){0,2}(?:[Cc]lerk|CLERK) (?:will )?(?:read|reads|called|proceeded|announced|reported)\b"
    r"|The (?:House|Senate|committee|motion|question|bill|amendment) (?:divided|was (?:put|agreed|read|resolved))\b"
    r"|(?:Prayers|Question put|Question agreed|Motion (?:made|agreed to)|Bill read)\b[^:?!\n]{0,100}"
    r"|(?:Thereupon|Whereupon|Accordingly|There being no objection), )[^\n]{0,200}"
)
WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
MAX_WORDS = 3  # words of a direction in lower case: "(through interpreter)"


def is_stage_direction(text: str, start: int, end: int) -> bool:
    """Whether a whole paragraph is a stage direction."""
    if INTERJECTION.fullmatch(text, start, end) or PROCEEDING.fullmatch(text, start, end):
        return True
    match = BRACKETED.fullmatch(text, start, end)
    return match is not None


def without_stage_directions(text: str, start: int, end: int) -> list[Span]:
    """The parts of a paragraph between stage directions, without surrounding white space."""
    parts, at = [], start
    for match in BRACKETED.finditer(text, start, end):
        if _is_direction(match[0], match[1]):
            parts.append(trim(text, Span(at, match.start())))
            at = match.end()
    parts.append(trim(text, Span(at, end)))
    return [part for part in parts if any(map(str.isalnum, text[part.start : part.end]))]


def _is_direction(printed: str, inner: str) -> bool:
    """Whether words in brackets are a stage direction: "(Laughter.)", "[pause]", not "(laughter is what we need)"."""
    found = WORD.findall(inner)
    if not found or key(found[0]) not in words("stage_directions"):
        return False
    return printed[0] != "(" or inner[0].isupper() or len(found) <= MAX_WORDS
