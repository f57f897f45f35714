"""Run with ``OMP_NUM_THREADS=1 python -m benchmarks.verification [QUOTATIONS] [--questions 1000]``.

Makes an archive (default: 100,000 quotations) in a temporary folder, asks edits of quotations that are in it and as
many sentences that are not, of the same speakers and made of the same phrases, and prints recall and precision by
finding and the time of an answer.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from collections import Counter
from pathlib import Path

from api.operations.verification import verify
from api.store import Database
from api.verification.matching import Finding
from api.verification.question import Question
from benchmarks.api.archive import Maker, make

from .edits import LEAST_WORDS, Asked, Said, questions
from .sentences import Sentences

SAMPLE = 20_000  # quotations that are read to draw questions from
WARM_UP = 50  # questions before times count


class NewsMaker(Maker):
    """An archive with sentences of the chain."""

    def __init__(self, quotes: int) -> None:
        super().__init__(quotes)
        self.sentences = Sentences(self.random, self.words)

    def sentence(self) -> str:
        """What somebody said."""
        return self.sentences.sentence()


def drawn(database: Database) -> tuple[list[Said], list[Said], list[Said]]:
    """Quotations with a speaker: of marked words, of indirect speech, and denied."""
    said: list[Said] = []
    indirect: list[Said] = []
    denied: list[Said] = []
    with database.snapshot() as reader:
        rows = reader.execute(
            "SELECT json_extract(record, '$.text'), s.name, type, factuality FROM quotation q "
            f"JOIN speaker s ON s.id = q.speaker_id ORDER BY q.id LIMIT {SAMPLE}"
        )
        for text, speaker, kind, factuality in rows:
            if len(text.split()) >= LEAST_WORDS:
                into = denied if factuality == "denied" else indirect if kind == "indirect" else said
                into.append(Said(text, speaker))
    return said, indirect, denied


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("quotations", type=int, nargs="?", default=100_000)
    parser.add_argument("--questions", type=int, default=1000)
    parser.add_argument("-v", "--verbose", action="store_true", help="print each wrong finding")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path, chance = Path(folder) / "archive.db", random.Random(11)
        maker = NewsMaker(options.quotations)
        make(path, maker)
        database = Database(path, max_idle=1)
        said, indirect, denied = drawn(database)
        present = questions(said, indirect, denied, options.questions, chance)
        absent = [
            Asked("absent", Question(maker.sentence(), chance.choice(said).speaker), Finding.NOT_FOUND)
            for _ in range(options.questions)
        ]
        asked = [*present, *absent]
        chance.shuffle(asked)
        report(database, asked, verbose=options.verbose)
        database.close()


def report(database: Database, asked: list[Asked], *, verbose: bool) -> None:
    """Ask everything and print what came of it."""
    for one in asked[:WARM_UP]:
        verify(database, one.question)
    times: dict[str, list[float]] = {"elapsed": [], "of the processor": []}
    pairs, right_edits = Counter[tuple[Finding, Finding]](), Counter[str]()
    for one in asked:
        begun = time.perf_counter(), time.process_time()
        found = verify(database, one.question).verdict.finding
        for taken, start, now in zip(times.values(), begun, (time.perf_counter(), time.process_time()), strict=True):
            taken.append(1000 * (now - start))
        pairs[one.expected, found] += 1
        right_edits[one.edit] += found is one.expected
        if verbose and found is not one.expected:
            print(f"{one.edit}: {found} for {one.question}")
    edits = Counter(one.edit for one in asked)
    print("right by edit: " + ", ".join(f"{edit} {right_edits[edit]}/{count}" for edit, count in edits.items()))
    for finding in Finding:
        expected = sum(count for (wanted, _), count in pairs.items() if wanted is finding)
        given = sum(count for (_, got), count in pairs.items() if got is finding)
        right = pairs[finding, finding]
        recall, precision = right / max(expected, 1), right / max(given, 1)
        print(f"{finding:14} recall {recall:.3f} of {expected:4}, precision {precision:.3f} of {given:4}")
    for kind, taken in times.items():
        p95 = statistics.quantiles(taken, n=20)[18]
        print(f"milliseconds {kind}: median {statistics.median(taken):.1f}, p95 {p95:.1f}, max {max(taken):.1f}")


if __name__ == "__main__":
    main()
