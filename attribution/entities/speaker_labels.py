"""The speakers that the labels of a transcript name: persons by name, others by their role."""

from __future__ import annotations

from typing import NamedTuple

from ..article.article import Article
from ..language.name_key import name_key
from ..language.names import Name, parse_name
from ..model import Speaker, SpeakerKind
from .named_mentions import Mention
from .noun_phrases import PARTICLES


class Labelled(NamedTuple):
    """The persons named in labels as mentions, and the other speakers by the offset of their label."""

    persons: list[Mention]
    others: dict[int, Speaker]


def speakers_of_labels(article: Article) -> Labelled:
    """The speakers of the labels. After "LEILA PRIDEAUX, MODERATOR:", "MODERATOR:" is the same person."""
    text = article.text
    by_role: dict[str, Name] = {}
    found = Labelled([], {})
    for label in dict.fromkeys(turn.label for turn in article.structure.turns):
        printed = text[label.name.start : label.name.end]
        name = by_role.get(name_key(printed))
        if name is None and label.kind == SpeakerKind.PERSON:
            name = _in_plain_case(parse_name(printed))
            by_role.setdefault(name_key(text[label.role.start : label.role.end]), name)
        if name is not None:
            first, last = article.token_range(label.name)
            found.persons.append((name, SpeakerKind.PERSON, article.doc[first:last]))
        elif printed:
            plain = printed.title() if printed.isupper() else printed
            found.others[label.name.start] = Speaker(plain, label.kind)
    return found


def _in_plain_case(name: Name) -> Name:
    """Convert an upper-case name to title case, particles to lower case: "CHIDI OKAFOR" -> Chidi Okafor."""
    if not all(w.isupper() for w in name.words):
        return name
    plain = tuple(w.lower() if w.lower() in PARTICLES and n else w.title() for n, w in enumerate(name.words))
    return Name(plain, name.title, name.suffix)
