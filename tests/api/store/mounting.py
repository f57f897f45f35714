"""Small and read-only file systems for tests that may mount one, and children that run as a user without rights."""

from __future__ import annotations

import os
import subprocess
import tempfile
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

NOBODY = 65534


@contextmanager
def small_disk(folder: Path, size: str = "2m") -> Iterator[Path]:
    """A file system of its own at ``folder``; skips the test where none may be mounted."""
    folder.mkdir(exist_ok=True)
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    if os.geteuid() != 0 or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("this process may not mount a file system")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """The file system at ``folder`` read-only for the block."""
    subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)
    try:
        yield
    finally:
        subprocess.run(["mount", "-o", "remount,rw", str(folder)], check=True)


def fill(folder: Path, leave: int = 0) -> Path:
    """Take all room that is left but for ``leave`` bytes, with one file."""
    filler = folder / "filler"
    room = os.statvfs(folder).f_bavail * os.statvfs(folder).f_frsize - leave
    with filler.open("ab", buffering=0) as file:
        try:
            while room > 0:
                room -= file.write(bytes(min(4096, room)))
        except OSError:
            pass
    return filler


def as_nobody(work: Callable[[], None]) -> None:
    """Do the work in a child of a user without rights; skips where this process cannot become one."""
    if os.geteuid() != 0:
        pytest.skip("only root can become another user")

    def without_rights() -> None:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)
        work()

    in_child(without_rights)


def in_child(work: Callable[[], None]) -> None:
    """Do the work in a child process, which must not fail."""
    ended_well(started(work))


def started(work: Callable[[], None]) -> int:
    """A child process that does the work and nothing else."""
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            work()
            code = 0
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(code)
    return pid


def ended_well(pid: int) -> None:
    """Wait for a child process, which must not fail."""
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0


@contextmanager
def public_folder() -> Iterator[Path]:
    """A folder that every user may go to and read: those of the test runner are its user's alone."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)
