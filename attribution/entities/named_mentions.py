"""Every named mention of an article: what the recognizer found, set right, and the names that it passed over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import numpy
from spacy.attrs import DEP, IS_TITLE, POS  # type: ignore[import-not-found]
from spacy.symbols import ADJ, INTJ, NOUN, PROPN, X  # type: ignore[import-not-found]
from spacy.tokens import Doc, Span, Token

from ..language.grammar import SUBJECTS, is_noun
from ..language.lexicon import words
from ..language.name_key import key
from ..language.names import Name, parse_body, parse_name
from ..language.token_ids import among
from ..model import SpeakerKind
from .gender import by_name
from .headline_names import headline_names
from .ner_repair import (
    Votes,
    body_and_person,
    in_office_of,
    is_title,
    led_by_somebody,
    majority,
    office_words,
    parted,
    passed_over,
    person_tail,
    runs_on,
)
from .noun_phrases import ARTICLES, nickname, noun, printed, whole_person, widened

NOUN_LIKE = numpy.array(sorted([NOUN, X, ADJ, INTJ]), dtype="uint64")
NAMED = frozenset({"PERSON", "ORG", "GPE", "LOC", "NORP", "FAC"})
ADDRESS = frozenset("mr mrs ms miss mx dr sir dame prof".split())  # only a person's name follows
INSIDE_A_ROLE = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM"})
OF_BODIES_TOO = frozenset("owner leader partner rival member sponsor founder advocate resident".split())
IN_FIRMS = frozenset({"general", "state"})  # "General Electric", "State Farm"
LONGEST = 40  # tokens of a name; what is longer is none
ROLE = 8  # tokens after a comma in which a role must end: ", the long-serving prime minister of"
Mention = tuple[Name, SpeakerKind, Span]


@dataclass(slots=True)
class Found:
    """What is known of an article's names while its mentions are read; single words follow the vote of the whole."""

    doc: Doc
    tokens: list[Token]
    headline: int  # tokens of the headline
    votes: Votes
    known: set[str]  # words that name a person
    inside: set[int]  # tokens of the mentions so far


def mentions_of(doc: Doc, tokens: list[Token], headline: int) -> Iterator[Mention]:
    """Every named mention with its kind: what the recognizer found, set right, then what it passed over."""
    recognized = [entity for entity in doc.ents if len(entity) <= LONGEST]
    entities = [*headline_names(doc, tokens, headline, recognized), *(e for e in recognized if e.start >= headline)]
    entities = [p for e in entities if not _part_by_nickname(e, tokens) for p in body_and_person(e, tokens)]
    names = [parse_name(printed(tokens, entity.start, entity.end)) for entity in entities]
    votes: Votes = {}
    for entity, name in zip(entities, names, strict=True):
        votes.setdefault(name.keys, Counter())[entity.label_] += 1
    found = Found(doc, tokens, headline, votes, _person_words(votes), set(range(headline)))
    parts = [(part, e, name) for e, name in zip(entities, names, strict=True) for part in parted(e, votes)]
    for entity, printed_as, name in parts:
        found.inside.update(range(entity.start, entity.end))
        if entity.label_ not in NAMED:
            continue
        if entity is not printed_as:
            name = parse_name(printed(tokens, entity.start, entity.end))
        if name.words and not is_title(name, entity, votes):
            yield _recognized(found, entity, name)
    yield from _passed_over(found)


def _recognized(found: Found, entity: Span, name: Name) -> Mention:
    """The mention that a recognized name is, with the parts that the recognizer left off or took too many of."""
    tail = person_tail(entity, name, found.known)
    if tail is not None:
        return parse_name(tail.text), SpeakerKind.PERSON, tail
    tokens, in_text = found.tokens, entity.start >= found.headline
    if not _is_person(found, entity, name):
        whole = widened(entity, tokens) if in_text else entity
        plural = entity.label_ == "NORP" and tokens[whole.end - 1].tag_ == "NNPS"
        body_name = parse_body(printed(tokens, whole.start, whole.end))
        return body_name, SpeakerKind.GROUP if plural else SpeakerKind.ORGANIZATION, whole
    whole = whole_person(entity, tokens) if in_text else entity
    whole = entity if runs_on(entity, whole, name, found.votes) else _less_the_body(entity, whole, tokens)
    found.inside.update(range(whole.start, whole.end))
    before = tokens[whole.start - 1].text if whole.start else ""
    address = f"{before} " if key(before) in ADDRESS else ""
    if address or whole is not entity:
        name = parse_name(address + printed(tokens, whole.start, whole.end))
        found.known.update((name.keys[0], name.keys[-1]) if len(name.words) > 1 else ())
    plural = entity.label_ != "PERSON" and tokens[whole.end - 1].tag_ in ("NNPS", "NNS")
    return name, SpeakerKind.GROUP if plural else SpeakerKind.PERSON, whole


def _is_person(found: Found, entity: Span, name: Name) -> bool:
    """Whether a recognized name is a person's: by the article's vote, by its words, or by what stands beside it."""
    owned = entity.start > 1 and found.doc[entity.start - 1].tag_ == "POS"  # "the Hauliers' Federation"
    long = owned or len(name.words) + len(name.title.split()) > 1
    if long and name.keys[-1] in words("body_words"):
        return False
    single = len(name.words) == 1 or bool(name.title)
    vote = majority(name, found.votes) or entity.label_
    by_word = single and name.keys[-1] in found.known
    return vote == "PERSON" or by_word or _like_a_person(entity, entity.label_, name, found.tokens)


def _passed_over(found: Found) -> Iterator[Mention]:
    """The names among the capitalised words that the recognizer passed over."""
    tokens, inside = found.tokens, found.inside
    runs = [run for run in _proper_runs(found.doc, tokens, inside, found.known) if len(run) <= LONGEST]
    led = {parse_body(printed(tokens, r.start, r.end)).keys for r in runs if led_by_somebody(tokens, r.start)}
    for plain in runs:
        as_body = parse_body(printed(tokens, plain.start, plain.end))
        if len(as_body.words) > 1 and as_body.keys in led:
            inside.update(range(plain.start, plain.end))
            yield as_body, SpeakerKind.ORGANIZATION, plain
            continue
        run = _less_the_role(whole_person(plain, tokens), tokens)
        if inside.intersection(range(run.start, run.end)):
            continue
        inside.update(range(run.start, run.end))
        name = parse_name(printed(tokens, run.start, run.end))
        addressed = len(run) > 1 and key(tokens[run.start].text) in ADDRESS
        given = 1 < len(name.words) < 5 and by_name(name.words[:2]) and len(run) > 1
        role = _role_after(run.end, tokens) or _role_before(run, tokens) or _after_a_body(run, tokens)
        shown = given or (1 < len(name.words) < 5 and role and not _is_a_role(name))
        if name.words and (addressed or shown or {name.keys[0], name.keys[-1]} & found.known):
            found.known.update((name.keys[0], name.keys[-1]) if shown else ())
            yield name, SpeakerKind.PERSON, run


def _part_by_nickname(entity: Span, tokens: list[Token]) -> bool:
    """'[Ana] "[Nan]" Lopez': a given name taken for a place, or a nickname, which the family name takes along."""
    if len(entity) > 1:
        return False
    given = entity.label_ != "PERSON" and tokens[entity.start].pos_ == "PROPN" and nickname(tokens, entity.end)
    at = entity.start - 1
    return given or (at > 0 and nickname(tokens, at) and tokens[at - 1].pos_ == "PROPN")


def _less_the_role(run: Span, tokens: list[Token]) -> Span:
    """ "Analyst [Ana Lopez]" at the head of a sentence, "Education [Mr. Lopez]": the role is no part of the name."""
    start = next((at for at in range(run.start, run.end - 1) if key(tokens[at].text) in ADDRESS), run.start)
    while run.end - start > 2 and tokens[start].tag_ == "NN" and noun(tokens[start]) in words("person_nouns"):
        start += 1
    return run if start == run.start else run.doc[start : run.end]


def _role_before(run: Span, tokens: list[Token]) -> bool:
    """ "team member [Ana Lopez]", "the foreign minister, [Ana Lopez],": a role directly before a name."""
    at = run.start - 1
    comma = at > 0 and tokens[at].text == ","
    if comma:
        at -= 1
        if run.end >= len(tokens) or tokens[run.end].text not in (",", ")", "."):
            return False
    if at < 0 or tokens[at].tag_ not in ("NN", "NNP"):
        return False
    word = noun(tokens[at])
    return word in words("person_nouns") or word in words("roles") or (word in words("titles") and not comma)


def _after_a_body(run: Span, tokens: list[Token]) -> bool:
    """ "CEO of the Harbour Council [Ana Lopez]": a name after the body in which an office is held."""
    at = run.start
    while at > 0 and tokens[at - 1].ent_type_ == "ORG":
        at -= 1
    return at < run.start and in_office_of(tokens, at)


def _is_a_role(name: Name) -> bool:
    """ "Police Chief", which is no name."""
    return not office_words().isdisjoint(name.keys)


def _less_the_body(entity: Span, whole: Span, tokens: list[Token]) -> Span:
    """ "Minister of Education [Ana Lopez]": of what stands before a name there, a given name alone belongs to it."""
    if whole.start == entity.start or not in_office_of(tokens, whole.start):
        return whole
    if key(tokens[whole.start].text) in words("titles"):
        return whole  # "the friend of [Prime Minister Ana Lopez]"
    given = len(entity) == 1 and key(tokens[entity.start - 1].text) not in words("body_words")
    return whole.doc[entity.start - 1 if given and entity.start - 1 > whole.start else entity.start : whole.end]


def _like_a_person(entity: Span, label: str, name: Name, doc: list[Token]) -> bool:
    """Whether what stands round a name shows a human being: a title before it, an age or a role after it."""
    end = entity.end
    if not 1 < len(name.words) < 4 and not name.title:
        return False
    if name.title and key(name.title.split()[-1]) in words("titles") and len(name.words) < 4:
        return label != "ORG" or name.title not in IN_FIRMS
    the = entity.start > 0 and doc[entity.start - 1].lower_ == "the"
    if label == "ORG" and len(name.words) == 2 and by_name(name.words) and not the:
        return True
    if end + 2 >= len(doc) or doc[end].text != ",":
        return False
    if doc[end + 1].like_num and len(doc[end + 1]) == 2 and doc[end + 2].text in (",", "."):
        return True
    role = doc[end + 1].lower_ in ARTICLES and any(
        noun(token) in words("person_nouns") for token in doc[end + 2 : end + 6]
    )
    return role or _role_after(end, doc)


def _role_after(end: int, tokens: list[Token]) -> bool:
    """ "Ana Lopez[, prime minister of]": whether an office of people alone stands between commas after a name."""
    last = None
    for at in range(end + 1, min(end + ROLE, len(tokens))):
        token = tokens[at]
        if token.pos_ not in INSIDE_A_ROLE and token.tag_ != "POS":
            break
        last = token
    if last is None or tokens[end].text != "," or not is_noun(last) or last.tag_ in ("NNS", "NNPS"):
        return False
    return noun(last) not in OF_BODIES_TOO and noun(last) in office_words()


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
    beside = mistaken.copy()  # "Xi Jinping", of which only one word is the subject
    beside[1:] |= mistaken[:-1] | proper[:-1]
    beside[:-1] |= mistaken[1:]
    mistaken = noun_like & beside
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
