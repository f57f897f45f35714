"""Who is described first and named then: "His coach was angry. 'We lost,' said [Ana Lopez]." """

from __future__ import annotations

from itertools import islice

from ..article.mention_roles import OWNERS, SUBJECT, mention_role
from ..entities.entity import Entity
from ..entities.noun_phrases import noun_lemma
from ..entities.offices import SPOKESPERSON_NOUNS, is_office
from ..language.grammar import SUBJECTS, is_noun
from ..language.name_key import key
from ..model import SpeakerKind
from .definite_descriptions import IDLE, OF_MANY, modifiers
from .discourse_state import Referent, State

LEAD = 1  # number of the paragraph with the first sentence, after a headline
AFTER_LEAD = 3  # paragraphs after them in which the name may come
SENTENCES = 2  # of the narrative between a description elsewhere and the name
HEADLINED = 12  # descriptions by one noun that a headline can have
LATELY = 40  # mentions to look back for the subject of the name's own sentence
MOST = 12  # mentions to look back
NEW = frozenset({"a", "an"})
NOBODY_KNOWN = frozenset("one another some any no every each neither".split())
PASSES_ON = frozenset({"who", "whose", "of", "from", "at", "with", "(", "-", "–", "—"})


def introduced(state: State, entity: Entity, at: int) -> Referent | None:
    """The unnamed one whom a name at a token names, now known by it; None if it names somebody new."""
    if entity.mentions[0] != at or len(entity.full_name.words) < 2:
        return None
    known = _identified(state, at) if id(entity) not in state.referents else None
    if known is not None and (entity.kind == SpeakerKind.PERSON) == (known.kind == SpeakerKind.ANONYMOUS):
        _name(state, known, entity)
        return known
    if entity.kind != SpeakerKind.PERSON:
        return None
    if id(entity) in state.referents or not _bare(state, entity, at):
        return None
    for place, referent in enumerate(reversed(state.recent.values())):
        if place == MOST:
            return None
        if referent.entity is not None:
            if referent.role == SUBJECT and referent.kind == SpeakerKind.PERSON:
                return None
        elif mention_role(state.article, referent.head) == SUBJECT and _can_be(state, referent, entity, at):
            _name(state, referent, entity)
            return referent
    return None


def _identified(state: State, at: int) -> Referent | None:
    """ "The neighbour was [Ana Lopez]", "The company is [Acme]": who has just been described."""
    name = state.article.tokens[at]
    if not any(c.dep_ == "cop" for c in name.lefts) or any(c.dep_ in ("neg", "case") for c in name.lefts):
        return None
    subject = next((c.i for c in name.lefts if c.dep_ in SUBJECTS), -1)
    lately = islice(reversed(state.recent.values()), LATELY)
    return next((r for r in lately if r.at == subject and r.entity is None), None)


def _bare(state: State, entity: Entity, at: int) -> bool:
    """Whether nothing but an age beside the name says who it is, and it is the subject of its clause."""
    tokens = state.article.tokens
    if state.article.is_quoted(at) or mention_role(state.article, tokens[at]) != SUBJECT:
        return False
    if at and (is_noun(tokens[at - 1]) or tokens[at - 1].pos_ == "ADJ" or tokens[at - 1].text == ","):
        return False
    end = state.entities.end_of_mention(at)
    if end + 2 < len(tokens) and tokens[end].text == ",":
        aged = tokens[end + 1].like_num and tokens[end + 2].text in (",", ".")
        return aged and tokens[min(end + 3, len(tokens) - 1)].lower_ not in PASSES_ON
    return end < len(tokens) and tokens[end].lower_ not in PASSES_ON


def _can_be(state: State, referent: Referent, entity: Entity, at: int) -> bool:
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
    if first in NOBODY_KNOWN:
        return False
    owned = any(c.dep_ in OWNERS and c.lower_ != "their" for c in head.lefts)
    tells = owned or bool(modifiers(head) - IDLE) or any(c.dep_ in ("nmod", "prep") for c in head.rights)
    here, there = state.article.paragraph[at], state.article.paragraph[referent.at]
    if there <= LEAD and here - there <= AFTER_LEAD:
        return tells or key(word) not in OF_MANY
    near = (
        state.article.narrative_sentence(at) - state.article.narrative_sentence(referent.at) <= SENTENCES
        and here - there <= 1
    )
    return near and first not in NEW and owned


def _name(state: State, referent: Referent, entity: Entity) -> None:
    """Give the unnamed referent the entity's name, and with it whom the headline called so."""
    word = key(noun_lemma(referent.head))
    for other in [*islice((r for r in state.unnamed.get(word, ()) if r is not referent), HEADLINED), referent]:
        if other.entity is None and (other is referent or state.article.paragraph[other.at] <= 0):
            other.entity, other.kind = entity, entity.kind
            other.gender = entity.gender or other.gender
            if other is not referent:
                state.recent.pop(id(other), None)
    state.referents[id(entity)] = referent
    state.entities.add_description(entity, word)
