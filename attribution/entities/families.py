"""Family names of people introduced by given name: "Owen Pugh and his wife, Nerys", "Owen and Nerys Pugh"."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from ..language.name_key import key
from ..language.names import Name
from ..model import SpeakerKind
from .entity import gender_by_title
from .gender import PRONOUNS, gender_by_name
from .named_mentions import Mention
from .ner_repair import relative_before

MAX_BEFORE = 40  # tokens between a person's name and "his wife"


def with_family_names(mentions: list[Mention], tokens: list[Token]) -> list[Mention]:
    """The mentions, with the family name added to a relative's given name if the article calls her "Mrs Pugh" later."""
    titled = {
        (name.keys[-1], gender)
        for name, kind, _ in mentions
        if kind == SpeakerKind.PERSON and len(name.words) == 1 and (gender := gender_by_title(name.title.split()))
    }
    if not titled:
        return mentions
    persons = sorted((m for m in mentions if m[1] == SpeakerKind.PERSON), key=lambda m: m[2].start)
    added: dict[str, Name] = {}
    for place, (name, _, span) in enumerate(persons):
        if len(name.words) != 1:
            continue
        noun = relative_before(tokens, span.start)
        if noun is not None:
            family, gender = _family_name(persons[:place], noun), gender_by_title([noun.lower_])
        else:
            family = _family_name_of_couple(persons[place : place + 2], tokens)
            gender = gender_by_name((*name.words, family or ""))
        if family is not None and (key(family), gender) in titled:
            added[name.keys[0]] = replace(name, words=(*name.words, family))
    return [(added.get(m[0].keys[0], m[0]) if len(m[0].words) == 1 else m[0], *m[1:]) for m in mentions]


def _family_name_of_couple(two: list[Mention], tokens: list[Token]) -> str | None:
    """The family name printed once for two people, the first by the given name: "[Owen] and Nerys Pugh"."""
    if len(two) < 2 or len(two[1][0].words) < 2 or two[1][2].start != two[0][2].end + 1:
        return None
    return two[1][0].words[-1] if tokens[two[0][2].end].lower_ == "and" else None


def _family_name(earlier: list[Mention], noun: Token) -> str | None:
    """The family name of the person whose relative the noun is: the last one named in full before "his wife"."""
    owner = noun.nbor(-1).lower_
    if owner not in PRONOUNS and owner not in ("'s", "’s"):
        return None
    if owner not in PRONOUNS:
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
