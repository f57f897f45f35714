"""Metrics of the server's running processes: role, memory, CPU time, open files."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass

import psutil
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.metrics_core import Metric

from . import metrics_folder

LABELS = ("role", "pid")
POOL = "api.engine_pool"
QUEUE = "api.serving.queue_process"
GONE = (psutil.Error, OSError)  # what psutil raises for a process that has exited; it translates not every OSError


def processes() -> Iterator[Metric]:
    """Metrics of the server's processes, except those that have exited."""
    number = GaugeMetricFamily("saidby_processes", "Running processes.", labels=("role",))
    memory = GaugeMetricFamily("saidby_process_resident_memory_bytes", "Resident memory.", labels=LABELS)
    time = CounterMetricFamily("saidby_process_cpu_seconds", "CPU time, user and system.", labels=LABELS)
    files = GaugeMetricFamily("saidby_process_open_fds", "Open files and connections.", labels=LABELS)
    threads = GaugeMetricFamily("saidby_process_threads", "Threads.", labels=LABELS)
    start = GaugeMetricFamily(
        "saidby_process_start_time_seconds", "Start time, in seconds since the epoch.", labels=LABELS
    )
    roles: dict[str, int] = {}
    for role, process in server_processes():
        labels = (role, str(process.pid))
        try:
            with process.oneshot():
                used = process.cpu_times()
                found = (process.memory_info().rss, process.num_fds(), process.num_threads(), process.create_time())
        except GONE:
            continue
        time.add_metric(labels, used.user + used.system)
        for family, value in zip((memory, files, threads, start), found, strict=True):
            family.add_metric(labels, value)
        roles[role] = roles.get(role, 0) + 1
    for role, count in sorted(roles.items()):
        number.add_metric((role,), count)
    yield from (number, memory, time, files, threads, start)


@dataclass(frozen=True, slots=True)
class Summary:
    """A process: its role, its identifier, its resident memory in bytes, and its CPU time in seconds."""

    role: str
    pid: int
    memory: int
    cpu: float


def summaries() -> Iterator[Summary]:
    """A summary of each of the server's processes, except those that have exited."""
    for role, process in server_processes():
        try:
            with process.oneshot():
                used = process.cpu_times()
                summary = Summary(role, process.pid, process.memory_info().rss, used.user + used.system)
        except GONE:
            continue
        yield summary


def server_processes() -> Iterator[tuple[str, psutil.Process]]:
    """Each process with its role: "master", "worker", "queue", "engine_supervisor" or "engine"."""
    try:
        own = psutil.Process()
        master = own if metrics_folder.current() is None else psutil.Process(os.getppid())
        yield ("worker" if master is own else "master"), master
        for child in master.children(recursive=True):
            yield _role(child, master), child
    except GONE:
        return


def _role(process: psutil.Process, master: psutil.Process) -> str:
    try:
        direct = process.ppid() == master.pid
        command = " ".join(process.cmdline())
        if POOL in command:
            return "engine_supervisor" if direct else "engine"
        if not direct:
            return "other"
        return "queue" if QUEUE in command else "worker"
    except GONE:
        return "ended"
