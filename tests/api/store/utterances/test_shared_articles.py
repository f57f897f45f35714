"""Five manually annotated articles of one day: which of their quotations are of one utterance."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from api.operations.attributors import InProcessAttributor
from api.operations.services import Services
from api.store import ArticleInput, Database

ARTICLES = Path(__file__).parents[5] / "shared" / "seeds"

pytestmark = pytest.mark.skipif(not (ARTICLES / "gold.json").exists(), reason="the articles lie outside the repository")


def test_the_same_quotations_are_clustered_and_no_others(database: Database) -> None:
    gold = json.loads((ARTICLES / "gold.json").read_text(encoding="utf8"))
    services = Services(database, InProcessAttributor())
    for article in gold["articles"]:
        text = (ARTICLES / article["file"]).read_text(encoding="utf8")
        published = datetime.fromisoformat(article["published"]).replace(tzinfo=UTC)
        services.add_article(
            ArticleInput(text, article["source"], f"https://a.example/{article['file']}", None, published)
        )
    with database.snapshot() as reader:
        rows = reader.execute(
            "SELECT m.utterance, q.record FROM utterance_member m JOIN quotation q ON q.id = m.quote_id"
        ).fetchall()
    found: dict[int, list[str]] = {}
    for utterance, record in rows:
        found.setdefault(utterance, []).append(json.loads(record)["text"])
    clusters = [texts for texts in found.values() if len(texts) > 1]
    pairs = gold["same_quotation"]
    for beginnings in pairs:
        assert any(all(any(b in text for text in texts) for b in beginnings) for texts in clusters), beginnings
    for texts in clusters:
        assert any(all(any(b in text for b in beginnings) for text in texts) for beginnings in pairs), texts
