"""Damages files at random, in the ways in which files are damaged by accident or on purpose."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path
from random import Random

DEPTH = 10_000  # of nesting
BOMB = 200_000_000  # bytes to which a small file decompresses


def cut(content: bytes, random: Random) -> bytes:
    """The file without its end."""
    return content[: random.randrange(len(content))]


def flipped(content: bytes, random: Random) -> bytes:
    """The file with up to 40 bits flipped."""
    damaged = bytearray(content)
    for _ in range(random.randint(1, 40)):
        damaged[random.randrange(len(damaged))] ^= 1 << random.randrange(8)
    return bytes(damaged)


def spliced(content: bytes, random: Random) -> bytes:
    """The file with a piece of it repeated elsewhere, and random bytes."""
    start, at = random.randrange(len(content)), random.randrange(len(content))
    piece = content[start : start + random.randint(1, 500)] + random.randbytes(random.randint(0, 20))
    return content[:at] + piece * random.randint(1, 3) + content[at:]


def encoded(content: bytes, random: Random) -> bytes:
    """The file in an encoding that it does not declare."""
    text = content.decode("utf8", "replace")
    return text.encode(random.choice(["utf-16", "utf-32", "cp500", "cp1252", "mac_roman", "shift_jis"]), "replace")


def nested(content: bytes, random: Random) -> bytes:
    """The file with ten thousand elements, objects or lists opened in the middle of it."""
    at = random.randrange(len(content))
    return content[:at] + random.choice([b"<div>", b"<p><b>", b'{"a":', b"["]) * DEPTH + content[at:]


_GZIP = b"\x1f\x8b"  # how gzip data begin
_BOMB = gzip.compress(b" " * BOMB, 9)


def bomb(content: bytes, random: Random) -> bytes:
    """The file, compressed, before or after data that decompress to a thousand times their size."""
    parts = [content if content.startswith(_GZIP) else gzip.compress(content), _BOMB]
    random.shuffle(parts)
    return b"".join(parts)


DAMAGES: tuple[Callable[[bytes, Random], bytes], ...] = (cut, flipped, spliced, encoded, nested, bomb)
WEIGHTS = (6, 6, 4, 2, 2, 1)


def damage(samples: list[Path], number: int, seed: int, folder: Path) -> list[tuple[str, Path]]:
    """Write ``number`` damaged copies of the samples to a folder; returns the kind of damage and the file of each."""
    random = Random(seed)
    made = []
    for index in range(number):
        sample = random.choice(samples)
        way = random.choices(DAMAGES, WEIGHTS)[0]
        file = folder / f"{index:04}{''.join(sample.suffixes)}"
        file.write_bytes(way(sample.read_bytes(), random))
        made.append((way.__name__, file))
    return made
