"""Narrative sentences, paragraphs and the role of a mention, on hand-made parses."""

from __future__ import annotations

from attribution.article.article import Article
from attribution.article.mention_roles import EMBEDDED, OBJECT, OTHER, OWNER, QUOTED, SUBJECT, mention_role

from ..parses import PARAGRAPH, parse, word

STORY = (
    "Xi/NNP/nsubj/2/PERSON met/VBD/root/0 Ana/NNP/obj/2/PERSON near/IN/case/7 Eva/NNP/nmod:poss/7/PERSON "
    "'s/POS/case/5 house/NN/obl/2 ././punct/2",
    PARAGRAPH,
    "“/``/punct/4 Bo/NNP/nsubj/4/PERSON really/RB/advmod/4 left/VBD/root/0 today/NN/obl:unmarked/4 ././punct/4 "
    "”/''/punct/4",
    "Lee/NNP/nsubj/2/PERSON said/VBD/root/0 Kim/NNP/nsubj/4/PERSON rained/VBD/ccomp/2 ././punct/2",
)


def test_the_role_of_a_mention() -> None:
    doc = parse(*STORY)
    article = Article.of(doc)
    roles = {name: mention_role(article, word(doc, name)) for name in ("Xi", "Ana", "Eva", "house", "Bo", "Lee", "Kim")}
    assert roles == {
        "Xi": SUBJECT, "Ana": OBJECT, "Eva": OWNER, "house": OTHER, "Bo": QUOTED, "Lee": SUBJECT, "Kim": EMBEDDED,
    }  # fmt: skip


def test_a_quoted_sentence_is_not_part_of_the_narrative() -> None:
    doc = parse(*STORY)
    article = Article.of(doc)
    assert [article.narrative_sentence(word(doc, name).i) for name in ("Xi", "Lee")] == [1, 2]
    assert [article.paragraph[word(doc, name).i] for name in ("Xi", "Bo", "Lee")] == [0, 1, 1]


def test_who_is_introduced_by_a_copula_is_the_subject() -> None:
    for story in (
        ("Among/IN/case/2 them/PRP/nsubj/4 was/VBD/cop/4 Ana/NNP/root/0 ././punct/4",),
        ("Among/IN/prep/3 them/PRP/pobj/1 was/VBD/ROOT/0 Ana/NNP/attr/3 ././punct/3",),
    ):
        doc = parse(*story)
        assert mention_role(Article.of(doc), word(doc, "Ana")) == SUBJECT
