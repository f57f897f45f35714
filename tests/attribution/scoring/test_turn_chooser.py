"""Who speaks in a quotation without a cue, by the bundled pipeline and the trained weights."""

from __future__ import annotations

import pytest

from attribution import attribute_text
from attribution.scoring.turn_chooser import weights
from attribution.scoring.turn_situation import Choice

DIALOGUES = [
    # side by side with the next turn of the last speaker
    (
        "“Six,” said auctioneer Norman Pike. “Seven,” said farmer Ruth Adeyemi. “I have seven. Any more?” “Eight,” "
        "said Adeyemi.",
        "I have seven. Any more?",
        "Norman Pike",
    ),
    # the passage speaks of the last speaker
    (
        "Paul and Rosa Weber keep bees. “He is afraid of them,” she said. “I respect them,” he said. “He wears three "
        "veils.”",
        "He wears three veils.",
        "Rosa Weber",
    ),
    # the gesture of a woman after the words of a man
    (
        "“You lost the keys,” said Maria Tanaka. Her brother, John Tanaka, shook his head. “I lent the keys.” She "
        "sighed. “To a thief.”",
        "To a thief.",
        "Maria Tanaka",
    ),
    # who goes on: nothing tells of another turn
    (
        "“The dam held,” said engineer Maria Tanaka. “The gates did not,” said mayor John Weber. “We are still paying "
        "for them, and so are our children.”",
        "We are still paying for them, and so are our children.",
        "John Weber",
    ),
    # the passage speaks of whom the paragraph between tells of, so the last speaker goes on
    (
        "“The barn went first,” said Maria Tanaka, a vet.\n\nHer brother John was asleep upstairs.\n\n“He slept "
        "through it. He sleeps through everything.”",
        "He slept through it. He sleeps through everything.",
        "Maria Tanaka",
    ),
    # nothing speaks of whom the paragraph between tells of, who says it
    (
        "“The barn went first,” said Maria Tanaka, a vet.\n\nHer neighbour John Weber lost everything.\n\n“I was left "
        "with the clothes on my back.”",
        "I was left with the clothes on my back.",
        "John Weber",
    ),
    # the next sentence tells that somebody else said something, not whose words these are
    (
        "Clerk Maria Tanaka had seen the van. Driver John Weber stood up. “It was white.” Judge Ruth Adeyemi told him "
        "to sit down.",
        "It was white.",
        "John Weber",
    ),
    # who spoke before without quotation marks answers, and is asked again
    (
        "Treasurer John Weber told members that the roof would last.\n\n“Until when?” asked Maria Tanaka.\n\n“Until "
        "May, madam.”\n\n“And after May?”",
        "Until May, madam.",
        "John Weber",
    ),
    # and contradicts
    (
        "Minister John Weber said that the bridge had been tested.\n\n“You tested it in June,” said Maria Tanaka, a "
        "driver.\n\n“We tested it in May and in June, ma’am.”",
        "We tested it in May and in June, ma’am.",
        "John Weber",
    ),
    # who is only spoken of does not
    (
        "Striker John Weber said that he would leave the club.\n\n“We will miss him,” coach Maria Tanaka said.\n\n“He "
        "scored when it mattered.”",
        "He scored when it mattered.",
        "Maria Tanaka",
    ),
    # who spoke without quotation marks goes on, whatever somebody else asked before
    (
        "“Which one should I choose?” Maria Tanaka asked our reporter.\n\nHer son John Weber said that he had applied "
        "first.\n\n“He came to me in January. I gave advice.”",
        "He came to me in January. I gave advice.",
        "John Weber",
    ),
    # "he" is the man of the passage, and not whom it speaks of
    (
        "Prosecutor Ruth Adeyemi said she had met the widow. “She told me enough,” Adeyemi said.\n\nJohn Weber, the "
        "hunter’s father, said that he had driven all night.\n\n“A man looks before he shoots.”",
        "A man looks before he shoots.",
        "John Weber",
    ),
    # a gesture that the parser reads as a noun
    (
        "The marina raised its rents, John Weber says.\n\nMaria Tanaka shrugs.\n\n“It was hard at first. We got used "
        "to it.”",
        "It was hard at first. We got used to it.",
        "Maria Tanaka",
    ),
    # a short turn of words in capitals
    (
        "“For how long?” chairwoman Maria Tanaka asked engineer John Weber.\n\n“Since August, Chair.”",
        "Since August, Chair.",
        "John Weber",
    ),
]


@pytest.mark.parametrize(("text", "words", "speaker"), DIALOGUES)
def test_whose_turn_it_is(text: str, words: str, speaker: str) -> None:
    said = [q.speaker.name for q in attribute_text(text) if q.speaker is not None and words in q.text]
    assert said == [speaker]


def test_each_weight_is_of_a_choice() -> None:
    assert {name.partition(",")[0] for name in weights()} == {choice.value for choice in Choice}
