"""Assemble the cast of an article from its named entities, mending the recognizer's slips on the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

import numpy
from spacy.attrs import DEP, IS_TITLE, POS  # type: ignore[import-not-found]
from spacy.symbols import ADJ, INTJ, NOUN, PROPN, X  # type: ignore[import-not-found]
from spacy.tokens import Doc, Span, Token

from ..among import among
from ..grammar import SUBJECTS
from ..lexicon import words
from ..model import Span as Stretch
from ..model import SpeakerKind
from ..names.forms import GENERATIONS, Name, key, parse_body, parse_name
from ..names.matching import initials, same_body, same_person
from .bodies import find_bodies
from .cast import Cast, Member
from .described import describe
from .gender import by_name, vote
from .headlines import headline_ends, headline_names
from .namesakes import bearer, introductions
from .nicknames import join_nicknames
from .offices import represented
from .phrases import PARTICLES, noun, printed, whole_person, widened
from .recognized import is_title, parted, passed_over, person_tail, runs_on

NOUN_LIKE = numpy.array(sorted([NOUN, X, ADJ, INTJ]), dtype="uint64")
TELLING = 8  # mentions of somebody that are searched for what they are called: articles say it early
LONG_NAME = 3  # words of a name whose middle one can be a family name
NAMED = frozenset({"PERSON", "ORG", "GPE", "LOC", "NORP", "FAC"})
ADDRESS = frozenset("mr mrs ms miss mx dr sir dame prof".split())  # only a person's name follows
Mention = tuple[Name, SpeakerKind, Span]


def assemble(
    doc: Doc, labels: Iterable[Span] = (), tokens: list[Token] | None = None, paragraphs: list[Stretch] | None = None
) -> Cast:
    """Collect the cast: longer names first, so that every shorter form finds the one it abbreviates.

    ``labels`` are the names of a transcript's turns ("DR. OKAFOR:"): each is a person, in whatever case.
    ``tokens`` and ``paragraphs``: those of the Doc, where the caller has them.
    """
    tokens = list(doc) if tokens is None else tokens
    labelled = _labelled(list(labels))
    taken = {i for _, _, s in labelled for i in range(s.start, s.end)}
    mentions = [
        m
        for m in _mentions(doc, tokens, headline_ends(tokens, paragraphs or []))
        if not taken.intersection(range(m[2].start, m[2].end))
    ] + labelled
    persons: list[Member] = []
    bodies: list[Member] = []
    by_key: dict[tuple[SpeakerKind, tuple[str, ...], str], Member] = {}
    near: dict[tuple[SpeakerKind, str], list[Member]] = {}
    found: list[tuple[Member, Name, Span]] = []
    unclear: list[tuple[Name, Span, list[Member]]] = []
    for name, kind, span in sorted(mentions, key=lambda m: (-len(m[0].words), m[2].start)):
        generation = key(name.suffix) if key(name.suffix) in GENERATIONS else ""
        known = by_key.get((kind, name.keys, generation))
        if known is None:
            keys = dict.fromkeys((name.keys[0], name.keys[-1], initials(name)))
            close = {id(m): m for k in keys for m in near.get((kind, k), ())}
            options = _options(name, kind, list(close.values()))
            if len(options) > 1:
                unclear.append((name, span, options))  # "Lopez" beside Anna and Maria Lopez: its place must tell
                continue
            known = options[0] if options else Member(kind, fullest=name)
            if not options:
                (persons if kind == SpeakerKind.PERSON else bodies).append(known)
                for word in keys:
                    near.setdefault((kind, word), []).append(known)
            by_key[kind, name.keys, generation] = known
        found.append((known, name, span))
    _by_middle_word(found, persons)
    if unclear:
        full = sorted(((s.start, m, len(n.words) > 1) for m, n, s in found), key=lambda place: place[0])
        introduced = introductions(full)
        for name, span, options in unclear:
            meant = bearer(name, span.start, options, full, introduced)
            if meant is not None:
                found.append((meant, name, span))
    at: dict[int, Member] = {}
    for member, name, span in sorted(found, key=lambda f: f[2].start):
        member.add(name, span.start)
        if len(member.places) <= TELLING:
            describe(member, span, tokens, _titles(name, span))
        member.place = member.place or (member.kind != SpeakerKind.PERSON and span.label_ in ("LOC", "GPE"))
        at.update((index, member) for index in range(span.start, span.end))
    for member in persons:
        if member.spokes is not None:
            member.speaks_for = represented(member.spokes, at)
    cast = Cast(join_nicknames(persons + bodies, at, tokens), at)
    vote(tokens, cast)
    find_bodies(cast, tokens)
    cast.index()
    return cast


def _by_middle_word(found: list[tuple[Member, Name, Span]], persons: list[Member]) -> None:
    """ "Ms. Lopez" of Ana Lopez Reyes: a family name before another, where nobody else bears it."""
    bearers: dict[str, list[Member]] = {}
    for member in persons:
        if len(member.fullest.words) == LONG_NAME:
            bearers.setdefault(member.fullest.keys[1], []).append(member)
    if not bearers:
        return
    for place, (member, name, span) in enumerate(found):
        known = bearers.get(name.keys[0], []) if member.kind == SpeakerKind.PERSON and len(name.words) == 1 else []
        if len(known) == 1 and len(member.fullest.words) == 1 and (name.title or known[0] is not member):
            found[place] = known[0], name, span
            if member in persons:
                persons.remove(member)


def _titles(name: Name, span: Span) -> int:
    """How many tokens of a mention are its title."""
    title = len(name.title.split())
    return title if len(span) >= title + len(name.words) else 0


def _labelled(labels: list[Span]) -> list[Mention]:
    """The people of a transcript: "LEILA PRIDEAUX, MODERATOR:" also is who "MODERATOR:" is later."""
    roles: dict[str, Name] = {}
    found: list[Mention] = []
    for span in labels:
        name = _plain_case(parse_name(span.text))
        doc, at = span.doc, span.end
        role = []
        while at < len(doc) and doc[at].text != ":" and at - span.end < 6:
            role.append(doc[at].text)
            at += 1
        if len(role) > 1 and role[0] == ",":
            roles["".join(key(w) for w in role)] = name
        found.append((roles.get("".join(key(w) for w in span.text.split()), name), SpeakerKind.PERSON, span))
    return found


def _plain_case(name: Name) -> Name:
    """ "CHIDI OKAFOR" -> Chidi Okafor; particles stay small."""
    if not all(w.isupper() for w in name.words):
        return name
    plain = tuple(w.lower() if w.lower() in PARTICLES and n else w.title() for n, w in enumerate(name.words))
    return Name(plain, name.title, name.suffix)


def _mentions(doc: Doc, tokens: list[Token], headline: int) -> Iterator[Mention]:
    """Every named mention with its kind; single words follow the vote of the whole article."""
    votes: dict[tuple[str, ...], Counter[str]] = {}
    recognized = list(doc.ents)
    entities = [*headline_names(doc, tokens, headline, recognized), *(e for e in recognized if e.start >= headline)]
    for entity in entities:
        name = parse_name(printed(tokens, entity.start, entity.end))
        votes.setdefault(name.keys, Counter())[entity.label_] += 1
    known = _person_words(votes)
    inside: set[int] = set(range(headline))
    for entity in [part for e in entities for part in parted(e, votes)]:
        inside.update(range(entity.start, entity.end))
        label = entity.label_
        if label not in NAMED:
            continue
        name = parse_name(printed(tokens, entity.start, entity.end))
        if not name.words or is_title(name, entity, known):
            continue
        tail = person_tail(entity, name, known)
        if tail is not None:
            yield parse_name(tail.text), SpeakerKind.PERSON, tail
            continue
        vote = votes[name.keys].most_common(1)[0][0]
        single = len(name.words) == 1 or bool(name.title)
        owned = entity.start > 1 and doc[entity.start - 1].tag_ == "POS"  # "the Hauliers' Federation"
        long = owned or len(name.words) + len(name.title.split()) > 1
        body = long and name.keys[-1] in words("body_words")
        if not body and (
            vote == "PERSON" or (single and name.keys[-1] in known) or _like_a_person(entity, label, name, tokens)
        ):
            whole = whole_person(entity, tokens) if entity.start >= headline else entity
            whole = entity if runs_on(entity, whole, name, votes) else whole
            inside.update(range(whole.start, whole.end))
            before = tokens[whole.start - 1].text if whole.start else ""
            address = f"{before} " if key(before) in ADDRESS else ""
            if address or whole is not entity:
                name = parse_name(address + printed(tokens, whole.start, whole.end))
            plural = label != "PERSON" and tokens[whole.end - 1].tag_ in ("NNPS", "NNS")
            yield name, SpeakerKind.GROUP if plural else SpeakerKind.PERSON, whole
        else:
            whole = widened(entity, tokens) if entity.start >= headline else entity
            plural = label == "NORP" and tokens[whole.end - 1].tag_ == "NNPS"
            body_name = parse_body(printed(tokens, whole.start, whole.end))
            yield body_name, SpeakerKind.GROUP if plural else SpeakerKind.ORGANIZATION, whole
    for plain in _proper_runs(doc, tokens, inside, known):
        run = whole_person(plain, tokens)
        if inside.intersection(range(run.start, run.end)):
            continue
        inside.update(range(run.start, run.end))
        name = parse_name(printed(tokens, run.start, run.end))
        addressed = len(run) > 1 and key(tokens[run.start].text) in ADDRESS
        given = 1 < len(name.words) < 5 and by_name(name.words[:2]) and len(run) > 1
        if name.words and (addressed or given or {name.keys[0], name.keys[-1]} & known):
            yield name, SpeakerKind.PERSON, run


def _like_a_person(entity: Span, label: str, name: Name, doc: list[Token]) -> bool:
    """Whether what stands round a name shows a human being: a title before it, an age or a role after it."""
    end = entity.end
    if not 1 < len(name.words) < 4 and not name.title:
        return False
    if name.title and key(name.title.split()[-1]) in words("titles") and len(name.words) < 4:
        return True
    the = entity.start > 0 and doc[entity.start - 1].lower_ == "the"
    if label == "ORG" and len(name.words) == 2 and by_name(name.words) and not the:
        return True
    if end + 2 >= len(doc) or doc[end].text != ",":
        return False
    if doc[end + 1].like_num and len(doc[end + 1]) == 2 and doc[end + 2].text in (",", "."):
        return True
    return doc[end + 1].lower_ in ("a", "an", "the") and any(
        noun(token) in words("person_nouns") for token in doc[end + 2 : end + 6]
    )


def _person_words(votes: dict[tuple[str, ...], Counter[str]]) -> set[str]:
    """Words that name a person in this article: alone, or as the first or last word of a longer name."""
    found: set[str] = set()
    for keys, labels in votes.items():
        if keys and labels["PERSON"] >= sum(labels.values()) / 2:
            found.update((keys[0], keys[-1]))
    return found


def _proper_runs(doc: Doc, tokens: list[Token], inside: set[int], known: set[str]) -> Iterator[Span]:
    """Runs of capitalised words that the recognizer passed over.

    A short name that the tagger took for a common noun counts as a subject and before a proper noun: "Xi said",
    "the diplomat Wang Yi".
    """
    strings = doc.vocab.strings
    subjects = numpy.array(sorted(strings[label] for label in SUBJECTS if label in strings), dtype="uint64")
    table = doc.to_array([POS, DEP, IS_TITLE])
    proper = table[:, 0] == PROPN
    noun_like = among(table[:, 0], NOUN_LIKE) & (table[:, 2] == 1)
    before_name = numpy.append(proper[1:], False)
    mistaken = noun_like & (among(table[:, 1], subjects) | before_name)
    start = last = -2
    yield from passed_over(doc, tokens, numpy.flatnonzero(noun_like).tolist(), inside, known)
    for index in numpy.flatnonzero(proper | mistaken).tolist():
        if index in inside:
            continue
        if index != last + 1:
            if start >= 0:
                yield doc[start : last + 1]
            start = index
        last = index
    if start >= 0:
        yield doc[start : last + 1]


def _options(name: Name, kind: SpeakerKind, group: list[Member]) -> list[Member]:
    """The members that a name can abbreviate; a body is the first of them."""
    if kind != SpeakerKind.PERSON:
        return [m for m in group if same_body(name, m.fullest)][:1]
    return [m for m in group if same_person(name, m.fullest)]
