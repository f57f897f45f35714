"""All named mentions of an article: the recognizer's entities with corrections, and names that it missed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass

import numpy
from spacy.attrs import DEP, IS_TITLE, POS  # type: ignore[import-not-found]
from spacy.symbols import ADJ, INTJ, NOUN, PROPN, X  # type: ignore[import-not-found]
from spacy.tokens import Doc, Span, Token

from ..language.family_first import is_family_first
from ..language.grammar import SUBJECTS
from ..language.lexicon import words
from ..language.name_key import key
from ..language.names import FULL_NAME_WORDS, PARTICLES, Name, is_honour, is_initial, parse_name, parse_organization
from ..language.person_words import is_given_name
from ..language.token_ids import isin
from ..model import SpeakerKind
from .body_extents import owns_body, whole_organization
from .body_names import with_bodies
from .gender import gender_by_name
from .headline_names import headline_names
from .joined_names import join_names
from .lone_places import lone_places
from .name_extents import end_of_person, is_bracketed_title, is_split_by_nickname, whole_person
from .naming import is_given, names_person
from .ner_repair import (
    Votes,
    called_body,
    follows_leader_title,
    follows_office,
    is_title,
    majority_label,
    missed_names,
    office_words,
    person_tail,
    relative_before,
    runs_into_headline,
    split_joined_names,
    split_organization_and_person,
    with_shouted_names,
)
from .noun_phrases import noun_lemma, text_of_tokens
from .person_context import (
    called_alone,
    is_holder_of_role,
    looks_like_person,
    may_be_full_name,
    person_words,
    role_after,
    role_before,
)
from .printed_roles import LowercaseWords, without_printed_role

NOUN_LIKE = numpy.array(sorted([NOUN, X, ADJ, INTJ]), dtype="uint64")
NAMED = frozenset({"PERSON", "ORG", "GPE", "LOC", "NORP", "FAC"})
# Only followed by a person's name.
ADDRESS = frozenset("mr mrs ms miss mx dr sir dame prof rev revd reverend cllr".split())
MAX_NAME_TOKENS = 40  # anything longer is not a name
Mention = tuple[Name, SpeakerKind, Span]


@dataclass(slots=True)
class NameState:
    """What is known about an article's names so far. The label of a name is decided by a vote over the article."""

    doc: Doc
    tokens: list[Token]
    headline: int  # tokens of the headline
    votes: Votes
    known: set[str]  # keys of first and last names of persons
    alone: set[str]  # of those, the names by which the article calls persons without any other
    inside: set[int]  # tokens of the mentions so far
    lowercase: LowercaseWords


def named_mentions(doc: Doc, tokens: list[Token], headline: int, labelled: Collection[Name] = ()) -> Iterator[Mention]:
    """All named mentions with their kinds: first the corrected entities of the recognizer, then the missed names.

    ``headline`` is the number of tokens in Title Case headlines, ``labelled`` are the names in labels of turns.
    """
    recognized = [entity for entity in doc.ents if len(entity) <= MAX_NAME_TOKENS]
    in_text = join_names([entity for entity in recognized if entity.start >= headline], tokens, headline)
    in_text = with_shouted_names(with_bodies(in_text, tokens, headline), tokens, headline)
    entities = [*headline_names(doc, tokens, headline, recognized), *in_text]
    entities = [
        p for e in entities if not is_split_by_nickname(e, tokens) for p in split_organization_and_person(e, tokens)
    ]
    names = [parse_name(text_of_tokens(tokens, entity.start, entity.end)) for entity in entities]
    votes: Votes = {}
    for entity, name in zip(entities, names, strict=True):
        votes.setdefault(name.keys, Counter())[entity.label_] += 1
    for keys in lone_places(zip(entities, names, strict=True), tokens):
        votes[keys] = Counter({"LOC": votes[keys].total()})
    alone = called_alone(votes, tokens, labelled)
    known, inside = person_words(votes) | alone, set(range(headline))
    state = NameState(doc, tokens, headline, votes, known, alone, inside, LowercaseWords(tokens))
    parts = [(part, e, name) for e, name in zip(entities, names, strict=True) for part in split_joined_names(e, votes)]
    whole_to = 0  # the end of the names so far, to which the recognizer's next one may belong: "Rail Workers' [Union]"
    for entity, printed_as, name in parts:
        if entity is not printed_as:
            name = parse_name(text_of_tokens(tokens, entity.start, entity.end))
        title = entity.label_ in NAMED and name.words and is_title(name, entity, votes)
        if title and _continues(tokens, entity.end):
            continue  # "[Sergeant] Ana Lopez", of whom the recognizer only saw the rank
        inside.update(range(entity.start, entity.end))
        within = entity.end <= whole_to and len(name.words) == 1
        if entity.label_ in NAMED and name.words and not title and not within:
            found = _recognized(state, entity, name)
            whole_to = max(whole_to, found[2].end)
            inside.update(range(found[2].start, found[2].end))
            yield found
    yield from _missed_mentions(state)


def _recognized(state: NameState, entity: Span, name: Name) -> Mention:
    """The mention of a recognized name, with its kind and boundaries corrected."""
    tail = person_tail(entity, name, state.known)
    if tail is not None:
        tail = entity.doc[tail.start : end_of_person(state.tokens, tail.end)]
        return parse_name(tail.text), SpeakerKind.PERSON, tail
    tokens, in_text = state.tokens, entity.start >= state.headline
    if not _is_person(state, entity, name):
        whole = whole_organization(entity, tokens) if in_text else entity
        plural = entity.label_ == "NORP" and tokens[whole.end - 1].tag_ == "NNPS"
        first = tokens[whole.start]
        if len(whole) > 1 and first.is_sent_start and first.lower_ in words("company_nouns"):
            whole = whole[1:]  # "[Publisher] Volta Books"
        body_name = parse_organization(text_of_tokens(tokens, whole.start, whole.end))
        return body_name, SpeakerKind.GROUP if plural else SpeakerKind.ORGANIZATION, whole
    whole = whole_person(entity, tokens) if in_text else entity
    whole = (
        entity if runs_into_headline(entity, whole, name, state.votes) else _without_organization(entity, whole, tokens)
    )
    state.inside.update(range(whole.start, whole.end))
    before = tokens[whole.start - 1].text if whole.start else ""
    address = f"{before} " if key(before) in ADDRESS else ""
    if address or whole is not entity:
        name = parse_name(address + text_of_tokens(tokens, whole.start, whole.end))
        state.known.update((name.keys[0], name.keys[-1]) if len(name.words) > 1 else ())
    plural = entity.label_ != "PERSON" and tokens[whole.end - 1].tag_ in ("NNPS", "NNS")
    given = len(name.words) > 1 and is_given_name(name.words[0])  # "Ana Morales"
    plural = plural and not given and not is_holder_of_role(entity, tokens)  # "the negotiator, Ana Lopes"
    name = without_printed_role(name, state.votes, tokens, state.lowercase)
    return name, SpeakerKind.GROUP if plural else SpeakerKind.PERSON, whole


def _is_person(state: NameState, entity: Span, name: Name) -> bool:
    """Whether a recognized name is a person's, by the article's majority label, its words or its context."""
    owned = entity.start > 1 and state.doc[entity.start - 1].tag_ == "POS"  # "the Hauliers' Federation"
    long = owned or len(name.words) + len(name.title.split()) > 1
    before = state.tokens[entity.start - 1].text if entity.start else ""
    if key(name.title.split()[-1] if name.title else before) in ADDRESS or names_person(state.tokens, entity.start):
        return True  # "Dr Min-seo Park", "a farmer named Ana"
    if (long and name.keys[-1] in words("body_words")) or owns_body(entity):
        return False
    if name.keys[-1] in state.alone and may_be_full_name(entity, name, state.tokens):
        return True
    if len(name.words) == FULL_NAME_WORDS and name.keys[0] in state.alone and is_family_first(*name.words):
        return True  # "Zhu Xiaohong", of whom "Zhu" is printed too
    if is_given_name(name.words[0]) and majority_label(Name(name.words[1:]), state.votes) == "PERSON":
        return True  # "Pilar García Morales", of whom "García Morales" is printed too
    single = len(name.words) == 1 or bool(name.title) or name.words[0].lower() in PARTICLES  # "Ten Boer"
    vote = majority_label(name, state.votes) or entity.label_
    by_word = single and (name.keys[-1] in state.known or _is_relative(entity, state.tokens))
    return vote == "PERSON" or by_word or looks_like_person(entity, entity.label_, name, state.tokens)


def _missed_mentions(state: NameState) -> Iterator[Mention]:
    """The names among the capitalized words that the recognizer missed."""
    tokens, inside = state.tokens, state.inside
    runs = [run for run in _proper_runs(state.doc, tokens, inside, state.known) if len(run) <= MAX_NAME_TOKENS]
    behind_titles = [run for run in runs if follows_leader_title(tokens, run.start)]
    led = {parse_organization(text_of_tokens(tokens, run.start, run.end)).keys for run in behind_titles}
    firsts, lasts = _words_of_bodies(state.votes) if runs else (set(), set())
    for plain in runs:
        body = called_body(plain, tokens)
        as_body = parse_organization(text_of_tokens(tokens, body.start, body.end))
        if body is not plain or (len(as_body.words) > 1 and as_body.keys in led):
            inside.update(range(body.start, body.end))
            state.votes.setdefault(as_body.keys, Counter())["ORG"] += 1
            firsts.update(as_body.keys[:1] if len(as_body.keys) > 1 else ())
            yield as_body, SpeakerKind.ORGANIZATION, body
            continue
        run = _without_role(whole_person(plain, tokens), tokens)
        if inside.intersection(range(run.start, run.end)):
            continue
        inside.update(range(run.start, run.end))
        name = parse_name(text_of_tokens(tokens, run.start, run.end))
        name = without_printed_role(name, state.votes, tokens, state.lowercase)
        addressed = is_bracketed_title(tokens, run.start - 3) or (len(run) > 1 and key(run[0].text) in ADDRESS)
        given = 1 < len(name.words) < 5 and gender_by_name(name.words[:2]) and len(run) > 1
        role = role_after(run.end, tokens) or role_before(run, tokens) or _follows_organization(run, tokens)
        role = role or (run.start > plain.start and follows_office(tokens, plain.start)) or is_honour(run[-1].text)
        shown = given or (1 < len(name.words) < 5 and role and not _is_role(name))
        shown = shown or (len(name.words) == 1 and (_is_relative(run, tokens) or is_given(tokens, run.start)))
        if name.words and (addressed or shown or {name.keys[0], name.keys[-1]} & state.known):
            state.known.update((name.keys[0], name.keys[-1]) if shown else ())
            yield name, SpeakerKind.PERSON, run
        elif len(run) == 1 and name.keys:
            the = run.start > 0 and tokens[run.start - 1].lower_ == "the"
            if name.keys[0] in firsts or (the and name.keys[0] in lasts):  # "the [Owls]"
                yield as_body, SpeakerKind.ORGANIZATION, run


def _words_of_bodies(votes: Votes) -> tuple[set[str], set[str]]:
    """The first words of bodies' names of several words, and the last ones that are no nouns for bodies."""
    named = [keys for keys, labels in votes.items() if len(keys) > 1 and labels["ORG"]]
    return {keys[0] for keys in named}, {keys[-1] for keys in named} - words("body_words", "body_nouns")


def _without_role(run: Span, tokens: list[Token]) -> Span:
    """The name without a capitalized role or other word before it: "Analyst [Ana Lopez]", "Education [Mr. Lopez]".

    Nor what an office is for: "Minister for Public Works [J. Lopez]".
    """
    start = next((at for at in range(run.start, run.end - 1) if key(tokens[at].text) in ADDRESS), run.start)
    start = start if start > run.start else _initial_after_office(run, tokens)
    while run.end - start > 2 and tokens[start].tag_ == "NN" and noun_lemma(tokens[start]) in words("person_nouns"):
        start += 1
    return run if start == run.start else run.doc[start : run.end]


def _initial_after_office(run: Span, tokens: list[Token]) -> int:
    """The token of the initial that begins a name after several words of an office: "Minister for Public Works [J.]".

    The start of the run if there is none: one word may be the given name of "the deputy of [Ana J. Lopez]".
    """
    initials = (at for at in range(run.start + 2, run.end - 1) if is_initial(tokens[at].text))
    return next(initials, run.start) if follows_office(tokens, run.start) else run.start


def _is_relative(run: Span, tokens: list[Token]) -> bool:
    """Whether a name is that of somebody's relative: "her brother [Karl]", "the mayor's wife, [Nerys]"."""
    noun = relative_before(tokens, run.start)
    return noun is not None and noun.nbor(-1).tag_ in ("PRP$", "POS")


def _follows_organization(run: Span, tokens: list[Token]) -> bool:
    """Whether a name follows an office and its organization: "CEO of the Harbour Council [Ana Lopez]"."""
    at = run.start
    while at > 0 and tokens[at - 1].ent_type_ == "ORG":
        at -= 1
    return at < run.start and follows_office(tokens, at)


def _is_role(name: Name) -> bool:
    """Whether a name contains an office, and so is none: "Police Chief"."""
    return not office_words().isdisjoint(name.keys)


def _without_organization(entity: Span, whole: Span, tokens: list[Token]) -> Span:
    """The name without the organization or subject before it: "Minister of Education [Ana Lopez]"."""
    if not follows_office(tokens, whole.start):
        return whole
    if key(tokens[whole.start].text) in words("titles"):
        return whole  # "the friend of [Prime Minister Ana Lopez]": a title belongs to the name
    initial = _initial_after_office(whole, tokens)
    if initial > whole.start:
        return whole.doc[initial : whole.end]
    given = len(entity) == 1 and key(tokens[entity.start - 1].text) not in words("body_words")
    return whole.doc[entity.start - 1 if given and entity.start - 1 > whole.start else entity.start : whole.end]


def _continues(tokens: list[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].pos_ == "PROPN" and tokens[at].text[:1].isupper()


def _proper_runs(doc: Doc, tokens: list[Token], inside: set[int], known: set[str]) -> Iterator[Span]:
    """Runs of capitalized words that the recognizer missed.

    A short name that was tagged as a common noun is included if it is a subject or precedes a proper noun: "Xi said",
    "the diplomat Wang Yi".
    """
    strings = doc.vocab.strings
    subjects = numpy.array(sorted(strings[label] for label in SUBJECTS if label in strings), dtype="uint64")
    table = doc.to_array([POS, DEP, IS_TITLE])
    proper = table[:, 0] == PROPN
    noun_like = isin(table[:, 0], NOUN_LIKE) & (table[:, 2] == 1)
    before_name = numpy.append(proper[1:], False)
    mistaken = noun_like & (isin(table[:, 1], subjects) | before_name)
    beside = mistaken.copy()  # "Xi Jinping", of which only one word is the subject
    beside[1:] |= mistaken[:-1] | proper[:-1]
    beside[:-1] |= mistaken[1:]
    mistaken = noun_like & beside
    start = last = -2
    yield from missed_names(doc, tokens, numpy.flatnonzero(noun_like).tolist(), inside, known)
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
