"""The modifiers after a noun that tell which one is meant: "a man who sells umbrellas"."""

from __future__ import annotations

from spacy.tokens import Token

from ..language.grammar import (
    FINITE_TAGS,
    HYPHENS,
    NOUN_TAGS,
    RELATIVE_CLAUSES,
    introducer,
    is_relative,
    lemma,
    noun_of_phrase,
)
from ..language.lexicon import words
from ..language.names import WEEKDAYS
from ..language.times import DATES
from .noun_phrases import first_word, noun_lemma
from .offices import GENERIC_NOUNS

DOCUMENT_PREPOSITIONS = frozenset({"by", "from", "with", "seen", "obtained"})  # its author or source, not its topic
PLACES = frozenset(
    """from in at near on outside inside opposite behind beside across under above within below aboard around
    along""".split()
)
# Words that introduce restrictive modifiers after the noun: "a spokesperson for the union".
RESTRICTIVE_WORDS = PLACES | frozenset("for of with to familiar close by than against between among".split())
CLAUSE_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubjpass", "expl"})
MAIN_BELOW = frozenset({"ccomp", "advcl", "conj", "parataxis"})
TERMS = DATES | {"condition", "conditions", "background", "record"}  # when, or on what terms, somebody speaks
# Words of a clause about the source's name, which is no part of what it is called.
NAMING = frozenset(
    "anonymity anonymous anonymously authorised authorized identified identify known name named names".split()
)
SPEAKING = frozenset({"say", "speak"})
WITHIN_PHRASE = HYPHENS | {"’", "'", "%"}
MAX_CLAUSE = 12  # tokens of a clause after the noun
MAX_TOKENS = 60  # tokens of a description
MIN_WORDS = 4  # tokens after the noun that are kept if a clause had to be cut off


def last_restriction(head: Token, openers: frozenset[str], clauses: bool, end: int) -> Token:
    """The last token of the restrictive modifiers, or the head if there are none; ``clauses``: whether these are some.

    "a person familiar with the talks", "a man selling umbrellas"; modifiers after a comma are not restrictive. A clause
    reaches to the offset ``end`` of the source, wherever the parser ends it.
    """
    doc, last = head.doc, head
    for child in head.rights:
        between = doc[last.i + 1 : child.left_edge.i]
        if any(t.is_punct or t.is_space for t in between) or doc[child.left_edge.i].is_punct:
            break
        opens = child.left_edge.lower_ in openers or introducer(child) in openers
        if child.dep_ in ("nmod", "obl", "prep", "amod", "acl", "advmod") and opens and not _is_adjunct(child):
            last = _before_punctuation(child)
        else:
            clause = _end_of_clause(child, end) if clauses else None
            if clause is None:
                break
            last = clause
        if last.i < child.right_edge.i:
            break
    if last == head:
        last = _clause_taken_for_main(head) or _phrase_taken_by_verb(head, openers) or head
    return _completed(_before_clause(head, last, end), head.i)


def _before_punctuation(top: Token) -> Token:
    """The last token of a phrase before a comma or bracket in it, if it has any."""
    doc, last = top.doc, top.right_edge
    inside = next(filter(_parts, doc[top.left_edge.i : last.i + 1]), None)
    return last if inside is None else inside.nbor(-1)


def _parts(token: Token) -> bool:
    """Whether a token ends a phrase: a comma, not a hyphen or the sign in "4%"."""
    return token.is_space or (token.is_punct and token.text not in WITHIN_PHRASE)


def _is_adjunct(phrase: Token) -> bool:
    """Whether a phrase tells when, through what or on what terms somebody speaks: "a nurse [on condition of ...]"."""
    noun, opener = noun_of_phrase(phrase), phrase.left_edge.lower_
    return noun.lower_ in TERMS or (opener in ("in", "on", "at") and noun_lemma(noun) in words("utterance_nouns"))


def _end_of_clause(top: Token, end: int) -> Token | None:
    """The last token of a clause that tells which one is meant: "a man [who sells umbrellas]".

    None if it tells what they say or are called.
    """
    doc, first, last = top.doc, top.left_edge, _before_punctuation(top)
    participle = top.dep_ == "acl" and top == first and top.tag_ in ("VBG", "VBN")
    if not participle and not (top.dep_ in RELATIVE_CLAUSES and is_relative(first)):
        return None
    while last.i + 1 < len(doc) and doc[last.i + 1].idx < end and not _parts(last.nbor()):
        last = last.nbor()
    clause = doc[first.i : last.i + 1]
    spoken = (t for t in clause if t.pos_ == "VERB" and not (participle and t == top and t.tag_ == "VBN"))
    said = any(token.dep_ == "ccomp" or lemma(token) in SPEAKING | words("addressee_verbs") for token in spoken)
    broken = last.i + 1 < len(doc) and last.nbor().tag_ in ("DT", "PRP$")  # off, before its object
    if len(clause) > MAX_CLAUSE or said or broken or any(token.lower_ in NAMING for token in clause):
        return None
    return last


def _clause_taken_for_main(head: Token) -> Token | None:
    """The end of a participle's clause that was taken for the main one: "people [briefed on it] told reporters"."""
    verb = head.head
    if head.dep_ not in CLAUSE_SUBJECTS or verb.i != head.i + 1 or verb.tag_ not in ("VBN", "VBD"):
        return None
    told = next((c for c in verb.rights if c.dep_ in MAIN_BELOW and c.tag_ in FINITE_TAGS), None)
    if told is None or told.left_edge != told or told.i - verb.i > MAX_CLAUSE:
        return None
    between = head.doc[verb.i : told.i]
    return None if any(t.is_punct or t.is_space or t.lower_ in NAMING for t in between) else between[-1]


def _phrase_taken_by_verb(head: Token, openers: frozenset[str]) -> Token | None:
    """The end of a place that the parser gave to the verb before an unnamed source: "said a guard [at the gate]"."""
    verb, first = head.head, first_word(head)
    if verb.i != first.i - 1 or (first.lower_ == "the" and noun_lemma(head) not in GENERIC_NOUNS):
        return None
    phrase = next((c for c in verb.rights if c.left_edge.i == head.i + 1 and c.dep_ in ("obl", "prep")), None)
    if phrase is None or phrase.left_edge.lower_ not in openers & PLACES or _is_adjunct(phrase):
        return None
    return _before_punctuation(phrase)


def _before_clause(head: Token, last: Token, end: int) -> Token:
    """The last token before a clause or day within the modifiers: "a survey in the year [it stopped]"."""
    doc = head.doc
    for token in doc[head.i + 1 : last.i + 1]:
        if token.lower_ in WEEKDAYS:
            return token.nbor(-2 if token.nbor(-1).pos_ == "ADP" else -1)
        if token.dep_ not in CLAUSE_SUBJECTS or token.head.i > last.i:
            continue
        if is_relative(token.left_edge):
            if _end_of_clause(token.head, end) is None:
                return doc[token.left_edge.i - 1]
            continue
        at = token.left_edge.i - 1
        while at > head.i and doc[at].pos_ in ("ADP", "DET", "SCONJ", "PRON", "PUNCT", "CCONJ"):
            at -= 1
        return _without_opener(head, doc[at])
    return last


def _without_opener(head: Token, last: Token) -> Token:
    """The head, if too little is left of the modifier: "a survey [in the year]"."""
    return head if last.i - head.i < MIN_WORDS else last


def _completed(last: Token, first: int) -> Token:
    """The last token, moved forward so that the phrase does not break off.

    "a man in a cycling [helmet]", "from neighbouring [Sarova]", "Holm & [Pereira]", "the front[-runner]".
    """
    doc = last.doc
    at = last.i
    while at + 1 < len(doc) and at - first < MAX_TOKENS:
        after = doc[at + 1]
        joined = after.text == "&" and at + 2 < len(doc) and doc[at + 2].text[:1].isupper()
        called = at > first and doc[at].tag_ == "NN" and after.ent_type_ == "PERSON"  # "a friend of the singer [Lopez]"
        before = doc[at].pos_ == "PROPN" or called
        name = before and after.text[:1].isupper() and after.is_alpha and not after.is_sent_start
        open_ = at > first and (doc[at].pos_ in ("ADJ", "DET", "VERB") or doc[at].tag_ == "VBG")
        hyphen = after.text in HYPHENS and not doc[at].whitespace_ and not after.whitespace_ and at + 2 < len(doc)
        if joined or hyphen:
            at += 2
        elif name or (open_ and after.tag_ in NOUN_TAGS):
            at += 1
        else:
            break
    return doc[at]
