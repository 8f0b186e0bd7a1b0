"""Figures of a ranking against graded sentences."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

HELPS = 2
"""Grade from which a sentence counts as found."""


def recall(ranking: Sequence[int], grades: Mapping[int, int], depth: int = 5) -> float:
    """Share of the helpful sentences, `depth` of them at most, among the first `depth`."""
    helpful = {row for row, grade in grades.items() if grade >= HELPS}
    return len(helpful.intersection(ranking[:depth])) / min(len(helpful), depth)


def reciprocal(ranking: Sequence[int], grades: Mapping[int, int], depth: int = 10) -> float:
    """1 / place of the first helpful sentence; 0 when none is among the first `depth`."""
    for place, row in enumerate(ranking[:depth], start=1):
        if grades.get(row, 0) >= HELPS:
            return 1 / place
    return 0.0


def ndcg(ranking: Sequence[int], grades: Mapping[int, int], depth: int = 10) -> float:
    """Discounted gain of the first `depth`, as a share of the best order's; the gain is the grade."""

    def gain(found: Sequence[int]) -> float:
        return sum(grade / math.log2(place + 1) for place, grade in enumerate(found[:depth], start=1))

    best = gain(sorted(grades.values(), reverse=True))
    return gain([grades.get(row, 0) for row in ranking[:depth]]) / best
