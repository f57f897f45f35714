"""Attributes batches in Apache Spark: the driver reads and writes, Spark's workers run the engine.

Each batch is a job with one partition, and several jobs are in progress, so that no worker waits for the slowest.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pyarrow as pa
from pyspark.errors import PythonException
from pyspark.sql import SparkSession
from pyspark.sql.pandas.types import from_arrow_schema

from ..engine_pool.errors import EngineCrashed, EngineUnavailable
from ..engine_pool.pool import ONE_THREAD
from .batches import RESULTS, attribute_batches

ROOT = Path(__file__).resolve().parents[2]  # what is on the path of Python


class SparkWorkers:
    """The Python workers of a Spark application, which this process drives; ``Workers``."""

    batch_size = 64  # texts; a job takes about 0.2 s besides them

    def __init__(self, master: str | None, jobs: int | None, function: str, timeout: float) -> None:
        """``master``: the URL of Spark's master, by default that of Spark's settings, or this machine.

        ``jobs``: how many batches are attributed at a time, by default as many as Spark has cores. ``function``: the
        engine as "module:function", which must be installed where Spark's workers run. ``timeout``: the maximum time
        for a text, in seconds. Raises ``EngineUnavailable`` if Spark does not start.
        """
        try:
            self._spark = _session(master, jobs)
        except Exception as error:  # what Py4J raises has no common base
            raise EngineUnavailable(f"Spark did not start; it needs Java 17: {_first_line(error)}") from error
        jobs = jobs or self._spark.sparkContext.defaultParallelism
        self._threads = ThreadPoolExecutor(jobs, "spark")
        self.capacity = 2 * jobs
        self._schema = from_arrow_schema(RESULTS)

        def attributed(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
            return attribute_batches(batches, function, timeout)

        self._attributed = attributed

    def submit(self, batch: pa.RecordBatch) -> Future[pa.RecordBatch]:
        """Attribute a batch in a job."""
        return self._threads.submit(self._attribute, batch)

    def _attribute(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        try:
            texts = self._spark.createDataFrame(pa.Table.from_batches([batch])).coalesce(1)
            found = texts.mapInArrow(self._attributed, self._schema).toArrow()
        except PythonException as error:
            raise EngineUnavailable(f"Spark's workers cannot run the engine: {_last_line(error)}") from error
        except Exception as error:
            if any(death in str(error) for death in _DEATHS):
                raise EngineCrashed("Spark's worker ended on it, or the text took longer than allowed") from error
            raise EngineUnavailable(f"Spark failed: {_last_line(error)}") from error
        return pa.RecordBatch.from_pylist(found.to_pylist(), schema=RESULTS)  # Spark names members of lists otherwise

    def close(self) -> None:
        """End the application."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        self._spark.sparkContext.cancelAllJobs()
        self._threads.shutdown()
        self._spark.stop()


# In the message of a job that failed because the process died that read a text.
_DEATHS = ("Python worker exited unexpectedly", "ExecutorLostFailure")


def _session(master: str | None, jobs: int | None) -> SparkSession:
    """The Spark session of this process."""
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    os.environ.update(ONE_THREAD)  # of the workers on this machine, which inherit it
    path = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    os.environ["PYTHONPATH"] = os.pathsep.join(path)
    builder = SparkSession.builder.appName("saidby bulk").config("spark.ui.showConsoleProgress", "false")
    for name, value in ONE_THREAD.items():
        builder = builder.config(f"spark.executorEnv.{name}", value)
    if master is None and jobs is not None:
        master = f"local[{jobs}]"
    return (builder.master(master) if master else builder).getOrCreate()


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]


def _last_line(error: Exception) -> str:
    """The last line of a Python traceback, which says what happened."""
    return (str(error).strip().splitlines() or [type(error).__name__])[-1]
