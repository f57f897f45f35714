"""Damaged files are read as far as they go, or named with a reason; ``benchmarks/formats`` reads a thousand."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from api.formats.isolation import Reader
from api.ingest.article_files import entries
from benchmarks.formats.damage import damage

SAMPLES = sorted((Path(__file__).parent / "samples").iterdir())


def test_each_damaged_file_is_read_or_named(tmp_path: Path) -> None:
    with closing(Reader()) as reader:
        for kind, file in damage(SAMPLES, 60, 7, tmp_path):
            found = list(entries(file, reader=reader))
            assert found, f"{kind} {file}"
            assert all(entry.article or entry.problem for entry in found), f"{kind} {file}"
