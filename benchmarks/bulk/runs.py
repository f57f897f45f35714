"""Runs of the command over a folder: wall-clock and processor time, and whether their output is the same."""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ENGINES = {
    "one process": ("--workers", "1"),
    "two processes": ("--workers", "2"),
    "Spark, local[2]": ("--engine", "spark", "--master", "local[2]"),
}


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of a run: on the clock, and of all its processes on the processors."""

    wall: float
    cpu: float


def bulk(folder: Path, output: Path, *options: str) -> Cost:
    """Run the command over a folder. Raises ``CalledProcessError`` if it fails."""
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    command = [sys.executable, "-m", "api.cli", "bulk", str(folder), str(output), *options]
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    wall, after = time.monotonic() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    return Cost(wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def tables(output: Path) -> dict[str, bytes]:
    """The tables of an output by their path in it."""
    return {str(file.relative_to(output)): file.read_bytes() for file in output.rglob("*.parquet")}


def compare(folder: Path, into: Path, articles: int, *, spark: bool) -> Path:
    """Run each engine over a folder of ``articles``; prints their speed and whether their output is the same.

    Returns the output of one process.
    """
    first, costs = into / "one process", dict[str, Cost]()
    for name, options in ENGINES.items():
        if "spark" in options and not spark:
            continue
        cost = costs[name] = bulk(folder, into / name, *options)
        same = tables(into / name) == tables(first)
        print(
            f"{name}: {cost.wall:.1f} s, {articles / cost.wall:.2f} articles/s on the clock; {cost.cpu:.1f} s on the "
            f"processors; output {'the same' if same else 'DIFFERENT'}",
            flush=True,
        )
    one, two = costs["one process"], costs["two processes"]
    print(f"two processes: {one.wall / two.wall:.2f} times as fast as one on the clock")
    print(
        f"    at {two.cpu / one.cpu:.3f} of the processor time; on idle cores at most {2 * one.cpu / two.cpu:.2f} times"
    )
    return first
