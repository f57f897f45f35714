"""Words that are made up by the article or an author: "imagine a banker who says", "in the play, the king says"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from ..article.article import Article
from ..language.grammar import (
    OBJECTS,
    SUBJECTS,
    governors,
    introducer,
    is_noun,
    is_verb,
    lemma,
    noun_of_phrase,
    subject,
)
from ..language.lexicon import words
from ..rules.report import Report

IMAGINE = frozenset({"imagine", "suppose", "picture", "envisage", "envision", "pretend"})
CLAUSES = frozenset({"ccomp", "xcomp", "acl", "acl:relcl", "relcl", "conj", "advcl", "parataxis", "obj", "dobj", "obl"})
ADJUNCTS = frozenset({"obl", "nmod", "prep", "advmod"})
MODALS = frozenset({"would", "’d", "'d", "might", "could", "may"})
MAY = frozenset({"may", "might", "can"})
POSSIBLE = MAY | {"could"}
WILL = frozenset({"will", "’ll", "'ll"})
WRITER_OR_READER = frozenset("i me my we us our you your".split())
READERS = frozenset({"reader", "readers", "viewer", "viewers", "listener", "listeners"})
MANNER = frozenset({"if", "though"})  # after "as"
ANYBODY = frozenset("anyone anybody someone somebody you one people some others many most few".split())
INDEFINITE = frozenset({"a", "an", "any", "some", "your"})
TOLD_OF = frozenset({"narrator", "protagonist", "villain"})  # who speak in the present tense are in a story
PLAYING = frozenset({"actor", "actress", "character", "narrator", "protagonist", "hero", "heroine", "villain"})
PLAY = frozenset({"play", "portray"})
WORKS = frozenset("film movie biopic series show episode season sequel remake adaptation".split())
PRESENT = frozenset({"VBZ", "VBP", "VBG"})
MAX_GOVERNORS = 6
MAX_ADDRESS = 5  # tokens from "say" to the writer or reader


def is_imagined(article: Article, report: Report) -> bool:
    """Whether the reporter makes the words up, or they are spoken in a work of fiction."""
    cue = article.tokens[report.cue_head]
    if article.is_quoted(cue.i) or not is_verb(cue):
        return False
    verbs = [cue, *governors(cue, CLAUSES, MAX_GOVERNORS)]
    source = article.tokens[report.source.head] if report.source is not None else None
    return (
        any(_is_imagining(verb) for verb in (*verbs, article.tokens[article.sentence_range(cue.i)[0]]))
        or _is_compared(cue)
        or (source is not None and _is_supposed(source, verbs, quoted=bool(report.passages)))
        or _is_in_fiction(article, verbs, source, acted=_is_actor(article, report))
    )


def _is_imagining(verb: Token) -> bool:
    """Whether a verb asks the reader to imagine something, or a text imagines it: "Suppose", "Imagine a banker who"."""
    own = subject(verb)
    if lemma(verb) == "hear" and own is not None and own.lower_ == "you":
        return _has_modal(verb)  # "you might hear a parent say"
    if lemma(verb) not in IMAGINE or not is_verb(verb):
        return False
    asked = verb.tag_ in ("VB", "VBP") and (own is None or own.lower_ in ("you", "we"))
    return asked or (own is not None and lemma(own) in words("document_nouns"))


def _is_compared(cue: Token) -> bool:
    """Whether a clause only tells what something is like: "shrugged, as if to *say*", "as though she had *said*"."""
    marks = (child for child in cue.lefts if child.dep_ in ("mark", "advmod", "case") and child.lower_ == "as")
    return any(mark.nbor().lower_ in MANNER for mark in marks)


def _is_supposed(source: Token, verbs: list[Token], *, quoted: bool) -> bool:
    """Whether nobody in particular would say it: "if a waiter said", "a politician might tell you"."""
    cue = verbs[0]
    if source.tag_ == "NNS" and not any(source.lefts) and _has_modal(cue, MODALS if quoted else POSSIBLE):
        return True  # "critics may ask, “Why?”"
    if not quoted and _is_put_to_reader(cue, source):
        return True
    if source.lower_ in READERS and _has_modal(cue, MODALS | WILL):
        return True
    if not _is_anybody(source):
        return False
    conditional = next((verb for verb in _conjuncts(cue) if introducer(verb) in ("if", "unless", "whenever")), None)
    if conditional is not None:
        return True
    only = any(child.lower_ == "only" for child in cue.rights)  # "a spokesman would say only that ..."
    return not only and (_has_modal(cue) or (source.lower_ in ANYBODY and _has_modal(cue, WILL)))


def _is_put_to_reader(cue: Token, source: Token) -> bool:
    """Whether somebody might say so to the writer or reader: "may tell you", "my aunt will ask what I want"."""
    hearers = {child.lower_ for child in cue.rights if child.dep_ in OBJECTS}
    if source.lower_ in ("i", "we"):
        return False
    if hearers & {"me", "us", "you"} and _has_modal(cue, POSSIBLE | {"would"} if "you" in hearers else MAY):
        return True
    if source.tag_ not in ("NN", "NNS") or not _has_modal(cue, WILL):
        return False
    return any(token.lower_ in WRITER_OR_READER for token in cue.doc[cue.i : cue.i + MAX_ADDRESS])


def _has_modal(verb: Token, modals: frozenset[str] = MODALS) -> bool:
    return any(child.lower_ in modals and child.dep_ == "aux" for child in verb.lefts)


def _conjuncts(cue: Token) -> Iterator[Token]:
    """The cue and the verbs that it is coordinated with: "if a waiter [spilled] soup and [said]"."""
    yield cue
    while cue.dep_ == "conj" and cue.head != cue:
        cue = cue.head
        yield cue


def _is_anybody(source: Token) -> bool:
    """Whether a source is no one in particular: "anyone", "a waiter"."""
    if source.lower_ in ANYBODY:
        return True
    return source.tag_ == "NN" and any(child.lower_ in INDEFINITE for child in source.lefts)


def _is_in_fiction(article: Article, verbs: list[Token], source: Token | None, *, acted: bool) -> bool:
    """Whether the words belong to a work: "in the play the king says", "an actress playing her says".

    ``acted``: the source is an actor or a character.
    """
    cue = verbs[0]
    if source is not None and (_is_fiction(source) or _plays_a_part(source)):
        return True
    if cue.tag_ not in PRESENT:
        return False
    if source is not None and lemma(source) in TOLD_OF:
        return True
    if any((is_noun(node) and _is_fiction(node)) or lemma(node) in PLAY for node in verbs[1:]):
        return True  # "a scene in which the aunt says", "plays a guru whose followers chant"
    settings = [child for verb in verbs[:2] for child in verb.children if _is_setting(article, child)]
    return any(_is_fiction(child) or (acted and lemma(child) in WORKS) for child in settings)


def _is_setting(article: Article, phrase: Token) -> bool:
    """Whether a phrase tells where something is said: "in the play"."""
    return phrase.dep_ in ADJUNCTS and introducer(phrase) in ("in", "of") and not article.is_quoted(phrase.i)


def _is_fiction(noun: Token) -> bool:
    if noun.dep_ == "prep":
        noun = noun_of_phrase(noun)
    listed = lemma(noun) in words("fiction_nouns") or noun.lower_ in words("fiction_nouns")  # "chorus" looks a plural
    return listed and not noun.ent_type_


def _is_actor(article: Article, report: Report) -> bool:
    """Whether a source is called an actor or a character: "the actress Ana Lopez"."""
    if report.source is None:
        return False
    return any(token.lower_ in PLAYING for token in article.tokens[slice(*article.token_range(report.source.span))])


def _plays_a_part(source: Token) -> bool:
    """Whether a source is somebody in a role: "an actress playing the queen"."""
    playing = any(child.lower_ in ("playing", "portraying") and child.dep_ not in SUBJECTS for child in source.children)
    return playing and (lemma(source) in PLAYING or lemma(source) in words("person_nouns"))
