"""What a source without a name is called: its noun with what tells which one is meant."""

from __future__ import annotations

import pytest

from attribution import attribute_text

NAMES = (
    ("a clerk on the third floor", "A clerk on the third floor, who asked not to be named, said the lift was broken."),
    ("a clerk", "A clerk who asked not to be named said the lift was broken."),
    ("a sailor at the quay", "A sailor at the quay who was not authorised to speak said two ships had left."),
    ("the older of the two sisters", "“She sang first,” said the older of the two sisters."),
    ("the last of the divers", "The last of the divers said the wreck was empty."),
    ("the second of the pilots", "“It was dark,” said the second of the pilots."),
    ("a boy selling peanuts outside the stadium", "A boy selling peanuts outside the stadium said he had seen it."),
    ("the man accused of the theft", "The man accused of the theft said he was in bed."),
    ("two people briefed on the merger", "Two people briefed on the merger told the Courier that it was off."),
    ("a pilot stranded at the airport", "A pilot stranded at the airport said he had eaten nothing."),
    ("a mother who lost two sons", "A mother who lost two sons said she wanted justice."),
    ("a man who owns a goat", "A man who owns a goat said the road was shut."),
    ("the pilot", "The pilot who landed the plane says he is no hero."),
    ("one of those who stayed", "“It was cold,” said one of those who stayed."),
    ("a widow whose roof was blown off", "A widow whose roof was blown off said nobody had come."),
    ("a baker", "A baker who told police that she had seen it left."),
    ("a baker", "A baker who said the fish was off left."),
    ("an usher at the door", "“Tickets, please,” said an usher at the door on Monday."),
    ("the boy at the till", "“Two pounds,” said the boy at the till."),
    ("the mayor", "“It is shut,” said the mayor at the gate."),
    ("a trustee", "“It is shut,” said a trustee in a statement."),
    ("a trustee", "“It is shut,” said a trustee on condition of anonymity."),
    ("a porter at St Olave’s", "A porter at St Olave’s told the Gazette that it was shut."),
    ("a shareholder with 4% of the bank", "A shareholder with 4% of the bank, a farmer, said the board should go."),
    ("a team-mate", "“He could run,” said a team-mate."),
)


@pytest.mark.parametrize(("name", "text"), NAMES)
def test_an_unnamed_source_is_called_what_a_reader_calls_it(name: str, text: str) -> None:
    assert {quotation.speaker.name for quotation in attribute_text(text) if quotation.speaker} == {name}
