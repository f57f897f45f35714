"""The type of a quotation: direct, mixed, indirect, belief or act.

An act is the narrator's report of a speech act (Leech and Short 1981, Semino and Short 2004): the article says that
somebody spoke, and perhaps to whom or about what, but not what they said.
"""

from __future__ import annotations

from spacy.tokens import Token

from ..article.article import Article
from ..article.text import count_alphanumeric
from ..language.grammar import AUXILIARIES, OBJECTS, RELATIVE_CLAUSES, introducer, is_verb, lemma
from ..language.lexicon import words
from ..model import QuotationType, Span
from ..rules.report import Report
from .content_heads import content_heads, is_clause, is_infinitive, is_pro_form
from .negations import NOBODY, has_no
from .wordless import PREDICATING, tells_no_words

REPORTING = ("speech_verbs", "belief_verbs", "denial_verbs", "retraction_verbs", "ascription_verbs", "question_verbs")
TIMES = frozenset({"after", "before", "when", "while", "as", "since"})  # introduce when an act took place
PARTS_OF_RETRACTION = frozenset({"obj", "dobj", "obl", "advcl", "pcomp", "pobj", "nmod", "xcomp"})
NOMINAL = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP", "PRP$"})
CLAUSAL = RELATIVE_CLAUSES | {"acl", "ccomp", "xcomp"}
ABOUT = frozenset({"about", "over", "on"})
TIMED = RELATIVE_CLAUSES | {"advcl", "ccomp"}
CONSENTING = frozenset({"agree", "consent"})
# Adjectives for how somebody speaks: "was adamant that it rained".
INSISTENT = frozenset("adamant blunt categorical clear emphatic explicit firm frank insistent open unequivocal".split())
TOPIC_WORDS = frozenset({"what", "who", "whom", "whose", "which", "whether", "where", "when", "why"})
OBLIQUES = ("obl", "prep", "nmod", "advmod", "advcl")  # beginnings of the labels of what is no object


def quotation_type(article: Article, report: Report, quoted: tuple[Span, ...]) -> QuotationType:
    """Direct if the whole content is in quotation marks and a clause of its own, mixed if only part of it is quoted.

    Without quotation marks, the cue and the form of the content distinguish an act ("thanked the crew"), a belief
    ("hoped that it rained") and indirect speech ("said that it rained").
    """
    if quoted and not is_retraction(article, report):
        return _verbatim_type(article.text, report.content, quoted)
    if _is_act(article, report):
        return QuotationType.ACT
    thought = report.lemma in words("belief_verbs") and not _is_speech(article, report)
    if thought or _is_feeling(article.tokens[report.cue_head]):
        return QuotationType.BELIEF
    return QuotationType.INDIRECT


def _is_feeling(cue: Token) -> bool:
    """Whether a cue tells how its subject feels about a fact: "was [angry] that it rained", "was [surprised] that"."""
    if cue.tag_ == "VBN":
        return lemma(cue) in words("reaction_verbs") and any(c.dep_ in AUXILIARIES for c in cue.lefts)
    return cue.tag_ == "JJ" and cue.lower_ not in INSISTENT and any(c.dep_ == "cop" for c in cue.lefts)


def is_refusal_to_speak(article: Article, report: Report) -> bool:
    """Whether the cue is a refusal with a verb of speech: "declined to say"."""
    cue = article.tokens[slice(*article.token_range(report.cue))]
    refused = any(lemma(token) in words("refusal_verbs") for token in cue)
    return refused and any(lemma(token) in words("speech_verbs") for token in cue)


def is_retraction(article: Article, report: Report) -> bool:
    """Whether the source takes back what it said before: "withdrew a claim that ...", "apologised for saying ..."."""
    cue = article.tokens[report.cue_head]
    near = (cue, cue.head) if cue.dep_ in PARTS_OF_RETRACTION else (cue,)
    return any(lemma(verb) in words("retraction_verbs") for verb in near) and _names_words(article, report)


def _names_words(article: Article, report: Report) -> bool:
    """Whether a verb or noun of speech stands before the content: "its *claim* that", "for *saying* that"."""
    first = report.content[0].start if report.content else report.cue.end
    start = min(report.cue.start, article.tokens[report.cue_head].head.idx)
    between = article.tokens[slice(*article.token_range(Span(start, max(first, report.cue.end))))]
    return any(t.lower_ in words("speech_nouns") or lemma(t) in words("speech_verbs") for t in between)


def _is_speech(article: Article, report: Report) -> bool:
    """Whether a cue that can stand for a thought is speech here: "declined to say", "rejected claims that ..."."""
    if is_refusal_to_speak(article, report):
        return True
    return report.lemma in words("denial_verbs") and any(is_clause(head) for head in content_heads(article, report))


def _verbatim_type(text: str, content: tuple[Span, ...], quoted: tuple[Span, ...]) -> QuotationType:
    letters = sum(count_alphanumeric(text, s) for s in content)
    inside = sum(
        count_alphanumeric(text, q) for q in quoted if any(s.start <= q.start and q.end <= s.end for s in content)
    )
    first = next((c for c in text[content[0].start : content[0].end] if c.isalnum()), "")
    whole = inside == letters and (first.isupper() or first.isdigit() or text[content[-1].end - 1] in ",.!?")
    return QuotationType.DIRECT if whole else QuotationType.MIXED


def _is_act(article: Article, report: Report) -> bool:
    if not report.content or report.rule.wraps_clause:
        return False
    if is_retraction(article, report) or _is_topic(article, report):
        return True
    if is_pro_form(article, report):
        return report.lemma not in words("belief_verbs")
    heads = content_heads(article, report)
    if tells_no_words(article, report, heads):
        return True
    if report.lemma in CONSENTING and heads and all(is_infinitive(head) for head in heads):
        return True
    if report.lemma in words("act_verbs"):
        predicated = _has_second_object(heads) and not _is_given(report, heads)
        told = predicated or _begins_clause(article, report)
        return not told and all(_is_circumstance(head) for head in heads)
    if report.lemma == "ask" and heads and all(_is_request(head) for head in heads):
        return True
    if report.lemma in words("refusal_verbs"):
        return bool(heads) and all(lemma(head) in words("act_verbs") or not is_clause(head) for head in heads)
    if _names_thing(article, report, heads):
        return True
    return _is_deed(article, report) and not any(is_clause(head) and not _is_purpose(head) for head in heads)


def _names_thing(article: Article, report: Report, heads: list[Token]) -> bool:
    """Whether a verb has a thing for its only content: "demanded arrears", "announced a ban", "ordered two coffees".

    Not what is called something ("called him a liar"), nor what a document has: "The report shows a rise".
    """
    if report.lemma in words("belief_verbs", "ascription_verbs") or _is_of_document(article, report):
        return False
    heads = [head for head in heads if not _is_time(head)]
    plain = is_verb(article.tokens[report.cue_head]) and (not _has_second_object(heads) or _is_given(report, heads))
    ordered = report.lemma in words("prospect_words")
    return plain and bool(heads) and all(_is_thing(head, ordered=ordered) for head in heads)


def _is_given(report: Report, heads: list[Token]) -> bool:
    """Whether of two objects one is given to the other: "promised the twins a pony", not "called them thieves"."""
    objects = [head for head in heads if head.dep_ in OBJECTS]
    others = (head for head in heads if head not in objects)
    return report.lemma not in PREDICATING and len(objects) == 2 and all(o.dep_.startswith("obl") for o in others)


def _is_topic(article: Article, report: Report) -> bool:
    """Whether the content is the question that somebody speaks about: "argue about [who should have gone]"."""
    if report.lemma in words("belief_verbs"):
        return False
    first = article.token_range(report.content[0])[0]
    if article.tokens[first].lower_ not in ABOUT:
        first -= 1
    about, topic = article.tokens[max(0, first)], article.tokens[first + 1 : first + 2]
    return about.lower_ in ABOUT and any(token.lower_ in TOPIC_WORDS for token in topic)


def _is_thing(head: Token, *, ordered: bool) -> bool:
    """Whether a head is something without a clause that tells what it is: "a ban", not "a ban that hurts", "no ban".

    A participle tells what shall be done to what is ``ordered``: "flags [lowered for a week]".
    """
    nominal = head.tag_ in NOMINAL and head.dep_.startswith((*OBJECTS, "obl", "nsubj:pass"))
    some = head.lower_ not in NOBODY and not has_no(head)
    told = (c for c in head.rights if c.dep_ in CLAUSAL and not (ordered and c.tag_ == "VBN") and not _is_time(c))
    return nominal and some and not is_clause(head) and not any(told)


def _begins_clause(article: Article, report: Report) -> bool:
    """Whether the content opens with the conjunction "that", whatever the parser makes of the clause."""
    first = article.tokens[article.token_range(report.content[0])[0]]
    return first.lower_ == "that" and first.tag_ == "IN"


def _is_deed(article: Article, report: Report) -> bool:
    """Whether the cue is a verb that reports neither words nor thoughts by itself: "shared the prize".

    What a document does, it says: "The figures show a rise".
    """
    if _is_of_document(article, report):
        return False
    return is_verb(article.tokens[report.cue_head]) and not is_reporting(report.lemma)


def _is_of_document(article: Article, report: Report) -> bool:
    source = article.tokens[report.source.head] if report.source else None
    return source is not None and lemma(source) in words("document_nouns")


def is_reporting(lemma: str) -> bool:
    """Whether a verb reports words or thoughts by itself: "say", "hope", "deny"."""
    return lemma in words(*REPORTING)


def _is_request(head: Token) -> bool:
    """Whether a part of what was asked is a thing that was asked for: "asked for a glass of water", "asked the way"."""
    return not is_clause(head) and not head.tag_.startswith("W") and head.tag_ not in ("IN", "TO")


def _is_circumstance(head: Token) -> bool:
    """Whether a part of the content is no clause that was said: "the crew", "about the strike", "after they landed"."""
    return not is_clause(head) or _is_purpose(head) or _is_time(head)


def _is_time(head: Token) -> bool:
    """Whether a head is a clause of time: "promised her the boat [when he retires]"."""
    return head.dep_ in TIMED and bool({introducer(head), head.left_edge.lower_} & TIMES)


def _is_purpose(head: Token) -> bool:
    """Whether a part of the content tells what a deed was for: "signed up [to row the Atlantic]"."""
    return head.dep_ == "advcl" and is_infinitive(head)


def _has_second_object(heads: list[Token]) -> bool:
    """Whether the content says something of its object: "called him a liar", "described it as a joke"."""
    if any(introducer(head) == "as" and not is_clause(head) for head in heads):
        return True
    return sum(not head.dep_.startswith(OBLIQUES) for head in heads) > 1
