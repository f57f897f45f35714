"""Make namesakes: give two people of an article one family name, and keep whom each mention of it means."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..article.article import Article
from ..entities.article_names import names_in
from ..entities.clusters import entities_of
from ..entities.entity import Entity
from ..model import SpeakerKind

NAME_WORDS = 2  # words in the names of the people chosen: given name and family name
MIN_SHORT = 1  # mentions by the family name alone


@dataclass(frozen=True, slots=True)
class Namesakes:
    """A text in which two people share a family name; ``meant``: the given name by the offset of each such mention."""

    text: str
    meant: dict[int, str]


def with_one_family_name(article: Article) -> Namesakes | None:
    """The text with the family name of one person replaced by another's, or None if there are no two such people."""
    entities = entities_of(article.once(names_in), article.tokens).all
    chosen = sorted((e for e in entities if _is_plain(e, entities)), key=lambda e: -_short_mentions(e))[:2]
    if len(chosen) < 2:
        return None
    family, replaced = (entity.full_name.words[1] for entity in chosen)
    owner = {at: e.full_name.words[0] for e in chosen for at in e.mentions if _is_short(article, at, e)}
    starts = {article.tokens[at].idx: given for at, given in owner.items()}
    text, meant, end = [], {}, 0
    for match in re.finditer(rf"\b(?:{re.escape(family)}|{re.escape(replaced)})\b", article.text):
        text += [article.text[end : match.start()]]
        if match.start() in starts:
            meant[sum(map(len, text))] = starts[match.start()]
        text += [family]
        end = match.end()
    return Namesakes("".join([*text, article.text[end:]]), meant)


def _is_plain(entity: Entity, others: list[Entity]) -> bool:
    """Whether a person has a given and a family name, which are nobody else's, and is called by the latter alone."""
    words = entity.full_name.words
    if entity.kind != SpeakerKind.PERSON or len(words) != NAME_WORDS or _short_mentions(entity) < MIN_SHORT:
        return False
    return not any(set(words) & set(other.full_name.words) for other in others if other is not entity)


def _short_mentions(entity: Entity) -> int:
    return entity.names[entity.full_name.words[-1]]


def _is_short(article: Article, at: int, entity: Entity) -> bool:
    return article.tokens[at].text == entity.full_name.words[-1]
