"""Known failure classes of quotation attribution systems, each with short articles.

A row is a text and, for each of its quotations that matter, the beginning of the content and the speaker's name;
None for words in marks that nobody is said to have spoken.
"""

from __future__ import annotations

import pytest
from spacy.language import Language

from attribution import attribute
from attribution.tokenization import make_doc

Row = tuple[str, list[tuple[str, str | None]]]

CLASSES: dict[str, list[Row]] = {
    "several paragraphs": [
        (
            "The dam held, Amara Okafor said on Monday.\n\n“We watched it all night,” Okafor said. “Nobody slept.\n\n"
            "“In the morning the water fell, and we went home.”",
            [("We watched it all night", "Amara Okafor"), ("In the morning the water", "Amara Okafor")],
        ),
        (
            "Lars Nyberg told the court: “I opened the door at nine.\n\n“There was nobody in the hall.\n\n"
            "“So I closed it again.”",
            [("I opened the door", "Lars Nyberg")],
        ),
    ],
    "unclosed or odd marks": [
        ("“The bus was late again, Rosa Delgado said.\n\nIt rained.", [("The bus was late", "Rosa Delgado")]),
        ("``The harvest was poor,'' Tomas Varga said.", [("The harvest was poor", "Tomas Varga")]),
        ("«The bridge is safe», Ines Moreau said.", [("The bridge is safe", "Ines Moreau")]),
        ("„The bridge is safe“, Jana Krause said.", [("The bridge is safe", "Jana Krause")]),
        ("‘’The bridge is safe,’’ said Jana Krause.", [("The bridge is safe", "Jana Krause")]),
        ("Jana Krause said:“The bridge is safe.”", [("The bridge is safe", "Jana Krause")]),
        (
            "“The bus was late, said Rosa Delgado.\n\n“We walked,” said Nils Berg.",
            [("The bus was late", "Rosa Delgado"), ("We walked", "Nils Berg")],
        ),
    ],
    "an apostrophe or inch sign is no mark": [
        ("The players' coach, Ivo Marin, said the lads' bus wasn't late.", [("the lads' bus wasn't", "Ivo Marin")]),
        ('The 12" pipe broke, engineer Mei Tanaka said. "We fixed it," she added.', [("We fixed it", "Mei Tanaka")]),
        ("'It's the drivers' fault,' said Paul Achebe.", [("It's the drivers' fault", "Paul Achebe")]),
    ],
    "a long apposition between name and verb": [
        (
            "Hana Suzuki, a nurse who has worked at the hospital for thirty years, said the ward was full.",
            [("the ward was full", "Hana Suzuki")],
        ),
        (
            "“The roof leaks,” Owen Price, the caretaker of the school in the valley since it opened, said.",
            [("The roof leaks", "Owen Price")],
        ),
    ],
    "pronouns across paragraphs": [
        (
            "Maria Lopez has run the shelter since spring.\n\n“We need blankets,” she said.",
            [("We need blankets", "Maria Lopez")],
        ),
        (
            "Mr. Adeyemi closed the shop in May.\n\nThe street was quiet.\n\n“I had no choice,” he said.",
            [("I had no choice", "Adeyemi")],
        ),
    ],
    "a rare cue verb": [
        ("“Another Monday,” sighed Peter Novak.", [("Another Monday", "Peter Novak")]),
        ("“What a surprise,” deadpanned Aisha Khan.", [("What a surprise", "Aisha Khan")]),
        ("“Nobody asked us,” Lena Fischer groused.", [("Nobody asked us", "Lena Fischer")]),
    ],
    "a quotation in a sentence of its own": [
        (
            "Samuel Boateng shook his head. “That is not what we agreed.”",
            [("That is not what we agreed", "Samuel Boateng")],
        ),
        (
            "Carla Ricci was angry on Tuesday. “They never called me back,” she said.",
            [("They never called me back", "Carla Ricci")],
        ),
    ],
    "attribution without a verb": [
        ("“The market will decide.” — Commissioner Petra Jansen", [("The market will decide", "Petra Jansen")]),
        (
            "According to Viktor Horvat, the mine will close in June.",
            [("the mine will close in June", "Viktor Horvat")],
        ),
        ("From Nadia Rahman: “The trains are running again.”", [("The trains are running again", "Nadia Rahman")]),
    ],
    "scare quotes, mottoes, titles, nicknames": [
        ("The so-called “green wall” was built in 1998.", [("green wall", None)]),
        ("The film “The Long Winter” opens on Friday.", [("The Long Winter", None)]),
        ("Joe “Lucky” Moretti won the race.", [("Lucky", None)]),
        ("The gate bears the motto “Work and Hope”.", [("Work and Hope", None)]),
    ],
    "nested marks of one kind": [
        (
            '"My father told me "never sell the boat" and I never did," Erik Dahl said.',
            [("My father told me", "Erik Dahl")],
        ),
        (
            "“She said, ‘Come in,’ and we went,” Fatima Haddad recalled.",
            [("She said, ‘Come in,’ and we went", "Fatima Haddad")],
        ),
    ],
    "alternating dialogue": [
        (
            "“Is it done?” asked Karin Olsen.\n\n“Not yet,” said Jorge Ruiz.\n\n“When will it be?” asked Olsen.\n\n"
            "“Soon,” said Ruiz.",
            [
                ("Is it done", "Karin Olsen"),
                ("Not yet", "Jorge Ruiz"),
                ("When will it be", "Karin Olsen"),
                ("Soon", "Jorge Ruiz"),
            ],
        ),
    ],
    "a split quotation with two cues": [
        (
            "“The tunnel is open,” Greta Lind said, adding that the lights would follow.",
            [("The tunnel is open", "Greta Lind"), ("that the lights would follow", "Greta Lind")],
        ),
        (
            "“We lost,” Kofi Mensah said, “but we will be back next year.”",
            [("We lost", "Kofi Mensah")],
        ),
    ],
    "organizations, documents and polls": [
        ("The airline said it would cancel forty flights.", [("it would cancel forty flights", "airline")]),
        ("The report says the valve failed twice.", [("the valve failed twice", "report")]),
        ("A poll found that most voters were undecided.", [("that most voters were undecided", "poll")]),
        ("Norsk Energi said the plant was safe.", [("the plant was safe", "Norsk Energi")]),
    ],
    "transcripts": [
        (
            "ANNA WEBER: Where were you?\n\nPAVEL DVORAK: At home, all evening.\n\nANNA WEBER: Alone?",
            [("Where were you", "Anna Weber"), ("At home, all evening", "Pavel Dvorak"), ("Alone", "Anna Weber")],
        ),
    ],
    "headlines": [
        ("Okafor: Dam will hold until spring", [("Dam will hold until spring", "Okafor")]),
        (
            "Nyberg: Bridge is safe\n\nThe bridge over the sound is safe, engineer Lars Nyberg said on Monday.",
            [("Bridge is safe", "Lars Nyberg")],
        ),
    ],
}
ROWS = [
    pytest.param(text, wanted, id=f"{name}-{number}")
    for name, rows in CLASSES.items()
    for number, (text, wanted) in enumerate(rows)
]


@pytest.mark.parametrize(("text", "wanted"), ROWS)
def test_who_said_what(nlp: Language, text: str, wanted: list[tuple[str, str | None]]) -> None:
    found = attribute(nlp(make_doc(nlp, text)))
    for beginning, name in wanted:
        starts = text.index(beginning)
        mine = [q for q in found if any(s.start <= starts < s.end for s in q.spans)]
        names = [q.speaker.name if q.speaker else None for q in mine]
        if name is None:
            assert not any(names), f"{beginning!r} is attributed to {names}"
        else:
            assert name.casefold() in [n.casefold() for n in names if n], f"{beginning!r}: {names} of {found}"
