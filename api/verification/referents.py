"""Whom the draft may mean by a pronoun: its reading is no ground to accuse where the sources know better."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from api.wording.words import words
from attribution.language.lexicon import words as listed
from attribution.language.name_key import key
from attribution.language.names import parse_name
from attribution.model import Quotation

MALE, FEMALE = frozenset({"he", "him"}), frozenset({"she", "her"})
PRONOUNS = MALE | FEMALE


def possible_referents(quotation: Quotation, draft: str, names: Iterable[str]) -> Iterator[str]:
    """Those of the names that the mention of the speaker, a pronoun, may mean as well as the name that was found.

    They are printed before the quotation and in its paragraph, the last name to be printed is theirs, and they are not
    known as a woman's ("he") or a man's ("she").
    """
    mention = quotation.mention
    if mention is None or quotation.speaker is None or key(mention.text) not in PRONOUNS:
        return
    start = draft.rfind("\n", 0, mention.start) + 1
    before = draft[start : min(mention.start, quotation.spans[0].start)]
    printed = [word.text for word in words(before)]
    found = _last(printed, quotation.speaker.name)
    for name in names:
        at = _last(printed, name)
        if at > found and not _contradicts(key(mention.text), printed[at - 1 : at] if at else [], name):
            yield name


def _last(printed: list[str], name: str) -> int:
    """The index of the last printed word that a name ends in; -1 if it is not printed."""
    last = parse_name(name).words[-1:]
    places = [n for n, word in enumerate(printed) if last and key(word) == key(last[0]) and word[0].isupper()]
    return places[-1] if places else -1


def _contradicts(pronoun: str, before: list[str], name: str) -> bool:
    """Whether the given name, in the source or before the name in the draft, is one of the other sex."""
    given = {key(word) for word in (*before, *parse_name(name).words[:1])}
    mine, others = ("male_names", "female_names") if pronoun in MALE else ("female_names", "male_names")
    return bool(given & listed(others)) and not given & listed(mine)
