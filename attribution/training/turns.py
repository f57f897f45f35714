"""Train who speaks in a quotation without a cue: ``python -m attribution.training.turns DATA [--out FILE]``.

The examples are the quotations without a cue in texts written for this project (``benchmarks/turns/train.txt``,
``benchmarks/news/train.txt`` and the texts of ``antecedents.own_texts``), and in PolNeAR's news, where speakers go on
more often than not. The model is a conditional logit over the choices of each, regularized towards ``PRIOR``. Prints
how many choices are right with the weights that four fifths of the texts give, on the others, and on
``benchmarks/turns/held_out.txt``.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path

from ..article.article import Article
from ..coreference.resolve import resolve
from ..engine import linked_reports
from ..evaluation.entries import Entry
from ..evaluation.polnear import read
from ..model import Span
from ..parsing import parsed
from ..rules.registry import all_rules
from ..rules.report import Report
from ..scoring.features import FeatureCache
from ..scoring.spans import shared_characters, size
from ..scoring.turn_chooser import WEIGHTS, choose, score
from ..scoring.turn_features import features
from ..scoring.turn_situation import Choice, Situation
from . import answers
from .answers import Accepts, Answered
from .antecedents import own_texts
from .conditional_logit import Example, accuracy, fit
from .turn_priors import PRIOR

ROOT = Path(__file__).parents[2]
PENALTY = 2.0  # strength of the prior, in examples
FOLDS = 5

HERE = Span(0, 0)
OWN_WEIGHT = 1.5  # weight of an example of our own texts, which have most of the dialogues
NOBODY_WEIGHT = 0.5  # of one for which no choice has a right name, as the name may be what is wrong
EVERY = 4  # one in this many of PolNeAR's articles is read

Speakers = dict[int, str | None]  # the name that the source of a report leads to, by the token of its head


def of_text(answered: Answered) -> list[Example]:
    """The examples of one text: its passages without a cue of which the speaker is known."""
    with parsed(answered.text) as article:
        rule = all_rules()[0]
        each = [Report(rule, HERE, "", 0, None, p.spans, 1.0, (n,)) for n, p in enumerate(article.passages)]
        return _examples(article, _speakers(article), dict(answered.of_reports(each)), OWN_WEIGHT)


def of_news(data: Path) -> Iterator[list[Example]]:
    """The examples of PolNeAR's articles. A speaker is whom the source of the annotated attribution leads to."""
    for given in read(data / "polnear" / "train")[::EVERY]:
        with parsed(given.text) as article:
            speakers = _speakers(article)
            yield _examples(article, speakers, dict(_annotated(article, given.entries, speakers)), 1.0)


def _examples(article: Article, speakers: Speakers, wanted: dict[int, Accepts], weight: float) -> list[Example]:
    """The examples of an article; ``wanted`` tells which names are right for a passage."""
    found: list[Example] = []

    def decide(situation: Situation) -> Choice:
        accepts = wanted.get(situation.number)
        rows = features(situation)
        right = [c for c in rows if accepts is not None and _is_right(situation, c, speakers, accepts)]
        if not right:
            return choose(situation, PRIOR)
        meant = max(right, key=lambda choice: score(rows[choice], PRIOR))
        sure = weight if meant != Choice.NOBODY else weight * NOBODY_WEIGHT
        found.append(Example("turn", list(rows.values()), list(rows).index(meant), sure))
        return meant

    linked_reports(article, FeatureCache(), all_rules(), decide)
    return found


def _speakers(article: Article) -> Speakers:
    """Whom the sources of all reports mean, and of those that the text beside a passage shows."""
    shown: list[Report] = []

    def decide(situation: Situation) -> Choice:
        shown.extend([situation.shown] if situation.shown is not None else [])
        return choose(situation, PRIOR)

    reports = linked_reports(article, FeatureCache(), all_rules(), decide).reports
    taken = {report.cue_head for report in reports}
    reports += {r.cue_head: r for r in shown if r.cue_head not in taken}.values()
    named = zip(reports, resolve(article, reports), strict=True)
    return {r.source.head: who.speaker.name if who.speaker else None for r, who in named if r.source is not None}


def _annotated(article: Article, given: Sequence[Entry], speakers: Speakers) -> Iterator[tuple[int, Accepts]]:
    """Which names are right for the passages that an attribution covers, by their number."""
    for number, passage in enumerate(article.passages):
        over = ((shared_characters(entry.spans, passage.spans), entry) for entry in given)
        covering = max(over, key=lambda found: found[0], default=None)
        if covering is None or 2 * covering[0] <= size(passage.spans):
            continue
        heads = (speakers.get(at) for span in covering[1].mention for at in range(*article.token_range(span)))
        names = frozenset(name for name in heads if name is not None)
        if names:
            yield number, names.__contains__


def _is_right(situation: Situation, choice: Choice, speakers: Speakers, accepts: Accepts) -> bool:
    """Whether a choice leads to a right name; nobody is right if none of the others may be."""
    other = situation.other.report if situation.other is not None else None
    reports = {Choice.LAST: situation.last.report, Choice.OTHER: other, Choice.SHOWN: situation.shown}
    if choice == Choice.NOBODY:
        return not any(_is_right(situation, c, speakers, accepts) for c in reports)
    report = reports[choice]
    return report is not None and report.source is not None and accepts(speakers.get(report.source.head))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("data", type=Path)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    options = parser.parse_args()
    folder = ROOT / "benchmarks" / "turns"
    ours = (answers.own(ROOT / "benchmarks" / name / "train.txt", name) for name in ("turns", "news"))
    texts = chain(*ours, own_texts(ROOT))
    each = [*(of_text(text) for text in texts), *of_news(options.data)]
    rates: dict[float, list[float]] = {}
    for fold in range(FOLDS):
        table = fit([e for n, found in enumerate(each) if n % FOLDS != fold for e in found], PRIOR, PENALTY)
        for found in each[fold::FOLDS]:
            for e in found:
                rates.setdefault(e.weight, []).append(accuracy(table, [e]))
    given = [e for found in each for e in found]
    table = fit(given, PRIOR, PENALTY)
    held_out = [e for text in answers.own(folder / "held_out.txt", "held out") for e in of_text(text)]
    for weight, right in rates.items():
        print(f"weight {weight}: right are {sum(right) / max(1, len(right)):.3f} of {len(right)}")
    print(f"held out: {accuracy(table, held_out):.3f} of {len(held_out)}")
    options.out.write_text(json.dumps({n: w for n, w in table.items() if w}, indent=1) + "\n", encoding="utf8")


if __name__ == "__main__":
    main()
