"""The words by which a text gives somebody's name: "a girl named [Ana]", "who gave only her first name, [Ana]"."""

from __future__ import annotations

from spacy.tokens import Token

from ..language.grammar import is_noun

NAMING = frozenset("called named known identified dubbed nicknamed".split())
GIVING = frozenset("gave gives giving give goes going went".split())  # "who GAVE only his first name, Jomo"
NAMES = frozenset({"name", "handle", "username", "alias"})
WITHIN = NAMES | frozenset("only simply just as by her his their the first given".split()) | {",", "“", '"'}


def is_given(tokens: list[Token], at: int) -> bool:
    """Whether the text says of the word at a token that it is a name."""
    return naming_word(tokens, at) is not None


def naming_word(tokens: list[Token], at: int) -> Token | None:
    """The word before a name at a token by which the text gives it, or None: "KNOWN only as", "GAVE only his name,"."""
    before = at - 1
    while before > 0 and tokens[before].lower_ in WITHIN:
        before -= 1
    gives = before >= 0 and tokens[before].lower_ in GIVING and any(t.lower_ in NAMES for t in tokens[before:at])
    return tokens[before] if gives or (before >= 0 and tokens[before].lower_ in NAMING) else None


def noun_named_by(tokens: list[Token], at: int) -> Token | None:
    """The noun that a participle names: "a [girl] named Ana", "one [passenger], known only as Ana"; or None."""
    word = naming_word(tokens, at)
    if word is None or word.tag_ != "VBN" or not word.i:
        return None
    noun = tokens[max(word.i - 2, 0) if word.nbor(-1).text == "," else word.i - 1]
    if noun.head.lower_ == "one" or noun.dep_ == "appos":
        return noun.head  # "[one] of the tenants, known as Ana", "his [coach], a man known as Cap"
    return noun if is_noun(noun) else None
