"""A file of each format: those that are text, and others that are written when they are needed."""

from __future__ import annotations

import io
from pathlib import Path

import pyarrow
from pyarrow import parquet
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

SAMPLES = Path(__file__).parent / "samples"
PAGE = (SAMPLES / "harbour.html").read_bytes()


def add_response(
    writer: WARCWriter, address: str, body: bytes, *headers: tuple[str, str], status: str = "200 OK"
) -> None:
    http = StatusAndHeaders(status, list(headers), protocol="HTTP/1.1")
    writer.write_record(writer.create_warc_record(address, "response", payload=io.BytesIO(body), http_headers=http))


def write_samples(folder: Path) -> Path:
    """A crawl with a page, an image, a redirect and a page without an article; the same article as Parquet and WET."""
    html = ("Content-Type", "text/html; charset=windows-1252")
    with (folder / "crawl.warc.gz").open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        add_response(writer, "https://courier.example/2025/03/04/harbour?utm=1", PAGE, html)
        add_response(writer, "https://courier.example/quay.jpg", b"\xff\xd8\xff", ("Content-Type", "image/jpeg"))
        add_response(writer, "https://courier.example/old", b"", html, status="301 Moved Permanently")
        add_response(writer, "https://courier.example/empty", b"<html><body></body></html>", html)
    with (folder / "texts.wet").open("wb") as file:
        writer = WARCWriter(file, gzip=False)
        text = io.BytesIO("“Yes,” said Ana Ivers.".encode())
        record = writer.create_warc_record(
            "https://courier.example/wet", "conversion", payload=text, warc_content_type="text/plain"
        )
        writer.write_record(record)
    rows = {
        "content": ["“Yes,” said Ana Ivers.", None],
        "headline": ["A", "B"],
        "byline": ["Ida Quill", None],
        "date": ["2025-03-04", None],
    }
    parquet.write_table(pyarrow.table(rows), folder / "table.parquet")
    return folder


def samples(folder: Path) -> list[Path]:
    """The files of all formats; those that are not text are written to a folder."""
    return sorted([*SAMPLES.iterdir(), *write_samples(folder).iterdir()])
