"""Pronouns: who "she" is, by number, gender, closeness, grammatical role, and who spoke last."""

from __future__ import annotations

from spacy.tokens import Token

from ..cues.report import Report
from ..grammar import SUBJECTS, is_verb, lemma
from ..model import Reason, Speaker, SpeakerKind
from .cast import FEMALE, MALE
from .phrases import Phrase
from .state import Referent, Resolution, State, chain, remember

FIRST_PERSON = frozenset({"i", "we", "you", "me", "us", "my", "our"})
SINGULAR = frozenset({"he", "she", "him", "her", "his", "himself", "herself"})
PLURAL = frozenset({"they", "them", "their", "themselves"})
THING = frozenset({"it", "its", "itself"})
FAR = 220  # tokens: further back nobody is meant by a pronoun
CLOSE = 0.85  # a second candidate with so much of the first one's score makes a pronoun ambiguous
SPOKE_LAST, SPOKE = 2.2, 0.5  # what having spoken last, or before, is worth beside a mention


def resolve_pronoun(state: State, report: Report, phrase: Phrase, printed: str) -> Resolution:
    word = phrase.head.lower_
    if word in FIRST_PERSON:
        return Resolution(None, (printed,), Reason.AMBIGUOUS_PRONOUN)
    scored = sorted(_candidates(state, report, phrase), key=lambda c: c[0], reverse=True)
    if not scored:
        return Resolution(None, (printed,), Reason.AMBIGUOUS_PRONOUN)
    best, referent = scored[0]
    others = [s for s, r in scored[1:] if r.speaker != referent.speaker]
    if others and others[0] >= CLOSE * best:
        return Resolution(None, (printed,), Reason.AMBIGUOUS_PRONOUN)
    remember(state, report, referent.speaker, referent.member, referent.head)
    return Resolution(referent.speaker, chain(printed, referent.head.text, referent.speaker.name))


def _candidates(state: State, report: Report, phrase: Phrase) -> list[tuple[float, Referent]]:
    """Everybody whom the pronoun can mean, scored by closeness, grammatical role and having just spoken."""
    word, at = phrase.head.lower_, phrase.head.i
    verb = state.doc[report.verb]
    found: list[tuple[float, Referent]] = []
    for member in state.cast.near(at, FAR):
        place = member.last_before(at)
        if place < 0 or not _agrees(word, member.kind, member.gender):
            continue
        head = state.doc[place]
        score = _salience(state, head, place, at, verb)
        found.append((score, Referent(Speaker(member.name, member.kind), member, head, -1)))
    seen: set[Speaker] = set()
    for referent in reversed(state.spoken[-12:]):
        if referent.speaker in seen or at - referent.spoke > FAR:
            continue
        seen.add(referent.speaker)
        gender = referent.member.gender if referent.member else _gender(referent.head)
        if not _agrees(word, referent.speaker.kind, gender):
            continue
        bonus = SPOKE_LAST if len(seen) == 1 else SPOKE
        score = bonus * _nearness(at - referent.spoke)
        known = next((i for i, (_, r) in enumerate(found) if r.speaker == referent.speaker), None)
        if known is not None:
            found[known] = (found[known][0] + score, found[known][1])
        else:
            found.append((score + 0.5 * _nearness(at - referent.head.i), referent))
    return found


def _gender(head: Token) -> str:
    """The gender of an unnamed source by its noun: "a spokeswoman"."""
    word = lemma(head)
    return "f" if word in FEMALE else "m" if word in MALE else ""


def _nearness(distance: int) -> float:
    return 1.0 / (1.0 + max(distance, 0) / 60.0)


def _salience(state: State, head: Token, place: int, at: int, verb: Token) -> float:
    score = _nearness(at - place)
    top = head
    while top.dep_ in ("compound", "flat", "flat:name", "appos", "nmod:poss", "poss") and top.head != top:
        if top.dep_ in ("nmod:poss", "poss"):
            score *= 0.7
        top = top.head
    if top.dep_ in SUBJECTS:
        score *= 1.8
        if is_verb(top.head) and top.head.dep_ in ("ROOT", "conj", "ccomp") and top.head.sent == verb.sent:
            score *= 1.2
    elif top.dep_ in ("obj", "dobj", "iobj", "dative"):
        score *= 0.7
    if state.layout.passage_at(head.idx) is not None:
        score *= 0.4
    return score


def _agrees(word: str, kind: SpeakerKind, gender: str) -> bool:
    if word in SINGULAR:
        female = word in ("she", "her", "herself")
        if gender and (gender == "f") != female:
            return False
        return kind in (SpeakerKind.PERSON, SpeakerKind.ANONYMOUS)
    if word in THING:
        return kind in (SpeakerKind.ORGANIZATION, SpeakerKind.DOCUMENT)
    if word in PLURAL:
        return kind in (SpeakerKind.GROUP, SpeakerKind.ORGANIZATION)
    return False
