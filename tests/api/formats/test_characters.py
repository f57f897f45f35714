"""Bytes become text by what is known of their encoding, and nothing is mended without a word."""

from __future__ import annotations

import pytest

from api.formats.characters import UndecodableText, decode, mend

TEXT = "“We won’t,” said Zoë Núñez – twice."
WINDOWS = ("decoded from Windows-1252",)
DECODED = [
    (TEXT.encode(), None, ()),
    (b"\xef\xbb\xbf" + TEXT.encode(), None, ()),
    (TEXT.encode(), "iso-8859-1", ()),  # what is valid UTF-8 is nothing else
    (TEXT.encode("cp1252"), None, WINDOWS),
    (TEXT.encode("cp1252"), "iso-8859-1", WINDOWS),
    (TEXT.encode("cp1252"), "utf-8", WINDOWS),
    (TEXT.encode("cp1252"), "no such charset", WINDOWS),
    (TEXT.encode("mac_roman"), None, ("decoded from Mac OS Roman",)),
    (TEXT.encode("utf-16"), None, ("decoded from UTF-16",)),
    (TEXT.encode("cp1250", "replace").replace(b"?", b""), "windows-1250", ("decoded from cp1250",)),
    (b"", None, ()),
]


@pytest.mark.parametrize(("raw", "declared", "notes"), DECODED)
def test_bytes_are_decoded(raw: bytes, declared: str | None, notes: tuple[str, ...]) -> None:
    text, found = decode(raw, declared)
    assert found == notes
    assert text in (TEXT, "", TEXT.replace("ë", "ë").replace("ñ", ""))


def test_a_dash_alone_is_taken_for_windows() -> None:
    assert decode("They listened – for years.".encode("cp1252")) == ("They listened – for years.", WINDOWS)


@pytest.mark.parametrize("raw", [bytes(range(256)), b"\xff\xfe\x00", b"\x81\x01\x02" * 30, b"\xe9\0\xe9"])
def test_what_is_hardly_text_is_rejected(raw: bytes) -> None:
    with pytest.raises(UndecodableText, match="not text"):
        decode(raw)


MENDED = [
    ("Plain.", "Plain.", ()),
    ("&ldquo;Yes,&rdquo; he said.", "“Yes,” he said.", ("character references replaced",)),
    ("â€œYes,â€ he said. Heâ€™s late.", "“Yes,” he said. He’s late.", ("mojibake mended",)),
    ("AT&amp;T doesnâ€™t", "AT&T doesn’t", ("character references replaced", "mojibake mended")),
    ("A\0B", "AB", ("NUL characters removed",)),
]


@pytest.mark.parametrize(("text", "mended", "notes"), MENDED)
def test_texts_are_mended(text: str, mended: str, notes: tuple[str, ...]) -> None:
    assert mend(text) == (mended, notes)
