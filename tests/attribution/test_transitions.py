"""The transitions scored by NumPy are those of spaCy's own loop."""

from __future__ import annotations

from typing import Any

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from attribution.batching import _parts
from attribution.tokenization import make_doc
from attribution.transitions import final_states

TEXT = """“We won’t go,” said Ana Ivers, the mayor of Talverne.

She left at 9 p.m., according to Harbour Radio; nobody had asked Paul Okonjo, who was in Lisbon, whether he would stay.

Yes."""


def parts(nlp: Language) -> list[Doc]:
    return _parts(nlp.get_pipe("tok2vec")(make_doc(nlp, TEXT)))  # type: ignore[operator]


def annotations(component: Any, docs: list[Doc], states: Any) -> list[tuple[str, int, str, int]]:
    component.set_annotations(docs, states)
    return [(t.dep_, t.head.i, t.ent_type_, t.ent_iob) for doc in docs for t in doc]


@pytest.mark.parametrize("name", ["parser", "ner"])
@pytest.mark.parametrize("beam_width", [1, 2])
def test_the_annotations_are_those_of_spacy(
    nlp: Language, monkeypatch: pytest.MonkeyPatch, name: str, beam_width: int
) -> None:
    component: Any = nlp.get_pipe(name)
    monkeypatch.setitem(component.cfg, "beam_width", beam_width)
    with nlp.memory_zone():
        first, second = parts(nlp), parts(nlp)
        found = annotations(component, first, final_states(component, first))
        assert found == annotations(component, second, component.predict(second))


class Observed:
    """A component that counts the steps of its batches and keeps what its model makes for them."""

    def __init__(self, component: Any) -> None:
        self.component, self.cfg, self.moves = component, component.cfg, component.moves
        self.model, self.attrs = self, component.model.attrs
        self.steps, self.made = 0, list[Any]()

    def predict(self, docs: list[Doc]) -> Any:
        self.made.append(self.component.model.predict(docs))
        return self.made[-1]

    def transition_states(self, states: Any, scores: Any) -> Any:
        self.steps += 1
        return self.component.transition_states(states, scores)


def test_one_step_for_all_docs_and_what_they_need_is_freed(nlp: Language) -> None:
    observed = Observed(nlp.get_pipe("ner"))
    with nlp.memory_zone():
        docs = parts(nlp)
        final_states(observed, docs)
    assert observed.steps == max(map(len, docs))
    assert [hasattr(model, "state2vec") for model in observed.made] == [False]
