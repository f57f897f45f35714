"""What a named person or body is called in the phrase round the name: "the Kenyan water minister Ana Lopez"."""

from __future__ import annotations

from spacy.tokens import Span, Token

from ..language.grammar import is_noun
from ..language.lexicon import words
from ..language.name_key import key
from .entity import Entity
from .noun_phrases import noun
from .offices import SPOKES, before_name, is_office, is_role, of_phrase

LONGEST_SHORT = 4  # letters of an abbreviation
REACH = 8  # words before the name, or after it
INSIDE = frozenset({"DET", "ADJ", "NOUN", "PROPN", "PRON", "PART"})
GENERATION = frozenset({"Jr", "Jr.", "Sr", "Sr.", "KC", "QC", "MP", "PhD", "MD", "II", "III"})


def describe(entity: Entity, span: Span, tokens: list[Token], titles: int = 0) -> None:
    """Give the entity the offices before the name, the appositions after it, and what it is said to be."""
    nouns = _nouns_before(entity, span, tokens, titles)
    printed = before_name(span, tokens, titles)
    for top in _tops(span.root):
        if is_noun(top) and top.i not in range(span.start, span.end):
            nouns.append(top)
            nouns += [c for c in top.children if c.dep_ == "conj" and is_noun(c)]
            for child in top.lefts:
                _modified(entity, child)
            if top.i > span.end and is_role(entity.kind, top):
                printed = printed or of_phrase(top, tokens)
    beside = _after_comma(entity, span, tokens) + _before_comma(span, tokens)
    if beside and not printed and is_role(entity.kind, beside[0]):
        printed = of_phrase(beside[0], tokens)
    nouns += beside
    entity.office = entity.office or _in_small(printed)
    if entity.spokes is None:
        entity.spokes = next((top for top in nouns if noun(top) in SPOKES), None)
    entity.describe([noun(top) for top in nouns])


def _nouns_before(entity: Entity, span: Span, tokens: list[Token], titles: int) -> list[Token]:
    """The nouns of the phrase before a name, the nearest first: "the Kenyan water minister [Ana Lopez]"."""
    nouns: list[Token] = []
    before = span.start - 1
    while before >= 0 and span.start - before < REACH:
        token = tokens[before]
        if _names_a_body(token):
            break
        modifies = before + 1 < span.start and is_noun(tokens[before + 1])
        if is_noun(token) and not (modifies and noun(token) in words("body_nouns")):
            nouns.append(token)  # but not the team of "the team member"
        elif token.pos_ == "ADP":
            # "Secretary of State NAME", but not "the captain of NAME".
            if (before + 1 == span.start and not titles) or not (before and tokens[before - 1].text[:1].isupper()):
                break
        elif token.pos_ == "ADJ":
            _modified(entity, token)
        else:
            break
        before -= 1
    return nouns


def _tops(root: Token) -> list[Token]:
    """What the parse says that a name is: its appositions, the noun that it stands beside, and what it "is"."""
    tops = [c for c in root.children if c.dep_ in ("appos", "compound", "nmod:desc", "amod") and is_noun(c)]
    of = root.dep_ == "nmod" and any(c.dep_ == "case" for c in root.lefts)  # "a company in NAME" is not NAME
    if root.dep_ in ("appos", "flat", "nmod") and is_noun(root.head) and not of and not _names_a_body(root.head):
        tops.append(root.head)
    if root.dep_ == "nsubj":  # "Lopez is the mayor": the noun is the head, or an attribute of the verb
        verb = root.head
        if any(c.dep_ == "cop" for c in verb.children) and not _denied(verb):
            tops.append(verb)
        tops += [c for c in verb.children if c.dep_ == "attr" and not _denied(verb)]
    return tops


def _in_small(printed: str) -> str:
    """ "MODERATOR" -> moderator; "CEO" stays."""
    return printed.lower() if printed.isupper() and len(printed) > LONGEST_SHORT else printed


def _names_a_body(token: Token) -> bool:
    """ "the Harbour [Council] Ana Lopez": no description of whom it stands before."""
    return token.ent_type_ in ("ORG", "LOC", "GPE") and key(token.text) in words("body_words")


def _after_comma(entity: Entity, span: Span, doc: list[Token]) -> list[Token]:
    """ "Lopez, 43, former managing director of Acme,": the nouns of an office, where the parse has no apposition."""
    at = span.end
    while at + 1 < len(doc) and doc[at].text == "," and (doc[at + 1].like_num or doc[at + 1].text in GENERATION):
        at += 2
    if at + 1 >= len(doc) or doc[at].text != ",":
        return []
    at += 1
    first = at
    while at < len(doc) and at - first < REACH and doc[at].pos_ in INSIDE:
        at += 1
    last = doc[at - 1] if at > first else None
    ends = at < len(doc) and (doc[at].text in (",", ".", ";", "—", "–", "(") or doc[at].pos_ in ("ADP", "CCONJ"))
    if last is None or not ends or not is_noun(last) or not is_office(noun(last)):
        return []
    for token in doc[first : at - 1]:
        _modified(entity, token)
    return [last]


def _before_comma(span: Span, doc: list[Token]) -> list[Token]:
    """ "the captain, Ana Lopez, said": an office that the name explains."""
    at = span.start - 2
    if at < 1 or doc[at + 1].text != ",":
        return []
    closed = span.end < len(doc) and doc[span.end].text in (",", ".", ")", ";")
    if not closed or not is_noun(doc[at]) or not is_office(noun(doc[at])):
        return []
    first = at
    while first > 0 and at - first < REACH and doc[first - 1].pos_ in ("NOUN", "PROPN", "ADJ"):
        first -= 1
    opened = first > 0 and (doc[first - 1].pos_ in ("DET", "PRON") or doc[first - 1].tag_ == "POS")
    return [doc[at]] if opened else []


def _modified(entity: Entity, token: Token) -> None:
    if token.is_alpha and token.pos_ in ("ADJ", "NOUN", "PROPN"):
        word = key(token.text)
        entity.modifiers.add(word)
        if token.text[:1].isupper():
            entity.proper.add(word)


def _denied(verb: Token) -> bool:
    return any(child.dep_ == "neg" or child.lower_ in ("not", "n't", "no", "never") for child in verb.children)
