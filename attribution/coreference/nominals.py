"""Descriptions: who "the minister" or "the company" is, and which unnamed source an earlier one was."""

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
from .ages import of_that_age
from .definite_descriptions import called_so, is_epithet, modifiers, named_ahead
from .discourse_state import Referent, Resolution, State, chain, remember, seen
from .ranker import candidates, place_of, ranked
from .unnamed_sources import description

RECENT = 60  # sources that a definite phrase can take up again
EPITHET = 0.5  # how likely somebody must be for "the billionaire" to be them
GROUPS = frozenset({"group", "organization", "organisation", "association", "party"})
NOBODY = frozenset({"nobody", "none", "no", "anyone", "anybody", "everyone", "everybody", "neither"})
SPEAKING_NOUNS = ("person_nouns", "body_nouns", "document_nouns", "roles")
PLACES = frozenset({"obj", "dobj", "iobj", "dative", "obl", "pobj", "nmod", "conj", "nmod:poss", "poss", "obl:agent"})


@cache
def _noun_ids() -> NDArray[numpy.uint64]:
    every = set().union(*(words(name) for name in SPEAKING_NOUNS))
    return numpy.array(sorted(get_string_id(w) for w in every | {f"{noun}s" for noun in every}), dtype="uint64")


@cache
def _tag_ids() -> NDArray[numpy.uint64]:
    return numpy.array(sorted(get_string_id(tag) for tag in NOUN_TAGS), dtype="uint64")


def described_tokens(doc: Doc) -> list[int]:
    """The tokens whose noun can speak: "minister", "company", "report"."""
    table = doc.to_array([LEMMA, LOWER, TAG])
    nouns = isin(table[:, 0], _noun_ids()) | isin(table[:, 1], _noun_ids())
    found: list[int] = numpy.flatnonzero(nouns & isin(table[:, 2], _tag_ids())).tolist()
    return found


def read_nominal(state: State, token: Token) -> None:
    """Note a description in the text: it takes up somebody, or introduces somebody."""
    if (token.dep_ not in PLACES and token.dep_ not in SUBJECTS) or token.pos_ not in ("NOUN", "PROPN"):
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
    _mention(state, nominal_phrase(token))


def _mention(state: State, phrase: Phrase, *, speaks: bool = False) -> Referent:
    """The referent of a description, which is now mentioned."""
    at, word = phrase.head.i, key(noun_lemma(phrase.head))
    for known in state.described.get((word, at), ()):
        if known.at == at and not (speaks and known.count == 1 and is_epithet(phrase, speaks=True)):
            return known
    found = _taken_up(state, phrase, speaks)
    if found is None:
        found = Referent(phrase.kind, phrase.head, gender=_gender(phrase.head))
        state.unnamed.setdefault(word, []).append(found)
    if key(noun_lemma(found.head)) == word:
        state.described.setdefault((word, at), []).append(found)
    role = mention_role(state.article, phrase.head)
    seen(state, found, at, role, DESCRIPTION)
    if role in (SUBJECT, EMBEDDED):
        state.leaders.setdefault(state.article.narrative_sentence(at), found)
    return found


def _taken_up(state: State, phrase: Phrase, speaks: bool) -> Referent | None:
    """Whom a description takes up: who is called so, an unnamed one called so, who is about to be named so."""
    aged = of_that_age(state, phrase.head)
    if aged is not None:
        return state.of(aged, phrase.head)
    group = _group(state, phrase)
    if group is not None:
        return group
    meant = called_so(state, phrase) if phrase.definite else None
    if meant is not None and not _better_known(state, phrase, meant):
        return state.of(meant, phrase.head)
    if phrase.definite or phrase.kind in (SpeakerKind.DOCUMENT, SpeakerKind.GROUP):
        own = modifiers(phrase.head)
        for earlier in reversed(state.unnamed.get(key(noun_lemma(phrase.head)), [])[-RECENT:]):
            if earlier.at == phrase.head.i or (earlier.role == QUOTED and not state.article.is_quoted(phrase.head.i)):
                continue  # what somebody was called in a quotation is no description of the article's
            theirs = modifiers(earlier.head)
            if not _same_owner(phrase.head, earlier.head) or earlier.head.left_edge.lower_ in NOBODY:
                continue
            if earlier.head.tag_ == phrase.head.tag_ and (own <= theirs if phrase.definite else own == theirs):
                return earlier
    ahead = named_ahead(state, phrase)
    return state.of(ahead, phrase.head) if ahead is not None else _epithet(state, phrase, speaks)


def _group(state: State, phrase: Phrase) -> Referent | None:
    """ "The Friends of the Park said ... [The group] said": the plural that has spoken last, if it is a name."""
    last = state.spoken[-1] if state.spoken else None
    if last is None or last.kind != SpeakerKind.GROUP or phrase.head.lower_ not in GROUPS or modifiers(phrase.head):
        return None
    return last if phrase.definite and last.head.text[:1].isupper() and last.head.pos_ == "PROPN" else None


def _better_known(state: State, phrase: Phrase, meant: Entity) -> bool:
    """ "The senior ministry official" who has spoken is nobody whom the article calls something like it."""
    own, word = modifiers(phrase.head), key(noun_lemma(phrase.head))
    if not own or word in meant.descriptions:
        return False
    known = state.unnamed.get(word, [])[-RECENT:]
    return any(r.spoke >= 0 and r.entity is None and own <= modifiers(r.head) for r in known)


def _same_owner(head: Token, earlier: Token) -> bool:
    """Not "Lopez's campaign" for "her rival's campaign"; "the campaign" can be anybody's."""
    owner = next((key(c.text) for c in head.lefts if c.dep_ in OWNERS and c.pos_ != "PRON"), "")
    return not owner or any(key(c.text) == owner for c in earlier.lefts)


def _epithet(state: State, phrase: Phrase, speaks: bool) -> Referent | None:
    if not is_epithet(phrase, speaks=speaks):
        return None
    gender = _gender(phrase.head)
    word = {"f": "she", "m": "he"}.get(gender, "")
    named = [r for w in ([word] if word else ["he", "she"]) for r in candidates(state, w, phrase.head.i)]
    options = sorted({id(r): r for r in named if r.entity is not None}.values(), key=lambda r: -r.at)
    order = ranked(state, place_of(state, phrase.head, False), options)
    if not order or order[0][0] < EPITHET:
        return None
    found = order[0][1]
    if found.entity is not None:
        state.entities.add_description(found.entity, key(noun_lemma(phrase.head)))
    return found


def resolve_nominal(state: State, report: Report, phrase: Phrase, printed: str, source: Source) -> Resolution:
    """The speaker that a description means, or the description itself as an unnamed one."""
    if phrase.head.lower_ in NOBODY or phrase.head.left_edge.lower_ in NOBODY:
        return Resolution(None, (printed,), Reason.NO_SOURCE)
    found = _mention(state, phrase, speaks=True)
    call(state, found, source.span.start if found.head.i == phrase.head.i else -1)
    remember(state, report, found)
    return Resolution(found.speaker, chain(printed, found.speaker.name))


def call(state: State, referent: Referent, start: int = -1) -> None:
    """Give an unnamed referent what it is called, if it has nothing yet."""
    if referent.entity is None and not referent.name:
        referent.speaks_for = represented_name(referent.head, state.entities.by_token)
        referent.name = description(state.doc, referent.head, referent.kind, start) or referent.head.text


def _gender(head: Token) -> str:
    """The gender of an unnamed source by its noun: "a spokeswoman"."""
    word = noun_lemma(head)
    return "f" if word in FEMALE_NOUNS else "m" if word in MALE_NOUNS else ""
