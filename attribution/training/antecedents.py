"""Train the antecedent ranker: ``python -m attribution.training.antecedents DATA [--out FILE]``.

There are two sources of examples, both from training splits:

- GUM: the antecedents of its coreference annotation;
- PolNeAR's news: pronouns with only one possible antecedent because all other candidates have the other gender. The
  model learns from the antecedent's position and role; its gender is hidden.

The model is a conditional logit over the candidates of each pronoun, regularized towards ``PRIOR``. That matters
because the second source is biased towards protagonists in any role: writers can afford it where genders differ.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy
from numpy.typing import NDArray

from ..coreference.discourse_state import DiscourseState, Referent
from ..coreference.pronouns import most_likely
from ..coreference.ranker import (
    FEATURES,
    FEMININE,
    GENDER_SHOWN,
    SINGULAR,
    WEIGHTS,
    PronounContext,
    antecedent_candidates,
    features,
    nobody_features,
)
from ..coreference.resolve import resolve
from ..engine import linked_reports
from ..parsing import parsed
from ..rules.registry import all_rules
from ..scoring.features import FeatureCache
from .coreference import Text, texts

PENALTY = 100.0  # strength of the prior, in examples
INFERRED_WEIGHT = 0.5  # weight of an example whose antecedent is inferred from gender
STEPS = 400


@dataclass(frozen=True, slots=True)
class Example:
    """A pronoun: the feature indices of each candidate, the index of the antecedent, and the example's weight."""

    options: list[list[int]]
    meant: int
    weight: float = 1.0


# The prior weights, by what is known of how pronouns are resolved.
PRIOR = {
    "subject": 1.0, "embedded subject": 0.4, "owner": 0.1, "other": -0.6, "quoted": -2.0,
    "distance 0": 0.8, "distance 1": 0.6, "distance 3": -0.5, "distance 4": -1.0, "distance 5": -1.8,
    "last by description": -0.2, "last by pronoun": 0.5, "last by possessive": 0.1,
    "behind 0": 0.4, "behind 1": 0.2, "behind 2": -0.2, "behind 3": -0.5,
    "count 0": -0.3, "count 2": 0.1, "count 3": 0.2,
    "led this sentence": 0.8, "led the sentence before": 0.6, "led the one before that": 0.1,
    "governs": 0.3, "same clause": -2.0, "told": -1.0,
    "spoke last": 0.3, "spoke last, here": 0.4, "spoke last, paragraph before": 0.2,
    "spoke last, sentence before": 0.4, "spoke last, source": 1.2, "spoke last, source behind a quotation": 0.4,
    "spoke before the last": 0.1, "spoke last, goes on": 0.8, "spoke last, is answered": -1.2,
    "named in what is said": -2.0, "same paragraph": 0.4, "both subjects": 0.3, "unnamed": -1.0, "gender shown": 0.5,
    "body for they": -1.0, "person for they": -1.5, "described person for they": -1.0, "place": -2.0,
    "nobody": -1.0, "nobody for they": 0.0, "nobody for it": 1.0, "told, answers": 2.5,
}  # fmt: skip
Vector = NDArray[numpy.float64]
Label = Callable[[PronounContext, list[Referent]], int | None]  # a place among the candidates; behind the last: nobody


def examples(text: str, label: Label, *, ignore_gender: bool) -> list[Example]:
    """One example for each pronoun of a text whose antecedent ``label`` determines.

    With ``ignore_gender``, candidates of the other gender are included and the gender feature is hidden.
    """
    found: list[Example] = []

    def choose_antecedent(state: DiscourseState, context: PronounContext, options: list[Referent]) -> Referent | None:
        considered = (
            antecedent_candidates(state, context.token.lower_, context.token.i, ignore_gender=True)
            if ignore_gender
            else options
        )
        meant = label(context, considered)
        if meant is None:
            return most_likely(state, context, options)
        rows = [features(state, context, referent, rank) for rank, referent in enumerate(considered)]
        rows = [[f for f in row if not (ignore_gender and f == GENDER_SHOWN)] for row in rows]
        rows += [] if ignore_gender else [nobody_features(context)]
        if len(rows) > 1:
            found.append(Example(rows, meant, INFERRED_WEIGHT if ignore_gender else 1.0))
        return considered[meant] if meant < len(considered) else None

    with parsed(text) as article:
        resolve(article, linked_reports(article, FeatureCache(), all_rules()).reports, choose_antecedent)
    return found


def by_gold(text: Text) -> Label:
    """A label function: the candidate whose last mention has the same gold entity as the pronoun, or nobody."""

    def label(context: PronounContext, options: list[Referent]) -> int | None:
        wanted = text.entity(context.token.idx)
        if wanted is None:
            return None
        doc = context.token.doc
        meant = (n for n, r in enumerate(options) if text.entity(doc[r.last_mention].idx) == wanted)
        return next(meant, len(options))

    return label


def by_gender(context: PronounContext, options: list[Referent]) -> int | None:
    """The place of the only named candidate that may have the pronoun's gender, if its gender is known; else None."""
    word = context.token.lower_
    gender = "f" if word in FEMININE else "m"
    fitting = [n for n, r in enumerate(options) if r.entity is not None and r.gender in ("", gender)]
    return fitting[0] if word in SINGULAR and len(fitting) == 1 and options[fitting[0]].gender else None


def collect_examples(data: Path, without: set[str]) -> Iterator[Example]:
    """All examples of both corpora."""
    for text in texts(data / "treebank" / "gum-train.conllu.gz"):
        yield from examples(text.text, by_gold(text), ignore_gender=False)
    for file in sorted((data / "polnear" / "train" / "text").glob("*.txt")):
        if file.name not in without:
            yield from examples(file.read_text(encoding="utf8"), by_gender, ignore_gender=True)


def fit(given: list[Example], penalty: float = PENALTY) -> Vector:
    """The weights that maximize the penalized likelihood, by gradient ascent with Nesterov momentum."""
    rows = [(number, row) for number, example in enumerate(given) for row in example.options]
    owner = numpy.array([number for number, _ in rows])
    table = numpy.zeros((len(rows), len(FEATURES)))
    for place, (_, present) in enumerate(rows):
        table[place, present] = 1.0
    weight = numpy.array([example.weight for example in given])
    starts = numpy.searchsorted(owner, numpy.arange(len(given)))
    wanted = weight @ table[starts + numpy.array([example.meant for example in given])]
    prior = numpy.array([PRIOR.get(name, 0.0) for name in FEATURES])
    weights = ahead = prior
    rate = 1.0 / (weight.sum() + penalty)
    for step in range(STEPS):
        scores = table @ ahead
        masses = numpy.exp(scores - numpy.maximum.reduceat(scores, starts)[owner])
        shares = masses * (weight / numpy.add.reduceat(masses, starts))[owner]
        after = ahead + rate * (wanted - shares @ table - penalty * (ahead - prior))
        ahead, weights = after + step / (step + 3) * (after - weights), after
    return weights


def accuracy(weights: Vector, given: list[Example]) -> float:
    """The share of the examples whose most likely candidate is the antecedent."""
    likely = [int(numpy.argmax([weights[row].sum() for row in example.options])) for example in given]
    right = sum(place == example.meant for place, example in zip(likely, given, strict=True))
    return right / len(given) if given else 0.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("data", type=Path)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    parser.add_argument("--without", type=Path, help="a list of PolNeAR files to leave out")
    options = parser.parse_args()
    without = set(options.without.read_text(encoding="utf8").split()) if options.without else set()
    given = list(collect_examples(options.data, without))
    random.Random(1).shuffle(given)
    cut = len(given) // 10
    checked = fit(given[cut:])
    print(f"{len(given)} pronouns; of the tenth held back {accuracy(checked, given[:cut]):.3f} are right")
    weights = fit(given)
    table = {name: round(float(w), 3) for name, w in zip(FEATURES, weights, strict=True)}
    options.out.write_text(json.dumps({"weights": table}, indent=1) + "\n", encoding="utf8")


if __name__ == "__main__":
    main()
