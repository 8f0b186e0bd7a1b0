"""Cells that rules enclose."""

from __future__ import annotations

import pytest

from ingest.rules import Rule, cells, straight


def across(top: float, x0: float = 0, x1: float = 200) -> Rule:
    return Rule(x0, top, x1, top)


def down(x: float, top: float = 0, bottom: float = 100) -> Rule:
    return Rule(x, top, x, bottom)


GRID = [across(0), across(50), across(100), down(0), down(100), down(200)]


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        (GRID, [4]),
        ([], []),
        ([across(0), across(100), down(0), down(200)], []),
        ([*GRID[:3], down(0), down(100, 0, 50), down(200)], [3]),
        ([*GRID, *[Rule(r.x0, r.top + 300, r.x1, r.bottom + 300) for r in GRID]], [4, 4]),
        ([across(0), across(50), across(100), down(100)], [4]),
        ([across(0), across(100), down(100)], []),
        ([across(50 + n, 10 * n, 10 * n + 3) for n in range(9)], []),
    ],
    ids=["grid", "nothing", "frame", "merged", "two tables", "open sides", "a cross", "dashes"],
)
def test_cells(rules: list[Rule], expected: list[int]) -> None:
    assert [len(table) for table in cells(rules)] == expected


def test_edges_of_cells_and_broken_rules() -> None:
    pieces = [across(0, 0, 99), across(0.6, 101, 200), *GRID[1:]]
    assert sorted(cells(pieces)[0])[0] == pytest.approx((0, 0.3, 100, 50))


def test_a_drawing_is_no_table() -> None:
    mesh = [across(4 * n, 0, 1000) for n in range(250)] + [down(4 * n, 0, 1000) for n in range(250)]
    assert cells(mesh) == []


@pytest.mark.parametrize(
    ("box", "expected"),
    [
        ((0, 10, 100, 10), Rule(0, 10, 100, 10)),
        ((0, 10, 100, 11), Rule(0, 10.5, 100, 10.5)),
        ((5, 0, 5.5, 40), Rule(5.25, 0, 5.25, 40)),
        ((0, 0, 100, 20), None),
        ((0, 0, 1, 1), None),
    ],
)
def test_straight(box: tuple[float, float, float, float], expected: Rule | None) -> None:
    assert straight(*box) == expected
