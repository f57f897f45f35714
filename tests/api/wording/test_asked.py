"""What an asked quotation says of words left out and put in."""

from __future__ import annotations

import pytest

from api.wording.asked import Asked, Gap, read

ANY, FEW = Gap(None), Gap(8)


def runs(asked: Asked) -> list[str]:
    return [" ".join(word.key for word in run) for run in asked.runs]


@pytest.mark.parametrize(
    ("text", "expected", "gaps"),
    [
        ("We will stay", ["we will stay"], ()),
        ("We will … stay", ["we will", "stay"], (ANY,)),
        ("We will... stay", ["we will", "stay"], (ANY,)),
        ("We will . . . stay", ["we will", "stay"], (ANY,)),
        ("We will [...] stay", ["we will", "stay"], (ANY,)),
        ("We will (…) stay", ["we will", "stay"], (ANY,)),
        ("We will [all] stay", ["we will", "stay"], (FEW,)),
        ("We will [all] ... stay", ["we will", "stay"], (ANY,)),
        ("[W]e will stay", ["we will stay"], ()),
        ("We hope[d] to stay", ["we", "to stay"], (FEW,)),
        ("We will stay [sic] here", ["we will stay here"], ()),
    ],
)
def test_gaps(text: str, expected: list[str], gaps: tuple[Gap, ...]) -> None:
    asked = read(text)
    assert runs(asked) == expected
    assert asked.gaps == gaps


def test_gaps_at_the_ends() -> None:
    asked = read("… we will stay [here]")
    assert (asked.opens, asked.ends, asked.gaps) == (ANY, FEW, ())


@pytest.mark.parametrize("text", ["", "...", "[he]", "[...] …", "[[[", "]"])
def test_nothing_is_asked(text: str) -> None:
    assert read(text).words == ()


def test_words_are_printed_as_they_stand_in_the_text() -> None:
    text = "[T]he “long” … way"
    assert [text[word.start : word.end] for word in read(text).words] == [word.text for word in read(text).words]
