"""Rules on a page, and the cells that they enclose. Lengths are points; `top` grows downwards."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

Box = tuple[float, float, float, float]
"""x0, top, x1, bottom."""

THIN = 2.0
"""A filled bar up to this width is a rule."""
_STRAIGHT = 0.5
_SNAP = 3.0
"""Rules closer than this are one."""
_SHORTEST = 3.0
_MOST_CROSSINGS = 40_000
_OPEN_RULES = 3
"""So many rules across must end together before they are taken for a table without a side."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line along one axis."""

    x0: float
    top: float
    x1: float
    bottom: float


def straight(x0: float, top: float, x1: float, bottom: float) -> Rule | None:
    """The rule that a line or a thin bar between two corners makes; None for a dot, a diagonal, an area."""
    wide, tall = x1 - x0, bottom - top
    if tall <= max(_STRAIGHT, min(THIN, wide / 4)) and wide > THIN:
        middle = (top + bottom) / 2
        return Rule(x0, middle, x1, middle)
    if wide <= max(_STRAIGHT, min(THIN, tall / 4)) and tall > THIN:
        middle = (x0 + x1) / 2
        return Rule(middle, top, middle, bottom)
    return None


@dataclass(slots=True)
class _Edge:
    """Rules that lie on one line and touch."""

    place: float
    start: float
    end: float
    crossings: list[tuple[float, int]] = field(default_factory=list)
    """Place along this edge and index of the edge that crosses there, in order."""


def cells(rules: Sequence[Rule]) -> list[list[Box]]:
    """The cells that rules enclose, table by table from top to bottom; a frame with one cell is left out."""
    if len(rules) < 4:
        return []
    across = _joined((rule.top, rule.x0, rule.x1) for rule in rules if rule.top == rule.bottom)
    down = _joined((rule.x0, rule.top, rule.bottom) for rule in rules if rule.top != rule.bottom)
    met = _cross(across, down)
    sides = _open_sides(across, down) if met else []
    if sides:
        across = [_Edge(edge.place, edge.start, edge.end) for edge in across]
        down = [_Edge(edge.place, edge.start, edge.end) for edge in (*down, *sides)]
        down.sort(key=lambda edge: edge.place)
        met = _cross(across, down)
    if not met:
        return []
    found: list[tuple[int, int, int, int]] = []
    for row, edge in enumerate(across):
        for _, column in edge.crossings:
            corner = _opposite(across, down, met, row, column)
            if corner is not None:
                found.append((row, column, *corner))
    tables = [
        [
            (down[left].place, across[top].place, down[right].place, across[bottom].place)
            for top, left, bottom, right in group
        ]
        for group in _touching(found)
        if len(group) > 1
    ]
    return sorted(tables, key=lambda table: min((box[1], box[0]) for box in table))


def _joined(lines: Iterable[tuple[float, float, float]]) -> list[_Edge]:
    """Lines (place, start, end) as edges: those on nearly one place are moved to their middle, overlaps joined."""
    groups: list[list[tuple[float, float, float]]] = []
    for line in sorted(lines):
        if groups and line[0] - groups[-1][-1][0] <= _SNAP:
            groups[-1].append(line)
        else:
            groups.append([line])
    edges: list[_Edge] = []
    for group in groups:
        place = sum(line[0] for line in group) / len(group)
        first = len(edges)
        for start, end in sorted((line[1], line[2]) for line in group):
            if len(edges) > first and start <= edges[-1].end + _SNAP:
                edges[-1].end = max(edges[-1].end, end)
            else:
                edges.append(_Edge(place, start, end))
    return [edge for edge in edges if edge.end - edge.start >= _SHORTEST]


def _cross(across: Sequence[_Edge], down: Sequence[_Edge]) -> set[tuple[int, int]]:
    """Which edges meet, noted on both; empty where there are too many for a table."""
    met: set[tuple[int, int]] = set()
    places = [edge.place for edge in down]
    for row, edge in enumerate(across):
        low = bisect_left(places, edge.start - _SNAP)
        for column in range(low, bisect_right(places, edge.end + _SNAP)):
            other = down[column]
            if other.start - _SNAP <= edge.place <= other.end + _SNAP:
                met.add((row, column))
                edge.crossings.append((other.place, column))
                other.crossings.append((edge.place, row))
        if len(met) > _MOST_CROSSINGS:
            return set()
    return met


def _open_sides(across: Sequence[_Edge], down: Sequence[_Edge]) -> list[_Edge]:
    """Edges for tables that are ruled inside but not at their sides: where their rules across begin or end together."""
    out: list[_Edge] = []
    for first, nearest in ((True, 0), (False, -1)):
        ends: dict[tuple[int, int], list[_Edge]] = {}
        for edge in across:
            end = edge.start if first else edge.end
            if edge.crossings and abs(edge.crossings[nearest][0] - end) > _SNAP:
                ends.setdefault((edge.crossings[nearest][1], round(end / _SNAP)), []).append(edge)
        for edges in ends.values():
            if len(edges) >= _OPEN_RULES:
                place = min(edge.start for edge in edges) if first else max(edge.end for edge in edges)
                out.append(_Edge(place, min(edge.place for edge in edges), max(edge.place for edge in edges)))
    return out


def _opposite(
    across: Sequence[_Edge], down: Sequence[_Edge], met: set[tuple[int, int]], row: int, column: int
) -> tuple[int, int] | None:
    """Row and column of the lower right corner of the smallest cell whose upper left corner is at `row`, `column`."""
    here, there = across[row], down[column]
    below = [entry for entry in there.crossings if entry[0] > here.place]
    right = [entry for entry in here.crossings if entry[0] > there.place]
    for _, bottom in below:
        for _, far in right:
            if (bottom, far) in met:
                return bottom, far
    return None


def _touching(found: Sequence[tuple[int, int, int, int]]) -> list[list[tuple[int, int, int, int]]]:
    """Cells grouped by the corners that they share."""
    parent = list(range(len(found)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    owner: dict[tuple[int, int], int] = {}
    for at, (top, left, bottom, right) in enumerate(found):
        for corner in ((top, left), (top, right), (bottom, left), (bottom, right)):
            other = owner.setdefault(corner, at)
            parent[root(at)] = root(other)
    groups: dict[int, list[tuple[int, int, int, int]]] = {}
    for at, cell in enumerate(found):
        groups.setdefault(root(at), []).append(cell)
    return list(groups.values())
