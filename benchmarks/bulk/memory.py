"""The resident memory of a run while the number of articles grows."""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from api.bulk.shards import RECORDS

LONGEST = 200  # characters of the paragraph of an article, so that 50,000 of them take minutes
SYLLABLES = ("ba", "cor", "den", "fi", "gal", "ho", "jin", "ke", "lor", "mu", "nes", "or", "pe", "rin", "sa", "tov")
INTERVAL = 0.2  # seconds
NEAR = 2 * RECORDS  # articles before and after a mark, over which the peak is taken


def articles(texts: list[str], count: int) -> Iterator[dict[str, str]]:
    """Articles of a paragraph that is drawn from the texts and a sentence with names of which most occur nowhere else.

    So each article has words that are new to the engine, as the articles of a real corpus have.
    """
    draw = random.Random(7)
    paragraphs = [line for text in texts for line in text.splitlines() if 40 < len(line) <= LONGEST]
    for _ in range(count):
        first, last, place = ("".join(draw.choices(SYLLABLES, k=4)).title() for _ in range(3))
        yield {"text": f"{draw.choice(paragraphs)}\n\n“We will see,” said {first} {last} of {place}."}


def resident(pid: int) -> tuple[float, float]:
    """The resident memory of a process, and of all its descendants together, in MB; shared pages count in each."""
    below = [int(child) for task in Path(f"/proc/{pid}/task").glob("*/children") for child in task.read_text().split()]
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf8")
    own = re.search(r"VmRSS:\s+(\d+)", status)
    return (int(own[1]) / 1024 if own else 0.0), sum(sum(resident(child)) for child in below)


def measure(texts: list[str], into: Path, first: int, last: int) -> None:
    """Print the memory around ``first`` and ``last`` articles, of a run with one worker over ``last`` of them."""
    corpus, output = into / "corpus.jsonl", into / "memory"
    with corpus.open("w", encoding="utf8") as lines:
        lines.writelines(json.dumps(article) + "\n" for article in articles(texts, last))
    command = [sys.executable, "-m", "api.cli", "bulk", str(corpus), str(output), "--workers", "1"]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as run:
        samples = list(_samples(run, output))
    at = {}
    for mark in (first, last):
        near = [memory for done, memory in samples if abs(done - mark) < NEAR]
        at[mark] = tuple(max(each) for each in zip(*near, strict=True))
        print(f"at {mark:,} articles: {at[mark][0]:.1f} MB, and {at[mark][1]:.1f} MB in the worker", flush=True)
    growth = [100 * (after / before - 1) for before, after in zip(at[first], at[last], strict=True)]
    total = 100 * (sum(at[last]) / sum(at[first]) - 1)
    print(f"growth: {growth[0]:+.1f}%, worker {growth[1]:+.1f}%, together {total:+.1f}%")


def _samples(run: subprocess.Popen[bytes], output: Path) -> Iterator[tuple[int, tuple[float, float]]]:
    """The number of articles in complete shards, and the memory then, while the run lasts."""
    while run.poll() is None:
        try:
            yield RECORDS * len(list(output.glob("part-*"))), resident(run.pid)
        except (OSError, ValueError):  # it ends
            return
        time.sleep(INTERVAL)
