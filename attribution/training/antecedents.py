"""Train the ranker of antecedents: ``python -m attribution.training.antecedents DATA [--out FILE]``.

There are five sources of examples, all from training splits:

- GUM: the antecedents of pronouns and descriptions in its coreference annotation, and which have none;
- GAP: pronouns in Wikipedia, each with the name that it means;
- PolNeAR's news: pronouns with only one possible antecedent because all other candidates have the other gender. The
  model learns from the antecedent's position and role; its gender is hidden;
- PolNeAR's news: descriptions of which only one candidate was called so before; what it is called is hidden;
- PolNeAR's news: in each article, the two people most often called by their family names get one family name.

The model is a conditional logit over the candidates of each mention and the choice of none of them, regularized towards
``PRIOR``. That matters because the last two sources are biased: writers can afford it where gender or noun tell.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy

from ..article.article import Article
from ..coreference.candidates import candidates
from ..coreference.description_features import features_of_none
from ..coreference.discourse_state import Candidate, Choice, DiscourseState
from ..coreference.mentions import FEMININE, SINGULAR, Mention
from ..coreference.ranker import WEIGHTS, choose, features, form_of
from ..coreference.resolve import resolve
from ..engine import linked_reports
from ..language.name_matching import same_person
from ..language.names import parse_name
from ..model import SpeakerKind
from ..parsing import parsed
from ..rules.registry import all_rules
from ..scoring.features import FeatureCache
from .antecedent_priors import PRIOR
from .coreference import Text, texts
from .namesakes import with_one_family_name

LABELS = Path(__file__).parents[2] / "benchmarks" / "antecedents" / "train.tsv"
PENALTY = 100.0  # strength of the prior, in examples
INFERRED_WEIGHT = 0.5  # weight of an example whose antecedent is inferred
LABEL_WEIGHT = 4.0  # weight of a labelled description of the news, of which there are few
STEPS = 400
TELLING = ("gender shown", "called", "not called", "shares", "of another")  # features by which it is inferred
APART = ("called otherwise", "introduced first")  # features by which writers keep namesakes apart

Label = Callable[[Mention, list[Candidate]], int | None]  # a place among the candidates; behind the last: none of them


@dataclass(frozen=True, slots=True)
class Example:
    """A mention: the features of each option, the place of the one that is meant, and the example's weight."""

    form: str
    options: list[list[str]]
    meant: int
    weight: float = 1.0


def examples(
    article: Article, label: Label, *, inferred: bool = False, renamed: bool = False, weight: float = 1.0
) -> list[Example]:
    """One example for each mention of an article whose antecedent ``label`` determines.

    If it is ``inferred``, candidates of the other gender are included, the features that told are hidden, and none of
    the candidates is no option. In a ``renamed`` article nobody was kept apart from a namesake: what would is hidden.
    """
    found: list[Example] = []
    hidden = TELLING if inferred else APART if renamed else ()

    def decide(state: DiscourseState, mention: Mention, options: list[Candidate]) -> Choice:
        considered = candidates(state, mention, ignore_gender=True) if inferred else options
        meant = label(mention, considered)
        if meant is None or (mention.shared is not None and meant == len(considered)):
            return choose(state, mention, options)
        rows = [features(state, mention, option) for option in considered]
        rows = [[f for f in row if not f.startswith(hidden)] for row in rows]
        if not inferred and mention.shared is None:
            rows.append(features_of_none(mention))
        if len(rows) > 1:
            found.append(Example(form_of(mention), rows, meant, INFERRED_WEIGHT if inferred else weight))
        return Choice(considered[meant] if meant < len(considered) else None, 1.0)

    resolve(article, linked_reports(article, FeatureCache(), all_rules()).reports, decide)
    return found


def by_gold(text: Text) -> Label:
    """A label function: the candidate whose last mention has the same gold entity as the mention, or none of them."""

    def label(mention: Mention, options: list[Candidate]) -> int | None:
        wanted = text.entity(mention.token.idx)
        if wanted is None:
            return None
        doc = mention.token.doc
        meant = (n for n, option in enumerate(options) if text.entity(doc[option.at].idx) == wanted)
        return next(meant, len(options))

    return label


def by_name(pronoun: int, names: list[tuple[int, bool]]) -> Label:
    """A label function for the pronoun at an offset: the candidate named at the offset that is marked as meant."""
    meant = [offset for offset, is_meant in names if is_meant]

    def label(mention: Mention, options: list[Candidate]) -> int | None:
        if mention.token.idx != pronoun or not meant:
            return None
        doc = mention.token.doc
        named = ((n, option.referent.entity) for n, option in enumerate(options))
        return next((n for n, e in named if e and any(doc[at].idx == meant[0] for at in e.mentions)), None)

    return label


def by_label(labels: dict[int, str]) -> Label:
    """A label function for labelled descriptions: names, or "-" for nobody who is named, by offset."""

    def label(mention: Mention, options: list[Candidate]) -> int | None:
        described = mention.description
        name = labels.get(mention.token.doc[described.first].idx) if described is not None and mention.source else None
        if name is None:
            return None
        if name == "-":
            return None if any(option.referent.entity is None for option in options) else len(options)
        meant, named = parse_name(name), ((n, o.referent.entity) for n, o in enumerate(options))
        return next((n for n, e in named if e and (same_person(meant, e.full_name) or e.name == name)), None)

    return label


def by_given_name(meant: dict[int, str]) -> Label:
    """A label function for shared names: the given name of the person who is meant, by offset."""

    def label(mention: Mention, options: list[Candidate]) -> int | None:
        given = meant.get(mention.token.idx) if mention.shared is not None else None
        named = ((n, option.referent.entity) for n, option in enumerate(options))
        return next((n for n, entity in named if entity and entity.full_name.words[0] == given), None)

    return label


def by_exclusion(mention: Mention, options: list[Candidate]) -> int | None:
    """The place of the only candidate that gender or noun allow: of named ones for a pronoun; else None."""
    if mention.description is not None:
        called = [n for n, o in enumerate(options) if o.referent.entity and _is_called(mention, o)]
        return called[0] if len(called) == 1 and mention.description.opening == "the" else None
    gender = "f" if mention.word in FEMININE else "m"
    fitting = [n for n, o in enumerate(options) if o.referent.entity and o.referent.gender in ("", gender)]
    only = mention.word in SINGULAR and len(fitting) == 1 and options[fitting[0]].referent.gender
    return fitting[0] if only else None


def _is_called(mention: Mention, option: Candidate) -> bool:
    entity, described = option.referent.entity, mention.description
    person = option.referent.kind == SpeakerKind.PERSON and not option.follows
    return person and entity is not None and described is not None and described.noun in entity.descriptions


def collect_examples(data: Path, without: set[str]) -> Iterator[Example]:
    """All examples of the corpora."""
    for text in texts(data / "treebank" / "gum-train.conllu.gz"):
        with parsed(text.text) as article:
            yield from examples(article, by_gold(text))
    for paragraph, label in gap(data / "gap" / "development.tsv.gz"):
        with parsed(paragraph) as article:
            yield from examples(article, label)
    labelled = read_labels(LABELS)
    for file in sorted((data / "polnear" / "train" / "text").glob("*.txt")):
        if file.name in without:
            continue
        with parsed(file.read_text(encoding="utf8")) as article:
            yield from examples(article, by_exclusion, inferred=True)
            shared = with_one_family_name(article)
            if file.stem in labelled:
                yield from examples(article, by_label(labelled[file.stem]), weight=LABEL_WEIGHT)
        if shared is not None:
            with parsed(shared.text) as article:
                yield from examples(article, by_given_name(shared.meant), renamed=True)


def gap(path: Path) -> Iterator[tuple[str, Label]]:
    """The paragraphs of GAP, each with the label function for its pronoun."""
    with gzip.open(path, "rt", encoding="utf8") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            names = [(int(row[f"{n}-offset"]), row[f"{n}-coref"] == "TRUE") for n in "AB"]
            yield row["Text"], by_name(int(row["Pronoun-offset"]), names)


def read_labels(path: Path) -> dict[str, dict[int, str]]:
    """The labelled descriptions by article and offset."""
    found: dict[str, dict[int, str]] = {}
    for line in path.read_text(encoding="utf8").splitlines():
        if line and not line.startswith("#"):
            article, start, _, name = line.split("\t")
            found.setdefault(article, {})[int(start)] = name
    return found


def fit(given: list[Example], prior: dict[str, float], penalty: float = PENALTY) -> dict[str, float]:
    """The weights that maximize the penalized likelihood, by gradient ascent with Nesterov momentum."""
    names = sorted({f for example in given for row in example.options for f in row} | set(prior))
    index = {name: place for place, name in enumerate(names)}
    rows = [(number, row) for number, example in enumerate(given) for row in example.options]
    owner = numpy.array([number for number, _ in rows])
    table = numpy.zeros((len(rows), len(names)))
    for place, (_, present) in enumerate(rows):
        table[place, [index[name] for name in present]] = 1.0
    weight = numpy.array([example.weight for example in given])
    starts = numpy.searchsorted(owner, numpy.arange(len(given)))
    wanted = weight @ table[starts + numpy.array([example.meant for example in given])]
    start = numpy.array([prior.get(name, 0.0) for name in names])
    weights = ahead = start
    rate = 1.0 / (weight.sum() + penalty)
    for step in range(STEPS):
        scores = table @ ahead
        masses = numpy.exp(scores - numpy.maximum.reduceat(scores, starts)[owner])
        shares = masses * (weight / numpy.add.reduceat(masses, starts))[owner]
        after = ahead + rate * (wanted - shares @ table - penalty * (ahead - start))
        ahead, weights = after + step / (step + 3) * (after - weights), after
    return {name: round(float(w), 3) for name, w in zip(names, weights, strict=True)}


def accuracy(weights: dict[str, float], given: list[Example]) -> float:
    """The share of the examples whose likeliest option is the one that is meant."""
    scores = [[sum(weights.get(f, 0.0) for f in row) for row in example.options] for example in given]
    right = sum(s.index(max(s)) == example.meant for s, example in zip(scores, given, strict=True))
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
    table = {}
    for form, prior in PRIOR.items():
        own = [example for example in given if example.form == form]
        cut = len(own) // 10
        checked = fit(own[cut:], prior)
        print(f"{len(own)} {form}s; of the tenth held back {accuracy(checked, own[:cut]):.3f} are right")
        table[form] = fit(own, prior)
    options.out.write_text(json.dumps(table, indent=1) + "\n", encoding="utf8")


if __name__ == "__main__":
    main()
