"""Straight lines on a page and the cells that they enclose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.grid import Box

_SNAP = 3.0
"""Rules closer than this are one, points."""
_MOST_CROSSINGS = 4_000


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line along one axis, points."""

    x0: float
    top: float
    x1: float
    bottom: float


def cells(rules: Sequence[Rule]) -> list[list[Box]]:
    """The cells that rules enclose, table by table from top to bottom."""
    if len(rules) < 4:
        return []
    from pdfplumber import table as finder

    edges = [
        {
            "x0": rule.x0,
            "x1": rule.x1,
            "top": rule.top,
            "bottom": rule.bottom,
            "width": rule.x1 - rule.x0,
            "height": rule.bottom - rule.top,
            "orientation": "h" if rule.top == rule.bottom else "v",
            "object_type": "line",
        }
        for rule in rules
    ]
    merged = finder.merge_edges(edges, _SNAP, _SNAP, _SNAP, _SNAP)
    crossings = finder.edges_to_intersections(merged, _SNAP, _SNAP)
    if len(crossings) > _MOST_CROSSINGS:
        return []
    tables = finder.cells_to_tables(finder.intersections_to_cells(crossings))
    return [[(float(x0), float(top), float(x1), float(bottom)) for x0, top, x1, bottom in table] for table in tables]
