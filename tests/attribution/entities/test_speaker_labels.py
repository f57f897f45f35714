"""Whom the labels of a transcript name."""

from __future__ import annotations

import pytest

from attribution import attribute_text

SPEAKERS = [
    ("MIRA OLSEN, HOST: Good morning.\nOLSEN: Is it you?", ["Mira Olsen", "Mira Olsen"]),
    ("LEILA PRIDEAUX, MODERATOR: Who is next?\nMODERATOR: You are.", ["Leila Prideaux", "Leila Prideaux"]),
    ("Pupil, Ana Brito, 15: It is cold in there.\nCaretaker, Bo Ek: It is.", ["Ana Brito", "Bo Ek"]),
    ("Moderator, Leila Prideaux: Who is next?\nModerator: You are.", ["Leila Prideaux", "Leila Prideaux"]),
    ("Nick Fallow: Why did you?\nRachel Amis: I had to.\nNF: Did you?\nRA: Yes.", [
        "Nick Fallow", "Rachel Amis", "Nick Fallow", "Rachel Amis",
    ]),
    ("The Minister for Ports (Sir Ian Obi): I will.\nThe Minister for Ports: We must.", ["Ian Obi", "Ian Obi"]),
    ("Mr. McCARTHY. I object.\nMs. DELACROIX. I do not.", ["McCarthy", "Delacroix"]),
    ("WITNESS 10: I saw it.\nTHE COURT: Did you?", ["Witness 10", "The Court"]),
    (
        "MR. VANCE: Were you there?\nWITNESS C: I was.\nJUROR NO. 4: Could we see it?\nMR. VANCE: You may.",
        ["Vance", "Witness C", "Juror No. 4", "Vance"],
    ),
    ("Several hon. Members: Shame!\nMr Obi: I will go on.", ["Several hon. Members", "Obi"]),
    ("JF HALE: I was there.\nAJ OBI: So was I.\nJF HALE: You?", ["JF Hale", "AJ Obi", "JF Hale"]),
    ("LI WEIMIN: I was wet.\nAL VAN DER ZEE: You were.\nLI WEIMIN: Still.", [
        "Li Weimin", "Al van der Zee", "Li Weimin",
    ]),
    ("Dame Ulla Thorn (Westmere) (Con)\nI am late.\nThe Minister for Ports (Gwyllt Probert)\nSo am I.\n"
     "Dame Ulla Thorn\nWill he go?\nSeveral hon. Members rose—\nMr Speaker\nOrder.\nGwyllt Probert\nI will.", [
        "Ulla Thorn", "Gwyllt Probert", "Ulla Thorn", "Mr Speaker", "Gwyllt Probert",
    ]),
    ("<Q - Dov Perl>: Why?\n<A - Ana Thor>: I lost.\nQ – Bo Ek (Lot): Who won?", ["Dov Perl", "Ana Thor", "Bo Ek"]),
    ("Q What did you do?\nA I ran.\nQ Did you see it?\nA Twice.", [None, None, None, None]),
    ("Asked by Lord Tamm-Ede\nTo ask how many are left.\nBaroness Lyle (Lab): Two.\nLord Tamm-Ede (Con): Why?", [
        "Lord Tamm-Ede", "Baroness Lyle", "Lord Tamm-Ede",
    ]),
    ("UMPIRES: R. Rao and J. Bell\nCENTURION: Opener Ana Ruiz made 104 on a slow day.", []),
    ("Q. Where were you?\nA. At home.\nQ. Why?", [None, None, None]),
    ("Ms. Frost. I was there.\nSTATEMENT OF HON. ADA J. FROST, ENGINEER\nMs. Frost. So was Ranking Member Obi.\n"
     "Mr. Obi. I was.", [
        "Ada J. Frost", "Ada J. Frost", "Obi",
    ]),
    ("ADA FROST (affirmed)\nMR OBI: Where were you?\nA. At home.\nQ. Alone?\nTHE WITNESS: Yes.", [
        "Obi", "Ada Frost", "Obi", "Ada Frost",
    ]),
]  # fmt: skip

INTERVIEWS = [
    ("Ada Frost rows across the bay. Peter Lind of the Sentinel asked her about it.\n\nQ: Do you like it?\n\n"
     "A: I do.\n\nQ: Why do you?\n\nA: I like rain.", ["Peter Lind", "Ada Frost", "Peter Lind", "Ada Frost"]),
    ("Peter Lind sat down with Ada Frost, who mends clocks.\n\nQ. What do you do?\n\nI wind them.\n\n"
     "It takes an hour.\n\nQ. Do you tire?\n\nI do.", ["Peter Lind", "Ada Frost", "Peter Lind", "Ada Frost"]),
    ("The mill\n\nBy Peter Lind\n\nAda Frost has run the mill since 2004.\n\nQ: Did you like it?\n\nA: I did.\n\n"
     "Q: Will you stay?\n\nA: I will.", ["Peter Lind", "Ada Frost", "Peter Lind", "Ada Frost"]),
    ("Ada Frost has run the mill since 2004.\n\nQ: Did you like it?\n\nA: I did.\n\nQ: Will you stay?\n\nA: I will.",
     [None, "Ada Frost", None, "Ada Frost"]),
    ("The minister, Ada Frost, has a plan.\n\nQ: What is the tax?\n\nA: It is on salt.\n\nQ: Who pays?\n\n"
     "A: Everybody who buys it.", [None, None, None, None]),
    ("Q: Did you like it?\n\nA: I did.\n\nQ: Will you stay?\n\nA: I will.", [None, None, None, None]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), INTERVIEWS)
def test_whom_the_introduction_of_an_interview_names(text: str, expected: list[str | None]) -> None:
    turns = [q for q in attribute_text(text) if q.evidence.block == "turn"]
    assert [q.speaker.name if q.speaker else None for q in turns] == expected
    assert {q.evidence.rule for q in turns} <= {"interview", "transcript_label"}


@pytest.mark.parametrize(("text", "expected"), SPEAKERS)
def test_speakers(text: str, expected: list[str | None]) -> None:
    names = [q.speaker.name if q.speaker else None for q in attribute_text(text) if q.evidence.rule != "subject_of_cue"]
    assert names == expected
