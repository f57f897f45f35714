"""Speech within speech: "LOPEZ *said*, '[Leave it]'," Ruiz recalled. / Ruiz said LOPEZ had *told* her "[to leave]"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import islice

from spacy.tokens import Token

from ..article.article import Article
from ..article.marks import pair_marks
from ..article.passages import Passage, trim
from ..language.grammar import ACTIVE_SUBJECTS, SINGULAR_PRONOUNS, governors, is_noun, is_verb, lemma, subject
from ..language.lexicon import cue_probability, words
from ..language.person_words import SPEAKING_NOUNS
from ..model import Span
from .addressees import has_audience
from .clauses_within_marks import is_third_person
from .cue_span import cue_span
from .cue_verbs import verb_report
from .report import Report, Source
from .rival_clauses import reports_clause
from .rule import Example, Rule
from .sources.registry import source_of

MIN_PRIOR = 0.5  # of the outer cue
MIN_INNER_PRIOR = 0.7
MAX_BETWEEN = 6  # tokens between an inner cue and its mark: "said to the two of us, '..."
SENTENCE_ENDS = frozenset(".!?;")
OBJECTS = frozenset({"him", "her", "them"})
REPORTED = frozenset({"ccomp", "xcomp"})
LINKS = frozenset({"cop", "mark"})
COMPLEMENTS = REPORTED | {"conj"}
PREPOSITIONS = frozenset({"case", "prep"})
FORMS = frozenset({"VBD", "VBN", "VBZ", "VB", "VBG"})
MAX_GOVERNORS = 4


def reports_within_marks(article: Article) -> Iterator[Report]:
    """The reports within passages, of words in inner marks: "LOPEZ *said*, '[Leave it]'," Ruiz recalled."""
    for passage in article.passages:
        for span in passage.spans:
            for mark in pair_marks(article.text, *span):
                if mark.opening is not None and mark.closing is not None:
                    found = _in_marks_within(article, Span(mark.opening, mark.closing + 1))
                    if found is not None:
                        yield found


def reports_within_clauses(article: Article) -> Iterator[Report]:
    """Ruiz said that LOPEZ had *told* her "[to leave it]", or [that it rained].

    Without a network, the rule of cue verbs finds both.
    """
    if not article.roles.tagged:
        return
    for number, passage in enumerate(article.passages):
        verb = _verb_before(article, passage.outer.start) or _verb_above(article, passage.outer)
        if verb is None or article.is_quoted(verb.i):
            continue
        leads = _leads_to(article, verb, passage)
        if leads or _is_reported(article, verb):
            found = _in_reported_clause(article, number, verb, leads)
            if found is not None:
                yield found
    for verb in article.verbs:
        if verb.dep_ == "ccomp" and verb.tag_ in FORMS and not article.is_quoted(verb.i):
            found = _in_plain_clause(article, verb)
            if found is not None:
                yield found


def _in_marks_within(article: Article, outer: Span) -> Report | None:
    verb = _verb_before(article, outer.start) or _verb_after(article, outer)
    source = source_of(verb) if verb is not None else None
    if verb is None and (verb := _quotative(article, outer)) is not None:
        source = source_of(verb)
        if source is None or not is_third_person(article, source):
            return None
    if verb is None or source is None or not _is_other(article, source) or not article.is_quoted(source.head):
        return None
    content = trim(article.text, Span(outer.start + 1, outer.end - 1))
    return _report(article, verb, source, (content,)) if " " in article.text[slice(*content)] else None


def _in_reported_clause(article: Article, number: int, verb: Token, leads: bool) -> Report | None:
    """The report of a verb that another cue reports: Ruiz said that LOPEZ had *warned* her “not to speak”.

    If the verb ``leads`` to the passage, whoever its subject names speaks.
    """
    report = verb_report(article, verb, cue_probability(lemma(verb), "ccomp", "Q"))
    passage, source = article.passages[number], report.source
    if source is None or not (_is_other(article, source) or (leads and is_noun(article.tokens[source.head]))):
        return None
    following = article.tokens[verb.i + 1]
    before = article.tokens[max(0, bisect_left(article.starts, passage.outer.start) - 1)]
    first = article.tokens[article.token_range(Span(passage.start, passage.start + 1))[0]]
    if before.dep_ in PREPOSITIONS and first.tag_ != "VBG":
        return None  # "told of “delight”", but "boasted of “owning the judge”"
    covered = any(span.start <= passage.start and passage.end <= span.end + 1 for span in report.content)
    if not covered and article.char_before(passage.outer.start) not in (":", ","):
        return None  # "had complained “since the flood”"
    apart = covered and following.idx < passage.outer.start
    if not apart and " " not in article.text[passage.start : passage.end]:
        return None
    return _report(article, verb, source, report.content if apart else passage.spans)


def _in_plain_clause(article: Article, verb: Token) -> Report | None:
    """The report of a verb that another cue reports, without marks: Ruiz said LOPEZ had *told* her [it rained]."""
    if not reports_clause(article, verb, MIN_INNER_PRIOR) or not _is_reported(article, verb):
        return None
    prior = cue_probability(lemma(verb), *article.frames.frame(verb)[1:])
    report = verb_report(article, verb, prior)
    if report.source is None or not report.content:
        return None
    if not _is_other(article, report.source) and not _is_one_of_whom_many_tell(article, verb, report.source):
        return None
    if any(article.has_passage(*span) for span in report.content):
        return None
    return _report(article, verb, report.source, report.content)


def _report(article: Article, verb: Token, source: Source, content: tuple[Span, ...]) -> Report:
    prior = cue_probability(lemma(verb), "ccomp", "Q")
    rule = WITHIN_MARKS if article.is_quoted(verb.i) else WITHIN_CLAUSE
    return Report(rule, cue_span(article, verb), lemma(verb), verb.i, source, content, prior, (), prior)


def _is_other(article: Article, source: Source) -> bool:
    """Whether a source is somebody else than who quotes them, named or described.

    Within marks, plural pronouns and bare plurals ("people say") are mostly nobody in particular.
    """
    head = article.tokens[source.head]
    if any(child.dep_ == "cop" for child in head.children):
        return False
    if article.is_quoted(head.i):
        return head.lower_ in SINGULAR_PRONOUNS or (is_noun(head) and (head.left_edge != head or head.tag_ != "NNS"))
    if head.tag_ == "PRP":
        return head.lower_ in OBJECTS  # "recalled him saying"; "she" is mostly the outer speaker
    if head.tag_ == "VBN":
        return head.left_edge.lower_ == "the"  # "the accused"
    return head.ent_type_ in ("PERSON", "ORG") or lemma(head) in words(*SPEAKING_NOUNS)


def _is_one_of_whom_many_tell(article: Article, verb: Token, source: Source) -> bool:
    """Whether "he" or "she" speaks as many tell: "Police said [he] had told them that it rained"."""
    if article.tokens[source.head].lower_ not in SINGULAR_PRONOUNS:
        return False
    outer = subject(verb.head)
    return outer is not None and (outer.tag_ in ("NNS", "NNPS") or lemma(outer) in words("body_nouns"))


def _verb_before(article: Article, at: int) -> Token | None:
    """The cue verb of the words right before a mark, or None if another verb is nearer."""
    last = bisect_left(article.starts, at)
    for token in reversed(article.tokens[max(0, last - MAX_BETWEEN) : last]):
        if token.text in SENTENCE_ENDS or token.is_space:
            return None
        if token.dep_ in LINKS:
            return None  # "recalls it being “odd”"
        if is_verb(token):
            return token if cue_probability(lemma(token), "ccomp", "Q") >= MIN_INNER_PRIOR else None
    return None


def _quotative(article: Article, outer: Span) -> Token | None:
    """Any verb whose clause leads with a comma to a sentence in inner marks: he *goes*, '[Go]'; she turned, '...'."""
    last = bisect_left(article.starts, outer.start)
    if last < 2 or article.tokens[last - 1].text not in (",", ":") or not article.text[outer.start + 1].isupper():
        return None
    node = article.tokens[last - 2]
    for verb in (node, *node.ancestors):
        if verb.sent != node.sent or verb.i >= last:
            return None
        if any(child.dep_ in ACTIVE_SUBJECTS and child.i < verb.i for child in verb.children) or verb.dep_ == "conj":
            return verb
    return None


def _verb_above(article: Article, outer: Span) -> Token | None:
    """The nearest cue verb before a mark that governs the quoted words: Ruiz said LOPEZ had *told* her it was “odd”."""
    first, after = article.token_range(outer)
    node = next((token for token in article.tokens[first:after] if not first <= token.head.i < after), None)
    for verb in governors(node, COMPLEMENTS, MAX_GOVERNORS) if node is not None else ():
        if verb.i < first and is_verb(verb) and cue_probability(lemma(verb), "ccomp", "Q") >= MIN_INNER_PRIOR:
            return verb
    return None


def _verb_after(article: Article, outer: Span) -> Token | None:
    """The cue verb of the words right after a mark within a passage: '[Leave it],' LOPEZ *told* me."""
    first = bisect_left(article.starts, outer.end)
    for token in article.tokens[first : first + MAX_BETWEEN]:
        if token.text in SENTENCE_ENDS or token.is_space or not article.is_quoted(token.i):
            return None
        if is_verb(token):
            return token if cue_probability(lemma(token), "ccomp", "Q") >= MIN_INNER_PRIOR else None
    return None


def _leads_to(article: Article, verb: Token, passage: Passage) -> bool:
    """Whether a verb in the sentence of another cue leads with a mark to a passage: a letter that *asked*, “Who?”."""
    if article.char_before(passage.outer.start) not in (",", ":") or verb.idx > passage.outer.start:
        return False
    return any(_is_of_other(article, node, verb) for node in islice(verb.ancestors, MAX_GOVERNORS))


def _is_reported(article: Article, verb: Token) -> bool:
    """Whether another cue, outside quotation marks and with another source, governs a verb with a subject."""
    node, own = verb, subject(verb)
    for _ in range(MAX_GOVERNORS):
        if node.dep_ == "acl" and node.tag_ == "VBG" and node.head.dep_ in ("obj", "dobj"):
            own = node = node.head  # "recalled HIS FATHER telling him"
        elif node.dep_ not in REPORTED or node.head == node:
            return False
        node = node.head
        if own is not None and (has_audience(node) or _is_others_cue(article, node, verb)):
            return True
        own = own or subject(node)
    return False


def _is_others_cue(article: Article, node: Token, verb: Token) -> bool:
    """Whether a word is likely a cue in its frame, outside quotation marks, and with another source than ``verb``."""
    likely = is_verb(node) and cue_probability(lemma(node), *article.frames.frame(node)[1:]) >= MIN_PRIOR
    return likely and _is_of_other(article, node, verb)


def _is_of_other(article: Article, node: Token, verb: Token) -> bool:
    """Whether a word is a verb outside quotation marks with another source than ``verb``."""
    if not is_verb(node) or node.tag_ == "VBG" or article.is_quoted(node.i):
        return False
    return source_of(node) not in (None, source_of(verb))


WITHIN_MARKS = Rule(
    "speech_within_marks",
    examples=(
        Example(
            "said",
            "Wang",
            "It rained",
            (
                "“/``/punct/3 as/IN/mark/3 Wang/NNP/nsubj/4/PERSON said/VBD/root/0 ,/,/punct/4 ‘/``/punct/8 "
                "It/PRP/nsubj/8 rained/VBD/ccomp/4 ’/''/punct/8 ”/''/punct/4",
            ),
        ),
    ),
    counterexamples=(
        (
            "“/``/punct/3 as/IN/mark/3 we/PRP/nsubj/4 said/VBD/root/0 ,/,/punct/4 ‘/``/punct/8 "
            "It/PRP/nsubj/8 rained/VBD/ccomp/4 ’/''/punct/8 ”/''/punct/4",
        ),
    ),
    propose=reports_within_marks,
    min_probability=0.7,
    no_variants=True,
    verbatim=True,
)

WITHIN_CLAUSE = Rule(
    "speech_within_clause",
    examples=(
        Example(
            "told",
            "Wang",
            "rain comes",
            (
                "Xi/NNP/nsubj/2/PERSON said/VBD/root/0 Wang/NNP/nsubj/5/PERSON had/VBD/aux/5 told/VBN/ccomp/2 "
                "Gates/NNP/obj/5/PERSON “/``/punct/9 rain/NN/nsubj/9 comes/VBZ/ccomp/5 ”/''/punct/9 ././punct/2",
            ),
            (("source", 2, 3),),
        ),
        Example(
            "told",
            "he",
            "rain comes",
            (
                "Police/NNS/nsubj/2 said/VBD/root/0 he/PRP/nsubj/5 had/VBD/aux/5 told/VBN/ccomp/2 "
                "Gates/NNP/obj/5/PERSON rain/NN/nsubj/8 comes/VBZ/ccomp/5 ././punct/2",
            ),
            (("source", 2, 3),),
        ),
    ),
    propose=reports_within_clauses,
    min_probability=0.7,
    no_variants=True,
)
