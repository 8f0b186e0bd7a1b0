"""Sentences that say nearly the same: many regions copy one national sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import reduce
from itertools import pairwise
from operator import or_

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
    numbers = {body: tuple(sorted(numbers_in(body))) for body in {one.body for one in candidates}}
    often = Counter(numbers.values())
    known: dict[tuple[str, ...], list[tuple[int, int, list[Candidate]]]] = {}
    same: dict[str, list[Candidate]] = {}
    bits = _Bits()
    for one in candidates:
        if not one.body:  # only its place is known
            groups.append((one, []))
            continue
        copies = same.get(one.body)
        if copies is None and often[numbers[one.body]] > 1:
            alike = known.setdefault(numbers[one.body], [])
            # As one long number with a bit for each pair two sentences are compared ten times as fast as as two sets.
            mine = reduce(or_, map(bits.__getitem__, pairwise(one.body)), 0)
            size = mine.bit_count()
            copies = next((held for other, others, held in alike[:_COMPARED] if _near(mine, size, other, others)), None)
            if copies is None:
                alike.append((mine, size, same.setdefault(one.body, [])))
        if copies is None:
            groups.append((one, same.setdefault(one.body, [])))
        else:
            copies.append(one)
            same[one.body] = copies
    return groups


class _Bits(dict[tuple[str, str], int]):
    """A bit for each pair of characters."""

    def __missing__(self, pair: tuple[str, str]) -> int:
        self[pair] = bit = 1 << len(self)
        return bit


def _near(one: int, size: int, other: int, others: int) -> bool:
    """Whether two sentences of so many pairs have most of them in common."""
    if min(size, others) < _ALIKE * max(size, others):
        return False
    shared = (one & other).bit_count()
    return bool(shared and shared >= _ALIKE * (size + others - shared))
