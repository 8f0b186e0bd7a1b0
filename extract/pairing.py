"""Who gets which value: 小学、初中分别 A、B; 中小学分别 A、B (中学 first); 均; one value for all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

Value = TypeVar("Value")

BOTH = "中小学"
"""One word for two levels; shared out it is 中学 first, as it is written."""


def share(scopes: Sequence[str], values: Sequence[Value]) -> list[tuple[str | None, Value]]:
    """Pairs in the order in which the phrase shares values out.

    As many values as scopes: one each. 中小学 with two values: 中学 then 小学. One value: the same for every scope.
    Any other mismatch cannot be resolved: every value stands without a scope.
    """
    if not scopes:
        return [(None, v) for v in values]
    if len(values) == 1:
        return [(s, values[0]) for s in scopes]
    if len(scopes) == len(values):
        return list(zip(scopes, values, strict=True))
    if len(scopes) == 1 and BOTH in scopes[0] and len(values) == 2:
        return [("中学", values[0]), ("小学", values[1])]
    if len(scopes) == 1:
        return [(scopes[0], v) for v in values]
    return [(None, v) for v in values]
