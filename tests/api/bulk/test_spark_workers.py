"""Spark writes what local processes write, and survives a worker that dies; it needs PySpark and Java 17."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from ...waiting import eventually
from ..engine_pool.conftest import alive
from .corpora import FAKE, corpus, expected, rows, run, start, texts

if shutil.which("java") is None:
    pytest.skip("Java is not installed", allow_module_level=True)
pytest.importorskip("pyspark", reason="PySpark is not installed")

from api.bulk.batches import batch_of
from api.bulk.spark_workers import SparkWorkers

pytestmark = pytest.mark.usefixtures("small_shards")


@pytest.fixture(scope="module")
def workers() -> Iterator[SparkWorkers]:
    """Two workers in one JVM on this machine, shared by the tests, since it takes seconds to start."""
    made = SparkWorkers("local[2]", None, FAKE, 5)
    yield made
    made.close()


class Kept:
    """Workers that are not closed with the run."""

    def __init__(self, workers: SparkWorkers) -> None:
        self.batch_size, self.capacity, self.submit = 8, workers.capacity, workers.submit

    def close(self) -> None:
        """Leave them running."""


def test_spark_writes_what_local_workers_write(tmp_path: Path, workers: SparkWorkers) -> None:
    file = corpus(tmp_path, 35)
    run([file], tmp_path / "local")
    run([file], tmp_path / "spark", Kept(workers))
    contents = [
        {p.relative_to(tmp_path / name): p.read_bytes() for p in (tmp_path / name).rglob("*.parquet")}
        for name in ("local", "spark")
    ]
    assert len(contents[0]) == 12
    assert contents[0] == contents[1]


def test_an_article_that_kills_sparks_worker_is_set_aside(tmp_path: Path, workers: SparkWorkers) -> None:
    file = tmp_path / "corpus.jsonl"
    corpus(tmp_path, 3)
    with file.open("a", encoding="utf8") as lines:
        lines.write('{"text": "KILL it"}\n{"text": "RAISE it"}\n')
    progress = run([file], tmp_path / "out", Kept(workers))
    assert progress.tally["unread"] == 2
    assert texts(tmp_path / "out") == expected(3)
    assert [article["unread"] for article in rows(tmp_path / "out", "articles")] == [None] * 3 + ["crashed", "failed"]


def test_a_worker_that_is_killed_from_outside_costs_no_article(tmp_path: Path, workers: SparkWorkers) -> None:
    file, mark = tmp_path / "corpus.jsonl", tmp_path / "mark"
    corpus(tmp_path, 3)
    with file.open("a", encoding="utf8") as lines:
        lines.write(f'{{"text": "KILL-ONCE {mark}"}}\n')
    assert run([file], tmp_path / "out", Kept(workers)).tally["articles"] == 4
    assert texts(tmp_path / "out") == expected(3)


def test_a_batch_of_more_texts_than_cores_stays_in_order(workers: SparkWorkers) -> None:
    found = workers.submit(batch_of([f"“{number}” Ivers said." for number in range(100)])).result().to_pylist()
    by_number = {row["number"]: row["quotations"][0]["text"] for row in found}
    assert by_number == {number: str(number) for number in range(100)}


def test_the_command_runs_on_a_cluster_and_leaves_no_jvm_when_it_is_killed(tmp_path: Path) -> None:
    options = ("--engine", "spark", "--master", "local-cluster[2,1,1024]")
    file = corpus(tmp_path, 35)
    process = start(file, tmp_path / "out", *options)
    _, messages = process.communicate(timeout=240)
    assert process.returncode == 0, messages
    assert texts(tmp_path / "out") == expected(35)

    mark = tmp_path / "mark"
    file.write_text(f'{{"text": "TELL {mark} 120"}}\n', encoding="utf8")
    process = start(file, tmp_path / "slow", "--engine", "spark", "--master", "local[1]")
    assert eventually(mark.exists)
    process.kill()
    process.communicate()
    assert eventually(lambda: not alive(int(mark.read_text()))), "Spark's worker outlived the command"
