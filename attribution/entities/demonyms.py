"""Demonyms used for one person: "the Kenyan"."""

from __future__ import annotations

from spacy.tokens import Token

from ..language.lexicon import words
from .entity import Entities

DEMONYM_ENDINGS, INHABITANT_ENDINGS = ("man", "woman", "lander"), ("n", "er", "ite")
MIN_STEM = 4  # letters of a place from which a demonym is formed


def is_demonym(entities: Entities, head: Token) -> bool:
    """Whether a word is a demonym for a person: "the [Kenyan]", "the [Irishman]", but not "the [French]".

    A word that is in no list is one if it is formed from a place in the article: Kivela, "the [Kivelan]".
    """
    word = head.lower_
    if (head.nbor(-1).lower_ if head.i else "") != "the" or word.endswith(("ish", "ese", "ch")):
        return False
    if entities.end_of_mention(head.i) > head.i + 1:
        return False  # "the [Welsh] Farmers' Union"
    if word in words("demonyms") or word.endswith(DEMONYM_ENDINGS):
        return True
    if head.ent_type_ in ("PERSON", "NORP") and word.endswith("an"):
        return True  # no person's name has an article
    places = (m.full_name.keys[-1] for m in entities.all if m.is_place and m.full_name.keys)
    return word.endswith(INHABITANT_ENDINGS) and any(
        len(place) >= MIN_STEM and place != word and word.startswith(place[:-1]) for place in places
    )
