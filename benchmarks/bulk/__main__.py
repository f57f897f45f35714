"""Run with ``OMP_NUM_THREADS=1 python -m benchmarks.bulk [FOLDER]``.

FOLDER holds .txt articles (default: seeds/). Prints the articles a second of ``saidby bulk`` with one process, two, and
Spark, and whether their output is the same; those of the engine, of ``nlp.pipe`` over every sentence, and of textacy's
direct quotations where it is installed, in one process; and the resident memory from 2,000 to 50,000 articles.
"""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
from importlib.util import find_spec
from pathlib import Path

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
PARTS = ("runs", "pipelines", "memory")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=SEEDS)
    parser.add_argument("--articles", type=int, help="at most this many of them")
    parser.add_argument("--part", choices=PARTS, action="append", help="default: all")
    parser.add_argument("--rounds", type=int, default=4, help="of the comparison in one process")
    parser.add_argument(
        "--marks", type=int, nargs=2, default=(2_000, 50_000), help="articles at which memory is measured"
    )
    arguments = parser.parse_args()
    files = sorted(arguments.folder.glob("*.txt"))[: arguments.articles]
    texts = [file.read_text(encoding="utf8") for file in files]
    print(f"{len(texts)} articles, {sum(len(text.split()) for text in texts):,} words; load {os.getloadavg()[0]:.1f}")
    parts = arguments.part or PARTS  # each is imported by itself: textacy may be in an environment without pyarrow
    with tempfile.TemporaryDirectory() as name:
        into = Path(name)
        folder = into / "articles"
        folder.mkdir()
        for file in files:
            shutil.copy(file, folder)
        if "runs" in parts:
            from . import runs

            spark = find_spec("pyspark") is not None and shutil.which("java") is not None
            runs.compare(folder, into, len(texts), spark=spark)
        if "pipelines" in parts:
            from . import pipelines

            pipelines.compare(texts, arguments.rounds)
        if "memory" in parts:
            from . import memory

            memory.measure(texts, into, *arguments.marks)
    print(f"load {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
