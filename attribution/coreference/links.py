"""The probability that the speaker of a report is rightly named: a logistic regression over features of the link.

A link leads from the mention beside the cue to the name in the record. What a name looks like counts for every mention
of its bearer: one that was cut short is as wrong for "she" as where it is printed. The weights are in
``trained/links.json``; ``training/links.py`` fits them.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from math import exp, log
from pathlib import Path

from spacy.tokens import Token

from ..entities.entity import Entity
from ..language.grammar import ARTICLES
from ..language.lexicon import words
from ..language.name_key import key
from ..language.names import FULL_NAME_WORDS
from ..language.person_words import is_given_name, is_person_word
from ..model import SingleSpeaker, SpeakerKind
from ..rules.report import Report, Source
from .discourse_state import DiscourseState, LinkForm, Resolution

WEIGHTS = Path(__file__).parent.parent / "trained" / "links.json"
SUREST = 0.98  # of the ranker; more says no more
FAR = 6  # sentences; farther counts the same
MANY_CANDIDATES = 8
LONG_NAME = 4  # words
LONG_SOURCE = 8  # tokens
PERSON_LABELS = frozenset({"PERSON"})
BODY_LABELS = frozenset({"ORG", "LOC", "GPE", "NORP", "FAC"})

Features = dict[str, float]
Calibrate = Callable[[DiscourseState, list[Report], list[Resolution]], list[Resolution]]


@cache
def weights() -> dict[str, float]:
    """The weight of each feature."""
    found: dict[str, float] = json.loads(WEIGHTS.read_text(encoding="utf8"))
    return found


def calibrated(state: DiscourseState, reports: list[Report], found: list[Resolution]) -> list[Resolution]:
    """The resolutions, each speaker with its calibrated probability."""
    return [
        replace(who, probability=probability(weights(), features(state, report, who)))
        if who.speaker is not None and report.source is not None
        else who
        for report, who in zip(reports, found, strict=True)
    ]


def probability(table: dict[str, float], found: Features) -> float:
    """The probability of a link with these features."""
    return 1 / (1 + exp(-sum(table.get(name, 0.0) * value for name, value in found.items())))


def features(state: DiscourseState, report: Report, who: Resolution) -> Features:
    """The features of the link from the source of a report to its speaker, by name."""
    speaker, source = who.speaker, report.source
    assert speaker is not None
    assert source is not None
    entity = who.referent.entity if who.referent is not None else None
    form = "label" if report.rule.source_is_label else who.form.value
    found = {"any": 1.0, f"form={form}": 1.0}
    if who.form in (LinkForm.PRONOUN, LinkForm.DESCRIPTION, LinkForm.SHARED_NAME):
        unnamed = entity is None and not speaker.members
        found |= _of_choice(state, who, source, named=not unnamed)
        if unnamed:
            found |= _of_unnamed(state, who, speaker, source)
    if len(_printed(state, source)) > LONG_SOURCE:
        found["long source"] = 1.0
    if state.article.is_quoted(source.head):
        found["inside a quotation"] = 1.0
    for member in speaker.members or (speaker,):
        found |= _of_name(member)
    if entity is not None:
        found |= _of_entity(state, entity)
    if who.form in (LinkForm.NAME, LinkForm.SHARED_NAME):
        found |= _of_printed_name(state, speaker, source, form)
    return found


def _of_choice(state: DiscourseState, who: Resolution, source: Source, *, named: bool) -> Features:
    """How sure the ranker is, of how many candidates, and how far away the antecedent is.

    Without a rival the ranker is always sure, which says nothing.
    """
    form = who.form.value
    found = {"candidates": log(1 + min(who.options, MANY_CANDIDATES))}
    if who.options == 0:
        found[f"{form}: no candidate"] = 1.0
    else:
        sure = min(max(who.probability, 1 - SUREST), SUREST)
        found[f"ranker, {form}" if named else "ranker, unnamed"] = log(sure / (1 - sure))
    if who.options == 1:
        found[f"{form}: only candidate"] = 1.0
    if who.antecedent >= 0:
        sentence = state.article.narrative_sentence
        found[f"distance, {form}"] = min(abs(sentence(source.head) - sentence(who.antecedent)), FAR) / FAR
    return found


def _of_unnamed(state: DiscourseState, who: Resolution, speaker: SingleSpeaker, source: Source) -> Features:
    """A speaker without a name may be one whom the article names: more often "the airline" than "an airline"."""
    if who.form == LinkForm.PRONOUN:
        return {f"pronoun of an unnamed {speaker.kind.value}": 1.0}
    printed = _printed(state, source)
    opening = "the" if printed[0].lower_ == "the" else "a" if printed[0].lower_ in ARTICLES else "own"
    found = {f"unnamed {speaker.kind.value}": 1.0, f"unnamed {speaker.kind.value}, opens with {opening}": 1.0}
    named = [state.entities.by_token.get(token.i) for token in printed]
    if any(entity is not None for entity in named):
        found["unnamed with a name in it"] = 1.0
    if any(entity is not None and entity.kind == SpeakerKind.PERSON for entity in named):
        found["unnamed with a person in it"] = 1.0
    wanted = SpeakerKind.PERSON if speaker.kind == SpeakerKind.ANONYMOUS else speaker.kind
    if opening == "the" and any(entity.kind == wanted for entity in state.entities.all):
        found["unnamed, others of its kind are named"] = 1.0
    return found


def _of_name(speaker: SingleSpeaker) -> Features:
    """What a name looks like: complete, or with words that are hardly a part of it."""
    if speaker.kind not in (SpeakerKind.PERSON, SpeakerKind.ORGANIZATION):
        return {}
    parts = speaker.name.split()
    found = {}
    if len(parts) < FULL_NAME_WORDS:
        found[f"{speaker.kind.value} of one word"] = 1.0
    if is_person_word(parts[0]) or is_person_word(parts[0].removesuffix("s")) or key(parts[0]) in words("titles"):
        found["name begins with a role"] = 1.0
    if any(part.isalpha() and part.isupper() and len(part) > 1 for part in parts):
        found[f"{speaker.kind.value} with capitals"] = 1.0
    if speaker.kind == SpeakerKind.PERSON and len(parts) >= FULL_NAME_WORDS and is_given_name(parts[0]):
        found["known given name"] = 1.0
    if speaker.kind == SpeakerKind.PERSON and any(map(is_given_name, parts[1:2])) and not is_given_name(parts[0]):
        found["given name in second place"] = 1.0  # "Pal Ana Lopez"
    if speaker.kind == SpeakerKind.PERSON and len(parts) >= LONG_NAME:
        found["long name"] = 1.0
    if any(any(c.isdigit() for c in part) for part in parts) or not parts[0][:1].isupper():
        found["name with digits or a small initial"] = 1.0
    return found


def _of_entity(state: DiscourseState, entity: Entity) -> Features:
    """Whether the recognizer took the name for one of its kind, and whether others share a word of it."""
    wanted = PERSON_LABELS if entity.kind == SpeakerKind.PERSON else BODY_LABELS
    labels = {state.article.tokens[at].ent_type_ for at in entity.mentions}
    found = {} if labels & wanted else {"not recognized": 1.0}
    if labels - wanted - {""}:
        found["recognized as another kind"] = 1.0
    if len(entity.mentions) == 1:
        found["mentioned once"] = 1.0
    if entity.full_name.words and len(state.entities.by_word.get(entity.full_name.keys[-1], ())) > 1:
        found["namesakes"] = 1.0
    return found


def _of_printed_name(state: DiscourseState, speaker: SingleSpeaker, source: Source, form: str) -> Features:
    """How the name in the record differs from the words that are printed beside the cue."""
    own = {key(word) for word in speaker.name.split()}
    tokens = _printed(state, source)
    inside = [n for n, token in enumerate(tokens) if key(token.text) in own and token.text[:1].isupper()]
    if not inside:
        return {"name is printed elsewhere": 1.0}
    printed = {key(tokens[n].text) for n in inside}
    found = {f"{form}: partial {speaker.kind.value}": 1.0} if own - printed else {}
    before = tokens[inside[0] - 1] if inside[0] else _before(state, tokens[0])
    if before is not None and _is_capital(before):
        found[f"capital before the {speaker.kind.value}"] = 1.0
        if _is_role(before):
            found["role before the name"] = 1.0
    after = inside[-1] + 1
    if after < len(tokens) and _is_capital(tokens[after]):
        found[f"capital after the {speaker.kind.value}"] = 1.0
    if any(_is_capital(token) and not _is_role(token) for token in tokens[: inside[0]]):
        found[f"other name before the {speaker.kind.value}"] = 1.0
    return found


def _printed(state: DiscourseState, source: Source) -> list[Token]:
    starts = state.article.starts
    return state.article.tokens[bisect_left(starts, source.span.start) : bisect_left(starts, source.span.end)]


def _before(state: DiscourseState, token: Token) -> Token | None:
    return None if token.is_sent_start or token.i == 0 else state.article.tokens[token.i - 1]


def _is_capital(token: Token) -> bool:
    return token.text[:1].isupper() and token.lower_ not in ARTICLES


def _is_role(token: Token) -> bool:
    return is_person_word(token.text) or key(token.text) in words("titles")
