"""Clauses that take up a passage: "“...” was XI's answer", "“...” That is how XI puts it", "With that, XI left"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from spacy.tokens import Token

from ..article.article import Article
from ..article.passages import Passage
from ..language.grammar import SUBJECTS, is_relative, is_verb, lemma
from ..language.lexicon import words
from ..language.title_case import is_title_case
from ..model import Span
from .authors import author_of, is_person, is_words, may_speak
from .report import Report, Source
from .rule import Example, Rule
from .sources.phrase import owner_phrase, source_phrase

PROBABILITY = 0.8
MAX_CLAUSE = 30  # tokens of the clause that takes a passage up
MAX_NOUN = 8  # tokens from "was" to the noun
BE = frozenset({"is", "was", "are", "were", "became", "becomes", "remains", "remained", "'s", "’s"})
TAKING_UP = frozenset({"that", "this", "those", "these", "such"})
OPENINGS = frozenset({"how", "what", "all"})  # of a clause that tells how or what somebody says
LINKS = frozenset(",:—–-.")
TELLING = ("speech_verbs", "ascription_verbs", "belief_verbs")
PUTTING = frozenset({"put", "sum", "have"})  # "how Xi puts it", "sums it up", "all Xi had to say"


class Author(NamedTuple):
    """Who said what a clause takes up, and the word that tells it."""

    span: Span
    head: Token
    cue: Token


def resumed_reports(article: Article) -> Iterator[Report]:
    """ "[It rained]" was XI's *answer*. / "[It rained.]" So XI *puts* it. / "[It rained.]" With that, XI *left*."""
    for passage in article.passages:
        found = _author(article, passage)
        if found is None:
            continue
        cue = Span(found.cue.idx, found.cue.idx + len(found.cue))
        source = Source(found.span, found.head.i, "author_of_passage", True)
        yield Report(RESUMPTION, cue, lemma(found.cue), found.cue.i, source, passage.spans, PROBABILITY)


def _author(article: Article, passage: Passage) -> Author | None:
    clause = _clause_after(article, passage)
    if len(clause) < 3 or not _is_said(article.text, passage):
        return None
    first, second = clause[0].lower_, clause[1].lower_
    if first == "with" and second in TAKING_UP:
        return _who_acts(clause[2:])
    if first in TAKING_UP and second in BE:
        return _predicate(article, clause[2:])
    return _predicate(article, clause[1:]) if first in BE else None


def _is_said(text: str, passage: Passage) -> bool:
    """Whether a passage may be more than a title."""
    content = text[passage.start : passage.end]
    return passage.closed and (content[-1] in ".,!?…" or not is_title_case(content.split()))


def _clause_after(article: Article, passage: Passage) -> list[Token]:
    """The tokens of the clause or sentence right after a passage in its paragraph, without what links it to that."""
    first = bisect_left(article.starts, passage.outer.end)
    limit = article.paragraph_at(passage.end - 1).end
    found: list[Token] = []
    for token in article.tokens[first : first + MAX_CLAUSE]:
        if not found and token.text in LINKS:
            continue
        if token.idx >= limit or token.text in (".", "?", "!", ";") or article.is_quoted(token.i):
            break
        found.append(token)
    return found


def _predicate(article: Article, tokens: list[Token]) -> Author | None:
    """Who said a passage by what it is: "XI's answer", "how XI puts it", "all that XI would say"."""
    for token in tokens[:MAX_NOUN]:
        if token.lower_ in OPENINGS:
            return _who_tells(tokens)
        if is_words(token):
            author = author_of(token, may_speak)
            return Author(owner_phrase(article.text, author, token), author, token) if author is not None else None
        if is_verb(token) and token.tag_ not in ("VBN", "VBG"):
            return None
    return None


def _who_tells(tokens: list[Token]) -> Author | None:
    """Who "XI" is in the clause "how XI *puts* it", and the first verb of telling after it."""
    opened = next(place for place, token in enumerate(tokens) if token.lower_ in OPENINGS)
    own = next((token for token in tokens[opened + 1 :] if _is_named(token)), None)
    if own is None or not may_speak(own):
        return None
    verbs = [token for token in tokens if token.i > own.i and (is_verb(token) or token.tag_ == "NNS")]  # "sums up"
    cue = next((verb for verb in verbs if lemma(verb) in words(*TELLING) or lemma(verb) in PUTTING), None)
    return Author(source_phrase(own, cue), own, cue) if cue is not None and cue in verbs[:2] else None


def _is_named(token: Token) -> bool:
    """Whether a word is the subject of a clause, or a person's name whatever the parser made of it."""
    return token.ent_type_ == "PERSON" or (token.dep_ in SUBJECTS and not is_relative(token))


def _who_acts(tokens: list[Token]) -> Author | None:
    """The person who does something with the words: "With that, XI *left*"."""
    own = next((token for token in tokens if token.dep_ in SUBJECTS), None)
    if own is None or not is_person(own):
        return None
    verb = next((token for token in tokens if token.i > own.i and is_verb(token)), None)
    return Author(source_phrase(own, verb), own, verb) if verb is not None else None


RESUMPTION = Rule(
    "resumption",
    examples=(
        Example(
            "answer",
            "Xi",
            "It rained",
            (
                "“/``/punct/3 It/PRP/nsubj/3 rained/VBD/csubj/8 ”/''/punct/3 was/VBD/cop/8 Xi/NNP/nmod:poss/8/PERSON "
                "’s/POS/case/6 answer/NN/root/0 ././punct/8",
            ),
        ),
        Example(
            "puts",
            "Xi",
            "It rained.",
            (
                "“/``/punct/3 It/PRP/nsubj/3 rained/VBD/root/0 ././punct/3 ”/''/punct/3",
                "That/DT/nsubj/2 is/VBZ/root/0 how/WRB/advmod/5 Xi/NNP/nsubj/5/PERSON puts/VBZ/ccomp/2 it/PRP/obj/5 "
                "././punct/2",
            ),
        ),
        Example(
            "left",
            "Xi",
            "It rained.",
            (
                "“/``/punct/3 It/PRP/nsubj/3 rained/VBD/root/0 ././punct/3 ”/''/punct/3",
                "With/IN/case/2 that/DT/obl/5 ,/,/punct/2 Xi/NNP/nsubj/5/PERSON left/VBD/root/0 ././punct/5",
            ),
        ),
    ),
    counterexamples=(
        (
            "“/``/punct/2 Rain/NNP/nsubj/7 ”/''/punct/2 was/VBD/cop/7 Xi/NNP/nmod:poss/7/PERSON ’s/POS/case/5 "
            "film/NN/root/0 ././punct/7",
        ),
        (
            "“/``/punct/2 Rain/NN/nsubj/4 ”/''/punct/2 is/VBZ/root/0 what/WP/obj/7 Xi/NNP/nsubj/7/PERSON "
            "drank/VBD/ccomp/4 ././punct/4",
        ),
    ),
    propose=resumed_reports,
    min_probability=PROBABILITY,
    no_variants=True,
)
