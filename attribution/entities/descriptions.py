"""Descriptions of a named entity in the phrase around its name: "the Kenyan water minister Ana Lopez"."""

from __future__ import annotations

from spacy.tokens import Span, Token

from ..language.animacy import is_human
from ..language.grammar import is_negated, is_noun
from ..language.lexicon import words
from ..language.name_key import key
from ..model import SpeakerKind
from .entity import ABBREVIATIONS, Entity
from .ner_repair import office_words
from .noun_phrases import noun_lemma
from .offices import SPOKESPERSON_NOUNS, is_office, is_role, office_before_name, office_phrase
from .told_roles import deeds, told_roles

MAX_ABBREVIATION = 4  # letters of an abbreviation
MAX_LISTED = 20
MAX_DISTANCE = 8  # tokens before or after the name
PHRASE_TAGS = frozenset({"DET", "ADJ", "NOUN", "PROPN", "PRON", "PART"})
SUFFIXES = frozenset({"Jr", "Jr.", "Sr", "Sr.", "KC", "QC", "MP", "PhD", "MD", "II", "III"})


def describe(entity: Entity, span: Span, tokens: list[Token], titles: int = 0) -> None:
    """Add the offices, appositions and predicates around one mention to the entity.

    ``titles`` is the number of tokens at the start of ``span`` that are a title.
    """
    nouns = _nouns_before(entity, span, tokens, titles)
    printed = office_before_name(span, tokens, titles)
    for top in _nouns_in_parse(span.root):
        if is_noun(top) and top.i not in range(span.start, span.end):
            nouns.append(top)
            nouns += [c for c in top.children if c.dep_ == "conj" and is_noun(c)]
            for child in top.lefts:
                _add_modifier(entity, child)
            if top.i > span.end and is_role(entity.kind, top):
                printed = printed or office_phrase(top, tokens)
    beside = _after_comma(entity, span, tokens) + _before_comma(span, tokens)
    if beside and not printed and is_role(entity.kind, beside[0]):
        printed = office_phrase(beside[0], tokens)
    nouns += beside
    entity.office = entity.office or _lowercased(printed)
    if entity.spokesperson is None:
        entity.spokesperson = next((top for top in nouns if noun_lemma(top) in SPOKESPERSON_NOUNS), None)
    told = [noun for noun in told_roles(span.root) if is_role(entity.kind, noun)]
    apposed = _holder(span.root.head) if span.root.dep_ == "appos" else span.root
    entity.told.update(noun.i for noun in (*told, apposed) if noun.i not in (span.root.i, span.root.head.i))
    nouns += told
    done = deeds(span.root) if entity.kind == SpeakerKind.PERSON else ()
    addressed = (f"{tokens[top.i - 1].lower_}{key(top.text)}" for top in nouns if top.i)
    styles = (form for form in addressed if form in ABBREVIATIONS)  # "the Right Rev"
    entity.describe([*(noun_lemma(top) for top in nouns), *done, *styles])


def _nouns_before(entity: Entity, span: Span, tokens: list[Token], titles: int) -> list[Token]:
    """The nouns of the phrase before a name, nearest first: "the Kenyan water minister [Ana Lopez]".

    Adds the adjectives to the entity's modifiers.
    """
    nouns: list[Token] = []
    before = span.start - 1
    while before >= 0 and span.start - before < MAX_DISTANCE:
        token = tokens[before]
        if _is_organization_word(token):
            break
        modifies = before + 1 < span.start and is_noun(tokens[before + 1])
        noun = is_noun(token) or (token.pos_ == "ADJ" and is_office(token.lower_))  # "Novelist" is often taken for one
        spoken_for = modifies and noun_lemma(tokens[before + 1]) in SPOKESPERSON_NOUNS
        if noun and not spoken_for and not (modifies and noun_lemma(token) in words("body_nouns")):
            nouns.append(token)  # not "team" in "the team member", nor "guard" in "coast guard spokesman"
        elif token.pos_ == "ADP":
            # "Secretary of State NAME", but not "the captain of NAME".
            if (before + 1 == span.start and not titles) or not (before and tokens[before - 1].text[:1].isupper()):
                break
        elif token.pos_ == "ADJ":
            _add_modifier(entity, token)
        else:
            break
        before -= 1
    return nouns


def _nouns_in_parse(root: Token) -> list[Token]:
    """The nouns that describe a name in the parse: appositions, modifiers, its head noun, and predicate nouns."""
    beside = [c for c in root.children if c.dep_ in ("compound", "nmod:desc", "amod") and is_noun(c)]
    beside += [c for c in _apposed(root) if is_noun(c)]
    tops = [c for c in beside if not _is_organization_word(c)]
    of = root.dep_ == "nmod" and any(c.dep_ == "case" for c in root.lefts)  # "a company in NAME" is not NAME
    if root.dep_ in ("appos", "flat", "nmod") and is_noun(root.head) and not of:
        holder = _holder(root.head)
        tops += [] if _is_organization_word(holder) else [holder]
    if root.dep_ == "nsubj":  # "Lopez is the mayor": the noun is the head, or an attribute of the verb
        verb = root.head
        if any(c.dep_ == "cop" for c in verb.children) and not is_negated(verb):
            tops.append(verb)
        tops += [c for c in verb.children if c.dep_ == "attr" and not is_negated(verb)]
    return tops


def _apposed(root: Token) -> list[Token]:
    """The appositions of a name. One after the next name of a list is the next one's: "Ned, a baker, and Ada, a judge".

    In a list of more than ``MAX_LISTED`` parts, those that the parser gives the name.
    """
    first = root.head if root.dep_ == "conj" or (root.dep_ == "appos" and root.head.ent_type_ == "PERSON") else root
    if first.n_rights > MAX_LISTED:
        return [c for c in root.children if c.dep_ == "appos"]
    named = [c.i for c in first.rights if c.dep_ == "conj" or (c.dep_ == "appos" and c.ent_type_ == "PERSON")]
    following = next((at for at in named if at > root.i), len(root.doc))
    beside = [*root.children, *(c for c in first.rights if first != root and c.i > root.i)]
    apposed = (c for c in beside if c.dep_ == "appos" and c != root)
    return [c for c in apposed if c.i < following or c.tag_ in ("NNS", "NNPS")]


def _holder(noun: Token) -> Token:
    """The role whose bearer is named after its body or place: "the [president] of the dockers' union, Ana Lopez"."""
    upper = noun.head
    if noun.dep_ != "nmod" or not is_noun(upper):
        return noun
    bearer = is_human(noun_lemma(upper)) and not is_human(noun_lemma(noun)) and noun.ent_type_ != "PERSON"
    return upper if bearer or noun_lemma(upper) in office_words() else noun


def _lowercased(printed: str) -> str:
    """Lower-case an upper-case office, but not an abbreviation: "MODERATOR" -> moderator; "CEO" stays."""
    return printed.lower() if printed.isupper() and len(printed) > MAX_ABBREVIATION else printed


def _is_organization_word(token: Token) -> bool:
    """Whether a noun before a name is part of an organization's name: "the Harbour [Council] Ana Lopez"."""
    capital = token.text[:1].isupper() and not token.is_sent_start
    return capital and token.ent_type_ != "PERSON" and key(token.text) in words("body_words", "body_nouns")


def _after_comma(entity: Entity, span: Span, doc: list[Token]) -> list[Token]:
    """The office noun after a name, if the parse has no apposition: "Lopez, 43, former managing director of Acme,"."""
    at = span.end
    while at + 1 < len(doc) and doc[at].text == "," and (doc[at + 1].like_num or doc[at + 1].text in SUFFIXES):
        at += 2
    if at + 1 >= len(doc) or doc[at].text != ",":
        return []
    at += 1
    first = at
    while at < len(doc) and at - first < MAX_DISTANCE and doc[at].pos_ in PHRASE_TAGS:
        at += 1
    last = doc[at - 1] if at > first else None
    ends = at < len(doc) and (doc[at].text in (",", ".", ";", "—", "–", "(") or doc[at].pos_ in ("ADP", "CCONJ"))
    if last is None or not ends or not is_noun(last) or not is_office(noun_lemma(last)):
        return []
    for token in doc[first : at - 1]:
        _add_modifier(entity, token)
    return [last]


def _before_comma(span: Span, doc: list[Token]) -> list[Token]:
    """The office noun before a name that is an apposition to it: "the captain, Ana Lopez, said"."""
    at = span.start - 2
    if at < 1 or doc[at + 1].text != ",":
        return []
    closed = span.end < len(doc) and doc[span.end].text in (",", ".", ")", ";")
    if not closed or not is_noun(doc[at]) or not is_office(noun_lemma(doc[at])):
        return []
    first = at
    while first > 0 and at - first < MAX_DISTANCE and doc[first - 1].pos_ in ("NOUN", "PROPN", "ADJ"):
        first -= 1
    opened = first > 0 and (doc[first - 1].pos_ in ("DET", "PRON") or doc[first - 1].tag_ == "POS")
    return [doc[at]] if opened else []


def _add_modifier(entity: Entity, token: Token) -> None:
    if token.is_alpha and token.pos_ in ("ADJ", "NOUN", "PROPN"):
        word = key(token.text)
        entity.modifiers.add(word)
        if token.text[:1].isupper():
            entity.proper_modifiers.add(word)
