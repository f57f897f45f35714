"""Who is whose relative: "Her son, Paul, fell. ... [His mother] said"."""

from __future__ import annotations

from spacy.tokens import Token

from ..article.article import Article
from ..entities.entity import Entity
from ..entities.ner_repair import relative_before
from ..entities.noun_phrases import noun_lemma
from ..language.grammar import possessor
from .discourse_state import DiscourseState, Referent
from .mentions import Mention, Pair

CHILDREN = frozenset("son daughter child boy girl stepson stepdaughter baby toddler teenager".split())
PARENTS = frozenset("mother father mum mom dad parent".split())
SIBLINGS = frozenset("brother sister twin".split())
GRANDCHILDREN = frozenset("grandson granddaughter grandchild".split())
GRANDPARENTS = frozenset("grandmother grandfather grandparent".split())
SPOUSES = frozenset("wife husband partner widow widower fiance fiancee girlfriend boyfriend".split())
UNCLES = frozenset("uncle aunt".split())
NEPHEWS = frozenset("nephew niece".split())
SIBLINGS_TOGETHER = frozenset("brothers sisters siblings twins".split())
NAMESAKES, SIBLINGS_OR_COUPLE = "namesake", "namesake among siblings"  # who share a printed family name
PAIRS = (
    (CHILDREN, PARENTS),
    (PARENTS, CHILDREN),
    (GRANDCHILDREN, GRANDPARENTS),
    (GRANDPARENTS, GRANDCHILDREN),
    (SIBLINGS, SIBLINGS),
    (SPOUSES, SPOUSES),
    (UNCLES, NEPHEWS),
    (NEPHEWS, UNCLES),
    (frozenset({NAMESAKES}), SPOUSES),
    (frozenset({SIBLINGS_OR_COUPLE}), SPOUSES | SIBLINGS),
)


def note_kin(state: DiscourseState, referent: Referent, at: int) -> None:
    """Record whose relative the person is whose name begins at a token: "[her] son, PAUL"."""
    noun = relative_before(state.article.tokens, at)
    if noun is None or id(referent) in state.kin:
        return
    owner = _owner(state, noun) or _owner(state, state.article.tokens[at])  # the parser gives "her" to either
    if owner is not None and owner is not referent:
        state.kin[id(referent)] = noun_lemma(noun), owner


def note_couple(state: DiscourseState, two: list[Entity], heads: list[Token]) -> None:
    """Record two people with one family name as each other's spouse, if any: "Tom and Rita Weir".

    Where the article tells of sisters or brothers, they may be some: "Ada and Rita Weir".
    """
    names = [entity.full_name for entity in two]
    if names[0].keys[-1] != names[1].keys[-1] and len(names[0].words) > 1:
        return
    first, second = (state.referent_of(entity, head) for entity, head in zip(two, heads, strict=True))
    siblings = state.article.once(_tells_of_siblings)
    for one, other in ((first, second), (second, first)):
        state.kin.setdefault(id(one), (SIBLINGS_OR_COUPLE if siblings else NAMESAKES, other))


def _tells_of_siblings(article: Article) -> bool:
    return any(token.lower_ in SIBLINGS_TOGETHER for token in article.tokens)


def kin(state: DiscourseState, mention: Mention) -> Referent | None:
    """Whom "his mother" means if he was introduced as her son, or None."""
    noun, owner = noun_lemma(mention.token), _owner(state, mention.token)
    called, relative = state.kin.get(id(owner), ("", None))
    return relative if any(called in nouns and noun in others for nouns, others in PAIRS) else None


def of_kin(pair: Pair) -> str | None:
    """Whether the candidate is the relative that the description says, by how the article introduced the other."""
    found = kin(pair.state, pair.mention)
    return None if found is None else "the relative" if found is pair.candidate.referent else "not the relative"


def _owner(state: DiscourseState, noun: Token) -> Referent | None:
    """Who stands before a noun as its owner, a pronoun or a name, or None."""
    owner = possessor(noun)
    if owner is None:
        return None
    entity, choice = state.entities.by_token.get(owner.i), state.choices.get(owner.i)
    if entity is not None:
        return state.referents.get(id(entity))
    return choice.candidate.referent if choice is not None and choice.candidate is not None else None
