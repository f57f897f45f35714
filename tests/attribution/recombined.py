"""Articles recombined from the seeds' paragraphs, sentences and pieces with odd signs, and what must hold of each.

The suite reads a few of them. For many, run ``python -m tests.attribution.recombined --texts 100000``: it prints each
text that fails, made as short as it can be.
"""

from __future__ import annotations

import argparse
import multiprocessing
import re
import sys
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache, partial
from itertools import pairwise
from pathlib import Path
from random import Random

from spacy.tokens import Doc

from attribution import Quotation, attribute, attribute_text
from attribution.article.text import check
from attribution.errors import InvalidText
from attribution.parsing import parse, pipeline
from attribution.tokenization import make_doc

from .parses import Word, clearnlp
from .records import check_record

SEEDS = Path(__file__).parents[2] / "seeds"
MARKS = [*"“”\"'‘’«»„‚‹›`", "''", "``", "“‘", "’”", '."', "”.", ",”"]
SIGNS = [
    *".,:;?!-–—…()[]/&%$#@*_+=<>|~°", "...", "--", " - ", " — ", "\u00a0", "\u200b", "\u2060", "\ufeff", "\u00ad",
]  # fmt: skip
BREAKS = ["\n", "\n\n", "\r\n", "\r", "\u2028", "\t", " ", "  ", "\n\n\n", "\n \n", ""]
SCRIPTS = [
    "我们", "。", "、", "カナ", "한국", "Ваня", "Ελλάς", "مرحبا", "שלום", "नमस्ते", "ไทย", "é", "e\u0301", "ﬁn", "ß", "İ",
    "ſ", "𝔸", "😀", "👩‍👩‍👧", "🇫🇷", "½", "²", "Ⅳ", "①", "\u0301",
]  # fmt: skip
NAMES = """Ana Lopez|Mr. Brown|Dr. Eva Ruiz|Xi Jinping|Minister Ana Lopez|A. B. Lopez|O’Neill|el-Sayed|van der Berg
the Harbour Council|Acme Corp.|U.S.|Jr.|Ms.|Pope Leo|King|Sir|HARWICK|ANA LOPEZ|lopez|Ana “Nan” Lopez
Lopez's|James’|the 43-year-old|the minister|the company|a spokesman for Acme|officials|his mother|she|he
they|it|I|we|who|her|Ana and Eva|the man|D|A|M"""
CUES = """said|says|told reporters|added|asked|according to|said that|was quoted as saying|wrote:|whispered|claim that
by|denied saying that|called|called it|dubbed|known as|announced|tweeted|replied|, said|said,|who said|says:
thinks|hopes to"""
LEADS = """HARWICK - |ACCRA, Ghana (Wire) — |LIMA, March 14 -- |By Ana Lopez|ANA LOPEZ: |MODERATOR (off mic): |Q: |A:
Lopez: |— Ana Lopez|- |• |1. |>> |[Ana]: |The Guardian: |Note: |— |* * *|By |: """
WORDS = [text.replace("\n", "|").split("|") for text in (NAMES, CUES, LEADS)]
TIMES = [*[1] * 12, 2, 5]
SEPARATORS = [" "] * 6 + BREAKS + [", ", ". ", ".\n", "\n\n", "\n\n"]


@cache
def paragraphs() -> list[str]:
    """The paragraphs of all seeds."""
    texts = (path.read_text(encoding="utf8") for path in sorted(SEEDS.glob("*.txt")))
    return [paragraph for text in texts for paragraph in re.split(r"\n+", text) if paragraph.strip()]


@cache
def sentences() -> list[str]:
    """Their sentences, roughly."""
    return [found for text in paragraphs() for found in re.split(r"(?<=[.!?”])\s+", text) if found]


def recombined(random: Random) -> str:
    """A text of some parts, which may be cut off, shouted, run together or sprinkled with signs."""
    parts = [_part(random) * random.choice(TIMES) + random.choice(SEPARATORS) for _ in range(random.randint(1, 9))]
    text = "".join(parts)
    for change in (_cut, _sprinkled, _shouted, _joined, _swapped):
        if random.random() < 0.15:
            text = change(random, text)
    return text


def _part(random: Random) -> str:
    kind = random.randrange(12)
    if kind == 0:
        return random.choice(paragraphs())
    if kind <= 3:
        return random.choice(sentences())
    if kind <= 5:
        return _cut(random, random.choice(sentences()))
    if kind <= 8:
        return random.choice(WORDS[kind - 6])
    return random.choice([MARKS, SIGNS, SCRIPTS][kind - 9])


def _cut(random: Random, text: str) -> str:
    """A piece of a text, between any two characters."""
    first, last = sorted(random.randint(0, len(text)) for _ in range(2))
    return text[random.choice([0, first]) : last]


def _sprinkled(random: Random, text: str) -> str:
    for _ in range(random.randint(1, 5)):
        at = random.randint(0, len(text))
        text = text[:at] + random.choice(random.choice([MARKS, SIGNS, BREAKS, SCRIPTS])) + text[at:]
    return text


def _shouted(random: Random, text: str) -> str:
    return random.choice([str.upper, str.title, str.lower, str.swapcase])(text)


def _joined(random: Random, text: str) -> str:
    return text.replace(random.choice([" ", "\n", ". ", ", "]), "")


def _swapped(random: Random, text: str) -> str:
    return text.translate(str.maketrans("“”’", random.choice(['""\'', "«»’", "„“’", "‘’'", "”“’"])))


def check_quotations(text: str, found: list[Quotation]) -> None:
    """What holds of the quotations of any text."""
    for quotation in found:
        check_record(text, quotation)
    assert all(a.spans[0].start <= b.spans[0].start for a, b in pairwise(found))


def check_text(text: str) -> None:
    """Read a text with the bundled pipeline."""
    check_quotations(text, attribute_text(text))


def check_other_labels(text: str) -> None:
    """Read a text by a parse with the labels of spaCy's own pipelines, which have no role network."""
    check(text)
    nlp = pipeline()
    with nlp.memory_zone():
        check_quotations(text, attribute(relabelled(parse(nlp, make_doc(nlp, text)))))


def relabelled(doc: Doc) -> Doc:
    """The Doc with the ClearNLP labels and heads that its tree has there."""
    words = clearnlp([Word(t.text, t.tag_, t.dep_, t.head.i, t.ent_type_) for t in doc])
    heads = _rooted([word.head for word in words])
    return Doc(
        doc.vocab,
        words=[t.text for t in doc],
        spaces=[bool(t.whitespace_) for t in doc],
        tags=[t.tag_ for t in doc],
        pos=[t.pos_ for t in doc],
        lemmas=[t.lemma_ for t in doc],
        heads=heads,
        deps=["ROOT" if heads[n] == n else word.dep for n, word in enumerate(words)],
        ents=[f"{t.ent_iob_}-{t.ent_type_}" if t.ent_type_ else "O" for t in doc],
    )


def _rooted(heads: list[int]) -> list[int]:
    """The heads without circles, which the turn from one scheme to the other makes of odd trees."""
    for start in range(len(heads)):
        seen, at = {start}, start
        while heads[at] != at:
            if heads[at] in seen:
                heads[at] = at
                break
            at = heads[at]
            seen.add(at)
    return heads


Check = Callable[[str], None]
CHECKS: dict[str, Check] = {"bundled": check_text, "other labels": check_other_labels}


def failure(checked: Check, text: str) -> str:
    """Where and how a check of the text fails; "" where it does not, or the text is no article."""
    try:
        checked(text)
    except InvalidText:
        return ""
    except Exception as error:
        frame = traceback.extract_tb(error.__traceback__)[-1]
        return f"{type(error).__name__} in {Path(frame.filename).name}:{frame.lineno}"
    return ""


def shrunk(checked: Check, text: str) -> str:
    """The shortest text found by leaving out pieces that fails in the same way."""
    wanted, size = failure(checked, text), len(text) // 2
    while size:
        at = 0
        while at < len(text):
            shorter = text[:at] + text[at + size :]
            if failure(checked, shorter) == wanted:
                text = shorter
            else:
                at += size
        size //= 2
    return text


def failing(seed: int, texts: int) -> list[tuple[str, str, str]]:
    """(check, failure, shrunk text) of those of some recombined texts that fail; the other labels for each tenth."""
    random, found = Random(seed), []
    for number in range(texts):
        text = recombined(random)
        for name, checked in CHECKS.items():
            if (name == "bundled" or number % 10 == 0) and (wrong := failure(checked, text)):
                found.append((name, wrong, shrunk(checked, text)))
    return found


def batches(seed: int, texts: int, size: int = 500) -> Iterator[tuple[int, int]]:
    """(seed, texts) of the parts that are given to the processes."""
    for number in range(0, texts, size):
        yield seed * 1_000_003 + number, min(size, texts - number)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=2)
    given = parser.parse_args()
    parts, done = list(batches(given.seed, given.texts)), 0
    kinds: Counter[str] = Counter()
    with multiprocessing.get_context("spawn").Pool(given.processes) as pool:
        for number, found in enumerate(pool.imap_unordered(partial(_failing), parts), 1):
            for name, wrong, text in found:
                kinds[f"{name}: {wrong}"] += 1
                print(f"{name}: {wrong}: {text!r}", flush=True)
            done = min(number * 500, given.texts)
            print(f"{done:,} texts, {kinds.total()} failures", file=sys.stderr, flush=True)
    print(f"{done:,} texts, {kinds.total()} failures", *kinds.items(), sep="\n")
    return 1 if kinds else 0


def _failing(part: tuple[int, int]) -> list[tuple[str, str, str]]:
    return failing(*part)


if __name__ == "__main__":
    sys.exit(main())
