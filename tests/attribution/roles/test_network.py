"""The role network: its input, its shape, and its way to disk and back."""

from __future__ import annotations

from pathlib import Path

import numpy
import pytest
import spacy
from spacy.language import Language

from attribution import attribute
from attribution.parsing import make_doc
from attribution.roles.component import FACTORY, RoleTagger, roles_of
from attribution.roles.features import COLUMNS, cue_probabilities, featurize
from attribution.roles.network import build_network, softmax

TEXT = "“We need more time,” Maria Lopez said.\n\nShe opened the bridge."


def test_features_have_a_row_a_token(nlp: Language) -> None:
    doc = nlp(make_doc(nlp, TEXT))
    table = featurize(doc)
    assert table.shape == (len(doc), len(COLUMNS))
    assert (featurize(doc) == table).all()
    inside, outside = doc[2], doc[len(doc) - 2]
    column = COLUMNS.index("marks")
    assert table[inside.i, column] != table[outside.i, column]


def test_only_verbs_can_be_cues(nlp: Language) -> None:
    doc = nlp(make_doc(nlp, TEXT))
    likely = {t.text for t, p in zip(doc, cue_probabilities(doc, []), strict=True) if p > 0.5}
    assert likely == {"said"}


def test_an_empty_doc_has_no_rows() -> None:
    assert featurize(spacy.blank("en")("")).shape == (0, len(COLUMNS))


def test_each_role_has_three_states_that_sum_to_one() -> None:
    network = build_network(width=8, depth=1)
    rows = numpy.zeros((5, len(COLUMNS)), dtype="uint64")
    network.initialize(X=[rows])
    (logits,) = network.predict([rows])
    found = softmax(logits)
    assert found.shape == (5, 3, 3)
    assert found.sum(axis=2) == pytest.approx(numpy.ones((5, 3)), abs=1e-5)


def test_the_weights_survive_the_disk(nlp: Language, tmp_path: Path) -> None:
    doc = nlp(make_doc(nlp, TEXT))
    before = roles_of(doc)
    assert before is not None
    nlp.get_pipe(FACTORY).to_disk(tmp_path / "roles")  # type: ignore[attr-defined]
    again = RoleTagger().from_disk(tmp_path / "roles")
    assert roles_of(again(doc)) == pytest.approx(before, abs=1e-5)


def test_without_the_component_the_rules_decide(nlp: Language) -> None:
    with nlp.select_pipes(disable=[FACTORY]):
        doc = nlp(make_doc(nlp, TEXT))
    assert roles_of(doc) is None
    assert [q.speaker.name for q in attribute(doc) if q.speaker] == ["Maria Lopez"]
