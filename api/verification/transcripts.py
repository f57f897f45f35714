"""Reads timed transcripts, WebVTT and SRT, as text in which each speaker's turn is a paragraph ("Ana Ruiz: ...")."""

from __future__ import annotations

import io
import re
from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum

import webvtt
from webvtt.errors import MalformedCaptionError, MalformedFileError

_SPACE = re.compile(r"\s+")
_NEW_TURN = re.compile(r"(?:>>+|[-–—])\s*(?=\S)")  # what captions put before the words of another speaker


class Timed(StrEnum):
    """A format with times."""

    VTT = "vtt"
    SRT = "srt"


class InvalidTranscript(ValueError):
    """The text is not in the format; the message says so."""


@dataclass(frozen=True, slots=True)
class Transcript:
    """The text of a transcript. ``starts`` are the offsets of its captions, ``times`` when each begins ("00:14:03")."""

    text: str
    starts: tuple[int, ...] = ()
    times: tuple[str, ...] = ()

    def time_at(self, offset: int) -> str | None:
        """When the caption at an offset of the text begins; None without times."""
        found = bisect_right(self.starts, offset) - 1
        return self.times[found] if found >= 0 else None


def read(text: str, form: Timed) -> Transcript:
    """Parse a transcript. Raises ``InvalidTranscript``."""
    try:
        captions = webvtt.from_buffer(io.StringIO(text.lstrip("\ufeff")), format=form.value).captions
    except (MalformedCaptionError, MalformedFileError) as error:
        raise InvalidTranscript(f"not a transcript in the format {form.value.upper()}: {error}") from None
    parts, starts, times = list[str](), list[int](), list[str]()
    length, voice = 0, None
    for caption in captions:
        words = _SPACE.sub(" ", caption.text).strip()
        if not words:
            continue
        marked = _NEW_TURN.match(words)
        turns = caption.voice != voice or marked is not None or _names_speaker(words)
        words = words[marked.end() :] if marked is not None else words
        label = f"{caption.voice}: " if caption.voice and (turns or not parts) else ""
        piece = ("\n\n" if turns else " ") * bool(parts) + label
        starts.append(length + len(piece))
        times.append(caption.start[:8])
        parts.append(piece + words)
        length += len(piece) + len(words)
        voice = caption.voice
    if not parts:
        raise InvalidTranscript(f"the transcript in the format {form.value.upper()} has no captions")
    return Transcript("".join(parts), tuple(starts), tuple(times))


def _names_speaker(words: str) -> bool:
    """Whether a caption begins with the name of who speaks: "BO EK: No."."""
    label, colon, rest = words.partition(":")
    return bool(colon and rest.strip()) and len(label) <= 60 and label[:1].isupper() and label == label.strip()
