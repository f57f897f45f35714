"""Names that the recognizer takes for a person's or a body's, and what a name with its roles means."""

from __future__ import annotations

import pytest

from attribution import attribute_text

ROWS = (
    # one word that stands where places do is no person
    ("Ama Boateng drove the last bus from Tarrel on Sunday. She said the road was shut.", ["Ama Boateng"]),
    ("Ama Boateng reached Duvenny at noon. “It was dark,” she said.", ["Ama Boateng"]),
    (
        "There was smoke over Duvenny. Ama Boateng fled Duvenny with two goats. “It was dark,” she said.",
        ["Ama Boateng"],
    ),
    # who misses is no miss
    (
        "Full-back Corin Blake, who had missed two kicks, landed the third. “I shut my eyes,” he said.",
        ["Corin Blake"],
    ),
    # roles without an article are one person's
    (
        "Idris Pell, climber and mender of clocks, who has died aged 90, liked to say that he had never been lost. "
        "“I was late,” he wrote.",
        ["Idris Pell", "Idris Pell"],
    ),
    ("Nadia Ferro, teacher and mother of four, said the school had shut.", ["Nadia Ferro"]),
    # the holder of a role
    ("“The name stays,” said Volta’s chief negotiator, Katalin Bors.", ["Katalin Bors"]),
    ("The club’s new captain, Sefa Tulones, said the match was lost.", ["Sefa Tulones"]),
    ("Minister for Inland Fisheries K. Sundar Mallappa told the House that it had rained.", ["K. Sundar Mallappa"]),
)


@pytest.mark.parametrize(("text", "speakers"), ROWS)
def test_who_speaks(text: str, speakers: list[str]) -> None:
    assert [quotation.speaker and quotation.speaker.name for quotation in attribute_text(text)] == speakers
