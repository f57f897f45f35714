"""What became of the acknowledged articles."""

from __future__ import annotations

import statistics
import time

import psycopg

from .reading import MAX_ATTEMPTS, POISON

WRITTEN_AGAIN = "SELECT count(*), coalesce(sum(written - 1), 0) FROM result WHERE written > 1"
SET_ASIDE = """
SELECT count(*) FILTER (WHERE text = %s), count(*) FILTER (WHERE text <> %s)
FROM aside JOIN article ON article.id = aside.article_id
"""
POISONED = """
SELECT count(*), coalesce(max(n), 0) FROM (
    SELECT count(*) AS n FROM reading JOIN article ON article.id = article_id WHERE text = %s GROUP BY article_id
) AS killed
"""
RECOVERED = """
SELECT extract(epoch FROM result.at) - %s FROM reading JOIN result USING (article_id)
WHERE reading.pid = %s AND result.pid <> %s AND reading.at < to_timestamp(%s) AND result.at > to_timestamp(%s)
"""


def report(dsn: str, acknowledged: set[int], kills: list[tuple[int, float]], begun: str, patience: float) -> int:
    """Wait until nothing is missing, or nothing ends for ``patience`` seconds, and print the figures.

    Returns the number of articles that are missing.
    """
    with psycopg.connect(dsn, autocommit=True) as own:
        began = progressed = time.monotonic()
        missing = acknowledged
        while missing and time.monotonic() - progressed < patience:
            time.sleep(0.5)
            found = own.execute("SELECT article_id FROM result UNION SELECT article_id FROM aside").fetchall()
            before, missing = missing, acknowledged - {row[0] for row in found}
            if len(missing) < len(before):
                progressed = time.monotonic()
        progressed -= began
        kept = {row[0] for row in own.execute("SELECT id FROM article").fetchall()}
        print(f"acknowledged: {len(acknowledged)}; the last one ended {progressed:.0f} s after the last kill")
        print(f"lost from the table of articles: {len(acknowledged - kept)}")
        print(f"neither a result nor set aside: {len(missing)} {sorted(missing)[:10]}")
        time.sleep(10)  # longer than any worker is silent
        print("jobs still marked as begun:", _one(own, begun)[0])
        articles, times = _one(own, WRITTEN_AGAIN)
        print(f"results written again: {times} times, of {articles} articles")
        poisoned, innocent = _one(own, SET_ASIDE, POISON, POISON)
        print(f"set aside: {poisoned} that kill their worker, {innocent} that do not")
        articles, most = _one(own, POISONED, POISON)
        print(f"articles that kill their worker: {articles}, begun {most} times at most ({MAX_ATTEMPTS} wanted)")
        waits = [
            float(row[0]) for pid, at in kills for row in own.execute(RECOVERED, (at, pid, pid, at, at)).fetchall()
        ]
        if waits:
            median = statistics.median(waits)
            print(f"{len(waits)} articles of killed workers recovered: median {median:.1f} s, most {max(waits):.1f} s")
        return len(missing)


def _one(own: psycopg.Connection, query: str, *values: str) -> tuple[int, ...]:
    row = own.execute(query, values).fetchone()
    assert row is not None
    return tuple(map(int, row))
