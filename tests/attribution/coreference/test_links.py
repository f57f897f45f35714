"""The probability that a speaker is rightly named."""

from __future__ import annotations

import pytest

from attribution import attribute_text
from attribution.coreference.links import WEIGHTS, probability, weights
from attribution.model import Quotation

SURE = 0.9
SURE_LINKS = [
    "“The pump failed twice,” said Amina Diallo.",
    "Amina Diallo, who runs the mill, told reporters that the pump had failed.",
    "HOST: Is the pump safe?\n\nAMINA DIALLO: The pump is safe, and it always was.",
    "Amina Diallo runs the mill. “The pump failed twice,” Diallo said.",
]
LESS_SURE = [
    # a link, and the same one with less to go by
    ("Amina Diallo said the pump had failed.", "Amina said the pump had failed."),
    ("Amina Diallo said the pump had failed.", "Vloggie Prill Amina Diallo said the pump had failed."),
    ("Amina Diallo runs the mill. She said the pump had failed.",
     "Amina Diallo met Grace Osei at the mill, where Ruth Pryce works. She said the pump had failed."),
    ("Engineer Amina Diallo runs the mill. Diallo said the pump had failed.",
     "Engineer Amina Diallo runs the mill. The woman said the pump had failed."),
    ("Volta Mills, a company in Tema, bought a pump. Volta Mills said it had failed.",
     "Volta Mills bought a pump. The company said it had failed."),
]  # fmt: skip


def only(text: str) -> Quotation:
    """The last quotation of a text."""
    return attribute_text(text)[-1]


def link(text: str) -> float:
    speaker = only(text).speaker
    assert speaker is not None
    assert speaker.confidence is not None
    return speaker.confidence


@pytest.mark.parametrize("text", SURE_LINKS)
def test_a_full_name_or_label_beside_the_cue_is_sure(text: str) -> None:
    assert link(text) >= SURE


@pytest.mark.parametrize(("more", "less"), LESS_SURE)
def test_what_the_text_leaves_open_is_less_sure(more: str, less: str) -> None:
    assert link(less) < link(more)


@pytest.mark.parametrize("text", ["The airline said the flight was full.", "Its chief said the flight was full."])
def test_a_speaker_without_a_rival_is_not_certain(text: str) -> None:
    assert link(text) < 0.98


def test_the_confidence_of_a_quotation_includes_its_link() -> None:
    found = only("Amina Diallo met Grace Osei at the mill. She said the pump had failed.")
    assert found.speaker is not None
    assert found.speaker.confidence is not None
    assert found.confidence <= found.speaker.confidence


def test_the_probability_is_the_logistic_function_of_the_weighted_features() -> None:
    assert probability({}, {"any": 1.0}) == pytest.approx(0.5)
    assert probability({"any": 1.0, "distance": -2.0}, {"any": 1.0, "distance": 0.5, "unknown": 9.0}) == 0.5
    assert WEIGHTS.is_file()
    assert {"any", "form=name", "form=pronoun", "form=description", "form=label"} <= weights().keys()
