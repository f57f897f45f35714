"""``kill -9`` on any process of the service under load: nothing acknowledged may be lost, doubled or partial.

    python -m benchmarks.faults.kill --rounds 200
    python -m benchmarks.faults.kill --rounds 200 --store postgresql

Three writers post articles, each again until it is acknowledged, a client queues batches, ``saidby ingest`` stores
files, and two readers read; a ``saidby work`` helps the service with the queue. Each round kills one process: the
master (which is then started again), a web worker, the queue's process, ``saidby work``, ``saidby ingest``, the
engines' supervisor or an engine; of PostgreSQL also the process of a connection, or the whole server. At the end, once
the queue is empty, what was acknowledged is compared with the archive, article by article, and each stored article
with what the engine finds.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from contextlib import ExitStack
from pathlib import Path

from api.store import Database, upgrade
from benchmarks.queues.cluster import Cluster

from .comparison import differences, set_aside, wait_for_queue
from .load import Load
from .service import Service

ROLES = ("master", "worker", "queue", "work", "ingester", "supervisor", "engine")
PATIENCE = 20.0  # seconds to wait for the articles of a round
OF_THE_SERVER = ("connection", "database")  # with PostgreSQL


def kill_one(service: Service, load: Load, cluster: Cluster | None, role: str) -> tuple[float, float]:
    """Kill a process of this role; returns the seconds until the master's are gone and until it answers again."""
    if role == "master":
        return service.kill_master(), service.start()
    if role == "work":
        service.restart_work()
    elif role == "database" and cluster is not None:
        cluster.kill()
    else:
        if role == "connection" and cluster is not None:
            pids = cluster.backends()
        elif role == "ingester":
            pids = [load.ingester.pid] if load.ingester is not None and load.ingester.poll() is None else []
        else:
            pids = service.processes()[role]
        if pids:
            os.kill(random.choice(pids), signal.SIGKILL)
    return 0.0, 0.0


def prepared(cluster: Cluster) -> str:
    """The address of an empty archive on the server."""
    cluster.run("CREATE DATABASE saidby")
    address = cluster.address("saidby")
    upgrade(Database(address))
    cluster.run("CREATE EXTENSION amcheck", "saidby")
    return address


def main() -> int:
    """Run the rounds and print the figures; the exit code is 1 where something was lost."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pause", type=float, default=1.0, help="seconds, about, from then to the kill")
    parser.add_argument("--articles", type=int, default=1, help="acknowledged before the next kill")
    parser.add_argument("--minutes", type=float, default=float("inf"), help="that the rounds may take")
    parser.add_argument("--store", choices=("sqlite", "postgresql"), default="sqlite")
    options = parser.parse_args()
    random.seed(options.seed)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="saidby-kill-")))
        cluster = None
        if options.store == "postgresql":
            cluster = Cluster()
            stack.callback(cluster.stop)
        service = Service(folder, address=prepared(cluster) if cluster is not None else "")
        stack.callback(service.kill)
        return int(bool(run(service, cluster, options)))


def run(service: Service, cluster: Cluster | None, options: argparse.Namespace) -> list[str]:
    """Run the rounds, print the figures and return what is wrong with the archive."""
    service.start()
    service.restart_work()
    load = Load(service)
    load.start()
    roles = ROLES + OF_THE_SERVER * (cluster is not None)
    killed: Counter[str] = Counter()
    gone, again = [0.0], [0.0]
    end = time.monotonic() + 60 * options.minutes
    for number in range(options.rounds):
        if time.monotonic() > end:
            break
        load.wait(options.articles, PATIENCE)
        time.sleep(options.pause * random.uniform(0, 2))
        role = roles[number % len(roles)]
        killed[role] += 1
        ended, restarted = kill_one(service, load, cluster, role)
        gone.append(ended)
        again.append(restarted)
        if number % 20 == 19:
            stored = f"{len(load.acknowledged)} articles acknowledged, {len(load.queued)} queued"
            print(f"{number + 1} rounds, {stored}, {len(load.ingested)} ingested", flush=True)
    load.stop()
    database = Database(service.database)
    found = wait_for_queue(database)
    service.stop()
    found += differences(database, load.acknowledged | load.queued | load.ingested)
    aside = set_aside(database)
    database.close()
    print(f"killed: {dict(killed)}; answers: {dict(sorted(load.statuses.items()))}")
    print(f"acknowledged: {len(load.acknowledged)}, queued: {len(load.queued)}, ingested: {len(load.ingested)}")
    print(f"lost, doubled, partial or damaged: {len(found)}; set aside: {len(aside)} {set(aside.values())}")
    print(f"after the master's death its processes were gone in {max(gone):.2f} s at most, and a new")
    print(f"server answered in {max(again):.2f} s at most")
    print("\n".join(found[:20]))
    return found


if __name__ == "__main__":
    sys.exit(main())
