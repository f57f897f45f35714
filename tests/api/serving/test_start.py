"""``saidby serve`` announces its address once it serves, and reports in one line why it cannot."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from ...waiting import eventually
from .running import start
from .test_killed_processes import family, role_of


def serve(database: Path, bind: str) -> subprocess.CompletedProcess[str]:
    """Run the command, which fails before it needs the engine."""
    environment = {**os.environ, "SAIDBY_DATABASE": str(database), "SAIDBY_BIND": bind}
    command = [sys.executable, "-m", "api.cli", "serve"]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)


def test_the_address_is_announced_once_and_only_when_it_serves(tmp_path: Path) -> None:
    announced = tmp_path / "saidby.db.address"
    prelude = """
import api.serving.server as server
prepare = server._prepare
def slowly(config):
    import os
    assert not os.path.exists(config.database + ".address")
    return prepare(config)
server._prepare = slowly
"""
    running = start(tmp_path, 0, prelude)
    try:
        assert eventually(lambda: announced.exists() and announced.read_text() != ""), running.log.read_text()
        running.address = f"http://{announced.read_text()}"
        assert not running.address.endswith(":0")
        assert running.send("/v1/attributions", {"text": "“Yes,” Ada Byron said."})[0] == 200  # the first request
        announced.unlink()
        (worker, *_) = [process for process in family(running) if role_of(process, running) == "worker"]
        os.kill(worker.pid, signal.SIGKILL)
        assert eventually(lambda: len([p for p in family(running) if role_of(p, running) == "worker"]) == 2)
        assert eventually(running.answers)
        assert not announced.exists()  # later workers do not announce it
    finally:
        running.process.kill()
        running.process.wait()


def test_an_engine_that_does_not_start_is_reported_in_one_line(tmp_path: Path) -> None:
    prelude = """
import api.serving.server as server
original = server.serve
server.serve = lambda config, engine, announce: original(config, "tests.api.fakes:broken", announce)
"""
    running = start(tmp_path, 0, prelude)
    assert running.process.wait(60) == 1
    assert running.log.read_text().splitlines()[-1] == "saidby: the engine did not start: RuntimeError: no pipeline"
    assert "Traceback" not in running.log.read_text()
    assert not (tmp_path / "saidby.db.address").exists()


def test_a_port_in_use_is_reported_in_one_line(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        bind = f"127.0.0.1:{taken.getsockname()[1]}"
        done = serve(tmp_path / "a.db", bind)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"Error: cannot listen on {bind}: address already in use\n"


def test_a_file_that_is_no_database_is_reported_and_not_changed(tmp_path: Path) -> None:
    file = tmp_path / "a.db"
    file.write_text("The minutes of the meeting, which are not a database.\n" * 20)
    before = file.read_bytes()
    done = serve(file, "127.0.0.1:0")
    assert (done.returncode, done.stdout) == (1, "")
    (line,) = done.stderr.splitlines()
    assert line.startswith("Error: ")
    assert line == "Error: a.db is not an SQLite database"
    assert file.read_bytes() == before


@pytest.mark.parametrize("location", ["folder", "below a file", "nowhere"])
def test_an_unwritable_path_is_reported_in_one_line(tmp_path: Path, location: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").touch()
    database = {
        "folder": tmp_path / "folder",
        "below a file": tmp_path / "file" / "a.db",
        "nowhere": Path("/proc/nowhere/a.db"),
    }[location]
    done = serve(database, "127.0.0.1:0")
    assert (done.returncode, done.stdout) == (1, "")
    (line,) = done.stderr.splitlines()
    assert line.startswith("Error: ")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder_is_reported_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir(mode=0o500)
    done = serve(tmp_path / "closed" / "a.db", "127.0.0.1:0")
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert "ermission denied" in line
