"""The speakers that the labels of a transcript name: persons by name, others by their role."""

from __future__ import annotations

import re
from typing import NamedTuple

from ..article.article import Article
from ..language.name_key import name_key
from ..language.names import Name, parse_name
from ..model import Speaker, SpeakerKind
from .name_extents import PARTICLES
from .named_mentions import Mention

MIN_LETTERS = 3  # letters of a word in capitals that is no initials
PREFIX = re.compile(r"(?:Mc|Mac|De|La|Le|Van|Di|Fitz)(?=[A-Z]{2,}$)")


class Labelled(NamedTuple):
    """The persons named in labels as mentions, and the other speakers by the offset of their label."""

    persons: list[Mention]
    others: dict[int, Speaker]


def speakers_of_labels(article: Article) -> Labelled:
    """The speakers of the labels. After "LEILA PRIDEAUX, MODERATOR:", "MODERATOR:" and "LP:" are the same person."""
    text = article.text
    by_role: dict[str, Name] = {}  # by office, and by initials
    found = Labelled([], {})
    for label in {turn.label.name: turn.label for turn in article.structure.turns}.values():
        printed = text[label.name.start : label.name.end]
        name = by_role.get(name_key(printed))
        if name is None and label.kind == SpeakerKind.PERSON:
            name = _in_plain_case(parse_name(printed))
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


def _in_plain_case(name: Name) -> Name:
    """Convert words in capitals to title case, particles to lower case: "CHIDI OKAFOR" -> Chidi Okafor."""
    shouted = all(word.isupper() for word in name.words)
    plain = tuple(_word_in_plain_case(word, first=not n, shouted=shouted) for n, word in enumerate(name.words))
    return Name(plain, name.title, name.suffix)


def _word_in_plain_case(word: str, *, first: bool, shouted: bool) -> str:
    """A word of a name; in a name of which other words are in plain case, short ones are initials: "JD Vance"."""
    prefix = PREFIX.match(word)
    if prefix:
        return prefix[0] + word[prefix.end() :].title()  # "McCARTHY"
    if not word.isupper() or (not shouted and len(word) < MIN_LETTERS):
        return word
    return word.lower() if word.lower() in PARTICLES and not first else word.title()
