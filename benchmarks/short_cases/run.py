"""Count the short cases that are right, by kind: ``python -m benchmarks.short_cases.run FILE [-v]``.

``-v`` lists the faults; nothing may be tuned on those of a held-out file.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

from .cases import faults, read


def main() -> int:
    """The command line. Returns 0, or 2 if the file cannot be read."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("file", type=Path)
    parser.add_argument("-v", "--verbose", action="store_true", help="list every fault first")
    options = parser.parse_args()
    try:
        cases = list(read(options.file))
    except (OSError, ValueError) as error:
        print(f"Error: {options.file}: {error}", file=sys.stderr)
        return 2
    asked, right = Counter(case.kind for case in cases), Counter[str]()
    for case in cases:
        wrong = faults(case)
        right[case.kind] += not wrong
        if options.verbose and wrong:
            print(case.text, *wrong, sep="\n  ")
    for kind in (*asked, "total"):
        of, count = (len(cases), right.total()) if kind == "total" else (asked[kind], right[kind])
        print(f"{kind:<32} {count} of {of}, {count / max(of, 1):.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
