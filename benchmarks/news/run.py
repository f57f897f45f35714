"""Who is named for quotations and reported speech in ordinary news copy: ``python -m benchmarks.news.run [FILE]``.

FILE is ``held_out.txt`` unless given; nobody looks at its texts or at its wrong answers. ``train.txt``, by the same
writers, trains who speaks in a quotation without a cue (``attribution/training/turns.py``).
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from attribution import attribute_text
from attribution.training.own_texts import OwnText, read

HERE = Path(__file__).parent


def answers(own: OwnText) -> Iterator[tuple[str, str]]:
    """A verdict and, unless it is "right", what is to be said of it, for each question about a text."""
    found = attribute_text(own.text)
    contents = ["".join(own.text[s.start : s.end] for s in q.spans) for q in found]
    for asked in own.asked:
        at = asked.place(contents)
        speaker = found[at].speaker if at is not None else None
        name = speaker.name if speaker is not None else None
        if asked.accepts(name):
            verdict = "right"
        elif at is None:
            verdict = "not found"
        else:
            verdict = "nobody" if name is None else "wrong"
        yield verdict, f"{verdict:9} {asked.fragment!r}: {'; '.join(asked.names)}, not {name}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("file", nargs="?", type=Path, default=HERE / "held_out.txt")
    parser.add_argument("-v", "--verbose", action="store_true", help="print each answer that is not right")
    options = parser.parse_args()
    counts: Counter[str] = Counter()
    for own in read(options.file):
        for verdict, told in answers(own):
            counts[verdict] += 1
            if options.verbose and verdict != "right":
                print(told)
    total = max(1, counts.total())
    print(f"{counts.total()} questions: " + ", ".join(f"{v} {n} ({n / total:.3f})" for v, n in counts.most_common()))


if __name__ == "__main__":
    main()
