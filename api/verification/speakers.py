"""Whether two names may be the same speaker's: one is a shorter form of the other, titles aside."""

from __future__ import annotations

from attribution.language.lexicon import words
from attribution.language.name_matching import same_organization, same_person
from attribution.language.names import Name, parse_name, parse_organization
from attribution.model import SpeakerKind


def called_alike(asked: str, printed: str, kind: SpeakerKind) -> bool:
    """Whether the asked name may be that of a speaker: "Mayor Jan Holt" is "Holt".

    ``kind`` is that of the speaker whose name is printed. A body without a name is called by its noun: "the union" or
    "the Union" may be the Pilots' Union. A label of notes may go on after the name: "Holt on taxes".
    """
    if kind is SpeakerKind.PERSON:
        mine, theirs = parse_name(asked), parse_name(printed)
        return same_person(mine, theirs) or same_person(theirs, mine)
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
