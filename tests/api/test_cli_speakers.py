"""The commands on speakers and corrections: relink, import, export, reread."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from api import cli
from api.operations.curation import Curation
from api.operations.services import Services
from api.store import ArticleInput, Database, upgrade
from api.store.speakers import speakers
from api.store.speakers.amendments import Amendment, SpeakerChoice
from api.store.speakers.corrections import Authorship
from attribution.evaluation import gold

from . import fakes

AUTHORSHIP = Authorship("Ana Brandt", "I asked.")


@pytest.fixture
def curation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Curation:
    """An archive of two articles at the configured path, and a fake engine for the commands."""
    monkeypatch.setenv("SAIDBY_DATABASE", str(tmp_path / "a.db"))
    fakes.replace_cli_engine(monkeypatch, fakes.attribute)
    database = Database(tmp_path / "a.db")
    upgrade(database)
    services = Services(database, fakes.FakeAttributor())
    for text in ("“One,” Ann Lee said. “Two,” Bob Stone said.", "“Three,” Smith said. “Four,” John Smith said."):
        services.add_article(ArticleInput(text))
    return services.curation


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli.saidby, list(arguments))


def names(curation: Curation) -> dict[str, str | None]:
    with curation.database.reading() as session:
        return {speaker.name: speaker.same_as for speaker in speakers.find(session).items}


def test_relinking_twice_changes_nothing(curation: Curation) -> None:
    before = names(curation)
    for _ in range(2):
        done = run("speakers", "relink")
        assert (done.exit_code, names(curation)) == (0, before)
        assert "2 articles relinked, 0 quotations" in done.output


def test_relink_of_an_empty_archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAIDBY_DATABASE", str(tmp_path / "none.db"))
    assert "0 articles" in run("speakers", "relink").output


def test_external_identities_are_imported(curation: Curation, tmp_path: Path) -> None:
    uri = "https://www.wikidata.org/entity/Q1"
    file = tmp_path / "who.csv"
    file.write_text(f"name,same_as\nann lee,{uri}\nNobody Here,{uri}\nBob Stone,no address\n", encoding="utf8")
    done = run("speakers", "import", str(file), "--by", "Ana Brandt")
    assert done.exit_code == 1
    assert "1 speaker imported, 2 failed" in done.output
    assert "line 3: no known speakers are called 'Nobody Here'" in done.output
    assert "line 4: same_as is not an absolute http or https address" in done.output
    assert names(curation) == {"Ann Lee": uri, "Bob Stone": None, "John Smith": None}
    file.write_text(f"id,same_as\n{curation.ids_by_name('Ann Lee')[0]},\n", encoding="utf8")
    assert run("speakers", "import", str(file)).exit_code == 0
    assert names(curation)["Ann Lee"] is None
    assert [c.by for c in curation.corrections(10, None).items] == ["Ana Brandt", "import of who.csv"]


@pytest.mark.parametrize("content", ["", "name\nAnn Lee\n", "name,same_as\nAnn Lee\n", 'name,same_as\n"x\n', "\xff"])
def test_an_invalid_table(curation: Curation, tmp_path: Path, content: str) -> None:
    file = tmp_path / "who.csv"
    file.write_bytes(content.encode("latin1"))
    done = run("speakers", "import", str(file))
    assert done.exit_code == 1
    assert "Error: who.csv: " in done.output


def test_corrections_are_exported_as_gold_and_survive_rereading(curation: Curation, tmp_path: Path) -> None:
    assert run("corrections", "export").output.strip() == "0 corrected articles"
    with curation.database.reading() as session:
        query = "SELECT id FROM quotation WHERE record ->> 'text' = 'Two,'"
        (two,) = session.connection().exec_driver_sql(query).scalars()
    curation.amend(two, Amendment(speaker=SpeakerChoice(name="Carl Drake")), AUTHORSHIP)
    for _ in range(2):
        file = tmp_path / "gold.jsonl"
        assert run("corrections", "export", "--output", str(file)).exit_code == 0
        assert [entry.speaker for entry in gold.read(file)[0].entries] == ["Ann Lee", "Carl Drake"]
        assert json.loads(file.read_text(encoding="utf8"))["quotations"][1]["evidence"]["rule"] == "correction"
        again = run("reread")
        assert (again.exit_code, "2 articles reread, 0 failed" in again.output) == (0, True), again.output
        assert set(names(curation)) == {"Ann Lee", "Carl Drake", "John Smith"}
