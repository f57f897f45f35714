"""Feeds: readers accept them, whatever the articles contain, and follow them from page to page."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import feedparser
import pytest
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator, FormatChecker

from api.http.representations.feeds import Entry, isolated, printable
from api.store import QuoteFilter

from ...conftest import ADA, Post, problem

ATOM, JSON_FEED = "application/atom+xml", "application/feed+json"
HOSTILE = "“Bad \x01\ufffe \u202eturned ]]> <script>alert(1)</script> &amp; \r\n\nEnd,” Eve Mallory said."
URI, TEXT = {"type": "string", "format": "uri"}, {"type": "string", "minLength": 1}
AUTHOR = {"type": "object", "properties": {"name": TEXT, "url": URI, "avatar": URI}, "additionalProperties": False}
# The rules of jsonfeed.org for version 1.1, with the members that we use.
SCHEMA = {
    "type": "object",
    "required": ["version", "title", "items"],
    "additionalProperties": False,
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        "title": TEXT,
        "home_page_url": URI,
        "feed_url": URI,
        "next_url": URI,
        "authors": {"type": "array", "items": AUTHOR, "minItems": 1},
        "items": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id"],
                "anyOf": [{"required": ["content_text"]}, {"required": ["content_html"]}],
                "additionalProperties": False,
                "properties": {
                    "id": TEXT,
                    "url": URI,
                    "external_url": URI,
                    "title": TEXT,
                    "content_text": TEXT,
                    "content_html": TEXT,
                    "date_published": {"type": "string", "format": "date-time"},
                    "date_modified": {"type": "string", "format": "date-time"},
                    "authors": {"type": "array", "items": AUTHOR, "minItems": 1},
                    "tags": {"type": "array", "items": TEXT},
                },
            },
        },
    },
}


def atom(client: FlaskClient, path: str) -> Any:
    """An Atom feed as a reader sees it; without headers, which readers may not send."""
    answer = client.get(path)
    assert (answer.status_code, answer.content_type) == (200, ATOM)
    found = feedparser.parse(
        answer.data, sanitize_html=False, resolve_relative_uris=False, response_headers={"content-type": ATOM}
    )
    assert not found.bozo, found.get("bozo_exception")
    assert found.version == "atom10"
    return found


def json_feed(client: FlaskClient, path: str) -> dict[str, Any]:
    answer = client.get(path)
    assert (answer.status_code, answer.content_type) == (200, JSON_FEED)
    feed: dict[str, Any] = json.loads(answer.data)
    Draft202012Validator(SCHEMA, format_checker=FormatChecker()).validate(feed)
    return feed


def links(item: Any) -> dict[tuple[str, str], str]:
    return {(link.rel, link.type): link.href for link in item.links}


def test_a_feed_of_what_somebody_says(archive: FlaskClient) -> None:
    feed = atom(archive, "/v1/quotes?speaker=byron&format=atom")
    assert feed.feed.title == "Saidby: byron"
    assert [entry.title for entry in feed.entries] == ["Ada Byron: “Trade first”", "Ada Byron: “We shall see”"]
    entry, quote = feed.entries[1], archive.get("/v1/quotes?speaker=byron").get_json()["data"][1]
    assert entry.author == quote["speaker"]["name"] == "Ada Byron"
    assert (entry.published, entry.updated) == ("2023-06-18T23:30:00Z", quote["updated_at"])
    assert feed.feed.updated == max(entry.updated for entry in feed.entries)
    assert [tag.term for tag in entry.tags] == ["direct"]
    found = links(entry)
    assert found["related", "text/html"] == "https://a.example/1#:~:text=We%20shall%20see%2C"
    assert archive.get(entry.link).status_code == 200
    assert archive.get(found["alternate", "application/ld+json"]).content_type == "application/ld+json"
    assert archive.get(entry.author_detail.href).status_code == 200
    assert "<blockquote" in entry.content[0].value
    assert "We shall see," in entry.content[0].value


def test_both_feeds_say_the_same(archive: FlaskClient) -> None:
    feed, same = atom(archive, "/v1/quotes?format=atom"), json_feed(archive, "/v1/quotes?format=jsonfeed")
    assert feed.feed.title == same["title"]
    for entry, item in zip(feed.entries, same["items"], strict=True):
        assert (entry.id, entry.title, entry.link) == (item["id"], item["title"], item["url"])
        assert (entry.updated, entry.get("published")) == (item["date_modified"], item.get("date_published"))
        assert links(entry).get(("related", "text/html")) == item.get("external_url")
        assert entry.content[0].value == item["content_html"]
        assert entry.get("author", "Saidby") == item.get("authors", [{"name": "Saidby"}])[0]["name"]


def test_the_title_names_what_identifiers_select(archive: FlaskClient) -> None:
    quote = archive.get("/v1/quotes?speaker=byron").get_json()["data"][0]
    speaker, article = quote["speaker"]["id"], quote["article"]["id"]
    query = f"speaker={speaker}&source=al+jazeera&article={article}&q=trade&type=direct&kind=person"
    title = json_feed(archive, f"/v1/quotes?{query}&format=jsonfeed")["title"]
    assert title == "Saidby: Ada Byron · al jazeera · Talks · “trade” · direct · person"


def test_pages_lead_to_the_next_and_the_first(many: FlaskClient) -> None:
    path: str | None = "/v1/quotes?limit=4&format=atom"
    seen, ids = [], set()
    while path is not None:
        feed = atom(many, path)
        found = links(feed.feed)
        seen += [entry.id for entry in feed.entries]
        ids |= {feed.feed.id, found["first", ATOM]}
        assert many.get(found["self", ATOM]).data == many.get(path).data
        path = found.get(("next", ATOM))
    assert len(seen) == len(set(seen)) == 14
    assert len(ids) == 1
    path, pages = "/v1/quotes?limit=4&format=jsonfeed", []
    while path is not None:
        pages.append(json_feed(many, path))
        path = pages[-1].get("next_url")
    assert [item["id"] for page in pages for item in page["items"]] == seen
    assert len({page["feed_url"] for page in pages}) == 1


@pytest.mark.parametrize("accept", [ATOM, f"{ATOM}, application/rss+xml, application/xml;q=0.9, */*;q=0.8"])
def test_addresses_in_a_feed_work_without_the_header(archive: FlaskClient, accept: str) -> None:
    feed = feedparser.parse(archive.get("/v1/quotes?limit=1", headers={"Accept": accept}).data)
    assert atom(archive, links(feed.feed)["next", ATOM]).entries
    assert atom(archive, links(feed.feed)["self", ATOM]).entries[0].id == feed.entries[0].id


def test_an_identifier_is_the_same_at_any_address(archive: FlaskClient) -> None:
    here, there = (
        feedparser.parse(archive.get("/v1/quotes?format=atom", base_url=base).data)
        for base in ("http://localhost", "http://127.0.0.1:8000")
    )
    assert [entry.id for entry in here.entries] == [entry.id for entry in there.entries]
    assert here.entries[0].id.startswith("urn:uuid:")
    assert urlsplit(there.entries[0].link).netloc == urlsplit(there.feed.id).netloc == "127.0.0.1:8000"


def test_an_empty_feed_is_a_feed(client: FlaskClient) -> None:
    assert atom(client, "/v1/quotes?format=atom").entries == []
    assert json_feed(client, "/v1/quotes?speaker=nobody&format=jsonfeed")["items"] == []


def test_what_an_article_contains_is_text(client: FlaskClient, post: Post) -> None:
    assert (
        post(HOSTILE, title="<i>x</i> & \u202ey", source="A & B <c>", url="https://a.example/?a=1&b=%22%3E").status_code
        == 201
    )
    entry = atom(client, "/v1/quotes?format=atom").entries[0]
    item = json_feed(client, "/v1/quotes?format=jsonfeed")["items"][0]
    for html in (entry.content[0].value, item["content_html"]):
        tree = ET.fromstring(f"<div>{html.replace('<br>', '<br/>')}</div>")
        assert {element.tag for element in tree.iter()} == {"div", "blockquote", "p", "a", "span", "br"}
        assert {name for element in tree.iter() for name in element.attrib} == {"dir", "href"}
        text = "".join(tree.itertext())
        assert "<script>alert(1)</script> &amp;" in text
        assert "<i>x</i> & \u202ey" in text
    assert item["content_text"] == printable(HOSTILE[1 : HOSTILE.index("”")])
    assert "\x01" not in item["title"]
    assert entry.title.startswith("Eve Mallory: “\u2068Bad ")
    assert entry.title.endswith("\u2069”")


@pytest.mark.parametrize("factuality", ["denied", "open", "unsaid"])
def test_what_is_not_asserted_has_no_author(archive: FlaskClient, factuality: str) -> None:
    quote = archive.application.extensions["saidby"].quotes(QuoteFilter(q="see"), 1, None).items[0]
    quote.record["factuality"] = factuality
    entry = Entry(quote, "https://saidby.example")
    assert entry.title == f"Ada Byron ({factuality}): “We shall see”"
    assert entry.author is None
    assert entry.tags == ["direct", factuality]
    assert f"</a> ({factuality})" in entry.html()


def test_a_change_of_the_article_updates_the_entry(client: FlaskClient, post: Post) -> None:
    article = {"source": "Post", "url": "https://a.example/1"}
    post(ADA, title="Old", **article)
    before = atom(client, "/v1/quotes?format=atom")
    cached = {"If-None-Match": client.get("/v1/quotes?format=atom").headers["ETag"]}
    assert client.get("/v1/quotes?format=atom", headers=cached).status_code == 304
    post(ADA, title="New", **article)
    assert client.get("/v1/quotes?format=atom", headers=cached).status_code == 200
    after = atom(client, "/v1/quotes?format=atom")
    assert [entry.id for entry in after.entries] == [entry.id for entry in before.entries]
    assert all(new.updated > old.updated for new, old in zip(after.entries, before.entries, strict=True))
    assert after.feed.updated > before.feed.updated
    assert "New" in after.entries[0].content[0].value


def test_the_same_words_in_a_revised_text_are_the_same_entry(client: FlaskClient, post: Post) -> None:
    article = {"source": "Post", "url": "https://a.example/1"}
    post(ADA, **article)
    before = atom(client, "/v1/quotes?format=atom").entries
    post("A new first sentence. " + ADA.replace("It rains.", "It pours."), **article)
    after = atom(client, "/v1/quotes?format=atom").entries
    assert [entry.title for entry in after] == ["Ada Byron: “We shall see”", "“It pours.”"]
    assert after[0].id == before[0].id
    assert after[0].updated > before[0].updated
    assert after[0].link != before[0].link
    assert after[1].id != before[1].id


def test_a_corrected_speaker_is_the_same_entry(client: FlaskClient, post: Post) -> None:
    post(ADA)
    before = atom(client, "/v1/quotes?q=see&format=atom").entries[0]
    address = urlsplit(before.link).path.replace("/quotes/", "/v1/quotes/")
    answer = client.get(address)
    body = {"speaker": {"name": "Ann Lee"}, "by": "Ana Brandt", "why": "The caption says so."}
    changed = client.patch(address, json=body, headers={"If-Match": answer.headers["ETag"]})
    assert changed.status_code == 200, changed.text
    after = atom(client, "/v1/quotes?q=see&format=atom").entries[0]
    assert (after.id, after.author) == (before.id, "Ann Lee")
    assert after.updated > before.updated


def test_words_repeated_in_an_article_are_one_entry(client: FlaskClient, post: Post) -> None:
    post("“No,” Ada Byron said. “No,” Bob Stone said. “No,” Ada Byron said.")
    titles = [entry.title for entry in atom(client, "/v1/quotes?format=atom").entries]
    assert titles == ["Ada Byron: “No”", "Bob Stone: “No”"]


def test_a_long_quotation_has_a_short_title(client: FlaskClient, post: Post) -> None:
    post("“" + "word, " * 60 + "end,” Ada Byron said. “" + "x" * 300 + ",” Bob Stone said.")
    titles = [entry.title for entry in atom(client, "/v1/quotes?format=atom").entries]
    assert titles[0].endswith("word…”")
    assert titles[1].endswith("x…”")
    assert all(len(title) < 140 for title in titles)


def test_an_unknown_format_is_an_error(archive: FlaskClient) -> None:
    problem(archive.get("/v1/quotes?format=rss"), 400, "invalid-parameter")
    problem(archive.get("/v1/quotes?format=atom&format=csv"), 400, "invalid-parameter")
    problem(archive.get("/v1/speakers?format=atom"), 400, "invalid-parameter")


def test_only_what_turns_direction_is_isolated() -> None:
    assert isolated("plain, é 🎻") == "plain, é 🎻"
    assert isolated("שלום") == "\u2068שלום\u2069"
