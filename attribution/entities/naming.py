"""The words by which a text gives a name: "a girl named [Ana]", "gave only her first name, [Ana]", "called herself"."""

from __future__ import annotations

from spacy.tokens import Token

from ..language.animacy import is_listed_human
from ..language.grammar import FINITE_TAGS, is_noun, subject
from ..language.pronouns import FEMININE, HE_OR_SHE
from .noun_phrases import noun_lemma

NAMING = frozenset("called named known identified dubbed nicknamed".split())
GIVING = frozenset("gave gives giving give goes going went".split())  # "who GAVE only his first name, Jomo"
OWN_NAMING = frozenset("introduced introduces identified identifies calls called calling styles styled".split())
REFLEXIVES = frozenset("himself herself themselves themself itself myself".split())
NAMES = frozenset({"name", "handle", "username", "alias"})
WITHIN = (
    NAMES | frozenset("only simply just as by her his their the first given".split()) | {",", "“", '"'} | REFLEXIVES
)
MAX_KNOWN = 6  # tokens between "known" and "as": "known to everyone on the quay as"


def is_given(tokens: list[Token], at: int) -> bool:
    """Whether the text says of the word at a token that it is a name."""
    return naming_word(tokens, at) is not None


def naming_word(tokens: list[Token], at: int) -> Token | None:
    """The word before a name at a token by which the text gives it, or None.

    "KNOWN only as", "KNOWN to everyone as", "GAVE only his name,", "INTRODUCED herself as".
    """
    before = at - 1
    while before > 0 and tokens[before].lower_ in WITHIN:
        before -= 1
    if before < 0:
        return None
    word, between = tokens[before].lower_, [token.lower_ for token in tokens[before + 1 : at]]
    named = word in NAMING or (word in GIVING and not NAMES.isdisjoint(between))
    if named or (word in OWN_NAMING and not REFLEXIVES.isdisjoint(between)):
        return tokens[before]
    return _known_before(tokens, at - 1) if at and tokens[at - 1].lower_ == "as" else None


def _known_before(tokens: list[Token], at: int) -> Token | None:
    """The word "known" before the "as" at a token, with whom somebody is known to between them, or None."""
    for token in reversed(tokens[max(0, at - MAX_KNOWN) : at]):
        if token.lower_ == "known":
            return token
        if token.tag_ in FINITE_TAGS or token.is_punct or token.is_space:
            return None
    return None


def noun_named_by(tokens: list[Token], at: int) -> Token | None:
    """Whom the words before a name at a token name, or None.

    "a [girl] named Ana", "one [passenger], known only as Ana", "[She] introduced herself as Ana".
    """
    word = naming_word(tokens, at)
    if word is not None and word.tag_ in FINITE_TAGS:
        return subject(word)
    if word is None or word.tag_ != "VBN" or not word.i:
        return None
    noun = tokens[max(word.i - 2, 0) if word.nbor(-1).text == "," else word.i - 1]
    if noun.head.lower_ == "one" or noun.dep_ == "appos":
        return noun.head  # "[one] of the tenants, known as Ana", "his [coach], a man known as Cap"
    return noun if is_noun(noun) else None


def gender_when_named(tokens: list[Token], at: int) -> str:
    """The gender that the words before a name at a token tell: "f" of "introduced herself as Ana"; "" if none."""
    word = naming_word(tokens, at)
    told = next((t for t in tokens[word.i : at] if t.lower_ in HE_OR_SHE), None) if word is not None else None
    return "" if told is None else "f" if told.lower_ in FEMININE else "m"


def names_person(tokens: list[Token], at: int) -> bool:
    """Whether the words before a name at a token give it to a person: "a farmer named Ana", "called herself Ana"."""
    named = noun_named_by(tokens, at)
    if named is None:
        return False
    return bool(gender_when_named(tokens, at)) or (is_noun(named) and is_listed_human(noun_lemma(named)))
