"""The time and the memory that every shape of text takes: ``python -m benchmarks.engine.shapes [SHAPE ...]``.

Prints processor seconds by size, each shape and size in a process of its own, and the largest resident size.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import time
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
SIZES = (62_500, 125_000, 250_000, 500_000, 1_000_000)  # characters
PATIENCE = 120  # processor seconds after which a shape is given up

REPEATED = {
    # one sign without a space
    "straight marks": '"', "opening marks": "“", "closing marks": "”", "apostrophes": "'", "single openings": "‘",
    "single closings": "’", "guillemets": "«»", "low marks": "„“", "backticks": "`", "typewriter marks": "''",
    "open brackets": "(", "closed brackets": ")", "square brackets": "[]", "braces": "{",
    "brackets of all sorts": "([{<", "less than": "<", "emoji": "😀", "joined emoji": "👩‍👩‍👧", "flags": "🇫🇷",
    "letters": "a", "capitals": "A", "mixed letters": "aB", "digits": "1", "digits and commas": "1,", "dots": ".",
    "ellipses": "…", "hyphens": "-", "dashes": "—", "commas": ",", "colons": ":", "semicolons": ";",
    "question marks": "?", "slashes": "/", "backslashes": "\\", "at signs": "@", "hashes": "#", "dollars": "$",
    "percent": "%", "underscores": "_", "asterisks": "*", "ampersands": "&", "equals": "=", "plus": "+",
    "tildes": "~", "carets": "^", "bars": "|", "degrees": "°", "combining": "e\u0301", "only combining": "\u0301",
    "han": "新", "kana": "カ", "thai": "ก", "arabic": "س", "cyrillic": "я", "greek": "ω", "ideographic stops": "新。",
    "joiners": "\u200d", "zero width": "\u200b", "soft hyphens": "a\u00ad", "astral": "𝒜",
    # several signs without a space
    "quoted letters": '"a"', "quoted words": "“word”", "brackets and letters": "(a)", "dotted letters": "a.",
    "dotted capitals": "A.", "hyphened": "ab-", "contractions": "don't", "possessives": "a's",
    "dollars and digits": "$1", "units": "1km", "smileys": ":)", "hearts": "<3", "ellipsis and letters": "a...b",
    "slashed": "a/b", "equations": "a=b", "marks and stops": '".', "marks and commas": '",',
    "stops and closings": ".”", "commas and closings": ",”",
    # words apart by one space
    "lower words": "a ", "capital words": "Ana ", "all capitals": "ANA LOPEZ ", "he said": "he said ",
    "said": "said ", "that": "said that ", "according": "according to ", "numbers": "12 ", "stops apart": ". ",
    "commas apart": ", ", "marks apart": '" ', "openings apart": "“ ", "closings apart": "” ",
    "apostrophes apart": "' ", "dashes apart": "— ", "colons apart": ": ", "brackets apart": "( ",
    "emoji apart": "😀 ", "of": "of ", "and": "and ", "the": "the ", "owners": "Ana's ", "urls": "http://a.example/b ",
    "addresses": "a@b.example ", "tags": "#news ", "places": "Accra ", "Sunday": "Sunday ",
    "alternating marks": '" “ ” ', "prefixed quotes": '"said ',
    # sentences in one line
    "sentences": "It rained. ", "names said": "Ana Lopez said it rained. ", "she said": "“It rained,” she said. ",
    "said she": '"It rained," said Ana Lopez. ', "goes on": "“It rained.” ", "asides": "(it rained) ",
    "single quotes": "‘It rained,’ she said. ", "unclosed": "“It rained, she said. ",
    "nested": "“He said ‘no’,” she said. ", "nested openings": "“It ‘was ", "chains": "Ana Lopez said Eva Ruiz said ",
    "that chains": "she said that he said that ", "according to whom": "It rained, according to Ana Lopez. ",
    "officials": "An official said it rained. ",
    "the minister": "Minister Ana Lopez left. The minister said it rained. ",
    "the company": "Acme Corp. fell. The company said so. ", "ages": "The 43-year-old said it rained. ",
    "first person": "“I said no,” I said. ", "we": "We said it rained. ",
    "neighbours": "The neighbour was Ana Lopez. He said it rained. ", "teachers": "Teachers said it rained. ",
    "claims": "Lopez's claim that it rained fell. ", "known as": "Ana, known as “Nan”, left. ",
    "dashes behind": "“It rained” — Ana. ", "commas and names": "Ana Lopez, Eva Ruiz, ",
    "inverted": "said Ana Lopez, ", "long sentence": "it rained and it snowed and ",
    "relative": "the man who saw the dog that bit ", "adjectives": "very big old red ",
    "of of": "the head of the office of ", "conjuncts": "he said and ", "colon said": "she said: ",
    "participles": "saying that it rained, ",
    # lines and paragraphs
    "newlines": "a\n", "blank lines": "a\n\n", "short lines": "It rained.\n",
    "paragraphs": "It rained, Ana Lopez said.\n\n", "quoted paragraphs": "“It rained,” she said.\n\n",
    "open paragraphs": "“It rained.\n\n", "alternating": "“It rained.\n\nHe left.”\n\n", "labels": "A: it rained.\n",
    "names as labels": "ANA LOPEZ: It rained.\n\n", "many colons": "A: ", "capitals and colons": "AAAA: ",
    "turns": "ANA LOPEZ, HOST: We go (pause) on.\n", "questions": "Q: Why?\nA: I do not.\n",
    "records": "Mr. LOPEZ. We go.\n", "names above": "Ana Lopez -- Chair\nWe go.\n", "notes": "Ana (a) (b): we\n",
    "lead-ins": "She wrote:\nI go.\n", "posts": "We go. — Ana Lopez (@ana)\n", "credits": "Ana. Photo: Ana/AFP\n",
    "links": "Read more\n• Ana\n", "times": "14.32 GMT\nWe go.\n", "references": "&quot;We&quot; go. ",
    "mojibake": "â€œWeâ€\x9d go. ",
    "bylines": "By Ana Lopez\n", "signatures": "“It rained.”\n— Ana Lopez\n",
    "wrapped": "it rained and it\nsnowed and it\n\n", "carriage returns": "a\r\n", "line separators": "a\u2028",
    "datelines": "ACCRA - It rained.\n", "bullets": "- it rained\n", "tabs": "a\tb\t", "trailing spaces": "a    \n",
}  # fmt: skip


def repeated(piece: str) -> Callable[[int], str]:
    return lambda size: (piece * (size // len(piece) + 1))[:size]


def numbered(make: Callable[[int], str]) -> Callable[[int], str]:
    """Pieces that differ: ``make`` is given 0, 1, 2, ..."""

    def text(size: int) -> str:
        parts, length = [], 0
        for number in count():
            part = make(number)
            parts.append(part)
            length += len(part)
            if length >= size:
                break
        return "".join(parts)[:size]

    return text


def letters(number: int) -> str:
    """A number as a word with a capital: 0 is "Ba", 27 is "Bab"."""
    found = ""
    while True:
        number, place = divmod(number, 20)
        found += "bcdfghjklmnpqrstvwxz"[place] + "aeiou"[place % 5]
        if not number:
            return found.capitalize()


def _ordinary(size: int) -> str:
    whole = "\n\n".join(path.read_text(encoding="utf8") for path in sorted(SEEDS.glob("*.txt")))
    return repeated(whole + "\n\n")(size)


def _pyramid(size: int) -> str:
    return "(" * (size // 2) + ")" * (size // 2)


SHAPES: dict[str, Callable[[int], str]] = {
    "ordinary": _ordinary,
    **{name: repeated(piece) for name, piece in REPEATED.items()},
    "one space": lambda size: "a" + " " * (size - 2) + "b",
    "one newline run": lambda size: "a" + "\n" * (size - 2) + "b",
    "one mark and a word": lambda size: "“" + "a" * (size - 1),
    "pyramid": _pyramid,
    "one url": lambda size: "http://a.example/" + "b" * size,
    "one url of parts": lambda size: ("http://a.example/" + "b/" * size)[:size],
    "one address": lambda size: "a" * (size // 2) + "@" + "b" * (size // 2) + ".example",
    "cues after one quotation": lambda size: "“It rained.” " + repeated("Ana Lopez said it snowed. ")(size),
    "one colon": lambda size: "A" * (size // 2) + " x: " + "A" * (size // 2),
    "one open bracket in a name": lambda size: "Ana " + "(" * size + " said.",
    "different words": numbered(lambda n: letters(n).lower() + " "),
    "different names": numbered(lambda n: f"{letters(n * 7)} {letters(n * 3 + 1)} said it rained. "),
    "names of three words": numbered(
        lambda n: f"{letters(n * 7)} {letters(n * 3 + 1)} {letters(n * 5 + 2)} said it rained. "
    ),
    "one given name": numbered(lambda n: f"Ana {letters(n)} said it rained. "),
    "one family name": numbered(lambda n: f"{letters(n)} Lopez said it rained. Lopez left. "),
    "different bodies": numbered(lambda n: f"The {letters(n)} Council said it rained. The council left. "),
    "different ministers": numbered(lambda n: f"Minister Ana {letters(n)} left. The minister said it rained. "),
    "different ages": numbered(
        lambda n: f"Ana {letters(n)}, {20 + n % 70}, left. The {20 + n % 70}-year-old said so. "
    ),
    "different nicknames": numbered(lambda n: f"Ana {letters(n)}, known as “{letters(n + 9)}”, said it rained. "),
    "different neighbours": numbered(lambda n: f"His neighbour was Ana {letters(n)}. He said it rained. "),
    "different labels": numbered(lambda n: f"{letters(n)}: It rained.\n\n"),
    "different firms": numbered(lambda n: f"{letters(n)} Corp. fell. The company said it rained. "),
    "different quotations": numbered(lambda n: f"“{letters(n)} rained,” said Ana {letters(n % 50)}. "),
    "names in a row": numbered(lambda n: f"{letters(n)} "),
    "listed names": numbered(lambda n: f"Ana {letters(n)}, "),
    "initials": numbered(lambda n: f"{letters(n)[0]}. {letters(n)} said it rained. "),
    "nested marks": lambda size: "“a ‘b " * (size // 12) + "c’ d” " * (size // 12),
}


def spent(shape: str, size: int) -> tuple[float, int]:
    """(processor seconds, largest resident size in MB) of one text, in a process of its own."""
    receiving, sending = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.get_context("spawn").Process(target=_measure, args=(shape, size, sending))
    process.start()
    sending.close()
    try:
        found: tuple[float, int] = receiving.recv()
    except EOFError:  # it was ended by its limit
        found = (float("inf"), 0)
    process.join()
    return found


def _measure(shape: str, size: int, sending: multiprocessing.connection.Connection) -> None:
    from attribution import attribute_text

    attribute_text("“It rained,” Ana Lopez said.")
    started = time.process_time()
    resource.setrlimit(resource.RLIMIT_CPU, (int(started) + PATIENCE, int(started) + PATIENCE + 1))
    attribute_text(SHAPES[shape](size))
    sending.send((time.process_time() - started, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024))


def rows(shapes: list[str], sizes: list[int]) -> Iterator[str]:
    for shape in shapes:
        found: list[str] = []
        for size in sizes:
            seconds, megabytes = spent(shape, size)
            found.append(f"{seconds:7.2f} s {megabytes:6} MB")
            if seconds == float("inf"):
                break
        yield f"{shape:28} " + "  ".join(found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shapes", nargs="*", metavar="SHAPE", help="default: all")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    given = parser.parse_args()
    print(" " * 28, "  ".join(f"{size:19,}" for size in given.sizes))
    for row in rows(given.shapes or list(SHAPES), given.sizes):
        print(row, flush=True)


if __name__ == "__main__":
    main()
