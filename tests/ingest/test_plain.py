"""Dataclasses as JSON values and back."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from extract.model import Comparator, Extraction, Range
from extract.pipeline import extract
from ingest.model import Document, Limits, Span
from ingest.plain import plain, typed
from ingest.read import read_bytes

TEXT = """青禾县水利发展实施方案
一、主要任务
2025年底前，县水利局牵头，县财政局配合，农村自来水普及率达到95%以上，水质合格率90%—95%。
"""


def through(kind: Any, value: Any) -> Any:
    return typed(kind, json.loads(json.dumps(plain(value))))


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (str, "县"),
        (int, 7),
        (float, 1.5),
        (bool, True),
        (date, date(2025, 12, 31)),
        (date | None, None),
        (Decimal, Decimal("0.50")),
        (Decimal | Range, Decimal("0.50")),
        (Decimal | Range, Range(Decimal(1), Decimal(2))),
        (Comparator, Comparator.ABOUT),
        (tuple[Span, ...], (Span(1, 2), Span(3, 4))),
        (tuple[int, str], (1, "a")),
        (dict[str, Span], {"title": Span(0, 3)}),
        (tuple[tuple[float, float], ...] | None, ((1.0, 2.0),)),
    ],
)
def test_values_come_back_as_they_were(kind: Any, value: Any) -> None:
    assert through(kind, value) == value


def test_an_extraction_comes_back_as_it_was() -> None:
    found = extract(read_bytes(TEXT.encode(), "方案.txt", Limits(isolate=False)))
    assert found.commitments and found.commitments[0].measures
    assert through(Extraction, found) == found


@pytest.mark.parametrize(
    ("kind", "untrusted"),
    [
        (str, 1),
        (str, None),
        (int, "1"),
        (int, True),
        (float, "1"),
        (bool, 0),
        (date, "someday"),
        (date, 5),
        (Decimal, 0.5),
        (Decimal, "much"),
        (Comparator, "~"),
        (Span, [2, 1]),
        (Span, [1]),
        (Span, {"start": 1, "end": 2}),
        (tuple[int, ...], "12"),
        (tuple[int, str], [1]),
        (dict[str, int], [1]),
        (Document, ["a", "b"]),
    ],
)
def test_anything_else_is_refused(kind: Any, untrusted: Any) -> None:
    with pytest.raises((ValueError, TypeError, ArithmeticError)):
        typed(kind, untrusted)


@dataclass(frozen=True)
class Doubtful:
    """A field that JSON cannot tell."""

    either: str | int


@pytest.mark.parametrize("kind", [Doubtful, complex])
def test_types_without_a_plain_form_are_a_mistake_of_the_program(kind: Any) -> None:
    with pytest.raises(TypeError):
        typed(kind, ["a"])
    with pytest.raises(TypeError):
        plain(1j)
