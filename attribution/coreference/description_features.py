"""The named features that count for descriptions only: what the candidate is called in the article."""

from __future__ import annotations

from ..article.mention_roles import LEADING
from ..entities.common_nouns import Description, modifiers
from ..entities.entity import Entity
from ..entities.named_mentions import ADDRESS
from ..entities.noun_phrases import noun_lemma
from ..entities.offices import GENERIC_NOUNS
from ..language.grammar import SUBJECTS, is_noun, lemma
from ..language.lexicon import words
from ..language.name_key import key
from ..language.pronouns import HE_OR_SHE, THEY
from ..language.synonyms import synonyms
from ..model import SpeakerKind
from .candidates import is_owned_alike
from .discourse_state import DiscourseState
from .kin import of_kin
from .mentions import Feature, Mention, Pair

LEAD_PARAGRAPH = 1  # the last paragraph that counts as headline or lead
POSTMODIFIERS = frozenset({"who", "whose", "of", "from", "at", "with", "(", "-", "–", "—"})
DEPUTIES = frozenset({"vice", "deputy", "assistant"})
AGENT_ENDINGS = ("er", "or", "ist", "ian", "ant")
AFTER_AGE = frozenset({",", ")", ".", ";"})
MIN_AGENT, MIN_STEM = 6, 4  # letters of a noun with such an ending, and of what it shares with another word
NOT_COMPANIES = frozenset(
    """hospital university college school church museum library station union association federation society league
    alliance movement party""".split()
)


def noun(pair: Pair) -> str | None:
    """Whether the candidate was called so before (or, in the article, at all)."""
    described, referent, entity, own = pair.described, pair.referent, pair.entity, pair.described.noun
    if referent.members:
        return "a group of this size"
    called = entity.descriptions if entity is not None else {key(noun_lemma(referent.head))}
    if own in called and (own not in GENERIC_NOUNS or entity is None):
        return "called so" if entity is not None else "the same noun"
    if not synonyms().get(own, frozenset()).isdisjoint(called):
        return "called by a synonym"
    if any(own in synonyms().get(word, ()) for word in called):
        return "called more generally"  # "Dr Lopez ... the surgeon"
    if referent.kind in (SpeakerKind.ORGANIZATION, SpeakerKind.GROUP) and described.may_be_body:
        return _body(described, called, _head_of_name(entity) if entity is not None else key(referent.head.text))
    kind = described.noun_class
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


def _body(described: Description, called: set[str], last: str) -> str:
    own, kind = described.noun, described.class_of_body
    if last in (own, f"{own}s"):
        return "named by the noun"
    if last in synonyms("body_synonyms").get(own, ()):
        return "named by a synonym"
    company = kind in ("company", "agent")
    others = NOT_COMPANIES | words("institution_nouns") if company else words("body_words", "body_nouns")
    other = "of another name" if last in others or called & others else "not named so"
    return f"a body {other}, {kind}"


def called_otherwise(pair: Pair) -> str | None:
    """Whether the article has other descriptions of a named candidate."""
    entity = pair.entity
    other = entity is not None and entity.descriptions and pair.described.noun not in entity.descriptions
    return "called otherwise" if other else None


def shared_modifiers(pair: Pair) -> str | None:
    """Whether the article modifies descriptions of the candidate alike: "the Kenyan minister"."""
    described, entity = pair.described, pair.entity
    if not described.modifiers:
        return None
    if entity is None:
        return "shares a modifier" if described.modifiers & modifiers(pair.referent.head) else None
    known = entity.modifiers | entity.descriptions
    if described.modifiers & known:
        return "shares a modifier"
    return "of another modifier" if described.capitals and entity.proper_modifiers else "shares no modifier"


def rank(pair: Pair) -> str | None:
    """Whether one of them is the vice president, and the other the president."""
    described, entity = pair.described, pair.entity
    if entity is None or described.noun not in entity.descriptions:
        return None
    deputy = not DEPUTIES.isdisjoint(entity.modifiers | entity.descriptions)
    return "of another rank" if deputy == DEPUTIES.isdisjoint(described.modifiers) else None


def age(pair: Pair) -> str | None:
    """Whether the candidate's age is printed after the name: "Ana Lopez, 43, ... the 43-year-old"."""
    described, entity = pair.described, pair.entity
    ages = _ages(pair.state, entity) if described.age and entity is not None else set()
    return None if not ages else "of this age" if described.age in ages else "of another age"


def _ages(state: DiscourseState, entity: Entity) -> set[str]:
    """The ages printed after the name, but no score: "Lopez, 43, ...", "Lopez (43)", not "Lopez, 7-6"."""
    tokens, found = state.article.tokens, set()
    for at in entity.mentions[:3]:
        end = state.entities.end_of_mention(at)
        printed = [token.text for token in tokens[end : end + 3]]
        if len(printed) > 2 and printed[0] in (",", "(") and printed[1].isdecimal() and printed[-1] in AFTER_AGE:
            found.add(printed[1])
    return found


def does(pair: Pair) -> str | None:
    """Whether the sentence of the candidate's last mention tells of what the noun says: "teaches ... the teacher"."""
    noun = pair.described.noun
    if pair.entity is None or pair.candidate.follows or not noun.endswith(AGENT_ENDINGS) or len(noun) < MIN_AGENT:
        return None
    first, after = pair.state.article.sentence_range(pair.candidate.at)
    stem = noun[: max(MIN_STEM, len(noun) - 2)]
    told = (lemma(t) for t in pair.state.article.tokens[first:after] if t.pos_ in ("VERB", "NOUN"))
    return "does what the noun says" if any(word.startswith(stem) and word != noun for word in told) else None


def answered(pair: Pair) -> str | None:
    """Whether a name follows a question that the description asks: "Why?" said the guard. [Lopez] shook her head."""
    content = pair.mention.content
    if not pair.candidate.follows or not content:
        return None
    first, after = content[-1]
    end = pair.state.article.tokens[max(first, after - 1)].text
    return "follows a question" if end == "?" else None


def named_how(pair: Pair) -> str | None:
    """How the name that follows is introduced: alone as a subject, or with an age or a description beside it."""
    if not pair.candidate.follows:
        return None
    called = pair.entity is not None and pair.described.noun in pair.entity.descriptions
    if called and pair.entity is not None and is_owned_alike(pair.described, pair.entity):
        return "follows with the noun"  # "The governor left. ... Governor [Ana Lopez]"
    if pair.candidate.role not in LEADING:
        return "follows elsewhere"
    tokens, end = pair.state.article.tokens, pair.state.entities.end_of_mention(pair.candidate.at)
    aged = end + 2 < len(tokens) and tokens[end].text == "," and tokens[end + 1].like_num
    after = [token.lower_ for token in tokens[end + 3 if aged else end :][:2]]
    of_place = aged and tokens[end + 2].text == "," and after[:1] in (["of"], ["from"])  # "Ana Lopez, 43, of Ardle"
    described = after[:1] and (after[0] in POSTMODIFIERS or (after[0] == "," and not aged))
    if _is_described_before(pair) or (described and not of_place):
        return "follows with a description"
    return "follows with an age" if aged else "follows bare as subject"


def _is_described_before(pair: Pair) -> bool:
    """Whether a title or a description stands before a name that follows."""
    token, entity = pair.state.article.tokens[pair.candidate.at], pair.entity
    before, first = token.nbor(-1), key(token.text)
    titled = entity is not None and first not in entity.full_name.keys and first not in ADDRESS
    apposed = before.text == "," and token.dep_ not in SUBJECTS  # not "Born in Ardle, [Lopez] left"
    return titled or is_noun(before) or before.pos_ == "ADJ" or apposed


def awaits_name(pair: Pair) -> str | None:
    """Whether the description is of a kind that a name may follow: in the lead, "her neighbour", "the 43-year-old"."""
    described = pair.described
    if not pair.candidate.follows:
        return None
    if pair.mention.paragraph <= LEAD_PARAGRAPH:
        if described.opening == "the" and described.restricted and named_how(pair) == "follows bare as subject":
            return "follows a lead about an office"  # "The governor of the bank left. ... Ana Lopez told reporters"
        tells = described.restricted or described.modifiers
        return "follows a lead that introduces" if described.opening == "a" and tells else "follows a lead"
    if described.opening == "his":
        return "follows a relation"
    return "follows an epithet" if described.noun_class == "epithet" else "follows the text"


FEATURES_OF_DESCRIPTION: tuple[Feature, ...] = (
    noun, called_otherwise, shared_modifiers, rank, age, of_kin, does, named_how,
    awaits_name, answered,
)  # fmt: skip


def features_of_none(mention: Mention) -> list[str]:
    """The features of the choice that no candidate is meant: a pronoun means nobody, a description somebody new."""
    described = mention.description
    if described is None:
        word = mention.word
        return ["nobody", *(["nobody for they"] if word in THEY else [] if word in HE_OR_SHE else ["nobody for it"])]
    found = ["new", f"new, {described.noun_class}", f"new, {described.opening or 'bare'}"]
    found += ["new, source"] if mention.source else []
    found += ["new, restricted"] if described.restricted else []
    found += ["new, modified"] if described.modifiers else []
    found += ["new, several"] if described.plural else []
    found += ["new, in the lead"] if mention.paragraph <= LEAD_PARAGRAPH else []
    return found + (["new, in a subordinate place"] if mention.role not in LEADING else [])
