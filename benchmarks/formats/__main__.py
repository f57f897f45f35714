"""Reads damaged files: each must be read or named with a reason, and the reader must go on.

Run as ``python -m benchmarks.formats [NUMBER]``. It prints how often each kind of damage was read, partly read or
rejected, how many reader processes had to be replaced, the longest time for a file, and the most memory of a reader.
"""

from __future__ import annotations

import re
import resource
import sys
import tempfile
import time
from collections import Counter
from contextlib import ExitStack, closing
from pathlib import Path

from api.formats.isolation import Reader
from api.ingest.article_files import entries
from tests.api.formats.sample_files import samples

from .damage import damage

REPLACED = re.compile(r"the reader of \w+.* (was ended|crashed|ended with|closed its connection)")


def main(number: int) -> None:
    """Damage and read ``number`` files."""
    outcomes: Counter[tuple[str, str]] = Counter()
    replaced, longest = 0, (0.0, "")
    with ExitStack() as stack:
        whole, damaged = (Path(stack.enter_context(tempfile.TemporaryDirectory())) for _ in range(2))
        reader = stack.enter_context(closing(Reader()))
        for kind, file in damage(samples(whole), number, 1, damaged):
            start = time.perf_counter()
            found = list(entries(file, reader=reader))
            longest = max(longest, (time.perf_counter() - start, f"{kind} {file.name}"))
            failed = [entry for entry in found if entry.article is None]
            if not found or not all(entry.problem for entry in failed):
                sys.exit(f"{kind} {file}: neither an article nor a reason")
            outcome = "read" if not failed else "rejected" if len(failed) == len(found) else "partly read"
            outcomes[kind, outcome] += 1
            replaced += any(REPLACED.search(entry.problem) for entry in failed)
    print(f"{number} files, {replaced} reader processes replaced, longest {longest[0]:.1f} s ({longest[1]})")
    print(f"{resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024:.0f} MB at most in a reader")
    for kind in dict.fromkeys(kind for kind, _ in sorted(outcomes)):
        parts = ", ".join(f"{outcomes[kind, name]} {name}" for name in ("read", "partly read", "rejected"))
        print(f"{kind}: {parts}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
