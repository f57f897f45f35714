"""Beats: a quotation beside a sentence that implies its speaker. Boateng shook his head. "That is it." """

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

from spacy.tokens import Token

from ..article.article import Article
from ..article.passage_kinds import is_utterance
from ..article.passages import Passage
from ..language.grammar import CLAUSES, SINGULAR_PRONOUNS, is_verb, lemma, subject
from ..language.lexicon import words
from ..language.title_case import is_title_case
from ..model import Span
from .authors import is_words
from .beat_persons import is_copular, is_gesture, is_misread_gesture, person_of, shows_writing, words_that_come
from .report import Report, Source
from .rule import Example, Rule
from .sources.phrase import source_phrase

PROBABILITY = 0.6
MAX_SENTENCE = 60  # tokens of the sentence beside the quotation
SENTENCE_ENDS = ".!?"
MAIN = frozenset({"ROOT", "conj", "parataxis", "dep"})
MAX_FEW = 2  # words of a sentence that may be in title case: "A tea."
MAX_BLANKS = 8  # characters after a passage in which what follows it begins


class Beat(NamedTuple):
    """The root of a sentence beside a passage, and the person whom it tells of."""

    root: Token
    person: Token


class Narrative(NamedTuple):
    """The paragraph whose narrative leads to a passage, and the last character of that narrative."""

    paragraph: Span
    ending: str


def lead_in(article: Article, number: int) -> Report | None:
    """The report of a quoted sentence by the subject of the sentence before or after it, if that is a person.

    The cue is empty, since none is printed.
    """
    passage, text = article.passages[number], article.text
    if not passage.closed or not text[passage.start].isupper() or not is_sentence(article, number):
        return None
    found = _subject_before(article, number) or _subject_after(article, number)
    return _report(LEAD_IN, found, passage.spans, number) if found is not None else None


def gesture(article: Article, number: int) -> Report | None:
    """The report of a quoted sentence by the named person of a gesture right before it, whoever spoke last."""
    passage = article.passages[number]
    if not article.text[passage.start].isupper() or article.char_before(passage.outer.start) != ".":
        return None
    if not passage.closed or not is_sentence(article, number):
        return None
    root = _root_before(article, passage.outer.start, article.paragraph_at(passage.outer.start).start)
    found = _subject_before(article, number) if root is not None and is_gesture(root) else None
    if found is None or found.person.lower_ in SINGULAR_PRONOUNS:
        return None
    return _report(GESTURE, found, passage.spans, number)


def _report(rule: Rule, found: Beat, content: tuple[Span, ...], number: int) -> Report:
    source = Source(source_phrase(found.person, found.root), found.person.i, "subject_of_beat")
    here = Span(source.span.end, source.span.end)  # no cue is printed
    return Report(rule, here, "", found.root.i, source, content, PROBABILITY, (number,))


def is_sentence(article: Article, number: int) -> bool:
    """Whether a passage is an utterance, or a few words that end as a sentence: "Typical." """
    passage, text = article.passages[number], article.text
    if is_utterance(text, passage):
        return True
    few = text[passage.start : passage.end].split()
    return text[passage.end - 1] in SENTENCE_ENDS and (len(few) <= MAX_FEW or not is_title_case(few))


def _subject_before(article: Article, number: int) -> Beat | None:
    """The person of the sentence before a passage, or of the paragraph before it if the passage is one of its own."""
    outer = article.passages[number].outer
    found = beat_before(article, outer)
    return found if found is not None and not other_person_follows(article, number, found.person) else None


def beat_before(article: Article, outer: Span) -> Beat | None:
    """The person of the sentence that leads to a passage with a stop, a question mark or a colon."""
    narrative = narrative_before(article, outer)
    if narrative is None:
        return None
    root_before = _clause_before if narrative.ending == ":" else _root_before
    found = _beat(article, root_before(article, outer.start, narrative.paragraph.start))
    return None if found is not None and shows_writing(found.root) else found


def narrative_before(article: Article, outer: Span) -> Narrative | None:
    """What leads to a passage: its own paragraph, or the one before if the passage is a paragraph of its own.

    None if that does not end as a sentence, or if somebody is quoted in the paragraph before.
    """
    paragraph, ending = article.paragraph_at(outer.start), article.char_before(outer.start)
    if not ending and not article.has_alphanumeric(outer.end, paragraph.end):
        place = article.paragraph_number(paragraph.start) - 1
        if place < 0 or article.has_passage(*article.paragraphs[place]):
            return None
        paragraph = article.paragraphs[place]
        ending = article.text[paragraph.end - 1]
    return Narrative(paragraph, ending) if ending in (".", ":", "?") else None


def _subject_after(article: Article, number: int) -> Beat | None:
    """The person who begins the sentence after a passage that begins its paragraph."""
    passage = article.passages[number]
    paragraph = article.paragraph_at(passage.outer.start)
    if passage.outer.start != paragraph.start or article.text[passage.end - 1] not in SENTENCE_ENDS:
        return None
    found = _following_beat(article, number)
    return found if found is not None and found.person.lower_ not in SINGULAR_PRONOUNS else None


def _following_beat(article: Article, number: int) -> Beat | None:
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
    found = _beat(article, next(roots, None))
    return found if found is not None and found.person.left_edge.i <= first else None


def other_person_follows(article: Article, number: int, own: Token) -> bool:
    """Whether the sentence after a passage tells of somebody else, whose words they may be, and leads to no others."""
    other = _following_beat(article, number)
    if other is None or other.person.lower_ in SINGULAR_PRONOUNS or other.person.lower_ == own.lower_:
        return False
    if lemma(other.root) in words("speech_verbs") and any(child.dep_ in CLAUSES for child in other.root.rights):
        return False  # "Sit down." Lopez said that it rained
    end = article.sentence_range(other.root.i)[1]
    return end == len(article.tokens) or not _begins_passage(article, number + 1, article.starts[end])


def _begins_passage(article: Article, number: int, at: int) -> bool:
    """Whether passage ``number`` begins at an offset, in the paragraph of the text before it."""
    if number >= len(article.passages) or article.passages[number].outer.start != at:
        return False
    return article.paragraph_at(at).start < at


def sentence_follows(article: Article, passage: Passage) -> bool:
    """Whether a passage ends its paragraph, or a sentence begins after it."""
    limit = article.paragraph_at(passage.end - 1).end
    rest = article.text[passage.outer.end : min(limit, passage.outer.end + MAX_BLANKS)].lstrip()
    return not rest or not (rest[0].islower() or rest[0] in ",;:)—–-")


def _root_before(article: Article, at: int, limit: int) -> Token | None:
    """The root of the sentence that ends before the offset ``at``, if it is a predicate after ``limit``."""
    last = bisect_left(article.starts, at) - 1
    for index in range(last, max(-1, last - MAX_SENTENCE), -1):
        token = article.tokens[index]
        if token.idx < limit:
            return None
        if token.head == token and not token.is_space and not token.is_punct:
            tells = is_verb(token) or is_copular(token) or is_words(token) or is_misread_gesture(token)
            return token if tells else _last_clause(token)
    return None


def _last_clause(root: Token) -> Token | None:
    """The verb of the last main clause that hangs on a root that is no predicate: "Told so, he nods", or None."""
    clauses = (child for child in root.rights if child.dep_ in MAIN and is_verb(child) and subject(child) is not None)
    return max(clauses, key=lambda verb: verb.i, default=None)


def _clause_before(article: Article, at: int, limit: int) -> Token | None:
    """The predicate of the last main clause, or clause of speech, before the offset ``at`` and after ``limit``."""
    last = bisect_left(article.starts, at) - 1
    for index in range(last, max(-1, last - MAX_SENTENCE), -1):
        token = article.tokens[index]
        if token.idx < limit or token.text in SENTENCE_ENDS:
            return None
        tells = token.dep_ in MAIN or lemma(token) in words("speech_verbs")
        has_subject = subject(token) is not None or words_that_come(token) is not None
        if tells and (is_verb(token) or is_copular(token)) and has_subject:
            return token
        if token.dep_ == "ROOT" and is_words(token):
            return token
    return None


def _beat(article: Article, root: Token | None) -> Beat | None:
    person = person_of(article, root) if root is not None else None
    return Beat(root, person) if root is not None and person is not None else None


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

GESTURE = Rule(
    "gesture",
    examples=(
        Example(
            "",
            "The guard",
            "We will stay here now.",
            (
                "The/DT/det/2 guard/NN/nsubj/3 shook/VBD/root/0 his/PRP$/nmod:poss/5 head/NN/obj/3 ././punct/3",
                "“/``/punct/4 We/PRP/nsubj/4 will/MD/aux/4 stay/VB/root/0 here/RB/advmod/4 now/RB/advmod/4 "
                "././punct/4 ”/''/punct/4",
            ),
        ),
    ),
    counterexamples=(
        (
            "Rain/NN/nsubj/2 left/VBD/root/0 its/PRP$/nmod:poss/4 mark/NN/obj/2 ././punct/2",
            "“/``/punct/3 We/PRP/nsubj/3 left/VBD/root/0 ././punct/3 ”/''/punct/3",
        ),
    ),
    propose_beside=gesture,
    min_probability=PROBABILITY,
)
