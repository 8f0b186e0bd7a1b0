"""Sentences that say nearly the same: many regions copy one national sentence."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from corpus.ranking import Candidate
from corpus.words import numbers_in

_ALIKE = 0.8
"""Share of the pairs of characters of two sentences that both hold."""
_COMPARED = 60
"""Sentences of one set of numbers that a further one is compared with."""


def folded(candidates: Sequence[Candidate]) -> list[tuple[Candidate, list[Candidate]]]:
    """Each sentence with those behind it that say nearly the same; the order stays.

    Sentences that differ in a number say something else.
    """
    groups: list[tuple[Candidate, list[Candidate]]] = []
    known: dict[tuple[str, ...], list[tuple[set[tuple[str, str]], list[Candidate]]]] = {}
    for one in candidates:
        alike = known.setdefault(tuple(sorted(numbers_in(one.body))), [])
        mine = set(pairwise(one.body))
        for other, copies in alike[:_COMPARED]:
            small, large = sorted((len(mine), len(other)))
            if large and small >= _ALIKE * large:
                shared = len(mine & other)
                if shared >= _ALIKE * (small + large - shared):
                    copies.append(one)
                    break
        else:
            group: tuple[Candidate, list[Candidate]] = (one, [])
            groups.append(group)
            alike.append((mine, group[1]))
    return groups
