"""The engine against ``nlp.pipe`` over every sentence and against textacy, in one process, on the same articles."""

from __future__ import annotations

from dataclasses import replace

from spacy.language import Language

from attribution import Evidence, Quotation, attribute, attribute_text
from attribution.article.readings import readings
from attribution.parsing import BUNDLED, load
from attribution.roles.component import FACTORY
from attribution.sentences import bound_sentences
from attribution.tokenization import keep_stops, make_doc

from ..engine.ratio import BATCH, tasks
from ..engine.turns import Task, in_turns, times_as_fast

Found = list[list[Quotation]]


def whole_pipeline() -> Language:
    """The bundled pipeline as spaCy loads it, with the tokens of the engine, and its correction of parsed sentences."""
    nlp = load(BUNDLED)
    keep_stops(nlp)
    Language.component("bound_sentences", func=bound_sentences)
    nlp.add_pipe("bound_sentences", after="parser")
    return nlp


def by_pipe(nlp: Language, texts: list[str]) -> Found:
    """The quotations by every component over every sentence, in batches by spaCy."""
    docs = (make_doc(nlp, text) for text in texts)
    return [attribute(doc) for doc in nlp.pipe(docs, batch_size=BATCH)]


def by_engine(texts: list[str]) -> Found:
    """The quotations by the engine."""
    return [attribute_text(text) for text in texts]


def bare(found: Found) -> Found:
    """The quotations without confidence and evidence, in which rounding shows."""
    return [
        [replace(q, confidence=0.0, evidence=Evidence(q.evidence.rule, q.evidence.chain)) for q in article]
        for article in found
    ]


def report_differences(one: Found, other: Found, what: str) -> None:
    """Print how many quotations of either way the other does not find in the same way, and in how many articles."""
    lone = [max(len(a - b), len(b - a)) for a, b in ((set(a), set(b)) for a, b in zip(one, other, strict=True))]
    count, articles = sum(map(len, one)), sum(map(bool, lone))
    print(f"{what}: {sum(lone)} of {count:,} quotations differ from nlp.pipe's, in {articles} articles")


def compare(texts: list[str], rounds: int) -> None:
    """Print the articles a second of each, in processor time of this process.

    They take turns, each of them warmed up; the speed is that of the best round, the ratio the median of the rounds.
    """
    nlp, without_roles = whole_pipeline(), load(BUNDLED, without=[FACTORY])
    plain = [text for text in texts if not readings(text)]  # the others' offsets refer to another text
    found, whole = by_engine(plain), by_pipe(nlp, plain)
    report_differences(found, whole, "all members")
    report_differences(bare(found), bare(whole), "without confidence and its factors")

    others: dict[str, Task] = {name: task for name, task in tasks(without_roles).items() if name != "saidby"}
    measured: dict[str, Task] = {
        "saidby": by_engine,
        "nlp.pipe over every sentence, then the engine": lambda some: by_pipe(nlp, some),
        **others,
    }
    seconds = in_turns(measured, texts, rounds)
    for name, each in seconds.items():
        ratio = times_as_fast(seconds, "saidby", name)
        print(f"{name}: {len(texts) / min(each):.2f} articles/s; saidby is {ratio:.2f} times as fast", flush=True)
