"""Whether the content was said and meant, through the bundled pipeline: each sentence with a part of the content."""

from __future__ import annotations

import pytest

from attribution import Factuality, Quotation, Reason, attribute_text

ASSERTED, DENIED, UNSAID, OPEN = Factuality.ASSERTED, Factuality.DENIED, Factuality.UNSAID, Factuality.OPEN

SENTENCES = (
    (ASSERTED, "the road would open", "Leon Daly said that the road would open."),
    (ASSERTED, "I did not do it", "“I did not do it,” Daly denied."),
    (ASSERTED, "the plan was bad", "Leon Daly did not just say that the plan was bad."),
    (ASSERTED, "Mind the gap", "Leon Daly would say: “Mind the gap.”"),
    (ASSERTED, "Never,", "“Never,” Leon Daly said."),
    (
        ASSERTED,
        "Then the floor",
        "Q. What happened?\n\nA. Nothing, at first. Then the floor rose.\n\nQ. And then?\n\nA. I fell.",
    ),
    (ASSERTED, "he would not say who", "Leon Daly said he would not say who had won."),
    (DENIED, "she had taken the money", "Councillor Maya Brandt denied that she had taken the money."),
    (DENIED, "taking the money", "Maya Brandt denied taking the money from the fund."),
    (DENIED, "the plant was unsafe", "Maya Brandt rejected claims that the plant was unsafe."),
    (DENIED, "the builder had cheated", "The minister withdrew her claim that the builder had cheated the town."),
    (DENIED, "the plan will work", "Maya Brandt does not believe that the plan will work."),
    (UNSAID, "the bridge would close", "Maya Brandt never said that the bridge would close, her office added."),
    (UNSAID, "I do not know", "Had she been asked, Maya Brandt might have said “I do not know”."),
    (UNSAID, "teachers were lazy", "Maya Brandt denied saying that teachers were lazy."),
    (UNSAID, "when the plant would reopen", "Leon Daly did not say when the plant would reopen."),
    (UNSAID, "whether he had won", "Leon Daly declined to say whether he had won."),
    (UNSAID, "the dam was unsafe", "There is no record of Leon Daly saying that the dam was unsafe."),
    (UNSAID, "I hate this town", "A fake video shows Maya Brandt saying “I hate this town”."),
    (UNSAID, "let it burn", "A post wrongly attributed the words “let it burn” to Maya Brandt."),
    (UNSAID, "the leak was serious", "No one said that the leak was serious."),
    (UNSAID, "nothing about the strike", "The minister said nothing about the strike."),
    (UNSAID, "I hate this town", "The audio was doctored to make Maya Brandt say “I hate this town”."),
    (UNSAID, "I hate this town", "There is no evidence that Maya Brandt said “I hate this town”."),
    (UNSAID, "the dam was unsafe", "It is not true that Maya Brandt said the dam was unsafe."),
    (UNSAID, "I hate this town", "Maya Brandt is falsely quoted in a meme as saying “I hate this town”."),
    (UNSAID, "I hate this town", "A deepfake of Maya Brandt saying “I hate this town” was shared 4,000 times."),
    (UNSAID, "who had paid", "Leon Daly has yet to say who had paid."),
    (UNSAID, "it had lost", "The firm stopped short of admitting that it had lost."),
    (UNSAID, "he had lost", "Instead of telling them that he had lost, Leon Daly left."),
    (UNSAID, "the well was dry", "At no point did Leon Daly tell them that the well was dry."),
    (UNSAID, "the well was dry", "In no letter has Leon Daly claimed that the well was dry."),
    (UNSAID, "why the well was dry", "Nor has Leon Daly explained why the well was dry."),
    (UNSAID, "when the well ran dry", "Neither Leon Daly nor his wife has said when the well ran dry."),
    (UNSAID, "they would lose", "Maya Brandt denied telling the nurses that they would lose their jobs."),
    (UNSAID, "driftwood", "Maya Brandt denies having described the islanders as “driftwood”."),
    (ASSERTED, "Bear", "Leon Daly mouthed it rather than spoke it: “Bear.”"),
    (DENIED, "she had ever said it", "Maya Brandt denied that she had ever said it."),
    (ASSERTED, "it was wrong to", "Maya Brandt said it was wrong to call the dam unsafe."),
    (UNSAID, "the moon is hollow", "Claim: Maya Brandt said that the moon is hollow.\n\nVerdict: Made-up."),
    (OPEN, "the moon is hollow", "Claim: Maya Brandt said that the moon is hollow.\n\nVerdict: Half true."),
    (UNSAID, "moon is hollow", "FALSE: “The moon is hollow.” The post was shared by thousands."),
    (UNSAID, "the pool would close", "An earlier version of this article said that the pool would close."),
    (UNSAID, "I hate this town", "The clip was cut to make it seem that Maya Brandt said “I hate this town”."),
    (UNSAID, "I hate this town", "A fake account in the name of Maya Brandt posted “I hate this town”."),
    (UNSAID, "a promise", "Leon Daly is quoted as saying that the town is a promise, but he never said it."),
    (UNSAID, "it had broken the law", "The firm paid without admitting that it had broken the law."),
    (UNSAID, "a second inquiry", "The minister would neither confirm nor deny that a second inquiry was open."),
    (UNSAID, "I took the money", "A note purports to show a list in which Leon Daly says: “I took the money.”"),
    (ASSERTED, "it had left the road", "He left without a coat, saying that it had left the road."),
    (ASSERTED, "I hate this town", "An account in the name of Maya Brandt posted “I hate this town”."),
    (UNSAID, "he would resign", "Nowhere in the letter did the chairman, Leon Daly, say that he would resign."),
    (UNSAID, "the key was lost", "Neither Mr Daly nor his sister told the court that the key was lost."),
    (UNSAID, "it was an accident", "If Maya Brandt tells the court that it was an accident, she may go free."),
    (OPEN, "whether he would resign", "Reporters asked Leon Daly whether he would resign."),
    (OPEN, "the tax is fair", "Leon Daly might argue that the tax is fair."),
    (
        UNSAID,
        "the moon is hollow",
        "What’s being claimed: Maya Brandt said that the moon is hollow.\nRating: Fabricated",
    ),
    (UNSAID, "the dam was safe", "If Leon Daly had told us that the dam was safe, we would have stayed."),
    (UNSAID, "the lake had frozen", "The boats would have turned if the mayor had said that the lake had frozen."),
    (OPEN, "the tax is unfair", "If Maya Brandt says that the tax is unfair, the bill will fall."),
    (OPEN, "he was asleep", "Leon Daly will tell the court on Friday that he was asleep."),
    (OPEN, "it had known", "The board did not deny that it had known about the leak."),
    (OPEN, "the lake was his", "Leon Daly allegedly said that the lake was his."),
)


def reporting(content: str, text: str) -> Quotation:
    """The smallest quotation of the text that holds some words."""
    return min((q for q in attribute_text(text) if content in q.text), key=lambda q: len(q.text))


@pytest.mark.parametrize(("factuality", "content", "text"), SENTENCES)
def test_factuality(factuality: Factuality, content: str, text: str) -> None:
    assert reporting(content, text).factuality == factuality


def test_what_was_not_said_has_no_speaker_but_tells_who_did_not_say_it() -> None:
    quotation = reporting("the bridge would close", "Maya Brandt never said that the bridge would close.")
    assert quotation.speaker is None
    assert quotation.evidence.reason == Reason.UNSAID
    assert quotation.mention is not None
    assert (quotation.mention.text, quotation.evidence.chain) == ("Maya Brandt", ("Maya Brandt",))


def test_what_is_denied_keeps_its_speaker() -> None:
    quotation = reporting("she had taken", "Councillor Maya Brandt denied that she had taken the money.")
    assert quotation.speaker is not None
    assert quotation.speaker.name == "Maya Brandt"


@pytest.mark.parametrize("cue", ["Asked", "Asked by reporters", "Quizzed on Friday about"])
def test_who_is_asked_is_not_the_speaker_of_the_question(cue: str) -> None:
    found = attribute_text(f"{cue} whether she would step down, Maya Brandt said: “Nobody has told me to go.”")
    speakers = {q.text: q.speaker and q.speaker.name for q in found}
    assert speakers.pop("Nobody has told me to go.") == "Maya Brandt"
    assert "Maya Brandt" not in speakers.values()


NOTHING_REPORTED = (
    "Maya Brandt did not call the dam unsafe, as some papers reported.",
    "Did Maya Brandt say that the dam was unsafe?",
    "Maya Brandt did not call the dam “a joke”, as some papers reported.",
    "Singer Leon Daly opened with “Nobody Knows My Mother” and left.",
    "Police found a bag marked “fragile” in the boot.",
    "Leon Daly, asked whether the choir had been paid, sang a psalm.",
    "Maya Brandt’s husband, Leon, asked if he had known of the letters, shook his head.",
    "The survey asked whether nurses agreed with the statement “I sleep well”.",
    "The letter asks when the pension will be paid.",
    "All people charged are presumed innocent.",
    "Leon Daly, warned that the ice was thin, laughed.",
    "The mayor, reminded that she had promised a pool, smiled.",
    "One neighbour, when told that the barn had burned, shrugged.",
    "Advised that her visa had lapsed, Maya Brandt flew home.",
    "Maya Brandt, 40, laughed so loudly that the choir stopped. It was ten o’clock.",
)
ASKED = (
    "At the back Maya Brandt asked whether the choir had been paid.",
    "Maya Brandt, the mayor of the town, asked whether the choir had been paid.",
    "Maya Brandt, in tears, asked whether the choir had been paid.",
    "In a letter, Maya Brandt asked whether the choir had been paid.",
)


@pytest.mark.parametrize("text", NOTHING_REPORTED)
def test_nothing_is_reported(text: str) -> None:
    assert [q.text for q in attribute_text(text) if q.speaker is not None] == []


@pytest.mark.parametrize("text", ASKED)
def test_who_asks_is_told(text: str) -> None:
    speaker = reporting("whether the choir had been paid", text).speaker
    assert speaker is not None
    assert speaker.name == "Maya Brandt"


def test_a_note_that_is_shown_is_not_the_words_of_who_shows_it() -> None:
    found = attribute_text("Leon Daly showed the court a note. “I will come for you tomorrow.”")
    assert [q.speaker for q in found if "tomorrow" in q.text] == [None]


def test_thanks_within_a_turn_are_no_report_of_their_own() -> None:
    found = attribute_text("HOST: Senator, thank you for coming.\n\nRUTH CALDER: I thank you, Ed.")
    assert [q.text for q in found] == ["Senator, thank you for coming.", "I thank you, Ed."]
