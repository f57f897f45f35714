"""From the names in one article to the archive's speakers, and the name forms that each is known by.

For now one speaker is one canonical name (in any case and accent) and kind. A bare family name stays a
speaker of its own: which of its bearers it means is not guessed here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from sqlalchemy import delete, exists, or_, select
from sqlalchemy.orm import Session

from attribution.model import SpeakerKind

from .models import AliasToken, Quotation, Speaker, SpeakerAlias
from .names import name_forms, name_key


def link(session: Session, rows: Iterable[Quotation]) -> None:
    """Make the speakers that the rows name, and count the name forms in them."""
    rows = list(rows)
    named = {identifier: (name, kind) for row in reversed(rows) for identifier, name, kind in _named(row)}
    for identifier, (name, kind) in named.items():
        if session.get(Speaker, identifier) is None:
            session.add(Speaker(id=identifier, name=name, kind=kind, key=name_key(name)))
    session.flush()
    for (identifier, form), count in _forms(rows).items():
        alias = session.scalar(select(SpeakerAlias).filter_by(speaker_id=identifier, form=form))
        if alias is not None:
            alias.count += count
            continue
        alias = SpeakerAlias(speaker_id=identifier, form=form, key=name_key(form), count=count)
        session.add(alias)
        session.flush()
        session.add_all(AliasToken(token=token, alias_id=alias.id) for token in set(alias.key.split()))
    session.flush()


def unlink(session: Session, rows: Iterable[Quotation]) -> None:
    """Remove the rows, what they count for in name forms, and the speakers that nothing names any more."""
    rows = list(rows)
    named = {identifier for row in rows for identifier, _, _ in _named(row)}
    for (identifier, form), count in _forms(rows).items():
        alias = session.scalar(select(SpeakerAlias).filter_by(speaker_id=identifier, form=form))
        if alias is not None:
            alias.count -= count
            if alias.count <= 0:
                session.delete(alias)
    for row in rows:
        session.delete(row)
    session.flush()
    used = exists().where(or_(Quotation.speaker_id == Speaker.id, Quotation.reported_by_id == Speaker.id))
    session.execute(delete(Speaker).where(Speaker.id.in_(named), ~used))


def _named(row: Quotation) -> Iterator[tuple[str, str, str]]:
    """Identifier, name and kind of whom the row names."""
    if row.speaker_id and row.speaker_name and row.speaker_kind:
        yield row.speaker_id, row.speaker_name, row.speaker_kind
    if row.reported_by_id and row.reported_by_name and row.reported_by_kind:
        yield row.reported_by_id, row.reported_by_name, row.reported_by_kind


def _forms(rows: Iterable[Quotation]) -> Counter[tuple[str, str]]:
    """How many of the rows show each form of each speaker's name. Only the row's data counts, so it can be undone."""
    found: Counter[tuple[str, str]] = Counter()
    for row in rows:
        printed = [*row.chain, *([row.mention_text] if row.mention_text else [])]
        for identifier, name, kind in _named(row):
            own = printed if identifier == row.speaker_id else []
            person = kind == SpeakerKind.PERSON.value
            found.update({(identifier, form): 1 for form in name_forms(name, own, person=person)})
    return found
