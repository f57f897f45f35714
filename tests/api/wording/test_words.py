"""Words: what counts as the same word."""

from __future__ import annotations

import pytest

from api.wording.words import words


def keys(text: str) -> list[str]:
    return [word.key for word in words(text)]


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("“We’re done,” she said", "WE'RE DONE SHE SAID"),
        ("a long-term plan — ours", "a long term plan, ours"),
        ("the colour of the organisation", "the color of the organization"),
        ("we will finalise, not rationalise", "we will finalize, not rationalize"),
        ("whilst we learnt", "while we learned"),
        ("Søren’s café", "Soren's cafe"),
        ("cafe\u0301", "café"),
        ("in\u00adfor\u00admation", "information"),
        ("1,200 people", "1200 people"),
        ("five per cent", "5%"),
        ("fifty percent", "50 %"),
        ("£5m", "£5 million"),
        ("$2bn", "$2 billion"),
        ("the third time", "the 3rd time"),
        ("We don’t, can't and won't", "we do not, cannot, and will not"),
        (
            "It's true that she'd go if they're late; let's go",
            "it is true that she would go if they are late. Let us go",
        ),
        ("twenty-five of four hundred and ten", "25 of 410"),
        ("three thousand two hundred people", "3,200 people"),
        ("sixteen hundred, or 12 thousand", "1600, or 12,000"),
        ("£5k", "£5,000"),
        ("four point two five million", "4.25 million"),
        ("Um, we, uh, agree", "we agree"),
    ],
)
def test_the_same_words(text: str, other: str) -> None:
    assert keys(text) == keys(other)


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("we're", "were"),
        ("$5", "£5"),
        ("5 percent", "5 points"),
        ("1.5", "15"),
        ("3,5", "35"),
        ("can", "can't"),
        ("story", "history"),
        ("one, two, three hundred", "302"),
        ("seven two", "9"),
        ("the point two made", "0.2"),
        ("the ER", "the"),
        ("Ana's boat", "Ana is boat"),
    ],
)
def test_other_words(text: str, other: str) -> None:
    assert keys(text) != keys(other)


def test_words_keep_their_offsets() -> None:
    text = "“Pay £5m by 3.5 per cent,” don’t you?"
    assert [text[word.start : word.end] for word in words(text)] == [word.text for word in words(text)]
    assert keys(text) == ["pay", "£", "5", "million", "by", "3.5", "%", "do", "not", "you"]


@pytest.mark.parametrize("text", ["", " \n", "…", "“”", "\u200b", "—"])
def test_a_text_without_words(text: str) -> None:
    assert words(text) == ()


def test_a_number_of_any_length_is_a_word() -> None:
    """Python converts no number of more than some thousand digits."""
    [word] = words("7" * 10_000)
    assert word.key == "7" * 10_000
