"""Values in the cells of a table: number, unit, bound, and the group that each of several values is for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from extract.bounds import bound_after, bound_before
from extract.components import scope as scopes
from extract.components.quantity import NUMBER
from extract.lexicon import load
from extract.model import Comparator, Range
from extract.numerals import parse
from extract.view import View, view
from ingest.model import Cell, Document, Span


@dataclass(frozen=True, slots=True)
class CellValue:
    """One value as its cell writes it."""

    scope: str | None
    """What it is for, where the cell holds several (重点城市≥30 一般城市≥15)."""
    span: Span
    value: Decimal | Range
    unit: str | None
    """A unit of its own; None where it is the one of its row."""
    comparator: Comparator


_MARKS = re.compile(r"(?:[*※★☆#▲△†]|[①-⑳]|\[?注[0-9]{0,2}\]?)+\Z")
"""Signs that lead from a cell to a note below the table."""


def unmarked(text: str) -> str:
    """`text` without the signs of footnotes at its end."""
    return _MARKS.sub("", text)


_LEAD = re.compile(r"(?:(?:比|较)(?:(?:19|20)[0-9]{2}年|上年|基期)?|累计|合计|总计|全年|力争|年内){0,3}")
_ASIDE = re.compile(r"\((?:[三五]年)?(?:累计|预期|预计|约束性?)\)\Z")
"""A remark behind a value that leaves it as it is."""
_CELL = re.compile(
    rf"(?P<lead>[^0-9\[\](){{}}〔〕]{{0,10}})[\[(〔]{{0,2}}(?P<low>{NUMBER})(?:%?[-~](?P<high>{NUMBER}))?(?P<in>%)?[\])〕]{{0,2}}"
    r"(?P<unit>%|‰|个百分点|(?!以上|以下|以内|左右)[\u4e00-\u9fffm㎡³²]{1,6}?(?:/[\u4e00-\u9fff]{1,4})?)?"
    r"(?P<after>以上|以下|以内|左右|上下|\(含\)以上|及以上)?\Z"
)
_DATED = re.compile(r"((?:比|较))(?:19|20)[0-9]{2}年")


def read_value(shown: View, unit: str | None) -> CellValue | None:
    """A cell that holds one number; None for words (完成上级下达任务), dates and names."""
    text = unmarked(shown.text)
    text = _ASIDE.sub("", text)
    # A year that a value is compared with would be read as the value.
    start = match.end() if (match := _DATED.match(text)) else 0
    match = _CELL.match(text, start)
    if not match:
        return None
    own = match["unit"] or match["in"]
    if own and (re.search("项目|级", own) or (own[0] == "年" and _YEAR.match(match["low"]))):
        return None
    bound = _bound(match["lead"], match["after"] or "", text[:start])
    if bound is None:
        return None
    low = parse(match["low"])
    value: Decimal | Range = Range(low, parse(match["high"])) if match["high"] else low
    if isinstance(value, Range):
        bound = Comparator.RANGE
    return CellValue(None, shown.span(0, len(text)), value, own if own and own != unit else None, bound)


_YEAR = re.compile(r"(?:19|20)[0-9]{2}\Z")


def _bound(lead: str, after: str, compared: str) -> Comparator | None:
    """The bound that the words around a number set; None where they are no bound."""
    behind, _ = bound_after(after, 0)
    plain = _LEAD.match(lead)
    rest = lead[plain.end() :] if plain else lead
    if not rest:
        return None if compared else behind or Comparator.EQUAL
    before, start = bound_before(rest, len(rest))
    return (before if before is not Comparator.AT_LEAST or behind is None else behind) if before and not start else None


@cache
def _known() -> frozenset[str]:
    """The units that a number in a text may have."""
    return frozenset(word for rule in load("units") for word in rule.words)


_UNIT = re.compile(r"\((?P<unit>[^()]{1,14}|m3|μg/m3)\)\Z|[,/:](?P<bare>[%‰]|[\u4e00-\u9fff]{1,5})\Z")
_SCALE = re.compile(r"每?(?:万亿|千万|百万|十万|十|百|千|万|亿)")
_TABLE_UNIT = re.compile(
    r"[%‰]|.{0,6}/.{1,8}|[0-9.]+|[人名位个件家所座处台辆套张户间项亩吨米元岁天日次场条册支部艘架只头株班级倍年]"
)


_REMARKED = re.compile(r"\((?P<unit>[^()]{1,14})\)(?P<remark>\([^()]{2,14}\))\Z")
"""A remark behind the unit: 新增造林面积(万亩)(五年累计)."""


def unit_of(name: str) -> tuple[str, str | None]:
    """The name of an indicator without its unit, and the unit that it closes with: 森林覆盖率(%)."""
    bare = unmarked(name)
    match = _UNIT.search(bare)
    unit = (match["unit"] or match["bare"]) if match else None
    remark = _REMARKED.search(bare) if match and unit and not is_unit(unit) else None
    if remark and is_unit(remark["unit"]):
        return bare[: remark.start()] + remark["remark"], remark["unit"]
    if not match or not unit or not is_unit(unit) or (match["bare"] and len(unit) < 2 and unit not in "%‰"):
        return bare, None
    return unmarked(bare[: match.start()]), unit


_LIMITS = frozenset({Comparator.AT_LEAST, Comparator.AT_MOST, Comparator.MORE, Comparator.LESS, Comparator.EQUAL})


def bounded(name: str) -> tuple[str, Comparator | None]:
    """The name of an indicator without the bound that it closes with, and the bound: 达标率不低于, 平均噪声(≤)."""
    inside = name.endswith(")")
    words = name[:-1] if inside else name
    bound, start = bound_before(words, len(words))
    rest = words[:start]
    if bound not in _LIMITS or (inside and not rest.endswith("(")):
        return name, None
    rest = rest.removesuffix("(") if inside else rest
    return (rest, bound) if rest else (name, None)


def is_unit(text: str) -> bool:
    """Whether `text` is a unit (万人, 微克/立方米, 1/10万), no remark (不变价, 试行)."""
    plain = _SCALE.sub("", text, count=1) if _SCALE.match(text) else text
    return text in _known() or plain in _known() or bool(_TABLE_UNIT.fullmatch(plain))


_CHANGE = re.compile("(?:累计)?(?:下降|削减|降低|减少|减排|增长|提高)(?:比例|比率|幅度|率|幅|百分比)\\Z")


def without_change(name: str) -> str | None:
    """The quantity of which an indicator tells the change (排放量 of 排放量下降比例); None where it tells none.

    In a column of baselines such a row may write the quantity itself, in a unit of its own.
    """
    match = _CHANGE.search(name)
    return name[: match.start()] or None if match else None


_SCOPED = re.compile(
    rf"(?P<scope>[\u4e00-\u9fff()、]{{2,14}}?):?"
    rf"(?P<rest>(?P<sign>[≥≤><约]=?|不低于|不少于|不超过|达到|达)?{NUMBER}(?:%|‰)?(?:以上|以下|以内|左右)?)[,;、 /]?"
)


_NOTE = re.compile(r"(?<=[0-9%‰个项家名人所万亿元])\((?!含)[^()0-9]{2,12}\)\Z")
"""A note behind a value: `增长5.5%(市下达指标)`."""


_FOR = re.compile(
    r"\((?P<who>[国省市县区](?:控|考)(?:及以上)?|[国省市县区家]{1,2}级(?:及以上)?|城市|城镇|农村|乡村|县城|市区|主城区|建成区|[\u4e00-\u9fff]{2,4}[市县区])\)"
)
"""A note that says for whom or where a value is: `33(国控)`."""


def read_values(document: Document, cell: Cell, unit: str | None) -> Iterator[CellValue]:
    """The value of a cell, or the value of each group that it names (重点城市≥30 一般城市≥15)."""
    shown = view(document, cell.span)
    note = _NOTE.search(shown.text)
    one = read_value(View(shown.text[: note.start()], shown.places[: note.start()]) if note else shown, unit)
    if one:
        whose = _FOR.fullmatch(note.group()) if note else None
        yield replace(one, scope=whose["who"]) if whose else one
        return
    parts = list(_SCOPED.finditer(shown.text))
    if sum(len(part.group()) for part in parts) != len(shown.text):
        return
    if not all(part["sign"] or part["scope"] in _groups() for part in parts):
        return
    for part in parts:
        rest = shown.span(part.start("rest"), part.end("rest"))
        value = read_value(view(document, rest), unit)
        if value:
            yield CellValue(part["scope"], value.span, value.value, value.unit, value.comparator)


@cache
def _groups() -> frozenset[str]:
    """Words of which each is a group that a value may be for."""
    return frozenset(scopes.words())
