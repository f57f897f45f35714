"""The questions and answers of interviews without labels, in the forms in which they are printed."""

from __future__ import annotations

import pytest

from attribution import attribute_text
from attribution.article.blocks.exchanges import find_exchanges
from attribution.article.text import paragraphs

# Each text is a list of paragraphs: "?" opens a question, ">" a paragraph of an answer, the others are neither.
BOLD = [
    "**“I learnt it from a goat”**",
    "*Potter Edda Vance on clay and debt. By Joss Reed*",
    "?**You started in a bank. Do you miss it?**",
    ">Only the stapler.",
    "?**And then you bought a kiln.**",
    ">My brother bought it. I was meant to sell it for him.",
    ">He has stopped asking.",
    "?**Why the blue?**",
    ">I spilled something. Would you have thrown it away?",
    "*Edda Vance shows at the Mill until June.*",
]
PLAIN = [
    "Baker Edda Vance spoke to us at five in the morning.",
    "?You never sleep. How do you stand it?",
    ">I lie down between the rye and the buns.",
    "?They say the bread is too dear.",
    ">I say that it is dear to me.",
    "?What did your father bake?",
    ">He was a plumber. I never saw him hold a loaf.",
    "?Will you retire?",
    ">Where would I go?",
]
CAPITALS = [
    "Ten minutes with Edda Vance",
    "?WHY DID YOU LEAVE?",
    ">The roof left first. I only followed.",
    "?AND NOW?",
    ">I am looking for a roof.",
]
DASHES = [
    "?— Why did you leave Porto?",
    ">— There was a play and I stayed for it.",
    "?— Do you go back?",
    ">— My mother would not know me.",
    "Edda Vance was talking to Joss Reed.",
]
BESIDE = [
    "Five questions for Edda Vance",
    "?First job? |>I washed eels.",
    "?Best advice? |>Never lend your ladder. I lent mine.",
    "?What keeps you awake? |>My neighbour's drum.",
]
ANSWERS_IN_BOLD = [
    "?Did you expect it?",
    ">**No. I had gone home.**",
    "?Who told you?",
    ">**My son rang. I thought that he wanted money.**",
    "Edda Vance is the author of Salt.",
]


ALL = [BOLD, PLAIN, CAPITALS, DASHES, BESIDE, ANSWERS_IN_BOLD]


def text_of(printed: list[str]) -> str:
    return "\n\n".join("".join(part.lstrip("?>") for part in line.split("|")) for line in printed)


def parts_of(printed: list[str], opening: str) -> list[str]:
    parts = [part for line in printed for part in line.split("|") if part[0] == opening]
    return [part[1:].strip() for part in parts]


def answers_of(printed: list[str]) -> list[str]:
    return [answer.removeprefix("— ").strip("*") for answer in parts_of(printed, ">")]


@pytest.mark.parametrize("printed", ALL)
def test_questions_and_answers_are_told_apart(printed: list[str]) -> None:
    text = text_of(printed)
    found = find_exchanges(text, paragraphs(text))
    assert [text[slice(*exchange.question)].strip() for exchange in found] == parts_of(printed, "?")
    told = [text[slice(*line)] for exchange in found for line in exchange.answer]
    assert told[: len(answers_of(printed))] == answers_of(printed)  # what follows the last answer may be its end


@pytest.mark.parametrize("printed", ALL)
def test_the_answers_are_those_of_who_is_introduced(printed: list[str]) -> None:
    said = [
        q.text for q in attribute_text(text_of(printed)) if q.speaker is not None and q.speaker.name == "Edda Vance"
    ]
    assert [answer for answer in answers_of(printed) if answer not in " ".join(said)] == []
    assert not any("talking to" in words or "Salt" in words for words in said)


def test_the_words_in_marks_above_an_interview_are_those_of_who_answers() -> None:
    first = attribute_text(text_of(BOLD))[0]
    assert (first.text, first.speaker.name if first.speaker else None) == ("I learnt it from a goat", "Edda Vance")


@pytest.mark.parametrize(
    "lines",
    [
        # an explainer: nobody answers
        ["The strike explained", "Why are they striking?", "Edda Vance leads the union, which wants 7%.",
         "When will it end?", "You may have to wait until Monday.", "Can I get a refund?", "Yes, if you apply."],
        # the paragraphs of a feature below heads in bold
        ["**A long way up**", "I climbed after Edda Vance in March.", "**Silence**", "She has been deaf since 1990.",
         "**What next?**", "My guide would not say."],
    ],
)  # fmt: skip
def test_heads_of_other_texts_are_not_put_to_anybody(lines: list[str]) -> None:
    assert [q.text for q in attribute_text("\n\n".join(lines)) if q.speaker is not None] == []
