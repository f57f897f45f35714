"""Words in quotation marks outside of all quotations."""

from __future__ import annotations

import pytest

from api.verification.marked_passages import unattributed

from ...api.fakes import attribute


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She kept it “in a biscuit tin under the sink”.", ["in a biscuit tin under the sink"]),
        ('They sang "all the way home" and left.', ["all the way home"]),
        ("The ‘so called old guard’ stayed.", ["so called old guard"]),
        ("The “old guard” stayed.", []),
        ("It was “never closed.\n\nNobody minded.", []),
        ("No marks at all.", []),
        ("", []),
    ],
)
def test_passages(text: str, expected: list[str]) -> None:
    assert [passage.text for passage in unattributed(text, ())] == expected


def test_what_a_quotation_has_is_left_out() -> None:
    text = "“We shall see what comes,” Ada Byron said."
    assert list(unattributed(text, attribute(text))) == []


def test_offsets_are_those_of_the_text() -> None:
    text = "One.\n\nIt was ``never quite closed'' again."
    (passage,) = unattributed(text, ())
    assert text[passage.spans[0].start : passage.spans[0].end] == "never quite closed"
    assert passage.speaker is None
