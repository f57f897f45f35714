"""The words in marks that head an interview, which are those of who answers. “[I was tired]” (new line) We met WANG."""

from __future__ import annotations

from collections.abc import Iterator

from ..article.article import Article
from ..article.blocks.block import BlockKind
from ..article.blocks.emphasis import without_emphasis
from ..article.marks import ALL_MARKS
from ..article.passages import Passage
from ..model import Span
from .interview_answers import INTERVIEW, interview
from .report import Report, Source
from .rule import Example, Rule

PROBABILITY = 0.75
MIN_TURNS = 4
MIN_ASKED = 0.5  # share of the turns of who asks that end in a question, and which those of who answers stay below


def headline_quotations(article: Article) -> Iterator[Report]:
    """“[I was tired]” (new paragraph) We met WANG. (new paragraph) Why did you leave? (new paragraph) It rained."""
    for number, passage in enumerate(article.passages):
        if article.structure.kind_at(passage.outer.start) != BlockKind.HEADLINE:
            continue
        person = _answers(article) if _is_whole(article, passage) else None
        if person is not None:
            first, _ = article.token_range(Span(passage.start, passage.end))
            cue = Span(passage.start, passage.start)
            yield Report(INTERVIEW_HEADLINE, cue, "", first, person, passage.spans, PROBABILITY, (number,))


def _is_whole(article: Article, passage: Passage) -> bool:
    """Whether a passage is all of its paragraph."""
    line = without_emphasis(article.text, article.paragraph_at(passage.outer.start))
    return article.text[line.start] in ALL_MARKS and passage.outer.end >= line.end


def _answers(article: Article) -> Source | None:
    """Who answers in an interview, with labels or without them; None if the article is none."""
    return article.once(interview).person or article.once(_labelled)


def _labelled(article: Article) -> Source | None:
    """Who answers in an interview between two persons with labels: the one of them who asks little."""
    turns = article.structure.turns
    by_name: dict[str, list[bool]] = {}
    named = [turn for turn in turns if turn.label.name.start < turn.label.name.end]
    for turn in named:
        called = article.text[slice(*turn.label.name)].split()[-1].casefold()
        by_name.setdefault(called, []).append(article.text[turn.spans[-1].end - 1] == "?")
    if len(turns) < MIN_TURNS or len(named) < len(turns) or len(by_name) != 2:
        return None
    (least, answers), (most, _) = sorted((sum(asked) / len(asked), called) for called, asked in by_name.items())
    if not least < MIN_ASKED <= most:
        return None
    own = (turn.label.name for turn in named if article.text[slice(*turn.label.name)].split()[-1].casefold() == answers)
    name = max(own, key=lambda span: span.end - span.start)
    return Source(name, article.token_range(name)[1] - 1, "interview")


HEADED = ("“/``/punct/3 It/PRP/nsubj/3 rained/VBD/root/0 ”/''/punct/3", "¶", *INTERVIEW)
INTERVIEW_HEADLINE = Rule(
    "interview_headline",
    examples=tuple(Example("", "Ana Wang", said, HEADED) for said in ("It rained", "I left.", "It rained.")),
    propose=headline_quotations,
    min_probability=0.75,
    no_variants=True,
    of_headings=True,
)
