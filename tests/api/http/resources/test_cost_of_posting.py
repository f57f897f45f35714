"""How often a post of an article validates it, hashes its text and serializes the response, counted by the profiler."""

from __future__ import annotations

import sys
from collections import Counter
from types import FrameType
from typing import Any

import pytest
from flask.testing import FlaskClient

from api.http.resources.articles.schemas import ArticleSchema
from api.store.articles.validation import validate
from api.store.commit_recording import record_commit
from attribution import text_digest
from attribution.article.text import check

from ...conftest import ADA

COUNTED: dict[Any, str] = {
    check.__code__: "check",
    validate.__code__: "validate",
    text_digest.__code__: "text_digest",
    record_commit.__code__: "write",
}
ONCE = {"check": 1, "validate": 1, "text_digest": 1, "dump": 1}
READ = ONCE | {"check": 2, "text_digest": 2, "write": 1}  # the engine does both for itself
ARTICLE = {"text": ADA, "source": "Post", "url": "https://a.example/1", "title": "Rain", "published_at": "2024-03-01"}


def calls(client: FlaskClient, article: dict[str, str], headers: dict[str, str]) -> dict[str, int]:
    """The number of calls of each counted function while an article is posted."""
    found: Counter[str] = Counter()

    def profile(frame: FrameType, event: str, argument: object) -> None:
        if event == "call" and frame.f_code in COUNTED:
            found[COUNTED[frame.f_code]] += 1
        elif event == "call" and frame.f_code.co_name == "dump" and type(frame.f_locals.get("self")) is ArticleSchema:
            found["dump"] += 1

    sys.setprofile(profile)
    try:
        answer = client.post("/v1/articles", json=article, headers=headers)
    finally:
        sys.setprofile(None)
    assert answer.status_code in (200, 201), answer.text
    return dict(found)


@pytest.mark.parametrize(
    ("stored", "given", "if_match", "expected"),
    [
        pytest.param(None, ARTICLE, False, READ, id="new"),
        pytest.param(ARTICLE, ARTICLE, False, ONCE, id="stored already"),
        pytest.param(ARTICLE, {"text": ADA, "source": "Post", "url": ARTICLE["url"]}, False, ONCE, id="less"),
        pytest.param(ARTICLE, ARTICLE | {"title": "Sun"}, False, ONCE | {"write": 1}, id="another title"),
        pytest.param(ARTICLE, ARTICLE | {"text": ADA + " "}, False, READ, id="another text"),
        pytest.param(ARTICLE, ARTICLE, True, ONCE | {"dump": 2}, id="with If-Match"),
    ],
)
def test_an_article_is_checked_hashed_and_serialized_once(
    client: FlaskClient,
    stored: dict[str, str] | None,
    given: dict[str, str],
    if_match: bool,
    expected: dict[str, int],
) -> None:
    headers = {"If-Match": client.post("/v1/articles", json=stored).headers["ETag"]} if if_match else {}
    if stored is not None:
        client.post("/v1/articles", json=stored)
    assert calls(client, given, headers) == expected
