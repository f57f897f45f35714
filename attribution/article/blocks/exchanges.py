"""The questions and answers of an interview without labels, told apart by how they are printed or by what they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from ...model import Span
from ..marks import ALL_MARKS
from .emphasis import emphasis, without_emphasis

ADDRESSES = re.compile(r"\b(?:[Yy]ou|[Yy]our|[Yy]ours|[Yy]ourself|YOUR?)\b")
FIRST_PERSON = re.compile(r"\b(?:I|I['’]\w+|[Mm]y|[Mm]e|[Mm]yself)\b")
QUESTION = re.compile(r"\?[\s*_”\"’')]*$")
SENTENCE_END = re.compile(r"[.?!…][\s*_”\"’')]*$")
DASH = re.compile(r"[-–—]\s+(?=\S)")
LEAD = re.compile(r"(\*\*|__)?[^?.!:\n]{3,120}\?(?(1)[*_]{2,3})\s+(?=\S)")
CAPITALS = "capitals"
MAX_END = 6  # characters of a stop and marks
MAX_QUESTION = 300  # characters
MAX_PARAGRAPHS = 20  # paragraphs of one answer
MIN_SERIES, MIN_LEADS = 2, 3
MIN_ADDRESSED, MIN_FIRST_PERSON = 1 / 3, 1 / 3  # shares of the questions with "you", and of the answers with "I"
MOSTLY = 2 / 3  # share of the answers with "I" that suffices


class Exchange(NamedTuple):
    """A question, and the paragraphs of the answer without what only prints them: emphasis, a dash before them."""

    question: Span
    answer: tuple[Span, ...]


def find_exchanges(text: str, lines: Sequence[Span]) -> list[Exchange]:
    """The questions among the paragraphs of an article, each with the answer below it; those without one are left out.

    Nothing tells here whether anybody is interviewed: the heads of an explainer are questions too.
    """
    led = _led(text, lines)
    if led:
        return led
    shapes = [_shape(text, line) for line in lines]
    places = _series(text, lines, shapes)
    found = []
    for at, after in pairwise([*places, len(lines)]):
        below = range(at + 1, min(after, at + 1 + MAX_PARAGRAPHS))
        answer = [lines[n] for n in below if shapes[n] == shapes[at + 1]] if below else []
        if answer:
            found.append(Exchange(lines[at], tuple(_bare(text, line) for line in answer)))
    return found


def is_interview(text: str, questions: Sequence[Span], answers: Sequence[Sequence[Span]]) -> bool:
    """Whether questions are put to somebody who answers, and are no heads of an explainer ("What is the plan?")."""
    asked = sum(ADDRESSES.search(text, *question) is not None for question in questions)
    told = sum(any(FIRST_PERSON.search(text, *line) for line in answer) for answer in answers)
    enough = min(len(questions), len(answers)) >= MIN_SERIES
    addressed = asked >= MIN_ADDRESSED * len(questions) and told >= MIN_FIRST_PERSON * len(answers)
    return enough and (addressed or told >= MOSTLY * len(answers))


def _led(text: str, lines: Sequence[Span]) -> list[Exchange]:
    """The exchanges of a text that prints each answer beside its question: "Best advice? Never buy a boat." """
    leads = {n: match.end() for n, line in enumerate(lines) if (match := LEAD.match(text, *line))}
    if len(leads) < MIN_LEADS or max(leads) - min(leads) + 1 > len(leads):
        return []
    return [Exchange(Span(lines[n].start, end), (Span(end, lines[n].end),)) for n, end in leads.items()]


def _shape(text: str, line: Span) -> str:
    """How a whole paragraph is printed: the mark that emphasises it, in capitals, or "" if it is plain."""
    return emphasis(text, line) or (CAPITALS if text[line.start : line.end].isupper() else "")


def _series(text: str, lines: Sequence[Span], shapes: list[str]) -> list[int]:
    """The places of the questions: the paragraphs of one shape among which most questions are, some without "?"."""
    asked = [n for n, line in enumerate(lines) if _is_question(text, line)]
    marked = {shape: sum(shapes[n] == shape for n in asked) for shape in shapes}
    most = max(sorted(marked, reverse=True), key=lambda shape: marked[shape], default="")
    if not most:
        return _with_remarks(text, lines, _without_answers(text, lines, [n for n in asked if not shapes[n]]))
    same = [n for n, shape in enumerate(shapes) if shape == most and _is_put(text, lines[n])]
    sure = [n for n in same if _is_question(text, lines[n]) or ADDRESSES.search(text, *lines[n])]
    return [n for n in same if sure[0] <= n <= sure[-1]] if len(sure) >= MIN_SERIES else []


def _is_question(text: str, line: Span) -> bool:
    short = line.end - line.start <= MAX_QUESTION and text[line.start] not in ALL_MARKS
    return short and QUESTION.search(text, max(line.start, line.end - MAX_END), line.end) is not None


def _is_put(text: str, line: Span) -> bool:
    """Whether an emphasised paragraph may be put to somebody: it ends as a sentence does, and nobody is quoted."""
    quoted = text[without_emphasis(text, line).start] in ALL_MARKS
    return not quoted and SENTENCE_END.search(text, max(line.start, line.end - MAX_END), line.end) is not None


def _without_answers(text: str, lines: Sequence[Span], asked: list[int]) -> list[int]:
    """The places of plain questions without answers that are questions themselves: "Where would I stand?"."""
    found: list[int] = []
    for n in asked:
        answers = bool(found) and found[-1] == n - 1 and (n + 1 == len(lines) or n + 1 in asked)
        if not answers:
            found.append(n)
    return found


def _with_remarks(text: str, lines: Sequence[Span], places: list[int]) -> list[int]:
    """The places of plain questions, with remarks to which somebody answers: "You are famous for your temper."

    Only where an answer is a single paragraph elsewhere. A remark stands between two paragraphs of what would be one
    answer; it has "you" and no "I", or else it alone parts the answer.
    """
    gaps = [after - at - 1 for at, after in pairwise(places)]
    if 2 * gaps.count(1) < len(gaps) or len(gaps) < MIN_SERIES:
        return places
    found = list(places)
    for at, after in pairwise([*places, len(lines)]):
        alone = after - at == 4 and after < len(lines)
        for n in range(at + 2, after - 1):
            plain = lines[n].end - lines[n].start <= MAX_QUESTION and not FIRST_PERSON.search(text, *lines[n])
            if plain and (alone or ADDRESSES.search(text, *lines[n])) and n - 1 not in found:
                found.append(n)
    return sorted(found)


def _bare(text: str, line: Span) -> Span:
    """A paragraph without emphasis and without the dash before what somebody says."""
    plain = without_emphasis(text, line)
    dash = DASH.match(text, *plain)
    return Span(dash.end() if dash else plain.start, plain.end)
