"""A quickly made record is the dataclass that it was."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError, dataclass, field, replace

import pytest

from ingest.model import Block, BlockKind, Span
from ingest.slots import quick


@quick
@dataclass(frozen=True, slots=True, order=True)
class Pair:
    first: int
    second: str = "乙"

    def __post_init__(self) -> None:
        if self.first < 0:
            raise ValueError("negative")


def test_signature_and_defaults() -> None:
    assert Pair(1) == Pair(first=1, second="乙")
    assert repr(Pair(1, "甲")) == "Pair(first=1, second='甲')"
    assert replace(Pair(1), second="丙").second == "丙"
    assert Pair(1) < Pair(2)
    with pytest.raises(TypeError):
        Pair()  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        Pair(1, third=2)  # type: ignore[call-arg]


def test_it_stays_frozen_and_is_checked() -> None:
    with pytest.raises(FrozenInstanceError):
        Pair(1).first = 2  # type: ignore[misc]
    with pytest.raises(ValueError, match="negative"):
        Pair(-1)
    with pytest.raises(ValueError, match="not a span"):
        Span(3, 1)


def test_it_travels() -> None:
    block = Block(Span(0, 3), BlockKind.PARAGRAPH, page=2)
    assert pickle.loads(pickle.dumps(block)) == block


def test_a_default_factory_is_refused() -> None:
    @dataclass(frozen=True, slots=True)
    class Listed:
        items: list[int] = field(default_factory=list)

    with pytest.raises(TypeError, match=r"Listed\.items"):
        quick(Listed)
