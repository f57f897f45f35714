"""Whom "who" means: the noun or name that its relative clause modifies."""

from __future__ import annotations

from spacy.tokens import Token

from ..article.mention_roles import WITHIN_PHRASE
from ..entities.noun_phrases import Form, Phrase, classify, noun_lemma
from ..language.grammar import RELATIVE_CLAUSES, is_noun, relative_head
from ..model import SpeakerKind
from ..rules.report import Report
from .animacy import is_human
from .discourse_state import DiscourseState

PREPOSITIONS = frozenset({"of", "at", "from", "for", "in", "with"})
MAX_DEPTH = 6  # levels of a parse


def relative_antecedent(state: DiscourseState, report: Report, pronoun: Token) -> Phrase | None:
    """The phrase modified by the relative clause of a cue, or the name it is in apposition to; None if unclear.

    "Lopez, a lawyer [who] said", "Lopez of Ardle Bank, [who] said".
    """
    noun = relative_head(state.article.tokens[report.cue_head]) or _modified(pronoun) or _before(pronoun)
    if noun is None:
        return None
    beside = noun.dep_ == "appos" and noun.head.i in state.entities.by_token
    phrase = classify(_person_of(state, noun.head if beside else noun))
    return phrase if phrase.form != Form.RELATIVE else None


def _modified(pronoun: Token) -> Token | None:
    """The noun that the clause of a relative pronoun modifies, over a few levels, or None."""
    node = pronoun
    for _ in range(MAX_DEPTH):
        if node.dep_ in RELATIVE_CLAUSES:
            return node.head
        node = node.head
    return None


def _before(pronoun: Token) -> Token | None:
    """The head of the noun phrase before a relative pronoun, or None."""
    if pronoun.i < 2:
        return None
    token = pronoun.nbor(-2) if pronoun.nbor(-1).text == "," else pronoun.nbor(-1)
    while token.dep_ in WITHIN_PHRASE and token.head.i < token.i:
        token = token.head
    return token if is_noun(token) else None


def _person_of(state: DiscourseState, noun: Token) -> Token:
    """The person before "of" and a body or place, or else the noun itself: "[Ana Lopez] of Ardle Bank, who"."""
    tokens, named = state.article.tokens, state.entities.by_token
    body, at = named.get(noun.i), noun.i
    if body is None or body.kind == SpeakerKind.PERSON:
        return noun
    while at > 0 and named.get(at - 1) is body:
        at -= 1
    if at > 0 and tokens[at - 1].lower_ == "the":
        at -= 1
    if at < 2 or tokens[at - 1].lower_ not in PREPOSITIONS:
        return noun
    before = tokens[at - 2]
    person = named.get(before.i)
    is_person = person is not None and person.kind == SpeakerKind.PERSON
    return before if is_person or (is_noun(before) and is_human(noun_lemma(before))) else noun
