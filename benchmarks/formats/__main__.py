"""Reads damaged files: each must be read or named with a reason, and the reader must go on.

Run as ``python -m benchmarks.formats [NUMBER]``. It prints how often each kind of damage was read, partly read or
rejected, how many reader processes had to be replaced, and the longest time for a file.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections import Counter
from contextlib import closing
from pathlib import Path

from api.formats.isolation import Reader
from api.ingest.article_files import entries

from .damage import damage

SAMPLES = Path(__file__).resolve().parent.parent.parent / "tests" / "api" / "formats" / "samples"


def main(number: int) -> None:
    """Damage and read ``number`` files."""
    samples = sorted(SAMPLES.iterdir())
    outcomes: Counter[tuple[str, str]] = Counter()
    replaced, longest = 0, (0.0, "")
    with tempfile.TemporaryDirectory() as folder, closing(Reader()) as reader:
        for kind, file in damage(samples, number, 1, Path(folder)):
            start = time.perf_counter()
            found = list(entries(file, reader=reader))
            longest = max(longest, (time.perf_counter() - start, f"{kind} {file.name}"))
            failed = [entry for entry in found if entry.article is None]
            if not found or not all(entry.problem for entry in failed):
                sys.exit(f"{kind} {file}: neither an article nor a reason")
            outcome = "read" if not failed else "rejected" if len(failed) == len(found) else "partly read"
            outcomes[kind, outcome] += 1
            replaced += any("ended" in entry.problem or "crashed" in entry.problem for entry in failed)
    print(f"{number} files, {replaced} reader processes replaced, longest {longest[0]:.1f} s ({longest[1]})")
    for kind in dict.fromkeys(kind for kind, _ in sorted(outcomes)):
        parts = ", ".join(f"{outcomes[kind, name]} {name}" for name in ("read", "partly read", "rejected"))
        print(f"{kind}: {parts}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
