"""Environment variables: known ones are parsed by type, unknown ones rejected with a suggestion."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest
from click.testing import CliRunner

from api import cli
from api.config import Config, ConfigError
from api.environment import OTHERS, SettingError, read, variable

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.mark.parametrize(
    ("mistyped", "meant"),
    [
        ("SAIDBY_READIN", "SAIDBY_READING"),
        ("SAIDBY_DATBASE", "SAIDBY_DATABASE"),
        ("SAIDBY_reading", "SAIDBY_READING"),
        ("saidby_reading", "SAIDBY_READING"),
        ("SAIDBY-READING", "SAIDBY_READING"),
        ("SAIDBY_PIPLINE", "SAIDBY_PIPELINE"),
        ("SAIDBY_MAX_BODY_", "SAIDBY_MAX_BODY"),
    ],
)
def test_a_mistyped_setting_is_rejected_with_a_suggestion(mistyped: str, meant: str) -> None:
    with pytest.raises(ConfigError, match=re.escape(f"{mistyped} is not a setting; did you mean {meant}?")):
        Config.from_environment({mistyped: ""})


def test_without_a_similar_name_all_settings_are_listed() -> None:
    with pytest.raises(ConfigError) as caught:
        Config.from_environment({"SAIDBY_ZEBRA": "red"})
    assert all(variable(field.name) in str(caught.value) for field in fields(Config))
    assert "SAIDBY_PIPELINE" in str(caught.value)


def test_every_unknown_variable_is_reported() -> None:
    with pytest.raises(ConfigError, match=r"SAIDBY_READIN is .*; SAIDBY_THREAD is "):
        Config.from_environment({"SAIDBY_READIN": "closed", "SAIDBY_THREAD": "1", "HOME": "/", "SAIDBYE": "x"})


def test_service_links_of_container_platforms_are_accepted() -> None:
    links = {
        "SAIDBY_SERVICE_HOST": "10.0.0.1", "SAIDBY_SERVICE_PORT": "80", "SAIDBY_SERVICE_PORT_HTTP": "80",
        "SAIDBY_PORT": "tcp://10.0.0.1:80", "SAIDBY_PORT_80_TCP": "tcp://10.0.0.1:80",
        "SAIDBY_PORT_80_TCP_ADDR": "10.0.0.1",
    }  # fmt: skip
    assert Config.from_environment(links) == Config()
    with pytest.raises(ConfigError, match="SAIDBY_PORT is not a setting"):
        Config.from_environment({"SAIDBY_PORT": "8000"})


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (int, "+3", 3), (int | None, "0", 0), (float, "2.5e1", 25.0), (float, ".5", 0.5), (bool, "Yes", True),
        (bool, "off", False), (str, "a b", "a b"), (Path | None, "/a", Path("/a")),
    ],
)  # fmt: skip
def test_a_value_is_read_by_its_type(kind: object, text: str, value: object) -> None:
    assert read("name", kind, text) == value


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (int, "1e3"), (int, "1_000"), (int, "٣"), (int, "0x10"), (int, "9" * 5000), (int, "1.0"), (int, "1 0"),
        (float, "inf"), (float, "nan"), (float, "1e999"), (float, "1_0.5"), (float, "1,5"), (float, "."),
        (bool, "maybe"), (bool, "2"), (str, "clos\udce9"), (str, "a\nb"), (str, "a\x1b[31mb"),
    ],
)  # fmt: skip
def test_a_value_of_another_type_is_rejected_by_name(kind: object, text: str) -> None:
    with pytest.raises(SettingError, match="SAIDBY_NAME must be "):
        read("name", kind, text)


def test_every_setting_has_a_type_that_can_be_parsed() -> None:
    values = {variable(field.name): str(getattr(Config(), field.name) or "") for field in fields(Config)}
    assert Config.from_environment(values) == Config()


@pytest.mark.parametrize("value", ["example.org", "https://a.example/path", "https://", "*,b"])
def test_an_origin_that_no_browser_sends_is_rejected(value: str) -> None:
    with pytest.raises(ConfigError, match="SAIDBY_CORS"):
        Config.from_environment({"SAIDBY_CORS": value})


@pytest.mark.parametrize(
    "arguments",
    [("serve",), ("ingest", "."), ("seed",), ("keys", "list"), ("reread",), ("speakers", "relink"),
     ("corrections", "export"), ("attribute", "README.md"), ("evaluate", "seeds")],
    ids=" ".join,
)  # fmt: skip
def test_every_command_with_settings_rejects_a_mistyped_one(
    arguments: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SAIDBY_READIN", "closed")
    result = CliRunner().invoke(cli.saidby, arguments)
    assert (result.exit_code, result.stderr) == (
        1, "Error: SAIDBY_READIN is not a setting; did you mean SAIDBY_READING?\n",
    )  # fmt: skip
    assert list(tmp_path.iterdir()) == []


def test_a_wsgi_server_rejects_a_mistyped_one_too() -> None:
    environment = {**os.environ, "SAIDBY_READIN": "closed"}
    done = subprocess.run(
        [sys.executable, "-c", "import api.wsgi"], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    assert done.returncode != 0
    assert "did you mean SAIDBY_READING?" in done.stderr


def test_the_project_mentions_only_existing_settings() -> None:
    """Tests, benchmarks and documents mention settings, too: with an unknown one nothing would start."""
    known = {variable(field.name) for field in fields(Config)} | set(OTHERS)
    places = (ROOT / name for name in ("api", "attribution", "benchmarks", "deploy", "docs", "tests"))
    files = [ROOT / "Makefile", ROOT / "README.md", *(file for place in places for file in place.rglob("*"))]
    read = (file for file in files if file.suffix in (".py", ".md", ".conf", ".service", "") and file.is_file())
    wrong = {
        f"{file.relative_to(ROOT)}: {name}"
        for file in read
        if not file.name.endswith("environment.py")
        for name in re.findall(r"\bSAIDBY_[A-Z_]*[A-Z]\b", file.read_text(encoding="utf8", errors="replace"))
        if name not in known
    }
    assert wrong == set()
