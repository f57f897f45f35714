"""An article with 10,000 quotations, attributed by the fake engine, which needs no time to read it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from api import create_app
from api.config import Config
from api.store import Database, upgrade
from attribution import Quotation, QuotationType

from ..api.fakes import FunctionAttributor, attribute
from . import in_process

QUOTATIONS = 10_000
DIRECT = 100  # the first ones
NAMES = [f"{given} {family}" for given in ("Ana", "Bo", "Cleo", "Dov", "Eli") for family in ("Marsh", "Quill", "Reed")]

SYLLABLES = "ka lo mi ra ten vor sel han dor bel ist ung mar tin ros wen gar fel nor lin".split()


def text() -> str:
    """Paragraphs of four quotations each, by fifteen speakers in turn."""
    said = [f"“{_remark(n)},” {NAMES[n % len(NAMES)]} said." for n in range(QUOTATIONS)]
    return "\n\n".join(" ".join(said[n : n + 4]) for n in range(0, QUOTATIONS, 4))


def _remark(number: int) -> str:
    """Words that no other remark has, so that none passes for a wording of another."""
    words = ("".join(SYLLABLES[(number * step) // 20**place % 20] for place in range(3)) for step in (7, 11, 13, 17))
    return f"Remark {number}: {' '.join(words)}"


def _read(text: str) -> list[Quotation]:
    """The quotations, most of them indirect, as the wordings of those are not compared when they are stored."""
    found = attribute(text)
    return [*found[:DIRECT], *(replace(quotation, type=QuotationType.INDIRECT) for quotation in found[DIRECT:])]


@contextmanager
def serving_article(archive: Path) -> Iterator[str]:
    """The address of the article, served from an archive of its own."""
    upgrade(database := Database(archive))
    database.close()
    app = create_app(Config(database=str(archive)), FunctionAttributor(_read))
    body = {"text": text(), "title": "Ten thousand remarks", "source": "Long Wire", "published_at": "2020-01-01"}
    answer = app.test_client().post("/v1/articles", json=body)
    assert answer.status_code == 201, answer.text
    with in_process.serving(app) as address:
        yield f"{address}/articles/{answer.get_json()['id']}"
