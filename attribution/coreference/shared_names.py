"""Resolve a name that several people of an article share: "Lopez" beside Anna and Maria Lopez."""

from __future__ import annotations

from ..article.mention_roles import NAME, QUOTED, mention_role
from ..entities.entity import ABBREVIATIONS, Entity, SharedName
from ..entities.ner_repair import relative_before
from ..entities.noun_phrases import noun_lemma
from ..language.grammar import is_noun
from ..language.name_key import key
from ..language.person_words import is_given_name
from .candidates import MAX_CANDIDATES
from .discourse_state import Candidate, Choice, DiscourseState, Referent
from .mentions import Feature, Mention, Pair, name_mention

ADDRESSES = frozenset({"mr", "mrs", "ms", "miss"})
MAX_APPOSITION = 5  # tokens after the comma behind a name


def shared_name_mention(state: DiscourseState, at: int) -> Mention:
    """The mention of the shared name that begins at a token."""
    shared = state.entities.shared_names[at]
    head = next((n for n in range(at, shared.end) if n in state.reports), at)
    return name_mention(state, state.article.tokens[head], shared, head in state.reports)


def namesakes(state: DiscourseState, mention: Mention, shared: SharedName) -> list[Candidate]:
    """The candidates for a shared name: those who were mentioned before, or else those who are named later.

    A form of address excludes people of the other gender, unless nobody is left.
    """
    quoting = state.speaker_around(mention.token)
    fitting = list(shared.options)
    fitting = [e for e in fitting if e.gender in ("", mention.gender)] or fitting if mention.gender else fitting
    earlier = [r for e in fitting if (r := state.referents.get(id(e))) is not None]
    earlier = [r for r in earlier if r is not quoting] or earlier
    if earlier:
        order = sorted(earlier, key=lambda r: r.last_mention, reverse=True)[:MAX_CANDIDATES]
        return [Candidate(r, r.last_mention, r.role, rank) for rank, r in enumerate(order)]
    later = sorted((e for e in fitting if e.mentions), key=lambda e: e.mentions[0])[:MAX_CANDIDATES]
    return [_following(state, entity, rank) for rank, entity in enumerate(later)]


def _following(state: DiscourseState, entity: Entity, rank: int) -> Candidate:
    token = state.article.tokens[entity.mentions[0]]
    referent = Referent(entity.kind, token, entity, entity.gender)
    return Candidate(referent, token.i, mention_role(state.article, token), rank, follows=True)


def settle_shared_name(state: DiscourseState, at: int, made: Choice) -> Entity | None:
    """Record whom the shared name at a token means. Returns the entity, None if that is unclear."""
    state.choices.update((index, made) for index in range(at, state.entities.shared_names[at].end))
    entity = made.candidate.referent.entity if made.candidate is not None else None
    if entity is not None:
        state.entities.settle(at, entity)
    return entity


def given_name(pair: Pair) -> str | None:
    """Whether the candidate's name looks like a person's with this family name, and not like "Lopez Foods"."""
    shared, entity = pair.mention.shared, pair.candidate.referent.entity
    if shared is None or entity is None or len(entity.full_name.words) == 1:
        return None
    given = entity.full_name.words[0]
    if is_given_name(given):
        return None
    return "begins with the name" if shared.name.keys[0] == key(given) else "no known given name"


def title(pair: Pair) -> str | None:
    """Whether the article gives the candidate the title that stands before the name: "Dr Lopez"."""
    shared, entity = pair.mention.shared, pair.candidate.referent.entity
    if shared is None or entity is None or not shared.name.title or pair.mention.gender:
        return None
    titles = {ABBREVIATIONS.get(key(word), key(word)) for word in shared.name.title.split()}
    return "titled so" if titles <= entity.descriptions else "not titled so"


def called(pair: Pair) -> str | None:
    """Whether the candidate is elsewhere called by the given name alone, or with "Mr" or "Mrs", which lacks here."""
    shared, entity = pair.mention.shared, pair.candidate.referent.entity
    if shared is None or entity is None or shared.name.title:
        return None
    given = entity.full_name.keys[:1]
    otherwise = shared.name.keys != given and any((key(form),) == given for form in entity.names)
    addressed = not ADDRESSES.isdisjoint(entity.descriptions)
    return "called otherwise" if otherwise or addressed else None


def introduced(pair: Pair) -> str | None:
    """Whether the candidate is the first of the article with this name."""
    shared, entity = pair.mention.shared, pair.candidate.referent.entity
    if shared is None or entity is None:
        return None
    firsts = sorted(option.mentions[0] for option in shared.options if option.mentions)
    if not entity.mentions or entity.mentions[0] != firsts[0]:
        return None
    tokens = pair.state.article.tokens
    together = any(tokens[at].sent == tokens[firsts[0]].sent for at in firsts[1:])
    return None if together else "introduced first"


def described_beside(pair: Pair) -> str | None:
    """Whether the noun behind the name is the candidate's: "Lopez, the [mayor], said"."""
    shared, entity, tokens = pair.mention.shared, pair.candidate.referent.entity, pair.state.article.tokens
    if shared is None or entity is None or shared.end >= len(tokens) or tokens[shared.end].text != ",":
        return None
    phrase = tokens[shared.end + 1 : shared.end + 1 + MAX_APPOSITION]
    nouns = {key(noun_lemma(token)) for token in phrase if is_noun(token)}
    return "described so beside the name" if nouns & entity.descriptions else None


def relative(pair: Pair) -> str | None:
    """Whether the candidate was introduced as somebody's relative, whom the bare name rarely means."""
    shared, entity = pair.mention.shared, pair.candidate.referent.entity
    if shared is None or shared.name.title:
        return None
    known = entity is not None and relative_before(pair.state.article.tokens, entity.mentions[0]) is not None
    return "a relative" if known else None


def just_named(pair: Pair) -> str | None:
    """Whether only the candidate of them was named in this paragraph shortly before: "Ana Lopez came. [Lopez] said".

    Whoever is called by the given name is not: "Ana came. [Lopez] said".
    """
    shared, referent = pair.mention.shared, pair.candidate.referent
    if shared is None or pair.candidate.follows or pair.mention.role == QUOTED or not _is_just_named(pair, referent):
        return None
    known = (pair.state.referents.get(id(option)) for option in shared.options)
    others = [other for other in known if other is not None and other is not referent and _is_just_named(pair, other)]
    return None if others else "just named"


def _is_just_named(pair: Pair, referent: Referent) -> bool:
    article, at = pair.state.article, referent.last_mention
    near = pair.mention.sentence - article.narrative_sentence(at) <= 1
    if referent.form != NAME or not near or article.paragraph[at] != pair.mention.paragraph:
        return False
    shared, end = pair.mention.shared, pair.state.entities.end_of_mention(at)
    printed = {key(token.text) for token in article.tokens[at : max(end, at + 1)]}
    return shared is None or shared.name.keys[-1] in printed


FEATURES_OF_NAME: tuple[Feature, ...] = (
    given_name, title, called, introduced, described_beside, relative, just_named,
)  # fmt: skip
