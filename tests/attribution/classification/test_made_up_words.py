"""Words in quotation marks that nobody said: on signs, in fiction, and made up by the article itself."""

from __future__ import annotations

import pytest

from attribution import attribute_text
from attribution.model import QuotationType, Reason

ON_THINGS = [
    "A protester held up a banner saying “Trees Not Tarmac”.",
    "Painted boards along the quay read “No Landing” in red.",
    "The label says it is “vet approved”.",
    "A mug on her desk says “Boss of Nothing”.",
    "She wore a T-shirt that said “Ask Me Tomorrow”.",
    "“Every tree counts,” read a banner on the town hall.",
    "Placards at the gate read, “Pay Us” and “Talk to Us.”",
    "Graffiti on the tower says “Swim”.",
    "The poet, whose gravestone reads “I tried,” died in May.",
    "Carved in the oldest stone is a warning: “Trust not the calm”.",
    "Somebody had scratched “go home” into the glass.",
    "A poster that quotes Ana Ruiz as saying “Pay up or paddle” was torn down.",
    "A banner on the wall quoting Ana Ruiz as saying “Silence is study” faces the sea.",
    "A brass sign hung over the door. “Knock twice,” it said.",
    "A banner hung from the crane said “Bread, not bombs”.",
]
NOT_SAID = [
    "Experience shows that promises do not last.",
    "History teaches us that dams fail.",
    "Every child knows the words: “Rise, little river, and carry us over.”",
    "A graphic shows the mayor beside the words “Bins are for the lazy”.",
    "She called her boat “Otto” and sailed it home.",
    "The town nicknamed the bridge “Old Grumble” in 1920.",
]
MADE_UP = [
    "Imagine a banker who says, “I have earned enough.” You cannot.",
    "Suppose a pilot came to you and said, “I am lost.”",
    "If a waiter spilled the soup and said, “Soup has been spilled,” you would leave.",
    "If anyone told you that the river was safe, they were wrong.",
    "A politician might tell you that the lessons have been learned.",
    "Every child knows the words: “Rain on the slate, bread on the plate.”",
    "Ana Ruiz owns the inn. She built it. The menu says “catch of the day”. The receipt promises “a warm welcome”.",
    "Some would say that the town was happier poor.",
    "Many might argue that the tax is fair.",
    "Others may call it “theft”.",
    "Lawyers may argue that a goose cannot own land.",
    "Some will say that the town was happier poor.",
    "The landlord might tell you that the damp is your own fault.",
    "Mr Ruiz may tell me that the tree was dead; I counted the leaves.",
    "My aunt will ask what I want with a boat.",
    "In the play, the king says “Forgive me, I was busy” and leaves.",
    "The chorus goes: “O train, bring him home”.",
    "You might hear a parent say, “Not in this house.”",
    "Critics may ask, “Why now?”",
    "If your boss says “no”, ask why.",
    "The goat looked at her as though to ask, “Is that all?”",
    "It is as if the bank had told its clients, “Learn to swim.”",
    "The reader may ask whether the goat was ever found.",
    "The villain tells the hero: “You are late.”",
    "The former mayor is also wrongly said to have called residents “pigs”.",
    "A meme quoted her as saying “Let them walk”, which she never did.",
    "There is a scene in which the aunt says, “I never stole a thing.”",
    "In the film of her life, the actress Ana Ruiz says “Sit down” to a boy of six.",
    "An actress playing the queen says, “A pawn has patience.”",
    "The novel ends when the narrator says: “I was the thief.”",
    "A message quotes the mayor as saying, “Dogs have no place here.” The mayor never said it.",
    "A clip filmed in May appears to show the vet saying: “Cows are liars.” The clip is fake.",
    "A screenshot shows the bishop apparently writing, “The roof can wait.” He posted nothing of the kind.",
    "In a forged letter, the bishop appears to say that “the roof fund is gone”.",
    "Did the mayor really say “Let them swim”?",
]
SAID = [
    ("Ana Ruiz", "Ana Ruiz wore a red scarf. “We will stay,” she said."),
    ("Ana Ruiz", "“If the dam fails, we will leave,” Ana Ruiz said."),
    ("Ana Ruiz", "If Ana Ruiz was afraid, nobody saw it. “We will stay,” she said."),
    ("Ana Ruiz", "“Imagine a town without a bus,” said Ana Ruiz."),
    ("Ana Ruiz", "The actor Ana Ruiz said, “The play is long.”"),
    ("Bo Ek", "In the film, the miner Bo Ek says: “We had no masks.”"),
    ("letter from the ministry", "“Come home,” a letter from the ministry said."),
    ("the evidence", "The evidence shows that dams fail."),
    ("the mayor", "In a speech today the mayor will say: “We are not a museum.”"),
    ("Ana Ruiz", "Ana Ruiz will argue in court that the will was forged."),
    ("Ana Ruiz", "The Gazette quoted Ana Ruiz as saying “We are here”."),
    ("Ana Ruiz", "“We are here,” said Ana Ruiz, pointing at a banner."),
    ("Ana Ruiz", "Ana Ruiz called him a “liar”."),
    ("a driver", "A driver said: “I would not go there.”"),
    ("Ana Ruiz", "A newspaper quoted Ana Ruiz as saying, “Come and swim.”"),
]


@pytest.mark.parametrize("text", ON_THINGS)
def test_a_thing_says_nothing(text: str) -> None:
    quotations = attribute_text(text)
    assert not [q.speaker for q in quotations if q.speaker]
    assert {q.evidence.reason for q in quotations} <= {Reason.NOT_SPEECH, Reason.NO_CUE}


@pytest.mark.parametrize("text", NOT_SAID)
def test_names_and_conclusions_are_not_said(text: str) -> None:
    assert not [q.text for q in attribute_text(text) if q.speaker]


@pytest.mark.parametrize("text", MADE_UP)
def test_made_up_words_have_no_speaker(text: str) -> None:
    assert not [q.speaker for q in attribute_text(text) if q.speaker and q.type != QuotationType.ACT]


@pytest.mark.parametrize(("name", "text"), SAID)
def test_what_is_said_has_a_speaker(name: str, text: str) -> None:
    names = [q.speaker.name for q in attribute_text(text) if q.speaker]
    assert [found.removeprefix("a ") for found in names] == [name.removeprefix("a ")]
