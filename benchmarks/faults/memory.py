"""The memory of each process over many posts.

    python -m benchmarks.faults.memory --posts 5000

Four clients post different articles. What is printed is the private memory of each process (what it does not share
with others), summed by role, after each tenth of the posts. The figures of the first tenth are those of warming up.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from .articles import article
from .service import Service, resident


def measured(service: Service) -> dict[str, int]:
    """Private memory by role, in kB."""
    return {role: sum(map(resident, pids)) for role, pids in service.processes().items()}


def main() -> int:
    """Post and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--posts", type=int, default=5000)
    parser.add_argument("--paragraphs", type=int, default=12, help="of each article, with a quotation each")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="saidby-memory-") as folder, ThreadPoolExecutor(4) as clients:
        service = Service(Path(folder))
        service.start()
        step = max(1, options.posts // 10)

        def post(number: int) -> int:
            return service.send("POST", "/v1/articles", article(number, options.paragraphs))[0]

        print("posts", *service.processes(), sep="\t")
        print(0, *measured(service).values(), sep="\t", flush=True)
        for first in range(0, options.posts, step):
            statuses = set(clients.map(post, range(first, first + step)))
            assert statuses == {201}, statuses
            print(first + step, *measured(service).values(), sep="\t", flush=True)
        service.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())
