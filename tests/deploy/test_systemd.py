"""The unit, as systemd reads it; and that the server says when it is ready."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from api.config import Config

from ..api.serving.running import free_port, start
from ..api.serving.test_server import STOP_TIMEOUT
from ..waiting import eventually

UNIT = Path(__file__).resolve().parents[2] / "deploy" / "saidby.service"
EXPOSURE = 2.0  # of 10; systemd calls up to 2 safe
needs_systemd = pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not installed")


def settings() -> dict[str, str]:
    """The service's variables in the unit."""
    return dict(re.findall(r"^Environment=(\w+)=(.*)$", UNIT.read_text(), re.M))


@needs_systemd
def test_the_unit_is_valid(tmp_path: Path) -> None:
    unit = tmp_path / UNIT.name
    unit.write_text(UNIT.read_text().replace("/opt/saidby/bin/saidby", sys.executable))
    done = subprocess.run(["systemd-analyze", "verify", unit], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


@needs_systemd
def test_little_is_exposed() -> None:
    command = ["systemd-analyze", "security", "--offline=true", "--no-pager", f"--threshold={EXPOSURE * 10:.0f}", UNIT]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if "unrecognized option" in done.stderr:
        pytest.skip("this systemd-analyze cannot look at a file")
    assert done.returncode == 0, done.stdout


def test_its_settings_are_ours() -> None:
    config = Config.from_environment(settings())
    assert config.loopback()
    assert config.proxies == 1
    assert config.database.startswith("/var/lib/saidby/")


def test_the_server_tells_systemd_when_it_is_ready(tmp_path: Path) -> None:
    port = free_port()
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as notified:
        notified.bind(str(tmp_path / "notify"))
        notified.settimeout(30)
        running = start(tmp_path, port, NOTIFY_SOCKET=str(tmp_path / "notify"))
        try:
            assert notified.recv(4096).startswith(b"READY=1")
            with socket.create_connection(("127.0.0.1", port), timeout=5):
                assert eventually(running.answers)
        finally:
            running.process.terminate()
            assert running.process.wait(timeout=STOP_TIMEOUT) == 0
