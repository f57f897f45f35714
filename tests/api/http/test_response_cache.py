"""Responses are cached until the next commit, and no longer."""

from __future__ import annotations

from flask.testing import FlaskClient

from api.http.response_cache import ResponseCache

from ..conftest import ADA, Post


def test_a_response_is_cached_until_the_state_changes() -> None:
    state, made = [1], []

    def make() -> tuple[int, int]:
        made.append(state[0])
        return state[0], 10

    cache = ResponseCache(lambda: state[0], 25)
    assert [cache.get("a", make) for _ in range(3)] == [1, 1, 1]
    state[0] = 2
    assert cache.get("a", make) == 2
    assert made == [1, 2]


def test_without_room_nothing_is_cached_and_the_state_is_not_read() -> None:
    def state() -> int:
        raise AssertionError

    made = iter("ab")
    cache = ResponseCache(state, 0)
    assert [cache.get("key", lambda: (next(made), 0)) for _ in range(2)] == ["a", "b"]


def test_the_least_recently_used_is_evicted_and_large_ones_are_not_cached() -> None:
    made: list[str] = []

    def make(name: str, size: int | None) -> object:
        def run() -> tuple[str, int | None]:
            made.append(name)
            return name, size

        return cache.get(name, run)

    cache = ResponseCache(lambda: 1, 25)
    for name in ("a", "b", "a", "c", "a", "b"):
        make(name, 10)
    assert made == ["a", "b", "c", "b"]
    for _ in range(2):
        make("large", 26)
        make("none", None)
    assert made[4:] == ["large", "none"] * 2


def test_a_list_is_current_after_every_change(client: FlaskClient, post: Post) -> None:
    for number in range(3):
        assert len(client.get("/v1/quotes").get_json()["data"]) == number
        assert len(client.get("/v1/quotes").get_json()["data"]) == number
        post(f"“Number {number},” Ada Byron said.")
    address = post(ADA).headers["Location"]
    assert client.get("/v1/quotes/facets").get_json()["total"] == 5
    client.delete(address, headers={"If-Match": "*"})
    assert client.get("/v1/quotes/facets").get_json()["total"] == 3
