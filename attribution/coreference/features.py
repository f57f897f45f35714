"""The named features of a mention and a candidate that count for pronouns, descriptions and shared names alike.

Each function returns the name of what holds, or None. The names are shown in the evidence.
"""

from __future__ import annotations

from bisect import bisect_left

from spacy.tokens import Token

from ..article.mention_roles import EMBEDDED, OBJECT, OWNER, OWNERS, PRONOUN, QUOTED, SUBJECT, phrase_head
from ..entities.entity import Entity
from ..entities.noun_phrases import noun_lemma
from ..language.grammar import OBJECTS, SUBJECTS, lemma
from ..language.lexicon import words
from ..model import SpeakerKind
from .animacy import is_listed_human
from .candidates import PEOPLE
from .mentions import FEMININE, PLURAL, SINGULAR, Feature, Pair

ROLES = ("subject", "embedded subject", "object", "owner", "other", "quoted")  # as in mention_roles
FORMS = ("last by name", "last by description", "last by pronoun", "last by possessive")
DISTANCE_LIMITS = (0, 1, 2, 3, 6)  # in narrative sentences
DISTANCES = tuple(f"distance {n}" for n in range(len(DISTANCE_LIMITS) + 1))
COUNT_LIMITS = (1, 3, 7)  # of mentions
COUNTS = tuple(f"count {n}" for n in range(len(COUNT_LIMITS) + 1))
RANKS = tuple(f"behind {n}" for n in range(4))
AHEAD = ("named in this sentence", "named in the next sentence", "named two sentences on", "named later")
LED = ("led this sentence", "led the sentence before", "led the one before that")
LEADING = (SUBJECT, EMBEDDED)
REPLY_VERBS = frozenset("answer reply respond retort counter".split())  # their subject usually is not the last speaker
CONTINUING_VERBS = frozenset("add continue go conclude note recall explain".split())  # their subject usually is
INTRANSITIVE = frozenset({"die", "drown", "perish", "suffocate"})
AUXILIARIES = frozenset({"be", "have", "do"})
MAX_TO_VERB = 8  # tokens from a name to the verb that it is the subject of
MAX_MENTIONS = 8  # earlier mentions of a candidate that are looked at
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
    verbs = [_verb_of_death(pair.state.article.tokens[end : min(end + MAX_TO_VERB, at)]) for end in places]
    verb = next((verb for verb in verbs if verb is not None), None)
    if verb is None:
        return "died" if "late" in entity.modifiers else None
    remembered = verb.tag_ == "VBZ" or any(lemma(child) == "have" for child in verb.children)
    return "has died, mentioned most" if remembered and protagonist(pair) else "died"


def _verb_of_death(after: list[Token]) -> Token | None:
    """The first full verb after a name, if it tells of a death: "Xi, 19, drowned", "Xi was killed", no "Xi killed"."""
    for token in after:
        if token.is_sent_start:
            return None
        if token.tag_.startswith("VB") and lemma(token) not in AUXILIARIES:
            dies = lemma(token) in words("death_verbs") and (lemma(token) in INTRANSITIVE or token.tag_ == "VBN")
            return token if dies else None
    return None


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
    role, distance, last_form, recency, count, led, syntax, inside, spoke, spoke_where, spoke_when,
    speaks_again, speaks_on, speaks_behind_quotation, named_in_content, spoken_of, protagonist, died,
    paragraph, parallel, kind, unnamed, gender_shown, headline,
)  # fmt: skip
