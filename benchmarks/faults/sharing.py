"""How long one caller waits for the engine while another keeps it busy: `saidby serve` as it is, on this machine.

python -m benchmarks.faults.sharing [--characters 200000] [--texts 8] [--hostile]
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from .service import Service

SMALL = "“We will stay,” said Ana Ivers, the mayor of Talverne."
SEEDS = Path(__file__).parent.parent.parent / "seeds"
PATIENCE = 600  # seconds that anybody waits for an answer


def ordinary(characters: int) -> str:
    """Prose of this length."""
    text = "\n\n".join(file.read_text(encoding="utf8") for file in sorted(SEEDS.glob("*.txt")))
    return (text * (characters // len(text) + 1))[:characters]


def make_key(service: Service) -> str:
    """A key of a caller of its own, which may read and store."""
    command = [sys.executable, "-m", "api.cli", "keys", "create", "Ben", "--scope", "ingest", "--scope", "read"]
    environment = {**os.environ, "SAIDBY_DATABASE": service.database}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return next(word for word in done.stdout.split() if word.startswith("saidby_"))


def post(service: Service, path: str, text: str, key: str | None = None) -> tuple[int, float]:
    """The status of an answer, and after how many seconds it came."""
    connection = http.client.HTTPConnection("127.0.0.1", service.port, timeout=PATIENCE)
    headers = {"Content-Type": "application/json"} | ({"X-API-Key": key} if key else {})
    began = time.monotonic()
    connection.request("POST", path, json.dumps({"text": text}), headers)
    status = connection.getresponse().status
    connection.close()
    return status, time.monotonic() - began


def measure(service: Service, texts: list[str]) -> None:
    """Print when each caller was answered."""
    key = make_key(service)
    status, seconds = post(service, "/v1/articles", SMALL, key)
    print(f"small text, nobody else: {status} after {seconds:.2f} s", flush=True)
    found: list[tuple[int, float]] = []
    threads = [
        threading.Thread(target=lambda text=text: found.append(post(service, "/v1/attributions", text)))  # type: ignore[misc]
        for text in texts
    ]
    for thread in threads:
        thread.start()
    time.sleep(1)
    for number in range(3):
        other = f"“We will go {number} times,” said Ben Oor."
        status, seconds = post(service, "/v1/articles", other, key)
        print(f"small text of another caller: {status} after {seconds:.2f} s", flush=True)
    for thread in threads:
        thread.join()
    for status, seconds in sorted(found, key=lambda answer: answer[1]):
        print(f"  one of {len(texts)}: {status} after {seconds:.1f} s")


def main() -> None:
    """Read the arguments, start the service and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--characters", type=int, default=200_000)
    parser.add_argument("--texts", type=int, default=8)
    parser.add_argument("--hostile", action="store_true", help='runs of " in the place of prose')
    given = parser.parse_args()
    text = '"' * given.characters if given.hostile else ordinary(given.characters)
    with tempfile.TemporaryDirectory() as folder:
        service = Service(Path(folder))
        service.start()
        try:
            measure(service, [text] * given.texts)
        finally:
            service.stop()


if __name__ == "__main__":
    main()
