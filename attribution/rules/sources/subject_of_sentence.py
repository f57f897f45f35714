"""The subject of the sentence, for a participle that the parser did not attach to the main clause.

THE READOUT was kind, saying it rained.
"""

from __future__ import annotations

from spacy.tokens import Token

from ...language.grammar import subject
from .source_rule import SourceExample, SourceRule


def subject_of_sentence(verb: Token) -> Token | None:
    """The subject of the sentence's root, if both precede a participle after a comma."""
    if verb.tag_ != "VBG" or verb.i == 0 or verb.doc[verb.i - 1].text != ",":
        return None
    root = verb.sent.root
    own = subject(root) if root.i < verb.i else None
    return own if own is not None and own.i < verb.i else None


SUBJECT_OF_SENTENCE = SourceRule(
    "subject_of_main_clause",
    precedence=130,
    find=subject_of_sentence,
    examples=(
        SourceExample(
            "saying",
            "The readout",
            "The/DT/det/2 readout/NN/nsubj/4 was/VBD/cop/4 kind/JJ/root/0 ,/,/punct/6 saying/VBG/dep/4 "
            "it/PRP/nsubj/8 rained/VBD/ccomp/6 ././punct/4",
        ),
    ),
    only_for_cue=True,
)
