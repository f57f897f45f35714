"""Names in full, whatever the recognizer made of them, and sources whose own words give their names."""

from __future__ import annotations

import pytest

from attribution import attribute_text

ROWS = [
    # the recognizer took the full name for a place or a body, and the article calls its bearer by the family name
    (
        "Harrow Garda Sergeant Eoin Falcon told the court that Crotty had invented three suppliers. Sgt Falcon agreed "
        "that the money was gone.",
        ["Eoin Falcon", "Eoin Falcon"],
    ),
    (
        "Tiffany Boyle runs the archive and Savannah Weir guards it. Weir checked the log. “Nobody came,” Weir said.",
        ["Savannah Weir"],
    ),
    ("On Monday Boyle found the window open. “My file is gone,” Boyle said.", ["Boyle"]),
    ("Dr Min-ah Park, director of the agency, said it would rain. “Stay at home,” Dr Park said.", ["Min-ah Park"] * 2),
    # titles within a name, initials after a title
    ("Labour leader Shahida Begum Mina alleged that the owner had fled.", ["Shahida Begum Mina"]),
    # who is named after an office and its body, or in the source's own words
    ("The president of the Harwick Dockers’ Union, Ngozi Eze, said some of her members stayed home.", ["Ngozi Eze"]),
    ("Counsel for the council, Jocasta Wynn KC, denied that any letter had come.", ["Jocasta Wynn"]),
    ("Another tenant, who wanted to be known only as Ms Lim, said the lift had failed.", ["Lim"]),
    ("A resident, who asked to be called Mina, said it was loud.", ["Mina"]),
    # particles within a name
    ("Flautist Daan Van 't Veld packed up. 'Is anybody hungry?' he joked.", ["Daan Van 't Veld"]),
    ("The dike is safe, said Ruben van 't Land.", ["Ruben van 't Land"]),
    ("“I am tired,” said Jan op den Akker.", ["Jan op den Akker"]),
    # between an office and its holder: initials, a nickname, a second title
    ("Duty Forester (DF) Halim Castro warned that the path was closed.", ["Halim Castro"]),
    ("Station Officer (SO) Mina Petrov said the bridge was shut.", ["Mina Petrov"]),
    ("The plumber, 'Wrench' Toby Castro, complained that it was the pump.", ["Toby Castro"]),
    ('The plumber, "Wrench" Toby Castro, said it was the pump.', ["Toby Castro"]),
    ("The Bishop of Ardle, Rt Rev (Dr) Mina Petrov, said that the roof was leaking.", ["Mina Petrov"]),
    ("The Dean of the College, Rev (Dr) Mina Petrov, said it was late.", ["Mina Petrov"]),
    ("The Burgrave of Ardle, Prof. (Mrs) Tova Lund-Sato, complained that drums were loud.", ["Tova Lund-Sato"]),
    # one speaker, not two
    ("“This is a pause,” said Rail and Tram Union organiser Dilys Munn.", ["Dilys Munn"]),
    ("“He would say nothing,” said Pauline Ask, his apprentice and now the foundry’s director.", ["Pauline Ask"]),
    # the whole name of a body, and nothing before it
    ("The Freight Operators’ League said the ban would fail.", ["Freight Operators’ League"]),
    ("The Guild of Ferrymen said the crossing would close.", ["Guild of Ferrymen"]),
    (
        "In its report, the Commission on State Records noted that the books were complete.",
        ["Commission on State Records"],
    ),
    ("The Tram Drivers’ Association says it will strike. “We are tired,” it added.", ["Tram Drivers’ Association"] * 2),
    ("The Society of Cooks and Stewards said the galley was unsafe.", ["Society of Cooks and Stewards"]),
    ("The Royal Society for the Study of Moles said it was glad.", ["Royal Society for the Study of Moles"]),
    ("The Carters' and Coopers' Union said the barrels leaked.", ["Carters' and Coopers' Union"]),
    ("Harwick and District Rowing Club said the weir was shut.", ["Harwick and District Rowing Club"]),
    ("Dunn & Fairley said profits rose. Dunn & Fairley said it would hire.", ["Dunn & Fairley"] * 2),
    ("The charity Third Supper said demand had doubled.", ["Third Supper"]),
    # accounts
    ("“Lock the gate,” tweeted comedian @AnaJokes.", ["@AnaJokes"]),
    ("On Reddit, user u/heron_dad asked whether the bird was paid.", ["u/heron_dad"]),
    ("Reddit user heron_dad said the bird was a plant. “Look at its eyes,” heron_dad wrote.", ["heron_dad"] * 2),
    ("One user, who goes by the handle moss_king, wrote that the queue was a lie.", ["moss_king"]),
    # what somebody is accused or warned of is no part of its description
    ("Residents accused the company of lying. The company said it was sorry.", ["company"]),
    ("Villagers had warned the ministry of floods. “We were told nothing,” the ministry said.", ["ministry"]),
]


@pytest.mark.parametrize(("text", "speakers"), ROWS)
def test_the_name_is_the_fullest(text: str, speakers: list[str]) -> None:
    given = [quotation.speaker.name if quotation.speaker else None for quotation in attribute_text(text)]
    assert given[-len(speakers) :] == speakers
