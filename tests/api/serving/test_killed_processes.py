"""Killed processes are replaced; after the master's death all exit within two seconds, and the port is free."""

from __future__ import annotations

import os
import signal
import socket
import threading
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from ...waiting import eventually
from .running import Running, start
from .test_slow_clients import LINES
from .test_writers import locked, running

ARTICLE = {"text": "“We shall see,” Ada Byron said."}
EXIT_TIME = 2.0  # seconds, as promised
SLACK = 2.0  # seconds for a busy machine


def family(server: Running) -> list[psutil.Process]:
    return psutil.Process(server.process.pid).children(recursive=True)


def alive(processes: list[psutil.Process]) -> list[psutil.Process]:
    return [p for p in processes if p.is_running() and p.status() != psutil.STATUS_ZOMBIE]


def in_background(act: Callable[[], object]) -> None:
    def quietly() -> None:
        try:
            act()
        except Exception:
            return  # the server dies meanwhile

    threading.Thread(target=quietly, daemon=True).start()


def kill(server: Running) -> None:
    """Kill only the master, as the kernel does when memory runs out."""
    os.kill(server.process.pid, signal.SIGKILL)
    server.process.wait()


def test_nothing_outlives_the_master_and_its_port_is_free_at_once(tmp_path: Path, port: int) -> None:
    with running(tmp_path, port, "", SAIDBY_ENGINE_TIMEOUT="60") as server:
        for _ in range(30):
            assert server.send("/v1/articles", ARTICLE)[0] in (200, 201)
        processes = family(server)
        assert len(processes) >= 2 + 1 + 2  # workers, supervisor, engines
        stalled = socket.create_connection(("127.0.0.1", port))
        stalled.sendall(LINES)
        idle = socket.create_connection(("127.0.0.1", port))
        with locked(tmp_path):
            for number in range(4):  # two engines at work, two requests that wait for them
                in_background(lambda n=number: server.send("/v1/attributions", {"text": f"BUSY {n}"}))
            in_background(lambda: server.send("/v1/articles", {"text": "One that waits for the lock."}))
            time.sleep(0.5)
            kill(server)
            again = start(tmp_path, port, SAIDBY_ENGINE_TIMEOUT="60")  # does not wait for the others
            eventually(lambda: not alive(processes), EXIT_TIME + SLACK)
            assert alive(processes) == []
        assert eventually(again.answers), again.log.read_text()
        again.process.kill()
        stalled.close()
        idle.close()


def test_a_blocked_worker_exits_too(tmp_path: Path, port: int) -> None:
    """The loop and the threads of the workers are blocked, not only their clients."""
    prelude = """
import api.serving.event_loop as loop, os, time
run_once = loop.EventLoop.run_once
loop.EventLoop.run_once = lambda self, timeout: time.sleep(60) if os.path.exists("%s") else run_once(self, timeout)
""" % (tmp_path / "block")
    with running(tmp_path, port, prelude) as server:
        (tmp_path / "block").touch()
        time.sleep(1.5)  # longer than one iteration of the loop
        processes = family(server)
        kill(server)
        eventually(lambda: not alive(processes), EXIT_TIME + SLACK)
        assert alive(processes) == []


def test_the_supervisor_exits_while_it_loads_the_pipeline(tmp_path: Path, port: int) -> None:
    (tmp_path / "slowly.py").write_text("import time\nopen('loading', 'w').close()\ntime.sleep(60)\nattribute = list\n")
    script = f"""
import os; os.chdir({str(tmp_path)!r})
from api.config import Config
from api.serving.server import serve
serve(Config(database="a.db", bind="127.0.0.1:{port}"), "slowly:attribute")
"""
    environment = {"PYTHONPATH": f"{tmp_path}{os.pathsep}{Path.cwd()}", "TMPDIR": str(tmp_path)}
    one = start(tmp_path, port, script, **environment)
    assert eventually((tmp_path / "loading").exists), one.log.read_text()
    processes = family(one)
    assert processes
    kill(one)
    eventually(lambda: not alive(processes), EXIT_TIME + SLACK)
    assert alive(processes) == []
    assert list(tmp_path.glob("saidby-*/engine.sock")) == []


@pytest.mark.parametrize("role", ["worker", "supervisor", "engine"])
def test_other_killed_processes_are_replaced_and_nothing_is_lost(server: Running, role: str) -> None:
    """Repeatedly, one process of each role at a time, while articles are posted and read."""
    done, acknowledged, refused = threading.Event(), set[str](), list[int]()

    def post(thread: int) -> None:
        number = 0
        while not done.is_set():
            number += 1
            try:
                status, answer = server.send("/v1/articles", {"text": f"“Day {number} of {thread},” Ada Byron said."})
            except (OSError, ValueError):  # its worker was killed: it may or may not be stored
                continue
            if status in (200, 201):
                acknowledged.add(answer["id"])
            else:
                refused.append(status)

    threads = [threading.Thread(target=post, args=(number,)) for number in range(3)]
    for thread in threads:
        thread.start()
    try:
        for _ in range(3):
            victims = [p for p in family(server) if role_of(p, server) == role]
            assert victims
            before = len(acknowledged)
            os.kill(victims[0].pid, signal.SIGKILL)
            assert eventually(lambda before=before: len(acknowledged) > before + 3), server.log.read_text()
    finally:
        done.set()
        for thread in threads:
            thread.join(60)
    assert set(refused) <= {503}
    assert eventually(lambda: {role_of(p, server) for p in alive(family(server))} >= {"worker", "supervisor", "engine"})
    stored, cursor = set[str](), ""
    while cursor is not None:
        page = server.send(f"/v1/articles?limit=200{f'&cursor={cursor}' if cursor else ''}")[1]
        stored |= {article["id"] for article in page["data"]}
        cursor = page["next_cursor"]
    assert acknowledged <= stored


def role_of(process: psutil.Process, server: Running) -> str:
    try:
        direct = process.ppid() == server.process.pid
        pool = any("engine_pool" in argument for argument in process.cmdline())
    except psutil.Error:
        return "gone"
    return ("supervisor" if direct else "engine") if pool else "worker"
