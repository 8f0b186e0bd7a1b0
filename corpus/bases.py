"""Units and denominators: whether two values are counted alike, and how to bring one to the other. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

_UNITS: dict[str, tuple[str, Decimal]] = {}
for _dimension, _members in {
    "persons": {"人": "1", "名": "1", "位": "1", "个人": "1", "万人": "10000"},
    "area": {"平方米": "1", "㎡": "1", "m²": "1", "m2": "1", "平米": "1", "平方": "1"},
    "money": {"元": "1", "块": "1", "千元": "1000", "万元": "10000", "亿元": "100000000"},
    "rooms": {"间": "1", "口": "1", "个教室": "1"},
    "percent": {"%": "1", "％": "1", "个百分点": "1", "百分点": "1", "‰": "0.1"},
    "hours of study": {"学时": "1", "课时": "1", "个学时": "1"},
    "time": {"分钟": "1", "小时": "60", "个小时": "60"},
    "length": {"公里": "1", "千米": "1", "km": "1", "里": "0.5", "米": "0.001"},
    "grade": {"级": "1", "等": "1", "等级": "1"},
    "points": {"分": "1"},
}.items():
    for _name, _factor in _members.items():
        _UNITS[_name] = (_dimension, Decimal(_factor))
_LOOSE = frozenset(("个", "台", "套", "所", "处", "张", "门"))
"""Counting words that may stand for any number of things."""
_AVERAGES = {"生均": "students", "每生": "students", "师均": "teachers"}
_AVERAGES |= {"班均": "classes", "每班": "classes", "校均": "schools", "每校": "schools"}
_HAN = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
_SCALE = {"十": 10, "百": 100, "千": 1000, "万": 10000}
_EACH = re.compile(
    r"每(?P<n>[0-9]{1,6}|[一二两三四五六七八九十]{1,2})?(?P<scale>[百千万])?(?:名|个|位|人|户|张|所)?(?P<what>.{0,10})"
)
_YEARS = re.compile(r"每?(?P<n>[0-9]{1,2}|[一二两三四五六七八九十])?(?:个)?(?:学年|年度|周年|年)(?:内)?")
_STUDENTS = re.compile("学生|生$|生均|在校生|儿童|孩子")


@dataclass(frozen=True, slots=True)
class Base:
    """A denominator: so many of something."""

    what: str
    """`students`, `classes`, `years`, else as written."""
    count: Decimal


def factor(unit: str | None, wanted: str | None) -> Decimal | None:
    """What a value in `unit` is multiplied by to be in `wanted`; None when they measure different things."""
    if unit == wanted:
        return Decimal(1)
    if unit is None or wanted is None:
        # A coefficient may be written as a percentage.
        return Decimal("0.01") if (unit, wanted) == ("%", None) else None
    here, there = _UNITS.get(unit), _UNITS.get(wanted)
    if unit in _LOOSE and there and there[0] in ("persons", "rooms"):
        return Decimal(1)
    if here is None or there is None or here[0] != there[0]:
        return None
    if "百分点" in unit and wanted == "%":
        return None
    return here[1] / there[1]


@cache
def base(per: str | None) -> Base | None:
    """What `per` counts by; None for a text that is no counted denominator (教师工资总额)."""
    if not per:
        return None
    text = re.sub(r"\s", "", per)
    if text.strip("年") in _AVERAGES:
        return Base(_AVERAGES[text.strip("年")], Decimal(1))
    years = _YEARS.fullmatch(text)
    if years:
        return Base("years", Decimal(_number(years["n"], None)))
    each = _EACH.fullmatch(text)
    if each is None:
        return None
    what = each["what"] or ("人" if "人" in text else "")
    kind = "students" if _STUDENTS.search(what) else "classes" if "班" in what else what
    return Base(kind, Decimal(_number(each["n"], each["scale"])))


def _number(text: str | None, scale: str | None) -> int:
    if text is None:
        number = 1
    elif text.isascii():
        number = int(text)
    elif text[0] in _SCALE:
        number = _SCALE[text[0]] + _HAN.get(text[1:], 0)
    else:
        number = _HAN[text[0]] * (_SCALE[text[1]] if len(text) > 1 and text[1] in _SCALE else 1)
    return number * (_SCALE[scale] if scale else 1)


def rate(per: str | None, wanted: str) -> Decimal | None:
    """What a value counted by `per` is multiplied by to be counted by `wanted`; None for different things."""
    here, there = base(per), base(wanted)
    if here is None or there is None or here.what != there.what:
        return None
    return there.count / here.count
