"""A smaller role network learns from a larger one, if PyTorch is installed."""

from __future__ import annotations

import random

import numpy
import pytest

from attribution.article.role_runs import ROLES, STATES
from attribution.roles.features import COLUMNS, Features
from attribution.roles.lstm import AROUND, STRIDE
from attribution.roles.network import Network
from attribution.training.lessons import NO_WORD, WORDS, Lesson, hide_words
from attribution.training.pruning import prune

EMBEDDING, WIDTH, UNITS = 2, 6, 8


def network(chance: numpy.random.Generator, units: int = UNITS) -> Network:
    def weights(*shape: int) -> numpy.ndarray[tuple[int, ...], numpy.dtype[numpy.float32]]:
        return chance.normal(0, 0.6, shape).astype("float32")

    found = {"out.w": weights(WIDTH + 2 * units, len(ROLES) * len(STATES)), "out.b": weights(len(ROLES) * len(STATES))}
    for column in range(len(COLUMNS)):
        found[f"keys.{column}"] = numpy.arange(5, dtype="uint64")  # type: ignore[assignment]
        found[f"table.{column}"] = weights(6, EMBEDDING)
    for name, inputs in (("input", len(COLUMNS) * EMBEDDING), ("conv0", 3 * WIDTH)):
        found[f"{name}.w"], found[f"{name}.b"] = weights(inputs, 3 * WIDTH), weights(3 * WIDTH)
        found[f"{name}.scale"], found[f"{name}.shift"] = numpy.ones(WIDTH, "float32"), weights(WIDTH)
    for way in (0, 1):
        found[f"lstm{way}.w"], found[f"lstm{way}.u"] = weights(WIDTH, 4 * units), weights(units, 4 * units)
        found[f"lstm{way}.b"] = weights(4 * units)
    return Network(found)


def texts(chance: numpy.random.Generator, count: int = 12) -> list[Features]:
    return [chance.integers(0, 6, size=(150, len(COLUMNS))).astype("uint64") for _ in range(count)]


def test_units_that_copy_others_are_taken_away_without_loss() -> None:
    chance = numpy.random.default_rng(1)
    weights = dict(network(chance, 4).weights)
    for way in (0, 1):  # each unit twice
        twice = numpy.tile(numpy.arange(4), 2)
        columns = numpy.concatenate([twice + 4 * gate for gate in range(4)])
        weights[f"lstm{way}.w"] = weights[f"lstm{way}.w"][:, columns]
        weights[f"lstm{way}.b"] = weights[f"lstm{way}.b"][columns]
        weights[f"lstm{way}.u"] = weights[f"lstm{way}.u"][:, columns][twice] / 2
    out = weights["out.w"]
    halves = [out[:WIDTH], *[numpy.tile(out[WIDTH + 4 * way : WIDTH + 4 * way + 4] / 2, (2, 1)) for way in (0, 1)]]
    weights["out.w"] = numpy.concatenate(halves)
    whole, (text, *sample) = Network(weights), texts(chance)
    small = Network(prune(whole, [whole.hidden(features) for features in sample], 4))
    assert small.weights["lstm0.u"].shape == (4, 16)
    assert small.predict(text) == pytest.approx(whole.predict(text), abs=1e-2)


def test_hidden_words_are_unknown() -> None:
    chance = numpy.random.default_rng(1)
    (features,) = texts(chance, 1)
    changed = hide_words(features + numpy.uint64(2), chance) != features + numpy.uint64(2)
    assert changed.any(axis=0).tolist() == [name in WORDS for name in COLUMNS]
    assert set(hide_words(features, chance)[changed].tolist()) <= {NO_WORD, *range(6)}


def test_the_student_computes_what_it_exports_and_comes_nearer_to_the_teacher(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    torch = pytest.importorskip("torch", reason="PyTorch is not installed (extra: train)")
    from attribution.training import distillation

    monkeypatch.setattr(distillation, "WARMUP", 5)
    monkeypatch.setattr(distillation, "RATE", 0.02)
    chance = numpy.random.default_rng(1)
    teacher = network(chance)
    found = [Lesson(f, teacher.predict(f).astype("float16")) for f in texts(chance)]
    pruned = prune(teacher, [teacher.hidden(lesson.features) for lesson in found], 4)
    start = {name: values for name, values in pruned.items() if not name.startswith("conv")}
    student = distillation.Student(start)
    read = [distillation.windows(distillation.embed(teacher, x.features), x.taught) for x in found]
    decided = [slice(0, STRIDE), slice(AROUND, AROUND + STRIDE), slice(AROUND, AROUND + 150 - 2 * STRIDE)]
    assert [window.decided for window in read[0]] == decided
    before = distillation.measure(student, [window for text in read for window in text])
    distillation.train(student, [window for text in read for window in text], 60)
    after = distillation.measure(student, [window for text in read for window in text])
    assert after < 0.7 * before
    exported = Network({**start, **student.weights()})
    with torch.no_grad():
        expected = student(torch.from_numpy(read[0][0].embedded.astype("float32"))[None]).exp()[0].numpy()
    assert exported.predict(found[0].features)[:STRIDE] == pytest.approx(expected[:STRIDE], abs=1e-2)


def test_windows_of_one_length_are_taught_together() -> None:
    pytest.importorskip("torch", reason="PyTorch is not installed (extra: train)")
    from attribution.training import distillation

    sizes = (STRIDE - 20, 3 * STRIDE - 20, STRIDE - 20, STRIDE // 2)
    texts_of = [numpy.zeros((size, 2), "float16") for size in sizes]
    read = [window for text in texts_of for window in distillation.windows(text, text)]
    made = distillation.batches(read, random.Random(1))
    assert sorted(len(batch) for batch in made) == [1, 1, 1, 1, 2]
    assert all(len({len(window.embedded) for window in batch}) == 1 for batch in made)
