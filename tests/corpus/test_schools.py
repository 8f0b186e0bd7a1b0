"""School figures: 差异系数 against published vectors, shares of through schools, the rule for single schools."""

from __future__ import annotations

import io
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from corpus.errors import BadSheet
from corpus.schools import School, Standing, assess, mean, variation
from corpus.schoolsheet import COLUMNS, read_schools, template
from corpus.standard import SchoolLevel
from corpus.standards import shelf

P, J, S = SchoolLevel.PRIMARY, SchoolLevel.JUNIOR, SchoolLevel.SENIOR
STANDARD = shelf().find("jd2017_6")
PUPILS = (45, 37, 89, 76, 55)
BOOKS = (279, 137, 935, 160, 402)


def D(value: object) -> Decimal:
    return Decimal(str(value))


def test_variation_is_weighted_by_pupils() -> None:
    values = [(D(p), D(b) / D(p)) for p, b in zip(PUPILS, BOOKS, strict=True)]
    found = variation(values)
    assert found is not None and round(found, 3) == D("0.515")
    assert mean(values) == D(sum(BOOKS)) / D(sum(PUPILS))
    plain = [(D(1), value) for _, value in values]
    unweighted = variation(plain)
    assert unweighted is not None and round(unweighted, 3) == D("0.489")
    assert unweighted <= D("0.50") < found


@pytest.mark.parametrize("values", [[], [(10, 5)], [(10, 0), (20, 0)]])
def test_variation_of_too_little(values: list[tuple[int, int]]) -> None:
    assert variation([(D(p), D(v)) for p, v in values]) is None


def test_equal_schools_do_not_differ() -> None:
    assert variation([(D(10), D(3)), (D(90), D(3))]) == 0


AREAS = {
    "resource.teaching_area": D(4500), "resource.sports_area": D(7500), "resource.equipment_value": D(2000000),
    "resource.multimedia_rooms": D(23),
}  # fmt: skip
TEACHERS = {
    "resource.teachers_above_degree": D(42), "resource.backbone_teachers": D(10), "resource.pe_art_teachers": D(9),
}  # fmt: skip


def school(name: str = "甲小学", pupils: int = 1000, kind: str = "小学", **changes: Decimal) -> School:
    shared = {id: changes.get(id.split(".")[1], value) for id, value in AREAS.items()}
    own = {id: {P: changes.get(id.split(".")[1], value)} for id, value in TEACHERS.items()}
    return School(name, kind, {P: D(pupils)}, shared, own)


@pytest.mark.parametrize(
    ("changes", "met", "standing"),
    [
        ({}, 7, Standing.MET),
        ({"multimedia_rooms": D(22)}, 6, Standing.MET),
        ({"multimedia_rooms": D("19.5")}, 6, Standing.FAILED),
        ({"multimedia_rooms": D(22), "sports_area": D(7000)}, 5, Standing.FAILED),
    ],
)
def test_six_of_seven_and_the_rest_at_85_percent(changes: dict[str, Decimal], met: int, standing: Standing) -> None:
    [entry] = assess([school(**changes)], STANDARD).entries
    if met == 5:
        assert len(entry.below) == 2
    assert (len(entry.met), entry.standing) == (met, standing)


def test_missing_figures_are_no_failure() -> None:
    whole = school()
    part = School("乙小学", "小学", whole.pupils, {}, whole.own)
    [entry] = assess([part], STANDARD).entries
    assert (entry.standing, len(entry.met)) == (Standing.INCOMPLETE, 3)


def test_a_nine_year_school_shares_by_weights() -> None:
    made = School("丙学校", "九年一贯制", {P: D(600), J: D(300)}, {"resource.teaching_area": D(4650)}, {})
    primary, junior = assess([made], STANDARD).entries
    assert primary.values["resource.teaching_area"] == D(5)
    assert junior.values["resource.teaching_area"] == D("5.5")
    total = sum((one.pupils * (one.values["resource.teaching_area"] or D(0)) for one in (primary, junior)), Decimal(0))
    assert total == D(4650)


def test_senior_pupils_take_their_share() -> None:
    made = School("丁中学", "完全中学", {J: D(500), S: D(500)}, {"resource.teaching_area": D(5500)}, {})
    [junior] = assess([made], STANDARD).entries
    assert junior.values["resource.teaching_area"] == D(5)


@pytest.mark.parametrize(
    ("kind", "pupils", "left_out"),
    [("教学点", 49, True), ("教学点", 50, False), ("小学", 30, False), ("特殊教育学校", 200, True)],
)
def test_who_is_left_out(kind: str, pupils: int, left_out: bool) -> None:
    found = assess([school(kind=kind, pupils=pupils)], STANDARD)
    assert bool(found.excluded) is left_out


def test_spreads_know_their_limits() -> None:
    found = assess([school(), school("乙小学", multimedia_rooms=D(100))], STANDARD)
    spread = next(one for one in found.spreads if one.indicator == "resource.multimedia_rooms")
    assert (spread.schools, spread.short, spread.limit, spread.within) == (2, 0, D("0.50"), False)
    assert spread.mean == D("6.15") and spread.least == D("2.3")


def test_a_standard_without_a_rule_for_schools() -> None:
    with pytest.raises(ValueError, match="班额"):
        assess([], shelf().find("class_size"))


HEADINGS = [one.heading for one in COLUMNS]


def book(tmp_path: Path, *rows: list[object], headings: list[str] | None = None) -> Path:
    made = openpyxl.Workbook()
    sheet = made.active
    assert isinstance(sheet, Worksheet)
    for row in (headings or HEADINGS, *rows):
        sheet.append(row)
    path = tmp_path / "schools.xlsx"
    made.save(path)
    return path


ROW: list[object] = ["甲小学", "小学", 1000, None, None, 42, None, 10, None, 9, None, 4700, 200, 7500, 2000000, 23]


def test_the_template_is_read_once_it_is_filled(tmp_path: Path) -> None:
    path = tmp_path / "template.xlsx"
    path.write_bytes(template())
    with pytest.raises(BadSheet, match="一所学校也没有填"):
        read_schools(path)
    made = openpyxl.load_workbook(io.BytesIO(template()))
    sheet = made.active
    assert isinstance(sheet, Worksheet)
    sheet.append(ROW)
    made.save(path)
    [found] = read_schools(path)
    assert (found.name, found.pupils, found.shared["resource.teaching_area"]) == ("甲小学", {P: 1000}, 4500)
    [entry] = assess([found], STANDARD).entries
    assert (len(entry.met), entry.standing) == (7, Standing.MET)


def test_columns_stand_in_any_order_beside_others(tmp_path: Path) -> None:
    headings, row = ["备注", *reversed(HEADINGS)], ["x", *reversed(ROW)]
    [found] = read_schools(book(tmp_path, row, headings=headings))
    assert found.own["resource.backbone_teachers"] == {P: 10}


@pytest.mark.parametrize(
    ("rows", "headings", "reason"),
    [
        ([ROW, ROW], HEADINGS, "有两行"),
        ([["甲小学", "小学", "很多", *ROW[3:]]], HEADINGS, "不是数"),
        ([["甲小学", "小学", None, *ROW[3:]]], HEADINGS, "没有学生数"),
        ([["甲小学", "小学", -5, *ROW[3:]]], HEADINGS, "不是数"),
        ([ROW], ["名字", *HEADINGS[1:]], "没有“学校名称”"),
        ([ROW], [*HEADINGS[:2], "人数", *HEADINGS[3:]], "没有“小学学生数”"),
    ],
)
def test_a_workbook_that_cannot_be_used(
    tmp_path: Path, rows: list[list[object]], headings: list[str], reason: str
) -> None:
    with pytest.raises(BadSheet, match=reason):
        read_schools(book(tmp_path, *rows, headings=headings))
