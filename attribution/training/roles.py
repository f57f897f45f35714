"""Train the role network on PolNeAR: ``python -m attribution.training.roles PIPELINE DATA OUT``.

The network's probabilities are features of the scorer, so each fold of the training articles is also scored by a
network trained on the other folds, with the lexicon counted over the other folds. ``OUT/outside.npz`` holds these
held-out probabilities. Needs PyTorch.
"""

from __future__ import annotations

import argparse
import hashlib
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import numpy
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from ..article.role_runs import ROLES, best_path, runs
from ..article.segmentation import segment
from ..language.lexicon import use_counts
from ..parsing import load
from ..roles.component import WEIGHTS
from ..roles.features import Features, featurize
from ..tokenization import make_doc
from . import lexicon
from .silver import Attribution, gold

FOLDS = 4
Targets = NDArray[numpy.int8]


def targets(doc: Doc, found: list[Attribution]) -> Targets:
    """The target of each token and role, shape (tokens, 3): 0 outside, 1 first token of a span, 2 inside."""
    out = numpy.zeros((len(doc), len(ROLES)), dtype="int8")
    for role, name in enumerate(ROLES):
        spans = [s for a in found for s in getattr(a, name)]
        for start, end in sorted(spans, key=lambda s: s[0] - s[1]):
            span = doc.char_span(start, end, alignment_mode="contract")
            if span is None or not len(span):
                continue
            for token in span:
                if out[token.i, role] != 1:
                    out[token.i, role] = 2
            out[span.start, role] = 1
    return out


ParsedArticle = tuple[str, Doc, list[Attribution]]


def parse(nlp: Language, data: Path, split: str, cache: Path | None = None) -> list[ParsedArticle]:
    """The annotated articles of a split, parsed with ``nlp``. Parses are read from or written to the file ``cache``."""
    folder = data / "polnear" / split
    names = [p.stem for p in sorted((folder / "text").glob("*.txt")) if gold(folder, p.stem)]
    if cache is not None and cache.exists():
        docs = list(DocBin().from_disk(cache).get_docs(nlp.vocab))
    else:
        docs = [nlp(make_doc(nlp, (folder / "text" / f"{n}.txt").read_text(encoding="utf8"))) for n in names]
        if cache is not None:
            DocBin(docs=docs).to_disk(cache)
    return [(n, d, gold(folder, n)) for n, d in zip(names, docs, strict=True)]


def score(guess: list[NDArray[numpy.float32]], wanted: list[Targets]) -> dict[str, float]:
    """The exact-match F1 of the runs of each role."""
    out = {}
    for role, name in enumerate(ROLES):
        right = made = there = 0
        for figures, labels in zip(guess, wanted, strict=True):
            truth, found = spans(labels[:, role]), {(r.start, r.end) for r in runs(figures, best_path(figures), role)}
            right, made, there = right + len(truth & found), made + len(found), there + len(truth)
        out[name] = 2 * right / max(made + there, 1)
    return out


def spans(states: NDArray[numpy.int_] | Targets) -> set[tuple[int, int]]:
    """The (start, end) of each span: a 1 followed by 2s, or 2s without a 1 before them."""
    found, start = set(), -1
    for index, state in enumerate([*states.tolist(), 0]):
        if state != 2 and start >= 0:
            found.add((start, index))
            start = -1
        if state == 1 or (state == 2 and start < 0):
            start = index
    return found


def fold(name: str) -> int:
    """The fold of an article, derived from its name."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % FOLDS


def count_other_folds(data: Path, out: Path) -> list[Path]:
    """The folders with the lexicon's tables for each fold, counted over the other folds; created if missing."""
    folders = [out / f"counts-for-{part}" for part in range(FOLDS)]
    for part, folder in enumerate(folders):
        if not (folder / "cue_frames.tsv").exists():
            lexicon.build(data, folder, lambda name, part=part: fold(name) != part)  # type: ignore[misc]
    return folders


Examples = tuple[list[str], list[Features], list[Targets]]


def _train_without(part: int | None, examples: Examples, out: Path, epochs: int) -> dict[str, NDArray[numpy.float32]]:
    """Train without the fold ``part`` and return its held-out probabilities by article.

    If ``part`` is None, train on all folds, write the weights, and return an empty dict.
    """
    from .tagger import train

    names, features, wanted = examples
    chosen = [i for i, name in enumerate(names) if fold(name) != part]
    network = train([features[i] for i in chosen], [wanted[i] for i in chosen], epochs)
    if part is None:
        network.save(out / WEIGHTS)
        return {}
    others = [i for i, name in enumerate(names) if fold(name) == part]
    guess = [network.predict(features[i]) for i in others]
    print("fold", part, score(guess, [wanted[i] for i in others]), flush=True)
    return {names[i]: figures for i, figures in zip(others, guess, strict=True)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pipeline", type=Path)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--epochs", type=int, default=7)
    parser.add_argument("--processes", type=int, default=2)
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    nlp = load(arguments.pipeline)
    articles = parse(nlp, arguments.data, "train", arguments.out / "train.spacy")
    folders = count_other_folds(arguments.data, arguments.out)
    features = []
    for name, doc, _ in articles:
        with use_counts(folders[fold(name)]):
            features.append(featurize(doc, segment(doc.text).passages))
    examples = ([name for name, _, _ in articles], features, [targets(doc, found) for _, doc, found in articles])
    held_out: dict[str, NDArray[numpy.float32]] = {}
    with ProcessPoolExecutor(arguments.processes, mp_context=get_context("spawn")) as pool:
        parts = [None, *range(FOLDS)]  # the longest first
        jobs = [pool.submit(_train_without, part, examples, arguments.out, arguments.epochs) for part in parts]
        for job in jobs:
            held_out.update(job.result())
    numpy.savez_compressed(arguments.out / "outside.npz", **held_out)  # type: ignore[arg-type]


if __name__ == "__main__":
    main()
