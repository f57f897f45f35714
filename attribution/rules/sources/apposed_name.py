"""The name in apposition before a cue without a subject. In a letter seen by Xi, the judge, WANG, said it rained."""

from __future__ import annotations

from spacy.tokens import Token

from ...language.grammar import ARTICLES, FINITE_TAGS, entity_of, subject
from .source_rule import SourceExample, SourceRule

MAX_OFFICE = 8  # tokens of the office before the name


def apposed_name(verb: Token) -> Token | None:
    """The person whose name stands between commas before the verb, after an office that a comma opens."""
    doc = verb.doc
    if verb.tag_ not in FINITE_TAGS or subject(verb) is not None or verb.i < 3 or doc[verb.i - 1].text != ",":
        return None
    person = entity_of(doc, doc[verb.i - 2])
    if person is None or person.label_ != "PERSON" or person.start < 2 or doc[person.start - 1].text != ",":
        return None
    before = range(person.start - 2, max(0, person.start - 2 - MAX_OFFICE), -1)
    opened = next((at for at in before if doc[at].text == ","), 0)
    return person.root if opened and doc[opened + 1].lower_ in ARTICLES else None


APPOSED_NAME = SourceRule(
    "name_beside_cue",
    precedence=26,
    find=apposed_name,
    sole=True,
    examples=(
        SourceExample(
            "said",
            "Wang",
            "In/IN/case/3 a/DT/det/3 letter/NN/obl/4 seen/VBN/dep/13 by/IN/case/6 Xi/NNP/obl:agent/4/PERSON "
            ",/,/punct/9 the/DT/det/9 judge/NN/appos/6 ,/,/punct/11 Wang/NNP/appos/9/PERSON ,/,/punct/4 "
            "said/VBD/root/0 it/PRP/nsubj/15 rained/VBD/ccomp/13 ././punct/13",
        ),
    ),
    counterexamples=(
        (
            "said",
            "Seen/VBN/dep/5 by/IN/case/3 Xi/NNP/obl:agent/1/PERSON ,/,/punct/1 said/VBD/root/0 it/PRP/nsubj/7 "
            "rained/VBD/ccomp/5",
        ),
    ),
)
