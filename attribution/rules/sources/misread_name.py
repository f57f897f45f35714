"""The name that opens the sentence and that the tagger took for an adverb. KELLY said that it rained."""

from __future__ import annotations

from spacy.tokens import Token

from ...language.grammar import subject
from .source_rule import SourceExample, SourceRule

MISREAD = frozenset({"RB", "JJ", "IN", "UH", "VB", "VBG", "FW"})


def misread_name(verb: Token) -> Token | None:
    """The first word of the sentence, right before its verb, if it ends the name of a person elsewhere in the text."""
    if not verb.i or verb.tag_ not in ("VBD", "VBZ") or subject(verb) is not None:
        return None
    word = verb.doc[verb.i - 1]
    opens = word.i == verb.sent.start and word.text[0].isupper() and word.tag_ in MISREAD
    persons = (entity for entity in verb.doc.ents if opens and entity.label_ == "PERSON")
    return word if any(entity[-1].text == word.text and entity[-1].i != word.i for entity in persons) else None


MISREAD_NAME = SourceRule(
    "subject_of_cue",
    precedence=25,
    find=misread_name,
    examples=(
        SourceExample(
            "said",
            "Kelly",
            "Kelly/RB/advmod/2 said/VBD/root/0 Ana/NNP/nsubj/5/PERSON Kelly/NNP/flat/3/PERSON left/VBD/ccomp/2 "
            "././punct/2",
        ),
    ),
    counterexamples=(("said", "Only/RB/advmod/2 said/VBD/root/0 so/RB/advmod/2 ././punct/2"),),
)
