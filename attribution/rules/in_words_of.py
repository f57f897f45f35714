"""In whose words something is put: "In the words of X, it was “a slow puncture”", "“a slow puncture”, in X's words"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from spacy.tokens import Token

from ..article.article import Article
from ..language.grammar import noun_of_phrase, possessor
from ..language.token_ids import places
from ..model import Span
from .content import clause_around
from .report import Report, Source
from .rule import Example, Rule
from .sources.phrase import owner_phrase, source_phrase

PROBABILITY = 0.8
WORDS = frozenset({"words"})


def worded_reports(article: Article) -> Iterator[Report]:
    """*In the words* of XI, [it was “a slow puncture”]: only what is in quotation marks is surely his."""
    for at in places(article.doc, WORDS):
        report = _report(article, article.tokens[at]) if not article.is_quoted(at) else None
        if report is not None:
            yield report


def _report(article: Article, word: Token) -> Report | None:
    text, doc = article.text, word.doc
    into = doc[word.i - 1] if word.i and word.head.i < word.i else doc[word.left_edge.i]
    first = word.head if word.head.lower_ == "in" else next((c for c in word.lefts if c.lower_ == "in"), into)
    found = _owner(text, word)
    if first.lower_ != "in" or found is None:
        return None
    last = max(word, found[0].right_edge, key=lambda token: token.i)
    while last.is_punct and last.i > word.i:
        last = doc[last.i - 1]
    parts = clause_around(text, word, first.idx, last)
    quoted = tuple(span for part in parts for span in _quoted(article, part))
    cue = Span(first.idx, word.idx + len(word))
    source = Source(found[1], found[0].i, "owner_of_words")
    return Report(IN_WORDS_OF, cue, "word", word.i, source, quoted, PROBABILITY) if quoted else None


def _owner(text: str, word: Token) -> tuple[Token, Span] | None:
    """The head and phrase of whose words they are: "in XI's words", "in the words of XI"."""
    owner = possessor(word)
    if owner is not None:
        return owner, owner_phrase(text, owner, word)
    for child in word.rights:
        if child.left_edge.lower_ == "of":
            noun = noun_of_phrase(child)
            return noun, source_phrase(noun, word)
    return None


def _quoted(article: Article, part: Span) -> Iterator[Span]:
    """The passages in a part of the clause."""
    for number in range(bisect_left(article.openings, part.start), len(article.passages)):
        passage = article.passages[number]
        if passage.outer.start >= part.end:
            return
        yield from passage.spans


IN_WORDS_OF = Rule(
    "in_words_of",
    examples=(
        Example(
            "In the words",
            "Xi",
            "a slow mess",
            (
                "In/IN/case/3 the/DT/det/3 words/NNS/obl/12 of/IN/case/5 Xi/NNP/nmod/3/PERSON ,/,/punct/12 "
                "it/PRP/nsubj/12 was/VBD/cop/12 “/``/punct/12 a/DT/det/12 slow/JJ/amod/12 mess/NN/root/0 ”/''/punct/12 "
                "././punct/12",
            ),
        ),
    ),
    counterexamples=(("In/IN/case/2 words/NNS/obl/4 it/PRP/nsubj/4 failed/VBD/root/0 ././punct/4",),),
    propose=worded_reports,
    min_probability=PROBABILITY,
    no_variants=True,
)
