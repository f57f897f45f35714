"""The role or office of a named person or body as printed, and for whom a spokesperson speaks."""

from __future__ import annotations

from spacy.tokens import Span, Token

from ..article.mention_roles import OWNERS
from ..language.grammar import introducer, is_noun
from ..language.lexicon import words
from ..language.name_key import key
from ..language.names import without_possessive
from ..model import SpeakerKind
from .entity import FEMALE, MALE, Entity
from .noun_phrases import noun

LONGEST = 14  # words of an office
ANYBODY = frozenset("man woman person guy boy girl one".split())  # everybody is called so
RANKED = frozenset("first second third last only most".split())
OF_PEOPLE = ("person_nouns", "roles", "titles", "epithet_nouns")
LISTS = ("person_nouns", "roles", "titles", "epithet_nouns", "body_nouns")
SPOKES = frozenset("spokesman spokeswoman spokesperson spokesmen spokespeople representative".split())
ADDRESS = frozenset("mr mrs ms miss mx dr sir dame prof madame monsieur herr frau".split())
PARTS = frozenset({"us", "state"})  # among the titles, for what stands before or inside one
NO_END = frozenset({"ADP", "CCONJ", "DET", "PUNCT", "SCONJ"})
CUT_OFF = frozenset({"ex", "co", "non", ""})  # "a colleague and ex" of "ex-rival"
FOR = frozenset({"for", "of", "with", "at"})
ENDS = frozenset(',;.:()[]—–"“”')


def is_office(word: str) -> bool:
    """Whether a noun is a role, an office or a sort of body."""
    return any(word in words(name) for name in LISTS)


def is_role(kind: SpeakerKind, top: Token) -> bool:
    """Whether a noun is what one person or body is by office: not "native sons", "the shortest man ever", "a club"."""
    word = noun(top)
    if top.tag_ not in ("NN", "NNP") or word in ANYBODY or not is_office(word):
        return False
    if kind == SpeakerKind.PERSON and word in words("body_nouns") and not any(word in words(n) for n in OF_PEOPLE):
        return False
    if any(c.tag_ == "PRP$" for c in top.lefts) and (word in FEMALE or word in MALE):
        return False  # "his father"
    return not any(c.tag_ in ("JJS", "RBS") or c.lower_ in RANKED for c in top.lefts)


def before_name(span: Span, tokens: list[Token], titles: int) -> str:
    """ "Kenyan water minister [Ana Lopez]", "Prime Minister [Lopez]": what stands directly before the name.

    ``titles`` is how many words of the span itself are the title.
    """
    name = span.start + titles
    first = span.start
    if first and tokens[first - 1].ent_type_ and key(tokens[first - 1].text) in words("body_words"):
        return ""  # "CEO of the Harbour Council [Ana Lopez]"
    while first > 0 and name - first < LONGEST and _part_of_office(tokens, first - 1):
        first -= 1
    while first < name and (tokens[first].pos_ not in ("NOUN", "PROPN", "ADJ") or tokens[first].tag_ == "PRP$"):
        first += 1
    while first < name and key(tokens[name - 1].text) in ADDRESS:
        name -= 1
    return span.doc[first:name].text if first < name and _ends_an_office(tokens[name - 1]) else ""


def _ends_an_office(token: Token) -> bool:
    """ "minister", or "State" of "Secretary of State"."""
    if token.pos_ == "ADJ" or token.tag_ == "NNS" or token.ent_type_ in ("LOC", "GPE"):
        return False
    if key(token.text) in PARTS:
        return token.i > 0 and token.nbor(-1).lower_ == "of"  # "Secretary of State"
    return is_office(noun(token)) or key(token.text) in words("titles")


def _part_of_office(tokens: list[Token], at: int) -> bool:
    token = tokens[at]
    if token.lower_ in ("of", "for"):
        return at > 0 and _takes_of(tokens[at - 1], tokens[at + 1])
    return token.ent_type_ != "PERSON" and (token.pos_ in ("NOUN", "PROPN", "ADJ") or token.tag_ == "POS")


def _takes_of(before: Token, after: Token) -> bool:
    """ "Secretary of State Lopez", "secretary of state Lopez"; not "an endorsement of Gov. Lopez"."""
    if before.tag_ not in ("NN", "NNP") or key(before.text) not in words("titles") | words("body_words"):
        return False
    return not (before.is_lower and after.text[:1].isupper())


def of_phrase(top: Token, tokens: list[Token]) -> str:
    """The phrase of an office after a name or in a predicate: "managing director of Volta Foods", no further."""
    kept = [
        c.left_edge.i for c in top.lefts if c.dep_ in ("amod", "compound", "nmod:poss", "poss", "nmod", "nmod:desc")
    ]
    first, last = min([*kept, top.i]), top.i
    while last + 1 < len(tokens) and last + 1 <= top.right_edge.i and last - first < LONGEST:
        after = tokens[last + 1]
        if after.text in ENDS or after.is_space or after.pos_ in ("VERB", "AUX") or after.tag_ in ("WP", "WDT"):
            break
        last += 1
    while last > top.i and (tokens[last].pos_ in NO_END or tokens[last].lower_.rstrip("-") in CUT_OFF):
        last -= 1
    while first < top.i and tokens[first].tag_ in ("PRP$", "WP$"):
        first += 1  # "[its] president"
    return top.doc[first : last + 1].text


def represented(head: Token, at: dict[int, Entity]) -> str:
    """For whom "spokesman" speaks: "Volta Foods spokesman", "the ministry's spokesman", "a spokesman for Lopez"."""
    if noun(head) not in SPOKES:
        return ""
    directly = at.get(head.i - 1)  # the parse may hang the body on the spokesman's name
    if directly is not None:
        return directly.name
    for child in head.children:
        before = child.i < head.i and child.dep_ in (*OWNERS, "compound", "nmod", "nmod:desc")
        after = child.i > head.i and child.dep_ in ("nmod", "prep", "obl") and introducer(child) in FOR
        if child.dep_ == "prep":
            child = next((c for c in child.children if c.dep_ == "pobj"), child)
        if before or after:
            entity = at.get(child.i)
            if entity is not None:
                return entity.name
            if is_noun(child) and noun(child) in words("body_nouns"):
                return _body(child)
    return ""


def _body(top: Token) -> str:
    first = min([c.left_edge.i for c in top.lefts if c.dep_ in ("amod", "compound")] + [top.i])
    return without_possessive(top.doc[first : top.i + 1].text)
