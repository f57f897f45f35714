"""Descriptions: who "the minister" or "the company" is, and what an unnamed source is called."""

from __future__ import annotations

from spacy.tokens import Token

from ..cues.report import Report, Source
from ..grammar import introducer, lemma
from ..model import Reason, Speaker, SpeakerKind
from ..names.forms import key, without_possessive
from .cast import Member
from .phrases import Phrase
from .state import Resolution, State, chain, remember

RECENT = 60  # sources that a definite phrase can take up again
REACH = 400  # tokens to look back for the body that "the company" means
ANY_FIRM = frozenset({"company", "firm", "business", "group", "organization", "organisation"})
NOBODY = frozenset({"nobody", "none", "no", "anyone", "anybody", "everyone", "everybody", "neither"})
OF_A_DOCUMENT = frozenset({"by", "from", "with", "seen", "obtained"})  # who issued it, not what it is about
ARTICLES = ("the", "a", "an")
# Modifiers behind the noun that belong to an unnamed source's name: "a spokesperson for the union".
RESTRICTING = frozenset({"for", "from", "in", "at", "of", "with", "to", "familiar", "close", "by", "near"})


def resolve_nominal(state: State, report: Report, phrase: Phrase, printed: str, source: Source) -> Resolution:
    """The speaker that a description means, or the description itself as an unnamed one."""
    if phrase.head.lower_ in NOBODY or phrase.head.left_edge.lower_ in ("no", "nobody"):
        return Resolution(None, (printed,), Reason.NO_SOURCE)
    meant = _named_so(state, phrase) if phrase.definite else None
    if meant is not None:
        speaker = Speaker(meant.name, meant.kind)
        remember(state, report, speaker, meant, phrase.head)
        return Resolution(speaker, chain(printed, speaker.name))
    if phrase.definite or phrase.kind in (SpeakerKind.DOCUMENT, SpeakerKind.GROUP):
        for earlier in reversed(state.spoken[-RECENT:]):
            same = lemma(earlier.head) == lemma(phrase.head) and earlier.head.tag_ == phrase.head.tag_
            if earlier.member is None and same:
                remember(state, report, earlier.speaker, None, phrase.head)
                return Resolution(earlier.speaker, chain(printed, earlier.speaker.name))
    speaker = Speaker(_description(state, phrase, source), phrase.kind)
    remember(state, report, speaker, None, phrase.head)
    return Resolution(speaker, chain(printed, speaker.name))


def _named_so(state: State, phrase: Phrase) -> Member | None:
    """Whom "the NOUN" means: the last one before it who was called so, a body of that name, the firm at hand."""
    at, word = phrase.head.i, key(lemma(phrase.head))
    if phrase.kind not in (SpeakerKind.ANONYMOUS, SpeakerKind.ORGANIZATION):
        return None
    owners = {id(m) for c in phrase.head.children if c.dep_ in ("nmod:poss", "poss") and (m := state.cast.at.get(c.i))}
    called = [m for m in state.cast.described(phrase.head) if m.last_before(at) >= 0 and id(m) not in owners]
    if phrase.kind == SpeakerKind.ORGANIZATION:
        called = [m for m in called if m.kind == SpeakerKind.ORGANIZATION]
    if called:
        return max(called, key=lambda m: m.last_before(at))
    if owners or phrase.kind != SpeakerKind.ORGANIZATION:
        return None
    bodies = [m for m in state.cast.near(at, REACH) if m.kind == SpeakerKind.ORGANIZATION and not m.place]
    alike = [m for m in bodies if m.fullest.keys[-1] in (word, word + "s")]
    if alike:
        return alike[0]
    if word in ANY_FIRM and bodies:
        return max(bodies, key=lambda m: sum(m.names.values()))
    return None


def _description(state: State, phrase: Phrase, source: Source) -> str:
    """The name of an unnamed source: its article only where it stands for a person, and what restricts the noun."""
    first = phrase.head.left_edge
    while first.i < phrase.head.i and (
        first.idx < source.span.start or first.pos_ in ("ADP", "SCONJ", "CCONJ", "PUNCT", "SPACE")
    ):
        first = state.doc[first.i + 1]
    last = _restricted(phrase.head, OF_A_DOCUMENT if phrase.kind == SpeakerKind.DOCUMENT else RESTRICTING)
    words = state.doc[first.i : last.i + 1].text.split()
    if len(words) > 1 and words[0].lower() in ARTICLES:
        words = words[1:] if phrase.kind != SpeakerKind.ANONYMOUS else [words[0].lower(), *words[1:]]
    elif words and first.pos_ != "PROPN" and not first.text.isupper() and not first.ent_type_:
        words = [words[0][:1].lower() + words[0][1:], *words[1:]]
    name = without_possessive(" ".join(words)).strip("\"“”'‘’,;:—- ")
    return name or state.layout.text[source.span.start : source.span.end]


def _restricted(head: Token, openers: frozenset[str]) -> Token:
    """The last token of the modifiers that tell which: "a person familiar with the talks"; none behind a comma."""
    doc, last = head.doc, head
    for child in head.rights:
        between = doc[last.i + 1 : child.left_edge.i]
        if any(t.is_punct or t.is_space for t in between) or doc[child.left_edge.i].is_punct:
            break
        opens = child.left_edge.lower_ in openers or introducer(child) in openers
        if child.dep_ not in ("nmod", "prep", "amod", "acl", "advmod") or not opens:
            break
        end = child.right_edge
        inside = next((t for t in doc[child.left_edge.i : end.i + 1] if t.is_punct or t.is_space), None)
        last = doc[inside.i - 1] if inside is not None and inside.text not in ("-", "’", "'") else end
        if inside is not None:
            break
    return last
