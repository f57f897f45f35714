"""The noun that the cue modifies. A REPORT saying it rained was lost."""

from __future__ import annotations

from .modified_noun import modified_noun
from .source_rule import SourceExample, SourceRule

NOUN_MODIFIED = SourceRule(
    "noun_modified",
    precedence=110,
    find=modified_noun,
    examples=(
        SourceExample(
            "saying",
            "A report",
            "A/DT/det/2 report/NN/nsubj:pass/7 saying/VBG/acl/2 it/PRP/nsubj/5 rained/VBD/ccomp/3 "
            "was/VBD/aux:pass/7 lost/VBN/root/0 ././punct/7",
        ),
    ),
)
