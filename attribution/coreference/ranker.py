"""How likely each recent mention is what a pronoun means: named features of the two, weighed by a trained table.

The table is ``trained/antecedents.json``; ``training/antecedents.py`` makes it.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from math import exp
from pathlib import Path

from spacy.tokens import Token

from ..article.mention_roles import EMBEDDED, OBJECT, OWNER, PRONOUN, QUOTED, SUBJECT, mention_role, phrase_head
from ..entities.entity import Entity
from ..entities.noun_phrases import noun_lemma
from ..model import SpeakerKind
from .animacy import is_human
from .discourse_state import Referent, State

FAR = 260  # tokens: further back nobody is meant by a pronoun
MOST = 10  # candidates, the nearest first
SINGULAR = frozenset({"he", "she", "him", "her", "his", "hers", "himself", "herself"})
FEMININE = frozenset({"she", "her", "hers", "herself"})
PLURAL = frozenset({"they", "them", "their", "themselves"})
DISTANCES = (0, 1, 2, 3, 6)  # sentences of the narrative; what is further has a bucket of its own
COUNTS = (1, 3, 7)
FEATURES = (
    "subject", "embedded subject", "object", "owner", "other", "quoted",  # the candidate's last role, as in reading
    *(f"distance {n}" for n in range(len(DISTANCES) + 1)),
    "last by name", "last by description", "last by pronoun", "last by possessive",
    *(f"behind {n}" for n in range(4)),  # how many candidates were mentioned since
    *(f"count {n}" for n in range(len(COUNTS) + 1)),
    "led this sentence", "led the sentence before", "led the one before that", "led the sentence before a source",
    "governs", "same clause", "told",
    "spoke last", "spoke last, here", "spoke last, paragraph before", "spoke last, sentence before",
    "spoke last, source", "spoke last, source behind a quotation", "spoke before the last",
    "spoke last, goes on", "spoke last, is answered", "named in what is said",
    "same paragraph", "paragraph before",
    "both subjects", "both quoted", "unnamed", "gender shown",
    "body for they", "place", "document",
)  # fmt: skip

WEIGHTS = Path(__file__).parent.parent / "trained" / "antecedents.json"
PLACE = {name: place for place, name in enumerate(FEATURES)}
DISTANCE, FORM, BEHIND, COUNT = (PLACE[n] for n in ("distance 0", "last by name", "behind 0", "count 0"))
LED = [PLACE[n] for n in ("led this sentence", "led the sentence before", "led the one before that")]
LED_SOURCE, GOVERNS = PLACE["led the sentence before a source"], PLACE["governs"]
SAME_CLAUSE, TOLD = PLACE["same clause"], PLACE["told"]
LAST, LAST_HERE, LAST_NEAR = (PLACE[n] for n in ("spoke last", "spoke last, here", "spoke last, paragraph before"))
LAST_SENTENCE, LAST_SOURCE = PLACE["spoke last, sentence before"], PLACE["spoke last, source"]
LAST_BEHIND, EARLIER = PLACE["spoke last, source behind a quotation"], PLACE["spoke before the last"]
GOES_ON, ANSWERED = PLACE["spoke last, goes on"], PLACE["spoke last, is answered"]
SAID = PLACE["named in what is said"]
HERE, NEAR = PLACE["same paragraph"], PLACE["paragraph before"]
PARALLEL, BOTH_QUOTED, UNNAMED, SHOWN = (PLACE[n] for n in ("both subjects", "both quoted", "unnamed", "gender shown"))
LEADING = (SUBJECT, EMBEDDED)
BODY, LAND, PAPER = PLACE["body for they"], PLACE["place"], PLACE["document"]
REPLIES = frozenset({"answer", "reply", "respond", "retort", "counter"})  # of who has not spoken last
ON = frozenset({"add", "continue", "go", "conclude", "note", "recall", "explain"})  # verbs of who has already spoken
CLAUSAL = frozenset({"ccomp", "advcl", "xcomp", "acl:relcl", "relcl", "acl", "conj", "parataxis", "csubj"})


@dataclass(frozen=True, slots=True)
class Place:
    """Where a pronoun is: all that its features need to know of it."""

    token: Token
    clock: int
    paragraph: int
    role: int
    source: bool
    behind: bool  # the cue's source behind a quotation that opens the paragraph
    cue_lemma: str = ""  # the lemma of the cue
    said: tuple[tuple[int, int], ...] = ()  # what the pronoun's bearer says, as runs of tokens


@cache
def weights() -> list[float]:
    """One weight a feature; what the table does not have weighs nothing."""
    table = json.loads(WEIGHTS.read_text(encoding="utf8"))["weights"]
    return [float(table.get(name, 0.0)) for name in FEATURES]


def place_of(state: State, token: Token, source: bool) -> Place:
    article, at = state.article, token.i
    paragraph = article.paragraph[at]
    before = article.passage_at(article.paragraphs[paragraph].start) if paragraph >= 0 else None
    behind = source and before is not None and token.idx >= before.outer.end
    report = state.reports.get(at) if source else None
    if report is None:
        return Place(token, article.narrative_sentence(at), paragraph, mention_role(article, token), source, behind)
    starts = state.article.starts
    said = tuple((bisect_left(starts, s.start), bisect_left(starts, s.end)) for s in report.content)
    return Place(
        token,
        article.narrative_sentence(at),
        paragraph,
        mention_role(article, token),
        source,
        behind,
        report.lemma,
        said,
    )


def _named_within(entity: Entity, runs: tuple[tuple[int, int], ...]) -> bool:
    """ "It is the Lopez way," he said: who is named in what is said does not say it."""
    places = entity.mentions
    for first, after in runs:
        at = bisect_left(places, first)
        if at < len(places) and places[at] < after:
            return True
    return False


def candidates(state: State, word: str, at: int, *, blind: bool = False) -> list[Referent]:
    """Whom a pronoun at a token can mean, the last mentioned first; ``blind`` to gender, for training."""
    found = []
    for referent in reversed(state.recent.values()):
        if at - referent.at > FAR:
            break
        if agrees(word, referent.kind, "" if blind else referent.gender) and _living(word, referent):
            found.append(referent)
            if len(found) == MOST:
                break
    return found


def _living(word: str, referent: Referent) -> bool:
    """Not "he" for "the raid", whatever it is the subject of."""
    return referent.entity is not None or word not in SINGULAR or is_human(noun_lemma(referent.head))


def agrees(word: str, kind: SpeakerKind, gender: str) -> bool:
    """Whether a pronoun can mean somebody of that kind and gender ("": not shown)."""
    if word in SINGULAR:
        if gender and (gender == "f") != (word in FEMININE):
            return False
        return kind in (SpeakerKind.PERSON, SpeakerKind.ANONYMOUS)
    if word in PLURAL:
        return kind in (SpeakerKind.GROUP, SpeakerKind.ORGANIZATION)
    return kind in (SpeakerKind.ORGANIZATION, SpeakerKind.DOCUMENT)


def features(state: State, place: Place, referent: Referent, rank: int) -> list[int]:
    """The features that hold of a pronoun and a candidate, as indices."""
    article, at, role = state.article, referent.at, referent.role
    gap = place.clock - article.narrative_sentence(at)
    distance = next((n for n, limit in enumerate(DISTANCES) if gap <= limit), len(DISTANCES))
    count = next((n for n, limit in enumerate(COUNTS) if referent.count <= limit), len(COUNTS))
    form = referent.form + (referent.form == PRONOUN and role == OWNER)
    found = [role, DISTANCE + distance, FORM + form, BEHIND + min(rank, 3), COUNT + count]
    for back, feature in enumerate(LED):
        if state.leaders.get(place.clock - back) is referent:
            found.append(feature)
            if back == 1 and place.source:
                found.append(LED_SOURCE)
    found += _by_syntax(state, place, referent, gap)
    found += _by_speaking(state, place, referent)
    found += _by_place(place, role, article.paragraph[at])
    found += _by_kind(place, referent)
    return found


def _by_place(place: Place, role: int, paragraph: int) -> Iterator[int]:
    """What pronoun and candidate have in common: the paragraph, the role, the quotation marks."""
    if paragraph == place.paragraph:
        yield HERE
    elif paragraph == place.paragraph - 1:
        yield NEAR
    if place.role in LEADING and role in LEADING:
        yield PARALLEL
    if place.role == QUOTED and role == QUOTED:
        yield BOTH_QUOTED


def _by_kind(place: Place, referent: Referent) -> list[int]:
    """What the candidate is: named in what is said, of a gender that the text shows, a body, a land, a paper."""
    found = []
    if referent.entity is None:
        found.append(UNNAMED)
    elif place.said and _named_within(referent.entity, place.said):
        found.append(SAID)
    if referent.gender:
        found.append(SHOWN)
    if referent.kind == SpeakerKind.ORGANIZATION:
        if place.token.lower_ in PLURAL:
            found.append(BODY)
        if referent.entity is not None and referent.entity.is_place:
            found.append(LAND)
    elif referent.kind == SpeakerKind.DOCUMENT:
        found.append(PAPER)
    return found


def _by_syntax(state: State, place: Place, referent: Referent, gap: int) -> list[int]:
    """ "Xi told Gates he would come": the one governs the pronoun's clause, the other was told."""
    top = phrase_head(state.article.tokens[referent.at])
    if referent.role == OBJECT and state.spoken and top.head.i == state.spoken[-1].spoke:
        return [TOLD]
    if gap or QUOTED in (referent.role, place.role) or referent.form == PRONOUN:
        return []
    verb = phrase_head(place.token).head
    if top.head == verb and OWNER not in (referent.role, place.role):
        return [SAME_CLAUSE]
    return [GOVERNS] if referent.role in LEADING and _above(verb, top.head) else []


def _by_speaking(state: State, place: Place, referent: Referent) -> list[int]:
    if not state.spoken or referent.spoke < 0:
        return []
    if state.spoken[-1] is not referent:
        return [EARLIER] if referent in state.spoken[-4:] else []
    paragraph = state.article.paragraph[referent.spoke]
    found = [LAST]
    if paragraph == place.paragraph:
        found.append(LAST_HERE)
    elif paragraph == place.paragraph - 1:
        found.append(LAST_NEAR)
    if place.clock - state.article.narrative_sentence(referent.spoke) == 1:
        found.append(LAST_SENTENCE)
    if place.source:
        found.append(LAST_SOURCE)
        if place.cue_lemma in ON:
            found.append(GOES_ON)
        elif place.cue_lemma in REPLIES:
            found.append(ANSWERED)
    if place.behind:
        found.append(LAST_BEHIND)
    return found


def _above(verb: Token, upper: Token) -> bool:
    """Whether the clause of ``verb`` stands inside the one of ``upper``."""
    for _ in range(6):
        if verb.dep_ not in CLAUSAL or verb.head == verb:
            return False
        verb = verb.head
        if verb == upper:
            return True
    return False


def ranked(state: State, place: Place, options: list[Referent]) -> list[tuple[float, Referent]]:
    """The candidates with the probability that each is meant, the likeliest first."""
    table = weights()
    scores = [sum(table[f] for f in features(state, place, r, rank)) for rank, r in enumerate(options)]
    top = max(scores, default=0.0)
    masses = [exp(score - top) for score in scores]
    whole = sum(masses)
    pairs = [(mass / whole, referent) for mass, referent in zip(masses, options, strict=True)]
    return sorted(pairs, key=lambda pair: pair[0], reverse=True)
