"""A folder with a file of each format in, quotations with their speakers out, by the real engine."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from api import cli
from api.store import Database, QuoteFilter
from api.store.quotes import quotes

SAMPLES = Path(__file__).parent / "formats" / "samples"
SPOKEN = {
    ("Ana Ivers", "We will not sell the harbour,"),
    ("Oren Falk", "The third pier has moved,"),
    ("Lena Orr", "Work begins on Friday,"),
    ("Dario Venn", "The offer is an insult,"),
    ("Wim Aker", "I shall miss the boats,"),
    ("Ida Brook", "I start on Monday,"),
    ("Jon Pell", "The gate leaks,"),
    ("Gus Tarn", "It is the worst month I can remember,"),
    ("Nell Frost", "We have no choice,"),
    ("Abel Crane", "Not this year,"),
    ("Rosa Pike", "The tide decides,"),
    ("Ole Hart", "I saw no light on the cape that night."),
}


def test_each_format_gives_quotations(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = shutil.copytree(SAMPLES, tmp_path / "samples")
    archive = tmp_path / "archive.db"
    monkeypatch.setenv("SAIDBY_DATABASE", str(archive))
    result = CliRunner().invoke(cli.saidby, ["ingest", str(folder)])
    assert "15 articles added, 0 already stored, 2 failed, 1 skipped" in result.stderr
    with Database(archive).reading() as session:
        found = quotes.find(session, QuoteFilter(), limit=200).items
    said = {(quote.speaker.name if quote.speaker else None, quote.text) for quote in found}
    assert said >= SPOKEN
    again = CliRunner().invoke(cli.saidby, ["ingest", str(folder)])
    assert "0 articles added, 15 already stored, 2 failed, 1 skipped" in again.stderr
