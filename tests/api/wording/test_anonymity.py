"""Reasons why a source is not named: found in the sentence of the quotation or the next, and nowhere else."""

from __future__ import annotations

import pytest

from api.wording.anonymity import reason_given

NAMED = "The vote is on Monday."
GIVEN = "“It leaks,” said a deckhand, who spoke on condition of anonymity because he fears for his job."
LATER = "“It leaks,” said a deckhand."
WHY = "He asked not to be identified."


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (f"{NAMED} {GIVEN} {NAMED}", GIVEN),
        (f"{NAMED} {LATER} {WHY} {NAMED}", WHY),
        (f"{NAMED} {LATER} {NAMED} {WHY}", None),
        (f"{WHY} {LATER} {NAMED}", None),
        (f"{NAMED} {LATER}", None),
        ("“It leaks,” said an official not authorised to speak to the press.", "“It leaks,” said an official not "
         "authorised to speak to the press."),
        ("“It leaks,” said a clerk\nwho asked not to be named.", "who asked not to be named."),
    ],
)  # fmt: skip
def test_the_reason(text: str, reason: str | None) -> None:
    start = text.index("It leaks")
    assert reason_given(text, start, start + len("It leaks,")) == reason
