"""Whether two names may be the same speaker's: one is a shorter form of the other, titles aside."""

from __future__ import annotations

from attribution.language.lexicon import words
from attribution.language.name_key import key
from attribution.language.name_matching import initials, same_organization, same_person
from attribution.language.names import Name, parse_name, parse_organization
from attribution.model import SingleSpeaker, SpeakerKind

VOICE = "spokes"  # "spokesman", "spokesperson"


def called_alike(asked: str, printed: str, kind: SpeakerKind) -> bool:
    """Whether the asked name may be that of a speaker: "Mayor Jan Holt" is "Holt".

    ``kind`` is that of the speaker whose name is printed. A body without a name is called by its noun: "the union" or
    "the Union" may be the Pilots' Union. A label of notes may go on after the name: "Holt on taxes".
    A label of an interview may be initials: "JH".
    """
    if kind is SpeakerKind.PERSON:
        mine, theirs = parse_name(asked), parse_name(printed)
        return same_person(mine, theirs) or same_person(theirs, mine) or _initials(mine, theirs)
    mine, theirs = parse_organization(asked), parse_organization(printed)
    if not mine.keys or not theirs.keys:
        return False
    if kind is SpeakerKind.ANONYMOUS and parse_name(asked).keys[-1:] == theirs.keys[:1]:
        return True
    if asked.islower() or printed.islower() or _is_noun(mine) or _is_noun(theirs):
        return mine.keys[-1] == theirs.keys[-1]
    return same_organization(mine, theirs) or same_organization(theirs, mine)


def _is_noun(name: Name) -> bool:
    """Whether a name is a noun for bodies alone: "the Board"."""
    return len(name.keys) == 1 and name.keys[0] in words("body_nouns")


def speaks_for(described: str, speaker: SingleSpeaker) -> bool:
    """Whether somebody without a name may speak for a body: "a spokesperson", "an official of the Board"."""
    if speaker.kind is not SpeakerKind.ORGANIZATION:
        return False
    body = set(parse_organization(speaker.name).keys)
    return any(key(word).startswith(VOICE) or (word[0].isupper() and key(word) in body) for word in described.split())


def _initials(one: Name, other: Name) -> bool:
    """Whether one of two names is a label of the other's initials."""
    for short, full in ((one, other), (other, one)):
        parts = [part for word in full.words for part in word.split("-") if part]
        if len(short.keys) == 1 and len(full.words) > 1:
            return short.keys[0] in (initials(full), key("".join(part[0] for part in parts)))
    return False
