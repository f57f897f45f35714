"""The answers of an interview whose turns have no labels. We met WANG. (new line) Why? (new line) [I was tired.]"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise, takewhile
from typing import NamedTuple

from ..article.article import Article
from ..article.blocks.block import SILENT, TURNS, BlockKind
from ..article.blocks.turns import names_speaker
from ..article.marks import ALL_MARKS
from ..language.name_key import key
from ..model import Span
from .introductions import as_source, interviewee, is_interview
from .report import Report, Source
from .rule import Example, Rule

QUESTION = re.compile(r"\?[\s*_”\"’')]*$")
MAX_QUOTING = 1 / 3  # share of the answers that begin with a paragraph with a quotation in it
MAX_QUESTION = 300  # characters
MAX_PARAGRAPHS = 20  # paragraphs of one answer
PROBABILITY = 0.75
OUTSIDE = SILENT | TURNS | {BlockKind.POST, BlockKind.CAPTION}


class Exchange(NamedTuple):
    """A question that is a paragraph of its own, and the paragraphs of the answer."""

    question: Span
    answer: tuple[Span, ...]


def interview_answers(article: Article) -> Iterator[Report]:
    """We met WANG. (new paragraph) Why did you leave? (new paragraph) [I was tired.]"""
    exchanges = _exchanges(article)
    if not _is_interview(article, exchanges):
        return
    person = _answering_speaker(article, exchanges[0].question.start)
    if person is None and (introduced := interviewee(article, exchanges[0].question.start)) is not None:
        person = as_source(introduced)
    if person is None:
        return
    called = key(article.text[slice(*person.span)].split()[-1])
    if any(names_speaker(article.text, line, called) for _, answer in exchanges[:-1] for line in answer):
        return  # the article tells of the person
    for _, paragraphs in exchanges:
        answer = tuple(takewhile(lambda line: not names_speaker(article.text, line, called), paragraphs))
        if not answer or _is_quoted(article, answer):
            continue  # what is in marks has an attribution of its own or continues
        first, _ = article.token_range(answer[0])
        cue = Span(answer[0].start, answer[0].start)
        yield Report(ANSWER, cue, "", first, person, answer, PROBABILITY)


def _exchanges(article: Article) -> list[Exchange]:
    """The questions outside quotation marks, each with the paragraphs up to the next one."""
    lines = [p for p in article.paragraphs if article.structure.kind_at(p.start) not in OUTSIDE]
    places = [n for n, line in enumerate(lines) if _is_question(article.text, line)]
    found = []
    for at, after in pairwise([*places, len(lines)]):
        answer = tuple(lines[at + 1 : min(after, at + 1 + MAX_PARAGRAPHS)])
        if answer:
            found.append(Exchange(lines[at], answer))
    return found


def _is_question(text: str, line: Span) -> bool:
    short = line.end - line.start <= MAX_QUESTION and text[line.start] not in ALL_MARKS
    return short and QUESTION.search(text, max(line.start, line.end - 6), line.end) is not None


def _is_interview(article: Article, exchanges: list[Exchange]) -> bool:
    """Whether the questions are put to somebody who answers, and not heads of an explainer ("What is the plan?")."""
    text = article.text
    plain = [answer for _, answer in exchanges if not _is_quoted(article, answer)]
    quoting = sum(article.has_passage(*answer[0]) for answer in plain)
    if quoting > MAX_QUOTING * len(plain) or any(text[answer[0].start] in ALL_MARKS for answer in plain):
        return False
    return is_interview(text, [question for question, _ in exchanges], [answer for _, answer in exchanges])


def _is_quoted(article: Article, answer: tuple[Span, ...]) -> bool:
    """Whether each paragraph of an answer is in quotation marks as a whole, as some interviews print a few answers."""
    passages = ((article.passage_at(line.start), line) for line in answer)
    return all(passage is not None and passage.outer == line for passage, line in passages)


def _answering_speaker(article: Article, before: int) -> Source | None:
    """The speaker of the last turn with a label that answers a question; None if there is none before an offset.

    Some interviews print labels only until the reader knows who asks and who answers.
    """
    turns = [turn for turn in article.structure.turns if turn.spans[-1].end <= before]
    for asks, answers in reversed(list(pairwise(turns))):
        name = answers.label.name
        put = article.text[asks.spans[-1].end - 1] == "?"
        if put and name.start < name.end and article.text[answers.spans[-1].end - 1] != "?":
            return Source(name, article.token_range(name)[1] - 1, "interview")
    return None


INTERVIEW = (
    "We/PRP/nsubj/2 met/VBD/root/0 Ana/NNP/obj/2/PERSON Wang/NNP/flat/3/PERSON ././punct/2",
    "¶",
    "Did/VBD/aux/3 you/PRP/nsubj/3 stay/VB/root/0 ?/./punct/3",
    "¶",
    "I/PRP/nsubj/2 left/VBD/root/0 ././punct/2",
    "¶",
    "Why/WRB/root/0 ?/./punct/1",
    "¶",
    "It/PRP/nsubj/2 rained/VBD/root/0 ././punct/2",
)
ANSWER = Rule(
    "interview_answer",
    examples=(Example("", "Ana Wang", "I left.", INTERVIEW), Example("", "Ana Wang", "It rained.", INTERVIEW)),
    counterexamples=(
        (
            "Ana/NNP/nsubj/3/PERSON Wang/NNP/flat/1/PERSON left/VBD/root/0 ././punct/3",
            "¶",
            "What/WP/root/0 happened/VBD/acl/1 ?/./punct/1",
            "¶",
            "It/PRP/nsubj/2 rained/VBD/root/0 ././punct/2",
            "¶",
            "Why/WRB/root/0 ?/./punct/1",
            "¶",
            "It/PRP/nsubj/2 stopped/VBD/root/0 ././punct/2",
        ),
    ),
    propose=interview_answers,
    min_probability=0.75,
    no_variants=True,
    verbatim=True,
)
