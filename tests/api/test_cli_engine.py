"""The engine of a command: no text blocks or crashes the command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from api import cli
from api.cli import engine
from api.engine_pool import EngineCrashed, EngineUnavailable
from attribution import InvalidText

from . import fakes
from .engine_pool.conftest import FUNCTION, GOOD

TEXTS = {"a.txt": GOOD, "b.txt": "SLEEP 60", "c.txt": "KILL", "d.txt": "NATIVE", "e.txt": "RAISE", "f.txt": GOOD}


@pytest.fixture(autouse=True)
def unruly(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(engine, "FUNCTION", FUNCTION)
    monkeypatch.setenv("SAIDBY_ENGINE_TIMEOUT", "1")
    monkeypatch.setenv("SAIDBY_DATABASE", str(tmp_path / "archive.db"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "articles"
    made.mkdir()
    for name, text in TEXTS.items():
        (made / name).write_text(text, encoding="utf8")
    return made


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli.saidby, [str(argument) for argument in arguments])


def test_texts_that_time_out_or_crash_are_reported_and_the_others_processed(folder: Path) -> None:
    result = run("attribute", "--format", "jsonl", *sorted(folder.iterdir()))
    assert result.exit_code == 1
    assert [Path(json.loads(line)["file"]).name for line in result.stdout.splitlines()] == ["a.txt", "f.txt"]
    assert result.stderr.splitlines() == [
        f"Error: {folder / 'b.txt'}: the engine gave up: the text took longer than allowed for its length",
        f"Error: {folder / 'c.txt'}: the engine failed on it; this is a bug: "
        "the engine process died while processing the text",
        f"Error: {folder / 'd.txt'}: the engine gave up: the text took longer than allowed for its length",
        f"Error: {folder / 'e.txt'}: the engine failed on it; this is a bug: RuntimeError: a defect",
    ]


def test_the_process_starts_with_the_first_text_and_ends_with_the_command() -> None:
    with engine.started() as attributor:
        with pytest.raises(InvalidText):
            attributor.attribute(" ")
        assert attributor._pool is None  # type: ignore[attr-defined]
        assert attributor.attribute(GOOD) == fakes.attribute(GOOD)
        path = attributor._pool.socket_path  # type: ignore[attr-defined]
        with pytest.raises(EngineCrashed):
            attributor.attribute("KILL")
        assert attributor.attribute(GOOD) == fakes.attribute(GOOD)
        assert path.exists()
    assert not path.exists()


def test_a_killed_supervisor_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.engine_pool.pool.RESTART_INTERVAL", 0.0)
    with engine.started() as attributor:
        attributor.attribute(GOOD)
        supervisor = attributor._pool.supervisor  # type: ignore[attr-defined]
        supervisor.kill()
        supervisor.wait()
        assert attributor.attribute(GOOD) == fakes.attribute(GOOD)


def test_an_engine_that_does_not_start_is_reported_in_one_line(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "FUNCTION", "tests.api.fakes:broken")
    with engine.started() as attributor, pytest.raises(EngineUnavailable):
        attributor.attribute(GOOD)
    for command in ("attribute", "ingest"):
        result = run(command, *sorted(folder.iterdir()))
        assert result.exit_code == 1
        assert result.stderr.splitlines()[-1] == "Error: the engine did not start: RuntimeError: no pipeline"
