"""Several speakers at once, through the bundled pipeline: the members of the group that a text quotes."""

from __future__ import annotations

import pytest

from attribution import SpeakerKind, attribute_text

GROUPS = (
    ("Amy Klein and Bob Dorn said the ferry was late.", "Amy Klein and Bob Dorn"),
    ("Amy Klein, the mayor, and her deputy, Bob Dorn, said the ferry was late.", "Amy Klein and Bob Dorn"),
    ("Amy Klein, of Harbour Street, and Bob Dorn, of Mill Lane, denied stealing a boat.", "Amy Klein and Bob Dorn"),
    ("Carl Hale is a geologist. He and his co-author, Dr Amy Klein, wrote that ice melts.", "Carl Hale and Amy Klein"),
    (
        "Councillors Amy Klein, Lee Fong, Rita Sands and Bob Dorn said they would vote against it.",
        "Amy Klein, Lee Fong, Rita Sands and Bob Dorn",
    ),
    ("Bob and Amy Klein said they would appeal.", "Bob Klein and Amy Klein"),
    ("Amy Klein and Bob Dorn were in the lake. “It was cold,” they said.", "Amy Klein and Bob Dorn"),
    ("Amy Klein and Bob Dorn were in the lake. “Never again,” the couple told the Post.", "Amy Klein and Bob Dorn"),
    ("Amy Klein and Bob Dorn met on Monday. Both said the talks were useful.", "Amy Klein and Bob Dorn"),
    ("Amy Klein and her navigator, Bob Dorn, came in at noon. They said the mast had gone.", "Amy Klein and Bob Dorn"),
    ("Amy Klein met Bob Dorn. “We are angry,” Klein and Dorn said in a statement.", "Amy Klein and Bob Dorn"),
)
SINGLE = (
    ("Amy Klein or her deputy said the plan was dead.", SpeakerKind.PERSON),
    ("The ministers of Valdra and Orley said talks would go on.", SpeakerKind.GROUP),
    ("Doctors and nurses said they were tired.", SpeakerKind.GROUP),
    ("Amy Klein, a friend of Bob Dorn and Rita Sands, said the ferry was late.", SpeakerKind.PERSON),
)


@pytest.mark.parametrize(("text", "name"), GROUPS)
def test_every_member_of_a_group_is_named(text: str, name: str) -> None:
    speakers = [q.speaker for q in attribute_text(text) if q.speaker is not None]
    assert [(s.name, s.kind) for s in speakers] == [(name, SpeakerKind.GROUP)]
    assert ", ".join(m.name for m in speakers[0].members).replace(", ", " ") == name.replace(",", "").replace(
        " and", ""
    )


@pytest.mark.parametrize(("text", "kind"), SINGLE)
def test_one_source_is_no_list_of_members(text: str, kind: SpeakerKind) -> None:
    speakers = [q.speaker for q in attribute_text(text) if q.speaker is not None]
    assert [(s.kind, s.members) for s in speakers] == [(kind, ())]
