"""Whose answer a passage is: "Her answer was short: “It rained.”", "For her, the choice was plain: “We stay.”"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from spacy.tokens import Token

from ..article.article import Article
from ..article.passages import Passage
from ..language.grammar import is_noun, lemma, possessor, subject
from ..language.lexicon import words
from ..model import Span
from .beat_persons import concerned, is_copular
from .report import Report, Source
from .rule import Example, Rule
from .sources.phrase import owner_phrase, source_phrase

PROBABILITY = 0.8
MAX_PREDICATE = 6  # tokens from the predicate to the colon
MAX_WORDS = 25  # tokens of the clause before the colon
NOUNS = ("expression_nouns", "speech_nouns", "utterance_nouns")


def answer_reports(article: Article) -> Iterator[Report]:
    """BLINKEN's *answer was short*: “It rained.” / For BLINKEN, the choice was *plain*: “It rained.”"""
    for passage in article.passages:
        if article.char_before(passage.outer.start) == ":":
            report = _report(article, passage) or _report_of_concerned(article, passage)
            if report is not None:
                yield report


def _report(article: Article, passage: Passage) -> Report | None:
    colon = _colon(article, passage)
    noun = next(filter(None, map(_uttered, article.tokens[max(0, colon - MAX_WORDS) : colon])), None)
    owner = possessor(noun) if noun is not None else None
    if noun is None or owner is None or article.is_quoted(noun.i) or lemma(owner) in ("it", "its"):
        return None
    if any(token.text in ".!?" for token in article.tokens[noun.i : colon]):
        return None  # the noun is in an earlier sentence
    last = article.tokens[colon - 1]
    source = Source(owner_phrase(article.text, owner, noun), owner.i, "owner_of_answer")
    cue = Span(noun.idx, last.idx + len(last))
    return Report(ANSWER, cue, lemma(noun), noun.head.i, source, passage.spans, PROBABILITY)


def _colon(article: Article, passage: Passage) -> int:
    """The token of the colon before a passage."""
    colon = bisect_left(article.starts, passage.outer.start) - 1
    while colon > 0 and article.tokens[colon].text != ":":
        colon -= 1
    return colon


def _report_of_concerned(article: Article, passage: Passage) -> Report | None:
    """The report of whom the clause before the colon concerns, if its subject is a thing."""
    colon = _colon(article, passage)
    root = next((t for t in reversed(article.tokens[max(0, colon - MAX_PREDICATE) : colon]) if _is_predicate(t)), None)
    thing = subject(root) if root is not None else None
    person = concerned(root, thing) if root is not None and thing is not None and is_noun(thing) else None
    if root is None or person is None or article.is_quoted(person.i):
        return None
    source = Source(source_phrase(person, root), person.i, "subject_of_beat")
    cue = Span(root.idx, root.idx + len(root))
    return Report(ANSWER, cue, lemma(root), root.i, source, passage.spans, PROBABILITY)


def _is_predicate(token: Token) -> bool:
    return is_copular(token) and subject(token) is not None


def _uttered(root: Token) -> Token | None:
    """The subject of a copula that is something said: "answer" in "Her answer was short"."""
    noun = subject(root) if is_copular(root) else None
    named = noun is not None and is_noun(noun) and any(lemma(noun) in words(name) for name in NOUNS)
    return noun if named else None


ANSWER = Rule(
    "answer",
    examples=(
        Example(
            "answer was short",
            "Blinken",
            "It rained.",
            (
                "Blinken/NNP/nmod:poss/3/PERSON ’s/POS/case/1 answer/NN/nsubj/5 was/VBD/cop/5 short/JJ/root/0 "
                ":/:/punct/5 “/``/punct/9 It/PRP/nsubj/9 rained/VBD/parataxis/5 ././punct/9 ”/''/punct/9",
            ),
        ),
        Example(
            "plain",
            "Blinken",
            "It rained.",
            (
                "For/IN/case/2 Blinken/NNP/obl/7/PERSON ,/,/punct/2 the/DT/det/5 choice/NN/nsubj/7 was/VBD/cop/7 "
                "plain/JJ/root/0 :/:/punct/7 “/``/punct/11 It/PRP/nsubj/11 rained/VBD/parataxis/7 ././punct/11 "
                "”/''/punct/11",
            ),
        ),
    ),
    counterexamples=(
        (
            "Its/PRP$/nmod:poss/2 answer/NN/nsubj/4 was/VBD/cop/4 short/JJ/root/0 :/:/punct/4 “/``/punct/7 "
            "Rain/NN/dep/4 ”/''/punct/7 ././punct/4",
        ),
    ),
    propose=answer_reports,
    min_probability=PROBABILITY,
    no_variants=True,
)
