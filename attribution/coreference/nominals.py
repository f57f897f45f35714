"""Resolve descriptions: "the minister", "the company", and repeated mentions of an unnamed source."""

from __future__ import annotations

from functools import cache

import numpy
from numpy.typing import NDArray
from spacy.attrs import LEMMA, LOWER, TAG  # type: ignore[import-not-found]
from spacy.strings import get_string_id
from spacy.tokens import Doc, Token

from ..article.mention_roles import DESCRIPTION, EMBEDDED, OWNERS, QUOTED, SUBJECT, mention_role
from ..entities.entity import FEMALE_NOUNS, MALE_NOUNS, Entity
from ..entities.noun_phrases import Phrase, nominal_phrase, noun_lemma
from ..entities.offices import represented_name
from ..language.grammar import NOUN_TAGS, SUBJECTS
from ..language.lexicon import words
from ..language.name_key import key
from ..language.token_ids import isin
from ..model import Reason, SpeakerKind
from ..rules.report import Report, Source
from .ages import entity_of_age
from .definite_descriptions import described_entity, is_epithet, modifiers, named_later
from .discourse_state import DiscourseState, Referent, Resolution, chain, note_mention, note_speaker
from .groups import group_meant
from .ranker import antecedent_candidates, pronoun_context, rank_candidates
from .unnamed_sources import source_description

MAX_EARLIER = 60  # earlier descriptions with the same noun that are considered
MIN_EPITHET = 0.5  # probability that the antecedent of an epithet needs
GROUPS = frozenset({"group", "organization", "organisation", "association", "party"})
NEGATIVE_WORDS = frozenset({"nobody", "none", "no", "anyone", "anybody", "everyone", "everybody", "neither"})
SPEAKING_NOUNS = ("person_nouns", "body_nouns", "group_nouns", "document_nouns", "roles")
MENTION_RELATIONS = frozenset(
    {"obj", "dobj", "iobj", "dative", "obl", "pobj", "nmod", "conj", "nmod:poss", "poss", "obl:agent"}
)


@cache
def _noun_ids() -> NDArray[numpy.uint64]:
    every = set().union(*(words(name) for name in SPEAKING_NOUNS))
    return numpy.array(sorted(get_string_id(w) for w in every | {f"{noun}s" for noun in every}), dtype="uint64")


@cache
def _tag_ids() -> NDArray[numpy.uint64]:
    return numpy.array(sorted(get_string_id(tag) for tag in NOUN_TAGS), dtype="uint64")


def nominal_tokens(doc: Doc) -> list[int]:
    """The tokens whose noun can be a source: "minister", "company", "report"."""
    table = doc.to_array([LEMMA, LOWER, TAG])
    nouns = isin(table[:, 0], _noun_ids()) | isin(table[:, 1], _noun_ids())
    found: list[int] = numpy.flatnonzero(nouns & isin(table[:, 2], _tag_ids())).tolist()
    return found


def note_nominal(state: DiscourseState, token: Token) -> None:
    """Record the description headed by a token as a mention of a known or new referent.

    Descriptions that belong to a name are skipped.
    """
    if (token.dep_ not in MENTION_RELATIONS and token.dep_ not in SUBJECTS) or token.pos_ not in ("NOUN", "PROPN"):
        return
    if any(
        child.i in state.entities.by_token and child.dep_ in ("appos", "compound", "flat") for child in token.children
    ):
        return
    for at in range(token.i + 1, min(token.i + 5, len(state.article.tokens))):
        if at in state.entities.by_token and state.entities.by_token[at].kind == SpeakerKind.PERSON:
            return  # "Secretary of State Lopez": a name is coming
        if state.article.tokens[at].pos_ not in ("PROPN", "NOUN", "ADP"):
            break
    _mentioned_referent(state, nominal_phrase(token))


def _mentioned_referent(state: DiscourseState, phrase: Phrase, *, speaks: bool = False) -> Referent:
    """The referent of a description, known or new, with this mention recorded."""
    at, word = phrase.head.i, key(noun_lemma(phrase.head))
    for known in state.by_noun_and_token.get((word, at), ()):
        if known.last_mention == at and not (speaks and known.mention_count == 1 and is_epithet(phrase, speaks=True)):
            return known
    found = _antecedent(state, phrase, speaks)
    if found is None:
        found = Referent(phrase.kind, phrase.head, gender=_gender(phrase.head))
        state.unnamed.setdefault(word, []).append(found)
    if key(noun_lemma(found.head)) == word:
        state.by_noun_and_token.setdefault((word, at), []).append(found)
    role = mention_role(state.article, phrase.head)
    note_mention(state, found, at, role, DESCRIPTION)
    if role in (SUBJECT, EMBEDDED):
        state.sentence_subjects.setdefault(state.article.narrative_sentence(at), found)
    return found


def _antecedent(state: DiscourseState, phrase: Phrase, speaks: bool) -> Referent | None:
    """The known referent of a description, or None.

    In this order: by age, a named group, an entity with this description, an earlier unnamed referent, a person named
    later, or the antecedent of an epithet.
    """
    aged = entity_of_age(state, phrase.head)
    if aged is not None:
        return state.referent_of(aged, phrase.head)
    group = group_meant(state, phrase) or _named_group(state, phrase)
    if group is not None:
        return group
    meant = described_entity(state, phrase) if phrase.definite else None
    if meant is not None and not _is_known_source(state, phrase, meant):
        return state.referent_of(meant, phrase.head)
    if phrase.definite or phrase.kind in (SpeakerKind.DOCUMENT, SpeakerKind.GROUP):
        own = modifiers(phrase.head)
        for earlier in reversed(state.unnamed.get(key(noun_lemma(phrase.head)), [])[-MAX_EARLIER:]):
            if earlier.last_mention == phrase.head.i or (
                earlier.role == QUOTED and not state.article.is_quoted(phrase.head.i)
            ):
                continue  # a description used within a quotation is not the article's own
            theirs = modifiers(earlier.head)
            if not _same_owner(phrase.head, earlier.head) or earlier.head.left_edge.lower_ in NEGATIVE_WORDS:
                continue
            if earlier.head.tag_ == phrase.head.tag_ and (own <= theirs if phrase.definite else own == theirs):
                return earlier
    ahead = named_later(state, phrase)
    return state.referent_of(ahead, phrase.head) if ahead is not None else _epithet_antecedent(state, phrase, speaks)


def _named_group(state: DiscourseState, phrase: Phrase) -> Referent | None:
    """The last speaker, if it is a group with a name: "The Friends of the Park said ... [The group] said"."""
    last = state.speakers[-1] if state.speakers else None
    if last is None or last.kind != SpeakerKind.GROUP or phrase.head.lower_ not in GROUPS or modifiers(phrase.head):
        return None
    return last if phrase.definite and last.head.text[:1].isupper() and last.head.pos_ == "PROPN" else None


def _is_known_source(state: DiscourseState, phrase: Phrase, meant: Entity) -> bool:
    """Whether an unnamed speaker with the same modifiers fits better than an entity with a similar description."""
    own, word = modifiers(phrase.head), key(noun_lemma(phrase.head))
    if not own or word in meant.descriptions:
        return False
    known = state.unnamed.get(word, [])[-MAX_EARLIER:]
    return any(r.last_cue >= 0 and r.entity is None and own <= modifiers(r.head) for r in known)


def _same_owner(head: Token, earlier: Token) -> bool:
    """Whether the possessors match: not "Lopez's campaign" and "her rival's campaign"; none matches any."""
    owner = next((key(c.text) for c in head.lefts if c.dep_ in OWNERS and c.pos_ != "PRON"), "")
    return not owner or any(key(c.text) == owner for c in earlier.lefts)


def _epithet_antecedent(state: DiscourseState, phrase: Phrase, speaks: bool) -> Referent | None:
    if not is_epithet(phrase, speaks=speaks):
        return None
    gender = _gender(phrase.head)
    word = {"f": "she", "m": "he"}.get(gender, "")
    named = [r for w in ([word] if word else ["he", "she"]) for r in antecedent_candidates(state, w, phrase.head.i)]
    options = sorted({id(r): r for r in named if r.entity is not None}.values(), key=lambda r: -r.last_mention)
    order = rank_candidates(state, pronoun_context(state, phrase.head, False), options)
    if not order or order[0][0] < MIN_EPITHET:
        return None
    found = order[0][1]
    if found.entity is not None:
        state.entities.add_description(found.entity, key(noun_lemma(phrase.head)))
    return found


def resolve_nominal(state: DiscourseState, report: Report, phrase: Phrase, printed: str, source: Source) -> Resolution:
    """The resolution of a description: the speaker it refers to, or an unnamed one.

    ``NO_SOURCE`` for "nobody" and the like.
    """
    if phrase.head.lower_ in NEGATIVE_WORDS or phrase.head.left_edge.lower_ in NEGATIVE_WORDS:
        return Resolution(None, (printed,), Reason.NO_SOURCE)
    found = _mentioned_referent(state, phrase, speaks=True)
    name_unnamed(state, found, source.span.start if found.head.i == phrase.head.i else -1)
    note_speaker(state, report, found)
    return Resolution(found.speaker, chain(printed, found.speaker.name))


def name_unnamed(state: DiscourseState, referent: Referent, start: int = -1) -> None:
    """Set the name of an unnamed referent from its description, if it has none yet.

    ``start`` is the offset at which its source begins, -1 if unknown.
    """
    if referent.entity is None and not referent.name:
        referent.speaks_for = represented_name(referent.head, state.entities.by_token)
        referent.name = source_description(state.doc, referent.head, referent.kind, start) or referent.head.text


def _gender(head: Token) -> str:
    """The gender implied by a noun ("spokeswoman"): "f", "m" or ""."""
    word = noun_lemma(head)
    return "f" if word in FEMALE_NOUNS else "m" if word in MALE_NOUNS else ""
