"""Cues directly before or after a quoted passage that no cue verb's own clause covers."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from spacy.tokens import Token

from ..article.article import Article
from ..language.grammar import RELATIVE_CLAUSES, entity_of, is_verb, lemma, subject
from ..language.lexicon import cue_probability
from ..language.pronouns import NOMINATIVE
from ..model import Span
from .clauses_after_marks import BARE_CLAUSE
from .report import Report, Source
from .rule import Example, Rule
from .sources.registry import source_of

MAX_DISTANCE = 40  # tokens to search on either side of the passage
SENTENCE_ENDS = frozenset(".!?;")
UNFINISHED = frozenset(",?!—–-…")
BESIDE_CUE = NOMINATIVE | {"you"}  # pronouns that may be the source beside a cue
MIN_CUE_PROBABILITY = 0.35


def report_beside(article: Article, number: int) -> Report | None:
    """ "It rained," *said* BLINKEN. / BLINKEN *said*: "It rained." / "It rained" -- BLINKEN."""
    passage = article.passages[number]
    window = continuation(article, number)
    verb = _likely_cue(window)
    rule = BESIDE_MARKS
    if verb is not None and not passage.has_closing_mark:
        rule = BARE_CLAUSE  # without a closing mark, it is this clause that ends the quotation
    verb = verb or _cue_verb_before(article, number)
    if verb is None:
        return None
    source = source_of(verb)
    if source is None or (source.head != verb.i and _overlaps(source.span, passage.outer)):
        source = _name_beside(verb)  # the parser took the quoted words for the subject
    if source is None and subject(verb) is not None:
        return None
    probability = cue_probability(lemma(verb), "ccomp", "Q")
    cue = Span(verb.idx, verb.idx + len(verb))
    return Report(rule, cue, lemma(verb), verb.i, source, passage.spans, probability, (number,))


def cue_verb_after(article: Article, number: int) -> Token | None:
    """The verb after passage ``number`` that is likely its cue, or None: "It rained," *said* BLINKEN."""
    return _likely_cue(continuation(article, number))


def words_of(tokens: list[Token]) -> list[Token]:
    """The tokens that start with a letter or digit; not ``is_alpha``, which excludes "Fa’asala"."""
    return [token for token in tokens if token.text[0].isalnum()]


def _overlaps(span: Span, other: Span) -> bool:
    return span.start < other.end and other.start < span.end


def continuation(article: Article, number: int) -> list[Token]:
    """The tokens after a passage that continue its sentence; none if the sentence ends with the passage."""
    passage, window = article.passages[number], _after_passage(article, number)
    following = words_of(window)
    if not following or not passage.closed:
        return []
    last = article.text[passage.end - 1]
    lower = following[0].text[0].islower()
    if (last == "." and not lower) or following[0].tag_ in ("WDT", "WP$"):
        return []  # "..., which was wet, Xi said"
    return window if window[0].text in (",", "—", "–", "-", "--") or lower or last in UNFINISHED else []


def _likely_cue(window: list[Token]) -> Token | None:
    """The first verb of the tokens after a passage, if it is a likely cue."""
    verb = next(_clause_verbs(window), None)
    if verb is None or cue_probability(lemma(verb), "ccomp", "Q") < MIN_CUE_PROBABILITY:
        return None
    return verb


def _cue_verb_before(article: Article, number: int) -> Token | None:
    window = _before_passage(article, number)
    if not window or window[-1].text in SENTENCE_ENDS:
        return None
    best: Token | None = None
    score = MIN_CUE_PROBABILITY
    for rank, verb in enumerate(_clause_verbs(window[::-1])):
        value = cue_probability(lemma(verb), "ccomp", "Q") - 0.08 * rank
        if value >= score:
            best, score = verb, value
    return best


def _clause_verbs(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        if is_verb(token) and not (token.dep_ in RELATIVE_CLAUSES and token.lower_ != "said"):
            yield token


def _name_beside(verb: Token) -> Source | None:
    """The entity or pronoun directly before or after a verb without a subject in the parse."""
    doc = verb.doc
    for index in (verb.i - 1, verb.i + 1):
        if not 0 <= index < len(doc):
            continue
        token = doc[index]
        if token.lower_ in BESIDE_CUE and not token.is_space:
            return Source(Span(token.idx, token.idx + len(token)), token.i, "word_beside_cue")
        if token.ent_type_ in ("PERSON", "ORG"):
            entity = entity_of(doc, token)
            if entity is not None:
                return Source(Span(entity.start_char, entity.end_char), entity.root.i, "name_beside_cue")
    return None


def _after_passage(article: Article, number: int) -> list[Token]:
    """The tokens from a passage to the end of its sentence, the next passage or the end of the paragraph."""
    passage = article.passages[number]
    limit = article.paragraph_at(passage.end - 1).end
    if number + 1 < len(article.passages):
        limit = min(limit, article.passages[number + 1].outer.start)
    found = []
    first = bisect_left(article.starts, passage.outer.end)
    for token in article.tokens[first : first + MAX_DISTANCE]:
        if token.idx >= limit or token.is_space or token.text in SENTENCE_ENDS:
            break
        found.append(token)
    return found


def _before_passage(article: Article, number: int) -> list[Token]:
    """The tokens from the start of the sentence, or the end of the previous passage, up to a passage."""
    passage = article.passages[number]
    paragraph = article.paragraph_at(passage.outer.start)
    limit = paragraph.start
    if (
        passage.outer.start == limit
        and limit
        and article.text[max(0, limit - 20) : limit].rstrip().endswith((":", ","))
    ):
        limit = article.paragraph_at(limit - 1).start  # "She wrote:" in a paragraph of its own
    if number:
        limit = max(limit, article.passages[number - 1].outer.end)
    found: list[Token] = []
    last = bisect_left(article.starts, passage.outer.start)
    for index in range(last - 1, max(-1, last - MAX_DISTANCE), -1):
        token = article.tokens[index]
        if token.idx < limit or (found and token.text in SENTENCE_ENDS):
            break
        if not token.is_space:
            found.append(token)
    return found[::-1]


BESIDE_MARKS = Rule(
    "cue_beside_marks",
    examples=(
        Example(
            "announced",
            "Blinken",
            "The rain has come back,",
            (
                "“/``/punct/5 The/DT/det/3 rain/NN/nsubj/5 has/VBZ/aux/5 come/VBN/root/0 back/RB/advmod/5 "
                ",/,/punct/5 ”/''/punct/5 announced/VBD/dep/5 Blinken/NNP/nsubj/9/PERSON near/IN/case/13 "
                "the/DT/det/13 harbour/NN/obl/9 ././punct/5",
            ),
        ),
        Example(
            "said",
            "Blinken",
            "It rained,",
            (
                "“/``/punct/3 It/PRP/nsubj/3 rained/VBD/root/0 ,/,/punct/3 ”/''/punct/3 said/VBD/parataxis/3 "
                "Blinken/NNP/nsubj/6/PERSON ././punct/3",
            ),
        ),
        Example(
            "said",
            "Blinken",
            "It rained.",
            (
                "Blinken/NNP/nsubj/2/PERSON said/VBD/root/0 :/:/punct/2 “/``/punct/6 It/PRP/nsubj/6 "
                "rained/VBD/parataxis/2 ././punct/6 ”/''/punct/6",
            ),
        ),
        Example(
            "said",
            "she",
            "Rain,",
            ("“/``/punct/2 Rain/NN/root/0 ,/,/punct/2 ”/''/punct/2 she/PRP/nsubj/6 said/VBD/parataxis/2 ././punct/2",),
        ),
    ),
    propose_beside=report_beside,
)
