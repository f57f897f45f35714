"""The sentence on each quotation of a checked draft."""

from __future__ import annotations

import pytest

from api.http.representations.check_messages import message
from api.http.representations.checks import check_record
from api.operations.checking import check_draft
from api.verification.drafts import DraftInput, SourceInput

from ... import fakes

SOURCES = [
    SourceInput(
        "notes.txt",
        "“If we mend it, the wall will hold for 100 years. We have told them so. Few came to look,” Ana Ruiz said.\n\n"
        "“Nobody mended the ferry,” Bo Ek said.\n",
    ),
    SourceInput(
        "tape.vtt", "WEBVTT\n\n00:14:03.000 --> 00:14:09.000\n“It's the last boat of its kind,” Cy Dee said.\n"
    ),
]


def messages(draft: str) -> list[str]:
    check = check_draft(fakes.FunctionAttributor(fakes.attribute), None, DraftInput(draft, SOURCES, archive=False))
    return [item["message"] for item in check_record(check)["quotations"]]


@pytest.mark.parametrize(
    ("quote", "speaker", "expected"),
    [
        ("Nobody mended the ferry,", "Bo Ek", "notes.txt has these words from Bo Ek."),
        ("We have told them so.", "Ana Ruiz", "notes.txt has these words from Ana Ruiz, in a longer passage."),
        ("Nobody mended the ferry,", "Ana Ruiz",
         "notes.txt has these words from Bo Ek, not from Ana Ruiz: “Nobody mended the ferry”."),
        ("Somebody mended the ferry,", "Bo Ek", "notes.txt has “Nobody” where the draft has “Somebody”."),
        ("It wasn't the last boat of its kind,", "Cy Dee",
         "tape.vtt at 00:14:03 has “It's” where the draft has “It wasn't”."),
        ("The wall will hold for 100 years.", "Ana Ruiz",
         "The draft leaves out a condition that notes.txt has from Ana Ruiz: “If we mend it,”."),
        ("We have told them so. Nobody mended the ferry,", "Bo Ek",
         "These words are joined, without an ellipsis, from passages that stand apart in notes.txt."),
        ("I love the sea and the rain,", "Bo Ek", "The sources have no such words, nor any close to them."),
    ],
)  # fmt: skip
def test_the_sentence_says_what_is_wrong_and_what_the_record_has_where(quote: str, speaker: str, expected: str) -> None:
    assert messages(f"“{quote}” {speaker} said.\n") == [expected]


@pytest.mark.parametrize(
    ("finding", "expected"),
    [
        ("paraphrased", "notes.txt bears this out: “no ferry”."),
        ("altered", "A number, a date or a negation differs from notes.txt, which has “no ferry”."),
        ("denied", "notes.txt has this only as something that Bo Ek denied or did not say: “no ferry”."),
        ("other_speaker", "notes.txt has this from Bo Ek, not from Ana Ruiz: “no ferry”."),
    ],
)
def test_the_sentence_on_a_report(finding: str, expected: str) -> None:
    match = {"source": "notes.txt", "time": None, "quote": None, "speaker": "Bo Ek", "text": "no\nferry"}
    quotation = {"quoted": [], "type": "indirect", "speaker": {"name": "Ana Ruiz"}}
    assert message({"finding": finding, "matches": [match], "quotation": quotation, "verdict": "stop"}) == expected
