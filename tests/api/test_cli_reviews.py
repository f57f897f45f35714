"""``saidby reviews import``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from api import cli
from api.operations.fact_checks import FactChecks
from api.store import Database
from api.store.inputs import ClaimFilter

from . import fakes

TEXT = "“The harbour wall will hold for 100 years,” Ana Ruiz said.\n"


@pytest.fixture(autouse=True)
def archive(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    fakes.replace_cli_engine(monkeypatch, fakes.attribute)
    path = tmp_path / "archive.db"
    monkeypatch.setenv("SAIDBY_DATABASE", str(path))
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf8")
    run("ingest", tmp_path / "a.txt")
    return path


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli.saidby, [str(argument) for argument in arguments])


def review(claim: str, claimant: str | None, **members: Any) -> dict[str, Any]:
    return {
        "@type": "ClaimReview", "url": "https://checks.example/1", "claimReviewed": claim,
        "author": {"name": "Checks"}, "reviewRating": {"alternateName": "False"},
        "itemReviewed": {"author": {"name": claimant}}, **members,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("claim", "claimant", "added"),
    [
        ("The harbour wall will hold for 100 years", "Ana Ruiz", 1),
        ("The harbour wall will hold for 100 years.", None, 1),
        ("The harbour wall would hold for 100 years", "Ana Ruiz", 1),
        ("The harbour wall will hold for 200 years", "Ana Ruiz", 0),
        ("The harbour wall will hold for 100 years", "Bo Ek", 0),
        ("The ferry sank", "Ana Ruiz", 0),
    ],
)
def test_a_review_goes_to_the_quotation_that_it_reviews(
    archive: Path, tmp_path: Path, claim: str, claimant: str | None, added: int
) -> None:
    feed = tmp_path / "feed.json"
    feed.write_text(json.dumps([review(claim, claimant)]), encoding="utf8")
    result = run("reviews", "import", feed)
    assert result.exit_code == 0, result.stderr
    assert f"{added} review{'' if added == 1 else 's'} added" in result.stderr
    assert len(FactChecks(Database(archive)).claims(ClaimFilter(), 10, 0)[0]) == added
    if added:
        assert "0 reviews added, 1 replaced" in run("reviews", "import", feed).stderr


def test_one_bad_review_does_not_stop_the_others(tmp_path: Path) -> None:
    feed = tmp_path / "feed.json"
    good = review("The harbour wall will hold for 100 years", "Ana Ruiz")
    feed.write_text(json.dumps([good | {"url": "x"}, good]), encoding="utf8")
    result = run("reviews", "import", feed)
    assert result.exit_code == 1
    assert "review 1: url: Must be an http or https address." in result.stderr
    assert "1 review added" in result.stderr


def test_a_file_that_is_no_feed(tmp_path: Path) -> None:
    feed = tmp_path / "feed.json"
    feed.write_text("hello", encoding="utf8")
    result = run("reviews", "import", feed)
    assert result.exit_code == 1
    assert "feed.json: not JSON" in result.stderr
