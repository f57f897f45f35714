"""Training of the role network, if PyTorch is installed."""

from __future__ import annotations

import numpy
import pytest

from attribution.article.role_runs import STATES
from attribution.roles.features import COLUMNS

pytest.importorskip("torch", reason="PyTorch is not installed (extra: train)")

import torch

from attribution.training import tagger


def test_states_mark_the_end_of_a_span() -> None:
    column = [0, 1, 2, 2, 0, 1, 1, 2]
    targets = numpy.asarray([column] * 3, dtype="int8").T
    letters = ["".join(STATES[s] for s in row) for row in tagger.states_of(targets).T]
    assert letters == ["OBIEOSBE"] * 3


def test_rare_values_have_no_row() -> None:
    table = numpy.full((4, len(COLUMNS)), 9, dtype="uint64")
    table[0] = 5
    keys = tagger.frequent_values([table])
    assert [own.tolist() for own in keys] == [[9]] * len(COLUMNS)
    assert tagger.table_rows(keys, table)[:, 0].tolist() == [0, 1, 1, 1]


def test_the_export_computes_what_was_trained(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tagger, "UNITS", 8)
    monkeypatch.setattr(tagger, "WIDTH", 8)
    chance = numpy.random.default_rng(1)
    features = [chance.integers(0, 6, size=(40, len(COLUMNS))).astype("uint64") for _ in range(3)]
    wanted = [(f[:, :3] % 2).astype("int8") for f in features]
    made: list[tagger.Tagger] = []
    whole = tagger.export
    monkeypatch.setattr(tagger, "export", lambda model, keys: made.append(model) or whole(model, keys))  # type: ignore[func-returns-value]
    network = tagger.train(features, wanted, epochs=2)
    model = made[0].eval()
    rows = torch.from_numpy(tagger.table_rows(tagger.frequent_values(features), features[0]))[None]
    with torch.no_grad():
        expected = model(rows, torch.ones(1, 40, 1)).softmax(-1)[0].numpy()
    assert network.predict(features[0]) == pytest.approx(expected, abs=1e-5)


def test_it_learns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tagger, "WARMUP", 5)
    chance = numpy.random.default_rng(1)
    features = [chance.integers(0, 2, size=(200, len(COLUMNS))).astype("uint64") for _ in range(6)]
    wanted = [numpy.repeat(f[:, 4:5], 3, axis=1).astype("int8") for f in features]
    found = tagger.train(features, wanted, epochs=6).predict(features[0])
    inside = 1 - found[:, :, 0] > 0.5
    assert (inside == (wanted[0] > 0)).mean() > 0.9
