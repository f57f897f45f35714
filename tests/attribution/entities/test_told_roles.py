"""The roles that verbs give to somebody, and descriptions that mean their holders."""

from __future__ import annotations

import pytest

from attribution import attribute_text
from attribution.entities.told_roles import agents

ROWS = (
    ("Nerys Pugh was elected mayor of Harwick in May. On Friday the mayor said the bridge would reopen.", "Nerys Pugh"),
    ("Nerys Pugh became chancellor in May. The chancellor said the bank was safe.", "Nerys Pugh"),
    ("Nerys Pugh was appointed chief constable last year. The chief constable said crime was down.", "Nerys Pugh"),
    ("As warden of the weir, Nerys Pugh has shut the gate. The warden said she was tired.", "Nerys Pugh"),
    ("Nerys Pugh leads the Hill Shepherds Alliance. The alliance's leader said lambs were lost.", "Nerys Pugh"),
    ("Rovers were coached by Nerys Pugh for a year. The coach said the pitch was a swamp.", "Nerys Pugh"),
    ("The report was written by Nerys Pugh. The report's author said the data were thin.", "Nerys Pugh"),
    (
        "The bishop of Harwick said the hall would be rebuilt, and left early. The Right Rev Nerys Pugh went home.",
        "Nerys Pugh",
    ),
    # the owner of an office is a body of any name, a relative is only the owner's
    ("Nerys Pugh, the head of Volta Water, met MPs. The utility's boss said she was sorry.", "Nerys Pugh"),
    ("Nerys Pugh, Owen's daughter, came. Carla's daughter said it rained.", "Carla's daughter"),
    # companies by what the text calls them; a ship is none
    ("The company is called Aquenda. It said the rain was its own.", "Aquenda"),
    ("Shares in Brannock Foods fell on Friday. The retailer said sales were weak.", "Brannock Foods"),
    ("The MV Kestrel is in dock. The operator said repairs were nearly done.", "operator"),
    # the last word of a name, whatever it was tagged as
    ("Randall Steadily has run Volta Water since 2019. Steadily said he was sorry.", "Randall Steadily"),
    # a relative pronoun is no part of a name
    ("Nerys Pugh, whose deputy said the plan was dead, stayed at home.", "deputy"),
)


@pytest.mark.parametrize(("text", "speaker"), ROWS)
def test_a_role_that_a_verb_gives_means_its_holder(text: str, speaker: str) -> None:
    given = [quotation.speaker.name for quotation in attribute_text(text) if quotation.speaker]
    assert given == [speaker]


def test_agents_are_formed_from_verbs() -> None:
    assert agents("manage") == ("manager",)
    assert "coach" in agents("coach")
    assert agents("rain") == ()
