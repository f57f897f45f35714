"""Damaged files are read as far as they go, or named with a reason; ``benchmarks/formats`` reads a thousand."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from api.formats.isolation import Reader
from api.formats.registry import FORMATS, suffix
from api.ingest.article_files import entries
from benchmarks.formats.damage import damage

from .sample_files import samples


def test_there_is_a_sample_of_each_format(tmp_path: Path) -> None:
    suffixes = {suffix(file) for file in samples(tmp_path)}
    assert {".txt", ".json", ".jsonl"} <= suffixes
    assert [format.name for format in FORMATS if suffixes.isdisjoint(format.suffixes)] == []


def test_each_damaged_file_is_read_or_named(tmp_path: Path) -> None:
    whole, damaged = tmp_path / "whole", tmp_path / "damaged"
    whole.mkdir()
    damaged.mkdir()
    with closing(Reader()) as reader:
        for kind, file in damage(samples(whole), 75, 7, damaged):
            found = list(entries(file, reader=reader))
            assert found, f"{kind} {file}"
            assert all(entry.article or entry.problem for entry in found), f"{kind} {file}"
