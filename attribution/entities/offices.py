"""The printed role or office of a named entity, and whom a spokesperson represents."""

from __future__ import annotations

from spacy.tokens import Span, Token

from ..language.grammar import OWNERS, introducer, is_noun, noun_of_phrase
from ..language.lexicon import words
from ..language.name_key import key
from ..language.names import without_possessive
from ..language.noun_genders import gender_of_noun
from ..model import SpeakerKind
from .entity import Entity
from .noun_phrases import noun_lemma

MAX_WORDS = 14  # words in an office
GENERIC_NOUNS = frozenset("man woman person guy boy girl one".split())  # do not identify anybody
SUPERLATIVES = frozenset("first second third last only most".split())
PERSON_LISTS = ("person_nouns", "roles", "titles", "epithet_nouns")
OFFICE_LISTS = ("person_nouns", "roles", "titles", "epithet_nouns", "body_nouns")
SPOKESPERSON_NOUNS = frozenset("spokesman spokeswoman spokesperson spokesmen spokespeople representative".split())
ADDRESS = frozenset("mr mrs ms miss mx dr sir dame prof madame monsieur herr frau".split())
TITLE_PARTS = frozenset({"us", "state"})  # in the list of titles because they occur within one
NOT_FINAL = frozenset({"ADP", "CCONJ", "DET", "PUNCT", "SCONJ"})
PREFIXES = frozenset({"ex", "co", "non", ""})  # "a colleague and ex" of "ex-rival"
FOR = frozenset({"for", "of", "with", "at"})
TERMINATORS = frozenset(',;.:()[]—–"“”')


def is_office(word: str) -> bool:
    """Whether a noun is a role, an office or a type of organization."""
    return word in words(*OFFICE_LISTS)


def is_role(kind: SpeakerKind, top: Token) -> bool:
    """Whether a noun is the role or office of one entity: not "native sons", "the shortest man ever", "a club"."""
    word = noun_lemma(top)
    if top.tag_ not in ("NN", "NNP") or word in GENERIC_NOUNS or not is_office(word):
        return False
    if kind == SpeakerKind.PERSON and word in words("body_nouns") and not any(word in words(n) for n in PERSON_LISTS):
        return False
    if any(c.tag_ == "PRP$" for c in top.lefts) and gender_of_noun(word):
        return False  # "his father"
    return not any(c.tag_ in ("JJS", "RBS") or c.lower_ in SUPERLATIVES for c in top.lefts)


def office_before_name(span: Span, tokens: list[Token], titles: int) -> str:
    """The office printed directly before a name, or "": "Kenyan water minister [Ana Lopez]", "Prime Minister [Lopez]".

    ``titles`` is the number of tokens at the start of ``span`` that are a title.
    """
    name = span.start + titles
    first = span.start
    if first and tokens[first - 1].ent_type_ and key(tokens[first - 1].text) in words("body_words"):
        return ""  # "CEO of the Harbour Council [Ana Lopez]"
    while first > 0 and name - first < MAX_WORDS and _part_of_office(tokens, first - 1):
        first -= 1
    while first < name and (tokens[first].pos_ not in ("NOUN", "PROPN", "ADJ") or tokens[first].tag_ == "PRP$"):
        first += 1
    while first < name and key(tokens[name - 1].text) in ADDRESS:
        name -= 1
    return span.doc[first:name].text if first < name and _ends_an_office(tokens[name - 1]) else ""


def _ends_an_office(token: Token) -> bool:
    """Whether a token can be the last of an office: "minister", or "State" in "Secretary of State"."""
    if token.pos_ == "ADJ" or token.tag_ == "NNS" or token.ent_type_ in ("LOC", "GPE"):
        return False
    if key(token.text) in TITLE_PARTS:
        return token.i > 0 and token.nbor(-1).lower_ == "of"  # "Secretary of State"
    return is_office(noun_lemma(token)) or key(token.text) in words("titles")


def _part_of_office(tokens: list[Token], at: int) -> bool:
    token = tokens[at]
    if token.lower_ in ("of", "for"):
        return at > 0 and _has_of_phrase(tokens[at - 1], tokens[at + 1])
    return token.ent_type_ != "PERSON" and (token.pos_ in ("NOUN", "PROPN", "ADJ") or token.tag_ == "POS")


def _has_of_phrase(before: Token, after: Token) -> bool:
    """Whether "of" continues an office: "Secretary of State Lopez", but not "an endorsement of Gov. Lopez"."""
    if before.tag_ not in ("NN", "NNP") or key(before.text) not in words("titles", "body_words"):
        return False
    return not (before.is_lower and after.text[:1].isupper())


def office_phrase(top: Token, tokens: list[Token]) -> str:
    """The printed phrase of an office after a name or in a predicate: "managing director of Volta Foods"."""
    kept = [
        c.left_edge.i for c in top.lefts if c.dep_ in ("amod", "compound", "nmod:poss", "poss", "nmod", "nmod:desc")
    ]
    first, last = min([*kept, top.i]), top.i
    while last + 1 < len(tokens) and last + 1 <= top.right_edge.i and last - first < MAX_WORDS:
        after = tokens[last + 1]
        if after.text in TERMINATORS or after.is_space or after.pos_ in ("VERB", "AUX") or after.tag_ in ("WP", "WDT"):
            break
        last += 1
    while last > top.i and (tokens[last].pos_ in NOT_FINAL or tokens[last].lower_.rstrip("-") in PREFIXES):
        last -= 1
    while first < top.i and tokens[first].tag_ in ("PRP$", "WP$"):
        first += 1  # "[its] president"
    return top.doc[first : last + 1].text


def represented_name(head: Token, at: dict[int, Entity]) -> str:
    """The name of whom a spokesperson represents, or "".

    "Volta Foods spokesman", "the ministry's spokesman", "a spokesman for Lopez".
    """
    if noun_lemma(head) not in SPOKESPERSON_NOUNS:
        return ""
    directly = at.get(head.i - 1)  # the parser may attach the organization to the spokesman's name
    if directly is not None:
        return directly.name
    for child in head.children:
        before = child.i < head.i and child.dep_ in (*OWNERS, "compound", "nmod", "nmod:desc")
        after = child.i > head.i and child.dep_ in ("nmod", "prep", "obl") and introducer(child) in FOR
        if child.dep_ == "prep":
            child = noun_of_phrase(child)
        if before or after:
            entity = at.get(child.i)
            if entity is not None:
                return entity.name
            if is_noun(child) and noun_lemma(child) in words("body_nouns"):
                return _organization_phrase(child)
    return ""


def _organization_phrase(top: Token) -> str:
    first = min([c.left_edge.i for c in top.lefts if c.dep_ in ("amod", "compound")] + [top.i])
    return without_possessive(top.doc[first : top.i + 1].text)
