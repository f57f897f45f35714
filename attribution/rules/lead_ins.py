"""Lead-ins: a quotation after a sentence that implies its speaker. Boateng shook his head. "That is it." """

from __future__ import annotations

from bisect import bisect_left

from spacy.tokens import Token

from ..article.article import Article
from ..article.passage_kinds import is_utterance
from ..language.grammar import is_passive, is_verb, subject
from ..model import Span
from .report import Report, Source
from .rule import Example, Rule
from .sources.phrase import source_phrase

PROBABILITY = 0.6
MAX_SENTENCE = 60  # tokens of the lead-in sentence


def lead_in(article: Article, number: int) -> Report | None:
    """The report of a passage that ends its paragraph, by the subject of the sentence before it, if that is a person.

    The cue is empty, since none is printed.
    """
    passage, text = article.passages[number], article.text
    paragraph = article.paragraph_at(passage.outer.start)
    if article.char_before(passage.outer.start) not in (".", ":"):
        return None
    if not passage.closed or not is_utterance(text, passage) or not text[passage.start].isupper():
        return None
    if article.has_alphanumeric(passage.outer.end, paragraph.end):
        return None
    verb = _main_verb(article, passage.outer.start, paragraph.start)
    own = subject(verb) if verb is not None else None
    if verb is None or own is None or is_passive(verb) or not _is_person(own):
        return None
    source = Source(source_phrase(own, verb), own.i, "subject_of_beat")
    here = Span(source.span.end, source.span.end)  # no cue is printed
    return Report(LEAD_IN, here, "", verb.i, source, passage.spans, PROBABILITY, (number,))


def _main_verb(article: Article, at: int, limit: int) -> Token | None:
    """The root of the sentence that ends before the offset ``at``, if it is a verb after ``limit``."""
    last = bisect_left(article.starts, at) - 1
    for index in range(last, max(-1, last - MAX_SENTENCE), -1):
        token = article.tokens[index]
        if token.idx < limit:
            return None
        if token.head == token and not token.is_space and not token.is_punct:
            return token if is_verb(token) else None
    return None


def _is_person(head: Token) -> bool:
    """Whether the subject is a single person: a person's name, "he" or "she"."""
    return head.ent_type_ == "PERSON" or head.lower_ in ("he", "she")


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
    ),
    propose_beside=lead_in,
    last_resort=True,
    min_probability=0.6,
)
