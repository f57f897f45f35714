"""The named features that count for names only that several people share: "Lopez" beside Anna and Maria Lopez."""

from __future__ import annotations

from ..article.mention_roles import NAME, QUOTED
from ..entities.entity import ABBREVIATIONS
from ..entities.ner_repair import relative_before
from ..entities.noun_phrases import noun_lemma
from ..language.grammar import is_noun
from ..language.name_key import key
from ..language.person_words import is_given_name
from .discourse_state import Referent
from .mentions import Feature, Pair

ADDRESSES = frozenset({"mr", "mrs", "ms", "miss"})
MAX_APPOSITION = 5  # tokens after the comma behind a name


def given_name(pair: Pair) -> str | None:
    """Whether the candidate's name looks like a person's with this family name, and not like "Lopez Foods"."""
    name = pair.entity.full_name if pair.entity is not None else None
    if name is None or len(name.words) == 1 or is_given_name(name.words[0]):
        return None
    return "begins with the name" if pair.shared.name.keys[0] == name.keys[0] else "no known given name"


def title(pair: Pair) -> str | None:
    """Whether the article gives the candidate the title that stands before the name: "Dr Lopez", "Mrs Lopez"."""
    if pair.entity is None or not pair.shared.name.title:
        return None
    titles = {ABBREVIATIONS.get(key(word), key(word)) for word in pair.shared.name.title.split()}
    if pair.mention.gender:
        return "addressed otherwise" if _is_addressed_otherwise(pair, titles) else None
    return "titled so" if titles <= pair.entity.descriptions else "not titled so"


def _is_addressed_otherwise(pair: Pair, titles: set[str]) -> bool:
    """Whether the candidate has another form of address than the name: "Ms Lopez", not "Mrs Lopez"."""
    known = pair.entity.descriptions & ADDRESSES if pair.entity is not None else frozenset()
    return bool(known) and not titles & ADDRESSES <= known


def called(pair: Pair) -> str | None:
    """Whether the candidate is elsewhere called by the given name alone, or with "Mr" or "Mrs", which lacks here."""
    entity, name = pair.entity, pair.shared.name
    if entity is None or name.title:
        return None
    given = entity.full_name.keys[:1]
    otherwise = name.keys != given and any((key(form),) == given for form in entity.names)
    return "called otherwise" if otherwise or not ADDRESSES.isdisjoint(entity.descriptions) else None


def introduced(pair: Pair) -> str | None:
    """Whether the candidate is the first of the article with this name, and the only one in that sentence."""
    tokens = pair.state.article.tokens
    first, *others = sorted(option.mentions[0] for option in pair.shared.options if option.mentions)
    if pair.entity is None or pair.entity.mentions[:1] != [first]:
        return None
    return None if any(tokens[at].sent == tokens[first].sent for at in others) else "introduced first"


def described_beside(pair: Pair) -> str | None:
    """Whether the noun behind the name is the candidate's: "Lopez, the [mayor], said"."""
    end, tokens = pair.shared.end, pair.state.article.tokens
    if pair.entity is None or end >= len(tokens) or tokens[end].text != ",":
        return None
    nouns = {key(noun_lemma(token)) for token in tokens[end + 1 : end + 1 + MAX_APPOSITION] if is_noun(token)}
    return "described so beside the name" if nouns & pair.entity.descriptions else None


def relative(pair: Pair) -> str | None:
    """Whether the candidate was introduced as somebody's relative, whom the bare name rarely means."""
    if pair.entity is None or pair.shared.name.title:
        return None
    return "a relative" if relative_before(pair.state.article.tokens, pair.entity.mentions[0]) is not None else None


def just_named(pair: Pair) -> str | None:
    """Whether only the candidate of them was named in this paragraph shortly before: "Ana Lopez came. [Lopez] said".

    Whoever is called by the given name is not: "Ana came. [Lopez] said".
    """
    if pair.candidate.follows or pair.mention.role == QUOTED or not _is_just_named(pair, pair.referent):
        return None
    if title(pair) == "addressed otherwise":
        return None
    known = (pair.state.referents.get(id(option)) for option in pair.shared.options)
    others = [other for other in known if other is not None and other is not pair.referent]
    return None if any(_is_just_named(pair, other) for other in others) else "just named"


def _is_just_named(pair: Pair, referent: Referent) -> bool:
    article, at = pair.state.article, referent.last_mention
    near = pair.mention.sentence - article.narrative_sentence(at) <= 1
    if referent.form != NAME or not near or article.paragraph[at] != pair.mention.paragraph:
        return False
    end = max(pair.state.entities.end_of_mention(at), at + 1)
    return pair.shared.name.keys[-1] in {key(token.text) for token in article.tokens[at:end]}


FEATURES_OF_NAME: tuple[Feature, ...] = (
    given_name, title, called, introduced, described_beside, relative, just_named,
)  # fmt: skip
