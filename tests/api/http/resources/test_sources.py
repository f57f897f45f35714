"""Sources: sorted by name, with their counts."""

from __future__ import annotations

from flask.testing import FlaskClient


def test_sources_by_name(archive: FlaskClient) -> None:
    data = archive.get("/v1/sources").get_json()["data"]
    assert [{key: source[key] for key in ("name", "article_count", "quote_count")} for source in data] == [
        {"name": "Al Jazeera", "article_count": 1, "quote_count": 2},
        {"name": "Morning Post", "article_count": 1, "quote_count": 2},
    ]
