"""Tell utterances in quotation marks from titles, nicknames and scare quotes."""

from __future__ import annotations

import re

from ..language.lexicon import words
from ..language.title_case import WORD, is_title_case
from .passages import Passage

MIN_WORDS = 4
MIN_TITLE = 3
MAX_INSCRIBED = 60  # characters before a passage in which a participle says that it is written on something
INSCRIBED = re.compile(
    rf"\w(?<!\bhad)(?<!\bhas)(?<!\bhave)\s({'|'.join(sorted(words('inscription_participles'), key=len, reverse=True))})"
    r"(?:\s(?:with|as))?(?:\s(?:the\s)?(?:words?|slogan|message|legend))?\s$",
    re.IGNORECASE,
)
WORDS_BEFORE = re.compile(r"\bthe (?:words?|lyrics?|lines?|refrain|slogan|motto|legend|caption)[:,]? ?$", re.IGNORECASE)
NAMED_WORK = re.compile(
    r"(?:(?:the|a|an|its|his|her|their|our|my)\s+)?(?:[\w-]{1,40}\s{1,9}){0,2}?(?:motto|slogan|title|name|nickname|inscription|words?"
    r"|film|movie|book|novel|song|album|play|poem|painting|opera|ballad|series|show|sign|label|brand|headline|chapter)"
    r"\s+[“\"‘'«][^”\"’»]{1,80}[”\"’'»]?",
    re.IGNORECASE,
)


def is_utterance(text: str, passage: Passage) -> bool:
    """Whether the passage reads as an utterance: a sentence or several words of running text, not a title."""
    content = text[passage.start : passage.end]
    found = WORD.findall(content)
    if not found:
        return False
    if content[-1] in ".,!?…—" and len(found) > 1:
        return not is_title_case(found) or content[-1] in "!?"
    return len(found) >= MIN_WORDS and not is_title_case(found)


def is_standalone_utterance(text: str, passage: Passage) -> bool:
    """Whether a passage without an attribution is still a quotation: a whole sentence in quotation marks."""
    content = text[passage.start : passage.end]
    first = next((c for c in content if c.isalnum()), "a")
    if first.islower() or not is_utterance(text, passage) or len(WORD.findall(content)) < MIN_WORDS:
        return False
    before = text[max(0, passage.outer.start - 3) : passage.outer.start].rstrip(" \t")
    opens_sentence = not before or before[-1] in '.!?:”"\n'
    return opens_sentence and content[-1] in ".,!?…—-"


def is_named_work(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` is the name of a work or the like: "the motto “Work and Hope”"."""
    return NAMED_WORK.fullmatch(text, start, end) is not None


def follows_mention_of_words(text: str, passage: Passage) -> bool:
    """Whether a passage follows "the words" or the like: "knows the words: “Rise, little river”"."""
    start = max(0, passage.outer.start - MAX_INSCRIBED)
    return WORDS_BEFORE.search(text, start, passage.outer.start) is not None


def is_title(text: str, passage: Passage) -> bool:
    """Whether a passage is a title of three words or more in Title Case: "Nobody Knows My Mother"."""
    content = text[passage.start : passage.end].rstrip(",")
    found = WORD.findall(content)
    return len(found) >= MIN_TITLE and content[-1].isalnum() and is_title_case(found)


def inscription_start(text: str, passage: Passage) -> int | None:
    """The offset of the participle before what a thing has written on it: "marked" in "a bag marked “fragile”"."""
    first = max(0, passage.outer.start - MAX_INSCRIBED)
    found = INSCRIBED.search(text[first : passage.outer.start])
    return first + found.start(1) if found else None
