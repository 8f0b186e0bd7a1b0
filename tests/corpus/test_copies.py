"""Sentences that say nearly the same are one."""

from __future__ import annotations

import pytest

from corpus.copies import folded
from corpus.ranking import Candidate

LONG = "推进校长教师交流轮岗，每学年交流轮岗教师比例不低于一成"


@pytest.mark.parametrize(
    ("bodies", "expected"),
    [
        ([LONG + "。", LONG + "；", "另一句话。"], [(0, [1]), (2, [])]),
        ([LONG, LONG + "10%", LONG + "12%", LONG + "10%"], [(0, []), (1, [3]), (2, [])]),
        ([LONG, "别的话", LONG, LONG + "了", LONG + "了"], [(0, [2, 3, 4]), (1, [])]),
        (["", "", ""], [(0, []), (1, []), (2, [])]),  # only their places are known
        (["班", "班"], [(0, [1])]),
        ([], []),
    ],
)
def test_copies(bodies: list[str], expected: list[tuple[int, list[int]]]) -> None:
    found = folded([Candidate(row, body) for row, body in enumerate(bodies)])
    assert [(one.row, [copy.row for copy in copies]) for one, copies in found] == expected
