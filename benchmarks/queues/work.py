"""A worker process: ``python -m benchmarks.queues.work QUEUE``."""

from __future__ import annotations

import sys

from .queues import queue

if __name__ == "__main__":
    queue(sys.argv[1]).work()
