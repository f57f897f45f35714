"""Whom the draft may mean by a pronoun: its reading is no ground to accuse where the sources know better."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from api.wording.words import words
from attribution.language.lexicon import words as listed
from attribution.language.name_key import key
from attribution.language.names import parse_name
from attribution.model import Quotation

from .draft import Draft

MALE, FEMALE = frozenset({"he", "him"}), frozenset({"she", "her"})
PRONOUNS = MALE | FEMALE


def possible_referents(quotation: Quotation, draft: Draft, names: Mapping[str, Iterable[str]]) -> Iterator[str]:
    """Those of the names that the mention of the speaker, a pronoun, may mean as well as the name that was found.

    ``names`` are listed by the key of their last word. They are printed before the quotation and in its paragraph, the
    last name to be printed is theirs, and they are not known as a woman's ("he") or a man's ("she").
    """
    mention = quotation.mention
    if mention is None or quotation.speaker is None or key(mention.text) not in PRONOUNS:
        return
    end = min(mention.start, quotation.spans[0].start)
    if "\n" in draft.text[end : mention.start]:
        return
    printed = [word.text for word in words(draft.before(end))]
    places = {key(word): n for n, word in enumerate(printed) if word[0].isupper()}  # the last of each word
    mine = parse_name(quotation.speaker.name).words[-1:]
    found = places.get(key(mine[0]), -1) if mine else -1
    for last, at in places.items():
        for name in names.get(last, ()) if at > found else ():
            if not _contradicts(key(mention.text), printed[at - 1 : at] if at else [], name):
                yield name


def _contradicts(pronoun: str, before: list[str], name: str) -> bool:
    """Whether the given name, in the source or before the name in the draft, is one of the other sex."""
    given = {key(word) for word in (*before, *parse_name(name).words[:1])}
    mine, others = ("male_names", "female_names") if pronoun in MALE else ("female_names", "male_names")
    return bool(given & listed(others)) and not given & listed(mine)
