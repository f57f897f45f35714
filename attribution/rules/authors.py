"""Whose words a noun stands for: "WANG's answer", "a message from WANG", "the text that WANG sent"."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from spacy.tokens import Token

from ..language.grammar import FINITE_TAGS, SUBJECTS, is_noun, is_relative, lemma, noun_of_phrase, possessor
from ..language.lexicon import words
from ..language.person_words import is_given_name, is_person_word
from ..language.pronouns import HE_OR_SHE

NOUNS = ("reply_nouns", "utterance_nouns", "speech_nouns", "expression_nouns")
OWN = HE_OR_SHE | {"his", "her", "their", "my", "our", "your", "hers"}
MAX_PHRASE = 16  # tokens from a noun to its author
ENDS = frozenset('.:;?!—–(“"”')
WITHIN_NAME = frozenset({"compound", "nmod:desc"})
GIVING = frozenset({"give", "leave", "make", "send", "address", "deliver", "issue", "publish", "release", "use"})


def is_words(noun: Token) -> bool:
    """Whether a noun means something that is said or sent: "reply", "shout", "letter", "voice"."""
    return is_noun(noun) and lemma(noun) in words(*NOUNS)


def is_person(token: Token) -> bool:
    """Whether a token is the head of a phrase for one person: a name, "her", "the keeper"."""
    if token.ent_type_ == "PERSON" or token.lower_ in OWN:
        return True
    if token.tag_ == "NNP":
        return not token.ent_type_ or is_given_name(token.text)
    return token.tag_ == "NN" and is_person_word(lemma(token))


def may_speak(token: Token) -> bool:
    """Whether a token is the head of a phrase for a person or body: not "a shout from the back"."""
    named = token.ent_type_ == "ORG" or token.tag_ in ("PRP", "NNP", "NNPS")
    return named or is_person(token) or lemma(token) in words("body_nouns", "group_nouns", "roles")


def author_of(noun: Token, may_be: Callable[[Token], bool] = is_person) -> Token | None:
    """The head of the phrase of whose words a noun stands for, if it ``may_be`` the author; None otherwise.

    The phrase is found by the order of words, since parsers attach it to any noun or verb before it.
    """
    owner = possessor(noun)
    if owner is not None:
        return owner if may_be(owner) else None
    return next((author for author in _authors_after(noun) if may_be(author)), None)


def _authors_after(noun: Token) -> Iterator[Token]:
    """Who may be the author by the words after a noun, the nearest first: "the reply that Xi got from [Wang]"."""
    doc, received = noun.doc, False
    for at in range(noun.i + 1, min(noun.i + MAX_PHRASE, len(doc) - 1)):
        token = doc[at]
        if token.text in ENDS or token.is_space or (token.tag_ in FINITE_TAGS and not received):
            return
        if token.lower_ == "from" or (
            not received and (token.lower_ == "by" or (token.lower_ == "of" and at == noun.i + 1))
        ):
            yield _after_preposition(token)
        elif token.dep_ in SUBJECTS and not is_relative(token):
            if received or _gives(token.head, noun):
                yield token
                return
            received = True


def _after_preposition(word: Token) -> Token:
    """The noun of a phrase by its preposition: its object, or what it marks in the trees of Universal Dependencies."""
    noun = word.head if word.dep_ == "case" and word.head.i > word.i else noun_of_phrase(word)
    while noun.dep_ in WITHIN_NAME and noun.head.i > noun.i:
        noun = noun.head  # "of [broker] Ana Lopez"
    return noun


def _gives(verb: Token, noun: Token) -> bool:
    """Whether a clause after a noun tells who uttered it: "the text that Wang sent", "words with which Wang left"."""
    before = noun.nbor()
    by_means = before.tag_ == "IN" and before.i + 1 < len(noun.doc) and before.nbor().tag_ in ("WDT", "WP")
    return by_means or lemma(verb) in GIVING or lemma(verb) in words("speech_verbs")
