"""Choose whom a mention means: a conditional logit over the named features of each candidate, and of none of them.

The weights are in ``trained/antecedents.json``; ``training/antecedents.py`` trains them.
"""

from __future__ import annotations

import json
from functools import cache
from math import exp
from pathlib import Path

from ..article.mention_roles import LEADING, NAME, phrase_head
from ..language.pronouns import THEY
from ..model import Factor
from .description_features import FEATURES_OF_DESCRIPTION, features_of_none
from .discourse_state import Candidate, Choice, DiscourseState
from .features import FEATURES
from .mentions import Mention, Pair
from .name_features import FEATURES_OF_NAME

WEIGHTS = Path(__file__).parent.parent / "trained" / "antecedents.json"
MIN_PROBABILITY = 0.34  # that the best candidate needs
MIN_PROBABILITY_OF_NAME = 0.65  # of people with one name, which nothing tells from nobody
MAX_FACTORS = 3
TABLES = {
    "pronoun": FEATURES,
    "description": FEATURES + FEATURES_OF_DESCRIPTION,
    "shared name": FEATURES + FEATURES_OF_NAME,
}


Weights = dict[str, dict[str, float]]


@cache
def weights() -> Weights:
    """The weights of the features for "pronoun", "description" and "shared name"."""
    found: Weights = json.loads(WEIGHTS.read_text(encoding="utf8"))
    return found


def form_of(mention: Mention) -> str:
    if mention.shared is not None:
        return "shared name"
    return "pronoun" if mention.description is None else "description"


def features(state: DiscourseState, mention: Mention, options: list[Candidate]) -> list[list[str]]:
    """The names of the features that hold for a mention and each of its candidates."""
    article, table = state.article, TABLES[form_of(mention)]
    last = state.speakers[-1] if state.speakers else None
    topic = _topic(state, mention, options)
    here = [option for option in options if not option.follows and article.paragraph[option.at] == mention.paragraph]
    rows = []
    for option in options:
        gap = mention.sentence - article.narrative_sentence(option.at)
        pair = Pair(state, mention, option, gap, option.referent is last, topic, here == [option])
        rows.append([name for feature in table if (name := feature(pair)) is not None])
    return rows


def _topic(state: DiscourseState, mention: Mention, options: list[Candidate]) -> Candidate | None:
    """The candidate that was last the first subject of a sentence, if in this paragraph; None if that was shared.

    For "they" and "the man at the gate" it does not matter.
    """
    if mention.word in THEY or (mention.description is not None and mention.description.restricted):
        return None
    topic = next((option for option in options if _leads(state, option)), None)
    if topic is None or state.article.paragraph[topic.at] != mention.paragraph:
        return None
    top, near = phrase_head(state.article.tokens[topic.at]), options[: topic.rank + 2]
    alike = [option for option in near if phrase_head(state.article.tokens[option.at]) == top]
    named = [option for option in alike if option.referent.form == NAME] if len(alike) > 1 else alike
    return named[0] if len(named) == 1 else None  # "MP for the area Ana Lopez", but not "Lopez and Okafor"


def _leads(state: DiscourseState, option: Candidate) -> bool:
    """Whether a candidate was last mentioned as the first subject of a sentence."""
    sentence = state.article.narrative_sentence(option.at)
    return not option.follows and option.role in LEADING and state.sentence_subjects.get(sentence) is option.referent


def choose(state: DiscourseState, mention: Mention, options: list[Candidate], tables: Weights | None = None) -> Choice:
    """The likeliest of the candidates, or None if it is less likely than none of them or than ``MIN_PROBABILITY``.

    A shared name always means one of them.
    """
    if not options:
        return Choice(None, 1.0 if mention.shared is None else 0.0)
    table = (tables or weights())[form_of(mention)]
    rows = features(state, mention, options)
    least = MIN_PROBABILITY_OF_NAME if mention.shared is not None else MIN_PROBABILITY
    if mention.shared is None:
        rows.append(features_of_none(mention))
    scores = [sum([table.get(name, 0.0) for name in row]) for row in rows]
    top = max(scores)
    masses = [exp(score - top) for score in scores]
    order = sorted(range(len(rows)), key=lambda n: -masses[n])
    best = order[0]
    if best < len(options) and masses[best] / sum(masses) < least:
        if mention.shared is not None:
            return Choice(None, masses[best] / sum(masses), (), len(options))
        best = len(options)
    second = next((n for n in order if n != best), best)
    chosen = options[best] if best < len(options) else None
    return Choice(chosen, masses[best] / sum(masses), _factors(table, rows[best], rows[second]), len(options))


def _factors(table: dict[str, float], best: list[str], second: list[str]) -> tuple[Factor, ...]:
    own, others = set(best), set(second)
    moved = [(name, table[name]) for name in best if name not in others and name in table]
    moved += [(f"not {name}", -table[name]) for name in second if name not in own and name in table]
    moved.sort(key=lambda item: -abs(item[1]))
    return tuple(Factor(name, round(weight, 2)) for name, weight in moved[:MAX_FACTORS] if weight)
