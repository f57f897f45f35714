"""Train the ranker of antecedents: ``python -m attribution.training.antecedents DATA [--apart FILE] [--out FILE]``.

There are six sources of examples, all from training splits:

- GUM: the antecedents of pronouns and descriptions in its coreference annotation, and which have none;
- GAP: pronouns in Wikipedia, each with the name that it means;
- PolNeAR's news: pronouns with only one possible antecedent because all other candidates have the other gender. The
  model learns from the antecedent's position and role; its gender is hidden;
- PolNeAR's news: descriptions of which only one candidate was called so before; what it is called is hidden;
- PolNeAR's news: in each article, the two people most often called by their family names get one family name;
- our own texts (``own_texts``): the mentions beside cues whose speaker is given. ``--apart`` gets the weights without
  these, from which ``links`` learns how far the ranker is to be trusted on unseen texts.

The model is a conditional logit over the candidates of each mention and the choice of none of them, regularized towards
``PRIOR``. That matters because the two sources before the last are biased: writers can afford it where gender or noun
tell.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import random
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from spacy.tokens import Token

from ..article.article import Article
from ..coreference.candidates import candidates
from ..coreference.description_features import features_of_none
from ..coreference.discourse_state import Candidate, Choice, DiscourseState, Referent
from ..coreference.mentions import Mention
from ..coreference.ranker import WEIGHTS, choose, features, form_of
from ..coreference.resolve import resolve
from ..engine import linked_reports
from ..entities.unnamed_sources import source_description
from ..language.name_matching import same_person
from ..language.names import parse_name
from ..language.pronouns import FEMININE, HE_OR_SHE
from ..model import SpeakerKind
from ..parsing import parsed
from ..rules.registry import all_rules
from ..rules.report import Report
from ..scoring.features import FeatureCache
from . import answers
from .answers import Answered
from .antecedent_priors import PRIOR
from .conditional_logit import Example, accuracy, fit
from .coreference import Text, texts
from .namesakes import with_one_family_name

ROOT = Path(__file__).parents[2]
LABELS = ROOT / "benchmarks" / "antecedents" / "train.tsv"
INFERRED_WEIGHT = 0.5  # weight of an example whose antecedent is inferred
EVERY = 4  # one in this many of PolNeAR's articles is read, besides those with labels
LABEL_WEIGHT = 4.0  # weight of a labelled description of the news, of which there are few
OWN_WEIGHT = 3.0  # weight of a mention of our own texts, which are of more kinds than the corpora
TELLING = ("gender shown", "called", "not called", "shares", "of another")  # features by which it is inferred
# Features by which writers keep namesakes apart.
APART = ("called otherwise", "introduced first", "in the headline", "mentioned most", "a relative", "just named")

Label = Callable[[Mention, list[Candidate]], int | None]  # a place among the candidates; behind the last: none of them


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
        considered = candidates(state, mention._replace(gender="")) if inferred else options
        meant = label(mention, considered)
        if meant is None or (mention.shared is not None and meant == len(considered)):
            return choose(state, mention, options)
        rows = features(state, mention, considered)
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
    only = mention.word in HE_OR_SHE and len(fitting) == 1 and options[fitting[0]].referent.gender
    return fitting[0] if only else None


def _is_called(mention: Mention, option: Candidate) -> bool:
    entity, described = option.referent.entity, mention.description
    person = option.referent.kind == SpeakerKind.PERSON and not option.follows
    return person and entity is not None and described is not None and described.noun in entity.descriptions


def by_answer(reports: list[Report], answered: Answered) -> Label:
    """A label function for the sources of a text with answers: a candidate of a right name, or none if it is new."""
    answers = ((reports[n].source, accepts) for n, accepts in answered.of_reports(reports))
    sources = {source.span.start: (source, accepts) for source, accepts in answers if source is not None}

    def label(mention: Mention, options: list[Candidate]) -> int | None:
        head = mention.token
        source, accepts = sources.get(max((at for at in sources if at <= head.idx), default=-1), (None, None))
        if not mention.source or source is None or accepts is None or head.idx >= source.span.end:
            return None
        named = (n for n, option in enumerate(options) if accepts(_name_of(option.referent)))
        is_new = mention.description is not None and accepts(_described(head, mention.description.kind))
        return next(named, len(options) if is_new else None)

    return label


def _name_of(referent: Referent) -> str:
    if referent.entity is not None or referent.name:
        return referent.speaker.name
    return _described(referent.head, referent.kind)


def _described(head: Token, kind: SpeakerKind) -> str:
    return source_description(head.doc, head, kind)


def of_answers(texts: Iterable[Answered]) -> Iterator[Example]:
    """The examples of texts with answers."""
    for answered in texts:
        with parsed(answered.text) as article:
            reports = linked_reports(article, FeatureCache(), all_rules()).reports
            yield from examples(article, by_answer(reports, answered), weight=OWN_WEIGHT)


def own_texts(root: Path) -> Iterator[Answered]:
    """The texts with answers that were written for this project, without those that only measure."""
    yield from answers.own(root / "benchmarks" / "links" / "train.txt", "own texts")
    yield from answers.seeds(root / "seeds")
    yield from answers.field(root / "benchmarks" / "field" / "development", "field")


def collect_examples(data: Path, without: set[str]) -> Iterator[Example]:
    """All examples of the corpora."""
    for text in texts(data / "treebank" / "gum-train.conllu.gz"):
        with parsed(text.text) as article:
            yield from examples(article, by_gold(text))
    for paragraph, label in gap(data / "gap" / "development.tsv.gz"):
        with parsed(paragraph) as article:
            yield from examples(article, label)
    labelled = read_labels(LABELS)
    for number, file in enumerate(sorted((data / "polnear" / "train" / "text").glob("*.txt"))):
        if file.name in without or (number % EVERY and file.stem not in labelled):
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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("data", type=Path)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    parser.add_argument("--apart", type=Path, help="a file for the weights without our own texts")
    parser.add_argument("--without", type=Path, help="a list of PolNeAR files to leave out")
    options = parser.parse_args()
    without = set(options.without.read_text(encoding="utf8").split()) if options.without else set()
    given = list(collect_examples(options.data, without))
    own = list(of_answers(own_texts(ROOT)))
    random.Random(1).shuffle(given)
    for form, prior in PRIOR.items():
        ours, others = [e for e in own if e.form == form], [e for e in given if e.form == form]
        cut = len(others) // 10
        checked = fit([*others[cut:], *(e for n, e in enumerate(ours) if n % 5)], prior)
        rate, own_rate = accuracy(checked, others[:cut]), accuracy(checked, ours[::5])
        held_back = f"{rate:.3f} of a tenth of {len(others)}, {own_rate:.3f} of a fifth of {len(ours)} own ones"
        print(f"{form}: right are {held_back}")
    _write(options.out, given + own)
    if options.apart:
        _write(options.apart, given)


def _write(path: Path, given: list[Example]) -> None:
    table = {form: fit([e for e in given if e.form == form], prior) for form, prior in PRIOR.items()}
    path.write_text(json.dumps(table, indent=1) + "\n", encoding="utf8")


if __name__ == "__main__":
    main()
