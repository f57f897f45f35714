"""Five manually annotated articles of one day: a floor for the whole engine."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from attribution import attribute_text, to_record

SHARED = Path(__file__).parents[2].parent / "shared"
ARTICLES, SCORER = SHARED / "seeds", SHARED / "eval" / "score.py"
RIGHT = 30  # of 36

pytestmark = pytest.mark.skipif(
    not (ARTICLES / "gold.json").exists() or not SCORER.exists(), reason="the articles lie outside the repository"
)


@pytest.fixture(scope="module")
def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", SCORER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_articles_of_one_day(scorer: ModuleType) -> None:
    predictions = {
        path.name: [to_record(q) for q in attribute_text(path.read_text(encoding="utf8"))]
        for path in sorted(ARTICLES.glob("*.txt"))
    }
    score = scorer.seeds(ARTICLES, predictions)
    assert score["of"] == 36
    assert score["false"] == 0, score["misses"]
    assert score["right"] >= RIGHT, score["misses"]
