"""Posts of social networks, as pages embed them: words without marks, below or above a name and an "@" name."""

from __future__ import annotations

import re

from ...model import Span, SpeakerKind
from ..passages import trim
from .block import Label, Turn
from .timestamps import timestamp

# "— Harbour Power (@harbourpower) March 3, 2025", on a line of its own or after the words
SIGNATURE = re.compile(
    r"(?P<mark>--|[—–-]|&mdash;)\s*(?P<name>[^\W\d_][^()@\n]{1,60}?) ?\(@\w{1,30}\)(?P<date>[^\n]{0,40})$"
)
NETWORK = (
    r"(?:Facebook|Twitter|X|Instagram|Threads|Bluesky|TikTok|Telegram|LinkedIn|Mastodon|YouTube|Weibo|Reddit"
    r"|Truth Social)"
)
CAPITALIZED = r"[^\W\d_a-z][\w.’'-]*"
# "Ana Ruiz, mayor, on Facebook", on the line below the words
POSTED_ON = re.compile(
    rf"(?P<mark>)(?:--|[—–-])? ?(?P<name>{CAPITALIZED}(?: {CAPITALIZED}){{1,4}})(?:, [^.,!?:\n]{{2,60}})?,?"
    rf" (?:on|via) {NETWORK}"
    r"(?P<date>[^\n.]{0,40})$"
)
HANDLE = re.compile(
    r"(?P<mark>)(?P<name>[^\W\d_][^()@:/|\n]{1,60}?) ?\(?@\w{1,30}\)?(?P<date>)$"
)  # above a time, below the words
HEAD = re.compile(  # "Ana Ruiz @ana_ruiz · 3h", above the words
    r"(?P<mark>)(?P<name>[^\W\d_][^()@:/|.,\n]{1,60}?)\s*\(?@\w{1,30}\)?(?: ?[·•] ?[^\n]{1,20})?"
)
COUNTS = re.compile(
    r"[\d.,]+ ?[KkMm]? (?:re)?(?:posts?|tweets?|likes?|quotes?|shares?|views?|replies|bookmarks?|comments?)\b.*", re.I
)
LINK = re.compile(r"(?:\s*(?:https?://\S+|pic\.\w+\.com/\w+))+\s*$")
MAX_SIGNATURE = 160  # characters
MIN_LETTERS = 3  # letters of a post
MAX_LINES = 8  # paragraphs of a post below its head


def find_posts(text: str, paragraphs: list[Span]) -> list[Turn]:
    """The posts, each with its signature as the label; those in quotation marks are left to the rule for signatures."""
    found = []
    for number, line in enumerate(paragraphs):
        below = _below_head(text, paragraphs, number)
        if below is not None:
            found.append(below)
            continue
        start = max(line.start, line.end - MAX_SIGNATURE)
        signed = SIGNATURE.search(text, start, line.end) if text.find("@", start, line.end) >= 0 else None
        signed = signed or POSTED_ON.match(text, *line) or _handle_above_time(text, paragraphs, number)
        if signed is None:
            continue
        own = trim(text, Span(line.start, signed.start()))
        words = own if own.start < own.end else (paragraphs[number - 1] if number else own)
        words = _without_link(text, words)
        if sum(map(str.isalpha, text[words.start : words.end])) >= MIN_LETTERS and text[words.end - 1] not in "”\"’'»":
            name = Span(*signed.span("name"))
            label = Label(name, Span(name.end, name.end), SpeakerKind.PERSON, Span(*signed.span("mark")))
            found.append(Turn(label, (words,)))
    return found


def _below_head(text: str, paragraphs: list[Span], number: int) -> Turn | None:
    """The post whose head begins in a paragraph, the "@" name perhaps in the next; a time or counts end its words."""
    two = Span(paragraphs[number].start, paragraphs[min(number + 1, len(paragraphs) - 1)].end)
    if text.find("@", two.start, min(two.end, two.start + MAX_SIGNATURE)) < 0:
        return None
    whole = (
        HEAD.fullmatch(text, *span) for span in (paragraphs[number], two) if span.end - span.start <= MAX_SIGNATURE
    )
    head = next((match for match in whole if match is not None), None)
    if head is None:
        return None
    first = number + (1 if head.end() == paragraphs[number].end else 2)
    below = paragraphs[first : first + MAX_LINES]
    end = next((n for n, line in enumerate(below) if _ends_post(text, line)), None)
    if not end:
        return None
    name = Span(*head.span("name"))
    label = Label(name, Span(name.end, name.end), SpeakerKind.PERSON, Span(name.end, name.end))
    return Turn(label, tuple(_without_link(text, line) for line in below[:end]))


def _ends_post(text: str, line: Span) -> bool:
    return timestamp(text, line) is not None or COUNTS.fullmatch(text, *line) is not None


def _handle_above_time(text: str, paragraphs: list[Span], number: int) -> re.Match[str] | None:
    """The signature without a dash that a line consists of, if the next line is a time."""
    timed = number + 1 < len(paragraphs) and timestamp(text, paragraphs[number + 1]) is not None
    return HANDLE.match(text, *paragraphs[number]) if timed else None


def _without_link(text: str, words: Span) -> Span:
    link = LINK.search(text, max(words.start, words.end - MAX_SIGNATURE), words.end)
    return trim(text, Span(words.start, link.start())) if link else words
