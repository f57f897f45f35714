"""Loads quotations as views with a single query and without the ORM, as lists are read far more often than written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import Any

from ..dialects import PlainConnection, Values, dialect_of
from ..views import QuoteView
from .ranges import QUOTATION, Selection

# The columns of a view in the order that ``view`` expects: quotation, article, source, speakers, group members.
_COLUMNS = """q.number, q.position, q.updated_at, a.id, o.id, o.name, a.url, {title}, a.published_at, {digest},
    s.id, s.name, s.kind, r.id, r.name, r.kind, {members}"""
_FULL = {"title": "a.title", "digest": "a.text_sha256", "evidence": "q.evidence"}
# Columns that lists show on request only. Reading the digest would read the article's whole text, which precedes it.
_BARE = {"title": "NULL", "digest": "NULL", "evidence": "'null'"}
_FROM = """{table} JOIN article a ON a.id = q.article_id
    LEFT JOIN source o ON o.id = a.source_id
    LEFT JOIN speaker s ON s.id = q.speaker_id LEFT JOIN speaker r ON r.id = q.reported_by_id"""


# The columns of a quotation from which those above are made.
_OWN = """q.number, q.id, q.position, q.updated_at, q.article_id, q.speaker_id, q.reported_by_id, q.linked_kind,
    q.record, q.evidence"""

Load = Callable[[], list[QuoteView]]


def load(connection: PlainConnection, condition: str, values: Values, *, bare: bool = False) -> list[QuoteView]:
    """Return the quotations ``q`` that meet an SQL condition, unordered.

    ``bare`` leaves out evidence, title and text digest.
    """
    return _ask(connection, QUOTATION, f" WHERE {condition}", values, bare)()


def _ask(
    connection: PlainConnection, table: str, rest: str, values: Values, bare: bool, *, named: bool = False
) -> Load:
    """Execute the query for the quotations of a table ``q``; returns what reads them.

    ``named``: the table has the speakers as well.
    """
    dialect, shown = dialect_of(connection), _BARE if bare else _FULL
    if bare and dialect.fetch_shown is not None:
        found = dialect.fetch_shown(connection, f"{table}{rest}", values, named=named)
        return lambda: [view(*row) for row in found]
    columns = _COLUMNS.format(**shown, members=dialect.members)
    rest = f"{_FROM.format(table=table)}{rest}"
    found = dialect.fetch_records(connection, columns, "q.record", shown["evidence"], rest, values)
    return lambda: [view(*row) for row in found]


def view(columns: list[Any], record: dict[str, Any], evidence: dict[str, Any] | None) -> QuoteView:
    """Build the view of a row; sets the archive's identifiers and names on the speakers of ``record``, in place."""
    speaker, reporter = record["speaker"], record["reported_by"]
    if speaker is None or columns[-7] is None:
        record["speaker"] = None
    else:
        speaker["id"], speaker["name"], speaker["kind"] = columns[-7:-4]
        _link_members(speaker["members"], columns[-1])
    if reporter is None or columns[-4] is None:
        record["reported_by"] = None
    else:
        reporter["id"], reporter["name"], reporter["kind"] = columns[-4:-1]
        _link_members(reporter["members"], None)
    return QuoteView._make((*columns[:-7], record, evidence))


def _link_members(members: list[dict[str, Any]], links: list[list[Any]] | None) -> None:
    """Set the archive's identifiers and names on the members of a group; an unlinked member gets ``id`` None."""
    for member in members:
        member["id"] = None
    for position, *link in links or ():
        if position < len(members):
            members[position].update(zip(("id", "name", "kind"), link, strict=True))


def by_number(connection: PlainConnection, numbers: Sequence[int], *, bare: bool = False) -> tuple[QuoteView, ...]:
    """Return the quotations with these list numbers, in the given order."""
    if not numbers:
        return ()
    rows = load(connection, *dialect_of(connection).among("q.number", numbers), bare=bare)
    found = {view.number: view for view in rows}
    return tuple(found[number] for number in numbers)


def ask_first(
    connection: PlainConnection, selection: Selection, direction: str, limit: int, *, bare: bool = False
) -> Load:
    """Execute the query for the newest quotations of a selection, or with " DESC" for the oldest.

    Returns what reads them, in the order of their numbers, and may do so after the end of the snapshot.
    """
    dialect = dialect_of(connection)
    own = dialect.shown if bare else _OWN
    if (sieved := selection.sieved(connection, own, direction, limit)) is not None:
        load = _ask(connection, f"({sieved[0]}) q", "", sieved[1], bare)
    elif dialect.hidden is not None and selection.exact:
        sql, values = selection.first(own, direction, limit)
        load = _ask(connection, f"({dialect.hidden(sql)}) q", "", values, bare, named=selection.named is not None)
    else:
        numbers = selection.first_numbers(direction, limit)
        condition, given = dialect.selected(connection, "q.number", *numbers)
        load = _ask(connection, QUOTATION, f" WHERE {condition}", given, bare)
    return lambda: sorted(load(), key=attrgetter("number"))


def by_id(connection: PlainConnection, ids: Sequence[str]) -> tuple[QuoteView, ...]:
    """Return those of the quotations with these identifiers that exist, in the given order."""
    if not ids:
        return ()
    found = {view.id: view for view in load(connection, *dialect_of(connection).among("q.id", ids))}
    return tuple(found[identifier] for identifier in ids if identifier in found)
