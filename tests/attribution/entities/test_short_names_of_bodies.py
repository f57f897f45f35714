"""The short form of a body's name is joined to the full one, and a person's or a place's name is not."""

from __future__ import annotations

import pytest

from attribution import attribute_text

TEXTS = [
    # the first word of a company's name, which looks like a family name
    ("Zuma Minerals will close its mine.\n\nUnions protested. Zuma said it would pay them.", ["Zuma Minerals"]),
    ("The landlord, Brightmark Estates, wants more.\n\nBrightmark says that it is listening.", ["Brightmark Estates"]),
    # without what says the form of the firm
    ("A unit of Corvane Shipping Group has bought jets.\n\nCorvane Shipping has said it expects a profit.",
     ["Corvane Shipping Group"]),
    # the last word of a team's name
    ("She met the chief executive of the Coogee Sharks.\n\nThe Sharks said they wished her well.", ["Coogee Sharks"]),
    # a person of that name, a name of two bodies, an address
    ("Lindqvist Bank is closing.\n\nKurt Lindqvist left. Lindqvist said he was sad.", ["Kurt Lindqvist"]),
    ("Kestrel Power and Kestrel Homes have merged. Kestrel said the deal was good.", ["Kestrel"]),
    ("Osgood Farms is closing.\n\nMr Osgood said that he was sorry. Osgood said it was cold.", ["Osgood", "Osgood"]),
]  # fmt: skip

# The kind of a body that looks like a person, and the name behind its description
BODIES = [
    ("Overmoor Trains, which is owned by a bank, objected. It said the times were right.", ["Overmoor Trains"]),
    ("The company that manages the motel, Golden Hearth Services, said it was sorry.", ["Golden Hearth Services"]),
    ("The union representing forecasters, Prospectus, said it was sorry.", ["Prospectus"]),
    ("Its former owners, the Harcott Trust, said it was late.", ["Harcott Trust"]),
    ("The union at the mill, Volta Paper, said it was late.", ["union at the mill"]),
    ("Ana Corrigan praised its work on Friday. She said the lease had run out.", ["Ana Corrigan"]),
    ("Developer Karl Vance, 43, moved his office. He said the lease had run out.", ["Karl Vance"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speakers"), [*TEXTS, *BODIES])
def test_a_short_form_names_the_body(text: str, speakers: list[str]) -> None:
    found = [q for q in attribute_text(text) if q.cue is not None and q.cue.text in ("said", "says", "has said")]
    assert [q.speaker.name if q.speaker else None for q in found] == speakers
