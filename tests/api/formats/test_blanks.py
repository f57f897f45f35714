"""Pages of many blanks are read in linear time: with quadratic time, each of these would take more than an hour."""

from __future__ import annotations

import gzip
import io
from contextlib import closing

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from api.formats.documents import Document, Found
from api.formats.isolation import Reader
from api.formats.registry import named

BLANKS = b" " * 4_000_000
CPU_LIMIT = 60  # seconds; they take less than one
SAID = "The council said on Monday that it would mend the harbour wall before the winter storms arrive. "
ARTICLE = f"<html><body><article><h1>Wall</h1><p>{SAID * 5}</p></article></body></html>".encode()


def read(*bodies: bytes, after: bytes = b"") -> list[Found]:
    """What is read of a WARC file of pages with these bodies, and of what stands ``after`` them."""
    file, headers = io.BytesIO(), [("Content-Type", "text/html; charset=utf-8")]
    writer = WARCWriter(file, gzip=True)
    for body in bodies:
        answer = StatusAndHeaders("200 OK", headers, protocol="HTTP/1.1")
        payload = io.BytesIO(body)
        record = writer.create_warc_record("https://post.example/", "response", payload=payload, http_headers=answer)
        writer.write_record(record)
    with closing(Reader(cpu_limit=CPU_LIMIT)) as reader:
        return reader.read_bytes(named("WARC"), file.getvalue() + after)


@pytest.mark.parametrize("declaration", [b"", b'<?xml version="1.0" encoding="utf-8"?>'])
def test_a_blank_page_is_passed_over_and_the_next_is_read(declaration: bytes) -> None:
    blank, page = read(BLANKS, BLANKS + declaration + ARTICLE)
    assert not isinstance(blank, Document)
    assert (blank.problem, blank.skipped) == ("the page is blank", True)
    assert isinstance(page, Document)
    assert "mend the harbour wall" in page.text


def test_a_line_of_blanks_between_records_ends_the_archive() -> None:
    page, fault = read(ARTICLE, after=gzip.compress(50 * BLANKS))
    assert isinstance(page, Document)
    assert not isinstance(fault, Document)
    assert fault.problem == "damaged after record 1: a line of a header has more than 100,000 bytes"
