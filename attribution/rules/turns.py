"""The turns of a transcript, each a direct quotation by the speaker that its label names. WANG: It stopped."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from ..article.article import Article
from ..article.blocks.block import Turn
from ..article.blocks.exchanges import is_interview
from .introductions import as_source, interviewee, interviewer
from .label_sources import label_source
from .report import Report, Source
from .rule import Example, Rule

PROBABILITY = 0.8
FIRST_PERSON = frozenset({"i", "we"})


def turn_reports(article: Article) -> Iterator[Report]:
    """WANG: [It stopped.] / Mr. WANG. [It stopped.] / Q. [Why?]"""
    taken: set[int] = set()
    parties = _parties(article)
    for turn in (*article.structure.turns, *article.structure.posts):
        head = _cue_head(article, turn, taken)
        taken.add(head)
        mark = turn.label.mark
        yield Report(
            TURN, mark, article.text[mark.start : mark.end], head, _source(article, turn, parties), turn.spans,
            PROBABILITY,
        )  # fmt: skip


def _cue_head(article: Article, turn: Turn, taken: set[int]) -> int:
    """The token of the label's mark, or the first of the words if there is no mark or this part goes on after it."""
    last = bisect_left(article.starts, max(turn.label.mark.end, turn.label.mark.start + 1)) - 1
    return last if last not in taken else article.token_range(turn.spans[0])[0]


def _parties(article: Article) -> dict[str, Source]:
    """Who asks ("Q") and who answers ("A") in an interview without other labels, if its introduction names them."""
    turns = article.structure.turns
    if not turns or not all(turn.label.letter and turn.label.name.start == turn.label.name.end for turn in turns):
        return {}
    asked = [turn.spans[0] for turn in turns if turn.label.letter == "Q"]
    told = [turn.spans for turn in turns if turn.label.letter == "A"]
    before = turns[0].label.start
    person = interviewee(article, before) if is_interview(article.text, asked, told) else None
    if person is None:
        return {}
    asks = interviewer(article, before, person)
    return {"A": as_source(person)} | ({"Q": asks} if asks is not None else {})


def _source(article: Article, turn: Turn, parties: dict[str, Source]) -> Source | None:
    """The name of a label, for "Q." and "A." that of the examiner or witness; None if the text does not say whose."""
    label = turn.label
    if label.name.start == label.name.end:
        return parties.get(label.letter)
    return label_source(article, label, "examination" if label.letter else "label")


def is_own_report(article: Article, report: Report) -> bool:
    """Whether a report within a turn has the turn's speaker for its source: LOPEZ: I say no. The turn reports it."""
    turn = article.structure.turn_at(report.cue.start)
    if turn is None or report.rule is TURN or report.source is None:
        return False
    return report.source.span.start < turn.spans[0].start or article.tokens[report.source.head].lower_ in FIRST_PERSON


TURN = Rule(
    "transcript_label",
    examples=(
        Example(
            ":",
            "MODERATOR",
            "It rained.",
            (
                "MODERATOR/NNP/root/0 :/:/punct/1 It/PRP/nsubj/4 rained/VBD/parataxis/1 ././punct/4",
                "¶",
                "WANG/NNP/root/0/PERSON :/:/punct/1 It/PRP/nsubj/4 stopped/VBD/parataxis/1 ././punct/4",
                "¶",
                "MODERATOR/NNP/root/0 :/:/punct/1 Why/WRB/parataxis/1 ?/./punct/3",
            ),
        ),
        Example(
            ":",
            "WANG",
            "It stopped.",
            (
                "MODERATOR/NNP/root/0 :/:/punct/1 It/PRP/nsubj/4 rained/VBD/parataxis/1 ././punct/4",
                "¶",
                "WANG/NNP/root/0/PERSON :/:/punct/1 It/PRP/nsubj/4 stopped/VBD/parataxis/1 ././punct/4",
                "¶",
                "MODERATOR/NNP/root/0 :/:/punct/1 Why/WRB/parataxis/1 ?/./punct/3",
            ),
        ),
        Example(
            ":",
            "MODERATOR",
            "Why?",
            (
                "MODERATOR/NNP/root/0 :/:/punct/1 It/PRP/nsubj/4 rained/VBD/parataxis/1 ././punct/4",
                "¶",
                "WANG/NNP/root/0/PERSON :/:/punct/1 It/PRP/nsubj/4 stopped/VBD/parataxis/1 ././punct/4",
                "¶",
                "MODERATOR/NNP/root/0 :/:/punct/1 Why/WRB/parataxis/1 ?/./punct/3",
            ),
        ),
    ),
    counterexamples=(
        ("Note/NN/root/0 :/:/punct/1 It/PRP/nsubj/4 rained/VBD/parataxis/1 ././punct/4",),
        ("Photo/NN/root/0 :/:/punct/1 It/PRP/nsubj/4 rained/VBD/parataxis/1 ././punct/4",),
        ("Editors/NN/root/0 :/:/punct/1 It/PRP/nsubj/4 rained/VBD/parataxis/1 ././punct/4",),
    ),
    propose=turn_reports,
    min_probability=0.9,
    no_variants=True,
    verbatim=True,
    source_is_label=True,
)
