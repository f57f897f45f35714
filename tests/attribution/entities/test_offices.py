"""The printed office of a speaker, and whom a spokesperson represents, in texts that parse easily."""

from __future__ import annotations

import pytest

from attribution import Speaker, SpeakerKind, attribute_text, to_record

DESCRIBED = [
    ("Prime Minister Rafael Ortega said that it was late.", "Rafael Ortega", "Prime Minister"),
    ("Secretary of State Grace Wanjiru said that it was late.", "Grace Wanjiru", "Secretary of State"),
    ("Ama Boateng, the managing director of Volta Foods, said that it was late.", "Ama Boateng",
     "managing director of Volta Foods"),
    ("Kenyan minister Grace Wanjiru said that it was late.", "Grace Wanjiru", "Kenyan minister"),
    ("Yuki Mori is a nurse in Osaka. Mori said that it was late.", "Yuki Mori", "nurse in Osaka"),
    ("The union called a strike. Its president, Yuki Mori, said that it was late.", "Yuki Mori", "president"),
    ("Former secretary of state Grace Wanjiru said that it was late.", "Grace Wanjiru", "Former secretary of state"),
    ("The critics of President Rafael Ortega left. Ortega said that it was late.", "Rafael Ortega", "President"),
    # who is the tallest or one of many holds no office
    ("Yuki Mori, who is the tallest player in the league, said that it was late.", "Yuki Mori", None),
    ("His father, Lars Dahl, said that it was late.", "Lars Dahl", None),
    # what is no office, is none; nor is a form of address
    ("Mr. Peter Hansen said that it was late.", "Peter Hansen", None),
    ("Peter Hansen said that it was late.", "Peter Hansen", None),
]  # fmt: skip

SPOKESPERSONS = [
    ("Volta Bank spokesman Peter Hansen said that it was late.", "Peter Hansen", "Volta Bank"),
    ("Peter Hansen, a spokesman for Volta Foods, said that it was late.", "Peter Hansen", "Volta Foods"),
    ("Fatima Sow, a spokeswoman for the health ministry, said that it was late.", "Fatima Sow", "health ministry"),
    ("A spokesman for Volta Foods said that it was late.", "a spokesman for Volta Foods", "Volta Foods"),
    # two speakers: the body itself speaks for nobody, nor does a director
    ("Volta Foods said that it was late.", "Volta Foods", None),
    ("Peter Hansen, a director of Volta Foods, said that it was late.", "Peter Hansen", None),
]


def speaker(text: str) -> Speaker | None:
    return attribute_text(text)[-1].speaker


@pytest.mark.parametrize(("text", "name", "description"), DESCRIBED)
def test_the_office_as_printed(text: str, name: str, description: str | None) -> None:
    found = speaker(text)
    assert found is not None
    assert (found.name, found.description) == (name, description)


@pytest.mark.parametrize(("text", "name", "body"), SPOKESPERSONS)
def test_whom_a_spokesperson_represents(text: str, name: str, body: str | None) -> None:
    found = speaker(text)
    assert found is not None
    assert (found.name, found.speaks_for) == (name, body)


def test_an_office_is_not_part_of_the_identity() -> None:
    assert Speaker("Ana Lopez", SpeakerKind.PERSON, "mayor") == Speaker("Ana Lopez", SpeakerKind.PERSON)


def test_the_record_has_both() -> None:
    (found,) = attribute_text("Volta Bank spokesman Peter Hansen said that it was late.")
    record = to_record(found)["speaker"]
    assert record.pop("confidence") > 0.9
    assert record == {
        "name": "Peter Hansen", "kind": "person", "description": "Volta Bank spokesman", "speaks_for": "Volta Bank",
        "members": [],
    }  # fmt: skip
