"""Beats: a quotation beside a sentence that implies its speaker. Boateng shook his head. "That is it." """

from __future__ import annotations

from bisect import bisect_left

from spacy.tokens import Token

from ..article.article import Article
from ..article.passage_kinds import is_utterance
from ..language.grammar import is_passive, is_verb, lemma, subject
from ..language.lexicon import words
from ..model import Span
from .report import Report, Source
from .rule import Example, Rule
from .sources.phrase import source_phrase

PROBABILITY = 0.6
MAX_SENTENCE = 60  # tokens of the sentence beside the quotation
SENTENCE_ENDS = ".!?"
PRONOUNS = frozenset({"he", "she"})


def lead_in(article: Article, number: int) -> Report | None:
    """The report of a quoted sentence by the subject of the sentence before or after it, if that is a person.

    The cue is empty, since none is printed.
    """
    passage, text = article.passages[number], article.text
    if not passage.closed or not text[passage.start].isupper() or not is_utterance(text, passage):
        return None
    own = _subject_before(article, number) or _subject_after(article, number)
    if own is None:
        return None
    verb = own.head
    source = Source(source_phrase(own, verb), own.i, "subject_of_beat")
    here = Span(source.span.end, source.span.end)  # no cue is printed
    return Report(LEAD_IN, here, "", verb.i, source, passage.spans, PROBABILITY, (number,))


def _subject_before(article: Article, number: int) -> Token | None:
    """The person of the sentence before a passage, or of the paragraph before it if the passage is one of its own."""
    outer = article.passages[number].outer
    paragraph = article.paragraph_at(outer.start)
    start, before = paragraph.start, article.char_before(outer.start)
    if not before and not article.has_alphanumeric(outer.end, paragraph.end):
        place = bisect_left(article.paragraphs, paragraph) - 1
        if place < 0 or article.has_passage(*article.paragraphs[place]):
            return None
        start = article.paragraphs[place].start
        before = article.text[article.paragraphs[place].end - 1]
    if before not in (".", ":"):
        return None
    own = _person(_root_before(article, outer.start, start))
    return own if own is not None and not _other_person_follows(article, number, own) else None


def _subject_after(article: Article, number: int) -> Token | None:
    """The person who begins the sentence after a passage that begins its paragraph."""
    passage = article.passages[number]
    paragraph = article.paragraph_at(passage.outer.start)
    if passage.outer.start != paragraph.start or article.text[passage.end - 1] not in SENTENCE_ENDS:
        return None
    own = _following_person(article, number)
    return own if own is not None and own.lower_ not in PRONOUNS else None


def _following_person(article: Article, number: int) -> Token | None:
    """The person who is the subject of the sentence after a passage in its paragraph."""
    end = article.passages[number].outer.end
    limit = article.paragraph_at(end - 1).end
    first = bisect_left(article.starts, end)
    while first < len(article.tokens) and article.tokens[first].is_space:
        first += 1
    if first == len(article.tokens) or article.starts[first] >= limit or article.is_quoted(first):
        return None
    last = article.sentence_range(first)[1]
    roots = (t for t in article.tokens[first : min(last, first + MAX_SENTENCE)] if t.head == t and is_verb(t))
    own = _person(next(roots, None))
    return own if own is not None and own.left_edge.i <= first else None


def _other_person_follows(article: Article, number: int, own: Token) -> bool:
    """Whether the sentence after a passage tells of somebody else, whose words they may be."""
    other = _following_person(article, number)
    return other is not None and other.lower_ not in PRONOUNS and other.lower_ != own.lower_


def _root_before(article: Article, at: int, limit: int) -> Token | None:
    """The root of the sentence that ends before the offset ``at``, if it is a verb after ``limit``."""
    last = bisect_left(article.starts, at) - 1
    for index in range(last, max(-1, last - MAX_SENTENCE), -1):
        token = article.tokens[index]
        if token.idx < limit:
            return None
        if token.head == token and not token.is_space and not token.is_punct:
            return token if is_verb(token) else None
    return None


def _person(verb: Token | None) -> Token | None:
    """The subject of a verb if it is a single person: a name, "he", "she", or a role with the name after it."""
    own = subject(verb) if verb is not None else None
    if verb is None or own is None or is_passive(verb):
        return None
    named = own.ent_type_ == "PERSON" or any(c.dep_ == "appos" and c.ent_type_ == "PERSON" for c in own.children)
    definite = any(child.lower_ == "the" for child in own.lefts) and own.tag_ == "NN"
    return own if named or own.lower_ in PRONOUNS or (definite and lemma(own) in words("roles")) else None


LEAD_IN = Rule(
    "beat",
    examples=(
        Example(
            "",
            "Boateng",
            "We will stay here now.",
            (
                "Boateng/NNP/nsubj/2/PERSON shook/VBD/root/0 his/PRP$/nmod:poss/4 head/NN/obj/2 ././punct/2",
                "“/``/punct/4 We/PRP/nsubj/4 will/MD/aux/4 stay/VB/root/0 here/RB/advmod/4 now/RB/advmod/4 "
                "././punct/4 ”/''/punct/4",
            ),
        ),
        Example(
            "",
            "Boateng",
            "We will stay here now.",
            (
                "“/``/punct/4 We/PRP/nsubj/4 will/MD/aux/4 stay/VB/root/0 here/RB/advmod/4 now/RB/advmod/4 "
                "././punct/4 ”/''/punct/4",
                "Boateng/NNP/nsubj/2/PERSON shook/VBD/root/0 his/PRP$/nmod:poss/4 head/NN/obj/2 ././punct/2",
            ),
        ),
    ),
    propose_beside=lead_in,
    last_resort=True,
    min_probability=0.6,
)
