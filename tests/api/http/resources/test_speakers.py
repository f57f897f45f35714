"""Speakers: sorted by name, and found by the beginning of a name."""

from __future__ import annotations

from flask.testing import FlaskClient


def test_speakers_by_name(archive: FlaskClient) -> None:
    data = archive.get("/v1/speakers").get_json()["data"]
    assert [(speaker["name"], speaker["kind"], speaker["quote_count"]) for speaker in data] == [
        ("Ada Byron", "person", 2),
        ("Bob Stone", "person", 1),
        ("Carl Drake", "person", 1),
    ]
    assert data[0]["aliases"] == ["Ada Byron"]


def test_speakers_by_the_beginning_of_a_name(archive: FlaskClient) -> None:
    found = {q: archive.get(f"/v1/speakers?q={q}").get_json()["data"] for q in ("by", "ADA+b", "x")}
    assert {q: [speaker["name"] for speaker in data] for q, data in found.items()} == {
        "by": ["Ada Byron"],
        "ADA+b": ["Ada Byron"],
        "x": [],
    }
