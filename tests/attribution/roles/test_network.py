"""The role network: its input, its output shape, and its serialization."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy
import pytest
import spacy
from spacy.language import Language

from attribution import attribute
from attribution.article.frames import Frames
from attribution.article.role_runs import ROLES, STATES
from attribution.article.segmentation import segment
from attribution.article.token_roles import roles_of
from attribution.roles import lstm
from attribution.roles import network as module
from attribution.roles.component import FACTORY, RoleTagger
from attribution.roles.features import COLUMNS, cue_probabilities, featurize
from attribution.roles.lstm import STRIDE
from attribution.roles.network import BLOCK, Network
from attribution.tokenization import make_doc

TEXT = "“We need more time,” Maria Lopez said.\n\nShe opened the bridge."


def test_features_have_a_row_per_token(nlp: Language) -> None:
    doc = nlp(make_doc(nlp, TEXT))
    passages = segment(TEXT).passages
    table = featurize(doc, passages)
    assert table.shape == (len(doc), len(COLUMNS))
    assert (featurize(doc, passages) == table).all()
    inside, outside = doc[2], doc[len(doc) - 2]
    column = COLUMNS.index("marks")
    assert table[inside.i, column] != table[outside.i, column]


def test_only_verbs_can_be_cues(nlp: Language) -> None:
    doc = nlp(make_doc(nlp, TEXT))
    likely = {t.text for t, p in zip(doc, cue_probabilities(doc, Frames([])), strict=True) if p > 0.5}
    assert likely == {"said"}


def test_an_empty_doc_has_no_rows() -> None:
    assert featurize(spacy.blank("en")(""), []).shape == (0, len(COLUMNS))


def tiny(seed: int = 1, width: int = 6, units: int = 4) -> Network:
    """A network of random weights with the known values 1 to 3 in each column."""
    chance = numpy.random.default_rng(seed)

    def some(*shape: int) -> Any:
        return chance.normal(size=shape).astype("float32")

    weights: dict[str, Any] = {}
    for column in range(len(COLUMNS)):
        weights[f"keys.{column}"] = numpy.asarray([1, 2, 3], dtype="uint64")
        weights[f"table.{column}"] = some(4, 2)
    for name, size in (("input", 2 * len(COLUMNS)), ("conv0", 3 * width)):
        weights |= {f"{name}.w": some(size, 3 * width), f"{name}.b": some(3 * width)}
        weights |= {f"{name}.scale": some(width), f"{name}.shift": some(width)}
    for way in (0, 1):
        weights |= {f"lstm{way}.w": some(width, 4 * units), f"lstm{way}.u": some(units, 4 * units) / 8}
        weights[f"lstm{way}.b"] = some(4 * units)
        weights[f"lstm{way}.b"][units : 2 * units] = -2  # forgets soon, as what windows leave out must be far
        weights[f"lstm{way}.w"] /= 4
    weights |= {"out.w": some(width + 2 * units, len(ROLES) * len(STATES)), "out.b": some(len(ROLES) * len(STATES))}
    return Network(weights)


def rows(tokens: int, seed: int = 2) -> Any:
    return numpy.random.default_rng(seed).integers(0, 5, size=(tokens, len(COLUMNS))).astype("uint64")


@pytest.mark.parametrize("tokens", [1, 2, STRIDE, STRIDE + 1, BLOCK + STRIDE + 3])
def test_each_role_has_states_that_sum_to_one(tokens: int) -> None:
    found = tiny().predict(rows(tokens))
    assert found.shape == (tokens, len(ROLES), len(STATES))
    assert found.sum(axis=2) == pytest.approx(numpy.ones((tokens, len(ROLES))), abs=1e-5)


def test_empty_input() -> None:
    assert tiny().predict(rows(0)).shape == (0, len(ROLES), len(STATES))


def test_windows_and_blocks_change_little(monkeypatch: pytest.MonkeyPatch) -> None:
    network, table = tiny(), rows(400)
    monkeypatch.setattr(lstm, "STRIDE", 1000)
    whole = network.predict(table)
    monkeypatch.setattr(lstm, "STRIDE", 64)
    assert network.predict(table) == pytest.approx(whole, abs=1e-3)
    monkeypatch.setattr(module, "BLOCK", 128)
    assert network.predict(table) == pytest.approx(whole, abs=1e-3)


def plain_lstm(weights: dict[str, Any], hidden: Any) -> Any:
    """The states of both directions, token by token from one end of the text to the other."""
    found = []
    for way, order in enumerate((range(len(hidden)), range(len(hidden) - 1, -1, -1))):
        w, u, b = (weights[f"lstm{way}.{name}"] for name in "wub")
        state, cell = numpy.zeros(len(u)), numpy.zeros(len(u))
        states = numpy.empty((len(hidden), len(u)))
        for at in order:
            *opening, proposed = numpy.split(hidden[at] @ w + state @ u + b, 4)
            read, forget, show = (1 / (1 + numpy.exp(-gate)) for gate in opening)
            cell = forget * cell + read * numpy.tanh(proposed)
            states[at] = state = show * numpy.tanh(cell)
        found.append(states)
    return numpy.concatenate(found, axis=1)


@pytest.mark.parametrize("tokens", [1, lstm.AROUND, STRIDE - 1, STRIDE, STRIDE + 1, STRIDE + lstm.AROUND + 1, 300])
def test_windows_read_what_one_pass_does(tokens: int) -> None:
    network = tiny()
    hidden = numpy.random.default_rng(3).normal(size=(tokens, 6)).astype("float32")
    assert network.lstm.read(hidden) == pytest.approx(plain_lstm(network.weights, hidden), abs=1e-3)


def test_both_directions_are_used() -> None:
    network, table = tiny(), rows(60)
    before = network.predict(table)
    changed = table.copy()
    changed[30] = 1 + table[30] % 3
    moved = numpy.abs(network.predict(changed) - before).max(axis=(1, 2))
    assert moved[20:30].max() > 0
    assert moved[31:41].max() > 0


def test_unknown_values_share_a_row() -> None:
    network, table = tiny(), rows(5)
    table[2] = 77
    other = table.copy()
    other[2] = 78
    assert network.predict(table) == pytest.approx(network.predict(other), abs=1e-5)


def test_the_weights_survive_the_disk(nlp: Language, tmp_path: Path) -> None:
    doc = nlp(make_doc(nlp, TEXT))
    before = roles_of(doc)
    assert before is not None
    nlp.get_pipe(FACTORY).to_disk(tmp_path / "roles")  # type: ignore[attr-defined]
    again = roles_of(RoleTagger().from_disk(tmp_path / "roles")(doc))
    assert again is not None
    assert again[0] == pytest.approx(before[0], abs=1e-5)
    assert (again[1] == before[1]).all()


def test_missing_weights_are_an_error(nlp: Language) -> None:
    with pytest.raises(ValueError, match="no weights"):
        RoleTagger()(nlp.make_doc(TEXT))


def test_an_invalid_file(tmp_path: Path) -> None:
    (tmp_path / "network.npz").write_bytes(b"nothing")
    with pytest.raises(ValueError, match="pickle"):
        RoleTagger().from_disk(tmp_path)


def test_without_the_component_the_rules_decide(nlp: Language) -> None:
    with nlp.select_pipes(disable=[FACTORY]):
        doc = nlp(make_doc(nlp, TEXT))
    assert roles_of(doc) is None
    assert [q.speaker.name for q in attribute(doc) if q.speaker] == ["Maria Lopez"]
