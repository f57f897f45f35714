"""Part a role from a name by what else the article prints: "Sarpanch Ana Lopez" where "the sarpanch" stands too."""

from __future__ import annotations

from spacy.tokens import Token

from ..language.grammar import SUBJECTS, is_noun, lemma
from ..language.lexicon import words
from ..language.names import FULL_NAME_WORDS, PARTICLES, Name
from ..language.person_words import is_given_name
from .ner_repair import Votes


class LowercaseWords:
    """The tokens of an article by word, for words without capitals; collected when the first one is looked up."""

    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._by_word: dict[str, list[Token]] = {}

    def find(self, word: str) -> list[Token]:
        """The tokens that print a word in lower case."""
        if not self._by_word:
            for token in self._tokens:
                if token.is_lower:
                    self._by_word.setdefault(token.lower_, []).append(token)
        return self._by_word.get(word, [])


def without_printed_role(name: Name, votes: Votes, tokens: list[Token], lowercase: LowercaseWords) -> Name:
    """A person's name without a first word that the article shows to be a role. ``votes`` has the article's names."""
    if len(name.words) < FULL_NAME_WORDS or not _starts_with_role(name, votes, tokens, lowercase):
        return name
    return Name(name.words[1:], f"{name.title} {name.words[0].lower()}".lstrip(), name.suffix)


def _starts_with_role(name: Name, votes: Votes, tokens: list[Token], lowercase: LowercaseWords) -> bool:
    first, rest = name.words[0], name.keys[1:]
    if is_given_name(first) or first in PARTICLES or name.keys[:1] in votes:
        return False
    full = len(rest) >= FULL_NAME_WORDS
    if full and is_given_name(name.words[1]) and name.keys in votes and rest in votes:
        return True  # "Ana Lopez" stands alone too; "Rivas Lopez" may be the short form of "Inti Rivas Lopez"
    return any(_is_common_noun(tokens, token) for token in lowercase.find(first.lower()))


def _is_common_noun(tokens: list[Token], token: Token) -> bool:
    """Whether a word is a noun for somebody: "the sarpanch said", "sarpanch Ana Lopez", but not "the hope"."""
    if token.i + 1 < len(tokens) and tokens[token.i + 1].ent_type_ == "PERSON":
        return is_noun(token)
    return is_noun(token) and token.dep_ in SUBJECTS and lemma(token.head) in words("speech_verbs")
