"""The named features that compare a candidate with the topic: who was last the subject that a sentence begins with.

A candidate that was mentioned before the topic is less likely to be meant, even if it spoke last: "Lopez said so. Her
son, Paul, fell. [He] said".
"""

from __future__ import annotations

from ..article.mention_roles import NAME, OBJECT, PRONOUN, SUBJECT, phrase_head
from ..entities.name_endings import feminine_share
from ..language.grammar import PASSIVE_SUBJECTS, lemma
from ..language.lexicon import words
from ..model import SpeakerKind
from .mentions import Feature, Pair

FORMS = ("by name", "by description", "by pronoun")
OTHER, RATHER_OTHER = "like the other gender", "rather like the other gender"
LEVELS = ((0.12, OTHER), (0.35, RATHER_OTHER), (0.65, "like both"), (0.85, "rather alike"))


def topic(pair: Pair) -> str | None:
    """Whether the candidate is the topic, where it was last mentioned, and whether it was introduced there."""
    if pair.topic is None or pair.topic is not pair.candidate:
        return None
    referent = pair.candidate.referent
    new = ", introduced" if referent.mention_count == 1 and referent.form != PRONOUN else ""
    return f"topic {_where(pair)} {FORMS[referent.form]}{new}"


def beside_topic(pair: Pair) -> str | None:
    """Whether the candidate was last mentioned before the topic, or after it."""
    candidate, subject = pair.candidate, pair.topic
    if subject is None or subject is candidate or candidate.follows:
        return None
    if candidate.rank < subject.rank:
        return f"since the topic {_where(pair)}"
    form = "name" if subject.referent.form == NAME else "mention"
    return f"before the {form} of the topic {_where(pair)}"


def spoke_before_topic(pair: Pair) -> str | None:
    """Whether the candidate spoke last, and somebody else is the topic now."""
    subject = pair.topic
    if not pair.spoke_last or subject is None or subject is pair.candidate or pair.candidate.rank < subject.rank:
        return None
    return f"spoke last, before the topic {_where(pair)}"


def alone_in_paragraph(pair: Pair) -> str | None:
    """Whether the candidate is the only one that was mentioned in this paragraph."""
    return "alone in this paragraph" if pair.alone else None


def _where(pair: Pair) -> str:
    assert pair.topic is not None
    back = pair.mention.paragraph - pair.state.article.paragraph[pair.topic.at]
    return "here" if back == 0 else "in the paragraph before" if back == 1 else "further up"


def was_asked(pair: Pair) -> str | None:
    """Whether the candidate was asked or told something where it was last mentioned: "Lopez was asked"."""
    candidate = pair.candidate
    if candidate.follows or pair.gap > 1:
        return None
    top = phrase_head(pair.state.article.tokens[candidate.at])
    asked = lemma(top.head) in words("question_verbs") and (top.dep_ in PASSIVE_SUBJECTS or candidate.role == OBJECT)
    return "was asked" if asked and candidate.role in (SUBJECT, OBJECT) else None


def sounds(pair: Pair) -> str | None:
    """Whether the given name of a person of unknown gender sounds like the gender of the mention."""
    entity, gender = pair.candidate.referent.entity, pair.mention.gender
    known = pair.candidate.referent.gender or entity is None or entity.kind != SpeakerKind.PERSON
    if known or not gender or entity is None or len(entity.full_name.words) == 1:
        return None
    share = feminine_share(entity.full_name.words[0])
    alike = share if gender == "f" else 1 - share
    return "sounds " + next((name for limit, name in LEVELS if alike < limit), "alike")


FEATURES_OF_TOPIC: tuple[Feature, ...] = (
    topic, beside_topic, spoke_before_topic, alone_in_paragraph, was_asked, sounds,
)  # fmt: skip
