"""The position in the input, in bytes of its files."""

from __future__ import annotations

import os
from pathlib import Path

from api.bulk.position import Position
from api.bulk.shards import shards
from api.ingest.article_files import files

from .corpora import corpus


def test_the_share_grows_with_what_is_read_and_done(tmp_path: Path) -> None:
    first, second = tmp_path / "a", tmp_path / "b"
    first.write_bytes(b"x" * 300)
    second.write_bytes(b"x" * 100)
    position = Position([first, second])
    assert position.share(0) == 0
    with first.open("rb") as file:
        position.opened(file)
        os.lseek(file.fileno(), 200, os.SEEK_SET)
        position.records = 10
        assert position.share(10) == 0.5
        assert position.share(5) == 0.25
    assert position.share(10) == 0  # the file is closed; it counts when it is finished
    position.finished(first)
    assert position.share(10) == 0.75
    position.finished(second)
    assert position.share(10) == 1


def test_a_pipe_or_a_missing_file_is_no_error(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.close(writing)
    position = Position([tmp_path / "none"])
    with os.fdopen(reading, "rb") as pipe:
        position.opened(pipe)
        position.records = 1
        assert position.share(1) == 1


def test_it_is_told_while_foreign_files_are_read(tmp_path: Path) -> None:
    corpus(tmp_path, 1100)
    (tmp_path / "table.csv").write_text("text\nOne\nTwo\n", encoding="utf8")
    position = Position(file for file, _ in files([str(tmp_path)]))
    shares = [position.share(position.records) for _ in shards(files([str(tmp_path)]), position=position)]
    assert 0.3 < shares[0] < 0.7
    assert shares == sorted(shares)
    assert position.share(position.records) == 1
    assert position.records == 1102
