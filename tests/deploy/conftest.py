"""nginx with the configuration under deploy/, on ports and in folders of a test."""

from __future__ import annotations

import http.client
import os
import re
import shutil
import socket
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from ..api.serving.running import free_port
from ..waiting import eventually

CONFIGURATION = Path(__file__).resolve().parents[2] / "deploy" / "nginx.conf"
AROUND = """
{user}daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{}}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/saidby.conf;
}}
"""

Through = Callable[[int], "Proxy"]


@dataclass(frozen=True)
class Proxy:
    """A running nginx."""

    port: int
    folder: Path

    def connection(self, source: str = "127.0.0.1") -> http.client.HTTPConnection:
        """A connection to it from an address of this machine."""
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=20, source_address=(source, 0))

    def log(self) -> str:
        """Its access log."""
        return (self.folder / "saidby.log").read_text()


@pytest.fixture
def through(tmp_path: Path) -> Iterator[Through]:
    """Starts nginx in front of a port."""
    found = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
    if found is None:
        pytest.skip("nginx is not installed")
    folder = tmp_path / "nginx"
    folder.mkdir()
    processes: list[subprocess.Popen[bytes]] = []

    def launch(behind: int) -> Proxy:
        port = free_port()
        written = CONFIGURATION.read_text()
        written = re.sub(r"^ *listen \[::\]:80;\n", "", written, flags=re.M)
        for old, new in (
            ("listen 80;", f"listen 127.0.0.1:{port};"), ("127.0.0.1:8000", f"127.0.0.1:{behind}"),
            ("/var/log/nginx/", f"{folder}/"),
        ):  # fmt: skip
            assert written.count(old), old
            written = written.replace(old, new)
        (folder / "saidby.conf").write_text(written)
        user = "user root;\n" if os.getuid() == 0 else ""
        (folder / "nginx.conf").write_text(AROUND.format(folder=folder, user=user))
        command = [found, "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")]
        checked = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
        assert checked.returncode == 0, checked.stderr
        assert "warn" not in checked.stderr
        processes.append(subprocess.Popen(command))
        proxy = Proxy(port, folder)
        assert eventually(lambda: _takes(port)), (folder / "error.log").read_text()
        return proxy

    yield launch
    for process in processes:
        process.terminate()
        process.wait(timeout=20)


def _takes(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True
