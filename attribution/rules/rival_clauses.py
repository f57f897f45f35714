"""Clauses of other cues that the parser takes for content: "XI says it rained, WANG says it snowed"."""

from __future__ import annotations

from spacy.tokens import Token

from ..article.article import Article
from ..language.grammar import Complement, introducer, is_verb, lemma, subject
from ..language.lexicon import cue_probability, words

MIN_PRIOR = 0.5  # of the other cue
CLAUSES = frozenset({"ccomp", "parataxis", "conj"})


def without_rivals(article: Article, verb: Token, parts: list[Complement]) -> list[Complement]:
    """The complements of a cue without the clauses of other cues beside what it reports itself.

    Of several clauses in a row, the parser makes the earlier ones complements of the last cue, or the later ones of the
    first. So it does with a participle: "Xi, *quoting* Wang, said it rained".
    """
    if len(parts) < 2 or not any(map(_is_clause, parts)):
        return parts
    first = next(
        (part.top.i for part in parts if part.top.i > verb.i and (_is_clause(part) or part.relation == "obj")), None
    )
    if first is None:
        return parts
    return [part for part in parts if part.top.i == first or not _is_rival(article, verb, part, first)]


def _is_clause(part: Complement) -> bool:
    return part.relation in CLAUSES or part.relation.startswith("advcl")


def _is_rival(article: Article, verb: Token, part: Complement, first: int) -> bool:
    """Whether a complement before the cue, or after the ``first`` clause after it, is the clause of another cue."""
    top = part.top
    if not _is_clause(part) or not is_verb(top) or article.is_quoted(top.i):
        return False
    if any(child.dep_ == "mark" and child.lower_ == "that" for child in top.lefts):
        return False
    if top.i > verb.i and (top.i < first or article.tokens[top.left_edge.i - 1].text != ","):
        return False
    if top.tag_ == "VBG" and part.relation == "ccomp":
        return top.i < verb.i
    return subject(top) is not None and reports_clause(article, top, MIN_PRIOR)


def reports_clause(article: Article, verb: Token, least: float) -> bool:
    """Whether a verb has a clause that it likely reports: by its rate in its frame, or as one of speech with "that"."""
    _, frame, marks = article.frames.frame(verb)
    if frame != "ccomp":
        return False
    that = lemma(verb) in words("speech_verbs") and any(
        child.dep_ == "ccomp" and introducer(child) == "that" for child in verb.rights
    )
    return that or cue_probability(lemma(verb), frame, marks) >= least
