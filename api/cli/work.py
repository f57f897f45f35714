"""``saidby work``: attribute the queued articles of the archive."""

from __future__ import annotations

import signal

import click

from .archive import open_archive
from .engine import FUNCTION
from .messages import pluralize, print_note


@click.command()
@click.option("--processes", type=click.IntRange(1, 256), help="Number of engine processes; default: one per CPU.")
@click.option("--until-empty", is_flag=True, help="Exit when no article is waiting.")
def work(processes: int | None, until_empty: bool) -> None:
    """Attribute and store the queued articles until Ctrl-C.

    Articles are queued by POST /v1/articles/batch, by POST /v1/articles with "Prefer: respond-async", and by
    `saidby ingest --to`. The service works on the queue too, with all engine processes but one; this command adds more,
    here or wherever the archive can be reached. Any number of them may run at the same time. An article whose process
    dies is read again, and after three times set aside.
    """
    from ..config import Config
    from ..engine_pool import Pool, PoolAttributor
    from ..operations.queue_worker import QueueWorker

    with open_archive() as archive:
        config = Config.from_environment()
        count = processes or config.engines()
        pool = Pool(count, config.engine_timeout, FUNCTION)
        try:
            pool.start()
            engine = PoolAttributor(pool.socket_path, config.engine_timeout, config.engine_wait, 2 * count)
            worker = QueueWorker(archive, engine, count, alone=True, each_round=pool.ensure_running)
            for number in (signal.SIGINT, signal.SIGTERM):
                signal.signal(number, lambda *_: worker.stop())
            print_note(f"Working on the queue of {archive.name} with {pluralize(count, 'engine')}")
            worker.run(until_empty=until_empty)
        finally:
            pool.stop()
        print_note(f"{pluralize(worker.tally['stored'], 'article')} stored, {worker.tally['failed']:,} failed")
