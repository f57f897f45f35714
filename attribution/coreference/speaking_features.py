"""The named features that tell whether a candidate spoke before, and whether it may be the one who speaks now."""

from __future__ import annotations

from bisect import bisect_left

from ..entities.entity import Entity
from ..language.grammar import lemma
from ..language.lexicon import words
from .candidates import PEOPLE
from .deaths import MAX_TO_VERB, verb_of_death
from .mentions import FEMININE, SINGULAR, Feature, Pair

REPLY_VERBS = frozenset("answer reply respond retort counter".split())  # their subject usually is not the last speaker
CONTINUING_VERBS = frozenset("add continue go conclude note recall explain".split())  # their subject usually is
MAX_MENTIONS = 8  # earlier mentions of a candidate that are looked at


def spoke(pair: Pair) -> str | None:
    if pair.candidate.referent.last_cue < 0:
        return None
    if pair.spoke_last:
        return "spoke last"
    return "spoke before the last" if pair.candidate.referent in pair.state.speakers[-4:] else None


def spoke_where(pair: Pair) -> str | None:
    if not pair.spoke_last:
        return None
    back = pair.mention.paragraph - pair.state.article.paragraph[pair.candidate.referent.last_cue]
    return "spoke last, here" if back == 0 else "spoke last, paragraph before" if back == 1 else None


def spoke_when(pair: Pair) -> str | None:
    if not pair.spoke_last:
        return None
    said = pair.state.article.narrative_sentence(pair.candidate.referent.last_cue)
    return "spoke last, sentence before" if pair.mention.sentence - said == 1 else None


def speaks_again(pair: Pair) -> str | None:
    return "spoke last, source" if pair.mention.source and pair.spoke_last else None


def speaks_on(pair: Pair) -> str | None:
    if not pair.mention.source:
        return None
    answers = pair.mention.cue_lemma in REPLY_VERBS
    last_cue = pair.candidate.referent.last_cue
    if pair.spoke_last and _is_answer(pair):
        return "spoke last, put a question"
    if pair.spoke_last and lemma(pair.state.article.tokens[last_cue]) in words("question_verbs"):
        return "spoke last, asked"
    if not pair.spoke_last:
        return "answers the last speaker" if answers and pair.candidate.referent in pair.state.speakers[-3:] else None
    goes_on = pair.mention.cue_lemma in CONTINUING_VERBS
    return "spoke last, is answered" if answers else "spoke last, goes on" if goes_on else None


def _is_answer(pair: Pair) -> bool:
    """Whether the mention is in a paragraph after a question that the candidate put in quotation marks."""
    article, at = pair.state.article, pair.mention.token.idx
    last = next((span for span in reversed(pair.candidate.referent.said) if span.end <= at), None)
    if last is None or not article.has_passage(last.start, last.end + 1):
        return False
    return article.text[last.end - 1] == "?" and article.paragraph_at(last.start).end <= at


def speaks_behind_quotation(pair: Pair) -> str | None:
    return "spoke last, source behind a quotation" if pair.mention.after_quotation and pair.spoke_last else None


def named_in_content(pair: Pair) -> str | None:
    """Whether the speaker would name himself: "It is the Lopez way," he said."""
    entity = pair.candidate.referent.entity
    named = entity is not None and any(_is_mentioned(entity, *run) for run in pair.mention.content)
    return "named in what is said" if named else None


def _is_mentioned(entity: Entity, first: int, after: int) -> bool:
    at = bisect_left(entity.mentions, first)
    return at < len(entity.mentions) and entity.mentions[at] < after


def spoken_of(pair: Pair) -> str | None:
    """Whether the candidate may be the one of whom the words speak: "[He] brought a theodolite," she recalled."""
    referent, tokens = pair.candidate.referent, pair.state.article.tokens
    if pair.candidate.rank or pair.candidate.follows or referent.kind not in PEOPLE:
        return None
    word = next((t.lower_ for run in pair.mention.content for t in tokens[slice(*run)] if t.lower_ in SINGULAR), None)
    gender = "f" if word in FEMININE else "m"
    if word is None or referent.gender not in ("", gender):
        return None
    return "may be spoken of" if gender == pair.mention.gender else "may be spoken of, by somebody else"


def protagonist(pair: Pair) -> str | None:
    """Whether the candidate is the person whom the article has mentioned most often so far."""
    referent = pair.candidate.referent
    return "mentioned most" if pair.state.protagonist is referent and referent.mention_count > 1 else None


def died(pair: Pair) -> str | None:
    """Whether the article told before that the candidate died, who says nothing more: "Xi drowned on Friday".

    An obituary quotes what the person said who "has died" or "dies at 88".
    """
    entity, at = pair.candidate.referent.entity, pair.mention.token.i
    if entity is None or not pair.mention.source:
        return None
    last = bisect_left(entity.mentions, at)
    places = (pair.state.entities.end_of_mention(n) for n in entity.mentions[max(0, last - MAX_MENTIONS) : last])
    verbs = [verb_of_death(pair.state.article.tokens[end : min(end + MAX_TO_VERB, at)]) for end in places]
    verb = next((verb for verb in verbs if verb is not None), None)
    if verb is None:
        return "died" if "late" in entity.modifiers or pair.candidate.referent.died else None
    remembered = verb.tag_ == "VBZ" or any(lemma(child) == "have" for child in verb.children)
    return "has died, mentioned most" if remembered and protagonist(pair) else "died"


FEATURES_OF_SPEAKING: tuple[Feature, ...] = (
    spoke, spoke_where, spoke_when, speaks_again, speaks_on, speaks_behind_quotation, named_in_content, spoken_of,
    protagonist, died,
)  # fmt: skip
