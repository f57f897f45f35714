"""Find family names that are other words: "He Lifeng said", "Mr He". The networks read each as a plain name."""

from __future__ import annotations

import numpy
from spacy.attrs import ORTH  # type: ignore[import-not-found]
from spacy.tokens import Doc

from .language.family_first import is_family_first
from .language.lexicon import abbreviated_titles, words
from .language.token_ids import ids, isin

PLAIN_NAME = "Wang"
# Chinese and Korean family names; before a name of which no other word can stand, and before one with a hyphen.
PRONOUNS = frozenset({"He", "She"})
SURE = PRONOUNS | {"Oh"}
WORDS = SURE | {"An", "Do", "In", "No", "So", "You"}
HYPHEN = "-"
OPENING = frozenset("“‘\"':")


def family_names(doc: Doc) -> list[int]:
    """The tokens that are family names, although they are other words elsewhere."""
    places = numpy.flatnonzero(isin(doc.to_array([ORTH]).ravel(), ids(WORDS))).tolist()
    full = {at for at in places if _begins_full_name(doc, at)}
    first = {doc[at].text: at for at in sorted(full, reverse=True)}
    return [at for at in places if at in full or _stands_alone(doc, at, first)]


def _begins_full_name(doc: Doc, at: int) -> bool:
    """Whether a given name follows: "He Lifeng", "An Hye-jin"."""
    if at + 1 >= len(doc) or not doc[at + 1].text[:1].isupper():
        return False
    given, hyphenated = doc[at + 1], at + 3 < len(doc) and doc[at + 2].text == HYPHEN and not doc[at + 1].whitespace_
    printed = f"{given.text}-{doc[at + 3].text}" if hyphenated else given.text
    cries = bool(at) and doc[at - 1].text in OPENING  # “Oh Maria”
    plain = doc[at].text in PRONOUNS or (doc[at].text in SURE and not cries)
    return (hyphenated or plain) and is_family_first(doc[at].text, printed)


def _stands_alone(doc: Doc, at: int, first: dict[str, int]) -> bool:
    """Whether a title stands before a word, or it has a capital within a sentence after its bearer's full name."""
    if not at:
        return False
    before, word = doc[at - 1], doc[at].text
    titles = words("titles") if word in SURE else abbreviated_titles()  # "Mr So", not "President In Exile"
    if before.lower_.rstrip(".") in titles and before.text[:1].isupper():  # not "D.C." for a "DC"
        return True
    return word in SURE and first.get(word, len(doc)) < at and (before.is_lower or before.text == ",")
