"""The speakers that the labels of a transcript name: persons by name, others by their role."""

from __future__ import annotations

from typing import NamedTuple

from ..article.article import Article
from ..language.letter_case import in_ordinary_case
from ..language.name_key import name_key
from ..language.names import Name, parse_name
from ..model import Speaker, SpeakerKind
from .named_mentions import Mention


class Labelled(NamedTuple):
    """The persons named in labels as mentions, and the other speakers by the offset of their label."""

    persons: list[Mention]
    others: dict[int, Speaker]


def speakers_of_labels(article: Article) -> Labelled:
    """The speakers of the labels. After "LEILA PRIDEAUX, MODERATOR:", "MODERATOR:" and "LP:" are the same person."""
    text = article.text
    by_role: dict[str, Name] = {}  # by office, and by initials
    found = Labelled([], {})
    for head in article.structure.heads:
        if head.name.start < head.name.end:
            first, last = article.token_range(head.name)
            full = in_ordinary_case(parse_name(text[head.name.start : head.name.end]))
            found.persons.append((full, SpeakerKind.PERSON, article.doc[first:last]))
    for label in {turn.label.name: turn.label for turn in article.structure.turns}.values():
        meant = label.means if label.means.start < label.means.end else label.name
        printed = text[meant.start : meant.end]
        name = by_role.get(name_key(printed))
        if name is None and (label.kind == SpeakerKind.PERSON or meant != label.name):
            name = in_ordinary_case(parse_name(printed))
            by_role.setdefault(name_key(text[label.role.start : label.role.end]), name)
            if len(name.words) > 1:
                by_role.setdefault("".join(word[0] for word in name.words).casefold(), name)
        if name is not None:
            first, last = article.token_range(label.name)
            found.persons.append((name, SpeakerKind.PERSON, article.doc[first:last]))
        elif printed:
            plain = printed.title() if printed.isupper() else printed
            found.others[label.name.start] = Speaker(plain, label.kind)
    return found
