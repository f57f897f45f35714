"""``saidby trim``."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from api import cli
from api.operations.services import Services
from api.store import ArticleInput, Database, QuoteFilter, upgrade
from api.store.changes import feed

from . import fakes


def test_trim_keeps_the_latest_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAIDBY_DATABASE", str(tmp_path / "a.db"))
    fakes.replace_cli_engine(monkeypatch, fakes.attribute)
    database = Database(tmp_path / "a.db")
    upgrade(database)
    services = Services(database, fakes.FakeAttributor())
    for text in ("“One,” Ann Lee said.", "“Two,” Ann Lee said.", "“Three,” Ann Lee said."):
        services.add_article(ArticleInput(text, url="https://a.example"))
    for arguments, said in ((["trim"], "0 changes"), (["trim", "--keep", "1"], "2 changes"), (["trim"], "0 changes")):
        done = CliRunner().invoke(cli.saidby, arguments)
        assert done.exit_code == 0, done.output
        assert f"{said} discarded" in done.output
    with database.snapshot() as reader:
        found = feed.find(reader, QuoteFilter()).items
    assert [(change.kind.value, change.after and change.after.text) for change in found] == [
        ("added", "Two,"), ("deleted", None), ("added", "Three,"),
    ]  # fmt: skip
