"""A quotation at its permanent address: the page, its alternates, and linked data for other clients."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from ...conftest import Post, problem

HTML = {"Accept": "text/html,*/*;q=0.8"}


def address(client: FlaskClient, q: str) -> str:
    return f"/quotes/{client.get(f'/v1/quotes?q={q}').get_json()['data'][0]['id']}"


def test_the_page_has_what_is_needed_to_cite_and_to_follow(archive: FlaskClient) -> None:
    path = address(archive, "see")
    page = archive.get(path, headers=HTML).text
    links = dict(re.findall(r'<link rel="alternate" type="([^"]+)" href="([^"]+)">', page))
    assert "application/ld+json" in links
    for kind, target in links.items():
        assert archive.get(target).mimetype == kind
    assert f'<link rel="canonical" href="http://localhost{path}">' in page
    assert 'href="https://a.example/1#:~:text=We%20shall%20see%2C"' in page
    cited = re.search(r'id="citation">(.*?)</p>', page, re.DOTALL)
    assert cited is not None
    plain = re.sub(r"<[^>]+>", "", cited[1])
    assert plain == "“We shall see,” (Ada Byron). “Rain”, Morning Post, 18 June 2023. https://a.example/1"


def test_the_words_are_marked_in_their_sentences(archive: FlaskClient) -> None:
    page = archive.get(address(archive, "agreed"), headers=HTML).text
    assert re.search(
        r'“<a class="number found" .*?</a><mark class="mark found">Nothing is agreed,</mark>” Bob Stone said\.', page
    )


def test_what_is_not_known_is_left_out(archive: FlaskClient) -> None:
    page = archive.get(address(archive, "undated"), headers=HTML).text
    assert "Read the original" not in page
    assert "No date" in page


@pytest.mark.parametrize(
    ("accept", "mimetype"),
    [("application/ld+json", "application/ld+json"), ("application/json", "application/json")],
)
def test_programs_get_data(archive: FlaskClient, accept: str, mimetype: str) -> None:
    path = address(archive, "see")
    answer = archive.get(path, headers={"Accept": accept})
    assert answer.status_code == 303
    assert archive.get(answer.location).mimetype == mimetype


def test_a_quotation_that_is_gone(client: FlaskClient, post: Post) -> None:
    answer = client.get("/quotes/0000", headers=HTML)
    assert (answer.status_code, answer.mimetype) == (404, "text/html")
    problem(client.get("/quotes/0000", headers={"Accept": "application/problem+json, */*;q=0"}), 406, "not-acceptable")
