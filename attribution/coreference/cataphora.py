"""Cataphora: people described before they are named. "His coach was angry. 'We lost,' said [Ana Lopez]." """

from __future__ import annotations

from itertools import islice

from ..article.mention_roles import OWNERS, SUBJECT, mention_role
from ..entities.entity import Entity
from ..entities.noun_phrases import noun_lemma
from ..entities.offices import SPOKESPERSON_NOUNS, is_office
from ..language.grammar import SUBJECTS, is_noun
from ..language.name_key import key
from ..model import SpeakerKind
from .definite_descriptions import COMMON_ROLES, UNINFORMATIVE, modifiers
from .discourse_state import DiscourseState, Referent

LEAD_PARAGRAPH = 1  # the last paragraph that counts as headline or lead
MAX_AFTER_LEAD = 3  # paragraphs between a description there and the name
MAX_SENTENCES = 2  # narrative sentences between a description elsewhere and the name
MAX_HEADLINE_DESCRIPTIONS = 12  # descriptions with the same noun in headlines that also get the name
MAX_RECENT = 40  # mentions searched backwards for the subject of the name's sentence
MAX_MENTIONS = 12  # mentions searched backwards
INDEFINITE_ARTICLES = frozenset({"a", "an"})
QUANTIFIERS = frozenset("one another some any no every each neither".split())
POSTMODIFIERS = frozenset({"who", "whose", "of", "from", "at", "with", "(", "-", "–", "—"})


def cataphoric_referent(state: DiscourseState, entity: Entity, at: int) -> Referent | None:
    """The unnamed referent that the entity's first mention, at a token, gives a name to; None if there is none.

    The referent is linked to the entity.
    """
    if entity.mentions[0] != at or len(entity.full_name.words) < 2:
        return None
    known = _copula_subject(state, at) if id(entity) not in state.referents else None
    if known is not None and (entity.kind == SpeakerKind.PERSON) == (known.kind == SpeakerKind.ANONYMOUS):
        _assign_name(state, known, entity)
        return known
    if entity.kind != SpeakerKind.PERSON:
        return None
    if id(entity) in state.referents or not _lacks_description(state, entity, at):
        return None
    for place, referent in enumerate(reversed(state.recent.values())):
        if place == MAX_MENTIONS:
            return None
        if referent.entity is not None:
            if referent.role == SUBJECT and referent.kind == SpeakerKind.PERSON:
                return None
        elif mention_role(state.article, referent.head) == SUBJECT and _is_compatible(state, referent, entity, at):
            _assign_name(state, referent, entity)
            return referent
    return None


def _copula_subject(state: DiscourseState, at: int) -> Referent | None:
    """The unnamed subject of a copula with the name: "The neighbour was [Ana Lopez]", "The company is [Acme]"."""
    name = state.article.tokens[at]
    if not any(c.dep_ == "cop" for c in name.lefts) or any(c.dep_ in ("neg", "case") for c in name.lefts):
        return None
    subject = next((c.i for c in name.lefts if c.dep_ in SUBJECTS), -1)
    recent = islice(reversed(state.recent.values()), MAX_RECENT)
    return next((r for r in recent if r.last_mention == subject and r.entity is None), None)


def _lacks_description(state: DiscourseState, entity: Entity, at: int) -> bool:
    """Whether a name is a subject without a description beside it, other than an age."""
    tokens = state.article.tokens
    if state.article.is_quoted(at) or mention_role(state.article, tokens[at]) != SUBJECT:
        return False
    if at and (is_noun(tokens[at - 1]) or tokens[at - 1].pos_ == "ADJ" or tokens[at - 1].text == ","):
        return False
    end = state.entities.end_of_mention(at)
    if end + 2 < len(tokens) and tokens[end].text == ",":
        aged = tokens[end + 1].like_num and tokens[end + 2].text in (",", ".")
        return aged and tokens[min(end + 3, len(tokens) - 1)].lower_ not in POSTMODIFIERS
    return end < len(tokens) and tokens[end].lower_ not in POSTMODIFIERS


def _is_compatible(state: DiscourseState, referent: Referent, entity: Entity, at: int) -> bool:
    """Whether an unnamed referent may be the person named at token ``at``."""
    head = referent.head
    word = noun_lemma(head)
    if (
        referent.kind != SpeakerKind.ANONYMOUS
        or head.tag_ not in ("NN", "NNP")
        or not is_office(word)
        or word in SPOKESPERSON_NOUNS
    ):
        return False
    if referent.gender and entity.gender and referent.gender != entity.gender:
        return False
    first = head.left_edge.lower_
    if first in QUANTIFIERS:
        return False
    owned = any(c.dep_ in OWNERS and c.lower_ != "their" for c in head.lefts)
    tells = owned or bool(modifiers(head) - UNINFORMATIVE) or any(c.dep_ in ("nmod", "prep") for c in head.rights)
    here, there = state.article.paragraph[at], state.article.paragraph[referent.last_mention]
    if there <= LEAD_PARAGRAPH and here - there <= MAX_AFTER_LEAD:
        return tells or key(word) not in COMMON_ROLES
    near = (
        state.article.narrative_sentence(at) - state.article.narrative_sentence(referent.last_mention) <= MAX_SENTENCES
        and here - there <= 1
    )
    return near and first not in INDEFINITE_ARTICLES and owned


def _assign_name(state: DiscourseState, referent: Referent, entity: Entity) -> None:
    """Link an unnamed referent to an entity, together with headline descriptions by the same noun."""
    word = key(noun_lemma(referent.head))
    for other in [
        *islice((r for r in state.unnamed.get(word, ()) if r is not referent), MAX_HEADLINE_DESCRIPTIONS),
        referent,
    ]:
        if other.entity is None and (other is referent or state.article.paragraph[other.last_mention] <= 0):
            other.entity, other.kind = entity, entity.kind
            other.gender = entity.gender or other.gender
            if other is not referent:
                state.recent.pop(id(other), None)
    state.referents[id(entity)] = referent
    state.entities.add_description(entity, word)
