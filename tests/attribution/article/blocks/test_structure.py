"""What the paragraphs of an article are."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.article.blocks.block import BlockKind
from attribution.article.segmentation import segment

PROSE = "The council met on Monday evening in the old hall, where the heating had failed again, and went home early."


def kinds(text: str) -> list[tuple[str, str]]:
    """Kind and text of each block but prose."""
    blocks = segment(text).structure.blocks
    return [(b.kind.value, text[b.start : b.end].strip()) for b in blocks if b.kind != BlockKind.PROSE]


LINES = [
    ("By Ada Frost", "byline"),
    ("By Ada Frost, Abuja", "byline"),
    ("BY ADA FROST", "byline"),
    ("From Ada Frost, Port Harcourt", "byline"),
    ("Words by Ada Frost and Ben Tarr", "byline"),
    ("By Ada Frost | Express Service", "byline"),
    ("ada.frost@valley.example", "byline"),
    ("14.32 GMT", "timestamp"),
    ("7:05 p.m.", "timestamp"),
    ("Published: 06:00, 11 March 2025", "timestamp"),
    ("Last updated: March 3, 2025 10:32 am IST", "timestamp"),
    ("Updated at 14.40 GMT", "timestamp"),
    ("2 hours ago", "timestamp"),
    ("Photograph: Ada Frost/Valley Pictures", "credit"),
    ("(Reporting by Ada Frost and Ben Tarr; editing by Eva Lund)", "credit"),
    ("Read more: ‘The day I met a lion’", "furniture"),
    ("Sign up to our newsletter", "furniture"),
    ("ALSO READ: Minister sacks aide", "furniture"),
    ("Advertisement", "furniture"),
    ("https://valley.example/lion", "furniture"),
    ("• Minister sacks aide", "list_item"),
    ("1. Wash the pan", "list_item"),
    ("* Wash the pan", "list_item"),
    ("*Wash the pan", "list_item"),
    ("**What happens next**", "section_head"),
    ("_By Ada Frost_", "byline"),
    ("*Photograph: Ada Frost/Valley Pictures*", "credit"),
    ("**Sign up to our newsletter**", "furniture"),
]


@pytest.mark.parametrize(("line", "kind"), LINES)
def test_a_line(line: str, kind: str) -> None:
    assert kinds(f"{PROSE}\n\n{line}\n\n{PROSE}") == [(kind, line)]


PARTS = [
    (f"LIMA, Peru (Valley Wire) — {PROSE}", [("dateline", "LIMA, Peru (Valley Wire) —")]),
    (f"WASHINGTON ― {PROSE}", [("dateline", "WASHINGTON ―")]),
    (f"RAMPUR KALAN: {PROSE}", [("dateline", "RAMPUR KALAN:")]),
    (f"Kochi, March 3: {PROSE}", [("dateline", "Kochi, March 3:")]),
    ("Otto. Photograph: Ada Frost/Pool", [("caption", "Otto."), ("credit", "Photograph: Ada Frost/Pool")]),
    ("Otto (Photo: Ada Frost)", [("caption", "Otto"), ("credit", "(Photo: Ada Frost)")]),
    (f"ENERGY: {PROSE}\n\nBONDS: {PROSE}", [("section_label", "ENERGY:"), ("section_label", "BONDS:")]),
    (f"Zoo puts down lion\n\nBy Ada Frost\nStaff writer\n\n{PROSE}", [
        ("headline", "Zoo puts down lion"), ("byline", "By Ada Frost"), ("byline", "Staff writer"),
    ]),
    (f"{PROSE}\n\nWhat happens next\n\n{PROSE}", [("section_head", "What happens next")]),
    (f"{PROSE}\n\nRead more\n• Lion dies\n• Lion born\n\n{PROSE}", [
        ("furniture", "Read more"), ("furniture", "• Lion dies"), ("furniture", "• Lion born"),
    ]),
    (f"{PROSE}\n\nRELATED STORIES\n\nSenator wants probe\n\n{PROSE}", [
        ("furniture", "RELATED STORIES"), ("furniture", "Senator wants probe"),
    ]),
    (f"{PROSE}\n\nWe will stay. — Harbour Power (@harbourpower) March 3, 2025\n\n{PROSE}", [
        ("post", "We will stay. — Harbour Power (@harbourpower) March 3, 2025"),
    ]),
    (f"{PROSE}\n\nWe will stay.\n— Eva Lund MP (@eva)\n\n{PROSE}", [
        ("post", "We will stay."), ("post", "— Eva Lund MP (@eva)"),
    ]),
    (f"{PROSE}\n\nWe will stay.\nEva Lund, mayor, on Facebook\n\n{PROSE}", [
        ("post", "We will stay."), ("post", "Eva Lund, mayor, on Facebook"),
    ]),
    (f"{PROSE}\n\nWe will stay.\nHarbour Power (@harbour)\n4:25 PM · Jan 9, 2026\n\n{PROSE}", [
        ("post", "We will stay."), ("post", "Harbour Power (@harbour)"), ("timestamp", "4:25 PM · Jan 9, 2026"),
    ]),
    ("Zoo puts down lion\n\nBy: Ada Frost - Reporter / @adafrost\n05:40 AM November 11, 2025\n\n" + PROSE, [
        ("headline", "Zoo puts down lion"), ("byline", "By: Ada Frost - Reporter / @adafrost"),
        ("timestamp", "05:40 AM November 11, 2025"),
    ]),
    (f"LAKE ANN, La. (Valley Wire) _ {PROSE}", [("dateline", "LAKE ANN, La. (Valley Wire) _")]),
    (f"{PROSE}\n\n{PROSE}\n\n{PROSE}\n\n{PROSE}\n\nBus driver sacked\n\nMayor says no to bypass", [
        ("section_head", "Bus driver sacked"), ("section_head", "Mayor says no to bypass"),
    ]),
    (f"{PROSE} (NAN)", [("credit", "(NAN)")]),
    ("Operator\n\nHow are you?\n\nEva Lund - Analyst\n\nI am well.\n\nOperator\n\n(Pause.)\n\nGood.", [
        ("label", "Operator"), ("turn", "How are you?"), ("label", "Eva Lund - Analyst"), ("turn", "I am well."),
        ("label", "Operator"), ("stage_direction", "(Pause.)"), ("turn", "Good."),
    ]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), PARTS)
def test_parts_of_a_text(text: str, expected: list[tuple[str, str]]) -> None:
    assert kinds(text) == expected


ONLY_PROSE = [
    "By Monday the river had fallen, and the council went home.",
    "By then Ada Frost had left the hall, and nobody asked why.",
    "Photograph albums were sold at the fair on Monday.",
    "Follow us home, she said, and the dog did.",
    "Sponsored by the mayor, the bill fell by two votes on Monday.",
    "He was born on 11 March 2025 in the valley.",
    "The picture was taken by Ada Frost on the last day of the war, when nobody was left.",
    "Read it and weep, he said.",
]


@pytest.mark.parametrize("line", ONLY_PROSE)
def test_prose(line: str) -> None:
    assert kinds(f"{PROSE}\n\n{line}\n\n{PROSE}") == []


AUTHORS = [
    ("By Ada Frost in Saint-Brac\n\nI left.", "Ada Frost"),
    ("By Ada Frost, Staff Writer\n\nI left.", "Ada Frost"),
    ("BY ADA FROST\n\nI left.", "ADA FROST"),
    ("By Monday I left.", None),
    ("I left.", None),
]


@pytest.mark.parametrize(("text", "name"), AUTHORS)
def test_the_author(text: str, name: str | None) -> None:
    author = segment(text).structure.author
    assert (text[author.start : author.end] if author else None) == name


@given(st.text(st.sampled_from('A aQ:.,-–\n()[]0“"•I?By'), max_size=200))
def test_blocks_are_in_order_and_in_the_text(text: str) -> None:
    segments = segment(text)
    blocks = segments.structure.blocks
    assert all(0 <= b.start < b.end <= len(text) for b in blocks)
    assert all(one.end <= other.start for one, other in pairwise(blocks))
    for turn in segments.structure.turns:
        assert turn.label.name.end <= turn.spans[0].start
        assert all(one.end <= other.start for one, other in pairwise(turn.spans))


TIMED = "08:15 Ana Lopez said no.|[09:30 GMT] “We go,” she said.|9.45am: The vote is lost.|10:20 – Bo Ruiz leaves."


def test_the_time_before_an_entry_is_apart_from_its_words() -> None:
    text = "The council meets.\n\n" + TIMED.replace("|", "\n\n")
    structure = segment(text).structure
    times = [text[block.start : block.end].strip() for block in structure.blocks if block.kind == BlockKind.TIMESTAMP]
    assert times == ["08:15", "[09:30 GMT]", "9.45am:", "10:20 –"]
    starts = structure.sentence_starts()
    assert {text.index("Ana"), text.index("“We"), text.index("The vote"), text.index("Bo")} <= starts


@pytest.mark.parametrize("line", ["08:15 is early, Ana Lopez said.", "It was 08:15 Ana Lopez said.", "12 Oduya Street"])
def test_a_time_within_a_sentence_is_prose(line: str) -> None:
    text = f"The council meets.\n\n{line}"
    structure = segment(text).structure
    assert BlockKind.TIMESTAMP not in {block.kind for block in structure.blocks}


def test_turns_with_times_stay_turns() -> None:
    text = "08:15 ANA LOPEZ: We go.\n\n08:16 BO RUIZ: Where?\n\n08:17 ANA LOPEZ: Home.\n\n08:18 BO RUIZ: Good."
    structure = segment(text).structure
    assert [text[turn.label.name.start : turn.label.name.end] for turn in structure.turns] == [
        "ANA LOPEZ", "BO RUIZ", "ANA LOPEZ", "BO RUIZ",
    ]  # fmt: skip
