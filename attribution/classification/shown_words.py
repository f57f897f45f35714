"""Words in quotation marks that somebody shows or performs, not says: names of works, what is written on a thing."""

from __future__ import annotations

from bisect import bisect_left

from ..article.article import Article
from ..article.blocks.block import HEADINGS
from ..article.passage_kinds import follows_mention_of_words, inscription_start, is_named_work, is_title
from ..article.passages import Passage
from ..language.grammar import ARTICLES, FINITE_TAGS, lemma
from ..language.lexicon import cue_probability, words
from ..rules.report import Report

NAMING = frozenset({"call", "christen", "dub", "name", "nickname", "rename", "title"})
MAX_NAME = 3  # words of a name that something is given
MAX_PRIOR = 0.6  # of a verb that may perform a work rather than say its name
MAX_RATE = 0.3  # at which a verb reports its object without marks, up to which the object is a thing: "found a bag"


def is_shown(article: Article, report: Report) -> bool:
    """Whether the content is the name of a work or a thing with words on it: "sang “Long Way Home”"."""
    if len(report.content) != 1 or report.cue.start >= report.cue.end:
        return False
    start, end = report.content[0]
    unlikely = report.prior < MAX_PRIOR
    if unlikely and is_named_work(article.text, start, end):
        return True
    passage = _only_passage(article, start, end)
    verb = lemma(article.tokens[report.cue_head])
    if passage is None:
        return False
    if verb not in words("speech_verbs", "ascription_verbs") and follows_mention_of_words(article.text, passage):
        return True  # "shows her beside the words “Go home”"
    if start >= passage.outer.start and end <= passage.outer.end:
        return unlikely and verb not in words("speech_verbs") and is_title(article.text, passage)
    if verb in NAMING and start < passage.outer.start and _is_name(article, passage):
        return True
    if cue_probability(verb, "obj", "-") >= MAX_RATE:
        return False
    inscribed = inscription_start(article.text, passage)
    return inscribed is not None and not _has_finite_verb(article, start, inscribed)


def _is_name(article: Article, passage: Passage) -> bool:
    """Whether a passage is the name that a thing is given: "called her boat “Otto”", not "called him a “liar”"."""
    printed = article.text[passage.start : passage.end].rstrip(",.")
    parts = printed.split()
    if article.structure.kind_at(passage.start) in HEADINGS or parts[0].casefold() in ARTICLES:
        return False  # capitals tell nothing there; "A Disgrace"
    return len(parts) <= MAX_NAME and all(part[0].isupper() for part in parts)


def _only_passage(article: Article, start: int, end: int) -> Passage | None:
    first = bisect_left(article.openings, start - 1)
    inside = [p for p in article.passages[first : first + 2] if p.outer.start < end]
    return inside[0] if len(inside) == 1 else None


def _has_finite_verb(article: Article, start: int, end: int) -> bool:
    first, last = bisect_left(article.starts, start), bisect_left(article.starts, end)
    return any(token.tag_ in FINITE_TAGS for token in article.tokens[first:last])
