"""Attributes of speakers in CSV: read as written, and refused with the line at fault."""

from __future__ import annotations

import pytest

from api.operations.attribute_tables import read_attributes, written
from api.store import InvalidInput


@pytest.mark.parametrize(
    "text",
    [
        "speaker,party,beat\nAna Ruiz,Independent,\n\nBo Ek, Harbour ,ports\n",
        "\ufeffspeaker;party;beat\r\nAna Ruiz;Independent;\r\nBo Ek;Harbour;ports",
        'speaker\tparty\tbeat\n"Ana Ruiz"\tIndependent\t\nBo Ek\tHarbour\tports',
    ],
)
def test_a_table_is_read_whatever_separates_its_columns(text: str) -> None:
    found = read_attributes(text)
    assert found.names == ("party", "beat")
    assert found.values == {"Ana Ruiz": ("Independent", ""), "Bo Ek": ("Harbour", "ports")}
    assert read_attributes(written(found)) == found


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", "needs a heading"),
        ("speaker,party", "needs a heading"),
        ("speaker\nAna Ruiz", "needs a heading"),
        ("speaker,party\nAna Ruiz", "line 2 has 1 columns, and the heading 2"),
        ("speaker,party\n,Harbour", "line 2 has no speaker"),
        ("speaker,party\nBo,a\nBo,b", "line 3 repeats a speaker"),
        ("speaker,,x\nBo,a,b", "a name of its own"),
        ("speaker,x,x\nBo,a,b", "a name of its own"),
        ('speaker,party\n"Bo,a', "is not CSV"),
        ("speaker," + ",".join(map(str, range(11))) + "\nBo" + ",1" * 11, "at most"),
        ("speaker,x\nBo,\u202ea", "line 2 has a field that contains"),
        ("speaker,x\nBo,a\nAl," + "x" * 201, "line 3 has a field that has more than 200"),
        ("speaker,x\0\nBo,a", "line 1"),
        ("speaker,x\n" + "\n".join(f"{n},a" for n in range(5001)), "at most"),
    ],
)
def test_what_is_no_table_is_refused(text: str, error: str) -> None:
    with pytest.raises(InvalidInput, match=error):
        read_attributes(text)
