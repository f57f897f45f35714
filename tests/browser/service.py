"""A running service with the articles of seeds/, read by the engine, and a few that are hostile or were revised."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from api.store import Database, Scope, keys

from ..api.serving.running import free_port

ROOT = Path(__file__).resolve().parents[2]
HOSTILE = (
    "“<script>window.hacked = 1</script> is what I typed,” Mallory Quill said. “<img src=x onerror=window.hacked=1> "
    "came next,” Quill added.\n\n“The price is \u202e001\u202c crowns,” Mallory Quill said. “Zero\u200bwidth,” she "
    "said."
)
FIRST = "“We will build forty homes,” Dora Venn said. “The meadow stays,” Venn added."
SECOND = "“We will build sixty homes,” Dora Venn said. “The meadow stays,” Venn added. “So does the pond,” she said."
REVISED = {"url": "https://a.example/1", "title": "Homes on the meadow", "source": "Venn Gazette"}
# What was said once, in two wordings, of which one has another number.
WORDINGS = [
    (
        "“The old weir will stay open for nine more summers, whatever the county decides,” Ines Calder said.",
        "Weir Post",
    ),
    ("“The old weir will stay open for six more summers, whatever the county decides,” Ines Calder said.", "Mill Echo"),
]
# By two who may be the same.
ALIKE = ["“The pier closes at nine,” Petra Lundahl said.", "“The lamps stay on,” Lundahl said."]
RTL = "“We open at nine,” מרים לוי said. “نبدأ غداً,” Omar حداد said."


@dataclass(frozen=True)
class Service:
    """Where the service is, an administrator's key, and the articles added to the seeds, by name."""

    address: str
    key: str
    process: subprocess.Popen[bytes]
    archive: Path
    articles: dict[str, str]

    def get(self, path: str) -> Any:
        with urllib.request.urlopen(self.address + path, timeout=30) as response:
            return json.load(response)


@contextmanager
def running(folder: Path, **settings: str) -> Iterator[Service]:
    """The service on its own archive in ``folder``."""
    port = free_port()
    environment = {
        **os.environ,
        "SAIDBY_DATABASE": str(folder / "saidby.db"),
        "SAIDBY_BIND": f"127.0.0.1:{port}",
        "SAIDBY_WORKERS": "1",
        "SAIDBY_ENGINE_PROCESSES": "1",
        "TMPDIR": str(folder),
        **settings,
    }
    command = [sys.executable, "-m", "api.cli"]
    subprocess.run([*command, "seed"], cwd=ROOT, env=environment, check=True, capture_output=True)
    database = Database(folder / "saidby.db")
    with database.writing() as session:
        key = keys.create(session, "Editor", [Scope.ADMIN])[1]
    database.close()
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen([*command, "serve"], cwd=ROOT, env=environment, stdout=log, stderr=log)
    try:
        service = Service(f"http://127.0.0.1:{port}", key, process, folder / "saidby.db", {})
        _wait_for(service)
        service.articles["hostile"] = post(service, HOSTILE, title="<b>Markup & marks</b>", source="Wire <i>X</i>")
        service.articles["revised"] = post(service, FIRST, **REVISED)
        post(service, SECOND, **REVISED)
        for words, source in WORDINGS:
            service.articles[source] = post(service, words, title="The weir", source=source)
        for words in ALIKE:
            post(service, words, title="The pier", source="Pier News")
        service.articles["rtl"] = post(service, RTL, title="שעות הפתיחה", source="هنا اليوم")
        yield service
    finally:
        process.terminate()
        process.wait(20)


def _wait_for(service: Service) -> None:
    end = time.monotonic() + 60
    while True:
        try:
            service.get("/v1/health")
            return
        except OSError:
            if time.monotonic() > end or service.process.poll() is not None:
                raise
            time.sleep(0.1)


def post(service: Service, text: str, **members: str) -> str:
    """Store an article; its identifier."""
    body = json.dumps({"text": text, "published_at": "2026-03-05", **members}).encode()
    headers = {"Content-Type": "application/json", "X-API-Key": service.key}
    request = urllib.request.Request(f"{service.address}/v1/articles", body, headers)
    with urllib.request.urlopen(request, timeout=60) as response:
        identifier: str = json.load(response)["id"]
        return identifier
