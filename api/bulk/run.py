"""One run: reads shards, has their texts attributed batch by batch, and writes each shard when it is complete."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass, field

import pyarrow as pa

from ..engine_pool.errors import EngineCrashed, EngineTimeout, EngineUnavailable
from ..store import UnreadReason
from .batches import INVALID, batch_of
from .local_workers import Workers
from .output_folder import OutputFolder
from .shards import Shard
from .tables import NO_QUOTATIONS, Outcome, tables, words

MAX_DEATHS = 3  # of the process that reads an article, after which the article is set aside


@dataclass(slots=True)
class Task:
    """Articles of a shard that are attributed together, by their positions; ``deaths`` of processes that read them."""

    shard: Shard
    positions: list[int]
    deaths: int = 0

    @property
    def texts(self) -> list[str]:
        """The texts of the articles."""
        found = (self.shard.records[position].article for position in self.positions)
        return [article.text for article in found if article is not None]


@dataclass(slots=True)
class Progress:
    """What a run has done: counts of ``articles``, ``words``, ``quotations``, ``known`` (done before) and statuses.

    ``records`` are those done, of all kinds.
    """

    tally: Counter[str] = field(default_factory=Counter)
    records: int = 0
    advance: Callable[[int], object] = lambda records: None  # called with the number of records done


class Run:
    """A run that writes to a folder. It holds the few shards that are in progress."""

    def __init__(self, output: OutputFolder, workers: Workers, engine: str, progress: Progress) -> None:
        """``engine``: the version that the workers must have."""
        self.output, self.workers, self.engine, self.progress = output, workers, engine, progress
        self._in_flight: dict[Future[pa.RecordBatch], Task] = {}
        self._outcomes: dict[int, dict[int, Outcome]] = {}  # by number of shard, then position of record
        self._names: dict[int, str] = {}

    def process(self, shards: Iterable[Shard]) -> None:
        """Process all shards that are not complete yet. Raises ``EngineUnavailable``."""
        for shard in shards:
            name = shard.name(self.engine)
            if self.output.has(name):
                self._skip(shard, name)
                continue
            self._names[shard.number], self._outcomes[shard.number] = name, {}
            positions = [position for position, record in enumerate(shard.records) if record.article is not None]
            size = self.workers.batch_size
            for start in range(0, len(positions), size):
                self._submit(Task(shard, positions[start : start + size]))
            if not positions:
                self._finish_if_complete(shard)
        while self._in_flight:
            self._collect()

    def _skip(self, shard: Shard, name: str) -> None:
        tally = self.progress.tally
        tally["known"] += self.output.count(name, "articles")
        tally["quotations"] += self.output.count(name, "quotations")
        tally.update(self.output.statuses(name))
        self.progress.advance(len(shard.records))

    def _submit(self, task: Task) -> None:
        while len(self._in_flight) >= self.workers.capacity:
            self._collect()
        self._in_flight[self.workers.submit(batch_of(task.texts))] = task

    def _collect(self) -> None:
        """Wait for a task to end, and take its result."""
        ended, _ = wait(self._in_flight, return_when=FIRST_COMPLETED)
        for future in ended:
            task = self._in_flight.pop(future)
            try:
                self._take(task, future.result())
            except (EngineCrashed, EngineTimeout) as error:
                self._retry(task, error)

    def _take(self, task: Task, batch: pa.RecordBatch) -> None:
        if len(batch) != len(task.positions):
            raise EngineUnavailable(f"a worker returned {len(batch)} results for {len(task.positions)} articles")
        lists = batch.column("quotations")
        for row, about in enumerate(batch.drop_columns(["quotations"]).to_pylist()):
            if about["engine"] != self.engine:
                raise EngineUnavailable(f"a worker has the engine {about['engine']}, and not {self.engine}")
            outcome = Outcome(lists[row].values, about["failure"], about["problem"])
            self._add(task.shard, task.positions[about["number"]], outcome)
        self._finish_if_complete(task.shard)

    def _retry(self, task: Task, error: EngineCrashed | EngineTimeout) -> None:
        """Attribute the articles of a process that died one by one; set the one aside that keeps killing it."""
        alone, timed_out = len(task.positions) == 1, isinstance(error, EngineTimeout)
        if alone and (timed_out or task.deaths + 1 >= MAX_DEATHS):
            reason = UnreadReason.TIMED_OUT if timed_out else UnreadReason.CRASHED
            self._add(task.shard, task.positions[0], Outcome(NO_QUOTATIONS, reason.value, str(error)))
            self._finish_if_complete(task.shard)
            return
        for position in task.positions:
            single = Task(task.shard, [position], task.deaths + 1)
            self._in_flight[self.workers.submit(batch_of(single.texts))] = single

    def _add(self, shard: Shard, position: int, outcome: Outcome) -> None:
        self._outcomes[shard.number][position] = outcome
        article = shard.records[position].article
        if article is not None and outcome.failure != INVALID:
            tally = self.progress.tally
            tally["articles"] += 1
            tally["words"] += words(article.text)
            tally["quotations"] += len(outcome.quotations)
        self.progress.advance(1)

    def _finish_if_complete(self, shard: Shard) -> None:
        outcomes = self._outcomes[shard.number]
        others = sum(record.article is None for record in shard.records)
        if len(outcomes) + others < len(shard.records):
            return
        made = tables(shard, outcomes, self.engine)
        name = self._names.pop(shard.number)
        del self._outcomes[shard.number]
        self.output.publish(name, made)
        self.progress.tally.update(made["errors"].column("status").to_pylist())
        self.progress.advance(others)
