"""Rank the candidate antecedents of a pronoun: a conditional logit over named features.

The weights are in ``trained/antecedents.json``; ``training/antecedents.py`` trains them.
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
from .discourse_state import DiscourseState, Referent
from .groups import without_members

MAX_DISTANCE = 260  # tokens between a pronoun and a candidate
MAX_CANDIDATES = 10  # the most recent ones
SINGULAR = frozenset({"he", "she", "him", "her", "his", "hers", "himself", "herself"})
FEMININE = frozenset({"she", "her", "hers", "herself"})
PLURAL = frozenset({"they", "them", "their", "themselves"})
DISTANCES = (0, 1, 2, 3, 6)  # upper bounds of the buckets, in narrative sentences; one more bucket for the rest
COUNTS = (1, 3, 7)  # upper bounds of the buckets, in mentions; one more bucket for the rest
FEATURES = (
    "subject", "embedded subject", "object", "owner", "other", "quoted",  # roles, as in mention_roles
    *(f"distance {n}" for n in range(len(DISTANCES) + 1)),
    "last by name", "last by description", "last by pronoun", "last by possessive",
    *(f"behind {n}" for n in range(4)),  # number of candidates mentioned since
    *(f"count {n}" for n in range(len(COUNTS) + 1)),
    "led this sentence", "led the sentence before", "led the one before that", "led the sentence before a source",
    "governs", "same clause", "told",
    "spoke last", "spoke last, here", "spoke last, paragraph before", "spoke last, sentence before",
    "spoke last, source", "spoke last, source behind a quotation", "spoke before the last",
    "spoke last, goes on", "spoke last, is answered", "named in what is said",
    "same paragraph", "paragraph before",
    "both subjects", "both quoted", "unnamed", "gender shown",
    "body for they", "person for they", "described person for they", "place", "document",
    "nobody", "nobody for they", "nobody for it", "told, answers",
)  # fmt: skip

WEIGHTS = Path(__file__).parent.parent / "trained" / "antecedents.json"
INDEX = {name: index for index, name in enumerate(FEATURES)}
DISTANCE, FORM, BEHIND, COUNT = (INDEX[n] for n in ("distance 0", "last by name", "behind 0", "count 0"))
LED = [INDEX[n] for n in ("led this sentence", "led the sentence before", "led the one before that")]
LED_SOURCE, GOVERNS = INDEX["led the sentence before a source"], INDEX["governs"]
SAME_CLAUSE, ADDRESSEE = INDEX["same clause"], INDEX["told"]
LAST, LAST_SAME_PARAGRAPH, LAST_PREVIOUS_PARAGRAPH = (
    INDEX[n] for n in ("spoke last", "spoke last, here", "spoke last, paragraph before")
)
LAST_SENTENCE, LAST_SOURCE = INDEX["spoke last, sentence before"], INDEX["spoke last, source"]
LAST_AFTER_QUOTATION, EARLIER = INDEX["spoke last, source behind a quotation"], INDEX["spoke before the last"]
GOES_ON, ANSWERED = INDEX["spoke last, goes on"], INDEX["spoke last, is answered"]
NAMED_IN_CONTENT = INDEX["named in what is said"]
SAME_PARAGRAPH, PREVIOUS_PARAGRAPH = INDEX["same paragraph"], INDEX["paragraph before"]
BOTH_SUBJECTS, BOTH_QUOTED, UNNAMED, GENDER_SHOWN = (
    INDEX[n] for n in ("both subjects", "both quoted", "unnamed", "gender shown")
)
LEADING = (SUBJECT, EMBEDDED)
IS_ORGANIZATION, IS_PLACE, IS_DOCUMENT = INDEX["body for they"], INDEX["place"], INDEX["document"]
IS_PERSON, IS_DESCRIBED = INDEX["person for they"], INDEX["described person for they"]
NOBODY, NOBODY_FOR_THEY, NOBODY_FOR_IT = INDEX["nobody"], INDEX["nobody for they"], INDEX["nobody for it"]
ADDRESSEE_ANSWERS = INDEX["told, answers"]
REPLY_VERBS = frozenset(
    {"answer", "reply", "respond", "retort", "counter"}
)  # their subject is usually not the last speaker
CONTINUING_VERBS = frozenset(
    {"add", "continue", "go", "conclude", "note", "recall", "explain"}
)  # their subject usually is the last speaker
PEOPLE = (SpeakerKind.PERSON, SpeakerKind.ANONYMOUS)
CLAUSAL = frozenset({"ccomp", "advcl", "xcomp", "acl:relcl", "relcl", "acl", "conj", "parataxis", "csubj"})


@dataclass(frozen=True, slots=True)
class PronounContext:
    """The context of a pronoun, from which its features are computed. ``source``: it is the source of a cue."""

    token: Token
    sentence: int
    paragraph: int
    role: int
    source: bool
    after_quotation: bool  # it is the source of a cue, after a quotation that opens the paragraph
    cue_lemma: str = ""  # of the cue, if it is a source
    content: tuple[tuple[int, int], ...] = ()  # token ranges of the reported content


@cache
def weights() -> list[float]:
    """The weight of each feature, in the order of ``FEATURES``; 0 for those not in the file."""
    table = json.loads(WEIGHTS.read_text(encoding="utf8"))["weights"]
    return [float(table.get(name, 0.0)) for name in FEATURES]


def pronoun_context(state: DiscourseState, token: Token, source: bool) -> PronounContext:
    article, at = state.article, token.i
    paragraph = article.paragraph[at]
    before = article.passage_at(article.paragraphs[paragraph].start) if paragraph >= 0 else None
    after_quotation = source and before is not None and token.idx >= before.outer.end
    report = state.reports.get(at) if source else None
    if report is None:
        return PronounContext(
            token, article.narrative_sentence(at), paragraph, mention_role(article, token), source, after_quotation
        )
    starts = state.article.starts
    content = tuple((bisect_left(starts, s.start), bisect_left(starts, s.end)) for s in report.content)
    return PronounContext(
        token,
        article.narrative_sentence(at),
        paragraph,
        mention_role(article, token),
        source,
        after_quotation,
        report.lemma,
        content,
    )


def _named_within(entity: Entity, runs: tuple[tuple[int, int], ...]) -> bool:
    """Whether an entity is mentioned in the content, which its speaker rarely does: "It is the Lopez way," he said."""
    places = entity.mentions
    for first, after in runs:
        at = bisect_left(places, first)
        if at < len(places) and places[at] < after:
            return True
    return False


def antecedent_candidates(state: DiscourseState, word: str, at: int, *, ignore_gender: bool = False) -> list[Referent]:
    """The candidate antecedents of a pronoun at a token, most recent first, at most ``MAX_CANDIDATES``.

    ``word`` is the pronoun in lower case. Training uses ``ignore_gender``.
    """
    found = []
    for referent in reversed(state.recent.values()):
        if at - referent.last_mention > MAX_DISTANCE:
            break
        if not _agrees(word, referent, "" if ignore_gender else referent.gender):
            continue
        if state.author is not None and referent.entity is state.author:
            continue  # the reporter is "I"
        found.append(referent)
        if len(found) == MAX_CANDIDATES:
            break
    return without_members(found) if word in PLURAL else found


def _agrees(word: str, referent: Referent, gender: str) -> bool:
    """Whether a pronoun agrees with a referent; ``gender`` is "f", "m" or "" for unknown.

    Not "he" for "the raid", nor "they" for a place, unless the place spoke for its government.
    """
    kind = referent.kind
    human = kind in PEOPLE and (referent.entity is not None or is_human(noun_lemma(referent.head)))
    if word in SINGULAR:
        return human and gender in ("", "f" if word in FEMININE else "m")
    if kind == SpeakerKind.ORGANIZATION:
        return referent.entity is None or not referent.entity.is_place or referent.last_cue >= 0
    if word in PLURAL:
        return kind == SpeakerKind.GROUP or (human and gender in ("", "n"))
    return kind == SpeakerKind.DOCUMENT


def features(state: DiscourseState, context: PronounContext, referent: Referent, rank: int) -> list[int]:
    """The indices of the features that hold for a pronoun and a candidate.

    ``rank`` is the number of candidates mentioned since.
    """
    article, at, role = state.article, referent.last_mention, referent.role
    gap = context.sentence - article.narrative_sentence(at)
    distance = next((n for n, limit in enumerate(DISTANCES) if gap <= limit), len(DISTANCES))
    count = next((n for n, limit in enumerate(COUNTS) if referent.mention_count <= limit), len(COUNTS))
    form = referent.form + (referent.form == PRONOUN and role == OWNER)
    found = [role, DISTANCE + distance, FORM + form, BEHIND + min(rank, 3), COUNT + count]
    for back, feature in enumerate(LED):
        if state.sentence_subjects.get(context.sentence - back) is referent:
            found.append(feature)
            if back == 1 and context.source:
                found.append(LED_SOURCE)
    found += _syntax_features(state, context, referent, gap)
    found += _speaker_features(state, context, referent)
    found += _position_features(context, role, article.paragraph[at])
    found += _kind_features(context, referent)
    return found


def _position_features(context: PronounContext, role: int, paragraph: int) -> Iterator[int]:
    """Features of the relative position: paragraph, parallel roles, quotation marks."""
    if paragraph == context.paragraph:
        yield SAME_PARAGRAPH
    elif paragraph == context.paragraph - 1:
        yield PREVIOUS_PARAGRAPH
    if context.role in LEADING and role in LEADING:
        yield BOTH_SUBJECTS
    if context.role == QUOTED and role == QUOTED:
        yield BOTH_QUOTED


def _kind_features(context: PronounContext, referent: Referent) -> list[int]:
    """Features of the candidate: unnamed, named in the content, known gender, organization, place or document."""
    found = []
    if referent.entity is None:
        found.append(UNNAMED)
    elif context.content and _named_within(referent.entity, context.content):
        found.append(NAMED_IN_CONTENT)
    if referent.gender:
        found.append(GENDER_SHOWN)
    if referent.kind == SpeakerKind.ORGANIZATION:
        if context.token.lower_ in PLURAL:
            found.append(IS_ORGANIZATION)
        if referent.entity is not None and referent.entity.is_place:
            found.append(IS_PLACE)
    elif referent.kind == SpeakerKind.DOCUMENT:
        found.append(IS_DOCUMENT)
    elif referent.kind in PEOPLE and context.token.lower_ in PLURAL and referent.gender != "n":
        found.append(IS_PERSON if referent.entity is not None else IS_DESCRIBED)
    return found


def nobody_features(context: PronounContext) -> list[int]:
    """The features of the choice that none of the candidates is meant."""
    word = context.token.lower_
    return [NOBODY, *([NOBODY_FOR_THEY] if word in PLURAL else [] if word in SINGULAR else [NOBODY_FOR_IT])]


def _syntax_features(state: DiscourseState, context: PronounContext, referent: Referent, gap: int) -> list[int]:
    """Syntactic features. "Xi told Gates he would come": Xi governs the pronoun's clause, Gates is the addressee."""
    top = phrase_head(state.article.tokens[referent.last_mention])
    if referent.role == OBJECT and state.speakers and top.head.i == state.speakers[-1].last_cue:
        return [ADDRESSEE, ADDRESSEE_ANSWERS] if context.cue_lemma in REPLY_VERBS else [ADDRESSEE]
    if gap or QUOTED in (referent.role, context.role) or referent.form == PRONOUN:
        return []
    verb = phrase_head(context.token).head
    if top.head == verb and OWNER not in (referent.role, context.role):
        return [SAME_CLAUSE]
    return [GOVERNS] if referent.role in LEADING and _is_subordinate(verb, top.head) else []


def _speaker_features(state: DiscourseState, context: PronounContext, referent: Referent) -> list[int]:
    """Features of whether and where the candidate spoke before."""
    if not state.speakers or referent.last_cue < 0:
        return []
    if state.speakers[-1] is not referent:
        return [EARLIER] if referent in state.speakers[-4:] else []
    paragraph = state.article.paragraph[referent.last_cue]
    found = [LAST]
    if paragraph == context.paragraph:
        found.append(LAST_SAME_PARAGRAPH)
    elif paragraph == context.paragraph - 1:
        found.append(LAST_PREVIOUS_PARAGRAPH)
    if context.sentence - state.article.narrative_sentence(referent.last_cue) == 1:
        found.append(LAST_SENTENCE)
    if context.source:
        found.append(LAST_SOURCE)
        if context.cue_lemma in CONTINUING_VERBS:
            found.append(GOES_ON)
        elif context.cue_lemma in REPLY_VERBS:
            found.append(ANSWERED)
    if context.after_quotation:
        found.append(LAST_AFTER_QUOTATION)
    return found


def _is_subordinate(verb: Token, upper: Token) -> bool:
    """Whether the clause of ``verb`` is subordinate to ``upper``, over at most six levels."""
    for _ in range(6):
        if verb.dep_ not in CLAUSAL or verb.head == verb:
            return False
        verb = verb.head
        if verb == upper:
            return True
    return False


def rank_candidates(
    state: DiscourseState, context: PronounContext, options: list[Referent]
) -> list[tuple[float, Referent]]:
    """(probability, candidate) for each candidate to be the antecedent, most likely first.

    What is missing to 1 is the probability that it is none of them.
    """
    table = weights()
    scores = [sum(table[f] for f in features(state, context, r, rank)) for rank, r in enumerate(options)]
    nobody = sum(table[f] for f in nobody_features(context))
    top = max(scores, default=nobody)
    masses = [exp(score - top) for score in scores]
    whole = sum(masses) + exp(nobody - top)
    pairs = [(mass / whole, referent) for mass, referent in zip(masses, options, strict=True)]
    return sorted(pairs, key=lambda pair: pair[0], reverse=True)
