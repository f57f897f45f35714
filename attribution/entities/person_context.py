"""What around a name shows that it is a person's: a title or an occupation before it, an age or a role after it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator

import numpy
from spacy.attrs import SHAPE  # type: ignore[import-not-found]
from spacy.strings import get_string_id
from spacy.tokens import Span, Token

from ..language.ages import age_phrase_start
from ..language.grammar import ARTICLES, OWNERS, SUBJECTS, is_noun, lemma
from ..language.lexicon import words
from ..language.name_key import key
from ..language.names import Name
from ..language.person_words import is_person_word
from ..language.token_ids import places
from .gender import gender_by_name
from .ner_repair import FULL_NAME_WORDS, NOT_GIVEN_NAMES, Votes, office_words
from .noun_phrases import noun_lemma

MAX_FULL_NAME = 4  # words
ROLE_TAGS = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM"})
ORGANIZATION_ROLES = frozenset("owner leader partner rival member sponsor founder advocate resident".split())
COMPANY_TITLES = frozenset({"general", "state"})  # "General Electric", "State Farm"
JOINS = frozenset({"and", "&"})
TWO_DIGITS = get_string_id("dd")  # the shape of a number such as "79"
CLOSING = frozenset(",.;:)–—?!")
MAX_ROLE = 8  # tokens after a comma within which a role must end: ", the long-serving prime minister of"


def looks_like_person(entity: Span, label: str, name: Name, doc: list[Token]) -> bool:
    """Whether the context of a name shows that it is a person: a title before it, an age or a role after it."""
    end = entity.end
    if not 1 < len(name.words) < 4 and not name.title:
        return False
    if name.title and _ends_in_role(name) and len(name.words) < 4:
        return label != "ORG" or name.title not in COMPANY_TITLES
    the = entity.start > 0 and doc[entity.start - 1].lower_ == "the"
    if entity.start > 2 and age_phrase_start(doc[entity.start - 1]) is not None:
        return True  # "eight-year-old Ana Lopez"
    given = len(name.words) == 2 and gender_by_name(name.words) and not the
    if given and (label == "ORG" or _speaks(entity)):
        return True
    if label in ("LOC", "GPE") and len(name.words) > 1 and not the and _is_role_of_person(doc, entity.start - 1):
        return True  # "the photographer Ana Lopez": no place has an occupation
    if is_holder_of_role(entity, doc):
        return True
    if end + 2 >= len(doc) or doc[end].text != ",":
        return False
    if doc[end + 1].like_num and len(doc[end + 1]) == 2 and doc[end + 2].text in (",", "."):
        return True
    role = doc[end + 1].lower_ in ARTICLES and any(
        noun_lemma(token) in words("person_nouns") for token in doc[end + 2 : end + 6]
    )
    return role or role_after(end, doc)


def shown_persons(tokens: list[Token]) -> Iterator[Token]:
    """The capitalized words that stand alone and of which the context shows that they name persons."""
    yield from _aged(tokens)
    yield from _coupled(tokens)


def _aged(tokens: list[Token]) -> Iterator[Token]:
    """The capitalized words that an age follows between commas: "LOPEZ, 79, said"."""
    if not tokens:
        return
    shapes = tokens[0].doc.to_array([SHAPE]).ravel()
    for number in numpy.flatnonzero(shapes == TWO_DIGITS).tolist():
        if 2 <= number < len(tokens) - 1 and tokens[number - 1].text == "," == tokens[number + 1].text:
            word = tokens[number - 2]
            if word.pos_ == "PROPN" and word.text.istitle():
                yield word


def _coupled(tokens: list[Token]) -> Iterator[Token]:
    """The given names that the recognizer missed and that share the next name's last word: "OWEN and Nerys Pugh"."""
    given = words("male_names", "female_names")
    for at in places(tokens[0].doc, JOINS) if tokens else ():
        if 0 < at < len(tokens) - 2 and tokens[at + 1].ent_type_ == tokens[at + 2].ent_type_ == "PERSON":
            word = tokens[at - 1]
            if word.pos_ == "PROPN" and not word.ent_type_ and key(word.text) in given:
                yield word


def is_holder_of_role(entity: Span, doc: list[Token]) -> bool:
    """Whether a name of several words closes what a determiner opens: "the club's chief negotiator, [Ana Lopez],"."""
    at, end = entity.start, entity.end
    if at < 3 or len(entity) < 2 or doc[at - 1].text != "," or not _is_role_of_person(doc, at - 2):
        return False
    closed = end == len(doc) or doc[end].text in CLOSING or doc[end].is_space
    opened = any(child.tag_ in ("DT", "PRP$") or child.dep_ in OWNERS for child in doc[at - 2].lefts)
    return closed and opened and doc[at - 2].tag_ == "NN"


def _is_role_of_person(doc: list[Token], at: int) -> bool:
    """Whether the token before a name is an occupation that no body has: "photographer", not "owner", "publisher"."""
    if at < 0 or doc[at].tag_ not in ("NN", "NNP"):
        return False
    noun = noun_lemma(doc[at])
    bodily = noun in ORGANIZATION_ROLES or noun in words("body_nouns") or noun in words("company_nouns")
    return noun in words("person_nouns") and not bodily


def _ends_in_role(name: Name) -> bool:
    last = name.title.split()[-1]
    return key(last) in words("titles") or (
        len(name.words) > 1 and bool(is_person_word(last) or gender_by_name(name.words))
    )


def _speaks(entity: Span) -> bool:
    """Whether a name is the subject of a verb of speech: places with a given name ("Charlotte Bay") rarely are."""
    root = entity.root
    return root.dep_ in SUBJECTS and lemma(root.head) in words("speech_verbs")


def role_after(end: int, tokens: list[Token]) -> bool:
    """Whether a personal office follows a name after a comma: "Ana Lopez[, prime minister of]"."""
    last = None
    for at in range(end + 1, min(end + MAX_ROLE, len(tokens))):
        token = tokens[at]
        if token.pos_ not in ROLE_TAGS and token.tag_ != "POS":
            break
        last = token
    if last is None or tokens[end].text != "," or not is_noun(last) or last.tag_ in ("NNS", "NNPS"):
        return False
    return noun_lemma(last) not in ORGANIZATION_ROLES and noun_lemma(last) in office_words()


def role_before(run: Span, tokens: list[Token]) -> bool:
    """Whether a role precedes a name: "team member [Ana Lopez]", "the foreign minister, [Ana Lopez],"."""
    at = run.start - 1
    if at > 2 and tokens[at].text == ")" and tokens[at - 2].text == "(":
        at -= 3  # "DCP (Crime) [Ana Lopez]"
    comma = at > 0 and tokens[at].text == ","
    if comma:
        at -= 1
        if run.end >= len(tokens) or tokens[run.end].text not in (",", ")", "."):
            return False
    if at < 0 or tokens[at].tag_ not in ("NN", "NNP"):
        return False
    word = noun_lemma(tokens[at])
    return word in words("person_nouns") or word in words("roles") or (word in words("titles") and not comma)


def person_words(votes: dict[tuple[str, ...], Counter[str]]) -> set[str]:
    """The keys of first and last names of persons, by the majority of labels in this article."""
    found: set[str] = set()
    for keys, labels in votes.items():
        if keys and labels["PERSON"] >= sum(labels.values()) / 2:
            found.update((keys[0], keys[-1]))
    return found


def called_alone(votes: Votes, tokens: list[Token], labelled: Collection[Name]) -> set[str]:
    """The keys of the names by which the article calls persons without any other: "Lopez", "Mr Lopez", "LOPEZ:".

    What is recognized as a place counts if it is the last word of a full name with a known given name ("Jake Strand").
    """
    single = {keys[0]: labels for keys, labels in votes.items() if len(keys) == 1}
    full = {keys[-1] for keys in votes if len(keys) == FULL_NAME_WORDS and gender_by_name(keys)}
    found = {word for word, labels in single.items() if word in full or labels["PERSON"] >= labels.total() / 2}
    found |= {name.keys[0] for name in labelled if len(name.words) == 1}
    return (found | {key(token.text) for token in shown_persons(tokens)}) - words("body_words")


def may_be_full_name(entity: Span, name: Name, tokens: list[Token]) -> bool:
    """Whether a name with a person's last word may be that person's in full: "Jake Strand", not "the Strand"."""
    if not 1 < len(name.words) <= MAX_FULL_NAME or not all(word[:1].isupper() for word in name.words):
        return False
    the = entity.start > 0 and tokens[entity.start - 1].lower_ == "the"
    others = words("body_words", "demonyms") | NOT_GIVEN_NAMES
    return not the and others.isdisjoint(name.keys[:-1])
