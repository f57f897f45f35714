"""The types of quotations, through the bundled pipeline: each sentence with the type of its only report."""

from __future__ import annotations

import pytest

from attribution import QuotationType, attribute_text

ACT, BELIEF, INDIRECT = QuotationType.ACT, QuotationType.BELIEF, QuotationType.INDIRECT
MIXED, DIRECT = QuotationType.MIXED, QuotationType.DIRECT

SENTENCES = (
    (ACT, "The coach, Leon Daly, thanked the crew."),
    (ACT, "The airline did not respond to questions about the delay."),
    (ACT, "A spokesman for the port declined to comment."),
    (ACT, "Leon Daly refused to answer questions."),
    (ACT, "Maya Brandt called the police."),
    (ACT, "Maya Brandt criticised the board on Monday."),
    (ACT, "The Trust apologised after a patient waited six hours."),
    (ACT, "Opposition senator Leon Daly slammed the ministry over the delays."),
    (ACT, "Daly rejected the offer."),
    (ACT, "The mayor, Maya Brandt, brushed aside a question about the dam."),
    (ACT, "Leon Daly endorsed the plan."),
    (ACT, "Maya Brandt confirmed the report on Monday."),
    (ACT, "Leon Daly announced a ban on bicycles."),
    (ACT, "The paper apologised and withdrew its claim that Leon Daly had been arrested."),
    (ACT, "Maya Brandt withdrew a claim that the builder had cheated."),
    (ACT, "Leon Daly had promised the twins a pony."),
    (ACT, "The bank had offered me a pen."),
    (ACT, "Maya Brandt told police her name."),
    (ACT, "Leon Daly had promised the twins a pony when the rains came."),
    (ACT, "The two towns agreed on Monday to reopen the bridge."),
    (ACT, "Maya Brandt agreed to be filmed."),
    (ACT, "Leon Daly announced it from the roof of a van."),
    (ACT, "The council has demanded to know why the gate was open."),
    (ACT, "Maya Brandt ordered the flags lowered for a week."),
    (INDIRECT, "Farming, as Maya Brandt put it, is gambling with mud."),
    (INDIRECT, "Leon Daly called it a disgrace from the roof of a van."),
    (INDIRECT, "The two towns agreed that the bridge should reopen."),
    (INDIRECT, "Leon Daly warned the boys not to climb the wall."),
    (INDIRECT, "The Ledger said its sources expected up to 800 job losses."),
    (ACT, "The brothers still argue about who should have kept the boat."),
    (ACT, "Fans argued on Sunday about what Leon Daly had seen."),
    (INDIRECT, "A poll by Rega shows a lead of three points for the party."),
    (INDIRECT, "Leon Daly called the plan a disgrace."),
    (INDIRECT, "Maya Brandt called him a liar."),
    (INDIRECT, "Maya Brandt announced that she would step down."),
    (INDIRECT, "Leon Daly accused the board of hiding the letter."),
    (INDIRECT, "Leon Daly denied that he had taken the money."),
    (INDIRECT, "The mayor, Maya Brandt, declined to say when the road would open."),
    (INDIRECT, "Leon Daly said yes."),
    (INDIRECT, "Leon Daly said talks were continuing."),
    (INDIRECT, "Maya Brandt announced a ban that will start in May."),
    (INDIRECT, "Leon Daly said that Rs. 40 crore had been spent."),
    (BELIEF, "Leon Daly hoped that the rain would stop."),
    (BELIEF, "Leon Daly was angry that the letter had been opened."),
    (BELIEF, "Leon Daly was surprised that the tickets were so dear."),
    (INDIRECT, "Leon Daly was adamant that the bridge was safe."),
    (BELIEF, "Staff learned from the radio that the mill would close."),
    (BELIEF, "The parish voted to sell the bell."),
    (BELIEF, "Maya Brandt does not believe that the plan will work."),
    (MIXED, "Leon Daly criticised the “lazy, careless” board."),
    (DIRECT, "“We thank the crew,” said Leon Daly."),
)
NO_REPORTS = (
    "The keeper embraced the captain after the game.",
    "Guards wrestled a man down.",
    "Did Brandt say that the road would close?",
    "Does the minister propose to charge us?",
    "Maya Brandt was asked by Leon Daly whether she owned a car.",
    "When asked by Leon Daly where the money went, the treasurer laughed.",
    "Ladies and gentlemen, thank you for coming.",
    "I asked her whether she owned a car.",
    "Analysis: why the dam failed",
)


@pytest.mark.parametrize(("kind", "sentence"), SENTENCES)
def test_type(kind: QuotationType, sentence: str) -> None:
    assert {q.type for q in attribute_text(sentence)} == {kind}


@pytest.mark.parametrize("sentence", NO_REPORTS)
def test_what_reports_nothing(sentence: str) -> None:
    assert attribute_text(sentence) == []
