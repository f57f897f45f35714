"""Adjacent quotations in one paragraph: each belongs to its own cue."""

from __future__ import annotations

import pytest

from attribution import attribute_text

pytestmark = pytest.mark.usefixtures("nlp")

Turns = list[tuple[str, str]]  # speaker, what they said

ONE_BY_ONE: list[tuple[str, Turns]] = [
    ("“We will stay,” said Ana Ivers, the mayor of Talverne. “We go in June,” said Ben Oor, a clerk. “New,” he added.",
     [("Ana Ivers", "We will stay,"), ("Ben Oor", "We go in June,"), ("Ben Oor", "New,")]),
    ("“We will stay,” said Ana Ivers. “We go in June,” said Ben Oor. “New,” he added.",
     [("Ana Ivers", "We will stay,"), ("Ben Oor", "We go in June,"), ("Ben Oor", "New,")]),
    # the second in the other order of words
    ("“We will stay,” said Ana Ivers, the mayor of Talverne. “We go in June,” Ben Oor, a clerk, said. “New,” he added.",
     [("Ana Ivers", "We will stay,"), ("Ben Oor", "We go in June,"), ("Ben Oor", "New,")]),
    ("“The road is closed,” Ana Ivers said. “Nobody told us,” said Ben Oor, a clerk. “We walked,” he added.",
     [("Ana Ivers", "The road is closed,"), ("Ben Oor", "Nobody told us,"), ("Ben Oor", "We walked,")]),
    # a clause after the name
    ("“We will stay,” said Ana Ivers, who runs the town. “We go in June,” said Ben Oor, who runs the port.",
     [("Ana Ivers", "We will stay,"), ("Ben Oor", "We go in June,")]),
    # no names at all
    ("“We will stay,” said the mayor of Talverne. “We go in June,” said a clerk.",
     [("the mayor of Talverne", "We will stay,"), ("a clerk", "We go in June,")]),
    # other marks
    ('"We will stay," said Ana Ivers. "We go in June," said Ben Oor.',
     [("Ana Ivers", "We will stay,"), ("Ben Oor", "We go in June,")]),
    ("“Is the river too high?” Maria Lopez asked. “Yes,” Peter Brown said.",
     [("Maria Lopez", "Is the river too high?"), ("Peter Brown", "Yes,")]),
    # what nobody else claims goes on from the one before, also where a name with an apostrophe opens the next sentence
    ("“The grass suffers,” said Ana Ivers. “In our case they also eat the fish.” Fa’asala warned of a desert.",
     [("Ana Ivers", "The grass suffers, In our case they also eat the fish."), ("Fa’asala", "a desert")]),
    ("“We will stay,” said Ana Ivers, the mayor of Talverne. “We go in June.”",
     [("Ana Ivers", "We will stay, We go in June.")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "turns"), ONE_BY_ONE)
def test_each_quotation_belongs_to_its_own_cue(text: str, turns: Turns) -> None:
    assert [(q.speaker.name if q.speaker else "", q.text) for q in attribute_text(text)] == turns
