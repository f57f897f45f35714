"""A lease: what ``api/store/jobs/claims.py`` does, in plain SQL."""

from __future__ import annotations

import contextlib
import secrets
import threading
import time
from typing import Any

import psycopg

from .reading import MAX_ATTEMPTS, POLL, SIGN, SILENCE, THREADS, connection, read, set_aside

TABLE = """
CREATE TABLE submission (
    number bigserial PRIMARY KEY, article_id bigint NOT NULL, status text NOT NULL DEFAULT 'waiting',
    claim text, claimed_until timestamptz, attempts int NOT NULL DEFAULT 0
);
CREATE INDEX ON submission (status, number);
"""
TAKE = """
UPDATE submission SET claim = %(claim)s, claimed_until = clock_timestamp() + %(silence)s * interval '1 s',
    attempts = attempts + 1
WHERE number = (
    SELECT number FROM submission
    WHERE status = 'waiting' AND (claimed_until IS NULL OR claimed_until < clock_timestamp()) AND attempts < %(most)s
        AND (attempts = 0 OR NOT EXISTS (  -- what may have killed a worker is read alone, so that no other is blamed
            SELECT FROM submission AS other
            WHERE other.status = 'waiting' AND other.attempts > 1 AND other.claimed_until >= clock_timestamp()
        ))
    ORDER BY number LIMIT 1 FOR UPDATE SKIP LOCKED
) RETURNING number, article_id
"""
RENEW = """
UPDATE submission SET claimed_until = clock_timestamp() + %s * interval '1 s'
WHERE status = 'waiting' AND claim = ANY(%s)
"""
SET_ASIDE = """
UPDATE submission SET status = 'failed'
WHERE status = 'waiting' AND attempts >= %s AND claimed_until < clock_timestamp() RETURNING article_id
"""
WAITING = "SELECT count(*) FROM submission WHERE status = 'waiting' AND claim IS NOT NULL"


def install(own: psycopg.Connection[Any]) -> None:
    """Make the tables."""
    own.execute(TABLE)


def submit(own: psycopg.Connection[Any], article_ids: list[int]) -> None:
    """Queue articles in the transaction that stores them."""
    with own.cursor() as cursor:
        cursor.executemany("INSERT INTO submission (article_id) VALUES (%s)", [(number,) for number in article_ids])


def work() -> None:
    """Work until killed."""
    held: set[str] = set()
    for _ in range(THREADS):
        threading.Thread(target=_forever, args=(held,), daemon=True).start()
    while True:
        time.sleep(SIGN)
        with contextlib.suppress(psycopg.Error):
            connection().execute(RENEW, (SILENCE, list(held)))


def _forever(held: set[str]) -> None:
    while True:
        try:
            if not _one(held):
                time.sleep(POLL)
        except psycopg.Error:
            time.sleep(POLL)


class _Lost(Exception):
    """Another worker has the claim."""


def _one(held: set[str]) -> bool:
    """Read an article; whether there was one."""
    own, claim = connection(), secrets.token_hex(8)
    with own.transaction():
        for (article_id,) in own.execute(SET_ASIDE, (MAX_ATTEMPTS,)).fetchall():
            set_aside(own, article_id)
    held.add(claim)
    try:
        taken = own.execute(TAKE, {"claim": claim, "silence": SILENCE, "most": MAX_ATTEMPTS}).fetchone()
        if taken is None:
            return False
        number, article_id = taken

        def complete(own: psycopg.Connection[Any]) -> None:
            done = "UPDATE submission SET status = 'done' WHERE number = %s AND claim = %s AND status = 'waiting'"
            if own.execute(done, (number, claim)).rowcount == 0:
                raise _Lost

        with contextlib.suppress(_Lost):
            read(article_id, complete)
        return True
    finally:
        held.discard(claim)
