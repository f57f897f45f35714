"""Filters shared by several lists, as SQL conditions: speaker, source, dates, search terms, and page position."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, literal, select, tuple_
from sqlalchemy.orm import InstrumentedAttribute

from attribution.language.name_key import name_key
from attribution.model import SpeakerKind

from .cursors import Position
from .dialects import PlainConnection, Values, dialect_of
from .errors import InvalidFilter
from .mapping import UNDATED, derived_id, has_form_of_id, order_key
from .models import AliasToken, Speaker, SpeakerAlias
from .names import query_tokens, source_key, without_titles
from .search_folding import GERSHAYIM, fold

_PHRASE_OR_WORD = re.compile(r'"([^"]*)"?|([^\s"]+)')
_QUOTE_MARKS = str.maketrans("“”„‟«»＂「」『』", '"' * 11)
_MAX_TERMS = 32
_BY_IDENTIFIER = (
    "SELECT id FROM speaker WHERE id = coalesce((SELECT speaker_id FROM speaker_redirect WHERE old_id = ?), ?)"
)

Condition = ColumnElement[bool]


def source_id(name: str) -> str:
    """Return the identifier of the source with this name, ignoring case. Raises ``InvalidFilter`` if it is blank."""
    require_utf8(source=name)
    key = source_key(name)
    if not key:
        raise InvalidFilter("a source's name cannot be blank")
    return derived_id("source", key)


def published_between(
    key: InstrumentedAttribute[int], published_from: datetime | None, published_before: datetime | None
) -> list[Condition]:
    """Return conditions for a publication date from (inclusive) and before (exclusive) a datetime.

    Undated articles match neither bound. Raises ``InvalidFilter`` for a datetime without time zone.
    """
    conditions: list[Condition] = []
    require_zones(published_from, published_before)
    if published_from is not None:
        conditions.append(key <= order_key(published_from))
    if published_before is not None:
        conditions.append(and_(key > order_key(published_before), key < UNDATED))
    return conditions


def require_zones(*moments: datetime | None) -> None:
    """Raise ``InvalidFilter`` if a datetime has no time zone."""
    if any(moment is not None and moment.tzinfo is None for moment in moments):
        raise InvalidFilter("a date needs a time zone")


def source_ids(connection: PlainConnection, names: Iterable[str]) -> list[str]:
    """Resolve identifiers or full names of sources, ignoring case; an unknown name gives an identifier without rows.

    Raises ``InvalidFilter`` for a blank name.
    """
    given = list(names)
    derived = [source_id(name) for name in given]
    known = {name for name in given if has_form_of_id(name) and _exists(connection, "source", name)}
    return [name if name in known else identifier for name, identifier in zip(given, derived, strict=True)]


def speaker_ids(connection: PlainConnection, names: Iterable[str]) -> list[str]:
    """Resolve current or former identifiers of speakers, or names in any known form, to identifiers.

    Raises ``InvalidFilter`` for a blank name.
    """
    return list(speakers(connection, names))


def speakers(connection: PlainConnection, names: Iterable[str]) -> dict[str, bool]:
    """Like ``speaker_ids``, with whether a group that the speaker is a member of said something."""
    asked = [connection.execute(*_speaker_query(connection, name)) for name in names]
    return {identifier: bool(in_groups) for cursor in asked for identifier, in_groups in cursor.fetchall()}


def speakers_named(connection: PlainConnection, names: Iterable[str]) -> tuple[str, tuple[object, ...]]:
    """Return the query for what ``speaker_ids`` returns."""
    queries = [_by_name(connection, name) for name in names]
    sql = " UNION ".join(f"SELECT id FROM ({query}) n" for query, _ in queries)
    return f"SELECT DISTINCT id FROM ({sql}) named", tuple(value for _, values in queries for value in values)


def _speaker_query(connection: PlainConnection, name: str) -> tuple[str, Values]:
    found, values = _by_name(connection, name)
    in_groups = "EXISTS (SELECT 1 FROM quotation_member m WHERE m.speaker_id = found.id)"
    return f"SELECT DISTINCT id, {in_groups} FROM ({found}) found ORDER BY id", values


def _by_name(connection: PlainConnection, name: str) -> tuple[str, Values]:
    """Return the query for the speaker with an identifier or, if there is none, the speakers with a name."""
    require_utf8(speaker=name)
    found, values = _with_name(connection, name)
    if has_form_of_id(name):
        exact = f"WITH exact AS ({_BY_IDENTIFIER}) SELECT id FROM exact UNION SELECT id FROM"
        found, values = f"{exact} ({found}) n WHERE NOT EXISTS (SELECT 1 FROM exact)", (name, name, *values)
    return found, values


def _exists(connection: PlainConnection, table: str, identifier: str) -> bool:
    return connection.execute(f"SELECT 1 FROM {table} WHERE id = ?", (identifier,)).fetchone() is not None


def _with_name(connection: PlainConnection, name: str) -> tuple[str, Values]:
    """Return the query for the speakers with a name form that contains all words of this name.

    For persons, leading titles are ignored. A name of more than 32 words, or without words ("***"), must match in full.
    Raises ``InvalidFilter`` for a blank name.
    """
    tokens = query_tokens(name)
    if not tokens or len(tokens) > _MAX_TERMS:
        return _with_exact_name(name)
    untitled = without_titles(tokens)
    sql, values = _with_tokens(connection, tokens)
    if not untitled or untitled == tokens:
        return sql, values
    persons, of_persons = _with_tokens(connection, untitled, SpeakerKind.PERSON)
    return f"{persons} UNION {sql}", (*of_persons, *values)


def _with_exact_name(name: str) -> tuple[str, Values]:
    """Return the query for the speakers with exactly this name key; a name without a key must match verbatim."""
    exact, key = " ".join(name.split()), name_key(name)
    if not exact:
        raise InvalidFilter("a speaker's name cannot be blank")
    return "SELECT id FROM speaker WHERE key = ? AND (? <> '' OR name = ?)", (key, key, exact)


def _with_tokens(
    connection: PlainConnection, tokens: Sequence[str], kind: SpeakerKind | None = None
) -> tuple[str, Values]:
    """Return the query for the speakers with a name form that contains all these words, which are distinct."""
    forms, values = dialect_of(connection).with_words(tokens)
    sql = f"SELECT a.speaker_id AS id FROM {forms}"
    if kind is not None:
        sql += " AND EXISTS (SELECT 1 FROM speaker s WHERE s.id = a.speaker_id AND s.kind = ?)"
        values = (*values, kind.value)
    return sql, values


def speakers_with_prefix(name: str) -> Select[Any]:
    """Select the identifiers of the speakers with a name form that contains these words, the last one as a prefix.

    A name of more than 32 words, or without words ("***"), must be the beginning of the speaker's name. Raises
    ``InvalidFilter`` for a blank name.
    """
    key = name_key(name)
    tokens = key.split()
    if not name.strip():
        raise InvalidFilter("the beginning of a name cannot be blank")
    if not tokens:
        return select(Speaker.id).where(
            Speaker.key == "", Speaker.name.startswith(" ".join(name.split()), autoescape=True)
        )
    if len(tokens) > _MAX_TERMS:
        return select(Speaker.id).where(Speaker.key >= key, Speaker.key < key + "\U0010ffff")
    query = _with_words(tokens[:-1])
    begun = and_(AliasToken.token >= tokens[-1], AliasToken.token < tokens[-1] + "\U0010ffff")
    return query.where(SpeakerAlias.id.in_(select(AliasToken.alias_id).where(begun)))


def _with_words(tokens: Sequence[str]) -> Select[Any]:
    query = select(SpeakerAlias.speaker_id)
    for token in tokens:
        query = query.where(SpeakerAlias.id.in_(select(AliasToken.alias_id).where(AliasToken.token == token)))
    return query


def search_terms(query: str) -> list[str]:
    """Parse a search into words and "phrases", folded like the index (``search_folding.py``).

    Raises ``InvalidFilter`` if there are no terms, or more than 32.
    """
    given = [phrase or word for phrase, word in _PHRASE_OR_WORD.findall(_normalise_quotes(query))]
    found = [term for term in map(fold, given) if term]
    if not found:
        raise InvalidFilter("a search needs at least one word")
    if len(found) > _MAX_TERMS:
        raise InvalidFilter(f"a search has at most {_MAX_TERMS} words and phrases")
    return found


def _normalise_quotes(query: str) -> str:
    """Replace typographic by plain double quotes; gershayim, a mark inside Hebrew words, is removed."""
    return GERSHAYIM.sub("", query).translate(_QUOTE_MARKS)


def after(columns: Sequence[InstrumentedAttribute[Any]], position: Position | None) -> list[Condition]:
    """Return the condition for rows after a cursor's position, in ascending order of the columns."""
    if position is None:
        return []
    bounds = [literal(value, attribute.type) for attribute, value in zip(columns, position, strict=True)]
    return [tuple_(*columns) > tuple_(*bounds)]


def require_utf8(*values: str, **named: str | None) -> None:
    """Raise ``InvalidFilter`` if a value contains a lone surrogate, which UTF-8 cannot encode."""
    for name, value in (*(("a filter", value) for value in values), *named.items()):
        if value is not None:
            try:
                value.encode("utf8")
            except UnicodeEncodeError as error:
                raise InvalidFilter(f"{name} is not valid Unicode") from error
