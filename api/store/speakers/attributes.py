"""Attributes of speakers as people imported them, such as party or beat: tables, the last of which is in force."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from .. import formats
from ..errors import InvalidInput
from ..identity.tables import AttributeImport

KEPT = 20  # imports, so that as many can be undone
_LAST = select(AttributeImport).order_by(AttributeImport.number.desc()).limit(1)


@dataclass(frozen=True, slots=True)
class SpeakerAttributes:
    """The names of the attributes, and for each speaker as written the values, empty where there is none."""

    names: tuple[str, ...] = ()
    values: dict[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AttributesInForce:
    """The attributes, and who imported or removed them when; None if nobody ever did."""

    attributes: SpeakerAttributes
    imported_at: datetime | None = None
    by: str | None = None


def current(session: Session) -> AttributesInForce:
    """The attributes in force."""
    row = session.scalar(_LAST)
    if row is None:
        return AttributesInForce(SpeakerAttributes())
    names, lines = row.content["names"], row.content["lines"]
    values = {speaker: tuple(cells) for speaker, *cells in lines}
    return AttributesInForce(SpeakerAttributes(tuple(names), values), row.imported_at, row.imported_by)


def replace(session: Session, attributes: SpeakerAttributes, by: str) -> None:
    """Put these attributes in force in place of all others. Raises ``InvalidInput`` if the author is not a name."""
    by = formats.single_line(by)
    fault = formats.name_error(by) if by else "is blank"
    if fault is not None:
        raise InvalidInput(f"the author of the import {fault}")
    lines = [[speaker, *cells] for speaker, cells in attributes.values.items()]
    content = {"names": list(attributes.names), "lines": lines}
    session.add(AttributeImport(imported_at=datetime.now(UTC), imported_by=by, content=content))
    session.flush()
    kept = select(AttributeImport.number).order_by(AttributeImport.number.desc()).limit(KEPT)
    session.execute(delete(AttributeImport).where(AttributeImport.number.not_in(kept)))


def undo(session: Session) -> None:
    """Take back the last import or removal, so that the one before is in force again, or none."""
    row = session.scalar(_LAST)
    if row is not None:
        session.delete(row)
        session.flush()
