"""The engine as it is, on the gold as it is, against the floors: the same as the command of the gate."""

from __future__ import annotations

import pytest

from attribution.evaluation import floors, gate
from attribution.evaluation.floors import Floors
from attribution.evaluation.running import bundled

KEPT = floors.read(gate.ROOT / gate.FLOORS)
CORPUS = gate.ROOT.parent / gate.POLNEAR


def test_the_seeds_are_attributed_as_well_as_ever() -> None:
    suite = gate.seeds_suite()
    assert gate.problems(KEPT.get(suite.name, Floors()), suite, suite.measure(bundled)) == []


@pytest.mark.skipif(not (CORPUS / "text").is_dir(), reason="PolNeAR's development articles are not beside the checkout")
def test_the_corpus_is_attributed_as_well_as_ever() -> None:
    suite = gate.polnear_suite()
    assert suite
    assert gate.problems(KEPT.get(suite.name, Floors()), suite, suite.measure(bundled)) == []
