"""Clauses that "be" equates with words: "WANG's claim was [that it rained]", "What WANG said was [that it rained]"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from ..article.article import Article
from ..language.grammar import FINITE_TAGS, SUBJECTS, introducer, is_verb, lemma, subject
from ..language.lexicon import cue_probability
from ..language.token_ids import places
from ..model import Span
from .authors import author_of, is_words, may_speak
from .content import trim_punctuation
from .cue_span import cue_span
from .report import Report, Source
from .rule import Example, Rule
from .sources.phrase import owner_phrase, source_phrase

PROBABILITY = 0.8
MIN_PRIOR = 0.6  # of the verb of a clause that begins with "what"
BEING = frozenset({"is", "was", "remains", "remained"})
OPENERS = frozenset({"that", "whether"})
PLACES = frozenset({"GPE", "LOC"})  # "the country's best argument is that" tells of no speech
MAX_SUBJECT = 24  # tokens before "be"
FREE = frozenset({"what", "all"})


def equated_reports(article: Article) -> Iterator[Report]:
    """WANG's *message* was [that it rained]."""
    for at in places(article.doc, BEING):
        first, last = article.sentence_range(at)
        if at + 2 >= last or article.is_quoted(at):
            continue
        passage = article.passage_after(article.starts[at] + len(article.tokens[at]))
        opens = article.tokens[at + 1].lower_ in OPENERS
        if passage is None and not opens:
            continue
        found = (_noun(article, at, first) if opens else None) or _free_relative(article, at, first)
        clause = passage.spans if passage is not None and not opens else _clause(article, at + 1, last)
        if clause and found is not None:
            yield found._replace(content=clause)


def _clause(article: Article, opener: int, last: int) -> tuple[Span, ...]:
    """The clause that a conjunction opens; () if it opens none."""
    mark = article.tokens[opener]
    if mark.dep_ != "mark" or mark.head.i <= opener or not mark.head.i < last:
        return ()
    end = mark.head.right_edge
    return (trim_punctuation(article.text, Span(mark.idx, end.idx + len(end))),)


def _noun(article: Article, being: int, first: int) -> Report | None:
    """The report by a noun for words that is the subject of "be", and its author; without content."""
    verb = article.tokens[being]
    for noun in article.tokens[max(first, being - MAX_SUBJECT) : being]:
        if noun.dep_ not in SUBJECTS or noun.head not in (verb, verb.head) or not is_words(noun):
            continue
        author = author_of(noun, may_speak)
        if author is None or author.i >= being:
            return None
        before = author.i < noun.i
        if before and author.ent_type_ in PLACES:
            return None
        span = owner_phrase(article.text, author, noun) if before else source_phrase(author, verb)
        source = Source(span, author.i, "owner_of_noun")
        cue = Span(noun.idx, noun.idx + len(noun))
        return Report(EQUATED_CLAUSE, cue, lemma(noun), noun.i, source, (), PROBABILITY)
    return None


def _free_relative(article: Article, being: int, first: int) -> Report | None:
    """The report by the verb of a clause that begins with "what" or "all that"; without content."""
    for verb in article.tokens[max(first, being - MAX_SUBJECT) : being]:
        own = subject(verb) if is_verb(verb) and not article.is_quoted(verb.i) else None
        if own is None or not first < own.left_edge.i <= own.i < verb.i:
            continue
        opener = article.tokens[own.left_edge.i - 1]
        if opener.lower_ == "that" and opener.i > first:
            opener = opener.nbor(-1)
        prior = cue_probability(lemma(verb), "ccomp", "-")
        if opener.lower_ in FREE and prior >= MIN_PRIOR and not _has_clause(verb, being):
            source = Source(source_phrase(own, verb), own.i, "subject_of_cue")
            return Report(EQUATED_CLAUSE, cue_span(article, verb), lemma(verb), verb.i, source, (), PROBABILITY)
    return None


def _has_clause(verb: Token, being: int) -> bool:
    """Whether a verb has a finite clause of its own before "be": "what he said he wanted was"."""
    finite = (child for child in verb.rights if child.i < being and child.dep_ == "ccomp" and child.tag_ in FINITE_TAGS)
    return any(introducer(child) or subject(child) is not None for child in finite)


EQUATED_CLAUSE = Rule(
    "equated_clause",
    examples=(
        Example(
            "message",
            "Wang",
            "that it rained",
            (
                "The/DT/det/2 message/NN/nsubj/7 from/IN/case/4 Wang/NNP/nmod/2/PERSON to/IN/case/6 "
                "Xi/NNP/nmod/2/PERSON was/VBD/root/0 that/IN/mark/10 it/PRP/nsubj/10 rained/VBD/ccomp/7 ././punct/7",
            ),
        ),
        Example(
            "told",
            "Wang",
            "that it rained",
            (
                "What/WP/obj/3 Wang/NNP/nsubj/3/PERSON told/VBD/csubj/5 Xi/NNP/iobj/3/PERSON was/VBD/root/0 "
                "that/IN/mark/8 it/PRP/nsubj/8 rained/VBD/ccomp/5 ././punct/5",
            ),
        ),
    ),
    counterexamples=(
        (
            "The/DT/det/2 message/NN/nsubj/3 was/VBD/root/0 that/IN/mark/6 it/PRP/nsubj/6 rained/VBD/ccomp/3 "
            "././punct/3",
        ),
        (
            "What/WP/obj/3 Wang/NNP/nsubj/3/PERSON built/VBD/csubj/4 was/VBD/root/0 that/IN/mark/7 it/PRP/nsubj/7 "
            "rained/VBD/ccomp/4 ././punct/4",
        ),
    ),
    propose=equated_reports,
    min_probability=PROBABILITY,
    no_variants=True,
)
