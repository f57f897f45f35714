"""Foreign parsers that crash, hang or eat memory cost their file and nothing else."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.formats import reader_process
from api.formats.documents import Document, Fault
from api.formats.isolation import Reader
from api.formats.registry import Format, named

GOOD = named("SRT")
TRANSCRIPT = b"1\n00:00:01,000 --> 00:00:02,000\nANA: Yes.\n"

# A reader for each way to misbehave.
PROGRAM = """
import os, signal, time
from api.formats.documents import Document
def crash(file):
    yield Document("one", "item 1")
    os.kill(os.getpid(), signal.SIGSEGV)
def leave(file): os._exit(3)
def sleep(file): time.sleep(60)
def spin(file):
    while True: pass
def eat(file):
    parts = []
    while True: parts.append(bytes(100_000_000))  # reserved, not written: that takes seconds where memory is slow
def fail(file): raise RuntimeError("a defect")
def descend(file): return descend(file)
def many(file):
    for number in range(100_000): yield Document("x" * 100)
"""


@pytest.fixture
def reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Reader]:
    """A reader with short limits that knows the misbehaving readers as well."""
    (tmp_path / "misbehaving.py").write_text(PROGRAM)
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path}{os.pathsep}{os.environ.get('PYTHONPATH', '')}")
    reader = Reader(cpu_limit=1, max_memory=1024**3)
    yield reader
    reader.close()


def misbehaving(function: str) -> Format:
    return Format("a test", f"misbehaving:{function}", (), ())


FAILURES = [
    ("crash", "crashed (SIGSEGV)"),
    ("leave", "ended with exit code 3"),
    ("spin", "took more than 1 seconds of computing and was ended"),
    ("eat", "more memory than a reader may use"),
    ("fail", "the reader failed on it: RuntimeError: a defect"),
    ("descend", "nested too deeply"),
]


@pytest.mark.parametrize(("function", "why"), FAILURES)
def test_a_failure_is_named_and_the_next_file_is_read(function: str, why: str, reader: Reader) -> None:
    *documents, last = reader.read_bytes(misbehaving(function), b"")
    assert [document.place for document in documents] == (["item 1"] if function == "crash" else [])
    assert isinstance(last, Fault)
    assert why in last.problem
    assert reader.read_bytes(GOOD, TRANSCRIPT) == [Document("ANA: Yes.")]


def test_a_reader_that_hangs_is_ended(reader: Reader) -> None:
    reader.wall_limit = 1
    (fault,) = reader.read_bytes(misbehaving("sleep"), b"")
    assert isinstance(fault, Fault)
    assert "took longer than 1 seconds" in fault.problem


def test_one_process_reads_many_files(reader: Reader) -> None:
    for _ in range(3):
        assert reader.read_bytes(GOOD, TRANSCRIPT) == [Document("ANA: Yes.")]
    process = reader._process
    assert process is not None
    assert process.poll() is None


def test_a_process_that_was_killed_meanwhile_is_replaced(reader: Reader) -> None:
    reader.read_bytes(GOOD, TRANSCRIPT)
    assert reader._process is not None
    reader._process.send_signal(signal.SIGKILL)
    reader._process.wait()
    assert reader.read_bytes(GOOD, TRANSCRIPT) == [Document("ANA: Yes.")]


def test_a_reading_that_is_abandoned_leaves_nothing_for_the_next(reader: Reader, tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"")
    with (tmp_path / "a").open("rb") as file:
        found = reader.read(misbehaving("many"), file)
        next(found)
        found.close()  # type: ignore[attr-defined]
    assert reader.read_bytes(GOOD, TRANSCRIPT) == [Document("ANA: Yes.")]


def test_threads_take_turns(reader: Reader) -> None:
    read: list[object] = []
    threads = [threading.Thread(target=lambda: read.extend(reader.read_bytes(GOOD, TRANSCRIPT))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert read == [Document("ANA: Yes.")] * 4


def test_the_limits_are_those_of_the_process() -> None:
    assert Reader().max_memory == reader_process.MAX_MEMORY
