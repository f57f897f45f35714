"""The engine's steps grow with a text of any shape, and no faster: calls are counted, nothing is timed."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType

import pytest
from spacy.language import Language

from attribution import attribute
from attribution.parsing import parse
from attribution.tokenization import make_doc
from benchmarks.engine.shapes import SHAPES

SIZE = 2_000  # characters, and twice as many
# What grows by the bounds of a step until it meets them: sentences of 400 tokens, sixty people called by one noun,
# runs of cues in which the network finds nothing at first, and sources that are resolved where turns need their names.
LATER = {
    "according": 6_000, "closings apart": 8_000, "different ministers": 6_000, "names of three words": 8_000,
    "ordinary": 4_000, "said": 8_000, "unclosed": 6_000,
}  # fmt: skip
MOST_GROWTH = 2.3
FREE = 2_000  # calls that a longer text may have beyond: what is read once, caches


def calls(work: Callable[[], object]) -> int:
    """How many functions are called, in Python and in C."""
    count = 0

    def count_call(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count_call)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


def steps(nlp: Language, text: str) -> int:
    with nlp.memory_zone():
        doc = parse(nlp, make_doc(nlp, text))
        assert doc.text == text
        return calls(lambda: attribute(doc))


@pytest.mark.parametrize("shape", SHAPES)
def test_steps_grow_with_the_text(nlp: Language, shape: str) -> None:
    size = LATER.get(shape, SIZE)
    once, twice = (steps(nlp, SHAPES[shape](length)) for length in (size, 2 * size))
    assert twice <= MOST_GROWTH * once + FREE


def test_squared_steps_are_seen() -> None:
    def squared(size: int) -> Callable[[], object]:
        return lambda: [len(str(a)) for a in range(size) for _ in range(size)]

    assert calls(squared(200)) > MOST_GROWTH * calls(squared(100)) + FREE
