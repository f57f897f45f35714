"""Whether two names may be the same speaker's: one is a shorter form of the other, titles aside."""

from __future__ import annotations

from attribution.language.name_matching import same_organization, same_person
from attribution.language.names import parse_name, parse_organization
from attribution.model import SpeakerKind


def called_alike(asked: str, printed: str, kind: SpeakerKind) -> bool:
    """Whether the asked name may be that of a speaker: "Mayor Jan Holt" is "Holt".

    ``kind`` is that of the speaker whose name is printed.
    """
    if kind is SpeakerKind.PERSON:
        mine, theirs = parse_name(asked), parse_name(printed)
        return same_person(mine, theirs) or same_person(theirs, mine)
    mine, theirs = parse_organization(asked), parse_organization(printed)
    return same_organization(mine, theirs) or same_organization(theirs, mine)
