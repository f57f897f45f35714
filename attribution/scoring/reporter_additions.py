"""End an indirect content before what the reporter adds about it or tells next."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from ..article.article import Article
from ..article.passages import Passage
from ..classification.types import is_reporting
from ..language.grammar import AUXILIARIES, FINITE_TAGS, is_noun, is_verb, lemma, subject
from ..language.lexicon import words
from ..language.person_words import SPEAKING_NOUNS
from ..model import Span
from ..rules.content import trim_punctuation
from ..rules.gapped_cues import gapped
from ..rules.report import Report

BREAKS = frozenset({",", "—", "–", "--", "―"})
SENTENCE_ENDS = frozenset(".!?")
COUNTS = frozenset("first second third fourth fifth sixth latest last only such".split())
MIN_WORDS = 2  # tokens that remain of the content
MAX_NOUN_DISTANCE = 5  # tokens from the article to the noun: "the third such statement"


def without_additions(article: Article, report: Report) -> Report:
    """The report with its content ended before an addition by the reporter.

    Xi said it rained[, and left] / [, a claim that surprised Wang] / [, which surprised Wang] / [; Wang left].
    """
    if report.rule.verbatim or not report.content or report.content[-1].start < report.cue.end:
        return report  # a speaker's turn has nothing of the reporter's
    if _tells_how_said(article, report):
        return report._replace(content=report.content[:-1], shortened=True)
    last = _without_rest_of_sentence(article, report.content[-1])
    first, end = article.token_range(last)
    begin = next((at for at in _additions(article, report, first + MIN_WORDS, end) if not article.is_quoted(at)), None)
    if begin is not None:
        last = trim_punctuation(article.text, Span(last.start, article.starts[begin]))
    if last == report.content[-1]:
        return report
    return report._replace(content=(*report.content[:-1], last), shortened=True)


def _tells_how_said(article: Article, report: Report) -> bool:
    """Whether a participle of speech follows the cue of a preposed statement: It rained, Xi said[, citing Wang].

    Not what goes on with the statement: "Prices fell, Xi said, hurting farmers".
    """
    before, last = report.content[:-1], report.content[-1]
    if not before or before[-1].end > report.cue.start or article.passage_at(last.start) is not None:
        return False
    first = article.tokens[article.token_range(last)[0]]
    participle = first.tag_ == "VBG" and article.tokens[first.i - 1].text in BREAKS
    return participle and (is_reporting(lemma(first)) or lemma(first) in words("act_verbs"))


def _without_rest_of_sentence(article: Article, last: Span) -> Span:
    """A content that begins with words in marks, ended after them if the reporter tells more: said "No" [and left].

    Or if the words are a whole sentence: a shout of "Shame!" [from the gallery].
    """
    passage = article.passage_at(last.start)
    if passage is None or last.start > passage.start or not passage.closed or last.end <= passage.outer.end:
        return last
    ended = article.text[passage.end - 1] in SENTENCE_ENDS
    first, end = article.token_range(Span(passage.outer.end, last.end))
    rest = [token for token in article.tokens[first:end] if token.idx >= passage.outer.end]
    joined = len(rest) > 1 and rest[0].tag_ == "CC" and rest[1].tag_ in FINITE_TAGS - {"VBP"}
    return (
        Span(last.start, passage.outer.end) if joined or (ended and not _quotes_more(article, passage, last)) else last
    )


def _quotes_more(article: Article, passage: Passage, last: Span) -> bool:
    return article.has_passage(passage.outer.end, last.end)


def _additions(article: Article, report: Report, first: int, end: int) -> Iterator[int]:
    """The tokens from ``first`` on at which an addition begins."""
    tokens = article.tokens
    for index in range(first, end):
        token, before = tokens[index], tokens[index - 1]
        cue = tokens[report.cue_head]
        if (
            _is_next_act(token, report)
            or _speaks_next(token, before, cue)
            or _agrees_with_cue(article, token, cue, first)
            or _is_told_next(token, cue)
        ):
            yield _with_conjunction(tokens, index, first)
        elif token.text == ";":
            yield index
        elif token.lower_ == "that" and (left := gapped(article, index)) is not None:
            yield left[0] - 1
        elif _is_break(before) and (
            _sums_up(tokens[index : index + MAX_NOUN_DISTANCE])
            or _reacts(token)
            or _happens_meanwhile(token)
            or _ends_speech(tokens[index : index + 2])
            or _comes_next(tokens[index : index + 2])
            or _names_carrier(tokens[index:end])
            or _tells_next(token, tokens[first - MIN_WORDS : index])
        ):
            yield index - 1 if before.text in BREAKS else index


def _is_break(token: Token) -> bool:
    """Whether a token is a comma or dash, or a closing mark with a comma within it: a “lie[,]” a charge that."""
    return token.text in BREAKS or (token.tag_ == "''" and token.i > 0 and token.nbor(-1).text == ",")


def _names_carrier(tokens: list[Token]) -> bool:
    """Whether the content ends in where the reporter has it from: said it rained[, according to a transcript]."""
    return (
        tokens[0].lower_ == "according"
        and len(tokens) > 2
        and tokens[1].lower_ == "to"
        and not any(token.text in BREAKS for token in tokens)
    )


def _tells_next(token: Token, before: list[Token]) -> bool:
    """Whether a conjunction joins a clause with its own subject to content without a verb: banned it[, and he left]."""
    verb = token.head
    if token.tag_ != "CC" or verb.i < token.i or any(t.tag_ in FINITE_TAGS or is_verb(t) for t in before):
        return False
    return _finite_tag(verb) is not None and subject(verb) is not None


def _is_next_act(token: Token, report: Report) -> bool:
    """Whether a finite verb without a subject is joined to the cue: Xi said it rained and *left*."""
    joined = token.dep_ == "conj" and token.head.i == report.cue_head
    return joined and token.tag_ in ("VBD", "VBZ") and is_verb(token) and subject(token) is None


def _speaks_next(token: Token, before: Token, cue: Token) -> bool:
    """Whether a participle of speech joins the cue, with a report of its own: reacted[, *saying* it rained]."""
    participle = token.tag_ == "VBG" and token.dep_ in ("advcl", "xcomp") and before.text in BREAKS
    return (
        participle
        and token.head == cue
        and lemma(token) in words("speech_verbs")
        and any(child.dep_ == "ccomp" for child in token.rights)
    )


def _agrees_with_cue(article: Article, token: Token, cue: Token, first: int) -> bool:
    """Whether a verb in the content without a subject is joined to the cue by its tense: "says it rained and *asks*".

    The parser joins it to the nearer verb, which has another tense. In the past only after words in marks, "said it
    “makes sense” and *left*", or a verb of speech, since who "said he is here and came yesterday" may have said both.
    """
    if token.dep_ != "conj" or token.tag_ != cue.tag_ or token.tag_ not in ("VBD", "VBZ") or token.head.i <= cue.i:
        return False
    joined = _finite_tag(token.head)
    if subject(token) is not None or joined in (None, cue.tag_) or not is_verb(token):
        return False
    if token.tag_ == "VBZ":
        return article.tokens[token.i - 1].tag_ == "CC" or article.tokens[token.i - 1].lower_ in ("also", "then")
    begin = _with_conjunction(article.tokens, token.i, first)
    after_marks = article.passage_before(article.starts[begin]) is not None
    return joined == "VBZ" and (after_marks or is_reporting(lemma(token)) or lemma(token) in words("addressee_verbs"))


def _is_told_next(verb: Token, cue: Token) -> bool:
    """Whether a verb of speech joins one whose subject cannot speak: said there were fines but *gave* no sum."""
    own = subject(verb.head) if verb.dep_ == "conj" else None
    if own is None or subject(verb) is not None or not is_reporting(lemma(verb)) or _finite_tag(verb) != cue.tag_:
        return False
    return any(child.tag_ == "CC" for child in verb.lefts) and (own.lower_ in ("there", "it") or _is_thing(own))


def _is_thing(noun: Token) -> bool:
    """Whether a noun is a common one for what cannot speak."""
    return is_noun(noun) and not noun.ent_type_ and lemma(noun) not in words(*SPEAKING_NOUNS)


def _finite_tag(verb: Token) -> str | None:
    """The tag of the finite form of a verb or predicate: its auxiliary's or its own; None if it has none."""
    forms = (*(child for child in verb.lefts if child.dep_ in AUXILIARIES), verb)
    return next((form.tag_ for form in forms if form.tag_ in FINITE_TAGS), None)


def _with_conjunction(tokens: list[Token], verb: int, first: int) -> int:
    """The first token of the clause of a joined verb, with its conjunction and the comma before it."""
    at = tokens[verb].left_edge.i
    while at > first and (tokens[at - 1].tag_ in ("CC", "RB") or tokens[at - 1].text in BREAKS):
        at -= 1
    return at


def _sums_up(tokens: list[Token]) -> bool:
    """Whether the tokens begin with a noun phrase for what was just reported: "a claim that", "his third appeal"."""
    if tokens[0].tag_ not in ("DT", "PRP$"):
        return False
    pairs = zip(tokens[1:], [*tokens[2:], None], strict=True)
    noun = next((t for t, after in pairs if is_noun(t) and not (after is not None and is_noun(after))), None)
    if noun is None:
        return False
    counted = any(token.lower_ in COUNTS for token in tokens[1 : noun.i - tokens[0].i])
    return counted or lemma(noun) in words("summary_nouns", "speech_nouns")


def _happens_meanwhile(token: Token) -> bool:
    """Whether a clause tells what happened at the same time: "while Wang waited"."""
    verb = token.head
    return token.lower_ == "while" and verb.tag_ == "VBD" and subject(verb) is not None


def _ends_speech(tokens: list[Token]) -> bool:
    """Whether a clause tells how the speaker ended: "before breaking down", "before bursting into tears"."""
    if len(tokens) < 2 or tokens[0].lower_ != "before" or tokens[1].tag_ != "VBG":
        return False
    return lemma(tokens[1]) in words("gesture_verbs", "ending_verbs")


def _comes_next(tokens: list[Token]) -> bool:
    """Whether a verb in the past tells what the speaker did then: "then left"."""
    return len(tokens) > 1 and tokens[0].lower_ == "then" and tokens[1].tag_ == "VBD" and subject(tokens[1]) is None


def _reacts(token: Token) -> bool:
    """Whether a "which" begins a clause about the effect of what was just reported: "which surprised Wang"."""
    return (
        token.lower_ == "which"
        and is_verb(token.head)
        and token.head.i > token.i
        and (lemma(token.head) in words("reaction_verbs"))
    )
