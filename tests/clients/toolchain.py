"""The tools of these tests, installed under .tools/ when they are first asked for."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
TOOLS = HERE.parents[1] / ".tools"
QUIET = {"REDOCLY_TELEMETRY": "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true", "NO_COLOR": "1"}


def python_tools() -> Path:
    """The folder of the Python tools' commands. Skips the test where they cannot be installed."""
    folder = TOOLS / "python"
    listed = HERE / "requirements.txt"
    with _one_at_a_time(folder):
        if not _ready(folder, listed):
            shutil.rmtree(folder, ignore_errors=True)
            _install([sys.executable, "-m", "venv", str(folder)])
            _install([str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", "-r", str(listed)])
            _mark(folder, listed)
    return folder / "bin"


def node_tools() -> Path:
    """The folder with ``node_modules``. Skips the test where there is no Node.js or they cannot be installed."""
    if shutil.which("node") is None or shutil.which("npm") is None:
        pytest.skip("there is no Node.js with npm on this machine")
    folder = TOOLS / "node"
    listed = HERE / "package.json"
    with _one_at_a_time(folder):
        if not _ready(folder, listed):
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
            shutil.copy(listed, folder)
            _install(["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(folder)])
            _mark(folder, listed)
    return folder


def run(*command: str | Path, cwd: Path | None = None, seconds: int = 600) -> subprocess.CompletedProcess[str]:
    """Run a tool; returns what it said, whatever its exit code."""
    words = list(map(str, command))
    path = f"{TOOLS / 'python' / 'bin'}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    environment = {**os.environ, **QUIET, "PATH": path}
    return subprocess.run(words, cwd=cwd, env=environment, capture_output=True, text=True, timeout=seconds, check=False)


@contextmanager
def _one_at_a_time(folder: Path) -> Iterator[None]:
    """Keep other processes of the same test run from installing into the folder, or removing it, meanwhile."""
    TOOLS.mkdir(exist_ok=True)
    with (TOOLS / f"{folder.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _install(command: list[str]) -> None:
    try:
        done = run(*command)
    except (OSError, subprocess.TimeoutExpired) as error:
        pytest.skip(f"the tools of this test cannot be installed: {error}")
    if done.returncode:
        pytest.skip(f"the tools of this test cannot be installed: {(done.stderr or done.stdout).strip()[-300:]}")


def _ready(folder: Path, listed: Path) -> bool:
    mark = folder / "installed"
    return mark.is_file() and mark.read_text(encoding="utf8") == _digest(listed)


def _mark(folder: Path, listed: Path) -> None:
    (folder / "installed").write_text(_digest(listed), encoding="utf8")


def _digest(listed: Path) -> str:
    return hashlib.sha256(listed.read_bytes() + sys.version.encode()).hexdigest()
