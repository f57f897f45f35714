"""Count which verbs are cues in which frames: ``python -m attribution.training.lexicon DATA``.

Writes ``attribution/language/data/cue_frames.tsv`` and ``cue_complements.tsv`` from the training split of PolNeAR. They
contain only lemmas and counts, no text of an article.
"""

from __future__ import annotations

import argparse
import collections
from collections.abc import Callable
from pathlib import Path

import spacy
from spacy.tokens import Doc, Token

from ..article.frames import Frames
from ..article.passages import find_passages
from ..article.text import paragraphs
from ..language.grammar import is_verb, lemma, subtree_span
from ..language.lexicon import DATA
from .silver import Attribution, Spans, articles

MIN_CUES = 2  # times that a verb in the table was a cue
MIN_RELATION = 3  # times that a complement in the table was seen

Counts = collections.Counter[tuple[str, str, str]]


def alphanumeric_offsets(text: str, spans: Spans) -> set[int]:
    """The offsets of the letters and digits inside ``spans``."""
    return {i for s, e in spans for i in range(s, e) if text[i].isalnum()}


def cue_head(doc: Doc, attribution: Attribution) -> Token | None:
    """The verb that heads the cue, else the cue's head token; None if no token lies within the cue."""
    tokens = [t for s, e in attribution.cue for t in doc.char_span(s, e, alignment_mode="contract") or ()]
    tops = [t for t in tokens if t.head not in tokens or t.head == t]
    return next((t for t in tops if is_verb(t)), tops[0] if tops else None)


def count(doc: Doc, found: list[Attribution], frames: Counts, seen: Counts, content: Counts, total: Counts) -> None:
    """Add the counts of one article: cues and verbs by frame, contents and complements by relation."""
    marks = Frames(find_passages(doc.text, paragraphs(doc.text)))
    heads = {head.i: a for a in found if (head := cue_head(doc, a)) is not None}
    for token in doc:
        if not is_verb(token):
            continue
        parts, shape, state = marks.frame(token)
        key = (lemma(token), shape, state)
        seen[key] += 1
        attribution = heads.get(token.i)
        if attribution is None:
            continue
        frames[key] += 1
        inside = alphanumeric_offsets(doc.text, attribution.content)
        for part in parts:
            span = subtree_span(part.top)
            letters = alphanumeric_offsets(doc.text, [(span.start, span.end)])
            relation = (lemma(token), part.relation, "")
            total[relation] += 1
            content[relation] += len(letters & inside) > 0.6 * len(letters)


def write(path: Path, header: str, rows: list[tuple[object, ...]]) -> None:
    """Write a table with its header as comments."""
    lines = [f"# {line}" for line in header.split("\n")]
    lines += ["\t".join(map(str, row)) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf8")


def build(data: Path, out: Path = DATA, chosen: Callable[[str], bool] = lambda name: True) -> None:
    """Write both tables to ``out``, counted over the articles for whose name ``chosen`` is true."""
    out.mkdir(parents=True, exist_ok=True)
    nlp = spacy.blank("en")
    frames, seen, content, total = (collections.Counter() for _ in range(4))  # type: Counts, Counts, Counts, Counts
    for name, doc, found in articles(data, "train", nlp.vocab):
        if not chosen(name):
            continue
        count(doc, found, frames, seen, content, total)
    cues: collections.Counter[str] = collections.Counter()
    everything: Counts = collections.Counter()
    everything_seen: Counts = collections.Counter()
    for (word, shape, quoted), number in frames.items():
        cues[word] += number
        everything["*", shape, quoted] += number
    for (_, shape, quoted), number in seen.items():
        everything_seen["*", shape, quoted] += number
    rows: list[tuple[object, ...]] = [
        (word, shape, quoted, everything["*", shape, quoted], number)
        for (word, shape, quoted), number in sorted(everything_seen.items())
    ]
    rows += [
        (*key, frames[key], number)
        for key, number in sorted(seen.items())
        if cues[key[0]] >= MIN_CUES and key[0].isalpha()
    ]
    write(
        out / "cue_frames.tsv",
        "Verbs that report, by dependency frame: lemma, frame, quotation mark (Q: one opens in a complement,\n"
        "q: one is near, -: neither), times it was\n"
        f"a cue, times it was seen. A lemma is listed when it was a cue {MIN_CUES} times or more; '*' sums all verbs.\n"
        "Source: counted by attribution/training/lexicon.py over the training split of PolNeAR.",
        rows,
    )
    sums: Counts = collections.Counter()
    sums_total: Counts = collections.Counter()
    for (word, relation, _), number in total.items():
        sums_total["*", relation, ""] += number
        sums["*", relation, ""] += content[word, relation, ""]
    rows = [(r, w, sums[w, r, ""], n) for (w, r, _), n in sorted(sums_total.items()) if n >= MIN_RELATION * 3]
    rows += [(r, w, content[w, r, ""], n) for (w, r, _), n in sorted(total.items()) if n >= MIN_RELATION]
    write(
        out / "cue_complements.tsv",
        "How often a complement of a cue verb is content: relation, lemma ('*' for all), times content, times seen.\n"
        "Source: counted by attribution/training/lexicon.py over the training split of PolNeAR.",
        rows,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="folder with polnear/")
    build(parser.parse_args().data)


if __name__ == "__main__":
    main()
