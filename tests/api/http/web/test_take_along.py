"""Links of a search to its feeds and files: each leads to the same quotations, whatever page is shown."""

from __future__ import annotations

import re
from html import unescape

import pytest
from flask.testing import FlaskClient

from api.http.representations.negotiation import FORMATS
from api.http.web.take_along import FEEDS, FILES

HTML = {"Accept": "text/html,*/*;q=0.8"}


@pytest.mark.parametrize("query", ["", "?speaker=Ada+Byron", "?q=%22we+shall%22&source=Morning+Post&sort=published_at"])
def test_every_format_is_linked(archive: FlaskClient, query: str) -> None:
    page = archive.get(f"/{query}", headers=HTML).text
    footer = page.partition('class="take-along"')[2]
    links = [unescape(link) for link in re.findall(r'href="(/v1/quotes\?[^"]+)"', footer)]
    found = {FORMATS[re.findall(r"format=(\w+)", link)[0]]: link for link in links}
    assert set(found) == {FORMATS[name] for name in (*FEEDS, *FILES)}
    expected = archive.get(f"/v1/quotes{query}").get_json()["data"]
    for kind, link in found.items():
        answer = archive.get(link)
        assert (answer.status_code, answer.mimetype) == (200, kind)
    assert len(archive.get(found["application/feed+json"]).get_json(force=True)["items"]) == len(expected)


def test_feed_readers_find_the_feeds(archive: FlaskClient) -> None:
    page = archive.get("/?speaker=Ada+Byron", headers=HTML).text
    found = dict(re.findall(r'<link rel="alternate" type="(application/\w+\+\w+)" title="[^"]+" href="([^"]+)"', page))
    assert set(found) == {"application/atom+xml", "application/feed+json"}
    for kind, link in found.items():
        assert archive.get(unescape(link)).mimetype == kind


def test_the_place_in_the_list_does_not_belong_to_the_query(many: FlaskClient) -> None:
    page = many.get("/?limit=5", headers=HTML).text
    more = re.search(r'id="more" href="([^"]+)"', page)
    assert more is not None
    second = many.get(unescape(more[1]), headers=HTML).text
    for text in (page, second):
        assert 'href="/v1/quotes?format=atom"' in text
