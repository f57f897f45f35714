"""In whose words something is put: "In the words of X, it was “a slow puncture”", "For X, it was “a slow puncture”"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from spacy.tokens import Token

from ..article.article import Article
from ..article.passages import Passage
from ..language.grammar import lemma, noun_of_phrase, possessor
from ..language.token_ids import places
from ..model import Span
from .content import clause_around
from .report import Report, Source
from .rule import Example, Rule
from .sources.phrase import owner_phrase, source_phrase

PROBABILITY = 0.8
WORDS = frozenset({"words", "phrase"})
PUTTING = frozenset({"put", "puts"})
FOR = frozenset({"for"})
MAX_OWNER = 16  # tokens from "as" to "puts it"
EQUATING = frozenset({"be", "become", "mean", "remain"})
MIN_WORDS = 3  # of a passage that "for X" introduces: fewer may be a name


def worded_reports(article: Article) -> Iterator[Report]:
    """*In the words* of XI, [it was “a slow puncture”]; as XI *puts* it; *for* XI. What is in marks is surely his."""
    for at in places(article.doc, WORDS | PUTTING):
        word = article.tokens[at]
        if not article.is_quoted(at):
            report = _report(article, word) if word.lower_ in WORDS else _put(article, word)
            if report is not None:
                yield report
    for at in places(article.doc, FOR):
        word = article.tokens[at]
        if word.is_sent_start and (report := _for_person(article, word)) is not None:
            yield report


def _for_person(article: Article, word: Token) -> Report | None:
    """*For* XI, the law is [“a gift to landlords”], up to the end of the sentence."""
    doc = word.doc
    name = next((entity for entity in doc[word.i + 1 : word.sent.end].ents if entity.label_ == "PERSON"), None)
    if name is None or name.start > word.i + 1 + doc[word.i + 1].is_lower or doc[name.end : name.end + 1].text != ",":
        return None
    number = bisect_left(article.openings, name.end_char)
    if number == len(article.passages) or article.openings[number] >= word.sent.end_char:
        return None
    passage = article.passages[number]
    first, last = article.token_range(passage.outer)
    words = sum(token.is_alpha for token in doc[first:last])
    ends = not any(token.is_alpha for token in doc[last : word.sent.end])
    if words < MIN_WORDS or not ends or lemma(doc[first - 1]) not in EQUATING:
        return None
    source = Source(Span(name.start_char, name.end_char), name.root.i, "owner_of_words")
    return Report(IN_WORDS_OF, Span(word.idx, word.idx + 3), "for", word.i, source, passage.spans, PROBABILITY)


def _report(article: Article, word: Token) -> Report | None:
    text, doc = article.text, word.doc
    into = doc[word.i - 1] if word.i and word.head.i < word.i else doc[word.left_edge.i]
    first = word.head if word.head.lower_ == "in" else next((c for c in word.lefts if c.lower_ == "in"), into)
    found = _owner(text, word)
    if first.lower_ != "in" or found is None:
        return None
    last = max(word, found[0].right_edge, key=lambda token: token.i)
    while last.is_punct and last.i > word.i:
        last = doc[last.i - 1]
    quoted = _quoted(article, word, first, last)
    cue = Span(first.idx, word.idx + len(word))
    source = Source(found[1], found[0].i, "owner_of_words")
    return Report(IN_WORDS_OF, cue, "word", word.i, source, quoted, PROBABILITY) if quoted else None


def _put(article: Article, verb: Token) -> Report | None:
    """The report of "as XI *puts* it", of words in quotation marks."""
    found = putting(verb)
    if found is None:
        return None
    opener, it, source = found
    quoted = _quoted(article, verb, opener, it)
    cue = Span(verb.idx, it.idx + len(it))
    return Report(IN_WORDS_OF, cue, "put", verb.i, source, quoted, PROBABILITY) if quoted else None


def putting(verb: Token) -> tuple[Token, Token, Source] | None:
    """The "as" and "it" of "as XI *puts* it", and the source; None for another phrase."""
    doc = verb.doc
    before = doc[max(0, verb.i - MAX_OWNER) : verb.i]
    opener = next((token for token in reversed(before) if token.lower_ == "as"), None)
    if opener is None or verb.i + 2 >= len(doc) or doc[verb.i + 1].lower_ != "it" or doc[verb.i + 2].tag_ == "RP":
        return None
    it, begins = doc[verb.i + 1], (opener.i, opener.i + 1)
    own = next((child for child in verb.lefts if child.left_edge.i in begins and child != opener), None)
    if own is None:
        return None
    return opener, it, Source(source_phrase(own, verb), own.i, "subject_of_cue")


def _owner(text: str, word: Token) -> tuple[Token, Span] | None:
    """The head and phrase of whose words they are: "in XI's words", "in the words of XI"."""
    owner = possessor(word)
    if owner is not None:
        return owner, owner_phrase(text, owner, word)
    for child in word.rights:
        if child.left_edge.lower_ == "of":
            noun = noun_of_phrase(child)
            return noun, source_phrase(noun, word)
    return None


def _quoted(article: Article, word: Token, first: Token, last: Token) -> tuple[Span, ...]:
    """The passages in the clause around the phrase from ``first`` to ``last``, and those right beside it."""
    found = set[Passage]()
    for part in clause_around(article.text, word, first.idx, last):
        number = bisect_left(article.openings, part.start)
        while number < len(article.passages) and article.passages[number].outer.start < part.end:
            found.add(article.passages[number])
            number += 1
    before, after = article.passage_before(first.idx), article.passage_after(last.idx + len(last))
    beside = (before if first.is_lower else None, after)
    found.update(passage for passage in beside if passage is not None)
    return tuple(span for passage in sorted(found, key=lambda p: p.start) for span in passage.spans)


IN_WORDS_OF = Rule(
    "in_words_of",
    examples=(
        Example(
            "In the words",
            "Xi",
            "a slow mess",
            (
                "In/IN/case/3 the/DT/det/3 words/NNS/obl/12 of/IN/case/5 Xi/NNP/nmod/3/PERSON ,/,/punct/12 "
                "it/PRP/nsubj/12 was/VBD/cop/12 “/``/punct/12 a/DT/det/12 slow/JJ/amod/12 mess/NN/root/0 ”/''/punct/12 "
                "././punct/12",
            ),
        ),
    ),
    counterexamples=(("In/IN/case/2 words/NNS/obl/4 it/PRP/nsubj/4 failed/VBD/root/0 ././punct/4",),),
    propose=worded_reports,
    min_probability=PROBABILITY,
    no_variants=True,
)
