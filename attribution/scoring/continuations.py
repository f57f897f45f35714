"""The turns that a quotation without a cue of its own may continue or answer."""

from __future__ import annotations

from itertools import islice

from ..article.article import Article
from ..article.passage_kinds import is_utterance
from ..article.passages import Passage, trim
from ..model import Span
from ..rules.report import Report
from .earlier_turns import ReportEnds, Turn, asks_indirectly, turns_before
from .passages_side_by_side import BEFORE_SENTENCE, adjoins_next
from .translations import is_translation
from .turn_chooser import Decide
from .turn_situation import Situation, is_whole_paragraph
from .turn_speakers import Names, are_two, may_be_person

MAX_PASSAGES = 60  # a quotation with more passages is a list of quotations
MAX_QUESTION = 300  # characters
MAX_GAP = 200  # characters between two paragraphs of one quotation, such as ornaments and blank lines
MAX_TURN = 3  # words of an answer that may be in title case
MAX_EARLIER = 5  # turns among which the other speaker of a dialogue is


def earlier_report(
    article: Article, number: int, ends: ReportEnds, by_cue: dict[int, Report], shown: Report | None, decide: Decide
) -> int | None:
    """The cue of the earlier report that a passage continues, or None if it is nobody's or the one that is shown."""
    of_sentence = _interrupted(article, number, ends, by_cue)
    if of_sentence is not None:
        return of_sentence
    situation = _situation(article, number, ends, by_cue, shown)
    turn = situation.turn(decide(situation)) if situation is not None else None
    return turn.report.cue_head if turn is not None else None


def _interrupted(article: Article, number: int, ends: ReportEnds, by_cue: dict[int, Report]) -> int | None:
    """The cue of the report whose clause stands between two passages of one sentence: "A," he *began*, "and B".

    In brackets only a translation goes on: "Ya basta," he *said* ("Enough").
    """
    passage = article.passages[number]
    if article.char_before(passage.outer.start) not in (",", "("):
        return None
    last = next(turns_before(article, passage.outer.start, ends, by_cue), None)
    if last is None or not last.report.passages:
        return None
    earlier = article.passages[last.report.passages[-1]]
    between = article.text[earlier.outer.end : passage.outer.start]
    inside = earlier.outer.end <= last.report.cue.start and not any(mark in between for mark in ".!?;\n")
    if between.endswith("("):
        inside = "\n" not in between and is_translation(article, earlier, passage)
    return last.report.cue_head if inside else None


def _situation(
    article: Article, number: int, ends: ReportEnds, by_cue: dict[int, Report], shown: Report | None
) -> Situation | None:
    """The turns before a passage that is a sentence of its own; None if it can continue none.

    "A," he said. "B." / a paragraph that is entirely quoted, after one with a quotation.
    """
    passage = article.passages[number]
    before = article.char_before(passage.outer.start)
    adjoins = adjoins_next(article, number - 1), adjoins_next(article, number)
    is_speech = is_utterance(article.text, passage) or _is_turn(article, passage, adjoins)
    if before not in BEFORE_SENTENCE or not is_speech:
        return None
    earlier = list(islice(turns_before(article, passage.outer.start, ends, by_cue), MAX_EARLIER))
    turns = [turn for turn in earlier if not any(_describes(turn.report, whose.report) for whose in earlier)]
    if not turns or len(turns[0].report.passages) >= MAX_PASSAGES:
        return None
    last = turns[0]
    apart = last.paragraph(article) != article.paragraph_at(passage.outer.start)
    if apart and (before or not _follows(article, passage, last.end)):
        if shown is None or not _is_next_paragraph(article, passage, last):
            return None
        return Situation(article, number, ends.names, last, None, None, 0, shown, adjoins, None)
    near = turns[1:] if apart or any(adjoins) else _of_paragraph(article, passage, turns[1:])
    other, previous, since = _others(article, last, near, ends.names)
    following = by_cue.get(ends.holders.get(number + 1, -1)) if adjoins[1] else None
    return Situation(article, number, ends.names, last, other, previous, since, shown, adjoins, following)


def _is_next_paragraph(article: Article, passage: Passage, last: Turn) -> bool:
    """Whether the narrative before a passage begins the next paragraph after a turn."""
    place = article.paragraph_number(passage.outer.start)
    lead = place if article.char_before(passage.outer.start) else place - 1
    return lead > 0 and not article.has_alphanumeric(last.paragraph(article).end, article.paragraphs[lead].start)


def _describes(report: Report, speaker: Report) -> bool:
    """Whether what a report tells is part of the phrase for another's speaker: XI, whom they *call* "the Hammer"."""
    return speaker.source is not None and speaker.source.span.start <= report.cue.start < speaker.source.span.end


def _others(article: Article, last: Turn, earlier: list[Turn], names: Names) -> tuple[Turn | None, Turn | None, int]:
    """The last turn of somebody else than the last speaker, the turn before it, and how many stand between the two.

    Indirect speech is a turn if no paragraph stands between it and the last turn.
    """
    if last.report.source is None or not earlier:
        return None, None, 0
    start = last.paragraph(article).start
    for at, turn in enumerate(earlier):
        spoke = turn.report.passages or asks_indirectly(article, turn.report)
        if not spoke and article.has_alphanumeric(turn.paragraph(article).end, start):
            continue
        if may_be_person(article, turn.report) and are_two(article, turn.report, last.report, names):
            return turn, next(iter(earlier[at + 1 :]), None), at
    return None, None, 0


def _of_paragraph(article: Article, passage: Passage, turns: list[Turn]) -> list[Turn]:
    """The turns in the paragraph of a passage."""
    paragraph = article.paragraph_at(passage.outer.start)
    return [turn for turn in turns if turn.paragraph(article) == paragraph]


def _is_turn(article: Article, passage: Passage, adjoins: tuple[bool, bool]) -> bool:
    """Whether a few words are a turn of a dialogue: a paragraph or a neighbour of another passage, and a sentence."""
    if len(article.text[passage.start : passage.end].split()) > MAX_TURN:
        return False
    return article.text[passage.end - 1] in ".?!" and (is_whole_paragraph(article, passage) or any(adjoins))


def _follows(article: Article, passage: Passage, end: int) -> bool:
    """Whether a passage is a whole paragraph, right after the paragraph of the offset ``end``.

    A question that an interviewer asks may stand between them.
    """
    paragraph, before = article.paragraph_at(passage.outer.start), article.paragraph_at(end - 1)
    between = trim(article.text, Span(before.end, paragraph.start))
    if between.start < between.end and not _is_question_between(article, between):
        return False
    if paragraph.start - before.end > MAX_GAP + between.end - between.start:
        return False
    return not article.has_alphanumeric(passage.outer.end, paragraph.end)


def _is_question_between(article: Article, between: Span) -> bool:
    """Whether the text between two paragraphs is one question outside quotation marks."""
    one = between.end - between.start <= MAX_QUESTION and article.paragraph_at(between.start).end >= between.end
    asked = article.text[between.start : between.end].rstrip("*_ ").endswith("?") if one else False
    return asked and not article.has_passage(*between)
