"""Speaker labels: "NAME: ..." in transcripts and headlines."""

from __future__ import annotations

import re

from spacy.tokens import Doc

from ..article.article import Article
from ..article.passages import trim
from ..model import Span
from .content import trim_punctuation
from .report import Report, Source
from .rule import Example, Rule

# A speaker label: one to six capitalised words, initials or titles, with an optional note in brackets.
LABEL = re.compile(
    r"((?:(?:[A-Z][\w’'\-]*+\.?|[Oo]f|[Dd]e|[Vv]an|[Vv]on|[Tt]he|al-\w++) ?){1,6})"
    r"(?:,(?: [A-Z][A-Z'’.\-]*){1,4})?(?: ?[(\[][^)\]]{1,40}[)\]])?:(?= |$)"
)
NOT_A_NAME = frozenset(
    """note update correction editor editors' source sources photo image video watch read listen related more breaking
    exclusive opinion analysis report fact claim verdict date time place venue contact tel phone email website subject
    transcript q a re ps warning summary answer question advertisement share credit caption abstract
    background""".split()
)
PROBABILITY = 0.8
MAX_NAME_TOKENS = 3  # tokens of a headline's name that the entity recognizer missed
MIN_TURNS = 2  # labelled turns that make a transcript


def label_reports(article: Article) -> list[Report]:
    """MODERATOR: [It rained.] in a transcript; PENCE: [Flowers won't be there] as a headline."""
    doc, text, paragraphs = article.doc, article.text, article.paragraphs
    found: list[tuple[int, re.Match[str]]] = []
    for number, paragraph in enumerate(paragraphs):
        if text.find(":", paragraph.start, paragraph.end) < 0:
            continue
        match = LABEL.match(text, paragraph.start, paragraph.end)
        if match and match.group(1).strip().lower().rstrip(".") not in NOT_A_NAME:
            found.append((number, match))
    turns = [m.group(1).strip() for number, m in found if number or len(found) > 2]
    transcript = len(turns) >= max(MIN_TURNS, 0.3 * len(paragraphs))
    reports = []
    for number, match in found:
        headline = (
            number <= 1
            and _starts_sentence(text, match.end())
            and (_names_someone(doc, match) or _looks_like_name(doc, match, paragraphs[number]))
        )
        if transcript or headline:
            report = _report(doc, text, paragraphs, number, match, transcript)
            if report is not None:
                reports.append(report)
    return reports


def _names_someone(doc: Doc, match: re.Match[str]) -> bool:
    span = doc.char_span(match.start(1), match.end(1), alignment_mode="expand")
    return span is not None and any(t.ent_type_ in ("PERSON", "ORG") for t in span)


def _starts_sentence(text: str, at: int) -> bool:
    """Whether the text after the colon may start a sentence: not "the woman who came ashore"."""
    first = next((c for c in text[at : at + 4] if not c.isspace()), "")
    return not first.islower()


def _looks_like_name(doc: Doc, match: re.Match[str], paragraph: Span) -> bool:
    """Whether the label of a headline is a person that the entity recognizer missed: "Pence: Flowers won't be there".

    It must consist of proper nouns that are not a place, precede a clause, and be repeated as a person's name in
    the rest of the article, if there is any.
    """
    name = doc.char_span(match.start(1), match.end(1), alignment_mode="expand")
    said = doc.char_span(match.end(), paragraph.end, alignment_mode="expand")
    if name is None or said is None or len(name) > MAX_NAME_TOKENS:
        return False
    if any(t.pos_ != "PROPN" or t.ent_type_ in ("LOC", "GPE") for t in name if not t.is_space):
        return False
    after = [t for t in doc[said.end :] if not t.is_space]
    repeated = not after or any(t.lower_ == name[-1].lower_ and t.ent_type_ == "PERSON" for t in after)
    return repeated and any(t.pos_ in ("VERB", "AUX") for t in said)


def _report(
    doc: Doc, text: str, paragraphs: list[Span], number: int, match: re.Match[str], turn: bool
) -> Report | None:
    colon = match.end() - 1
    name = trim_punctuation(text, Span(match.start(1), match.end(1)))
    spans = [trim_punctuation(text, Span(colon + 1, paragraphs[number].end))] if not turn else [
        trim(text, Span(colon + 1, paragraphs[number].end))
    ]  # fmt: skip
    tokens = doc.char_span(name.start, name.end, alignment_mode="expand")
    if tokens is None or spans[0].start >= spans[0].end:
        return None
    mark = doc.char_span(colon, colon + 1, alignment_mode="expand")
    index = mark[0].i if mark is not None and len(mark) else tokens[-1].i
    source = Source(name, tokens[-1].i, "label")
    rule = TRANSCRIPT_LABEL if turn else HEADLINE_LABEL
    return Report(rule, Span(colon, colon + 1), ":", index, source, tuple(spans), PROBABILITY)


TRANSCRIPT_LABEL = Rule(
    "transcript_label",
    examples=(
        Example(
            ":",
            "MODERATOR",
            "It rained.",
            (
                "MODERATOR/NNP/root/0 :/:/punct/1 It/PRP/nsubj/4 rained/VBD/parataxis/1 ././punct/4",
                "¶",
                "WANG/NNP/root/0/PERSON :/:/punct/1 It/PRP/nsubj/4 stopped/VBD/parataxis/1 ././punct/4",
                "¶",
                "MODERATOR/NNP/root/0 :/:/punct/1 Why/WRB/parataxis/1 ?/./punct/3",
            ),
        ),
        Example(
            ":",
            "WANG",
            "It stopped.",
            (
                "MODERATOR/NNP/root/0 :/:/punct/1 It/PRP/nsubj/4 rained/VBD/parataxis/1 ././punct/4",
                "¶",
                "WANG/NNP/root/0/PERSON :/:/punct/1 It/PRP/nsubj/4 stopped/VBD/parataxis/1 ././punct/4",
                "¶",
                "MODERATOR/NNP/root/0 :/:/punct/1 Why/WRB/parataxis/1 ?/./punct/3",
            ),
        ),
        Example(
            ":",
            "MODERATOR",
            "Why?",
            (
                "MODERATOR/NNP/root/0 :/:/punct/1 It/PRP/nsubj/4 rained/VBD/parataxis/1 ././punct/4",
                "¶",
                "WANG/NNP/root/0/PERSON :/:/punct/1 It/PRP/nsubj/4 stopped/VBD/parataxis/1 ././punct/4",
                "¶",
                "MODERATOR/NNP/root/0 :/:/punct/1 Why/WRB/parataxis/1 ?/./punct/3",
            ),
        ),
    ),
    counterexamples=(
        ("Note/NN/root/0 :/:/punct/1 It/PRP/nsubj/4 rained/VBD/parataxis/1 ././punct/4",),
        ("Photo/NN/root/0 :/:/punct/1 It/PRP/nsubj/4 rained/VBD/parataxis/1 ././punct/4",),
        ("Editors/NN/root/0 :/:/punct/1 It/PRP/nsubj/4 rained/VBD/parataxis/1 ././punct/4",),
    ),
    propose=label_reports,
    min_probability=0.9,
    no_variants=True,
    verbatim=True,
    source_is_label=True,
)


HEADLINE_LABEL = Rule(
    "headline_label",
    examples=(
        Example(
            ":",
            "PENCE",
            "Flowers won't be there",
            (
                "PENCE/NNP/root/0/PERSON :/:/punct/1 Flowers/NNS/nsubj/6 wo/MD/aux/6 n't/RB/advmod/6 "
                "be/VB/parataxis/1 there/RB/advmod/6",
                "¶",
                "It/PRP/nsubj/2 rained/VBD/root/0 ././punct/2",
            ),
        ),
    ),
    no_variants=True,
)
