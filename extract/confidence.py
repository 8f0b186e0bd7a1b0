"""How sure a record is: a share counted on annotated plans, by the form of its statement."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache

from extract.drafts import Sketch
from extract.model import Comparator

_CERTAIN = frozenset(
    {
        Comparator.AT_LEAST,
        Comparator.MORE,
        Comparator.RANGE,
        Comparator.ABOUT,
        Comparator.INCREASE_BY,
        Comparator.DECREASE_BY,
    }
)


def confidence(measure: Sketch, due: date | None, times: Sequence[object]) -> float:
    """How often such a record is right in every field, as counted on annotated plans.

    A stated lower bound, a growth or a percentage: 97 of 100. An upper bound, which conditions and durations have too,
    and a plain count: 85. A Chinese numeral is as often part of a name as a target.
    """
    score = 0.97 if measure.comparator in _CERTAIN or measure.unit == "%" else 0.85
    rule = measure.rules[0] if measure.rules else ""
    if rule == "quantity.han":
        score = min(score, 0.65)
    if rule == "quantity.scaled":
        score -= 0.1
    if len(measure.subject) < 3:
        score -= 0.25
    if len(times) > 1 and due is not None:
        score -= 0.05
    return _rounded(score)


@cache
def _rounded(score: float) -> float:
    """There are a dozen scores, and to round one costs more than the rest of it."""
    return round(score, 2)
