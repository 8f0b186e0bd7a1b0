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
    known: dict[tuple[str, ...], list[tuple[int, int, list[Candidate]]]] = {}
    bits: dict[tuple[str, str], int] = {}
    for one in candidates:
        alike = known.setdefault(tuple(sorted(numbers_in(one.body))), [])
        # As one long number with a bit for each pair two sentences are compared ten times as fast as as two sets.
        mine = 0
        for pair in pairwise(one.body):
            mine |= 1 << bits.setdefault(pair, len(bits))
        size = mine.bit_count()
        for other, others, copies in alike[:_COMPARED]:
            if min(size, others) < _ALIKE * max(size, others):
                continue
            shared = (mine & other).bit_count()
            if shared and shared >= _ALIKE * (size + others - shared):
                copies.append(one)
                break
        else:
            group: tuple[Candidate, list[Candidate]] = (one, [])
            groups.append(group)
            alike.append((mine, size, group[1]))
    return groups
