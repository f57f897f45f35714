"""The roles that the verbs of an article give to somebody: "Lopez became mayor", "coached by Lopez", "who leads it"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from spacy.tokens import Token

from ..language.cache_sizes import ANSWERS
from ..language.grammar import (
    PASSIVE,
    PASSIVE_SUBJECTS,
    RELATIVE_CLAUSES,
    SUBJECTS,
    introducer,
    is_negated,
    is_noun,
    lemma,
)
from ..language.lexicon import words
from ..language.name_key import key
from ..language.noun_genders import gender_of_noun
from .ner_repair import office_words

BECOMING = frozenset("become serve work act remain return retire resign".split())
APPOINTING = frozenset("appoint choose crown elect hire install make name nominate pick promote reelect select".split())
NAMING = frozenset("call name dub christen".split())
COMPLEMENTS = frozenset({"obj", "dobj", "xcomp", "oprd", "attr"})
OBLIQUE = frozenset({"obl", "obl:agent", "prep", "agent", "nmod"})


def told_roles(root: Token) -> list[Token]:
    """The nouns by which verbs say what somebody is: "[Lopez] was elected MAYOR", "as GOVERNOR, [Lopez] led"."""
    verb = root.head
    if root.dep_ in COMPLEMENTS and lemma(verb) in NAMING and not is_negated(verb):
        return [c for c in verb.lefts if c.dep_ in PASSIVE_SUBJECTS and c.tag_ == "NN"]  # "the FIRM is called [Volta]"
    if root.dep_ not in SUBJECTS or is_negated(verb):
        return []
    found = [c for c in verb.children if c.dep_ in OBLIQUE and is_noun(c) and introducer(c) == "as"]
    passive = root.dep_ in PASSIVE_SUBJECTS
    if lemma(verb) in (APPOINTING if passive else BECOMING):
        found += [c for c in verb.children if c.dep_ in COMPLEMENTS and is_noun(c) and c.i > verb.i]
    return [noun for noun in found if noun.tag_ == "NN"]


def deeds(root: Token) -> Iterator[str]:
    """The nouns for who does what verbs say: "leader" for "Lopez, who leads", "coach" for "coached by Lopez"."""
    if root.dep_ in OBLIQUE and introducer(root) == "by" and root.head.tag_ == "VBN" and not is_negated(root.head):
        yield from agents(lemma(root.head))
    clauses = [c for c in root.children if c.dep_ in RELATIVE_CLAUSES and any(_is_who(s) for s in c.lefts)]
    clauses += [root.head] if root.dep_ in SUBJECTS and root.dep_ not in PASSIVE_SUBJECTS else []
    for verb in clauses:
        passive = any(c.dep_ in PASSIVE for c in verb.children)
        tells = lemma(verb) in words("speech_verbs")  # who speaks is no speaker, who reports no reporter
        if verb.tag_.startswith("VB") and not (passive or tells or is_negated(verb)):
            yield from agents(lemma(verb))


@lru_cache(maxsize=ANSWERS)
def agents(verb: str) -> tuple[str, ...]:
    """The nouns for somebody who does what a verb says: "manager" of "manage", "coach" of "coach".

    Who misses is no miss, who counts no count: a noun that tells a gender is a form of address.
    """
    stem = verb.removesuffix("e")
    forms = (verb, f"{stem}er", f"{stem}or", f"{verb}{verb[-1:]}er")
    return tuple(form for form in forms if key(form) in office_words() and not gender_of_noun(key(form)))


def _is_who(token: Token) -> bool:
    return token.lower_ == "who" and token.dep_ in SUBJECTS
