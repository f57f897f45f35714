"""How long one request takes in a small archive and in a large one, each a page of fifty, with no answers kept.

python -m benchmarks.api.scaling SMALL LARGE
"""

from __future__ import annotations

import sqlite3
import statistics
import sys
import time
from pathlib import Path
from urllib.parse import urlencode

from api import create_app
from api.config import Config
from api.store import QuoteFilter, Sort
from api.store.cursors import encode, filter_digest

ROUNDS = 300


def paths(file: Path) -> dict[str, str]:
    """Full pages: of the most quoted speaker, the largest source, both, a common word, and far down the list."""
    connection = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    common = "SELECT {0}_id, count(*) FROM quotation WHERE {0}_id IS NOT NULL GROUP BY 1 ORDER BY 2 DESC LIMIT 1"
    speaker, source = (connection.execute(common.format(name)).fetchone()[0] for name in ("speaker", "source"))
    total = connection.execute("SELECT count(*) FROM quotation").fetchone()[0]
    deep = "SELECT number FROM quotation ORDER BY number LIMIT 1 OFFSET ?"
    ((number,),) = connection.execute(deep, (min(50_000, total - 60),))
    dates = {"published_from": "2014-01-01", "published_before": "2023-12-01"}
    cursor = encode(filter_digest(f"quotes {Sort.NEWEST}", QuoteFilter()), (number,))
    return {
        "speaker": _path(speaker=speaker),
        "source and date": _path(source=source, **dates),
        "speaker, source and date": _path(speaker=speaker, source=source, limit="10", **dates),
        "full text": _path(q="climate"),
        "page 1,000 (or the last)": _path(cursor=cursor),
    }


def _path(**query: str) -> str:
    return "/v1/quotes?" + urlencode(query)


def median(file: Path) -> dict[str, tuple[float, int]]:
    """Milliseconds and quotations of each request."""
    client = create_app(Config(database=str(file), answers=0)).test_client()
    found = {}
    for name, path in paths(file).items():
        times = []
        for _ in range(ROUNDS):
            begin = time.perf_counter()
            answer = client.get(path)
            times.append(time.perf_counter() - begin)
        found[name] = (1000 * statistics.median(times), len(answer.get_json()["data"]))
    return found


def main() -> None:
    """Print both and their ratio."""
    small, large = (median(Path(file)) for file in sys.argv[1:3])
    for name, (time_, count) in large.items():
        before, fewer = small[name]
        print(f"{name:28} {before:6.2f} ms ({fewer:2}) {time_:6.2f} ms ({count:2})  {time_ / before:5.2f}")


if __name__ == "__main__":
    main()
