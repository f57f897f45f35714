"""The current engine on the current gold against the floors, like the command of the gate."""

from __future__ import annotations

import pytest

from attribution.evaluation import floors, gate
from attribution.evaluation.floors import Floors
from attribution.evaluation.running import bundled

KEPT = floors.read(gate.ROOT / gate.FLOORS)
CORPUS = gate.ROOT.parent / gate.POLNEAR


def test_the_floors_of_the_seeds_are_met() -> None:
    suite = gate.seeds_suite()
    assert gate.problems(KEPT.get(suite.name, Floors()), suite, suite.measure(bundled)) == []


@pytest.mark.skipif(not (CORPUS / "text").is_dir(), reason="PolNeAR's development articles are not beside the checkout")
def test_the_floors_of_the_corpus_are_met() -> None:
    suite = gate.polnear_suite()
    assert suite
    assert gate.problems(KEPT.get(suite.name, Floors()), suite, suite.measure(bundled)) == []
