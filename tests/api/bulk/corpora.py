"""Small corpora for the tests, runs over them, and what is in their output."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from pyarrow import parquet

from api.bulk.local_workers import LocalWorkers, Workers
from api.bulk.output_folder import OutputFolder, shard_folders
from api.bulk.run import Progress, Run
from api.bulk.shards import shards
from api.ingest import article_files

ROOT = Path(__file__).resolve().parents[3]
FAKE = "tests.api.fakes:unruly"
# The command with the fake engine, which a test can start and kill.
COMMAND = f"""import sys, api.cli
sys.modules['api.cli.bulk'].FUNCTION = {FAKE!r}
api.cli.main()"""


def text(number: int) -> str:
    """An article with one quotation."""
    return f"“Number {number} it is,” Person{number:03} said."


def corpus(folder: Path, count: int) -> Path:
    """A file with articles, one a line."""
    file = folder / "corpus.jsonl"
    lines = [json.dumps({"text": text(number), "source": "Post", "byline": "Bo Orr"}) for number in range(count)]
    file.write_text("".join(f"{line}\n" for line in lines), encoding="utf8")
    return file


def run(inputs: list[Path], output: Path, workers: Workers | None = None) -> Progress:
    """A run in this process, by default with one worker."""
    from api.version import engine_version

    progress, paths = Progress(), [str(path) for path in inputs]
    running = workers or LocalWorkers(1, FAKE, 60)
    try:
        with OutputFolder.locked(output, engine_version(), paths) as folder:
            made = shards(article_files.files(paths))
            Run(folder, running, engine_version(), progress).process(made)
            folder.remove_stale()
    finally:
        running.close()
    return progress


def start(*arguments: str | Path) -> subprocess.Popen[str]:
    """Start the command with the fake engine, in a process group of its own."""
    return subprocess.Popen(
        [sys.executable, "-c", COMMAND, "bulk", *map(str, arguments)],
        cwd=ROOT,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def rows(output: Path, table: str) -> list[dict[str, Any]]:
    """The rows of a table of all shards, in order."""
    tables = (parquet.read_table(shard / f"{table}.parquet") for shard in shard_folders(output))
    return [row for each in tables for row in each.to_pylist()]


def texts(output: Path) -> list[str]:
    """The texts of the quotations, in order."""
    return [row["text"] for row in rows(output, "quotations")]


def expected(count: int) -> list[str]:
    """What ``texts`` is for a corpus of articles."""
    return [f"Number {number} it is," for number in range(count)]
