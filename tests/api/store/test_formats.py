"""Valid and invalid URLs, names and headlines, over HTTP and from files."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from api.http.members import InvalidMembers
from api.http.members import article as from_members
from api.store import ArticleInput, Database, InvalidInput, formats
from api.store.articles import articles
from api.store.articles.validation import validate

ADDRESSES = [
    "https://a.example/1",
    "http://a.example",
    "HTTPS://A.example:8443/?a=b?c#d?e",
    "https://a.example?x",
    "http://127.0.0.1/x'y(z)",
    "http://[2001:db8::1]:80/",
    "https://münchen.example/köln?q=ü",
    "https://a_b.example./%C3%B6",
]
NO_ADDRESSES = [
    'https://a.example/"><script>alert(1)</script>',
    "https://a.example/a b",
    "https://a.example/a\tb",
    "https://a.example/\x1b[2J",
    "https://a.example/\u202ecod.exe",
    "https://a.example/\u2028b",
    "https://a.example/{x}|^`",
    "https://a.example/%zz",
    "https://a.example/%4",
    "https://a.example/[1]",
    "https://a.example\\@evil.example/",
    "https://user:secret@a.example/",
    "https://user@a.example/",
    "https://a.example:99999/",
    "https://a.example:8o/",
    "https:///a",
    "https://",
    "https://a..example/",
    "https://a .example/",
    "https://a\u3000b.example/",
    "https://" + "a" * 64 + ".example/",
    "https://[::zz]/",
    "https://[127.0.0.1]/",
    "https:a.example",
    "//a.example/",
    "/a",
    "a.example",
    "javascript:alert(1)",
    "javascript://a.example/%0aalert(1)",
    "ftp://a.example/",
    "https://a.example/" + "a" * 2000,
]
CONTROLS = ["\x00", "\x07", "\x1b", "\x7f", "\x9b"]
TURNING = ["\u202a", "\u202e", "\u2066", "\u2069"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address(address: str) -> None:
    assert formats.address_error(address) is None


@pytest.mark.parametrize("address", NO_ADDRESSES)
def test_what_is_no_address_is_refused_by_api_files_and_store(address: str) -> None:
    assert formats.address_error(address)
    with pytest.raises(InvalidMembers, match=r"^url: "):
        from_members({"text": "A.", "url": address})
    with pytest.raises(InvalidInput, match="url"):
        validate(ArticleInput("A.", url=address))


def test_a_long_address_is_read_once() -> None:
    for filler in ("%41", "?", "/", "a.", "é", "@", ":", "["):
        assert formats.address_error("http://a.example/" + filler * (1900 // len(filler)) + '"')
        assert formats.address_error("http://" + filler * (1900 // len(filler)) + '"')


@pytest.mark.parametrize("member", ["source", "title"])
@pytest.mark.parametrize("control", CONTROLS)
def test_control_characters_are_refused(database: Database, member: str, control: str) -> None:
    with pytest.raises(InvalidMembers, match=f"^{member}: "):
        from_members({"text": "A.", member: f"a{control}b"})
    with pytest.raises(InvalidInput, match=member):
        validate(ArticleInput("A.", **{member: f"a{control}b"}))
    with database.writing() as session:
        stored, _ = articles.add(session, validate(ArticleInput("A.")), [])
        with pytest.raises(InvalidInput, match="title"):
            articles.update_metadata(session, stored.id, {"title": f"a{control}b"})


@pytest.mark.parametrize("turning", TURNING)
def test_names_read_as_they_are_stored(turning: str) -> None:
    assert formats.name_error(f"Post{turning}elpmaxe")
    assert formats.name_error("Al Jazeera — العربية") is None
    assert formats.line_error(f"Headline {turning}") is None


def test_lines_of_a_title_become_one(database: Database) -> None:
    article = ArticleInput("A.", source=" Morning\n Post ", title="Rain,\r\n\tand\x85more\u2028rain ")
    with database.writing() as session:
        stored, _ = articles.add(session, validate(article), [])
        again, created = articles.add(session, validate(ArticleInput("A.", source="Morning Post")), [])
    assert (stored.title, stored.source and stored.source.name) == ("Rain, and more rain", "Morning Post")
    assert (again.id, created, again.published_at) == (stored.id, False, None)
    assert stored.created_at <= datetime.now(UTC)


def test_prose_has_lines() -> None:
    assert formats.prose_error("One.\n\tTwo.\r\n") is None
    assert formats.prose_error("One.\x1b[31m") == "has a control character, U+001B"
