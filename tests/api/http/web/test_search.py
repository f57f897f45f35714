"""The search page without a browser: results, filters, errors."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from api.config import Config

from ...conftest import application, send
from ...fakes import FakeAttributor

HTML = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


def get(client: FlaskClient, path: str) -> TestResponse:
    return client.get(path, headers=HTML)


def test_browsers_get_a_page_and_other_clients_the_links(archive: FlaskClient) -> None:
    assert get(archive, "/").mimetype == "text/html"
    assert archive.get("/").get_json()["name"] == "Saidby"
    assert archive.get("/", headers={"Accept": "application/json"}).mimetype == "application/json"


def test_results_are_those_of_the_api_with_the_same_filters(archive: FlaskClient) -> None:
    page = get(archive, "/?speaker=ada+byron&source=Morning+Post").text
    found = archive.get("/v1/quotes?speaker=ada+byron&source=Morning+Post").get_json()["data"]
    assert found
    assert [q["id"] for q in found] == [part.partition('"')[0] for part in page.split('id="quote-')[1:]]


def test_counts_come_with_links_that_filter(archive: FlaskClient) -> None:
    page = get(archive, "/?q=we").text
    assert "/?q=we&amp;source=Morning+Post" in page
    assert page.index('id="quotations"') < page.index('class="total"')


def test_a_form_with_empty_fields_is_redirected_to_a_clean_address(archive: FlaskClient) -> None:
    sent = get(archive, "/?q=&speaker=Ada+Byron&published_from=")
    assert (sent.status_code, sent.location) == (302, "/?speaker=Ada+Byron")
    assert get(archive, "/?q=+").location == "/"


def test_the_next_page_goes_on_without_counts(many: FlaskClient) -> None:
    page = get(many, "/?limit=5").text
    more = page.partition('id="more" href="')[2].partition('"')[0].replace("&amp;", "&")
    following = get(many, more).text
    assert "cursor=" in more
    assert 'class="total"' not in following
    assert following.count('id="quote-') == 5


@pytest.mark.parametrize(
    ("path", "status", "heading"),
    [
        ("/?colour=red", 400, "This search cannot be made"),
        ("/?min_confidence=2", 400, "This search cannot be made"),
        ("/?cursor=zzz", 400, "This page of results is gone"),
    ],
)
def test_errors_are_pages_in_plain_words(archive: FlaskClient, path: str, status: int, heading: str) -> None:
    page = get(archive, path)
    assert (page.status_code, page.mimetype) == (status, "text/html")
    assert heading in page.text


def test_a_closed_archive_asks_for_a_key(config: Config, attributor: FakeAttributor) -> None:
    with application(replace(config, reading="closed"), attributor) as app:
        page = get(app.test_client(), "/")
        assert page.status_code == 401
        assert "This needs an API key" in page.text
        assert app.test_client().get("/").status_code == 200  # the links say nothing of the archive


def test_nothing_found_says_what_to_try(archive: FlaskClient, client: FlaskClient) -> None:
    page = get(archive, "/?q=nowhere+at+all&speaker=Ada+Byron").text
    assert "No quotation matches" in page
    assert 'href="/?speaker=Ada+Byron"' in page
    assert "The archive is empty" in get(client, "/").text


def test_text_of_articles_is_no_markup(client: FlaskClient) -> None:
    send(client, "“<script>x</script>,” Ada Byron said.", title="<b>T</b>", source="<i>S</i>")
    page = get(client, "/").text
    assert "<script>x" not in page
    assert "<b>T" not in page
    assert "<i>S" not in page


def test_a_failure_to_count_leaves_the_results(archive: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.http.web.search.histogram", lambda days: 1 / 0)
    page = get(archive, "/?q=see").text
    assert "Counts are missing" in page
    assert 'id="quotations"' in page
    assert page.rstrip().endswith("</html>")
