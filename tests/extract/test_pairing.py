import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.pairing import share

PAIRS = [
    (["小学", "初中"], [45, 50], [("小学", 45), ("初中", 50)]),
    (["中小学"], [50, 45], [("中学", 50), ("小学", 45)]),
    (["小学", "初中"], [1], [("小学", 1), ("初中", 1)]),
    (["小学"], [1], [("小学", 1)]),
    ([], [1, 2], [(None, 1), (None, 2)]),
    (["小学", "初中", "高中"], [1, 2], [(None, 1), (None, 2)]),
    (["小学"], [1, 2], [("小学", 1), ("小学", 2)]),
]


@pytest.mark.parametrize(("scopes", "values", "pairs"), PAIRS)
def test_share(scopes: list[str], values: list[int], pairs: list[tuple[str | None, int]]) -> None:
    assert share(scopes, values) == pairs


@given(st.lists(st.sampled_from(["小学", "初中", "高中"]), max_size=4), st.lists(st.integers(), min_size=1, max_size=4))
def test_no_value_is_lost(scopes: list[str], values: list[int]) -> None:
    assert {v for _, v in share(scopes, values)} == set(values)
