"""School figures from a workbook, and the empty workbook to fill in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from corpus.book import Page, workbook
from corpus.errors import BadSheet
from corpus.schools import JUNIOR, PRIMARY, SENIOR, School
from corpus.standard import SchoolLevel
from ingest.model import Document, Limits, Table

_LEVELS = {"小学": PRIMARY, "初中": JUNIOR, "高中": SENIOR}
_NUMBER = re.compile(r"-?[0-9]{1,12}(?:\.[0-9]{1,6})?")
_BLANK = re.compile(r"[\s　()（）、,，]")


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of the template."""

    heading: str
    indicator: str = ""
    level: SchoolLevel | None = None
    pupils: bool = False
    minus: bool = False
    """Taken off the indicator's total."""


_NAME, _KIND = _Column("学校名称"), _Column("学校类型")
COLUMNS = (
    _NAME,
    _KIND,
    *(_Column(f"{name}学生数", level=level, pupils=True) for name, level in _LEVELS.items()),
    *(
        _Column(f"{name}高于规定学历教师数", "resource.teachers_above_degree", _LEVELS[name])
        for name in ("小学", "初中")
    ),
    *(_Column(f"{name}县级以上骨干教师数", "resource.backbone_teachers", _LEVELS[name]) for name in ("小学", "初中")),
    *(_Column(f"{name}体育艺术专任教师数", "resource.pe_art_teachers", _LEVELS[name]) for name in ("小学", "初中")),
    _Column("教学及辅助用房面积(平方米)", "resource.teaching_area"),
    _Column("其中室内体育用房面积(平方米)", "resource.teaching_area", minus=True),
    _Column("体育运动场馆面积(平方米)", "resource.sports_area"),
    _Column("教学仪器设备值(元)", "resource.equipment_value"),
    _Column("网络多媒体教室数(间)", "resource.multimedia_rooms"),
)
"""In the order of the template; a filled workbook may have them in any order, and others beside them."""
_NOTE = "每行一所学校；没有的学段留空；一贯制学校、完全中学的各学段学生数都填，面积、设备、教室填全校合计"
_EXAMPLES = (
    ("甲小学(示例，请删)", "小学", 900, None, None, 40, None, 9, None, 9, None, 4300, 200, 6900, 1850000, 21),
    ("乙九年一贯制学校(示例，请删)", "九年一贯制", 600, 300, None, 27, 17, 6, 4, 6, 3, 4600, 150, 7800, 2000000, 22),
)


def template() -> bytes:
    """An XLSX with the headings and two examples."""
    return workbook(
        [
            Page(
                name="学校",
                headings=[one.heading for one in COLUMNS],
                rows=_EXAMPLES,
                widths=[26, 14] + [12] * (len(COLUMNS) - 2),
                notes=(_NOTE,),
            )
        ]
    )


def read_schools(path: Path, limits: Limits | None = None) -> list[School]:
    """The schools of a workbook. Raises BadSheet, which names the row and the column, and IngestError."""
    from ingest.read import read

    document = read(path, limits or Limits())
    for table in document.tables:
        rows = _rows(document, table)
        for at, row in rows.items():
            places = _places(row)
            if _NAME in places.values():
                return list(_schools(path.name, {n: r for n, r in rows.items() if n > at}, places))
    raise BadSheet(path.name, f"没有“{_NAME.heading}”这一列")


def _rows(document: Document, table: Table) -> dict[int, dict[int, str]]:
    rows: dict[int, dict[int, str]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, {})[cell.column] = document.quote(cell.span).strip()
    return dict(sorted(rows.items()))


def _plain(heading: str) -> str:
    return _BLANK.sub("", re.sub(r"[(（](?:平方米|元|间|人|㎡)[)）]", "", heading))


_HEADINGS = {_plain(one.heading): one for one in COLUMNS}


def _places(row: Mapping[int, str]) -> dict[int, _Column]:
    """Column number -> what stands in it."""
    return {at: _HEADINGS[_plain(text)] for at, text in row.items() if _plain(text) in _HEADINGS}


def _schools(source: str, rows: Mapping[int, Mapping[int, str]], places: Mapping[int, _Column]) -> Iterator[School]:
    lost = [one.heading for one in COLUMNS if one.pupils and one.level is not SENIOR and one not in places.values()]
    if lost:
        raise BadSheet(source, f"没有“{'”“'.join(lost)}”这些列")
    seen: set[str] = set()
    for line, row in rows.items():
        said = {column: row.get(at, "") for at, column in places.items()}
        name = said[_NAME]
        if not name or name in ("合计", "总计") or name.endswith("(示例，请删)"):
            continue
        if name in seen:
            raise BadSheet(source, f"第 {line + 1} 行：{name} 有两行")
        seen.add(name)
        yield _school(source, line, name, said)
    if not seen:
        raise BadSheet(source, "一所学校也没有填")


def _school(source: str, line: int, name: str, said: Mapping[_Column, str]) -> School:
    pupils: dict[SchoolLevel, Decimal] = {}
    shared: dict[str, Decimal] = {}
    own: dict[str, dict[SchoolLevel, Decimal]] = {}
    for column, text in said.items():
        if column in (_NAME, _KIND) or text in ("", "—", "-", "/"):
            continue
        number = _BLANK.sub("", text)
        if not _NUMBER.fullmatch(number) or number.startswith("-"):
            raise BadSheet(source, f"第 {line + 1} 行“{column.heading}”不是数：{text[:20]}")
        value = Decimal(number)
        if column.pupils and column.level:
            if value:
                pupils[column.level] = value
        elif column.level:
            own.setdefault(column.indicator, {})[column.level] = value
        else:
            shared[column.indicator] = shared.get(column.indicator, Decimal(0)) + (-value if column.minus else value)
    if not pupils:
        raise BadSheet(source, f"第 {line + 1} 行：{name} 没有学生数")
    return School(name, said.get(_KIND, ""), pupils, shared, own)
