"""Articles are posted in the formats in which newsrooms have them, and told by their media type."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from flask.testing import FlaskClient

SAMPLES = Path(__file__).parent.parent / "formats" / "samples"
WINDOWS = "decoded from Windows-1252"


def sample(name: str) -> bytes:
    return (SAMPLES / name).read_bytes()


# The media type, the body, and of the stored article: title, source, the beginning of the text, and what was mended.
SINGLE = [
    ("text/html", sample("harbour.html"), "Mayor refuses to sell the harbour", "Talverne Courier", "Mayor", WINDOWS),
    ("application/json", sample("ninjs1.json"), "Lock keeper retires", "Canal Post", "“I shall", None),
    ("application/vnd.iptc.ninjs+json", sample("ninjs3.ninjs"), "Lock closed for repairs", "Canal Post", "“The", None),
    ("application/xml", sample("item.newsml"), "Pilots’ union rejects offer", "Coastal Agency", "“The offer", None),
    ("application/atom+xml", sample("letters.atom"), "Dredging to begin", "Lagoon Letters", "“Work", None),
    ("text/vtt", sample("hearing.vtt"), None, None, "Chair", None),
    ("application/x-subrip", sample("interview.srt"), None, None, "MARA", WINDOWS),
    ("text/plain", sample("note.txt"), None, None, "“The tide", WINDOWS),
    ("text/plain; charset=utf-8", "“Yes,” said Béla.".encode(), None, None, "“Yes,”", None),
    ("text/plain", b"&ldquo;Yes,&rdquo; she said.", None, None, "“Yes,” she", "character references replaced"),
]


@pytest.mark.parametrize(("media_type", "body", "title", "source", "start", "mended"), SINGLE)
def test_an_article_is_stored(
    media_type: str,
    body: bytes,
    title: str | None,
    source: str | None,
    start: str,
    mended: str | None,
    client: FlaskClient,
) -> None:
    response = client.post("/v1/articles", data=body, content_type=media_type)
    assert response.status_code == 201, response.get_json()
    article = response.get_json()
    assert (article["title"], article["source"]) == (title, source)
    assert article["text"].startswith(start)
    assert response.headers.get("Mended") == mended
    assert ", ".join(client.get(f"/v1/articles/{article['id']}").get_json()["mended"]) == (mended or "")
    assert client.post("/v1/articles", data=body, content_type=media_type).status_code == 200


def test_json_is_stored_verbatim(client: FlaskClient) -> None:
    text = "&ldquo;Yes,&rdquo; she said."
    assert client.post("/v1/articles", json={"text": text}).get_json()["text"] == text


# The media type, the body, the status and why.
REJECTED = [
    ("text/html", b"<p></p>", 422, "no article found in the page"),
    ("text/html", b" ", 400, "The body is empty."),
    ("text/plain", b"\x81\x01\x02" * 30, 400, "not text"),
    ("application/json", b'{"uri": "urn:1"}', 422, "the item has no text"),
    ("application/xml", b"<!DOCTYPE a [<!ENTITY", 422, "not an RSS or Atom feed"),
    ("text/csv", sample("table.csv"), 422, "The body has 2 articles: post it to /v1/articles/batch."),
    ("application/pdf", b"%PDF-", 415, "text/html"),
]


@pytest.mark.parametrize(("media_type", "body", "status", "why"), REJECTED)
def test_what_cannot_be_read_is_rejected(
    media_type: str, body: bytes, status: int, why: str, client: FlaskClient
) -> None:
    response = client.post("/v1/articles", data=body, content_type=media_type)
    assert response.status_code == status
    assert why in response.get_json()["detail"]


# The media type, the body, the number of articles and of failures.
SEVERAL = [
    ("application/rss+xml", sample("wire.rss"), 2, ["item 3: the item has no text"]),
    ("text/csv", sample("table.csv"), 2, ["row 2: the row has no text"]),
    ("application/warc", b"nothing", 0, ["damaged after record 0"]),
    ("text/xml", sample("item.newsml"), 1, []),
]


@pytest.mark.parametrize(("media_type", "body", "accepted", "failures"), SEVERAL)
def test_several_articles_are_queued(
    media_type: str, body: bytes, accepted: int, failures: list[str], client: FlaskClient
) -> None:
    response = client.post("/v1/articles/batch", data=body, content_type=media_type)
    assert response.status_code == 202, response.get_json()
    job = response.get_json()
    assert (job["waiting"], job["failed"]) == (accepted, len(failures))
    reasons = [failure["reason"] for failure in job["failures"]]
    assert all(reason.startswith(why) for reason, why in zip(reasons, failures, strict=True)), json.dumps(job)
