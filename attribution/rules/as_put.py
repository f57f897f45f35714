"""Who puts a clause so that is not in quotation marks: "As X puts it, it rained", "Rain, as X once put it, is wet"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from ..article.article import Article
from ..language.token_ids import places
from ..model import Span
from .content import trim_punctuation
from .in_words_of import PUTTING, putting
from .report import Report
from .rule import Example, Rule

PROBABILITY = 0.8
CLAUSE_MARKS = frozenset(",;:—–")
OPENERS = frozenset({"or", "but", "and", "so", ","})  # before "as" at the beginning of a sentence


def put_reports(article: Article) -> Iterator[Report]:
    """*As* XI *puts it*, [it rained]. / [Rain,] *as* XI once *put it*, [is wet]."""
    for at in places(article.doc, PUTTING):
        if not article.is_quoted(at):
            found = _report(article, article.tokens[at])
            if found is not None:
                yield found


def _report(article: Article, verb: Token) -> Report | None:
    found = putting(verb)
    first, after = article.sentence_range(verb.i)
    if found is None or found[1].i + 1 >= after or article.tokens[found[1].i + 1].text not in CLAUSE_MARKS:
        return None
    opener, it, source = found
    start, last = article.starts[first], article.tokens[after - 1]
    if all(token.lower_ in OPENERS for token in article.tokens[first : opener.i]):
        start = opener.idx
    around = (Span(start, opener.idx), Span(it.idx + len(it), last.idx + len(last)))
    if article.has_passage(around[0].start, around[1].end):
        return None
    content = tuple(part for part in (trim_punctuation(article.text, span) for span in around) if part.start < part.end)
    cue = Span(verb.idx, it.idx + len(it))
    return Report(AS_PUT, cue, "put", verb.i, source, content, PROBABILITY) if content else None


AS_PUT = Rule(
    "as_put",
    examples=(
        Example(
            "puts it",
            "Wang",
            "rain came",
            (
                "As/IN/mark/3 Wang/NNP/nsubj/3/PERSON puts/VBZ/advcl/7 it/PRP/obj/3 ,/,/punct/7 rain/NN/nsubj/7 "
                "came/VBD/root/0 ././punct/7",
            ),
        ),
    ),
    counterexamples=(
        (
            "As/IN/mark/3 Wang/NNP/nsubj/3/PERSON put/VBD/advcl/9 it/PRP/obj/3 on/IN/case/6 shelves/NNS/obl/3 "
            "it/PRP/nsubj/9 had/VBD/aux/9 rained/VBN/root/0 ././punct/9",
        ),
    ),
    propose=put_reports,
    min_probability=PROBABILITY,
    no_variants=True,
    wraps_clause=True,
)
