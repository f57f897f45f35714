"""Run with ``OMP_NUM_THREADS=1 python -m benchmarks.engine.ratio [FOLDER]``.

FOLDER holds .txt articles (default: seeds/). Prints the tokens a second of Saidby, of the same spaCy pipeline without
the role network and the engine, and, where it is installed, of textacy's direct quotations on that pipeline, in
processor seconds of one process. They take turns, each of them warmed up (``turns.py``): the speed is that of the best
round, the ratio the median of the rounds.
"""

from __future__ import annotations

import argparse
from contextlib import suppress
from pathlib import Path

from spacy.language import Language

from attribution import attribute_text
from attribution.parsing import BUNDLED, load
from attribution.roles.component import FACTORY

from .turns import Task, in_turns, times_as_fast

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
ROUNDS = 6
BATCH = 16  # articles a batch of the bare pipeline


def saidby(texts: list[str]) -> None:
    for text in texts:
        attribute_text(text)


def tasks(bare: Language) -> dict[str, Task]:
    """What is measured, by name."""

    def pipeline(texts: list[str]) -> None:
        for _ in bare.pipe(texts, batch_size=BATCH):
            pass

    found: dict[str, Task] = {"saidby": saidby, "the bare pipeline": pipeline}
    try:
        from textacy.extract import direct_quotations
    except ImportError:
        print("textacy is not installed")
        return found

    def textacy(texts: list[str]) -> None:
        for doc in bare.pipe(texts, batch_size=BATCH):
            with suppress(ValueError):  # an odd number of quotation marks: it gives up on the article
                list(direct_quotations(doc))

    return {**found, "textacy on it": textacy}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=SEEDS)
    texts = [p.read_text(encoding="utf8") for p in sorted(parser.parse_args().folder.glob("*.txt"))]
    bare = load(BUNDLED, without=[FACTORY])
    tokens = sum(len(bare.make_doc(text)) for text in texts)
    seconds = in_turns(tasks(bare), texts, ROUNDS)
    for name, each in seconds.items():
        ratio = times_as_fast(seconds, name, "saidby")
        print(f"{name}: {tokens / min(each):,.0f} tokens/s, {ratio:.2f} times as fast as saidby")


if __name__ == "__main__":
    main()
