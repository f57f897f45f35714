"""Join what the recognizer parted at the particles of a name or at an ampersand: "Rosa dos Santos [e Silva]"."""

from __future__ import annotations

from spacy.tokens import Span, Token

from ..language.family_first import is_family_first
from ..language.lexicon import words
from ..language.name_key import key
from ..language.names import PARTICLES
from ..language.person_words import is_given_name, is_person_word
from ..language.token_ids import places

# Particles before the name of a parent or an ancestor, which no place or body has.
OF_DESCENT = frozenset("ap ferch bin binti bint ibn ben wa".split())
GAELIC = frozenset({"mac", "nic"})  # before "an" and "na": "Mac an Bhaird"
ARTICLES_IN_GAELIC = frozenset({"an", "na"})
HYPHEN = frozenset({"-"})
NO_PLACES = frozenset("van von ten ter dos".split())  # particles that join a given name with a family name, not a place
MAX_PARTICLES = 5  # in a row
NOT_IN_NAMES = ("titles", "demonyms", "leading_words")


def join_names(entities: list[Span], tokens: list[Token], start: int) -> list[Span]:
    """The entities, with those that hyphens and particles join as one person and ampersands as one body.

    Those before ``start`` are none of them.
    """
    return _join_firms(_join_at_particles(_join_at_hyphens(entities, tokens, start), tokens), tokens)


def _join_at_hyphens(entities: list[Span], tokens: list[Token], start: int) -> list[Span]:
    """The entities, with the names of which a hyphenated given name comes last: "[Noh Mi-sook]"."""
    names = [
        Span(tokens[0].doc, at - 2, at + 2, "PERSON")
        for at in (places(tokens[0].doc, HYPHEN) if tokens else ())
        if start + 1 < at < len(tokens) - 1 and _is_family_first(tokens, at)
    ]
    if not names:
        return entities
    inside = {index for name in names for index in range(name.start, name.end)}
    kept = [entity for entity in entities if inside.isdisjoint(range(entity.start, entity.end))]
    return sorted([*kept, *names], key=lambda span: span.start)


def _is_family_first(tokens: list[Token], at: int) -> bool:
    """Whether the words around a hyphen are such a name; not "the [Hong Kong]-run port"."""
    family, given, hyphen, last = tokens[at - 2 : at + 2]
    place = given.ent_type_ in ("LOC", "GPE") and not hyphen.ent_type_
    joined = bool(family.whitespace_) and not given.whitespace_ and not hyphen.whitespace_
    return joined and not place and is_family_first(family.text, f"{given.text}-{last.text}")


def _join_at_particles(entities: list[Span], tokens: list[Token]) -> list[Span]:
    """The entities, with those that particles join as one person, and persons with the words that they lead to."""
    found: list[Span] = []
    for entity in entities:
        if found and entity.start < found[-1].end:
            continue  # the part behind the particles
        start, end = entity.start, entity.end
        end -= len(entity) > 1 and tokens[end - 1].text in PARTICLES  # "[Imtiaz dos] Santos"
        while (after := _after_particles(tokens, end)) > end and _leads(entity, tokens[end]):
            end = next((other.end for other in entities if other.start == after), after + 1)
        before = _before_particles(tokens, start)
        if before < start and _is_person(entity):
            given = found.pop() if found and len(found[-1]) == 1 and found[-1].start == before else None
            overlaps = given is None and found and found[-1].end > before
            start = start if overlaps else before
        end = max(end, entity.end)
        same = (start, end) == (entity.start, entity.end)
        found.append(entity if same else Span(entity.doc, start, end, "PERSON"))
    return found


def _leads(entity: Span, particle: Token) -> bool:
    """Whether a particle after an entity leads to the rest of a person's name."""
    given = len(entity) == 1 and particle.text in NO_PLACES and is_given_name(entity.text)
    return _is_person(entity) or given or particle.text in OF_DESCENT


def _is_person(entity: Span) -> bool:
    return entity.label_ == "PERSON"


def _is_particle(tokens: list[Token], at: int) -> bool:
    if tokens[at].text in PARTICLES:
        return True
    gaelic = tokens[at].text in ARTICLES_IN_GAELIC and at > 0 and key(tokens[at - 1].text) in GAELIC
    between = tokens[at].text == "und" and tokens[at - 1].text in PARTICLES and at + 1 < len(tokens)
    return gaelic or (between and tokens[at + 1].text in PARTICLES)


def _after_particles(tokens: list[Token], at: int) -> int:
    """The token of the capitalized word to which the particles at a token lead; ``at`` if there are none."""
    end = at
    while end < min(at + MAX_PARTICLES, len(tokens) - 1) and _is_particle(tokens, end):
        end += 1
    return end if end > at and _may_be_name(tokens[end]) else at


def _before_particles(tokens: list[Token], at: int) -> int:
    """The token of the given name before the particles that lead to a token; ``at`` if there are none."""
    start = at
    while start > max(0, at - MAX_PARTICLES) and _is_particle(tokens, start - 1):
        start -= 1
    given = start - 1
    return given if 0 <= given < at - 1 and _may_be_name(tokens[given]) else at


def _may_be_name(token: Token) -> bool:
    """Whether a word may be part of a name, whatever it was tagged as: capitalized, no title, role or demonym."""
    text = token.text
    if not text[:1].isupper() or not all(c.isalpha() or c in "’'-" for c in text) or len(text) < 2:
        return False
    return key(text) not in words(*NOT_IN_NAMES) and not is_person_word(text)


def _join_firms(entities: list[Span], tokens: list[Token]) -> list[Span]:
    """The entities, with those that an ampersand joins as one body: "[Holm & Fenwick] said", whoever Holm may be."""
    found: list[Span] = []
    for entity in entities:
        start, end = entity.start, entity.end
        while end + 1 < len(tokens) and tokens[end].text == "&" and tokens[end + 1].text[:1].isupper():
            end += 2
            while end < len(tokens) and tokens[end].pos_ == "PROPN":
                end += 1
        while start > 1 and tokens[start - 1].text == "&" and tokens[start - 2].text[:1].isupper():
            start -= 2
            while start and tokens[start - 1].pos_ == "PROPN":
                start -= 1
        if found and start < found[-1].end:
            continue  # the part behind the ampersand
        found.append(entity if (start, end) == (entity.start, entity.end) else Span(entity.doc, start, end, "ORG"))
    return found
