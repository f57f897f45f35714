"""Whose words a quotation without a cue of its own continues: the last speaker's, or in a dialogue the other one's."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from ..article.article import Article
from ..article.passage_kinds import is_utterance
from ..article.passages import Passage, trim
from ..classification.negations import is_negation
from ..language.grammar import OBJECTS
from ..language.lexicon import words
from ..model import Span
from ..rules.beat_persons import person_of, shows_writing
from ..rules.report import Report
from .own_quotations import sentence_between
from .passages_side_by_side import BEFORE_SENTENCE, adjoins_next
from .translations import is_translation

MAX_PASSAGES = 60  # a quotation with more passages is a list of quotations
MAX_QUESTION = 300  # characters
MAX_GAP = 200  # characters between two paragraphs of one quotation, such as ornaments and blank lines
MAX_TURN = 2  # words of an answer that may be in title case
MAX_OF_DIALOGUE = 90  # characters of what is said in one turn of a dialogue; what is longer goes on
HE_OR_SHE = frozenset({"he", "she", "him", "her", "his"})
MAX_BEAT_PRIOR = 0.35  # rate of reporting up to which a verb before a quoted sentence is no cue
MAX_ENDS = 40  # report ends to search backwards


class Turn(NamedTuple):
    """A report and the offset at which one of its parts ends."""

    report: Report
    end: int


def continued_report(article: Article, number: int, ends: ReportEnds, by_cue: dict[int, Report]) -> int | None:
    """The cue head of the report that a passage continues, or None.

    "A," he said. "B." / "A," he began, "and B." / a paragraph that is entirely quoted, after one with a quotation.
    """
    passage = article.passages[number]
    before = article.char_before(passage.outer.start)
    if before in (",", "("):
        return _interrupted(article, passage, ends, by_cue)
    adjoins = adjoins_next(article, number - 1), adjoins_next(article, number)
    is_speech = is_utterance(article.text, passage) or _is_turn(article, passage, adjoins)
    if before not in BEFORE_SENTENCE or not is_speech:
        return None
    turns = _turns_before(article, passage.outer.start, ends, by_cue)
    last = next(turns, None)
    if last is None or len(last.report.passages) >= MAX_PASSAGES:
        return None
    if _paragraph_of(article, last) == article.paragraph_at(passage.outer.start):
        if not any(adjoins):
            return _goes_on_in_paragraph(article, passage, last, next(turns, None))
    elif before or not _follows(article, passage, last.end):
        return None
    other = next(turns, None)
    if adjoins[0] and other is not None:  # two passages side by side are two speakers'
        return other.report.cue_head if _are_two(article, other, last) else None
    if adjoins[1] and other is None and article.text[passage.end - 1] == "?":
        return None  # whoever asks the last speaker is not known
    return _next_speaker(article, passage, last, other)


def _is_turn(article: Article, passage: Passage, adjoins: tuple[bool, bool]) -> bool:
    """Whether a few words are a turn of a dialogue: a paragraph or a neighbour of another passage, and a sentence."""
    if len(article.text[passage.start : passage.end].split()) > MAX_TURN:
        return False
    return article.text[passage.end - 1] in ".?!" and (_is_whole_paragraph(article, passage) or any(adjoins))


def _paragraph_of(article: Article, turn: Turn) -> Span:
    return article.paragraph_at(max(turn.report.cue.start, turn.report.content[-1].start))


def _interrupted(article: Article, passage: Passage, ends: ReportEnds, by_cue: dict[int, Report]) -> int | None:
    """The report whose clause stands between two passages of one sentence: "A," he *began*, "and B".

    In brackets only a translation goes on: "Ya basta," he *said* ("Enough").
    """
    last = next(_turns_before(article, passage.outer.start, ends, by_cue), None)
    if last is None or not last.report.passages:
        return None
    earlier = article.passages[last.report.passages[-1]]
    between = article.text[earlier.outer.end : passage.outer.start]
    inside = earlier.outer.end <= last.report.cue.start and not any(mark in between for mark in ".!?;\n")
    if between.endswith("("):
        inside = "\n" not in between and is_translation(article, earlier, passage)
    return last.report.cue_head if inside else None


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


def _goes_on_in_paragraph(article: Article, passage: Passage, last: Turn, other: Turn | None) -> int | None:
    """The report that a sentence within the paragraph continues: the last one, unless it answers its question.

    What somebody asks is answered by who spoke right before: "It rained," XI said. "Where?" asked WANG. "[In Lima.]"
    Somebody who reports a question does not answer it.
    """
    if article.text[passage.end - 1] == "?":
        return last.report.cue_head
    if _asks_indirectly(last.report):
        return None
    asked = other is not None and _is_question(article, last.report) and _is_put_to(article, last, other, passage)
    return other.report.cue_head if asked and other is not None else last.report.cue_head


def _is_put_to(article: Article, last: Turn, other: Turn, passage: Passage) -> bool:
    """Whether a question is put to who spoke right before it: a short one, not about that speaker."""
    if not _is_dialogue(article, other, last) or not other.report.passages:
        return False
    question, before = article.passages[last.report.passages[-1]], article.passages[other.report.passages[-1]]
    turns = (before, question, passage)
    if any(turn.end - turn.start > MAX_OF_DIALOGUE for turn in turns) or before.outer.start > question.outer.start:
        return False
    first, end = article.token_range(Span(question.start, question.end))
    about = any(token.lower_ in HE_OR_SHE for token in article.tokens[first:end])
    return not about and not _is_told_between(article, other, question) and not _is_told_between(article, last, passage)


def _is_told_between(article: Article, turn: Turn, passage: Passage) -> bool:
    """Whether the reporter tells something between a turn and a passage, besides the turn's cue."""
    return sentence_between(article, turn.report, turn.report.content[-1].end, passage.outer.start)


def _next_speaker(article: Article, passage: Passage, last: Turn, previous: Turn | None) -> int | None:
    """The report that a paragraph of its own continues: the last one, or the one before it if the two are a dialogue.

    Who was asked answers, and who asked before asks again. Without a dialogue the answer to a question is nobody's.
    """
    asked = _is_question(article, last.report)
    other = previous.report if previous is not None and _is_dialogue(article, previous, last) else None
    if other is not None and (_addresses(article, other, last.report) or _addresses(article, last.report, other)):
        return other.cue_head
    if asked:
        return other.cue_head if other is not None else None
    turns = other is not None and (
        (_is_question(article, other) and article.text[passage.end - 1] == "?")
        or _names(article, passage, last.report)
        or _alternates(article, passage, other, last.report)
    )
    return other.cue_head if turns and other is not None else last.report.cue_head


def _is_dialogue(article: Article, first: Turn, second: Turn) -> bool:
    """Whether two speakers take turns in one paragraph or in two in a row."""
    place, following = _paragraph_of(article, first), _paragraph_of(article, second)
    return _are_two(article, first, second) and not article.has_alphanumeric(place.end, following.start)


def _alternates(article: Article, passage: Passage, other: Report, last: Report) -> bool:
    """Whether a passage is the next turn of two speakers: "Why?" XI asked. / "It rained," said WANG. / "[Again.]"

    Two turns without a cue in a row, or one after a question and its answer, show that; a lone one may go on.
    """
    number = bisect_left(article.openings, passage.outer.start)
    parts = [passage, *(article.passages[report.passages[-1]] for report in (other, last) if report.passages)]
    if any(part.end - part.start > MAX_OF_DIALOGUE or not part.has_closing_mark for part in parts):
        return False
    row = number - 1 in last.passages and _is_whole_paragraph(article, article.passages[number - 1])
    return row or _is_question(article, other) or _is_followed(article, number)


def _is_followed(article: Article, number: int) -> bool:
    """Whether the paragraph after a passage is a passage too."""
    if number + 1 >= len(article.passages):
        return False
    here, after = article.passages[number : number + 2]
    return _is_whole_paragraph(article, after) and not article.has_alphanumeric(here.outer.end, after.outer.start)


def _is_whole_paragraph(article: Article, passage: Passage) -> bool:
    """Whether nothing but a passage is in its paragraph."""
    paragraph, outer = article.paragraph_at(passage.outer.start), passage.outer
    return outer.start == paragraph.start and not article.has_alphanumeric(outer.end, paragraph.end)


def _names(article: Article, passage: Passage, report: Report) -> bool:
    """Whether a passage addresses the speaker of a report by name: "It is late, [Wang]." """
    if report.source is None:
        return False
    own = {t.lower_ for t in article.tokens[slice(*article.token_range(report.source.span))] if t.tag_ == "NNP"}
    first, end = article.token_range(Span(passage.start, passage.end))
    inside = article.tokens[first:end]
    return any(
        token.lower_ in own
        and (token.i == first or article.tokens[token.i - 1].text == ",")
        and (token.i + 1 >= end or article.tokens[token.i + 1].is_punct)
        for token in inside
    )


def _are_two(article: Article, first: Turn, second: Turn) -> bool:
    """Whether two turns are speech of two sources."""
    if first.report.source is None or second.report.source is None:
        return False
    if not first.report.passages and not _asks_indirectly(first.report):
        return False
    names = [article.text[slice(*turn.report.source.span)] for turn in (first, second) if turn.report.source]
    return names[0] != names[1]


def _addresses(article: Article, first: Report, second: Report) -> bool:
    """Whether the first speaker talks to the second, by name: "A," Xi *told* his brother, WANG."""
    if second.source is None:
        return False
    own = {token.lower_ for token in article.tokens[slice(*article.token_range(second.source.span))]}
    named = (c for c in article.tokens[first.cue_head].rights if c.dep_ in OBJECTS)
    return any(token.tag_ == "NNP" and token.lower_ in own for child in named for token in child.subtree)


def _is_question(article: Article, report: Report) -> bool:
    if not report.passages:
        return _asks_indirectly(report)
    return article.text[article.passages[report.passages[-1]].end - 1] == "?"


def _asks_indirectly(report: Report) -> bool:
    return not report.passages and report.lemma in words("question_verbs")


def _turns_before(article: Article, at: int, ends: ReportEnds, by_cue: dict[int, Report]) -> Iterator[Turn]:
    """The reports that end before an offset, last first, each once; without those quoted, negated or nobody's."""
    seen = set()
    for end, cue_head in ends.before(at):
        report = by_cue[cue_head]
        if cue_head in seen or report.cue.start >= at or article.passage_at(report.cue.start) is not None:
            continue
        seen.add(cue_head)
        if report.passages or (report.source is not None and not _says_nothing(article, report)):
            yield Turn(report, end)


def _says_nothing(article: Article, report: Report) -> bool:
    """Whether the cue is negated, tells of no person, or shows something written: "showed the court a note"."""
    cue = article.tokens[report.cue_head]
    negated = any(is_negation(child) for child in cue.children)
    return negated or shows_writing(cue) or is_of_no_person(article, report)


def is_of_no_person(article: Article, report: Report) -> bool:
    """Whether a verb that seldom reports has no person for its subject: THE FIRM *offered* her a chair."""
    if not seldom_reports(report) or person_of(article, article.tokens[report.cue_head]) is not None:
        return False
    first, end = article.token_range(report.source.span) if report.source is not None else (0, 0)
    return not any(token.ent_type_ == "PERSON" for token in article.tokens[first:end])


def seldom_reports(report: Report) -> bool:
    """Whether the cue is a verb that seldom reports, so that a sentence after its own may be anybody's."""
    return not report.rule.min_probability and report.prior <= MAX_BEAT_PRIOR


class ReportEnds:
    """The end offsets of all reports in ascending order, for binary search."""

    def __init__(self, reports: list[Report]) -> None:
        self.ends = sorted((end, r.cue_head) for r in reports for end in (r.cue.end, *(s.end for s in r.content)))

        self.added: list[tuple[int, int]] = []

    def add(self, passage: Passage, cue_head: int) -> None:
        """Add the ends of a passage that belongs to a report. Passages must be added in text order."""
        self.added += [(span.end, cue_head) for span in passage.spans]

    def before(self, at: int) -> Iterator[tuple[int, int]]:
        """The ends of reports at or before ``at`` with their cue heads, nearest first; at most ``MAX_ENDS``."""
        nearest = []
        for places in (self.ends, self.added):
            place = bisect_right(places, (at, 1 << 60))
            nearest += places[max(0, place - MAX_ENDS) : place]
        yield from sorted(nearest, reverse=True)[:MAX_ENDS]
