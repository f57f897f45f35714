"""Feeds of ClaimReview."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from api.ingest.claim_reviews import entries
from api.ingest.text_files import UnreadableFile

REVIEW = {
    "@type": "ClaimReview",
    "url": "https://checks.example/1",
    "claimReviewed": "The wall will hold",
    "author": {"@type": "Organization", "name": "Checks"},
    "reviewRating": {"alternateName": "False", "ratingValue": 1},
    "datePublished": "2024-03-03",
    "itemReviewed": {"@type": "Claim", "author": {"name": "Ana Ruiz"}},
}


def read(tmp_path: Path, content: Any) -> list[Any]:
    file = tmp_path / "feed.json"
    file.write_text(json.dumps(content), encoding="utf8")
    return list(entries(file))


@pytest.mark.parametrize(
    "feed",
    [
        REVIEW,
        [REVIEW],
        {"@graph": [{"@type": "WebPage"}, REVIEW]},
        {"@type": "DataFeed", "dataFeedElement": [{"item": [REVIEW]}]},
        REVIEW | {"@type": ["Review", "ClaimReview"], "author": [{"name": "Checks"}]},
    ],
)
def test_the_forms_of_a_feed(tmp_path: Path, feed: Any) -> None:
    (entry,) = read(tmp_path, feed)
    assert (entry.claim, entry.claimant, entry.problem) == ("The wall will hold", "Ana Ruiz", "")
    assert (entry.review.publisher, entry.review.rating, entry.review.url) == ("Checks", "False", REVIEW["url"])


def test_a_rating_without_words_is_its_value(tmp_path: Path) -> None:
    (entry,) = read(tmp_path, REVIEW | {"reviewRating": {"ratingValue": 2.5}})
    assert entry.review.rating == "2.5"


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"claimReviewed": ""}, "claimReviewed"),
        ({"url": "nothing"}, "url: Must be an http"),
        ({"author": None}, "publisher: Missing"),
        ({"reviewRating": "False"}, "rating: Missing"),
        ({"datePublished": "soon"}, "reviewed_at: Must be a date"),
    ],
)
def test_one_bad_review_is_a_problem_of_its_own(tmp_path: Path, changes: dict[str, Any], problem: str) -> None:
    bad, good = read(tmp_path, [REVIEW | changes, REVIEW])
    assert problem in bad.problem
    assert bad.review is None
    assert good.review is not None


@pytest.mark.parametrize("content", ["", "{", "[" * 100_000])
def test_what_is_no_json_is_refused(tmp_path: Path, content: str) -> None:
    file = tmp_path / "feed.json"
    file.write_text(content, encoding="utf8")
    with pytest.raises(UnreadableFile, match="not JSON"):
        list(entries(file))


@pytest.mark.parametrize("content", [[], {}, 5, "text", {"item": {"item": {"item": {}}}}])
def test_a_feed_without_reviews(tmp_path: Path, content: Any) -> None:
    assert read(tmp_path, content) == []
