"""The named features that count for descriptions only: what the candidate is called in the article."""

from __future__ import annotations

from spacy.tokens import Token

from ..article.mention_roles import LEADING
from ..entities.entity import Entity
from ..entities.named_mentions import ADDRESS
from ..entities.noun_phrases import noun_lemma
from ..entities.offices import GENERIC_NOUNS
from ..language.grammar import OBJECTS, SUBJECTS, introducer, is_noun, lemma
from ..language.lexicon import words
from ..language.name_key import key
from ..model import SpeakerKind
from .animacy import is_human
from .candidates import is_generic, may_be_body, synonyms
from .discourse_state import DiscourseState
from .kin import of_kin
from .mentions import PLURAL, SINGULAR, Description, Feature, Mention, Pair, modifiers

LEAD_PARAGRAPH = 1  # the last paragraph that counts as headline or lead
WITHIN_NAME = frozenset({"compound", "amod", "nmod:desc", "flat"})
POSTMODIFIERS = frozenset({"who", "whose", "of", "from", "at", "with", "(", "-", "–", "—"})
FROM = frozenset({"of", "from"})
DEPUTIES = frozenset({"vice", "deputy", "assistant"})
NAMING_VERBS = frozenset({"name", "identify"})
AGENT_ENDINGS = ("er", "or", "ist", "ian", "ant")
MIN_AGENT, MIN_STEM = 6, 4  # letters of a noun with such an ending, and of what it shares with another word
NOT_COMPANIES = frozenset(
    """hospital university college school church museum library station union association federation society league
    alliance movement party""".split()
)


def noun_class(described: Description) -> str:
    """The class of a description's noun: how readily it means somebody who was not called so before."""
    noun = described.noun
    if described.kind == SpeakerKind.ORGANIZATION:
        return _class_of_body(noun)
    if described.kind != SpeakerKind.ANONYMOUS:
        return described.kind.value
    if is_generic(described):
        return "generic"
    if (
        described.age
        or (noun in GENERIC_NOUNS and described.aged)
        or noun in words("epithet_nouns")
        or noun in described.capitals  # "the Kenyan"
    ):
        return "epithet"
    if noun in words("unnamed_offices"):
        return "office"
    return "person" if is_human(noun) else "unknown"


def noun(pair: Pair) -> str | None:
    """Whether the candidate was called so before (or, in the article, at all)."""
    described, referent = pair.mention.description, pair.candidate.referent
    assert described is not None
    entity, own = referent.entity, described.noun
    if referent.members:
        return "a group of this size"
    called = entity.descriptions if entity is not None else {key(noun_lemma(referent.head))}
    if own in called and (own not in GENERIC_NOUNS or entity is None):
        return "called so" if entity is not None else "the same noun"
    if not synonyms().get(own, frozenset()).isdisjoint(called):
        return "called by a synonym"
    if referent.kind in (SpeakerKind.ORGANIZATION, SpeakerKind.GROUP) and may_be_body(described):
        return _body(own, called, _head_of_name(entity) if entity is not None else key(referent.head.text))
    kind = noun_class(described)
    if entity is None and kind == "epithet" and called.isdisjoint(GENERIC_NOUNS):
        return "described otherwise, epithet"
    if entity is None and kind == "generic":
        return "described otherwise, generic"
    return "described otherwise" if entity is None and kind != "epithet" else f"not called so, {kind}"


def _head_of_name(body: Entity) -> str:
    """The word of a body's name that says what it is: "Ardle [Council]", "[Department] of Fisheries"."""
    keys = body.full_name.keys
    before_of = next((keys[n] for n in range(len(keys) - 1) if keys[n + 1] in ("of", "for")), "")
    return before_of or (keys[-1] if keys else "")


def _body(own: str, called: set[str], last: str) -> str:
    if last in (own, f"{own}s"):
        return "named by the noun"
    if last in synonyms("body_synonyms").get(own, ()):
        return "named by a synonym"
    kind = _class_of_body(own)
    company = kind in ("company", "agent")
    others = NOT_COMPANIES | words("institution_nouns") if company else words("body_words", "body_nouns")
    other = "of another name" if last in others or called & others else "not named so"
    return f"a body {other}, {kind}"


def _class_of_body(noun: str) -> str:
    """The class of a noun for bodies: "the council" often is one that the article never named, "the company" is not."""
    if noun in words("company_nouns"):
        return "company"
    if noun not in words("body_nouns"):
        return "agent"  # "the operator"
    return "institution" if noun in words("institution_nouns") else "body"


def called_otherwise(pair: Pair) -> str | None:
    """Whether the article has other descriptions of a named candidate."""
    entity, described = pair.candidate.referent.entity, pair.mention.description
    assert described is not None
    other = entity is not None and entity.descriptions and described.noun not in entity.descriptions
    return "called otherwise" if other else None


def shared_modifiers(pair: Pair) -> str | None:
    """Whether the article modifies descriptions of the candidate alike: "the Kenyan minister"."""
    described, referent = pair.mention.description, pair.candidate.referent
    assert described is not None
    entity = referent.entity
    if not described.modifiers:
        return None
    if entity is None:
        return "shares a modifier" if described.modifiers & modifiers(referent.head) else None
    known = entity.modifiers | entity.descriptions
    if described.modifiers & known:
        return "shares a modifier"
    return "of another modifier" if described.capitals and entity.proper_modifiers else "shares no modifier"


def rank(pair: Pair) -> str | None:
    """Whether one of them is the vice president, and the other the president."""
    described, entity = pair.mention.description, pair.candidate.referent.entity
    assert described is not None
    if entity is None or described.noun not in entity.descriptions:
        return None
    deputy = not DEPUTIES.isdisjoint(entity.modifiers | entity.descriptions)
    return "of another rank" if deputy == DEPUTIES.isdisjoint(described.modifiers) else None


def age(pair: Pair) -> str | None:
    """Whether the candidate's age is printed after the name: "Ana Lopez, 43, ... the 43-year-old"."""
    described, entity = pair.mention.description, pair.candidate.referent.entity
    assert described is not None
    if not described.age or entity is None:
        return None
    ages = _ages(pair.state, entity)
    if ages:
        return "of this age" if described.age in ages else "of another age"
    return "an office, no age" if entity.office else None


def _ages(state: DiscourseState, entity: Entity) -> set[str]:
    tokens, found = state.article.tokens, set()
    for at in entity.mentions[:3]:
        end = state.entities.end_of_mention(at)
        if end + 1 < len(tokens) and tokens[end].text in (",", "(") and tokens[end + 1].like_num:
            found.add(tokens[end + 1].text)
    return found


def identified(pair: Pair) -> str | None:
    """Whether the sentence says who it is: "The neighbour was Ana Lopez", "mother-of-three Ana Lopez"."""
    head, named = pair.mention.token, pair.state.entities.by_token
    top = head
    while top.dep_ in WITHIN_NAME and top.head != top:
        top = top.head
    beside = named.get(top.i) if top != head else None
    name = head.head
    if _is_named_as(head, pair):
        return "is this person"
    is_predicate = head.dep_ in SUBJECTS and any(c.dep_ == "cop" for c in name.lefts)
    if is_predicate and not any(c.dep_ in ("neg", "case") for c in name.lefts):
        parts = (name, *(c for c in name.children if c.dep_ in WITHIN_NAME | {"appos"}))  # "was the nurse [Ana Lopez]"
        beside = next((found for part in parts if (found := named.get(part.i)) is not None), None)
    return "is this person" if beside is not None and beside is pair.candidate.referent.entity else None


def _is_named_as(head: Token, pair: Pair) -> bool:
    """Whether somebody names the person described: "Police named the driver as Ana Lopez"."""
    if head.dep_ not in OBJECTS or lemma(head.head) not in NAMING_VERBS:
        return False
    names = (t for c in head.head.rights for t in (c, *c.children) if introducer(t) == "as" or t.head.lower_ == "as")
    entity = pair.candidate.referent.entity
    return entity is not None and any(pair.state.entities.by_token.get(name.i) is entity for name in names)


def does(pair: Pair) -> str | None:
    """Whether the sentence of the candidate's last mention tells of what the noun says: "teaches ... the teacher"."""
    described, entity = pair.mention.description, pair.candidate.referent.entity
    assert described is not None
    noun = described.noun
    if entity is None or pair.candidate.follows or not noun.endswith(AGENT_ENDINGS) or len(noun) < MIN_AGENT:
        return None
    first, after = pair.state.article.sentence_range(pair.candidate.at)
    stem = noun[: max(MIN_STEM, len(noun) - 2)]
    told = (token for token in pair.state.article.tokens[first:after] if token.pos_ in ("VERB", "NOUN"))
    alike = any(lemma(token).startswith(stem) for token in told if token != pair.mention.token)
    return "does what the noun says" if alike else None


def answered(pair: Pair) -> str | None:
    """Whether a name follows a question that the description asks: "Why?" said the guard. [Lopez] shook her head."""
    content = pair.mention.content
    if not pair.candidate.follows or not content:
        return None
    first, after = content[-1]
    end = pair.state.article.tokens[max(first, after - 1)].text
    return "follows a question" if end == "?" else None


def named_bare(pair: Pair) -> str | None:
    """Whether the name that follows is a subject without a description beside it."""
    if not pair.candidate.follows:
        return None
    tokens, at = pair.state.article.tokens, pair.candidate.at
    if pair.candidate.role not in LEADING:
        return "follows elsewhere"
    before, end = tokens[at - 1], pair.state.entities.end_of_mention(at)
    beside = before.text == "," and tokens[at].dep_ not in SUBJECTS  # not "Born in Ardle, [Lopez] left"
    entity = pair.candidate.referent.entity
    first = key(tokens[at].text)
    titled = entity is not None and first not in entity.full_name.keys and first not in ADDRESS
    if titled or is_noun(before) or before.pos_ == "ADJ" or beside:
        return "follows with a description"
    aged = end + 2 < len(tokens) and tokens[end].text == "," and tokens[end + 1].like_num
    if aged and tokens[end + 2].text == "," and tokens[min(end + 3, len(tokens) - 1)].lower_ in FROM:
        return "follows with an age"  # "Ana Lopez, 43, of Ardle, said"
    after = tokens[min(end + 3 if aged else end, len(tokens) - 1)].lower_
    if after in POSTMODIFIERS or (after == "," and not aged):
        return "follows with a description"
    return "follows with an age" if aged else "follows bare as subject"


def awaits_name(pair: Pair) -> str | None:
    """Whether the description is of a kind that a name may follow: in the lead, "her neighbour", "the 43-year-old"."""
    described = pair.mention.description
    assert described is not None
    if not pair.candidate.follows:
        return None
    if pair.mention.paragraph <= LEAD_PARAGRAPH:
        if described.opening == "the" and described.restricted and named_bare(pair) == "follows bare as subject":
            return "follows a lead about an office"  # "The governor of the bank left. ... Ana Lopez told reporters"
        tells = described.restricted or described.modifiers
        return "follows a lead that introduces" if described.opening == "a" and tells else "follows a lead"
    if described.opening == "his":
        return "follows somebody's" if described.owner else "follows a relation"
    return "follows an epithet" if noun_class(described) == "epithet" else "follows the text"


FEATURES_OF_DESCRIPTION: tuple[Feature, ...] = (
    noun, called_otherwise, shared_modifiers, rank, age, of_kin, identified, does, named_bare,
    awaits_name, answered,
)  # fmt: skip


def features_of_none(mention: Mention) -> list[str]:
    """The features of the choice that no candidate is meant: a pronoun means nobody, a description somebody new."""
    described = mention.description
    if described is None:
        word = mention.word
        return ["nobody", *(["nobody for they"] if word in PLURAL else [] if word in SINGULAR else ["nobody for it"])]
    found = ["new", f"new, {noun_class(described)}", f"new, {described.opening or 'bare'}"]
    found += ["new, source"] if mention.source else []
    found += ["new, restricted"] if described.restricted else []
    found += ["new, modified"] if described.modifiers else []
    found += ["new, several"] if described.plural else []
    found += ["new, in the lead"] if mention.paragraph <= LEAD_PARAGRAPH else []
    return found + (["new, in a subordinate place"] if mention.role not in LEADING else [])
