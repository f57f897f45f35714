"""The answers of an interview whose turns have no labels. We met WANG. (new line) Why? (new line) [I was tired.]"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise, takewhile
from typing import NamedTuple

from ..article.article import Article
from ..article.blocks.block import HEADINGS, SILENT, TURNS, BlockKind
from ..article.blocks.exchanges import FIRST_PERSON, Exchange, find_exchanges, is_interview
from ..article.blocks.turns import names_speaker
from ..article.marks import ALL_MARKS
from ..language.name_key import key
from ..language.pronouns import FIRST_PERSON as I_OR_WE
from ..model import Span, lies_in
from .introductions import as_source, interviewee, introduced_below
from .report import Report, Source
from .rule import Example, Rule

MAX_QUOTING = 1 / 3  # share of the answers that begin with a paragraph with a quotation in it and without "I"
PROBABILITY = 0.75
OUTSIDE = SILENT | TURNS | {BlockKind.POST, BlockKind.CAPTION}


class Interview(NamedTuple):
    """Questions with their answers, and who gives these; None if it is no interview or names nobody."""

    exchanges: list[Exchange]
    person: Source | None


def interview_answers(article: Article) -> Iterator[Report]:
    """We met WANG. (new paragraph) Why did you leave? (new paragraph) [I was tired.]"""
    return iter(article.once(_answers))


def is_told_in_answer(article: Article, report: Report) -> bool:
    """Whether a report within an answer has "I" for its source: [I say no.] The answer reports it."""
    if report.rule is ANSWER or report.source is None or article.tokens[report.source.head].lower_ not in I_OR_WE:
        return False
    return any(lies_in(report.cue, answer.content) for answer in article.once(_answers))


def _answers(article: Article) -> list[Report]:
    exchanges, person = article.once(interview)
    if person is None:
        return []
    called = _called(article, person)
    found = []
    for _, paragraphs in exchanges:
        answer = tuple(takewhile(lambda line: not names_speaker(article.text, line, called), paragraphs))
        if not answer or _is_quoted(article, answer):
            continue  # what is in marks has an attribution of its own or continues
        first, _ = article.token_range(answer[0])
        cue = Span(answer[0].start, answer[0].start)
        found.append(Report(ANSWER, cue, "", first, person, answer, PROBABILITY))
    return found


def interview(article: Article) -> Interview:
    """The interview that an article prints without labels.

    A question that heads the article is no part of it if what follows tells of the person.
    """
    lines = [p for p in article.paragraphs if article.structure.kind_at(p.start) not in OUTSIDE]
    exchanges = find_exchanges(article.text, lines)
    if len(exchanges) > 1 and article.structure.kind_at(exchanges[0].question.start) in HEADINGS:
        person = _answering(article, exchanges[1:])
        if person is not None and _tells_of(article, exchanges[0], _called(article, person)):
            exchanges = exchanges[1:]
    person = _answering(article, exchanges) if _is_interview(article, exchanges) else None
    if person is None or any(_tells_of(article, told, _called(article, person)) for told in exchanges[:-1]):
        return Interview(exchanges, None)  # nobody is named, or the article tells of the person
    return Interview(exchanges, person)


def _called(article: Article, person: Source) -> str:
    """The key of the last word of a name."""
    return key(article.text[slice(*person.span)].split()[-1])


def _tells_of(article: Article, exchange: Exchange, called: str) -> bool:
    return any(names_speaker(article.text, line, called) for line in exchange.answer)


def _answering(article: Article, exchanges: list[Exchange]) -> Source | None:
    """Who answers: by the labels of the first questions, or by what introduces the person, above or below."""
    before = exchanges[0].question.start
    labelled = _answering_speaker(article, before)
    if labelled is not None:
        return labelled
    person = interviewee(article, before) or introduced_below(article, exchanges[-1].answer[0].end)
    return as_source(person) if person is not None else None


def _is_interview(article: Article, exchanges: list[Exchange]) -> bool:
    """Whether the questions are put to somebody who answers, and not heads of an explainer ("What is the plan?")."""
    text = article.text
    plain = [answer for _, answer in exchanges if not _is_quoted(article, answer)]
    quoting = sum(article.has_passage(*answer[0]) and not FIRST_PERSON.search(text, *answer[0]) for answer in plain)
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
