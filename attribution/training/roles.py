"""Train the role network on PolNeAR: ``python -m attribution.training.roles PIPELINE DATA OUT``.

The network's figures become features of the scorer, so each half of the training articles is also scored
by a network that saw only the other half, over counts of the other half: ``OUT/outside.npz`` holds these figures.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import time
from pathlib import Path
from typing import Any

import numpy
import spacy
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from thinc.api import Adam, Model, Optimizer, fix_random_seed

from ..lexicon import counted_in
from ..parsing import make_doc
from ..roles.features import featurize
from ..roles.network import ROLES, STATES, build_network, softmax
from . import lexicon
from .silver import Attribution, gold

BATCH_WORDS = 1500
Targets = NDArray[numpy.int8]


def targets(doc: Doc, found: list[Attribution]) -> Targets:
    """For each token and role: 0 outside, 1 first token of a span, 2 inside. Shape (tokens, 3)."""
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


Article = tuple[str, Doc, list[Attribution]]


def parse(nlp: Language, data: Path, split: str, cache: Path | None = None) -> list[Article]:
    """The annotated articles of a split, parsed with ``nlp``; parses are kept in ``cache``."""
    folder = data / "polnear" / split
    names = [p.stem for p in sorted((folder / "text").glob("*.txt")) if gold(folder, p.stem)]
    if cache is not None and cache.exists():
        docs = list(DocBin().from_disk(cache).get_docs(nlp.vocab))
    else:
        docs = [nlp(make_doc(nlp, (folder / "text" / f"{n}.txt").read_text(encoding="utf8"))) for n in names]
        if cache is not None:
            DocBin(docs=docs).to_disk(cache)
    return [(n, d, gold(folder, n)) for n, d in zip(names, docs, strict=True)]


def train(
    features: list[NDArray[numpy.uint64]], wanted: list[Targets], epochs: int, seed: int = 1, drop: float = 0.3
) -> Model[Any, Any]:
    """A network trained on the given articles."""
    fix_random_seed(seed)
    rng = random.Random(seed)
    pieces = [
        (f[i : i + 300], w[i : i + 300]) for f, w in zip(features, wanted, strict=True) for i in range(0, len(f), 300)
    ]
    model = build_network()
    model.initialize(X=[pieces[0][0]])
    steps = epochs * sum(len(f) for f, _ in pieces) // BATCH_WORDS
    optimizer = Adam(0.001, L2=0.01, grad_clip=1.0, use_averages=True)
    step, eye = 0, numpy.eye(len(STATES), dtype="float32")
    for epoch in range(epochs):
        rng.shuffle(pieces)
        started, total, batch, words = time.time(), 0.0, [], 0
        for index, piece in enumerate(pieces):
            batch.append(piece)
            words += len(piece[0])
            if words < BATCH_WORDS and index + 1 < len(pieces):
                continue
            optimizer.learn_rate = 0.0015 * min(1.0, (step + 1) / 150) * max(0.02, 1 - step / steps)
            total += _update(model, [f for f, _ in batch], [w for _, w in batch], optimizer, eye, drop)
            batch, words, step = [], 0, step + 1
        print(f"epoch {epoch} loss {total:.0f} {time.time() - started:.0f}s", flush=True)
    with model.use_params(optimizer.averages):
        return model.copy()


def _update(
    model: Model[Any, Any], inputs: list[NDArray[numpy.uint64]], wanted: list[Targets], optimizer: Optimizer,
    eye: NDArray[numpy.float32], drop: float,
) -> float:  # fmt: skip
    for node in model.walk():
        if node.name == "dropout" or "dropout_rate" in node.attrs:
            node.attrs["dropout_rate"] = drop
    logits, back = model.begin_update(inputs)
    gradients, loss = [], 0.0
    for scores, labels in zip(logits, wanted, strict=True):
        truth = eye[labels]
        guess = softmax(scores)
        loss -= float(numpy.log(numpy.maximum((guess * truth).sum(axis=2), 1e-9)).sum())
        gradients.append((guess - truth).reshape(scores.shape).astype("float32"))
    back(gradients)
    model.finish_update(optimizer)
    return loss


def score(guess: list[NDArray[numpy.float32]], wanted: list[Targets]) -> dict[str, float]:
    """Exact F1 of the spans per role, spans read greedily from the likeliest states."""
    out = {}
    for role, name in enumerate(ROLES):
        right = made = there = 0
        for probabilities, labels in zip(guess, wanted, strict=True):
            truth, found = spans(labels[:, role]), spans(probabilities[:, role].argmax(axis=1))
            right, made, there = right + len(truth & found), made + len(found), there + len(truth)
        out[name] = 2 * right / max(made + there, 1)
    return out


def spans(states: NDArray[numpy.int_] | Targets) -> set[tuple[int, int]]:
    """(start, end) of the runs B I*, an I without a B opening one."""
    found, start = set(), -1
    for index, state in enumerate([*states.tolist(), 0]):
        if state != 2 and start >= 0:
            found.add((start, index))
            start = -1
        if state == 1 or (state == 2 and start < 0):
            start = index
    return found


def half(name: str) -> int:
    """Which half of the training articles an article belongs to, by its name."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % 2


def counted_by_the_other(data: Path, out: Path) -> list[Path]:
    """Folders with the lexicon's tables for each half, counted over the other half only."""
    folders = [out / f"counts-for-{part}" for part in (0, 1)]
    for part, folder in enumerate(folders):
        if not (folder / "cue_frames.tsv").exists():
            lexicon.build(data, folder, lambda name, part=part: half(name) != part)  # type: ignore[misc]
    return folders


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pipeline", type=Path)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--epochs", type=int, default=6)
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    nlp = spacy.load(arguments.pipeline)
    articles = parse(nlp, arguments.data, "train", arguments.out / "train.spacy")
    folders = counted_by_the_other(arguments.data, arguments.out)
    features = []
    for name, doc, _ in articles:
        with counted_in(folders[half(name)]):
            features.append(featurize(doc))
    wanted = [targets(doc, found) for _, doc, found in articles]
    outside: dict[str, NDArray[numpy.float32]] = {}
    for part in (0, 1):
        chosen = [i for i, (name, _, _) in enumerate(articles) if half(name) == part]
        others = [i for i, (name, _, _) in enumerate(articles) if half(name) != part]
        model = train([features[i] for i in chosen], [wanted[i] for i in chosen], arguments.epochs)
        guess = [softmax(x) for x in model.predict([features[i] for i in others])]
        print("half", part, score(guess, [wanted[i] for i in others]), flush=True)
        outside.update((articles[i][0], g) for i, g in zip(others, guess, strict=True))
    numpy.savez_compressed(arguments.out / "outside.npz", **outside)  # type: ignore[arg-type]
    train(features, wanted, arguments.epochs).to_disk(arguments.out / "network.bin")


if __name__ == "__main__":
    main()
