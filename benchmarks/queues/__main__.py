"""Kill workers, backends and the server of PostgreSQL at random, and count what a queue loses, doubles or forgets.

    python -m benchmarks.queues lease --rounds 200
    pip install procrastinate==3.10.* "pgqueuer[asyncpg]==1.6.*"
    python -m benchmarks.queues procrastinate
    python -m benchmarks.queues pgqueuer

Articles are stored and queued in one transaction, and count as acknowledged once it is committed. Worker processes are
replaced when they die. Of ten rounds, six ``kill -9`` a worker, two stop a worker for longer than it may be silent and
let it go on, one kills a backend of the server, and one the whole server. Some articles kill their worker.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from contextlib import suppress

import psycopg

from .cluster import Cluster
from .outcome import report
from .queues import QUEUES, queue
from .reading import POISON, SILENCE, TABLES

ROLES = ("worker", "worker", "pause", "worker", "backend", "worker", "worker", "pause", "worker", "server")
BATCH = 4  # articles of one transaction
EVERY = 300  # articles, of which one kills its worker


class Trial:
    """A server, a queue on it, its workers and a client that submits articles."""

    def __init__(self, name: str, workers: int, seconds: float) -> None:
        """``seconds``: how long a job takes."""
        self.name = name
        self.cluster = Cluster()
        self.acknowledged: set[int] = set()
        self.kills: list[tuple[int, float]] = []  # worker and time
        self.ended: Counter[str] = Counter()
        os.environ["QUEUE_DSN"], os.environ["QUEUE_SECONDS"] = self.cluster.dsn, str(seconds)
        self.queue = queue(name)
        with psycopg.connect(self.cluster.dsn, autocommit=True) as own:
            own.execute(TABLES)
            self.queue.install(own)
        self.workers: list[subprocess.Popen[bytes]] = []
        self._wanted = workers
        self._stopping = threading.Event()
        self._threads = [threading.Thread(target=self._supervise, daemon=True)]

    def start(self, *, submitting: bool) -> None:
        """Start the workers and, with ``submitting``, the client."""
        if submitting:
            self._threads.append(threading.Thread(target=self._submit, daemon=True))
        for thread in self._threads:
            thread.start()

    def submit(self, first: int, count: int) -> None:
        """Store and queue articles. Raises ``psycopg.Error``; then they may be stored or not."""
        with psycopg.connect(self.cluster.dsn, autocommit=True) as own:
            self._submit_with(own, range(first, first + count))

    def _submit_with(self, own: psycopg.Connection, numbers: range) -> None:
        with own.transaction():
            texts = [(number, POISON if number % EVERY == EVERY - 1 else "text") for number in numbers]
            with own.cursor() as cursor:
                cursor.executemany("INSERT INTO article VALUES (%s, %s)", texts)
            self.queue.submit(own, list(numbers))
        self.acknowledged.update(numbers)

    def _submit(self) -> None:
        first = 0
        while not self._stopping.is_set():
            with suppress(psycopg.Error), psycopg.connect(self.cluster.dsn, autocommit=True) as own:
                while not self._stopping.is_set():
                    first += BATCH
                    self._submit_with(own, range(first - BATCH, first))
                    time.sleep(0.1)
            time.sleep(0.1)

    def stop_submitting(self) -> None:
        """Let the client end."""
        self._stopping.set()
        self._threads[-1].join()

    def _supervise(self) -> None:
        while self._wanted:
            dead = [worker for worker in self.workers if worker.poll() is not None]
            for worker in dead:
                self.ended["killed" if worker.returncode == -signal.SIGKILL else "gave up"] += 1
                self.workers.remove(worker)
            while len(self.workers) < self._wanted:
                with (self.cluster.folder / "workers").open("ab") as log:
                    command = [sys.executable, "-m", "benchmarks.queues.work", self.name]
                    self.workers.append(subprocess.Popen(command, stdout=log, stderr=log))
            time.sleep(0.1)

    def round(self, role: str) -> None:
        """Kill or pause something."""
        if role == "server":
            self.cluster.kill()
        elif role == "backend":
            found = self.cluster.backends()
            if found:
                os.kill(random.choice(found), signal.SIGKILL)
                time.sleep(0.2)
                self.cluster.wait()
        elif role == "worker":
            worker = random.choice(self.workers)
            self.kills.append((worker.pid, time.time()))
            worker.kill()
        else:
            worker = random.choice(self.workers)
            worker.send_signal(signal.SIGSTOP)
            threading.Timer(SILENCE * 1.5, worker.send_signal, [signal.SIGCONT]).start()

    def stop(self) -> None:
        """End everything."""
        self._wanted = 0
        self._threads[0].join()
        for worker in self.workers:
            worker.kill()
            worker.wait()
        self.cluster.stop()


def crash(options: argparse.Namespace) -> int:
    """The rounds; returns the number of articles that are lost or stuck."""
    trial = Trial(options.queue, options.workers, options.seconds)
    try:
        trial.start(submitting=True)
        time.sleep(3)
        counted: Counter[str] = Counter()
        for number in range(options.rounds):
            role = ROLES[number % len(ROLES)]
            trial.round(role)
            counted[role] += 1
            time.sleep(options.pause * random.uniform(0.2, 1.8))
            if number % 20 == 19:
                print(f"{number + 1} rounds, {len(trial.acknowledged)} articles acknowledged", flush=True)
        trial.stop_submitting()
        print(f"{options.queue}: {dict(counted)}; workers: {dict(trial.ended)}")
        return report(trial.cluster.dsn, trial.acknowledged, trial.kills, trial.queue.WAITING, options.patience)
    finally:
        trial.stop()


def speed(options: argparse.Namespace) -> None:
    """Jobs a second with nothing killed, of jobs that take no time."""
    trial = Trial(options.queue, options.workers, 0)
    try:
        count = EVERY * 10
        trial.submit(EVERY * 1000, EVERY - 1)  # read while the workers start
        for part in range(10):
            trial.submit(EVERY * part, EVERY - 1)
        trial.start(submitting=False)
        with psycopg.connect(trial.cluster.dsn, autocommit=True) as own:
            done = began = 0.0
            while done < count - 10:
                row = own.execute(
                    "SELECT count(*), extract(epoch FROM max(at) - min(at)) FROM result WHERE article_id < %s",
                    (EVERY * 1000,),
                ).fetchone()
                assert row is not None
                done, began = row
                time.sleep(0.5)
        print(f"{options.queue}: {done / float(began):.0f} jobs a second, undisturbed", flush=True)
    finally:
        trial.stop()


def main() -> int:
    """Read the arguments and run; the exit code is 1 where articles are lost or stuck."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("queue", choices=QUEUES)
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pause", type=float, default=1.0, help="seconds between two kills")
    parser.add_argument("--seconds", type=float, default=0.05, help="that a job takes")
    parser.add_argument("--workers", type=int, default=3)
    parser.add_argument("--patience", type=float, default=60.0, help="seconds without progress until it is stuck")
    options = parser.parse_args()
    random.seed(options.seed)
    speed(options)
    return int(bool(crash(options))) if options.rounds else 0


if __name__ == "__main__":
    sys.exit(main())
