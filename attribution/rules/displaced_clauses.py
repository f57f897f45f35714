"""The clause after a verb of speech to which the parser attached nothing that was said.

"A doctor told the court [that it rained at ten]", parsed as a court that rained: a parser that takes the clause for a
relative one, or its subject for an object, leaves the verb without content, which a verb of speech hardly ever is.
"""

from __future__ import annotations

from itertools import takewhile

from spacy.tokens import Token

from ..article.article import Article
from ..language.grammar import FINITE_TAGS, SUBJECTS, is_passive, subject
from ..language.lexicon import cue_probability
from ..model import Span
from .content import trim_punctuation
from .report import Source

MIN_PRIOR = 0.7  # that a verb with a clause reports it
MAX_BETWEEN = 16  # tokens from the verb to "that"
PAUSES = frozenset('"“”‘;:—–()')  # that no clause is reported across


def displaced_clause(article: Article, verb: Token, verb_lemma: str, source: Source | None) -> Span | None:
    """The words from the clause behind a verb to the end of its sentence; None if no clause with a subject follows."""
    if source is None or source.head > verb.i or cue_probability(verb_lemma, "ccomp", "-") < MIN_PRIOR:
        return None
    if is_passive(verb) or article.is_quoted(verb.i):
        return None
    end = article.sentence_range(verb.i)[1]
    opener = _opener(article.tokens[verb.i + 1 : end], verb)
    if opener is None:
        return None
    last = article.tokens[end - 1]
    return trim_punctuation(article.text, Span(opener.idx, last.idx + len(last)))


def _opener(after: list[Token], verb: Token) -> Token | None:
    """The first word of a clause: "that" before a subject, or the subject right after the verb."""
    own = next((token for token in after if token.dep_ in SUBJECTS), None)
    if own is not None and own.left_edge == after[0] and own.i < own.head.i and own.head != verb:
        return after[0]
    near = takewhile(lambda token: token.text not in PAUSES, after[:MAX_BETWEEN])
    return next((token for token in near if token.lower_ == "that" and _opens_clause(token)), None)


def _opens_clause(that: Token) -> bool:
    """Whether a subject of its own and a finite verb follow "that": "that it rained", not "that rained", "that man"."""
    clause = that.head
    own = subject(clause)
    if own is None or own == that or not that.i < own.i < clause.i:
        return False
    return clause.tag_ in FINITE_TAGS or any(child.tag_ in FINITE_TAGS for child in clause.lefts)
