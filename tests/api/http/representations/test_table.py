"""Tables: a heading, one quotation a row, to the letter, page by page."""

from __future__ import annotations

import csv
import io

from flask.testing import FlaskClient

from api.http.representations.table import COLUMNS, table

from ...conftest import BOB, Post


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_quotation_is_a_row(archive: FlaskClient) -> None:
    answer = archive.get("/v1/quotes?speaker=stone", headers={"Accept": "text/csv"})
    (row,) = rows(answer.text)
    assert tuple(row) == COLUMNS
    assert (row["speaker"], row["source"], row["published_at"]) == ("Bob Stone", "Al Jazeera", "2023-06-19T00:00:00Z")
    assert (row["type"], row["factuality"], row["confidence"]) == ("direct", "asserted", "0.9")
    assert BOB[int(row["start"]) : int(row["end"])] == row["text"]
    assert table([]).decode() == ",".join(COLUMNS) + "\r\n"


def test_every_character_survives(client: FlaskClient, post: Post) -> None:
    post('“A "b", c;\nd — é 🎻,” Ada Byron said.')
    (row,) = rows(client.get("/v1/quotes", headers={"Accept": "text/csv"}).text)
    assert row["text"] == 'A "b", c;\nd — é 🎻,'


def test_tables_have_pages(many: FlaskClient) -> None:
    answer = many.get("/v1/quotes?limit=5", headers={"Accept": "text/csv"})
    assert len(rows(answer.text)) == 5
    assert 'rel="next"' in answer.headers["Link"]
