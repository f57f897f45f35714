"""Text files are read unchanged, or rejected with a clear message."""

from __future__ import annotations

import io
from pathlib import Path
from types import SimpleNamespace

import pytest

from api.ingest import text_files
from api.ingest.text_files import UnreadableFile, decode, printable, read


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("“Yes,” she said.\r\n".encode(), "“Yes,” she said.\r\n"),
        (b"\xef\xbb\xbfA mark first.", "A mark first."),
        (b"", ""),
        ("\N{GRINNING FACE} é e\u0301".encode(), "\N{GRINNING FACE} é e\u0301"),
    ],
)
def test_text_is_read_unchanged(raw: bytes, text: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(raw)
    assert read(str(tmp_path / "a.txt")) == text


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"caf\xe9", "not UTF-8: byte 0xe9 at offset 3"),
        (b"\xef\xbb\xbf\xff", "not UTF-8: byte 0xff at offset 3"),
        ("text".encode("utf-16"), "UTF-16"),
        (b"\xed\xa0\x80", "not UTF-8"),
        ("text".encode("utf-32"), "UTF-32"),
        ("“Yes,” she said of the talks.".encode("utf-16-le"), "UTF-16"),
        ("Yes, she said of the talks.".encode("utf-16-be"), "UTF-16"),
        (b"a\0b", "a NUL byte at offset 1"),
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF file"),
        (b"PK\x03\x04\x14\0", "a zip archive"),
        (b"\x1f\x8b\x08\0", "gzip"),
        (b"{\\rtf1 Text}", "Rich Text"),
        (b"\x89PNG\r\n\x1a\n", "an image"),
    ],
)
def test_other_encodings_and_formats_are_rejected(raw: bytes, why: str) -> None:
    with pytest.raises(UnreadableFile, match=why):
        decode(raw)


def test_a_missing_file_and_a_folder_are_rejected(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="No such file"):
        read(str(tmp_path / "none.txt"))
    with pytest.raises(UnreadableFile, match="directory"):
        read(str(tmp_path))


def test_an_endless_file_is_not_read_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_files, "MAX_BYTES", 10)
    with pytest.raises(UnreadableFile, match="longer than"):
        read("/dev/zero")


def test_standard_input_may_be_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", None)
    with pytest.raises(UnreadableFile, match="standard input is closed"):
        read("-")


def test_standard_input_is_read_for_a_dash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO("“Yes”".encode())))
    assert read("-") == "“Yes”"


def test_a_name_that_is_not_utf8_can_be_printed() -> None:
    assert printable("caf\udce9.txt") == "caf\ufffd.txt"
    assert printable("café.txt") == "café.txt"
