"""Compares an archive with what was acknowledged: lost, doubled, partial, and whether its indexes are intact."""

from __future__ import annotations

import sqlite3
import time
from collections import Counter

from api.store import ArticleInput, Database
from api.store.articles.validation import validate
from api.store.dialects import PlainConnection
from attribution import attribute_text

from .articles import article

CHECK_INDEXES = """
SELECT count(bt_index_check(c.oid, true)) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
JOIN pg_am a ON a.oid = c.relam JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE a.amname = 'btree' AND n.nspname = current_schema() AND i.indisvalid
"""


def wait_for_queue(database: Database, patience: float = 300.0) -> list[str]:
    """Wait until nothing waits in the queue; returns what does after ``patience`` seconds."""
    end, waiting = time.monotonic() + patience, -1
    while waiting and time.monotonic() < end:
        with database.snapshot() as archive:
            waiting = archive.execute("SELECT count(*) FROM submission WHERE status = 'waiting'").fetchone()[0]
        time.sleep(0.5)
    return [f"still queued: {waiting} articles"] if waiting else []


def differences(database: Database, acknowledged: set[int]) -> list[str]:
    """What is lost, doubled or partial in the archive, and damage to the file and the full-text index.

    An article that the queue has set aside, with its reason, is not lost.
    """
    with database.snapshot() as archive:
        texts: dict[str, list[str]] = {}
        for identifier, text in archive.execute("SELECT id, text FROM article"):
            texts.setdefault(text, []).append(identifier)
        stored = Counter(row[0] for row in archive.execute("SELECT article_id FROM quotation"))
        found = (
            _damage_of_sqlite(archive, stored)
            if isinstance(archive, sqlite3.Connection)
            else _damage_of_postgresql(archive)
        )
        counted = archive.execute("SELECT coalesce(sum(count), 0) FROM tally WHERE facet = 'type'").fetchone()[0]
        if counted != sum(stored.values()):
            found.append(f"{counted} quotations are counted, {sum(stored.values())} stored")
    aside = set(set_aside(database))
    missing = [number for number in acknowledged if article(number)["text"] not in texts]
    found += [f"lost: article {number}" for number in missing if identifier_of(number) not in aside]
    for text, identifiers in texts.items():
        if len(identifiers) > 1:
            found.append(f"doubled: {text[:30]!r}")
        expected = len(attribute_text(text))
        if stored[identifiers[0]] != expected:
            found.append(f"partial: {text[:30]!r} has {stored[identifiers[0]]} of {expected} quotations")
    return found


def set_aside(database: Database) -> dict[str, str]:
    """The reasons of the articles that the queue has set aside, by identifier."""
    with database.snapshot() as archive:
        return dict(archive.execute("SELECT article_id, reason FROM submission WHERE status = 'failed'").fetchall())


def identifier_of(number: int) -> str:
    """The identifier of an article in the archive."""
    made = article(number)
    return validate(ArticleInput(made["text"], source=made["source"])).id


def _damage_of_sqlite(archive: PlainConnection, stored: Counter[str]) -> list[str]:
    found = []
    if archive.execute("PRAGMA integrity_check").fetchone() != ("ok",):
        found.append("the file is damaged")
    indexed = archive.execute("SELECT count(*) FROM quotation_fts").fetchone()[0]
    if indexed != sum(stored.values()):
        found.append(f"the full-text index has {indexed} rows for {sum(stored.values())} quotations")
    return found


def _damage_of_postgresql(archive: PlainConnection) -> list[str]:
    """What ``amcheck`` finds in the B-trees, and each word for which the full-text index finds other quotations."""
    found = []
    try:
        archive.execute(CHECK_INDEXES)
    except Exception as error:  # amcheck raises errors of many kinds
        return [f"an index is damaged: {error}"]
    archive.execute("SET LOCAL enable_seqscan = off")
    for word, count in archive.execute("SELECT word, ndoc FROM ts_stat('SELECT words FROM quotation')").fetchall():
        query = "SELECT count(*) FROM quotation WHERE words @@ quote_literal(?)::tsquery"
        indexed = archive.execute(query, (word,)).fetchone()[0]
        if indexed != count:
            found.append(f"the full-text index has {indexed} of {count} quotations with {word!r}")
    return found
