"""The speakers named in the quotations of one article, each with name forms, description and rows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from attribution.language.name_key import name_key
from attribution.model import SpeakerKind

from ..models import Quotation
from ..names import name_forms

# Offices and groups of people are hard to distinguish, and a name is never both, so they form one family.
FAMILIES = {SpeakerKind.GROUP.value: SpeakerKind.ORGANIZATION.value}
_SPACED_LETTERS = re.compile(r"\b((?:\w )+\w)\b")
MAX_DESCRIPTION = 200  # characters
_NO_ROLES = frozenset({"", "mr", "mrs", "ms", "miss", "dr", "sir", "the"})


@dataclass
class NamedSpeaker:
    """A speaker named in one article.

    Within a ``family`` of kinds, speakers with the same ``key`` are the same speaker. ``forms`` counts the quotations
    that print each form of the name.
    """

    family: str
    key: str
    name: str
    kind: str
    description: str = ""
    said: list[Quotation] = field(default_factory=list)
    reported: list[Quotation] = field(default_factory=list)
    shared: list[tuple[Quotation, int]] = field(default_factory=list)  # as a member of a group, with its position
    forms: Counter[str] = field(default_factory=Counter)

    @property
    def full(self) -> bool:
        """Whether the name identifies the speaker: for a person, a given and a family name."""
        return self.family != "person" or len(self.name.split()) > 1

    @property
    def named(self) -> bool:
        """Whether it is a name and not a description such as "the company" or "Northfold supporters"."""
        if self.family != "organization":
            return self.family == "person"
        words = [word for word in self.name.split() if word[0].isalpha()] or [self.name]
        return not words[-1][0].islower() if self.kind == "group" else any(not w[0].islower() for w in words)


def family_of(kind: str) -> str:
    """The family of a kind: within a family, equal names are the same speaker."""
    return FAMILIES.get(kind, kind)


def identity_key(family: str, name: str) -> str:
    """The key of a name. For organizations, "U.S." becomes "us", and a leading "the" is dropped."""
    key = name_key(name) or " ".join(name.split())
    if family == "organization":
        key = _SPACED_LETTERS.sub(lambda found: found[1].replace(" ", ""), key)
        key = key.removeprefix("the ") or key
    return key


def named_speakers(rows: Iterable[Quotation]) -> list[NamedSpeaker]:
    """Collect the speakers named in the rows, in text order."""
    entities: dict[tuple[str, str], NamedSpeaker] = {}

    def entity_for(name: str, kind: str) -> NamedSpeaker:
        family = family_of(kind)
        key = identity_key(family, name)
        found = entities.setdefault((family, key), NamedSpeaker(family, key, " ".join(name.split()), kind))
        if kind == SpeakerKind.ORGANIZATION.value:
            found.kind = kind
        return found

    for row in rows:
        quotation = row.quotation
        if (named := quotation.speaker) and named.name:
            speaker = entity_for(named.name, named.kind.value)
            speaker.said.append(row)
            person = speaker.family == "person"
            printed = [*quotation.evidence.chain, *([quotation.mention.text] if quotation.mention else [])]
            speaker.forms.update(dict.fromkeys(name_forms(named.name, printed, person=person), 1))
            speaker.description = speaker.description or named.description or described(speaker.name, printed)
            for position, one in enumerate(named.members):
                member = entity_for(one.name, one.kind.value)
                if all(row is not other for other, _ in member.shared):
                    member.shared.append((row, position))
                    member.forms[" ".join(one.name.split())] += 1
                member.description = member.description or one.description or ""
        if (named := quotation.reported_by) and named.name:
            reporter = entity_for(named.name, named.kind.value)
            reporter.reported.append(row)
            if row not in reporter.said:
                reporter.forms[" ".join(named.name.split())] += 1
    return list(entities.values())


def described(name: str, printed: Iterable[str]) -> str:
    """The description printed next to the name: "Bonnie Glaser, the director of X" gives "the director of X"."""
    for text in printed:
        text = " ".join(text.split())
        words = [word for word in (name, *name.split()[-1:], *name.split()[:1]) if word]
        at, word = next(((text.find(word), word) for word in words if word in text), (-1, ""))
        if at < 0:
            continue
        before, after = text[:at].strip(" ,"), text[at + len(word) :]
        if after.startswith(",") and len(after) > 3 and not after.startswith((", who", ", which")):
            return after[1:].strip(" ,.;")[:MAX_DESCRIPTION]
        if name_key(before) not in _NO_ROLES:
            return before[:MAX_DESCRIPTION]
    return ""


def contains_name(name: str, partial: str) -> bool:
    """Whether a full name begins or ends with a partial name: "Antony Blinken" with "Blinken"."""
    return name.endswith(f" {partial}") or name.startswith(f"{partial} ")


def referent(entity: NamedSpeaker, entities: Iterable[NamedSpeaker]) -> NamedSpeaker | None:
    """The person a partial name refers to: the only one among ``entities`` whose full name contains it.

    ``None`` for a full name, and if no full name or several contain the partial name.
    """
    if entity.full:
        return None
    matching = [e for e in entities if e.family == "person" and e.full and contains_name(e.key, entity.key)]
    return matching[0] if len(matching) == 1 else None
