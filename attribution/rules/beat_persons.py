"""The person whom a sentence without a cue tells of, who may say what stands in quotation marks beside it."""

from __future__ import annotations

from spacy.tokens import Token

from ..article.article import Article
from ..language.grammar import (
    CLAUSES,
    DIRECT_OBJECTS,
    SINGULAR_PRONOUNS,
    SUBJECTS,
    agent,
    introducer,
    is_passive,
    is_verb,
    lemma,
    subject,
)
from ..language.lexicon import words
from .authors import author_of, is_words
from .named_persons import named_persons

POSSESSIVES = frozenset({"his", "her", "their"})
OWN = frozenset({"his", "her"})
ARTICLES = frozenset({"the", "a", "an"})
CONCERNING = frozenset({"for", "to"})
PRO_FORMS = frozenset({"this", "these", "there", "that"})
MAX_OPENING = 8  # tokens from "for" to the name: "For the baker, LOPEZ"
GESTURE_OBJECTS = frozenset({"obj", "dobj", "obl", "nmod", "pobj"})
TENSES = frozenset({"aux", "aux:pass", "auxpass", "nsubj:pass", "nsubjpass"})
GESTURE_COMPLEMENTS = frozenset({"obj", "dobj", "xcomp", "ccomp", "acomp"})  # "looked tired", "smiled that it rained"


def person_of(article: Article, root: Token) -> Token | None:
    """The single person of a sentence, by its root, or None.

    That is its subject (LOPEZ nodded, LOPEZ was delighted), the owner of what shows a person's mind or the author of
    words (LOPEZ's face fell, a cry came from LOPEZ, the answer of LOPEZ?), the agent of a passive (It was shared by
    LOPEZ), the predicate (Among them was LOPEZ), or whom a thing concerns (For LOPEZ, it came too late).
    """
    if is_misread_gesture(root):
        return _name_before(root)
    own = subject(root) or words_that_come(root)
    if own is None:
        return author_of(root) if is_words(root) else None
    if not (is_verb(root) or is_copular(root)):
        return None
    if is_passive(root):
        feels = lemma(root) in words("reaction_verbs") and _is_person(article, own)
        return own if feels else _named(agent(root))
    if own.ent_type_ != "PERSON" and (named := _predicate(root)) is not None:
        return named
    if _is_person(article, own) or (own.tag_ == "NNP" and is_gesture(root)):
        return own
    return (author_of(own) if is_words(own) else None) or concerned(root, own)


def words_that_come(verb: Token) -> Token | None:
    """The noun after a verb without a subject that means words: "From the back came [a cry]"."""
    return next((child for child in verb.rights if child.dep_ in DIRECT_OBJECTS and is_words(child)), None)


def is_copular(root: Token) -> bool:
    """Whether the root is a form of "be", or a predicate with one: "LOPEZ was scathing"."""
    return root.lemma_ == "be" or any(child.dep_ == "cop" for child in root.children)


def is_gesture(root: Token) -> bool:
    """Whether a sentence tells of a gesture of its subject: "shook her head", "nodded", "looked away", "lit a pipe"."""
    if not is_verb(root):
        return is_misread_gesture(root)
    if lemma(root) in words("gesture_verbs"):
        return not any(child.dep_ in GESTURE_COMPLEMENTS for child in root.children)
    if lemma(root) in words("action_verbs") and _is_of_a_moment(root):
        return True
    return any(
        child.tag_ == "PRP$" and child.lower_ in OWN and child.i > root.i and child.head.dep_ in GESTURE_OBJECTS
        for child in root.subtree
    )


def is_misread_gesture(root: Token) -> bool:
    """Whether a gesture in the present tense was read as a noun with a name before it: "LOPEZ shrugs"."""
    return root.tag_ == "NNS" and lemma(root) in words("gesture_verbs") and _name_before(root) is not None


def _name_before(root: Token) -> Token | None:
    """The name that stands right before a root and depends on it."""
    name = next(iter(reversed(list(root.lefts))), None)
    return name if name is not None and name.tag_ == "NNP" and name.right_edge.i == root.i - 1 else None


def _is_of_a_moment(root: Token) -> bool:
    """Whether a sentence tells what happens in a scene, and not what was done on a day or has been done since."""
    parts = [child for child in root.children if child.dep_ not in SUBJECTS]
    if any(child.dep_ in TENSES or child.dep_ in CLAUSES for child in root.children):
        return False
    news = (
        t for part in parts for t in part.subtree if t.tag_ in ("NNP", "NNPS", "CD") or lemma(t) in words("body_nouns")
    )
    return next(news, None) is None


def shows_writing(root: Token) -> bool:
    """Whether a sentence tells of something written, whose words may follow: "showed the court a note".

    Not "had a simple verdict".
    """
    own = words("expression_nouns") if lemma(root) == "have" else frozenset[str]()
    return any(
        child.i > root.i
        and lemma(child) not in own
        and lemma(child) in words("document_nouns", "utterance_nouns")
        and any(left.lower_ in ("a", "an") for left in child.lefts)
        for child in root.children
    )


def _is_person(article: Article, own: Token) -> bool:
    """Whether a subject is one person: a name, "he", "she", or a role."""
    named = own.ent_type_ == "PERSON" or any(c.dep_ == "appos" and c.ent_type_ == "PERSON" for c in own.children)
    names = words("female_names", "male_names")
    forename = own.tag_ == "NNP" and any(c.dep_ == "compound" and c.lower_ in names for c in own.lefts)
    determined = any(child.lower_ in ARTICLES | POSSESSIVES for child in own.lefts)
    role = own.tag_ == "NN" and lemma(own) in words("person_nouns")
    if named or forename or own.lower_ in SINGULAR_PRONOUNS or _has_title(own) or (determined and role):
        return True
    return own.tag_ == "NNP" and article.once(named_persons).at(own) is not None


def _has_title(own: Token) -> bool:
    """Whether a name that is tagged as none has the title of a person within it: "Old Mrs Farrell"."""
    parts = (own, *(child for child in own.children if child.dep_ in ("compound", "flat")))
    return own.tag_ == "NNP" and any(part.lower_.rstrip(".") in words("titles") for part in parts)


def _named(noun: Token | None) -> Token | None:
    if noun is None or not noun.tag_.startswith("NNP"):
        return None
    return noun if noun.ent_type_ in ("PERSON", "ORG") else None


def _predicate(root: Token) -> Token | None:
    if not is_copular(root):
        return None
    predicates = (root, *(c for c in root.children if c.dep_ in ("attr", "appos", "flat")))
    return next((noun for noun in predicates if noun.ent_type_ == "PERSON"), None)


def concerned(root: Token, own: Token) -> Token | None:
    """The name after "for" or "to" of whom a thing concerns: "For LOPEZ, it came too late", "It matters to LOPEZ".

    ``own`` is the subject of the sentence, ``root`` its predicate: "From LOPEZ there was only this".
    """
    known = CONCERNING | {"from"} if own.lower_ in PRO_FORMS else CONCERNING
    if own.ent_type_ or lemma(own) in words("body_nouns", "person_nouns", "roles"):
        return None
    for child in root.children:
        name = next((c for c in child.children if c.dep_ == "pobj"), None) if child.dep_ == "prep" else child
        if name is not None and introducer(child) in known:
            named = (name, *(c for c in name.children if c.dep_ in ("appos", "flat")))
            return next((n for n in named if n.ent_type_ == "PERSON"), None)
    return _named_first(root)


def _named_first(root: Token) -> Token | None:
    """The name in a phrase with "for" or "to" that opens the sentence, whatever it was attached to, or None."""
    first = root.sent.start
    opening = root.doc[first : min(first + MAX_OPENING, root.i)] if root.doc[first].lower_ in CONCERNING else ()
    named = next((token for token in opening if token.ent_type_ == "PERSON" or is_verb(token)), None)
    return named if named is not None and named.ent_type_ == "PERSON" else None
