"""Words that stand on a thing for all to see: "a banner reads “Stay”", "held up a placard saying “Go”"."""

from __future__ import annotations

from spacy.tokens import Token

from ..article.article import Article
from ..language.grammar import (
    ACTIVE_SUBJECTS,
    CLAUSES,
    DIRECT_OBJECTS,
    governors,
    is_noun,
    lemma,
    relative_head,
    subject,
)
from ..language.lexicon import words
from ..model import SpeakerKind
from ..rules.report import Report
from .purported_media import GOVERNED, RELAYING

PREPOSITIONS = frozenset(
    "of on at in outside inside across from above over behind by near with beside along around under for".split()
)
# Verbs that put a thing where it can be read.
PLACING = frozenset(
    """affix attach carry erect fasten fix hang hoist hold mount nail paint paste pin place put raise stick string tape
    tie wave wear""".split()
)
SOMEBODY = frozenset({"somebody", "someone", "vandal", "vandals"})
MAX_GOVERNORS = 3  # from "saying" to "quotes"
LIVING = frozenset({SpeakerKind.PERSON, SpeakerKind.ORGANIZATION})


def is_displayed(article: Article, report: Report) -> bool:
    """Whether a thing that bears words is the source of a report, the noun that its cue modifies, or what is put up."""
    cue = article.tokens[report.cue_head]
    if (not report.passages and lemma(cue) != "read") or report.rule.source_is_label:
        return False
    source = article.tokens[report.source.head] if report.source is not None else None
    if source is not None and _is_inscribed(article, cue, source, report):
        return True
    borne = (
        noun
        for noun in (source, relative_head(cue), _noun_before_participle(article, report), _subject_of_participle(cue))
        if noun is not None
    )
    shown = _is_put_up(cue) or _is_somebodys(cue, source) or _is_quoted_on_display(cue)
    return shown or any(_is_display(noun) for noun in borne)


def _is_inscribed(article: Article, cue: Token, source: Token, report: Report) -> bool:
    """Whether the cue or the source tells of an inscription: "[Carved] in the stone is", "somebody had [scratched]"."""
    assert report.source is not None
    first = article.tokens[article.token_range(report.source.span)[0]]
    inscribing = words("inscription_participles")
    unknown = source.lower_ in SOMEBODY and (cue.lower_ in inscribing or lemma(cue) == "write")
    return unknown or first.lower_ in inscribing


def names_display(name: str, kind: SpeakerKind) -> bool:
    """Whether a speaker's name is that of such a thing, as "it" may mean: "the sign by the door"."""
    if kind in LIVING:
        return False
    parts = name.split()
    end = next((n for n, part in enumerate(parts) if n and part in PREPOSITIONS), len(parts))
    return parts[end - 1].casefold().removesuffix("s") in words("display_nouns")


def _is_display(noun: Token) -> bool:
    plain = not noun.ent_type_ or bool(noun.is_sent_start)  # a capital alone may make the recognizer take it for a name
    return is_noun(noun) and plain and lemma(noun) in words("display_nouns")


def _is_put_up(cue: Token) -> bool:
    """Whether somebody puts up what bears the words: "had hung a sign on the gate: “Keep out”"."""
    things = (child for child in cue.children if child.dep_ in DIRECT_OBJECTS) if lemma(cue) in PLACING else ()
    return any(_is_display(thing) or lemma(thing) == "notice" for thing in things)


def _is_quoted_on_display(cue: Token) -> bool:
    """Whether a thing quotes somebody: "a banner that *quotes* her as saying “Stay”", "a mural *shows* her saying"."""
    relay = next((verb for verb in governors(cue, GOVERNED, MAX_GOVERNORS) if lemma(verb) in RELAYING), None)
    if relay is None:
        return False
    head = relative_head(relay)
    phrases = [child for child in relay.lefts if child.dep_ in ACTIVE_SUBJECTS]
    phrases += [head, *governors(head, ("nmod",), MAX_GOVERNORS)] if head is not None else []
    return any(_is_display(noun) for noun in phrases)


def _is_somebodys(cue: Token, source: Token | None) -> bool:
    """Whether what reads so is a thing that only its owner is named for: "Lopez's, beside it, reads “Stay”"."""
    marked = source is not None and any(child.tag_ == "POS" and child.i > source.i for child in source.children)
    return lemma(cue) == "read" and marked


def _subject_of_participle(cue: Token) -> Token | None:
    """The noun before a participle that was taken for the main verb: "A [banner] hung from the crane said"."""
    apart = cue.dep_ in CLAUSES and cue.head.tag_ in ("VBD", "VBN") and subject(cue) is None
    return subject(cue.head) if apart else None


def _noun_before_participle(article: Article, report: Report) -> Token | None:
    """The noun before a cue that ends in a participle: "held up a [placard] saying"."""
    last = article.token_range(report.cue)[1] - 1
    word = article.tokens[last]
    return word.nbor(-1) if last and word.tag_ == "VBG" else None
