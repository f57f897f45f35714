"""Block quotations: a paragraph without marks after a line that says whose words follow. LOPEZ wrote: (new line) ..."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from spacy.tokens import Token

from ..article.article import Article
from ..article.blocks.block import TURNS, BlockKind
from ..article.blocks.labels import Form, candidate
from ..article.marks import ALL_MARKS
from ..language.grammar import RELATIVE_CLAUSES, SUBJECTS, is_verb, lemma
from ..language.lexicon import cue_probability, words
from ..model import Span, SpeakerKind
from .label_sources import label_report, names_person
from .named_persons import named_persons
from .report import Report, Source
from .rule import Example, Rule
from .sources.phrase import source_phrase
from .sources.registry import source_of

FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|[Mm]e|[Uu]s)\b")
SENTENCE_END = re.compile(r"[.!?…][”\"’')\]]*$")
SINGULAR = re.compile(r"\b(?:I|[Mm]y|[Mm]e)\b")
MIN_CUE = 0.6
MIN_TELLING = 0.3  # of a verb after which "we" is enough
MAX_LEAD_IN = 60  # tokens of the sentence before the colon
MAX_PARAGRAPHS = 20  # paragraphs of one quotation
PROBABILITY = 0.75
SUBORDINATE = RELATIVE_CLAUSES | {"ccomp", "csubj"}  # "Here is what we learned:"
SENDERS = frozenset({"from", "by"})
SENDING_PLACES = frozenset({"office", "desk", "team", "pen"})
SHOWN = frozenset({"here", "this", "these", "below"})


def block_quotations(article: Article) -> Iterator[Report]:
    """She wrote: (new paragraph) [The roof is safe.] / This is from LOPEZ: (new paragraph) [I am safe.]"""
    text, paragraphs = article.text, article.paragraphs
    for number, line in enumerate(paragraphs[:-1]):
        if text[line.end - 1] != ":" or article.structure.kind_at(line.start) in TURNS:
            continue
        content = _content(article, number + 1)
        found = _lead_in(article, line, content) if content else None
        if found is not None:
            yield found


def sent_in_marks(article: Article, number: int) -> Report | None:
    """From the office of LOPEZ: (new paragraph) "[I am safe.]" / From LOPEZ: "[I am safe.]" """
    passage = article.passages[number]
    paragraph = article.paragraph_at(passage.outer.start)
    before = article.text[paragraph.start : passage.outer.start].rstrip()
    place = article.paragraph_number(paragraph.start) - 1
    if not before and place < 0:
        return None
    line = Span(paragraph.start, paragraph.start + len(before)) if before else article.paragraphs[place]
    if article.text[line.end - 1] != ":" or article.structure.is_silent(line.start):
        return None
    found = _sent_by(article, _sentence(article, line), passage.spans)
    if found is None or found.source is None:
        return None
    if before and article.tokens[found.source.head].ent_type_ != "PERSON":
        return None  # "From the archive: “...”"
    return found._replace(passages=(number,))


def _content(article: Article, number: int) -> tuple[Span, ...]:
    """The paragraphs of a block quotation that begins at a paragraph; further ones if they speak of "I" or "we"."""
    text = article.text
    found: list[Span] = []
    for line in article.paragraphs[number : number + MAX_PARAGRAPHS]:
        plain = (
            article.structure.kind_at(line.start) in (BlockKind.PROSE, BlockKind.LIST_ITEM)
            and text[line.start] not in ALL_MARKS
        )
        if not plain or not SENTENCE_END.search(text, max(line.start, line.end - 4), line.end):
            break
        if found and not FIRST_PERSON.search(text, *line):
            break
        found.append(line)
    return tuple(found)


def _lead_in(article: Article, line: Span, content: tuple[Span, ...]) -> Report | None:
    sentence = _sentence(article, line)
    verb = _cue(sentence)
    source = source_of(verb) if verb is not None else None
    if verb is None or source is None:
        return (
            _sent_by(article, sentence, content)
            or _told_by(article, sentence, content)
            or _labelled(article, line, content)
        )
    probability = max(PROBABILITY, cue_probability(lemma(verb), "ccomp", "Q"))
    cue = Span(verb.idx, verb.idx + len(verb))
    return Report(BLOCK_QUOTATION, cue, lemma(verb), verb.i, source, content, probability)


def _sentence(article: Article, line: Span) -> list[Token]:
    """The tokens of the last sentence of a paragraph, up to its colon; empty if it is too long."""
    last = bisect_left(article.starts, line.end) - 1
    found: list[Token] = []
    for index in range(last, max(-1, last - MAX_LEAD_IN), -1):
        token = article.tokens[index]
        if token.idx < line.start or (found and token.text in ".!?"):
            return found[::-1]
        found.append(token)
    return found[::-1] if found and found[-1].idx <= line.start else []


def _cue(sentence: list[Token]) -> Token | None:
    """The likeliest cue of a sentence, or its verb if it names an utterance: "posted a letter of her own:"."""
    verbs = [token for token in sentence if is_verb(token) and token.dep_ not in SUBORDINATE]
    best = max(verbs, key=lambda verb: (cue_probability(lemma(verb), "ccomp", "Q"), verb.i), default=None)
    if best is not None and cue_probability(lemma(best), "ccomp", "Q") >= MIN_CUE:
        return best
    issued = any(token.lemma_.lower() in words("utterance_nouns") for token in sentence)
    return next((verb for verb in verbs if verb.dep_ == "ROOT"), None) if issued else None


def _sent_by(article: Article, sentence: list[Token], content: tuple[Span, ...]) -> Report | None:
    """The report by a line without a cue verb: "From the office of LOPEZ:", "Here is LOPEZ:", "LOPEZ's statement:"."""
    if any(is_verb(token) and lemma(token) not in ("be", "come", "follow") for token in sentence):
        return None
    name = _sender(sentence)
    if name is None:
        return None
    colon = sentence[-1]
    last = next((n for n, token in enumerate(name) if token.text in (",", ":", "(")), len(name))
    person = next((token for token in name if token.ent_type_ == "PERSON"), None)
    nouns = [token for token in name[:last] if token.pos_ in ("PROPN", "NOUN")]
    head = person or (nouns[-1] if nouns else None) or (name[0] if name[0].tag_ == "PRP$" else None)
    if head is None:
        return None
    end = name[-1] if name[-1].text != ":" else name[-2]
    source = Source(Span(name[0].idx, end.idx + len(end)), head.i, "lead_in")
    mark = Span(colon.idx, colon.idx + len(colon))
    return Report(BLOCK_QUOTATION, mark, ":", colon.i, source, content, PROBABILITY)


def _told_by(article: Article, sentence: list[Token], content: tuple[Span, ...]) -> Report | None:
    """The report by a line about a person before words of "I": "LOPEZ is on the sea front:", "What LOPEZ told us:"."""
    subjects = (token for token in reversed(sentence) if token.dep_ in SUBJECTS)
    who = next((token for token in subjects if _names_person(article, token)), None)
    if who is None:
        return None
    verb = who.head
    reports = is_verb(verb) and cue_probability(lemma(verb), "ccomp", "Q") >= MIN_TELLING
    if not (FIRST_PERSON if reports else SINGULAR).search(article.text, *content[0]):
        return None
    source = Source(source_phrase(who, verb), who.i, "lead_in")
    colon = sentence[-1]
    mark = Span(colon.idx, colon.idx + len(colon))
    return Report(BLOCK_QUOTATION, mark, ":", colon.i, source, content, PROBABILITY)


def _labelled(article: Article, line: Span, content: tuple[Span, ...]) -> Report | None:
    """The report by a line that is a person's name, with a role or without, before words of "I": "LOPEZ, pilot:"."""
    label = candidate(article.text, 0, line.start, line.end)
    if label is None or label.form != Form.COLON or label.label.kind != SpeakerKind.PERSON or len(label.parts) < 2:
        return None
    if not SINGULAR.search(article.text, *content[0]):
        return None
    if not names_person(article, label.label):
        return None
    return label_report(article, BLOCK_QUOTATION, label.label, content, PROBABILITY)


def _names_person(article: Article, who: Token) -> bool:
    """Whether a subject is a person by name, or a role with the name beside it: "our reporter Ana Lopez"."""
    return bool(article.once(named_persons).within(who.left_edge.i, who.right_edge.i + 1))


def _sender(sentence: list[Token]) -> list[Token] | None:
    """The tokens that name the sender in a line that shows words: after "from" or "by", before "'s statement"."""
    for place, token in enumerate(sentence):
        if token.lower_ in SENDERS and place + 1 < len(sentence):
            rest = sentence[place + 1 :]
            office = next((n for n, t in enumerate(rest[:5]) if t.lower_ in SENDING_PLACES), None)
            of = office is not None and len(rest) > office + 2 and rest[office + 1].lower_ == "of"
            return rest[office + 2 :] if of and office is not None else rest
    issued = next((n for n, t in enumerate(sentence) if t.lower_ in words("utterance_nouns")), 0)
    if issued and any(t.tag_ == "POS" for t in sentence[:issued]):
        return sentence[: next(n for n, t in enumerate(sentence) if t.tag_ == "POS")] or None
    if len(sentence) > 2 and _is_sending(sentence[-2]) and any(t.ent_type_ == "PERSON" for t in sentence[:-2]):
        return sentence[:-2]  # "Reader Ana Lopez emails:"
    if sentence and sentence[0].lower_ in SHOWN:
        first = next((n for n, t in enumerate(sentence) if t.ent_type_ == "PERSON"), None)
        if first is not None:
            return sentence[first:]
        own = next((n for n, t in enumerate(sentence[:-1]) if t.tag_ == "PRP$"), None)  # "Here is her dispatch:"
        issues = own is not None and sentence[own + 1].lower_ in words("utterance_nouns")
        return [sentence[own]] if issues and own is not None else None
    return None


def _is_sending(word: Token) -> bool:
    """Whether a word is a verb that the parser may have taken for a noun: "Reader Ana Lopez emails:"."""
    plain = word.lower_.removesuffix("s")
    return word.lower_ != plain and (plain in words("utterance_nouns") or plain in words("speech_verbs"))


BLOCK_QUOTATION = Rule(
    "block_quotation",
    examples=(
        Example(
            "wrote",
            "Wang",
            "It rained.",
            (
                "Wang/NNP/nsubj/2/PERSON wrote/VBD/root/0 :/:/punct/2",
                "¶",
                "It/PRP/nsubj/2 rained/VBD/root/0 ././punct/2",
            ),
        ),
        Example(
            ":",
            "Wang",
            "We left.",
            (
                "This/DT/nsubj/4 is/VBZ/cop/4 from/IN/case/4 Wang/NNP/root/0/PERSON :/:/punct/4",
                "¶",
                "We/PRP/nsubj/2 left/VBD/root/0 ././punct/2",
            ),
        ),
        Example(
            ":",
            "Wang",
            "I left.",
            (
                "Wang/NNP/nsubj/4/PERSON is/VBZ/cop/4 on/IN/case/4 deck/NN/root/0 :/:/punct/4",
                "¶",
                "I/PRP/nsubj/2 left/VBD/root/0 ././punct/2",
            ),
        ),
    ),
    counterexamples=(
        (
            "Wang/NNP/nsubj/2/PERSON faces/VBZ/root/0 rain/NN/obj/2 :/:/punct/2",
            "¶",
            "It/PRP/nsubj/2 rained/VBD/root/0 ././punct/2",
        ),
        (
            "The/DT/det/2 rules/NNS/nsubj/3 follow/VBP/root/0 :/:/punct/3",
            "¶",
            "It/PRP/nsubj/2 rained/VBD/root/0 ././punct/2",
        ),
        (
            "Here/RB/root/0 is/VBZ/cop/1 what/WP/obj/5 we/PRP/nsubj/5 learned/VBD/csubj/1 :/:/punct/1",
            "¶",
            "It/PRP/nsubj/2 rained/VBD/root/0 ././punct/2",
        ),
    ),
    propose=block_quotations,
    propose_beside=sent_in_marks,
    min_probability=0.6,
    no_variants=True,
    verbatim=True,
)
