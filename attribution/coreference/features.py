"""The named features that count for every mention: where and how a candidate was mentioned before.

Each function returns the name of what holds, or None. The names are shown in the evidence.
"""

from __future__ import annotations

from bisect import bisect_left

from ..article.mention_roles import LEADING, NAME, OBJECT, OWNER, PRONOUN, QUOTED, SUBJECT, phrase_head
from ..entities.name_endings import feminine_share
from ..entities.noun_phrases import noun_lemma
from ..language.animacy import is_listed_human
from ..language.grammar import PASSIVE_SUBJECTS, governors, lemma
from ..language.lexicon import words
from ..language.person_words import is_given_name
from ..language.pronouns import THEY
from ..model import SpeakerKind
from .candidates import PEOPLE
from .mentions import Feature, Pair
from .speaking_features import FEATURES_OF_SPEAKING, REPLY_VERBS

ROLES = ("subject", "embedded subject", "object", "owner", "other", "quoted")  # as in mention_roles
FORMS = ("by name", "by description", "by pronoun", "by possessive")
DISTANCE_LIMITS = (0, 1, 2, 3, 6)  # in narrative sentences
COUNT_LIMITS = (1, 3, 7)  # of mentions
AHEAD = ("named in this sentence", "named in the next sentence", "named two sentences on", "named later")
LED = ("led this sentence", "led the sentence before", "led the one before that")
SOUNDS = (
    (0.12, "sounds like the other gender"),
    (0.35, "sounds rather like the other gender"),
    (0.65, None),
    (0.85, "sounds rather alike"),
    (1.01, "sounds alike"),
)
MAX_TO_WHO = 5  # tokens from a name to the clause that tells of it: "Lopez, 81, who"
MAX_DEPTH = 6  # levels of a parse
CLAUSAL = frozenset({"ccomp", "advcl", "xcomp", "acl:relcl", "relcl", "acl", "conj", "parataxis", "csubj"})


def role(pair: Pair) -> str | None:
    return ROLES[pair.candidate.role]


def distance(pair: Pair) -> str | None:
    if pair.candidate.follows:
        return AHEAD[min(-pair.gap, 3)]
    return f"distance {bisect_left(DISTANCE_LIMITS, pair.gap)}"


def last_form(pair: Pair) -> str | None:
    form = pair.referent.form
    possessive = form == PRONOUN and pair.candidate.role == OWNER
    return None if pair.candidate.follows else f"last {FORMS[form + possessive]}"


def recency(pair: Pair) -> str | None:
    name = f"behind {min(pair.candidate.rank, 3)}"
    return f"follows, {name}" if pair.candidate.follows else name


def count(pair: Pair) -> str | None:
    return f"count {bisect_left(COUNT_LIMITS, pair.referent.mention_count)}"


def led(pair: Pair) -> str | None:
    """Whether the candidate was the first subject of one of the last three sentences."""
    subjects, sentence = pair.state.sentence_subjects, pair.mention.sentence
    return next((name for n, name in enumerate(LED) if subjects.get(sentence - n) is pair.referent), None)


def syntax(pair: Pair) -> str | None:
    """How the two stand in one sentence. "Xi told Gates he would come": Xi governs the clause, Gates is told."""
    mention, candidate = pair.mention, pair.candidate
    if candidate.follows:
        return None
    top = phrase_head(pair.state.article.tokens[candidate.at])
    if candidate.role == OBJECT and pair.state.speakers and top.head.i == pair.state.speakers[-1].last_cue:
        return "told, answers" if mention.cue_lemma in REPLY_VERBS else "told"
    bound = mention.description is None and pair.referent.form == PRONOUN
    if pair.gap or QUOTED in (candidate.role, mention.role) or bound:
        return None
    verb = phrase_head(mention.token).head
    if top.head == verb and OWNER not in (candidate.role, mention.role):
        return "same clause"
    below = candidate.role in LEADING and top.head in governors(verb, CLAUSAL, MAX_DEPTH)
    return "governs" if below else None


def paragraph(pair: Pair) -> str | None:
    here = pair.mention.paragraph == pair.state.article.paragraph[pair.candidate.at]
    return "same paragraph" if here and not pair.candidate.follows else None


def parallel(pair: Pair) -> str | None:
    if pair.mention.role in LEADING and pair.candidate.role in LEADING:
        return "both subjects"
    if not pair.mention.role == QUOTED == pair.candidate.role:
        return None
    article, at = pair.state.article, pair.candidate.at
    together = article.passage_at(pair.mention.token.idx) == article.passage_at(article.starts[at])
    return "in one quotation" if together else None


def kind(pair: Pair) -> str | None:
    """What the candidate is, where that matters for the mention."""
    referent, they = pair.referent, pair.mention.word in THEY
    if referent.kind == SpeakerKind.ORGANIZATION:
        if referent.entity is not None and referent.entity.is_place:
            return "place"
        return "body for they" if they else None
    if they and referent.kind == SpeakerKind.GROUP:
        return "several for they"
    if they and referent.kind in PEOPLE and referent.gender != "n":
        described = "described speaker" if referent.last_cue >= 0 else "described person"
        return f"{'person' if referent.entity is not None else described} for they"
    return None


def unnamed(pair: Pair) -> str | None:
    """Whether the candidate has no name; "snowblower" is human by its ending, and in no list. Who spoke is somebody."""
    if pair.entity is not None:
        return None
    referent = pair.referent
    known = referent.last_cue >= 0 or referent.kind not in PEOPLE or is_listed_human(noun_lemma(referent.head))
    return "unnamed" if known else "unnamed, unknown noun"


def gender_shown(pair: Pair) -> str | None:
    told = pair.mention.gender or (pair.mention.description is None and pair.mention.shared is None)
    return "gender shown" if told and pair.referent.gender else None


def sounds(pair: Pair) -> str | None:
    """Whether the given name of a person of unknown gender sounds like the gender of the mention."""
    entity, gender = pair.entity, pair.mention.gender
    if not gender or pair.referent.gender or entity is None or entity.kind != SpeakerKind.PERSON:
        return None
    if len(entity.full_name.words) == 1:
        return None
    share = feminine_share(entity.full_name.words[0])
    alike = share if gender == "f" else 1 - share
    return next(name for limit, name in SOUNDS if alike < limit)


def headline(pair: Pair) -> str | None:
    """Whether the candidate is named in the headline: the protagonist."""
    at = pair.entity.mentions[0] if pair.entity is not None else pair.candidate.at
    return "in the headline" if pair.state.article.paragraph[at] <= 0 and pair.mention.paragraph > 0 else None


def topic(pair: Pair) -> str | None:
    """Whether the candidate is this paragraph's topic, how it was last mentioned, and whether introduced there.

    One that was mentioned before the topic is meant less often, even if it spoke last: "Lopez said so. Her son, Paul,
    fell. [He] said".
    """
    if pair.topic is None or pair.candidate.follows:
        return None
    if pair.topic is pair.candidate:
        new = ", introduced" if pair.referent.mention_count == 1 and pair.referent.form != PRONOUN else ""
        return f"topic here {FORMS[pair.referent.form]}{new}"
    if pair.candidate.rank < pair.topic.rank:
        return "since the topic here"
    return f"before the {'name' if pair.topic.referent.form == NAME else 'mention'} of the topic here"


def alone_in_paragraph(pair: Pair) -> str | None:
    """Whether the candidate is the only one that was mentioned in this paragraph."""
    return "alone in this paragraph" if pair.alone else None


def was_asked(pair: Pair) -> str | None:
    """Whether the candidate was asked or told something where it was last mentioned: "Lopez was asked"."""
    candidate = pair.candidate
    if candidate.follows or pair.gap > 1 or candidate.role not in (SUBJECT, OBJECT):
        return None
    top = phrase_head(pair.state.article.tokens[candidate.at])
    asked = lemma(top.head) in words("question_verbs") and (top.dep_ in PASSIVE_SUBJECTS or candidate.role == OBJECT)
    return "was asked" if asked else None


def question(pair: Pair) -> str | None:
    """How the candidate stands to a question: "LOPEZ asked RUIZ what [he] saw", "Asked of LOPEZ, [he] said"."""
    candidate, token = pair.candidate, pair.mention.token
    if pair.gap or candidate.follows or candidate.at > token.i or QUOTED in (candidate.role, pair.mention.role):
        return None
    verb = phrase_head(pair.state.article.tokens[candidate.at]).head
    if lemma(verb) in words("question_verbs") and verb.i < token.i:
        return "asked here" if candidate.role == OBJECT else "asks here" if candidate.role in LEADING else None
    if not pair.mention.source or pair.referent.form == PRONOUN:
        return None
    asked = (c for c in phrase_head(token).head.children if c.tag_ == "VBN" and lemma(c) in words("question_verbs"))
    return "in the question here" if any(c.i < candidate.at for c in asked) else None


def owner_of_topic(pair: Pair) -> str | None:
    """Whether the candidate was last named as possessor of this paragraph's topic: "LOPEZ's lawyer left. [He]"."""
    if pair.topic is None or pair.candidate.role != OWNER or pair.referent.form == PRONOUN:
        return None
    tokens = pair.state.article.tokens
    owned = phrase_head(phrase_head(tokens[pair.candidate.at]).head)
    return "owner of the topic here" if owned == phrase_head(tokens[pair.topic.at]) else None


def introduced(pair: Pair) -> str | None:
    """Whether the candidate was just introduced with a relative clause: "They called ANA LOPEZ, who lives there"."""
    if pair.referent.mention_count > 1 or pair.gap > 2 or pair.candidate.follows or pair.referent.form == PRONOUN:
        return None
    tokens, at = pair.state.article.tokens, pair.candidate.at
    end = max(pair.state.entities.end_of_mention(at), at + 1) if pair.entity is not None else at + 1
    told = any(token.lower_ in ("who", "whose") for token in tokens[end : end + MAX_TO_WHO])
    return f"introduced with a clause, {'leads' if pair.candidate.role in LEADING else 'else'}" if told else None


def single_name(pair: Pair) -> str | None:
    """Whether a person is called by a single word that is no known given name: perhaps a place."""
    entity = pair.entity
    if entity is None or entity.kind != SpeakerKind.PERSON or len(entity.full_name.words) > 1 or pair.referent.gender:
        return None
    return None if is_given_name(entity.full_name.words[0]) else "single unknown name"


FEATURES: tuple[Feature, ...] = (
    role, distance, last_form, recency, count, led, syntax, paragraph, parallel, kind, unnamed, gender_shown, sounds,
    headline, topic, alone_in_paragraph, was_asked, question, owner_of_topic, introduced, single_name,
    *FEATURES_OF_SPEAKING,
)  # fmt: skip
