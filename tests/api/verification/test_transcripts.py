"""Transcripts with times."""

from __future__ import annotations

import pytest

from api.verification.transcripts import InvalidTranscript, Timed, Transcript, read

VTT = """WEBVTT

NOTE made by hand

00:00:01.000 --> 00:00:03.000
<v Ana Ruiz>We will stay
until March.

00:14:03.500 --> 00:14:05.000
<v Ana Ruiz>And <i>then</i> go.

00:14:06.000 --> 00:14:08.000
<v Bo Ek>No, we will not.
"""
SRT = """1
00:00:01,000 --> 00:00:03,000
ANA RUIZ: We will stay

2
00:00:03,500 --> 00:00:05,000
until March.

3
00:00:06,000 --> 00:00:08,000
>> BO EK: No.
"""


def test_turns_are_paragraphs_with_the_name_of_the_speaker() -> None:
    expected = "Ana Ruiz: We will stay until March. And then go.\n\nBo Ek: No, we will not."
    assert read(VTT, Timed.VTT).text == expected
    assert read(SRT, Timed.SRT).text == "ANA RUIZ: We will stay until March.\n\nBO EK: No."


@pytest.mark.parametrize(
    ("words", "time"),
    [("We will", "00:00:01"), ("until", "00:00:01"), ("And then", "00:14:03"), ("go.", "00:14:03"), ("No", "00:14:06")],
)
def test_every_word_has_its_time(words: str, time: str) -> None:
    found = read(VTT, Timed.VTT)
    assert found.time_at(found.text.index(words)) == time


def test_a_text_without_times() -> None:
    assert Transcript("Ana: No.").time_at(3) is None


def test_a_byte_order_mark_and_windows_line_ends() -> None:
    assert read("\ufeff" + VTT.replace("\n", "\r\n"), Timed.VTT).text == read(VTT, Timed.VTT).text


@pytest.mark.parametrize("form", list(Timed))
@pytest.mark.parametrize("text", ["", "hello", "WEBVTT", "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n \n", "\x00"])
def test_what_is_no_transcript_is_refused(text: str, form: Timed) -> None:
    with pytest.raises(InvalidTranscript, match=form.value.upper()):
        read(text, form)
