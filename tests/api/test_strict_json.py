"""Unambiguous JSON is parsed, everything else rejected with a reason."""

from __future__ import annotations

import pytest

from api.strict_json import InvalidJSON, loads


@pytest.mark.parametrize(
    ("text", "value"),
    [("{}", {}), (' {"a": [1, 2.5, null, "\\u00e9"]} ', {"a": [1, 2.5, None, "é"]}), ('[{"a": 1}]', [{"a": 1}])],
)  # fmt: skip
def test_json_is_read(text: str, value: object) -> None:
    assert loads(text) == value


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "Expecting value at line 1 column 1"),
        ("{'a': 1}", "Expecting property name"),
        ('{\n"a": 1,\n}', "at line 3 column 1|at line 2"),
        ('{"a": 1, "a": 1}', 'the key "a" occurs twice in one object'),
        ('{"b": {"a": 1, "\\u0061": 2}}', 'the key "a" occurs twice in one object'),
        ("[NaN]", "NaN is not a number in JSON"),
        ("-Infinity", "-Infinity is not a number in JSON"),
        ("[" * 100_000, "nested too deeply"),
        ("9" * 5000, "a number has too many digits"),
    ],
)
def test_invalid_and_ambiguous_json_is_rejected(text: str, why: str) -> None:
    with pytest.raises(InvalidJSON, match=why):
        loads(text)
