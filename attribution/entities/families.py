"""Family names of people introduced by given name: "Owen Pugh and his wife, Nerys", "Owen and Nerys Pugh"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from ..language.grammar import is_verb
from ..language.lexicon import words
from ..language.name_key import key
from ..language.names import PARTICLES
from ..language.noun_genders import gender_by_title
from ..language.person_words import is_kin_plural
from ..language.pronouns import HE_OR_SHE
from ..model import SpeakerKind
from .named_mentions import Mention
from .ner_repair import relative_before

MAX_BEFORE = 40  # tokens between a person's name and "his wife"
MAX_APPOSITION = 10  # tokens from one name of a list to the next: "Ned, who is a baker, and Ada"
MAX_INTRODUCTION = 30  # tokens from "called Pugh" to the names
JOINS = frozenset({"and", "&"})
OPENS_LIST = frozenset({",", ":", "—", "–", "("})
HOUSES = frozenset({"family", "couple", "triplets"})
CALLED = frozenset({"called", "named", "surnamed"})


def with_family_names(mentions: list[Mention], tokens: list[Token]) -> list[Mention]:
    """The mentions, with the family name added to a given name where the article prints it for several people at once.

    A relative's given name gets it only if the article calls her "Mrs Pugh" later.
    """
    ordered = sorted(mentions, key=lambda m: m[2].start)
    persons = [m for m in ordered if m[1] == SpeakerKind.PERSON]
    families = _of_relatives(persons, tokens) | _of_lists(persons, tokens) | _of_introduced(ordered, persons, tokens)
    given = {name.keys[0] for name, _, span in mentions if span.start in families}
    return [_with(m, families[m[2].start]) if m[2].start in families else _as_person(m, given) for m in mentions]


def _as_person(mention: Mention, given: set[str]) -> Mention:
    """The mention as a person's, if it is one of the given names that got a family name."""
    return (mention[0], SpeakerKind.PERSON, mention[2]) if mention[0].keys in {(word,) for word in given} else mention


def _with(mention: Mention, family: str) -> Mention:
    name, _, span = mention
    return replace(name, words=(*name.words, *family.split())), SpeakerKind.PERSON, span


def _of_relatives(persons: list[Mention], tokens: list[Token]) -> dict[int, str]:
    """The family names of relatives by where their given names begin: "Owen Pugh and his wife, [Nerys]"."""
    titled = {
        (name.keys[-1], gender)
        for name, _, _ in persons
        if len(name.words) == 1 and (gender := gender_by_title(name.title.split()))
    }
    found: dict[int, str] = {}
    for place, (name, _, span) in enumerate(persons if titled else ()):
        noun = relative_before(tokens, span.start) if len(name.words) == 1 else None
        family = _family_name(persons[:place], noun) if noun is not None else None
        if noun is not None and family is not None and (key(family), gender_by_title([noun.lower_])) in titled:
            found[span.start] = family
    return found


def _of_lists(persons: list[Mention], tokens: list[Token]) -> dict[int, str]:
    """The family name that is printed once, after the last given name of several: "[Owen] and Nerys Pugh"."""
    edges = {edge for name, _, _ in persons if len(name.words) > 1 for edge in (name.keys[0], name.keys[-1])}
    single = [name for name, _, _ in persons if len(name.words) == 1]
    taken = edges | {name.keys[0] for name in single if gender_by_title(name.title.split())}
    alone = {name.keys[0] for name in single}
    found: dict[int, str] = {}
    for place, last in enumerate(persons):
        listed = list(_listed_before(persons, place, tokens)) if len(last[0].words) > 1 else []
        given = [name.keys[0] for name, _, _ in listed]
        sure = bool(listed) and (last[0].keys[0] in alone or _are_kin(listed[-1], tokens))
        if all((sure or word in words("male_names", "female_names")) and word not in taken for word in given):
            found.update((span.start, _family_of(last)) for _, _, span in listed)
    return found


def _listed_before(persons: list[Mention], place: int, tokens: list[Token]) -> Iterator[Mention]:
    """The bare names that are joined with the full name at a place before it, the nearest one first."""
    joins: frozenset[str] = JOINS
    for at in range(place - 1, -1, -1):
        name, _, span = persons[at]
        between = [token.lower_ for token in tokens[span.end : persons[at + 1][2].start]]
        if len(name.words) > 1 or len(between) != 1 or between[0] not in joins:
            return
        yield persons[at]
        joins = frozenset({","})


def _family_of(mention: Mention) -> str:
    """The family name of a full name, with its particles."""
    parts = mention[0].words
    first = len(parts) - 1
    while first > 1 and parts[first - 1] in PARTICLES:
        first -= 1
    return " ".join(parts[first:])


def _are_kin(first: Mention, tokens: list[Token]) -> bool:
    """Whether a noun for relatives stands before the first of several names: "Sisters [Mara] and Ada Pugh"."""
    name, _, span = first
    before = tokens[span.start - 1].lower_ if span.start else ""
    return any(_are_relatives(word) for word in (before, *name.title.split()[-1:]))


def _are_relatives(word: str) -> bool:
    return word in HOUSES or is_kin_plural(word)


def _of_introduced(ordered: list[Mention], persons: list[Mention], tokens: list[Token]) -> dict[int, str]:
    """The family name of a list of given names, printed before it: "The Pughs, [Owen] and [Nerys]," """
    full = {name.keys[-1] for name, _, _ in persons}
    found: dict[int, str] = {}
    for place, first in enumerate(ordered):
        family = _family_before(tokens, first[2].start, full) if len(first[0].words) == 1 else None
        listed = list(_listed_after(ordered, place, tokens)) if family is not None else []
        if family is not None and len(listed) > 1:
            found.update((span.start, family) for _, _, span in listed)
    return found


def _listed_after(ordered: list[Mention], place: int, tokens: list[Token]) -> Iterator[Mention]:
    """The bare names of a list that begins at a place: "Owen, a baker, and Nerys"."""
    for at in range(place, len(ordered)):
        name, _, span = ordered[at]
        between = tokens[ordered[at - 1][2].end : span.start] if at > place else []
        ends = at == place or (0 < len(between) <= MAX_APPOSITION and between[-1].lower_ in JOINS | {","})
        if len(name.words) > 1 or not ends or any(t.is_sent_start or (is_verb(t) and t.tag_ != "VBN") for t in between):
            return
        yield ordered[at]


def _family_before(tokens: list[Token], at: int, full: set[str]) -> str | None:
    """The family name before a list of given names that begins at a token; ``full`` are the last words of names."""
    apposed = at > 2 and tokens[at - 1].text in OPENS_LIST
    noun = tokens[at - 2 if apposed else at - 1] if at > 2 else None
    if noun is None:
        return None
    before = noun.nbor(-1)
    if _are_relatives(noun.lower_) and _is_capitalized(before):
        return before.text  # "the Pugh sisters, Mara and Ada"
    if apposed and before.lower_ == "the" and _is_capitalized(noun):
        return next(
            (noun.text.removesuffix(end) for end in ("s", "es") if key(noun.text.removesuffix(end)) in full), None
        )
    return _family_called(tokens, noun) if apposed else None


def _family_called(tokens: list[Token], last: Token) -> str | None:
    """The name that several people are called by in the clause before their given names: "two men called [Pugh]"."""
    for at in range(last.i, max(last.sent.start + 1, last.i - MAX_INTRODUCTION), -1):
        if tokens[at - 1].lower_ in CALLED and _is_capitalized(tokens[at]):
            return tokens[at].text if at > 1 and tokens[at - 2].tag_ == "NNS" else None
    return None


def _is_capitalized(token: Token) -> bool:
    return token.text[:1].isupper() and token.tag_ in ("NNP", "NNPS") and token.ent_type_ not in ("LOC", "GPE")


def _family_name(earlier: list[Mention], noun: Token) -> str | None:
    """The family name of the person whose relative the noun is: the last one named in full before "his wife"."""
    owner = noun.nbor(-1).lower_
    if owner not in HE_OR_SHE and owner not in ("'s", "’s"):
        return None
    if owner not in HE_OR_SHE:
        return _family_name_of(earlier, noun.i - 2)
    full = (m for m in reversed(earlier) if noun.i - m[2].start <= MAX_BEFORE and len(m[0].words) > 1)
    found = next(full, None)
    return found[0].words[-1] if found is not None else None


def _family_name_of(earlier: list[Mention], at: int) -> str | None:
    """The family name of who is named at a token, by given name too: "[John]'s daughter Dina" after "John Pugh"."""
    named = next((m for m in reversed(earlier) if m[2].start <= at < m[2].end), None)
    if named is None:
        return None
    names = (m[0] for m in (named, *reversed(earlier)) if m[0].keys[:1] == named[0].keys[:1])
    return next((name.words[-1] for name in names if len(name.words) > 1), None)
