"""Measure tasks in turns, so that what ran before favours none of them.

A task that follows another one finds its words in the vocabulary, its weights in the processor's cache and less garbage
to collect, or the opposite. So each task runs over the first texts before it is timed, with the garbage collected; the
order rotates from round to round; and tasks are compared within a round, in which the load of the machine is alike.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Mapping
from statistics import median

WARM_UP = 8  # texts before the time is taken
Task = Callable[[list[str]], object]
Seconds = dict[str, list[float]]


def in_turns(tasks: Mapping[str, Task], texts: list[str], rounds: int) -> Seconds:
    """The processor seconds of each task in each round."""
    names = list(tasks)
    seconds: Seconds = {name: [] for name in names}
    for task in tasks.values():  # the first time, all words are new and weights are loaded
        task(texts)
    for number in range(rounds):
        first = number % len(names)
        for name in names[first:] + names[:first]:
            tasks[name](texts[:WARM_UP])
            gc.collect()
            started = time.process_time()
            tasks[name](texts)
            seconds[name].append(time.process_time() - started)
    return seconds


def times_as_fast(seconds: Seconds, one: str, other: str) -> float:
    """How many times as fast ``one`` is as ``other``: the median of the rounds."""
    return median(b / a for a, b in zip(seconds[one], seconds[other], strict=True))
