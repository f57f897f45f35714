"""The extents of a content that are put to the scorer."""

from __future__ import annotations

import numpy
import pytest

from attribution.article.article import Article
from attribution.model import Span
from attribution.roles.network import ROLES, STATES
from attribution.roles.runs import CONTENT, CUE, SOURCE, best_path
from attribution.rules.report import Report
from attribution.scoring.candidates import candidates
from attribution.scoring.extents import extents
from attribution.scoring.token_roles import TokenRoles
from tests.attribution.parses import parse

SENTENCE = (
    "Ruiz/NNP/nsubj/2/PERSON said/VBD/root/0 it/PRP/nsubj/4 rained/VBD/ccomp/2 in/IN/case/6 Quito/NNP/obl/4/LOC "
    ",/,/punct/9 a/DT/det/9 surprise/NN/appos/4 for/IN/case/11 everybody/NN/nmod/9 there/RB/advmod/9 ././punct/2"
)


def roles_of(**found: tuple[int, int]) -> TokenRoles:
    """The sentence with the role network's spans given as tokens (start, end exclusive)."""
    article = Article.of(parse(SENTENCE))
    table = numpy.zeros((len(article.tokens), len(ROLES), len(STATES)), dtype="float32")
    table[:, :, 0] = 1.0
    for name, (start, end) in found.items():
        states = "S" if end - start == 1 else "B" + "I" * (end - start - 2) + "E"
        for place, state in enumerate(states, start):
            table[place, ROLES.index(name)] = [float(s == state) for s in STATES]
    return TokenRoles.of(article, table, best_path(table))


def words(roles: TokenRoles, spans: tuple[Span, ...]) -> list[str]:
    return [roles.article.text[s.start : s.end] for s in spans]


def report(roles: TokenRoles, start: int, end: int) -> Report:
    tokens = roles.article.tokens
    content = Span(tokens[start].idx, tokens[end - 1].idx + len(tokens[end - 1]))
    cue = Span(tokens[1].idx, tokens[1].idx + len(tokens[1]))
    return Report("cue_verb", cue, "say", 1, None, (content,), 0.9, (), 0.9)


def test_the_networks_extent_and_mixtures_of_both() -> None:
    roles = roles_of(content=(3, 6))
    found = {name: words(roles, spans) for name, spans in extents(roles, report(roles, 2, 12)) if spans}
    assert found == {
        "network": ["rained in Quito"],
        "network_first": ["rained in Quito"],
        "rule_to_network": ["it rained in Quito"],
        "network_to_rule": ["rained in Quito, a surprise for everybody there"],
        "without_tail": ["it rained in Quito"],
    }


def test_without_a_run_that_touches_the_rules_content_the_likeliest_is_proposed() -> None:
    roles = roles_of(content=(8, 12))
    found = dict(extents(roles, report(roles, 2, 4)))
    assert words(roles, found["network"]) == ["surprise for everybody there"]


def test_equal_extents_are_no_mixtures() -> None:
    roles = roles_of(content=(2, 6))
    names = {name for name, spans in extents(roles, report(roles, 2, 6)) if spans}
    assert not names & {"rule_to_network", "network_to_rule"}


@pytest.mark.parametrize(("source", "nobody"), [((0, 1), False), ((5, 6), True)])
def test_nobody_is_proposed_where_the_network_doubts_the_rules_source(source: tuple[int, int], nobody: bool) -> None:
    roles = roles_of(source=source, cue=(1, 2), content=(2, 6))
    (group,) = candidates(roles, [])
    sources = {r.source and roles.article.text[r.source.span.start : r.source.span.end] for r in group}
    assert "Ruiz" in sources
    assert (None in sources) is nobody
    assert roles.at(CUE, 1) == roles.at(SOURCE, source[0]) == roles.at(CONTENT, 2) == 1
