"""Values, owners and places as words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from extract.model import Comparator, Duty, Measure, Range, Responsibility, Role
from ingest.model import Span
from tui import phrases

ON = date(2025, 6, 1)


def measure(comparator: Comparator, value: Decimal | Range, unit: str | None, **more: Any) -> Measure:
    return Measure(Role.COMMITMENT, Span(0, 1), "甲", "入学率", None, comparator, value, unit, **more)


@pytest.mark.parametrize(
    ("value", "expected"),
    [("95", "95"), ("95.50", "95.5"), ("1E+3", "1000"), ("100", "100"), ("0.0", "0"), ("0.005", "0.005")],
)
def test_number(value: str, expected: str) -> None:
    assert phrases.number(Decimal(value)) == expected


@pytest.mark.parametrize(
    ("comparator", "value", "unit", "expected"),
    [
        (Comparator.AT_LEAST, Decimal(95), "%", "≥95%"),
        (Comparator.AT_MOST, Decimal(45), "人", "≤45人"),
        (Comparator.EQUAL, Decimal(3), None, "3"),
        (Comparator.ABOUT, Decimal(10), "亿元", "≈10亿元"),
        (Comparator.INCREASE_BY, Decimal(5), "个百分点", "+5个百分点"),
        (Comparator.DECREASE_BY, Decimal(5), "%", "-5%"),
        (Comparator.RANGE, Range(Decimal(10), Decimal(15)), "人", "10–15人"),
    ],
)
def test_amount(comparator: Comparator, value: Decimal | Range, unit: str | None, expected: str) -> None:
    assert phrases.amount(measure(comparator, value, unit)) == expected


def test_amounts_say_how_many_there_are() -> None:
    one = measure(Comparator.AT_LEAST, Decimal(95), "%")
    assert phrases.amounts(()) == "—"
    assert phrases.amounts((one,)) == "≥95%"
    assert phrases.amounts((one, one, one)) == "≥95% 等3项"


def test_measure_line_has_all_parts() -> None:
    one = measure(
        Comparator.AT_LEAST, Decimal(1), "人", per="每百名学生", deadline=ON, recurrence="每年", indicator="staff.key"
    )
    one = replace(one, scope="小学")
    assert phrases.measure_line(one) == "小学 入学率 ≥1人 / 每百名学生 每年 2025-06-01 [staff.key]"


WHO = (
    Responsibility("财政局", Duty.SUPPORT),
    Responsibility("教育局", Duty.LEAD),
    Responsibility("编办", Duty.SUPPORT),
)


def test_owners_name_the_leader() -> None:
    assert phrases.owners(WHO) == "教育局 +2"
    assert phrases.owners(WHO[:1]) == "财政局"
    assert phrases.owners(()) == "—"
    assert phrases.duties(WHO) == [("牵头", "教育局"), ("配合", "财政局、编办")]


def test_indicators_have_names() -> None:
    from extract.labels import indicator_labels

    known, label = next(iter(indicator_labels().items()))
    one = measure(Comparator.AT_LEAST, Decimal(1), "人", indicator=known)
    assert label != known and phrases.measure_line(one).endswith(f"[{label}]")
