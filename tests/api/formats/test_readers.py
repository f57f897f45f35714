"""Each format is read as its newsroom means it: one real-looking file of each, in ``samples``."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest
from warcio.warcwriter import WARCWriter

from api.formats.isolation import Reader
from api.ingest.article_files import entries
from api.ingest.entries import Entry

from .sample_files import PAGE, SAMPLES, add_response, write_samples


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    """One process for all files."""
    reader = Reader()
    yield reader
    reader.close()


@pytest.fixture(scope="module")
def binary(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The samples in formats that are not text."""
    return write_samples(tmp_path_factory.mktemp("binary"))


def found(file: Path, reader: Reader) -> list[Entry]:
    return list(entries(file, reader=reader))


# The file, the record, and what is read: title, source, URL, date, the first and the last words of the text.
ARTICLES = [
    (
        "harbour.html", 0, "Mayor refuses to sell the harbour", "Talverne Courier",
        "https://courier.example/2025/03/04/harbour", "2025-03-04T08:30:00", "Mayor refuses", "another offer.",
    ),
    (
        "wire.rss", 0, "Bridge to stay closed – engineer", "Lagoon Wire", "https://wire.example/bridge",
        "2025-03-04T06:15:00", "“The third pier has moved,” said", "until June.",
    ),
    (
        "wire.rss", 1, "Council meets", "Lagoon Wire", "https://wire.example/council", "2025-03-04T07:00:00",
        '"We are late,"', "Mira Stone.",
    ),
    (
        "letters.atom", 0, "Dredging to begin", "Lagoon Letters", "https://letters.example/dredging",
        "2025-03-03T18:30:00", "“Work begins on Friday,” said", "the cables first.",
    ),
    (
        "item.newsml", 0, "Pilots’ union rejects offer", "Coastal Agency", "https://agency.example/items/77",
        "2025-03-04T11:20:00", "“The offer is an insult,” said Dario Venn, who", "to resume on Thursday.",
    ),
    (
        "ninjs1.json", 0, "Lock keeper retires", "Canal Post", "https://cms.example/items/1", "2025-03-04T10:37:00",
        "“I shall miss", "He began in 1980.",
    ),
    ("ninjs2.json", 0, "New keeper named", "Canal Post", None, "2025-03-04T09:37:00", "“I start", "Ida Brook."),
    (
        "ninjs3.ninjs", 0, "Lock closed for repairs", "Canal Post", "https://cms.example/items/3",
        "2025-03-05T06:00:00", "“The gate leaks,”", "Jon Pell.",
    ),
    ("hearing.vtt", 0, None, None, None, None, "Chair Ruth Aber: The hearing", "that night."),
    ("interview.srt", 0, None, None, None, None, "MARA DELL: Why did you resign?\n\nPIET", "listened – for years."),
    (
        "table.csv", 0, "Fish prices fall", "Market Sheet", "https://sheet.example/1", "2025-03-02T00:00:00",
        "“It is the worst month", "at the quay.\n\nHe blamed the weather.",
    ),
    ("table.csv", 2, "Ice factory to close", "Market Sheet", None, None, '"We have', "Nell Frost."),
    ("lines.jsonl", 0, None, "Quay News", None, None, "“Not this year,” said", "He’s the harbour master."),
    ("note.txt", 0, None, None, None, None, "“The tide decides,” said", "Rosa Pike.\n"),
    (
        "crawl.warc.gz", 0, "Mayor refuses to sell the harbour", "Talverne Courier",
        "https://courier.example/2025/03/04/harbour", "2025-03-04T08:30:00", "Mayor refuses", "another offer.",
    ),
    ("texts.wet", 0, None, None, "https://courier.example/wet", None, "“Yes,”", "Ivers."),
    ("table.parquet", 0, "A", None, None, "2025-03-04T00:00:00", "“Yes,”", "Ivers."),
]  # fmt: skip


@pytest.mark.parametrize("row", ARTICLES, ids=lambda row: f"{row[0]} {row[1]}")
def test_an_article_is_read(row: tuple[str, int, *tuple[str | None, ...]], reader: Reader, binary: Path) -> None:
    name, number, *wanted, start, end = row
    file = SAMPLES / name if (SAMPLES / name).exists() else binary / name
    article = found(file, reader)[number].article
    assert article is not None
    date = article.published_at.isoformat()[:19] if article.published_at else None
    assert [article.title, article.source, article.url, date] == wanted
    assert article.text.startswith(str(start))
    assert article.text.endswith(str(end))


BYLINES = [
    ("harbour.html", 0, "Tom Reedley, Harbour Correspondent"),
    ("crawl.warc.gz", 0, "Tom Reedley, Harbour Correspondent"),
    ("wire.rss", 0, "Lia Moor"),
    ("wire.rss", 1, None),  # an address alone
    ("letters.atom", 0, "Lia Moor, Hal Brandt"),
    ("item.newsml", 0, "By A. Clerk"),
    ("ninjs1.json", 0, "Paula Sand"),
    ("ninjs2.json", 0, "Ines Marsh"),
    ("ninjs3.ninjs", 0, "Ines Marsh and Paula Sand"),
    ("table.csv", 0, "Sol Wick"),
    ("table.csv", 2, None),
    ("table.parquet", 0, "Ida Quill"),
    ("lines.jsonl", 0, "Rosa Pike"),
    ("note.txt", 0, None),
]


@pytest.mark.parametrize(("name", "number", "byline"), BYLINES)
def test_a_byline_is_read(name: str, number: int, byline: str | None, reader: Reader, binary: Path) -> None:
    file = SAMPLES / name if (SAMPLES / name).exists() else binary / name
    article = found(file, reader)[number].article
    assert article is not None
    assert article.byline == byline


SURROUNDINGS = ["Reedley", "Share this", "Photograph", "Read more", "newsletter", "dues", "rights", "Home", "Buy"]


@pytest.mark.parametrize("words", SURROUNDINGS)
def test_what_surrounds_the_article_of_a_page_is_left_out(words: str, reader: Reader) -> None:
    (entry,) = found(SAMPLES / "harbour.html", reader)
    assert entry.article is not None
    assert words in PAGE.decode("cp1252")
    assert words not in entry.article.text


# The file, the record, whether it is skipped and not failed, and why.
PROBLEMS = [
    ("wire.rss", 2, False, "the item has no text"),
    ("item.newsml", 1, True, "the item has no text"),
    ("table.csv", 1, False, "the row has no text"),
    ("crawl.warc.gz", 1, True, "no article found in the page"),
    ("table.parquet", 1, False, "the row has no text"),
]


@pytest.mark.parametrize("row", PROBLEMS, ids=lambda row: f"{row[0]} {row[1]}")
def test_a_record_without_an_article_is_named(row: tuple[str, int, bool, str], reader: Reader, binary: Path) -> None:
    name, number, skipped, why = row
    file = SAMPLES / name if (SAMPLES / name).exists() else binary / name
    entry = found(file, reader)[number]
    assert (entry.article, entry.skipped, entry.problem) == (None, skipped, why)
    assert entry.origin.startswith(f"{file} ")


MENDED = [
    ("harbour.html", 0, ("decoded from Windows-1252",)),
    ("note.txt", 0, ("decoded from Windows-1252",)),
    ("lines.jsonl", 0, ("character references replaced", "mojibake mended")),
    ("lines.jsonl", 1, ()),
    ("table.csv", 2, ("invalid url left out", "invalid published_at left out")),
]


@pytest.mark.parametrize("row", MENDED, ids=lambda row: f"{row[0]} {row[1]}")
def test_what_was_mended_is_said(row: tuple[str, int, tuple[str, ...]], reader: Reader) -> None:
    name, number, mended = row
    assert found(SAMPLES / name, reader)[number].mended == mended


ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">{}]>'.format(
    "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(10))
)
FILE_ENTITY = '<!DOCTYPE x [<!ENTITY k SYSTEM "file:///etc/hostname">]>'
G2 = "http://iptc.org/std/nar/2006-10-01/"
# The name of a file, its content, and why it is rejected.
REJECTED = [
    ("a.html", b"", "not HTML"),
    ("a.html", b"<p></p>", "no article found in the page"),
    ("a.html", b"\x81\1\2\3" * 100, "not text"),
    ("a.html", b"<div>" * 10_000, "no article found in the page"),
    ("a.rss", b"", "not an RSS or Atom feed"),
    ("a.xml", b"<html><body>No feed</body></html>", "not an RSS or Atom feed"),
    ("a.xml", f'{ENTITIES}<newsItem xmlns="{G2}">&k;</newsItem>'.encode(), "not XML"),
    ("a.xml", f'{FILE_ENTITY}<newsItem xmlns="{G2}">&k;</newsItem>'.encode(), "entities of its own"),
    ("a.newsml", f'<conceptItem xmlns="{G2}"/>'.encode(), 'the root element is "conceptItem"'),
    ("a.newsml", b"<p>", "not XML"),
    ("a.ninjs", b'{"uri": "u", "type": "picture"}', 'its type is "picture"'),
    ("a.ninjs", b"{", "not JSON"),
    ("a.ninjs", b'{"text": "T"}', "not a ninjs item"),
    ("a.ninjs", b'{"uri":' + b"[" * 100_000, "nested too deeply"),
    ("a.json", b'{"uri": "u"}', "the item has no text"),
    ("a.warc", b"", "no records"),
    ("a.warc", b"nothing of the kind\r\n", "damaged after record 0"),
    ("a.warc.gz", b"\x1f\x8b\x08\0garbage", "damaged after record 0"),
    ("a.vtt", b"No header", "not a transcript in the format VTT"),
    ("a.srt", b"", "not a transcript in the format SRT"),
    ("a.csv", b"id,name\n1,2\n", "no column for the text"),
    ("a.csv", b"", "the table is empty"),
    ("a.parquet", b"PAR1", "not Parquet"),
]


@pytest.mark.parametrize(("name", "content", "why"), REJECTED)
def test_what_is_not_in_the_format_is_rejected(
    name: str, content: bytes, why: str, tmp_path: Path, reader: Reader
) -> None:
    (tmp_path / name).write_bytes(content)
    (entry,) = found(tmp_path / name, reader)
    assert entry.article is None
    assert why in entry.problem


def test_a_feed_that_is_cut_off_says_so(tmp_path: Path, reader: Reader) -> None:
    cut = (SAMPLES / "wire.rss").read_bytes()[:-40]
    (tmp_path / "a.rss").write_bytes(cut)
    *items, last = found(tmp_path / "a.rss", reader)
    assert items
    assert "damaged" in last.problem


def test_a_record_of_an_archive_that_decodes_to_too_much_is_named(tmp_path: Path, reader: Reader) -> None:
    with (tmp_path / "a.warc.gz").open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        headers = (("Content-Type", "text/html"), ("Content-Encoding", "gzip"))
        add_response(writer, "https://courier.example/bomb", gzip.compress(b" " * 30_000_000), *headers)
        add_response(writer, "https://courier.example/harbour", PAGE, headers[0])
    first, second = found(tmp_path / "a.warc.gz", reader)
    assert "longer than 20,000,000 bytes when decoded" in first.problem
    assert second.article is not None


@pytest.mark.parametrize("cut", [300, 30])
def test_an_archive_that_is_cut_off_says_so(cut: int, tmp_path: Path, reader: Reader, binary: Path) -> None:
    (tmp_path / "a.warc.gz").write_bytes((binary / "crawl.warc.gz").read_bytes()[:-cut])
    (tmp_path / "a.wet").write_bytes((binary / "texts.wet").read_bytes()[:-cut])
    for name in ("a.warc.gz", "a.wet"):
        last = found(tmp_path / name, reader)[-1]
        assert "damaged" in last.problem or "cut off" in last.problem
