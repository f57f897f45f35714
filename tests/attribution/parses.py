"""Hand-made parses, in Universal Dependencies and in the ClearNLP labels of spaCy's own pipelines.

A parse is one string, its words parted by white space, each ``word/TAG/relation/head`` with the head's number in
its sentence (0 for the root) and, for names, ``/PERSON``, ``/ORG`` or ``/LOC``::

    Blinken/NNP/nsubj/2/PERSON said/VBD/root/0 it/PRP/nsubj/4 rained/VBD/ccomp/2 ././punct/2

The sentence is written once, in Universal Dependencies; ``clearnlp`` turns it into the other scheme.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy
import spacy
from spacy.tokens import Doc, Token

from attribution import attribute
from attribution.article.role_runs import ROLES, STATES
from attribution.article.token_roles import put_roles

SCHEMES = ("universal", "clearnlp")
PARAGRAPH = "¶"  # stands between two sentences and begins a paragraph
VOCAB = spacy.blank("en").vocab

LEMMAS = {
    form: lemma
    for lemma, forms in {
        "say": "said says saying", "tell": "told tells telling", "add": "added adding adds", "ask": "asked asking",
        "announce": "announced", "quote": "quoted", "cite": "cited", "go": "went", "be": "was were is are been",
        "have": "has had", "rain": "rained raining rains", "leave": "left", "meet": "met", "issue": "issued",
        "lose": "lost", "warn": "warned warning", "stop": "stopped", "write": "wrote", "resign": "resigned",
        "call": "called", "lie": "lied lying", "describe": "described", "urge": "urged", "know": "knew", "do": "did",
        "hope": "hoped", "come": "came", "hear": "heard", "put": "puts",
    }.items()
    for form in forms.split()
}  # fmt: skip
PLURALS = {
    "answers": "answer",
    "officials": "official",
    "reports": "report",
    "sources": "source",
    "reporters": "reporter",
}
PARTS_OF_SPEECH = {
    "N": "NOUN", "V": "VERB", "J": "ADJ", "R": "ADV", "M": "AUX", "I": "ADP", "D": "DET", "T": "PART", "C": "CCONJ",
    "NNP": "PROPN", "NNPS": "PROPN", "PRP": "PRON", "PRP$": "PRON", "WP": "PRON", "WDT": "PRON", "EX": "PRON",
    "POS": "PART", "CD": "NUM", "_SP": "SPACE",
}  # fmt: skip
RENAMED = {
    "nsubj:pass": "nsubjpass", "csubj:pass": "csubjpass", "aux:pass": "auxpass", "obj": "dobj", "iobj": "dative",
    "acl:relcl": "relcl", "nmod:poss": "poss", "compound:prt": "prt", "obl:unmarked": "npadvmod",
}  # fmt: skip
CLOSES = set(".,;:?!)”’%") | {"'s", "’s", "n't"}
OPENS = set("(“‘")


@dataclass
class Word:
    """One word of a parse; the head is an index into the same list."""

    form: str
    tag: str
    dep: str
    head: int
    entity: str = ""


def words_of(sentence: str) -> list[Word]:
    """The words of one sentence as written in a test."""
    found = []
    for number, item in enumerate(sentence.split()):
        form, tag, dep, head, *entity = item.split("/")
        found.append(Word(form, tag, dep, int(head) - 1 if int(head) else number, *entity))
    return found


def clearnlp(words: list[Word]) -> list[Word]:
    """The sentence with the labels and the heads that spaCy's own English pipelines would give it."""
    _names(words)
    for number, word in enumerate(words):
        case = next(
            (i for i, w in enumerate(words) if w.head == number and w.dep in ("case", "mark") and i < number), None
        )
        oblique = word.dep.partition(":")[0] in ("obl", "nmod") and word.dep != "nmod:poss"
        gerund = word.dep == "advcl" and word.tag == "VBG"
        if case is not None and (oblique or gerund):
            upper, top = word.head, words[case]
            passive = any(w.head == upper and w.dep in ("aux:pass", "auxpass") for w in words)
            top.dep, top.head = "agent" if passive and top.form == "by" else "prep", upper
            fixed = next((i for i, w in enumerate(words) if w.head == case and w.dep == "fixed"), None)
            if fixed is not None:
                words[fixed].dep = "prep"
            word.dep, word.head = "pobj" if oblique else "pcomp", case if fixed is None else fixed
    for word in words:
        word.dep = RENAMED.get(word.dep, word.dep)
    return words


def _names(words: list[Word]) -> None:
    """Make the last word of a name its head instead of the first."""
    for first, word in enumerate(words):
        rest = [i for i, w in enumerate(words) if w.head == first and w.dep == "flat"]
        if not rest:
            continue
        last = rest[-1]
        for i, other in enumerate(words):
            if other.head == first and i not in (first, last):
                other.head = last
        words[last].dep, words[last].head = word.dep, last if word.head == first else word.head
        for i in (first, *rest[:-1]):
            words[i].dep, words[i].head = "compound", last


def parse(*sentences: str, scheme: str = "universal") -> Doc:
    """A Doc of ``sentences`` with tags, parts of speech, lemmas, tree and entities, made without a pipeline."""
    words: list[Word] = []
    for sentence in sentences:
        if sentence == PARAGRAPH:
            words.append(Word("\n\n", "_SP", "dep", len(words) - 1))
            continue
        own = words_of(sentence)
        own = clearnlp(own) if scheme == "clearnlp" else own
        for word in own:
            word.head += len(words)
        words += own
    forms = [w.form for w in words]
    return Doc(
        VOCAB,
        words=forms,
        spaces=[_space(forms, i) for i in range(len(forms))],
        tags=[w.tag for w in words],
        pos=[PARTS_OF_SPEECH.get(w.tag) or PARTS_OF_SPEECH.get(w.tag[0], "PUNCT") for w in words],
        lemmas=[LEMMAS.get(f.lower(), PLURALS.get(f.lower(), f.lower())) for f in forms],
        heads=[w.head for w in words],
        deps=["ROOT" if w.dep == "root" else w.dep for w in words],
        ents=[_entity(words, i) for i in range(len(words))],
    )


def _space(forms: list[str], at: int) -> bool:
    following = forms[at + 1] if at + 1 < len(forms) else "\n\n"
    return not (forms[at] in OPENS or forms[at] == "\n\n" or following in CLOSES or following == "\n\n")


def _entity(words: list[Word], at: int) -> str:
    label = words[at].entity
    inside = at > 0 and words[at - 1].entity == label
    return f"{'I' if inside else 'B'}-{label}" if label else "O"


def with_roles(doc: Doc, spans: tuple[tuple[str, int, int], ...]) -> Doc:
    """The Doc with role probabilities as if a network had predicted these spans."""
    figures = numpy.zeros((len(doc), len(ROLES), len(STATES)), dtype="float32")
    figures[:, :, 0] = 1.0
    for role, start, end in spans:
        states = "S" if end - start == 1 else "B" + "I" * (end - start - 2) + "E"
        for place, state in enumerate(states, start):
            figures[place, ROLES.index(role)] = [float(s == state) for s in STATES]
    put_roles(doc, figures)
    return doc


def word(doc: Doc, form: str) -> Token:
    """The only token with that form."""
    (found,) = (t for t in doc if t.text == form)
    return found


def readings(doc: Doc) -> list[tuple[str, str, str]]:
    """Cue, mention and content (spans parted by " / ") of each quotation that the engine finds in a parse."""
    return [
        (
            quotation.cue.text if quotation.cue else "",
            quotation.mention.text if quotation.mention else "",
            " / ".join(doc.text[s.start : s.end] for s in quotation.spans),
        )
        for quotation in attribute(doc)
    ]
