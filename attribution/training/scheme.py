"""Unify the dependency scheme of reported speech in gold and silver trees: the cue verb is always the head.

In Universal Dependencies a cue after its quotation is a ``parataxis`` of the quotation ("I am late," she said: said <-
late), while a cue before it is the head. In the automatic parses of the news corpus the cue is the head in both cases.
The engine needs a single pattern.
"""

from __future__ import annotations

from .conllu import Sentence, Token

# Verbs for which a parataxis is inverted: the most frequent verbs of speech and thought in the treebanks. The engine's
# lexicon is larger, but here a wrong inversion costs more than a missed one.
REPORTING = frozenset(
    """say tell add ask write reply answer explain announce claim argue think believe guess suppose hope
    note remark state warn report suggest insist observe recall continue conclude declare admit shout cry
    exclaim whisper joke complain""".split()
)
COMPLEMENTS = ("ccomp", "obj", "xcomp")


def subtree(tokens: list[Token], top: int) -> set[int]:
    """The token indices of the subtree of ``top``."""
    children: dict[int, list[int]] = {}
    for index, token in enumerate(tokens):
        if token.head != index:
            children.setdefault(token.head, []).append(index)
    found, queue = {top}, [top]
    while queue:
        for child in children.get(queue.pop(), []):
            found.add(child)
            queue.append(child)
    return found


def cue_as_head(sentence: Sentence) -> int:
    """Invert each trailing reporting parataxis of ``sentence`` in place, and return how many there were.

    Only a cue after everything that it reports is inverted: an interrupting one would make the tree non-projective.
    """
    tokens, turned = sentence.tokens, 0
    for index, token in enumerate(tokens):
        if token.deprel != "parataxis" or token.lemma not in REPORTING:
            continue
        below = [t for i, t in enumerate(tokens) if t.head == index and i != index]
        if not any(t.deprel.startswith("nsubj") for t in below) or any(t.deprel in COMPLEMENTS for t in below):
            continue
        content = token.head
        cue_tree = subtree(tokens, index)
        rest = [i for i in subtree(tokens, content) - cue_tree if tokens[i].deprel != "punct"]
        if content > index or max(rest) > min(cue_tree):
            continue
        upper = tokens[content]
        token.head, token.deprel = (index, "root") if upper.head == content else (upper.head, upper.deprel)
        upper.head, upper.deprel = index, "ccomp"
        for i, other in enumerate(tokens):
            if i > index and other.head == content and other.deprel == "punct":
                other.head = index
        turned += 1
    return turned
