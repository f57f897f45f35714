"""The time until the search page's first results and until its counts, and what is sent, of a running service.

python -m benchmarks.api.serve            (with SAIDBY_DATABASE: an archive of benchmarks.api.archive)
python -m benchmarks.api.pages [ADDRESS [WORD WORD]]     (two words that the archive has)
"""

from __future__ import annotations

import gzip
import http.client
import json
import statistics
import sys
import time
import zlib
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

from api.http.web import pages

ROUNDS = 7
RESULTS = b'id="quotations"'  # of the list of results
END = b"</html>"
HEADERS = {"Accept": "text/html", "Accept-Encoding": "gzip"}


@dataclass(frozen=True)
class Figures:
    """Milliseconds until the results and until the end of the page, and the bytes sent."""

    results: float
    end: float
    size: int


def measure(connection: http.client.HTTPConnection, path: str) -> Figures:
    """Request a page once, decompressing it as it arrives, as a browser does."""
    begin = time.perf_counter()
    connection.request("GET", path, headers=HEADERS)
    response = connection.getresponse()
    decompress, content, size, results = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress, b"", 0, None
    while chunk := response.read1(65536):
        size += len(chunk)
        content += decompress(chunk)
        if results is None and RESULTS in content:
            results = time.perf_counter() - begin
    end = time.perf_counter() - begin
    assert response.status == 200, path
    assert END in content, path
    return Figures(1000 * (results or end), 1000 * end, size)


def paths(connection: http.client.HTTPConnection, word: str, other: str) -> dict[str, str]:
    """The pages to measure, by name."""
    connection.request("GET", "/v1/quotes/facets?top=1")
    facets = json.load(connection.getresponse())
    speaker, source = facets["speakers"][0]["speaker"]["id"], facets["sources"][0]["source"]["name"]
    year = facets["periods"][-1]["begin"][:4]
    return {
        "no filter": "/",
        "a word": f"/?q={word}",
        "two words": f"/?q={word}+{other}",
        "the most quoted speaker": f"/?speaker={speaker}",
        "the largest source": f"/?source={quote(source)}",
        "a type": "/?type=indirect",
        "half a year": f"/?published_from={year}-01-01&published_before={year}-07-01",
        "a word, best match first": f"/?q={word}&sort=relevance",
    }


def assets() -> list[tuple[str, int, int]]:
    """The kind, the bytes and the compressed bytes of what the pages load."""
    static = Path(pages.__file__).parent / "static"
    found = []
    for kind in (".css", ".js", ".woff2"):
        files = [file.read_bytes() for file in static.rglob(f"*{kind}")]
        packed = sum(len(f if kind == ".woff2" else gzip.compress(f, 4)) for f in files)
        found.append((kind, sum(map(len, files)), packed))
    return found


def main(address: str, word: str, other: str) -> None:
    """Print the medians as tables in Markdown."""
    connection = http.client.HTTPConnection(urlsplit(f"//{address}").netloc, timeout=120)
    print("| search | first results, ms | counts, ms | sent, kB |\n|---|---|---|---|")
    for name, path in paths(connection, word, other).items():
        found = [measure(connection, path + ("&" if "?" in path else "?") + f"limit={20 + n}") for n in range(ROUNDS)]
        results, end = (statistics.median(getattr(f, key) for f in found) for key in ("results", "end"))
        print(f"| {name} | {results:.0f} | {end:.0f} | {found[0].size / 1000:.1f} |")
    print("\n| kind | kB | compressed |\n|---|---|---|")
    for kind, size, packed in assets():
        print(f"| {kind} | {size / 1000:.1f} | {packed / 1000:.1f} |")


if __name__ == "__main__":
    given = sys.argv[1:]
    main(given[0] if given else "127.0.0.1:8000", *(given[1:3] or ("water", "bridge")))
