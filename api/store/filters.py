"""Filters as SQL conditions, the same for every list: name, source, dates, words, and where a page begins."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, literal, select, tuple_
from sqlalchemy.orm import InstrumentedAttribute

from attribution.language.name_key import name_key
from attribution.model import SpeakerKind

from .cursors import Position
from .errors import InvalidFilter
from .mapping import UNDATED, derived_id, order_key
from .models import AliasToken, Speaker, SpeakerAlias
from .names import query_tokens, source_key, without_titles
from .search_folding import GERSHAYIM, fold

_PHRASE_OR_WORD = re.compile(r'"([^"]*)"?|([^\s"]+)')
_CURLY = str.maketrans("“”„‟«»＂「」『』", '"' * 11)
_MOST_TERMS = 32

Condition = ColumnElement[bool]


def source_id(name: str) -> str:
    """The id of the source with this name, in any case. Raises ``InvalidFilter`` for an empty name."""
    require_utf8(source=name)
    key = source_key(name)
    if not key:
        raise InvalidFilter("a source's name cannot be empty")
    return derived_id("source", key)


def published(
    key: InstrumentedAttribute[int], published_from: datetime | None, published_before: datetime | None
) -> list[Condition]:
    """From a moment on (inclusive), before a moment (exclusive); undated articles match neither.

    Raises ``InvalidFilter`` for a date without time zone.
    """
    conditions: list[Condition] = []
    require_zones(published_from, published_before)
    if published_from is not None:
        conditions.append(key <= order_key(published_from))
    if published_before is not None:
        conditions.append(and_(key > order_key(published_before), key < UNDATED))
    return conditions


def require_zones(*moments: datetime | None) -> None:
    """Refuse a date without time zone. Raises ``InvalidFilter``."""
    if any(moment is not None and moment.tzinfo is None for moment in moments):
        raise InvalidFilter("a date needs a time zone")


def source_ids(connection: sqlite3.Connection, names: Iterable[str]) -> list[str]:
    """The ids of the sources with these ids or whole names, in any case; a name that is none gives an id of nobody.

    Raises ``InvalidFilter`` for an empty name.
    """
    given = list(names)
    derived = [source_id(name) for name in given]
    known = {name for name in given if _exists(connection, "source", name)}
    return [name if name in known else identifier for name, identifier in zip(given, derived, strict=True)]


def speaker_ids(connection: sqlite3.Connection, names: Iterable[str]) -> list[str]:
    """The ids of the speakers that are meant by these ids, also those of merged ones, or names in any known form.

    Raises ``InvalidFilter`` for a blank name.
    """
    found: dict[str, None] = {}
    for name in names:
        require_utf8(speaker=name)
        redirect = connection.execute("SELECT speaker_id FROM speaker_redirect WHERE old_id = ?", (name,)).fetchone()
        identifier = redirect[0] if redirect else name
        exact = _exists(connection, "speaker", identifier)
        found.update(dict.fromkeys([identifier] if exact else _speakers_named(connection, name)))
    return list(found)


def _exists(connection: sqlite3.Connection, table: str, identifier: str) -> bool:
    return connection.execute(f"SELECT 1 FROM {table} WHERE id = ?", (identifier,)).fetchone() is not None


def _speakers_named(connection: sqlite3.Connection, name: str) -> list[str]:
    """The ids of the speakers that have a name form with all words of this name; for persons, but leading titles.

    A name of more than 32 words, or of none ("***"), is looked for as a whole. Raises ``InvalidFilter`` for a blank
    name.
    """
    tokens = query_tokens(name)
    if not tokens or len(tokens) > _MOST_TERMS:
        return _called(connection, name)
    untitled = without_titles(tokens)
    if not untitled or untitled == tokens:
        return _having(connection, tokens)
    persons = _having(connection, untitled, SpeakerKind.PERSON)
    return sorted({*persons, *_having(connection, tokens)})


def _called(connection: sqlite3.Connection, name: str) -> list[str]:
    """The ids of the speakers with just this name; one without a letter or digit must be the same to the letter."""
    exact, key = " ".join(name.split()), name_key(name)
    if not exact:
        raise InvalidFilter("a speaker's name cannot be blank")
    sql = "SELECT id FROM speaker WHERE key = ? AND (? <> '' OR name = ?) ORDER BY id"
    return [speaker_id for (speaker_id,) in connection.execute(sql, (key, key, exact)).fetchall()]


def _having(connection: sqlite3.Connection, tokens: Sequence[str], kind: SpeakerKind | None = None) -> list[str]:
    """The ids of the speakers of whom a name form has all these words."""
    first, *others = sorted(tokens, key=lambda token: _frequency(connection, token)) if len(tokens) > 1 else tokens
    also = "EXISTS (SELECT 1 FROM alias_token o WHERE o.token = ? AND o.alias_id = t.alias_id)"
    sql = "SELECT DISTINCT a.speaker_id FROM alias_token t CROSS JOIN speaker_alias a ON a.id = t.alias_id"
    sql += " AND ".join([" WHERE t.token = ?", *[also] * len(others)])
    if kind is not None:
        sql += " AND EXISTS (SELECT 1 FROM speaker s WHERE s.id = a.speaker_id AND s.kind = ?)"
    values = (first, *others, *([kind.value] if kind else []))
    return [speaker_id for (speaker_id,) in connection.execute(sql, values).fetchall()]


def _frequency(connection: sqlite3.Connection, token: str) -> int:
    """How many name forms have the word, as far as it pays to count: the rarest of a name's words is looked up."""
    sql = "SELECT count(*) FROM (SELECT 1 FROM alias_token WHERE token = ? LIMIT 100)"
    return int(connection.execute(sql, (token,)).fetchone()[0])


def speakers_beginning(name: str) -> Select[Any]:
    """The ids of the speakers that have a name form with these words, the last of which may be unfinished.

    A name of more than 32 words, or of none ("***"), is looked for from its beginning. Raises ``InvalidFilter`` for a
    blank one.
    """
    key = name_key(name)
    tokens = key.split()
    if not name.strip():
        raise InvalidFilter("a name's beginning cannot be blank")
    if not tokens:
        return select(Speaker.id).where(
            Speaker.key == "", Speaker.name.startswith(" ".join(name.split()), autoescape=True)
        )
    if len(tokens) > _MOST_TERMS:
        return select(Speaker.id).where(Speaker.key >= key, Speaker.key < key + "\U0010ffff")
    query = _with_words(tokens[:-1])
    begun = and_(AliasToken.token >= tokens[-1], AliasToken.token < tokens[-1] + "\U0010ffff")
    return query.where(SpeakerAlias.id.in_(select(AliasToken.alias_id).where(begun)))


def _with_words(tokens: Sequence[str]) -> Select[Any]:
    query = select(SpeakerAlias.speaker_id)
    for token in tokens:
        query = query.where(SpeakerAlias.id.in_(select(AliasToken.alias_id).where(AliasToken.token == token)))
    return query


def words(query: str) -> str:
    """The full-text index's query for quotations whose text has all these words and "phrases".

    Raises ``InvalidFilter`` as ``terms`` does.
    """
    return " ".join(f'"{term}"' for term in terms(query))


def terms(query: str) -> list[str]:
    """The words and "phrases" of a search, folded as the index is (``folding.py``): letters, digits and spaces.

    Raises ``InvalidFilter`` when there is no word to look for, or more than 32.
    """
    given = [phrase or word for phrase, word in _PHRASE_OR_WORD.findall(_plain_quotes(query))]
    found = [term for term in map(fold, given) if term]
    if not found:
        raise InvalidFilter("a search needs a word")
    if len(found) > _MOST_TERMS:
        raise InvalidFilter(f"a search has at most {_MOST_TERMS} words and phrases")
    return found


def _plain_quotes(query: str) -> str:
    """The query with plain double quotes; one between Hebrew letters is part of their word."""
    return GERSHAYIM.sub("", query).translate(_CURLY)


def after(columns: Sequence[InstrumentedAttribute[Any]], position: Position | None) -> list[Condition]:
    """Beyond the position, in ascending order of the columns."""
    if position is None:
        return []
    bounds = [literal(value, attribute.type) for attribute, value in zip(columns, position, strict=True)]
    return [tuple_(*columns) > tuple_(*bounds)]


def require_utf8(*values: str, **named: str | None) -> None:
    """Refuse a lone surrogate, which no UTF-8 text can hold. Raises ``InvalidFilter``."""
    for name, value in (*(("a filter", value) for value in values), *named.items()):
        if value is not None:
            try:
                value.encode("utf8")
            except UnicodeEncodeError as error:
                raise InvalidFilter(f"{name} is not Unicode text") from error
