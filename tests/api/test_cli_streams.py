"""The standard streams in every state that a shell can leave them in: at most one line, and no traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
ARTICLE = "“We stay,” Ivers said."
FAKE = """
from contextlib import contextmanager
from api.cli import engine
from tests.api.fakes import FakeAttributor
@contextmanager
def started():
    yield FakeAttributor()
engine.started = started
import api.cli; api.cli.main()
"""
FULL = pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")


def shell(tmp_path: Path, arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run ``saidby`` in a shell with these arguments and redirections."""
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf8")
    variables = {**os.environ, "SAIDBY_DATABASE": str(tmp_path / "archive.db"), "PYTHONPATH": str(ROOT), **environment}
    command = ["sh", "-c", f'"$0" -c "$1" {arguments}', sys.executable, FAKE]
    return subprocess.run(
        command, cwd=tmp_path, env=variables, capture_output=True, text=True, timeout=60, stdin=subprocess.DEVNULL
    )


COMMANDS = ["attribute a.txt", "openapi", "corrections export", "keys create desk --scope ingest"]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_closed_standard_output_is_reported_in_one_line(command: str, tmp_path: Path) -> None:
    done = shell(tmp_path, f"{command} >&-")
    assert done.returncode == 1
    assert done.stderr.endswith("Error: standard output is closed\n")
    assert "Traceback" not in done.stderr


@FULL
@pytest.mark.parametrize("command", [*COMMANDS, "--help"])
def test_a_full_disk_is_reported_in_one_line(command: str, tmp_path: Path) -> None:
    done = shell(tmp_path, f"{command} >/dev/full")
    assert done.returncode == 1
    assert done.stderr.endswith("Error: No space left on device\n")
    assert "Traceback" not in done.stderr


@FULL
@pytest.mark.parametrize("command", ["ingest a.txt", "ingest nofile", "attribute nofile", "nosuch"])
def test_a_full_standard_error_is_reported_on_standard_output(command: str, tmp_path: Path) -> None:
    done = shell(tmp_path, f"{command} 2>/dev/full")
    assert (done.returncode, done.stdout) == (1, "Error: standard error: No space left on device\n")
    assert shell(tmp_path, f"{command} >/dev/full 2>&1").returncode == 1


@pytest.mark.parametrize("command", [*COMMANDS, "--help", "keys list"])
def test_a_closed_pipe_is_not_reported(command: str, tmp_path: Path) -> None:
    done = shell(tmp_path, f"{command} | true")
    assert "Traceback" not in done.stderr
    assert "Error" not in done.stderr


@FULL
@pytest.mark.parametrize("redirection", [">/dev/full", ">&-"])
def test_a_key_that_could_not_be_printed_is_not_stored(redirection: str, tmp_path: Path) -> None:
    shell(tmp_path, f"keys create desk --scope ingest {redirection}")
    assert shell(tmp_path, "keys list").stdout == ""
    assert shell(tmp_path, "keys create desk --scope ingest").stdout
    assert "desk" in shell(tmp_path, "keys list").stdout


def test_no_file_takes_the_number_of_a_closed_standard_error(tmp_path: Path) -> None:
    done = shell(tmp_path, "attribute --format jsonl a.txt nofile 2>&-")
    assert done.returncode == 1
    assert done.stdout.count("\n") == 1
    assert done.stdout.startswith('{"file": "a.txt"')
    done = shell(tmp_path, "ingest a.txt nofile 2>&-")
    assert (done.returncode, done.stdout) == (1, "")


def test_all_streams_can_be_closed(tmp_path: Path) -> None:
    assert shell(tmp_path, "ingest a.txt <&- >&- 2>&-").returncode == 0
    assert "1 article" not in shell(tmp_path, "attribute - <&-").stdout
    assert shell(tmp_path, "attribute - <&-").stderr == "Error: -: standard input is closed\n"


def test_unencodable_characters_do_not_end_the_listing(tmp_path: Path) -> None:
    shell(tmp_path, "keys create '李' --scope read")
    done = shell(tmp_path, "keys list", PYTHONIOENCODING="latin-1")
    assert done.returncode == 0
    assert "\\u674e" in done.stdout


@pytest.mark.parametrize(
    "arguments", ["keys create \"$(printf 'a\\351')\" --scope read", "keys revoke \"$(printf 'a\\351')\""]
)
def test_an_argument_that_is_not_utf8_is_wrong_usage(arguments: str, tmp_path: Path) -> None:
    done = shell(tmp_path, arguments)
    assert done.returncode == 2
    assert "not UTF-8" in done.stderr


@pytest.mark.parametrize("command", ["attribute ''", "ingest ''"])
def test_an_empty_name_is_not_the_current_folder(command: str, tmp_path: Path) -> None:
    done = shell(tmp_path, command)
    assert done.returncode == 1
    assert done.stderr.count("Error: ") == 1
    assert "0 articles added" in done.stderr or "cannot be empty" in done.stderr
