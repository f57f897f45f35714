"""Find the name beside an office or description in a source, however the parser attached it."""

from __future__ import annotations

from bisect import bisect_left

from spacy.tokens import Token

from ..entities.name_extents import follows_initials, is_bracketed_title, is_nickname
from ..entities.ner_repair import LEADER_TITLES, OFFICE_PREPOSITIONS
from ..entities.noun_phrases import Phrase, name_phrase, noun_lemma
from ..entities.offices import SPOKESPERSON_NOUNS, TITLE_PARTS
from ..language.grammar import FINITE_TAGS, is_noun, is_relative
from ..language.lexicon import words
from ..language.name_key import key
from ..language.names import HONOURS
from ..model import SpeakerKind
from ..rules.report import Source
from .animacy import is_human, is_thing
from .candidates import synonyms
from .discourse_state import DiscourseState
from .mention_heads import ORGANIZATION_LABELS

MAX_OFFICE_WORDS = 4  # words of an office after the first: "of Foreign Affairs"
NAMING = frozenset("called named known identified dubbed nicknamed".split())  # "a woman CALLED Teodora"
GIVING = frozenset("gave gives giving give goes going went".split())  # "who GAVE only his first name, Jomo"
NAMES = frozenset({"name", "handle", "username", "alias"})
WITHIN_NAMING = NAMES | frozenset("only simply just as by her his their the first given ,".split())
MAX_NAMING = 12  # tokens from a relative pronoun to the name that its clause gives


def closing_name(state: DiscourseState, source: Source) -> Token | None:
    """The first token of the person's name in apposition that closes a source, or None.

    "The dean at the time, the Rev [Ana Lopez]", "a report seen by Ardle Radio, the mayor, [Ana Lopez]", "an old woman
    called [Ana]"; not "Tom Lopez, who lives with his wife, Ana", nor "Tom and his wife, Ana".
    """
    tokens, starts, named = state.article.tokens, state.article.starts, state.entities.by_token
    first, end = bisect_left(starts, source.span.start), bisect_left(starts, source.span.end)
    if first in named and not _is_owner(state, first):
        return None
    for at in range(first + 1, min(end + 1, len(tokens))):
        token, entity = tokens[at], named.get(at)
        joins = token.lower_ == "and" and at + 1 < end and tokens[at + 1].tag_ not in ("NN", "NNP")
        if is_relative(token) or token.tag_ in FINITE_TAGS or joins or token.text in (";", ":"):
            return None
        if entity is None or entity.kind != SpeakerKind.PERSON or named.get(at - 1) is entity:
            continue
        if _opens_apposition(tokens, first, at) and _ends_apposition(state, source, at):
            return token
        if not _is_owner(state, at) and tokens[at - 1].tag_ != "IN":
            return None  # "Councillors [Ana Lopez], Tom Okafor and"
    return None


def _is_owner(state: DiscourseState, at: int) -> bool:
    """Whether "'s" follows the name at a token."""
    end = state.entities.end_of_mention(at)
    return end < len(state.article.tokens) and state.article.tokens[end].tag_ == "POS"


def _opens_apposition(tokens: list[Token], first: int, at: int) -> bool:
    """Whether a comma and titles, or "called", stand before a name, and before these a noun for a person."""
    before = _start_with_additions(tokens, at) - 1
    while before > first and key(tokens[before].text) in words("titles") | {"the", "very"}:
        before -= 1
    if tokens[before].lower_ in NAMING:
        return True
    if tokens[before].text != ",":
        return False
    described = [token for token in tokens[first:before] if is_noun(token)]
    if _is_sent_to(tokens, first, before):
        return False  # "an email to the singer, Ana Lopez"
    human = [noun for noun in described if _is_for_a_person(noun_lemma(noun))]
    if len(human) > 1 and human[-1] is described[-1] and not _is_named_after_comma(human[0]):
        return False  # "a friend of the singer, Ana Lopez"
    return bool(human or (described and not is_thing(noun_lemma(described[0]))))


def _is_sent_to(tokens: list[Token], first: int, comma: int) -> bool:
    """Whether the noun before a comma is to whom a document goes: "an email to the singer,"."""
    opened = next((at for at in range(comma - 1, first, -1) if tokens[at].text == ","), first)
    to = next((at for at in range(opened, comma) if tokens[at].lower_ == "to"), first)
    return any(noun_lemma(token) in words("document_nouns", "utterance_nouns") for token in tokens[first:to])


def _is_for_a_person(noun: str) -> bool:
    return (is_human(noun) and not is_thing(noun)) or noun in LEADER_TITLES


def adjacent_name(state: DiscourseState, phrase: Phrase, source: Source, *, titled: bool) -> Phrase | None:
    """The person's name that follows a description, however it was attached, or None.

    "His chief of staff, ANA LOPEZ", "the hopeful ANA LOPEZ", "Secretary of State ANA LOPEZ". After a comma or a
    preposition it must be inside the source. ``titled``: the phrase is a bare title.
    """
    tokens, first = state.article.tokens, phrase.head.i + 1
    beyond = first + (MAX_OFFICE_WORDS if titled else 1)
    preposition = of_the = passed = False
    for index in range(first, len(tokens)):
        token = tokens[index]
        if token.idx >= source.span.end and index >= beyond:
            return None
        entity, start = state.entities.by_token.get(index), _start_with_additions(tokens, index)
        before = tokens[start - 1]
        if entity is not None and entity.kind == SpeakerKind.PERSON:
            preposed = before.lower_ in OFFICE_PREPOSITIONS and not titled
            if preposed or (state.entities.by_token.get(index - 1) is entity and passed):
                passed = True
                continue  # "a spokeswoman for [Lopez], Ines Vaca, said"
            own = _is_named_after_comma(phrase.head) or not is_human(noun_lemma(tokens[start - 2]))
            if preposition and own and before.text == "," and _ends_apposition(state, source, index):
                return name_phrase(token, entity.kind)  # "a spokesman for the port authority, [Ana Lopez], said"
            common = before.tag_ in ("NN", "NNS") and noun_lemma(before) not in TITLE_PARTS
            if preposition and common and is_human(noun_lemma(before)):
                return None  # "a friend of the singer Lopez" is not Lopez; "the chief of staff Lopez" is
            title = key(before.text) in words("titles")
            if of_the and not (
                title or before.ent_type_ in ORGANIZATION_LABELS or key(before.text) in words("body_words")
            ):
                return None  # "the captain of the Ana Lopez"
            title = title or before.pos_ in ("PROPN", "NOUN", "ADJ") or titled or before.lower_ in NAMING
            apposed = before.text == "," and not _is_sent_to(tokens, phrase.head.i, start - 1)
            return name_phrase(token, entity.kind) if apposed or title else None
        if is_relative(token):  # "the driver, who lives with his wife, Carla" is not Carla
            return _self_given_name(state, source, index)
        if token.is_space or token.text in (".", ";") or (token.text == "(" and not is_bracketed_title(tokens, index)):
            return None
        of_the = of_the or (token.lower_ == "the" and tokens[index - 1].lower_ in OFFICE_PREPOSITIONS)
        preposition = preposition or token.lower_ in OFFICE_PREPOSITIONS
    return None


def name_after_addition(state: DiscourseState, head: Token) -> Phrase | None:
    """The person's name after an office with its initials or after a nickname in apposition, or None.

    "Duty Ranger (DR) [Ana Lopez]", "the roofer, 'Spike' [Ana Lopez]".
    """
    tokens, after = state.article.tokens, head.i + 1
    if _is_person(state, after + 3) and follows_initials(tokens, after + 3):
        return name_phrase(tokens[after + 3], SpeakerKind.PERSON)
    apposed = head.text.islower() and _is_person(state, after + 4) and tokens[after].text == ","
    if apposed and is_nickname(tokens, after + 1):
        return name_phrase(tokens[after + 4], SpeakerKind.PERSON)
    return None


def _is_person(state: DiscourseState, at: int) -> bool:
    entity = state.entities.by_token.get(at)
    return entity is not None and entity.kind == SpeakerKind.PERSON


def _start_with_additions(tokens: list[Token], at: int) -> int:
    """The first token of what belongs to a name at token ``at``: '["Spike"] Ana Lopez', "the Rev [(Dr)] Ana Lopez"."""
    if at > 3 and (is_nickname(tokens, at - 3) or is_bracketed_title(tokens, at - 3)):
        return at - 3
    return at


def _self_given_name(state: DiscourseState, source: Source, at: int) -> Phrase | None:
    """The name that a relative clause gives to its noun: "a passenger, who asked to be known only as [Ms Lim]"."""
    naming = gives = False
    for token in state.article.tokens[at : at + MAX_NAMING]:
        entity = state.entities.by_token.get(token.i)
        if token.idx >= source.span.end:
            return None
        if naming and entity is not None and entity.kind == SpeakerKind.PERSON:
            return name_phrase(token, entity.kind)
        gives = gives or token.lower_ in GIVING
        announced = token.lower_ in NAMING or (gives and token.lower_ in NAMES)
        naming = announced or (naming and token.lower_ in WITHIN_NAMING)
    return None


def _is_named_after_comma(head: Token) -> bool:
    """Whether a name after a comma is that of the noun, whoever stands between: "a lawyer for the singer, [Lopez]"."""
    noun = noun_lemma(head)
    return noun in SPOKESPERSON_NOUNS | {"one", "lawyer"} or "lawyer" in synonyms().get(noun, ())


def _ends_apposition(state: DiscourseState, source: Source, at: int) -> bool:
    """Whether a comma or the end of the source follows the name at a token."""
    tokens, end = state.article.tokens, state.entities.end_of_mention(at)
    while end < len(tokens) and key(tokens[end].text) in HONOURS:
        end += 1  # "Ana Lopez [KC], said"
    return end >= len(tokens) or tokens[end].text == "," or tokens[end].idx >= source.span.end


def adjacent_organization(state: DiscourseState, phrase: Phrase, source: Source) -> Phrase | None:
    """The name of a body beside its description, or None: "The company, [Volta Foods], said", "the charity [Volta]"."""
    tokens, at = state.article.tokens, phrase.head.i + 1
    apposed = at + 2 < len(tokens) and tokens[at].text == ","
    at += apposed
    if at + 1 < len(tokens) and tokens[at].lower_ == "the":
        at += 1
    if at >= len(tokens) or tokens[at].idx >= source.span.end:
        return None
    entity = state.entities.by_token.get(at)
    body = entity is not None and entity.kind == SpeakerKind.ORGANIZATION
    closed = not apposed or _ends_apposition(state, source, at)
    return name_phrase(tokens[at], SpeakerKind.ORGANIZATION) if body and closed else None
