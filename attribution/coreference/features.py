"""The named features of a mention and a candidate that count for pronouns, descriptions and shared names alike.

Each function returns the name of what holds, or None. The names are shown in the evidence.
"""

from __future__ import annotations

from bisect import bisect_left

from spacy.tokens import Token

from ..article.mention_roles import LEADING, OBJECT, OWNER, OWNERS, PRONOUN, QUOTED, phrase_head
from ..entities.noun_phrases import noun_lemma
from ..language.grammar import OBJECTS, SUBJECTS
from ..model import SpeakerKind
from .animacy import is_listed_human
from .candidates import PEOPLE
from .mentions import PLURAL, Feature, Pair
from .speaking_features import FEATURES_OF_SPEAKING, REPLY_VERBS

ROLES = ("subject", "embedded subject", "object", "owner", "other", "quoted")  # as in mention_roles
FORMS = ("last by name", "last by description", "last by pronoun", "last by possessive")
DISTANCE_LIMITS = (0, 1, 2, 3, 6)  # in narrative sentences
DISTANCES = tuple(f"distance {n}" for n in range(len(DISTANCE_LIMITS) + 1))
COUNT_LIMITS = (1, 3, 7)  # of mentions
COUNTS = tuple(f"count {n}" for n in range(len(COUNT_LIMITS) + 1))
RANKS = tuple(f"behind {n}" for n in range(4))
AHEAD = ("named in this sentence", "named in the next sentence", "named two sentences on", "named later")
LED = ("led this sentence", "led the sentence before", "led the one before that")
MAX_DEPTH = 6  # levels of a parse
ATTRIBUTIVE = frozenset({"acl:relcl", "relcl", "acl"})
WITHIN_CLAUSE = SUBJECTS | OBJECTS | OWNERS | {"obl", "nmod", "obl:agent", "xcomp"}
CLAUSAL = frozenset({"ccomp", "advcl", "xcomp", "acl:relcl", "relcl", "acl", "conj", "parataxis", "csubj"})
WITHIN_SENTENCE = CLAUSAL | WITHIN_CLAUSE


def role(pair: Pair) -> str | None:
    return ROLES[pair.candidate.role]


def distance(pair: Pair) -> str | None:
    if pair.candidate.follows:
        return AHEAD[min(-pair.gap, 3)]
    return DISTANCES[bisect_left(DISTANCE_LIMITS, pair.gap)]


def last_form(pair: Pair) -> str | None:
    form = pair.candidate.referent.form
    return FORMS[form + (form == PRONOUN and pair.candidate.role == OWNER)] if not pair.candidate.follows else None


def recency(pair: Pair) -> str | None:
    name = RANKS[min(pair.candidate.rank, 3)]
    return f"follows, {name}" if pair.candidate.follows else name


def count(pair: Pair) -> str | None:
    return COUNTS[bisect_left(COUNT_LIMITS, pair.candidate.referent.mention_count)]


def led(pair: Pair) -> str | None:
    """Whether the candidate was the first subject of one of the last three sentences."""
    subjects, sentence = pair.state.sentence_subjects, pair.mention.sentence
    for back, name in enumerate(LED):
        if subjects.get(sentence - back) is pair.candidate.referent:
            return name
    return None


def syntax(pair: Pair) -> str | None:
    """How the two stand in one sentence. "Xi told Gates he would come": Xi governs the clause, Gates is told."""
    mention, candidate, tokens = pair.mention, pair.candidate, pair.state.article.tokens
    if candidate.follows:
        return None
    top = phrase_head(tokens[candidate.at])
    if candidate.role == OBJECT and pair.state.speakers and top.head.i == pair.state.speakers[-1].last_cue:
        return "told, answers" if mention.cue_lemma in REPLY_VERBS else "told"
    bound = mention.description is None and candidate.referent.form == PRONOUN
    if pair.gap or QUOTED in (candidate.role, mention.role) or bound:
        return None
    verb = phrase_head(mention.token).head
    if top.head == verb and OWNER not in (candidate.role, mention.role):
        return "same clause"
    return "governs" if candidate.role in LEADING and _is_subordinate(verb, top.head) else None


def inside(pair: Pair) -> str | None:
    """Whether the candidate was last mentioned in what is said of somebody else: "Xi, who lost his [wife], said"."""
    known, at = pair.state.attributive, pair.candidate.at
    if at not in known:
        known[at] = _is_attributive(phrase_head(pair.state.article.tokens[at]))
    return "within what is said of another" if known[at] else None


def _is_attributive(top: Token) -> bool:
    """Whether a noun stands in a clause that says something of another noun."""
    for _ in range(MAX_DEPTH):
        label = top.dep_
        if label in ATTRIBUTIVE:
            return True
        if label not in WITHIN_SENTENCE or top.head == top:
            return False
        top = top.head
    return False


def _is_subordinate(verb: Token, upper: Token) -> bool:
    """Whether the clause of ``verb`` is subordinate to ``upper``, over a few levels."""
    for _ in range(MAX_DEPTH):
        if verb.dep_ not in CLAUSAL or verb.head == verb:
            return False
        verb = verb.head
        if verb == upper:
            return True
    return False


def paragraph(pair: Pair) -> str | None:
    back = pair.mention.paragraph - pair.state.article.paragraph[pair.candidate.at]
    if pair.candidate.follows:
        return "named in this paragraph" if back == 0 else None
    return "same paragraph" if back == 0 else "paragraph before" if back == 1 else None


def parallel(pair: Pair) -> str | None:
    if pair.mention.role in LEADING and pair.candidate.role in LEADING:
        return "both subjects"
    if not pair.mention.role == QUOTED == pair.candidate.role:
        return None
    article, at = pair.state.article, pair.candidate.at
    together = article.passage_at(pair.mention.token.idx) == article.passage_at(article.starts[at])
    return "in one quotation" if together else "both quoted"


def kind(pair: Pair) -> str | None:
    """What the candidate is, where that matters for the mention."""
    referent, they = pair.candidate.referent, pair.mention.word in PLURAL
    if referent.kind == SpeakerKind.ORGANIZATION:
        if referent.entity is not None and referent.entity.is_place:
            return "place"
        return "body for they" if they else None
    if referent.kind == SpeakerKind.DOCUMENT:
        return "document"
    if they and referent.kind == SpeakerKind.GROUP:
        return "several for they"
    if they and referent.kind in PEOPLE and referent.gender != "n":
        described = "described speaker" if referent.last_cue >= 0 else "described person"
        return f"{'person' if referent.entity is not None else described} for they"
    return None


def unnamed(pair: Pair) -> str | None:
    """Whether the candidate has no name; "snowblower" is human by its ending, and in no list."""
    referent = pair.candidate.referent
    if referent.entity is not None:
        return None
    known = referent.kind not in PEOPLE or is_listed_human(noun_lemma(referent.head))
    return "unnamed" if known else "unnamed, unknown noun"


def gender_shown(pair: Pair) -> str | None:
    if not pair.candidate.referent.gender:
        return None
    pronoun = pair.mention.description is None and pair.mention.shared is None
    return "gender shown" if pronoun or pair.mention.gender else None


def headline(pair: Pair) -> str | None:
    """Whether the candidate is named in the headline: the protagonist."""
    entity = pair.candidate.referent.entity
    at = entity.mentions[0] if entity is not None else pair.candidate.at
    return "in the headline" if pair.state.article.paragraph[at] <= 0 and pair.mention.paragraph > 0 else None


FEATURES: tuple[Feature, ...] = (
    role, distance, last_form, recency, count, led, syntax, inside, paragraph, parallel, kind, unnamed,
    gender_shown, headline, *FEATURES_OF_SPEAKING,
)  # fmt: skip
