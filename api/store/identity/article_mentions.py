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
_LETTERS_APART = re.compile(r"\b((?:\w )+\w)\b")
_LONGEST = 200
_NO_ROLES = frozenset({"", "mr", "mrs", "ms", "miss", "dr", "sir", "the"})


@dataclass
class NamedSpeaker:
    """One speaker of one article."""

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
        key = _LETTERS_APART.sub(lambda found: found[1].replace(" ", ""), key)
        key = key.removeprefix("the ") or key
    return key


def named_speakers(rows: Iterable[Quotation]) -> list[NamedSpeaker]:
    """Collect the speakers named in the rows, in text order."""
    members: dict[tuple[str, str], NamedSpeaker] = {}

    def member(name: str, kind: str) -> NamedSpeaker:
        family = family_of(kind)
        key = identity_key(family, name)
        found = members.setdefault((family, key), NamedSpeaker(family, key, " ".join(name.split()), kind))
        if kind == SpeakerKind.ORGANIZATION.value:
            found.kind = kind
        return found

    for row in rows:
        quotation = row.quotation
        if (named := quotation.speaker) and named.name:
            speaker = member(named.name, named.kind.value)
            speaker.said.append(row)
            person = speaker.family == "person"
            printed = [*quotation.evidence.chain, *([quotation.mention.text] if quotation.mention else [])]
            speaker.forms.update(dict.fromkeys(name_forms(named.name, printed, person=person), 1))
            speaker.description = speaker.description or named.description or described(speaker.name, printed)
            for position, one in enumerate(named.members):
                part = member(one.name, one.kind.value)
                if all(row is not other for other, _ in part.shared):
                    part.shared.append((row, position))
                    part.forms[" ".join(one.name.split())] += 1
                part.description = part.description or one.description or ""
        if (named := quotation.reported_by) and named.name:
            reporter = member(named.name, named.kind.value)
            reporter.reported.append(row)
            if row not in reporter.said:
                reporter.forms[" ".join(named.name.split())] += 1
    return list(members.values())


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
            return after[1:].strip(" ,.;")[:_LONGEST]
        if name_key(before) not in _NO_ROLES:
            return before[:_LONGEST]
    return ""


def contains_name(name: str, alone: str) -> bool:
    """Whether a full name begins or ends with a partial name: "Blinken", "Obiaku-Lind", "Qin"."""
    return name.endswith(f" {alone}") or name.startswith(f"{alone} ")


def referent(member: NamedSpeaker, members: Iterable[NamedSpeaker]) -> NamedSpeaker | None:
    """The person that a partial name refers to: the only one in the article whose full name contains it."""
    if member.full:
        return None
    fitting = [m for m in members if m.family == "person" and m.full and contains_name(m.key, member.key)]
    return fitting[0] if len(fitting) == 1 else None
