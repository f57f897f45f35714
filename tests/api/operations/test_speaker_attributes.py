"""Attributes of speakers over HTTP, in the audit and on the command line: stored, replaced, removed and undone."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from flask.testing import FlaskClient

from api import cli
from api.operations.services import Services
from api.store.speakers.attributes import KEPT
from api.store.speakers.corrections import Authorship

from ..conftest import problem, send
from ..fakes import FakeAttributor

ADDRESS = "/v1/speakers/attributes"
TEXT = "“One,” Ada Byron said. “Two,” Ada Byron said. “Three,” Bob Stone said."
TABLE = "speaker,party,beat\nAda Byron,Red,\nBob Stone,Blue,ports\nNobody Known,Blue,\n"
ROW = re.compile(r"<bdi>(Red|Blue|Green|ports)</bdi>.*?<data[^>]*>(\d+)")


@pytest.fixture(autouse=True)
def said(client: FlaskClient) -> None:
    send(client, TEXT)


def replace(client: FlaskClient, csv: str = TABLE) -> Any:
    answer = client.put(ADDRESS, json={"csv": csv, "by": "Ana Brandt"})
    assert answer.status_code == 200, answer.get_json()
    return answer.get_json()


def counted(client: FlaskClient) -> dict[str, int]:
    page = client.get("/audit", headers={"Accept": "text/html"}).text
    return {label: int(count) for label, count in ROW.findall(page)}


def test_a_table_is_stored_counted_replaced_and_undone(client: FlaskClient, app: Flask) -> None:
    assert counted(client) == {}
    empty = client.get(ADDRESS).get_json()
    assert (empty["csv"], empty["by"], empty["imported_at"]) == ("", None, None)
    found = replace(client)
    assert (found["csv"], found["names"], found["speaker_count"]) == (TABLE, ["party", "beat"], 3)
    assert (found["unknown_speakers"], found["by"]) == (["Nobody Known"], "Ana Brandt")
    assert client.get(ADDRESS).get_json() == found
    assert counted(client) == {"Red": 2, "Blue": 1, "ports": 1}
    replace(client, "speaker;party\nAda Byron;Green")
    assert counted(client) == {"Green": 2}
    services: Services = app.extensions["saidby"]
    services.curation.relink()
    assert counted(client) == {"Green": 2}
    assert client.post(f"{ADDRESS}/undo").get_json() == found
    assert client.delete(ADDRESS).status_code == 204
    assert (counted(client), client.get(ADDRESS).get_json()["csv"]) == ({}, "")
    assert client.post(f"{ADDRESS}/undo").get_json() == found
    for _ in range(2):
        assert client.post(f"{ADDRESS}/undo").get_json() == empty


def test_a_merged_speaker_keeps_the_attributes(client: FlaskClient, app: Flask) -> None:
    people = {speaker["name"]: speaker["id"] for speaker in client.get("/v1/speakers").get_json()["data"]}
    replace(client, f"speaker,party\n{people['Bob Stone']},Blue")
    services: Services = app.extensions["saidby"]
    services.curation.merge(people["Bob Stone"], people["Ada Byron"], Authorship("Ana", "so"))
    assert counted(client) == {"Blue": 3}


def test_only_some_imports_are_kept(client: FlaskClient) -> None:
    for number in range(KEPT + 5):
        replace(client, f"speaker,party\nAda Byron,{number}")
    for _ in range(KEPT - 1):
        last = client.post(f"{ADDRESS}/undo").get_json()
    assert last["csv"].endswith("Ada Byron,5\n")
    assert client.post(f"{ADDRESS}/undo").get_json()["csv"] == ""


@pytest.mark.parametrize(
    ("body", "detail"),
    [
        ({}, "csv"), ({"csv": None}, "csv"), ({"csv": 1}, "csv"), ({"csv": " "}, "csv"), ({"csv": "a\0b"}, "csv"),
        ({"csv": TABLE, "more": 1}, "more"),
        ({"csv": "speaker,party\nAda Byron,Red,x"}, "line 2 has 3 columns"), ({"csv": "speaker\nAda"}, "heading"),
        ({"csv": "speaker,party\nAda,a\nBo,b\nAda,c"}, "line 4 repeats a speaker"),
    ],
)  # fmt: skip
def test_a_faulty_table_changes_nothing(client: FlaskClient, body: dict[str, Any], detail: str) -> None:
    before = replace(client)
    answer = client.put(ADDRESS, json={"by": "Ana", **body})
    problem(answer, 422, "invalid-body")
    assert detail.lower() in answer.get_data(as_text=True).lower()
    assert client.get(ADDRESS).get_json() == before


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli.saidby, ["speakers", "attributes", *arguments])


def test_the_command_line(
    client: FlaskClient, app: Flask, archive_address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    services: Services = app.extensions["saidby"]
    assert isinstance(services.attributor, FakeAttributor)
    monkeypatch.setenv("SAIDBY_DATABASE", archive_address)
    file = tmp_path / "parties.csv"
    file.write_text("\ufeff" + TABLE, encoding="utf8")
    done = run("import", str(file))
    assert done.exit_code == 0, done.output
    assert "attributes of 3 speakers imported" in done.output
    assert "does not know Nobody Known" in done.output
    assert run("export").stdout == TABLE
    assert run("export", "-o", str(tmp_path / "out.csv")).exit_code == 0
    assert (tmp_path / "out.csv").read_text(encoding="utf8") == TABLE
    for fault, line in ((b"speaker,party\nAda,\xff", "line 2 is not UTF-8"), (b"speaker,party\nAda", "line 2 has 1")):
        file.write_bytes(fault)
        refused = run("import", str(file))
        assert refused.exit_code == 1
        assert line in refused.output
    assert run("remove").exit_code == 0
    assert run("export").stdout == ""
    assert "of 3 speakers are in force" in run("undo").output
