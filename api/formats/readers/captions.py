"""Reads WebVTT and SRT: the captions as a transcript, one paragraph per turn."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from ...verification import transcripts
from .. import characters
from ..documents import Document, Found, UnreadableDocument

MAX_BYTES = 10_000_000


def read_webvtt(file: BinaryIO) -> Iterator[Found]:
    """The transcript of a WebVTT file. Raises ``UnreadableDocument``."""
    yield _transcript(file, transcripts.Timed.VTT)


def read_srt(file: BinaryIO) -> Iterator[Found]:
    """The transcript of an SRT file. Raises ``UnreadableDocument``."""
    yield _transcript(file, transcripts.Timed.SRT)


def _transcript(file: BinaryIO, form: transcripts.Timed) -> Document:
    data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise UnreadableDocument(f"longer than {MAX_BYTES:,} bytes, the limit for a transcript")
    try:
        text, notes = characters.decode(data)
        return Document(transcripts.read(text, form).text, mended=notes)
    except (characters.UndecodableText, transcripts.InvalidTranscript) as error:
        raise UnreadableDocument(str(error)) from None
