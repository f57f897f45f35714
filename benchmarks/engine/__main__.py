"""Run with ``OMP_NUM_THREADS=1 python -m benchmarks.engine [FOLDER]``: FOLDER holds .txt articles (default: seeds/).

Prints tokens a second, the engine's share of the pipeline's time, and the growth of both over texts of
doubling length and over a text of quotation marks. Times are processor seconds of one process.
"""

from __future__ import annotations

import argparse
import platform
import time
from pathlib import Path

from spacy.language import Language

from attribution import attribute
from attribution.parsing import pipeline
from attribution.tokenization import make_doc

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
SIZES = (62_500, 125_000, 250_000, 500_000, 1_000_000)  # characters
MARKS = (12_500, 25_000, 50_000, 100_000)


def measure(nlp: Language, texts: list[str]) -> tuple[int, float, float]:
    """(tokens, seconds of the pipeline, seconds of the engine) over some texts."""
    tokens, parsing, engine = 0, 0.0, 0.0
    for text in texts:
        started = time.process_time()
        doc = nlp(make_doc(nlp, text))
        parsed = time.process_time()
        attribute(doc)
        engine += time.process_time() - parsed
        parsing += parsed - started
        tokens += len(doc)
    return tokens, parsing, engine


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=SEEDS)
    articles = [p.read_text(encoding="utf8") for p in sorted(parser.parse_args().folder.glob("*.txt"))]
    started = time.perf_counter()
    nlp = pipeline()
    print(f"{platform.processor() or platform.machine()}, Python {platform.python_version()}")
    print(f"load: {time.perf_counter() - started:.2f} s")
    measure(nlp, articles[:3])
    tokens, parsing, engine = measure(nlp, articles)
    print(f"{len(articles)} articles, {tokens} tokens: pipeline {tokens / parsing:,.0f} tokens/s, ", end="")
    print(f"engine {tokens / engine:,.0f} tokens/s, engine / pipeline = {engine / parsing:.3f}")
    whole = "\n\n".join(articles)
    for size in SIZES:
        text = (whole * (size // len(whole) + 1))[:size]
        tokens, parsing, engine = measure(nlp, [text])
        rates = f"pipeline {parsing / size * 1e6:6.2f}, engine {engine / size * 1e6:6.2f}"
        print(f"{size:>9} characters: {rates} microseconds a character")
    for marks in MARKS:
        text = '"We need more time," she said. ' * (marks // 2)
        tokens, parsing, engine = measure(nlp, [text])
        rates = f"pipeline {parsing / marks * 1e6:6.1f}, engine {engine / marks * 1e6:6.1f}"
        print(f"{marks:>9} marks: {rates} microseconds a mark")


if __name__ == "__main__":
    main()
