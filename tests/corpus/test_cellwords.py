"""Organisations, days and rhythms as people write them into cells."""

from __future__ import annotations

from datetime import date

import pytest

from corpus.cellwords import deadline, organisations, rhythm, year_of
from extract.model import Duty

LEAD, SUPPORT, OWN = Duty.LEAD, Duty.SUPPORT, Duty.RESPONSIBLE


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("甲局 乙局", [("甲局", OWN), ("乙局", OWN)]),
        ("甲局\n乙局", [("甲局", OWN), ("乙局", OWN)]),
        ("县甲局，县乙局；各乡镇", [("县甲局", OWN), ("县乙局", OWN), ("各乡镇", OWN)]),
        ("县甲局（牵头）、县乙局", [("县甲局", LEAD), ("县乙局", OWN)]),
        ("县丙委、县甲局(牵头)、县乙局", [("县丙委", OWN), ("县甲局", LEAD), ("县乙局", OWN)]),
        ("县甲局牵头，县乙局、县丙局配合", [("县甲局", LEAD), ("县乙局", SUPPORT), ("县丙局", SUPPORT)]),
        ("县甲局牵头、县乙局配合，各乡镇", [("县甲局", LEAD), ("县乙局", SUPPORT), ("各乡镇", OWN)]),
        ("牵头：县甲局\n配合：县乙局、县丙局", [("县甲局", LEAD), ("县乙局", SUPPORT), ("县丙局", SUPPORT)]),
        ("各镇（街道）、县直各部门", [("各镇(街道)", OWN), ("县直各部门", OWN)]),
        ("各县(市、区)", [("各县(市、区)", OWN)]),
        ("县甲局 负责", [("县甲局", OWN)]),
        ("张三", [("张三", OWN)]),
        ("县甲局、县甲局", [("县甲局", OWN)]),
        ("无", []), ("—", []), ("/", []), ("", []), (None, []),
    ],
)  # fmt: skip
def test_organisations(cell: str | None, expected: list[tuple[str, Duty]]) -> None:
    assert [(one.name, one.duty) for one in organisations(cell, OWN)] == expected


DOUBT = ("deadline_without_year",)


@pytest.mark.parametrize(
    ("cell", "day", "doubts"),
    [
        (date(2025, 6, 30), date(2025, 6, 30), ()),
        ("2025.6.30", date(2025, 6, 30), ()), ("2025/6/30", date(2025, 6, 30), ()),
        ("2025.12", date(2025, 12, 31), ()), ("2025-06.", date(2025, 6, 30), ()), ("25年6月", date(2025, 6, 30), ()),
        ("2025年三季度", date(2025, 9, 30), ()), ("2025年底前完成", date(2025, 12, 31), ()),
        (45838, date(2025, 6, 30), ()), (45838.0, date(2025, 6, 30), ()),
        ("12月底", date(2025, 12, 31), DOUBT), ("6月30日前", date(2025, 6, 30), DOUBT),
        ("6月", date(2025, 6, 30), DOUBT),
        ("年底前", date(2025, 12, 31), DOUBT), ("全年", date(2025, 12, 31), DOUBT),
        ("三季度", date(2025, 9, 30), DOUBT),
        ("上半年", date(2025, 6, 30), DOUBT),
        ("长期坚持", None, ()), ("每季度末", None, ()), ("—", None, ()), (None, None, ()), (12, None, ()),
        ("13月", None, ()),
    ],
)  # fmt: skip
def test_deadlines(cell: str | int | float | date | None, day: date | None, doubts: tuple[str, ...]) -> None:
    assert deadline(cell, 2025) == (day, doubts)


def test_without_a_year_there_is_no_day() -> None:
    assert deadline("12月底", None) == (None, ())


@pytest.mark.parametrize(
    ("cell", "said"), [("每季度末", "每季度"), ("每个月", "每月"), ("每学期", "每学期"), ("6月", None)]
)
def test_rhythms(cell: str, said: str | None) -> None:
    assert rhythm(cell) == said


@pytest.mark.parametrize(
    ("texts", "year"),
    [(("某县2025年任务", "2024"), 2025), (("2024-2026年",), None), (("", "表2026"), 2026), (("12025",), None)],
)
def test_the_year_of_a_list(texts: tuple[str, ...], year: int | None) -> None:
    assert year_of(*texts) == year
