"""Labels before words in marks, at the start of a paragraph or an item. WANG, baker: "[It rained.]" """

from __future__ import annotations

from ..article.article import Article
from ..article.blocks.block import HEADINGS, TURNS
from ..article.blocks.labels import Form, candidate
from ..language.lexicon import words
from ..language.name_key import key
from ..model import SpeakerKind
from .label_sources import label_report, names_person
from .report import Report
from .rule import Example, Rule

PROBABILITY = 0.85
OF_NO_SPEAKER = ("document_nouns", "fiction_nouns", "media_nouns", "label_heads")


def labelled(article: Article, number: int) -> Report | None:
    """WANG, baker: "[It rained.]" """
    outer = article.passages[number].outer
    block = article.structure.block_at(outer.start)
    if article.char_before(outer.start) != ":" or block is None or block.kind in HEADINGS | TURNS:
        return None
    found = candidate(article.text, 0, max(article.paragraph_at(outer.start).start, block.start), outer.start)
    if found is None or found.form != Form.COLON or not found.printed:
        return None
    if article.has_alphanumeric(found.label.mark.end, outer.start):
        return None
    anonymous = found.label.kind != SpeakerKind.PERSON and key(found.parts[-1]) not in words(*OF_NO_SPEAKER)
    if not anonymous and not names_person(article, found.label):
        return None
    return label_report(article, LABELLED, found.label, article.passages[number].spans, PROBABILITY, (number,))


LABELLED = Rule(
    "labelled_quotation",
    examples=(
        Example(
            ":",
            "Ana Wang",
            "Rain.",
            (
                "It/PRP/nsubj/2 rained/VBD/root/0 ././punct/2",
                "¶",
                "Ana/NNP/root/0/PERSON Wang/NNP/flat/1/PERSON ,/,/punct/4 baker/NN/appos/1 :/:/punct/1 “/``/punct/7 "
                "Rain/NN/parataxis/1 ././punct/1 ”/''/punct/7",
            ),
        ),
    ),
    counterexamples=(
        (
            "It/PRP/nsubj/2 rained/VBD/root/0 ././punct/2",
            "¶",
            "Verdict/NN/root/0 :/:/punct/1 “/``/punct/4 Rain/NN/parataxis/1 ././punct/1 ”/''/punct/4",
        ),
    ),
    propose_beside=labelled,
    min_probability=0.8,
    no_variants=True,
)
