"""The cue beside a marked passage that no cue verb's own clause covers: before it, or after it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from spacy.tokens import Token

from ..article.article import Article
from ..language.grammar import RELATIVE_CLAUSES, entity_of, is_verb, lemma, subject
from ..language.lexicon import cue_probability
from ..model import Span
from .report import Report, Source
from .rule import Example, Rule
from .sources import source_of

REACH = 40  # tokens to look at on either side
ENDS = frozenset(".!?;")
SPOKEN_END = frozenset(",?!—–-…")
LIKELY = 0.35
SHORT = 5  # words of a clause that has but a verb and a name


def report_beside(article: Article, number: int) -> Report | None:
    """ "It rained," *said* BLINKEN. / BLINKEN *said*: "It rained." / "It rained" -- BLINKEN."""
    passage = article.passages[number]
    zone = _runs_on(article, number)
    verb = _after(zone)
    rule = BESIDE_MARKS
    if verb is None:
        verb = _bare_clause(article, number, zone)
        rule = BARE_CLAUSE if verb is not None else rule
    elif not passage.has_closing_mark:
        rule = BARE_CLAUSE  # there is no closing mark: the clause is what ends the words
    verb = verb or _before(article, number)
    if verb is None:
        return None
    source = source_of(verb)
    if source is None or (source.head != verb.i and _overlaps(source.span, passage.outer)):
        source = _name_beside(verb)  # the parse takes the words themselves for the subject
    if source is None and subject(verb) is not None:
        return None
    probability = cue_probability(lemma(verb), "ccomp", "Q")
    cue = Span(verb.idx, verb.idx + len(verb))
    return Report(rule, cue, lemma(verb), verb.i, source, passage.spans, probability, (number,))


def cue_after(article: Article, number: int) -> Token | None:
    """The verb after a passage that is its cue: "It rained," *said* BLINKEN."""
    return _after(_runs_on(article, number))


def _overlaps(span: Span, other: Span) -> bool:
    return span.start < other.end and other.start < span.end


def _runs_on(article: Article, number: int) -> list[Token]:
    """The tokens after a passage, where its sentence goes on in them."""
    passage, zone = article.passages[number], _after_passage(article, number)
    words = [t for t in zone if t.text[0].isalnum()]  # "Fa’asala" too, which is not letters alone
    if not words or not passage.closed:
        return []
    last = article.text[passage.end - 1]
    lower = words[0].text[0].islower()
    if last == "." and not lower:
        return []
    return zone if zone[0].text in (",", "—", "–", "-", "--") or lower or last in SPOKEN_END else []


def _comma(article: Article, number: int, zone: list[Token]) -> bool:
    return article.text[article.passages[number].end - 1] in SPOKEN_END or zone[0].text == ","


def _after(zone: list[Token]) -> Token | None:
    """The first verb after a passage, if it is a likely cue."""
    verb = next(_clause_verbs(zone), None)
    if verb is None or cue_probability(lemma(verb), "ccomp", "Q") < LIKELY:
        return None
    return verb


def _bare_clause(article: Article, number: int, zone: list[Token]) -> Token | None:
    """Any verb that makes a short clause of its own with a name after a passage: "she sighed", "deadpanned Xi"."""
    verb = next(_clause_verbs(zone), None)
    if verb is None or not _comma(article, number, zone) or not _opens_sentence(article, number):
        return None
    words = [t for t in zone if t.is_alpha]
    short = len(words) <= SHORT and (_starts_clause(verb, words) or _names_follow(verb, words))
    return verb if short else None


def _opens_sentence(article: Article, number: int) -> bool:
    start, text = article.passages[number].outer.start, article.text
    before = text[article.paragraph_at(start).start : start].rstrip()
    return text[article.passages[number].start].isupper() and (not before or before[-1] in '.!?:”"')


def _starts_clause(verb: Token, words: list[Token]) -> bool:
    """Whether the verb and its subject are the first words after the passage: "she sighed", "sighed Xi"."""
    own = subject(verb)
    return own is not None and min(own.left_edge.i, verb.i) <= words[0].i


def _names_follow(verb: Token, words: list[Token]) -> bool:
    """ "deadpanned AISHA KHAN", whatever the parse makes of a rare verb."""
    return verb == words[0] and len(words) > 1 and (words[1].ent_type_ == "PERSON" or words[1].tag_ == "PRP")


def _before(article: Article, number: int) -> Token | None:
    zone = _before_passage(article, number)
    if not zone or zone[-1].text in ENDS:
        return None
    best: Token | None = None
    score = LIKELY
    for rank, verb in enumerate(_clause_verbs(zone[::-1])):
        value = cue_probability(lemma(verb), "ccomp", "Q") - 0.08 * rank
        if value >= score:
            best, score = verb, value
    return best


def _clause_verbs(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        if is_verb(token) and not (token.dep_ in RELATIVE_CLAUSES and token.lower_ != "said"):
            yield token


def _name_beside(verb: Token) -> Source | None:
    """The entity or pronoun that touches the verb, where the parse gives it no subject."""
    doc = verb.doc
    for entity_at in (verb.i - 1, verb.i + 1):
        if not 0 <= entity_at < len(doc):
            continue
        token = doc[entity_at]
        if token.pos_ == "PRON" and token.tag_ == "PRP" and not token.is_space:
            return Source(Span(token.idx, token.idx + len(token)), token.i, "word_beside_cue")
        if token.ent_type_ in ("PERSON", "ORG"):
            entity = entity_of(doc, token)
            if entity is not None:
                return Source(Span(entity.start_char, entity.end_char), entity.root.i, "name_beside_cue")
    return None


def _after_passage(article: Article, number: int) -> list[Token]:
    """The tokens between a passage and the end of its sentence, the next passage or the paragraph."""
    passage = article.passages[number]
    limit = article.paragraph_at(passage.end - 1).end
    if number + 1 < len(article.passages):
        limit = min(limit, article.passages[number + 1].outer.start)
    found = []
    first = bisect_left(article.starts, passage.outer.end)
    for token in article.tokens[first : first + REACH]:
        if token.idx >= limit or token.is_space or token.text in ENDS:
            break
        found.append(token)
    return found


def _before_passage(article: Article, number: int) -> list[Token]:
    """The tokens between the start of the sentence (or the passage before) and a passage."""
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
    for index in range(last - 1, max(-1, last - REACH), -1):
        token = article.tokens[index]
        if token.idx < limit or (found and token.text in ENDS):
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
    beside=report_beside,
)


BARE_CLAUSE = Rule(
    "bare_clause",
    examples=(
        Example(
            "sighed",
            "she",
            "The rain has come back,",
            (
                "“/``/punct/5 The/DT/det/3 rain/NN/nsubj/5 has/VBZ/aux/5 come/VBN/root/0 back/RB/advmod/5 "
                ",/,/punct/5 ”/''/punct/5 she/PRP/nsubj/10 sighed/VBD/parataxis/5 ././punct/5",
            ),
        ),
    ),
    least=0.75,
)
