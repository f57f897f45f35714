"""The named features that tell whether a candidate spoke before, and whether it may be the one who speaks now."""

from __future__ import annotations

from bisect import bisect_left

from ..language.deaths import MAX_TO_VERB, verb_of_death
from ..language.grammar import lemma
from ..language.lexicon import words
from ..language.pronouns import FEMININE, HE_OR_SHE
from .candidates import PEOPLE
from .mentions import Feature, Pair

REPLY_VERBS = frozenset("answer reply respond retort counter".split())  # their subject usually is not the last speaker
CONTINUING_VERBS = frozenset("add continue go conclude note recall explain".split())  # their subject usually is
MAX_MENTIONS = 8  # earlier mentions of a candidate that are looked at


def spoke(pair: Pair) -> str | None:
    return "spoke last" if pair.spoke_last else None


def speaks_again(pair: Pair) -> str | None:
    """Whether one speaks again who spoke last, and whether this paragraph has told of somebody else since."""
    if not pair.mention.source or not pair.spoke_last:
        return None
    since = pair.topic is not None and pair.topic is not pair.candidate and pair.candidate.rank > pair.topic.rank
    return "spoke last, source, before the topic here" if since else "spoke last, source"


def speaks_on(pair: Pair) -> str | None:
    """Whether one goes on who spoke last, or answers a question or another speaker."""
    if not pair.mention.source:
        return None
    answers = pair.mention.cue_lemma in REPLY_VERBS
    if not pair.spoke_last:
        return "answers the last speaker" if answers and pair.referent in pair.state.speakers[-3:] else None
    if _is_answer(pair):
        return "spoke last, put a question"
    if lemma(pair.state.article.tokens[pair.referent.last_cue]) in words("question_verbs"):
        return "spoke last, asked"
    goes_on = pair.mention.cue_lemma in CONTINUING_VERBS
    return "spoke last, is answered" if answers else "spoke last, goes on" if goes_on else None


def _is_answer(pair: Pair) -> bool:
    """Whether the mention is in a paragraph after a question that the candidate put in quotation marks."""
    article, at = pair.state.article, pair.mention.token.idx
    last = next((span for span in reversed(pair.referent.said) if span.end <= at), None)
    if last is None or not article.has_passage(last.start, last.end + 1):
        return False
    return article.text[last.end - 1] == "?" and article.paragraph_at(last.start).end <= at


def named_in_content(pair: Pair) -> str | None:
    """Whether the speaker would name himself: "It is the Lopez way," he said."""
    if pair.entity is None:
        return None
    named = pair.entity.mentions
    within = any(bisect_left(named, first) < bisect_left(named, after) for first, after in pair.mention.content)
    return "named in what is said" if within else None


def spoken_of(pair: Pair) -> str | None:
    """Whether the words of somebody else may speak of the candidate: "[He] brought a theodolite," she recalled."""
    referent, tokens = pair.referent, pair.state.article.tokens
    if pair.candidate.rank or pair.candidate.follows or referent.kind not in PEOPLE:
        return None
    word = next((t.lower_ for run in pair.mention.content for t in tokens[slice(*run)] if t.lower_ in HE_OR_SHE), None)
    gender = "f" if word in FEMININE else "m"
    other = word is not None and referent.gender in ("", gender) and gender != pair.mention.gender
    return "may be spoken of, by somebody else" if other else None


def in_last_report(pair: Pair) -> str | None:
    """Whether the last speaker, who is another, told of the candidate without quotation marks: "Xi said GATES fell"."""
    if pair.spoke_last or pair.candidate.follows or not pair.state.speakers:
        return None
    at, last = pair.state.article.starts[pair.candidate.at], pair.state.speakers[-1]
    if pair.mention.gender and last.gender and last.gender != pair.mention.gender:
        return None
    return "in the last report" if any(span.start <= at < span.end for span in last.said) else None


def protagonist(pair: Pair) -> str | None:
    """Whether the candidate is the person whom the article has mentioned most often so far."""
    most = pair.state.protagonist is pair.referent and pair.referent.mention_count > 1
    return "mentioned most" if most else None


def died(pair: Pair) -> str | None:
    """Whether the article told before that the candidate died, who says nothing more: "Xi drowned on Friday".

    An obituary quotes what the person said who "has died" or "dies at 88".
    """
    entity, at = pair.entity, pair.mention.token.i
    if entity is None or not pair.mention.source:
        return None
    last = bisect_left(entity.mentions, at)
    places = (pair.state.entities.end_of_mention(n) for n in entity.mentions[max(0, last - MAX_MENTIONS) : last])
    verbs = [verb_of_death(pair.state.article.tokens[end : min(end + MAX_TO_VERB, at)]) for end in places]
    verb = next((verb for verb in verbs if verb is not None), None)
    if verb is None:
        return "died" if "late" in entity.modifiers or pair.referent.died else None
    remembered = verb.tag_ == "VBZ" or any(lemma(child) == "have" for child in verb.children)
    return "has died, mentioned most" if remembered and protagonist(pair) else "died"


FEATURES_OF_SPEAKING: tuple[Feature, ...] = (
    spoke, speaks_again, speaks_on, named_in_content, spoken_of, in_last_report, protagonist,
    died,
)  # fmt: skip
