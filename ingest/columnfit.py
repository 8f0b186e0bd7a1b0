"""How well lines fit the columns of a table: the cheapest way to lay them over the columns in order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import cache


class Kind(Enum):
    """What the lines of a column look like."""

    SERIAL = "serial"
    GROUP = "group"
    NAME = "name"
    UNIT = "unit"
    NUMBER = "number"
    NATURE = "nature"
    TEXT = "text"
    WORD = "word"
    TIME = "time"
    REMARK = "remark"
    OTHER = "other"


_SERIAL = re.compile(r"(\d{1,3})[.、．]?\Z")
_SUBSERIAL = re.compile(r"[(（](\d{1,2})[)）]\Z")
NATURE = re.compile(r"(?:约束|预期|指导|参考|引导)性?\Z")
NUMBER = re.compile(r"[一-龥（）()、“”]{0,14}[≥≤><＞＜～~约累计\[(（【]{0,4}-?\d|[-—–―/／\s]{1,4}\Z")
_SCOPED = re.compile(r"[一-龥（）()、]{2,14}[≥≤><＞＜约]?\d")
_BARE = re.compile(r"[≥≤><＞＜\[(（【]{0,2}-?\d[\d.,，]*(?:[-—~～–]\d[\d.]*)?[%％\])）】]{0,2}\Z")
_TIME = re.compile(r"(?:(?:19|20)\d\d年)?\d{1,2}月|(?:19|20)\d\d[年.-]")
_OFFICES = re.compile(
    r"(?:[省市县区州镇乡]|各|办公室)[^。；;：:]{1,60}"
    r"(?:[局委办厅部院会处科股站所队]|[科处股]室|部门|单位|公司|集团|中心|街道|乡镇|政府|牵头|配合|负责)等?\Z"
    r"|[一-龥]{1,6}[局委厅]\Z"
)
"""Offices, which a column of what is to be done does not hold by themselves."""
HAN = re.compile(r"[一-龥]")
_HEADS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (Kind.SERIAL, re.compile(r"序号|编号")),
    (Kind.REMARK, re.compile(r"备注|说明")),
    (Kind.NATURE, re.compile(r"属性|指标性质")),
    (Kind.UNIT, re.compile(r"^(?:计量|指标|数量)?单位\Z|单位[(（]")),
    (Kind.TIME, re.compile(r"时限|时间|年限|起止|工期|周期|进度")),
    (Kind.WORD, re.compile(r"单位|部门|[科处股]室|地点|性质|主体")),
    (Kind.TEXT, re.compile(r"内容|措施|举措|要求")),
    (Kind.NAME, re.compile(r"名称")),
    (Kind.GROUP, re.compile(r"类别|分类|领域|类型|方面|维度|一级|板块|地区\Z")),
    (
        Kind.NUMBER,
        re.compile(r"\d{4}|年|目标|现状|基期|基准|完成|情况|投资|规模|数量|完成率|规划|计划|总量|[均增]速|值\Z|率\Z"),
    ),
    (Kind.NAME, re.compile(r"指标|项目|任务|城市|工程|事项")),
    (Kind.NUMBER, re.compile(r"[^县区市州镇乡][(（][^()（）]{1,8}[)）]\Z")),
)


def serial(line: str) -> int | None:
    match = _SERIAL.match(line)
    return int(match.group(1)) if match else None


def subserial(line: str) -> int | None:
    """The number of a row that is a part of the numbered row before it: `（2）`."""
    match = _SUBSERIAL.match(line)
    return int(match.group(1)) if match else None


def kinds_of(columns: Sequence[str]) -> tuple[Kind, ...]:
    """What each column holds; without a heading that says what the rows are named by, their class names them."""
    kinds = [_kind(head) for head in columns]
    tasks = next((at for at, head in enumerate(columns) if "任务" in head and not re.search(r"\d", head)), None)
    if Kind.NAME not in kinds and tasks is not None:
        kinds[tasks] = Kind.NAME
    for instead in (Kind.TEXT, Kind.GROUP, Kind.WORD, Kind.OTHER):
        if Kind.NAME not in kinds and instead in kinds:
            kinds[kinds.index(instead)] = Kind.NAME
    return tuple(kinds)


_CHAPTER = re.compile(r"(?:[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十]{1,3}[)）])[^。；;|]{2,40}\Z")
"""A chapter whose rows a table counts on through: `二、扩大有效投资`."""


def is_chapter(line: str) -> bool:
    """Whether `line` is numbered as the chapters of a table of tasks are."""
    return _CHAPTER.match(line) is not None


def opens_group(line: str) -> bool:
    """Whether `line` stands over the next rows (按区域分：, 二、扩大有效投资)."""
    return line.endswith((":", "：")) or is_chapter(line)


@cache
def _kind(head: str) -> Kind:
    return next((kind for kind, pattern in _HEADS if pattern.search(head)), Kind.OTHER)


@dataclass(frozen=True, slots=True)
class Way:
    """One way to lay lines over columns."""

    cost: float
    taken: tuple[int, ...] = ()
    """How many lines each column takes."""
    clear: bool = True
    """No other way costs the same."""


_SAME = 1e-9
_HOPELESS = 16.0
"""Cost at which lines are no row, however cheap the rest of them is."""


def way_of(lines: Sequence[str], kinds: tuple[Kind, ...]) -> Way:
    """The cheapest way to lay the lines over the columns in order; endless cost and no `taken` where there is none."""
    while lines and opens_group(lines[-1]):
        lines = lines[:-1]
    none = Way(float("inf"))
    best = [Way(0.0)] + [none] * len(lines)
    for kind in kinds:
        after = [none] * (len(lines) + 1)
        for start, way in enumerate(best):
            if way is none:
                continue
            cost, taken, clear = way.cost, way.taken, way.clear
            total = cost + _EMPTY[kind]
            for end in range(start, len(lines) + 1):
                if end == start + 1:
                    total = cost + misfit(kind, lines[start])
                elif end > start:
                    total += _further(kind, lines[end - 2], lines[end - 1])
                if total > _HOPELESS and end > start:
                    break
                here = after[end]
                if total < here.cost - _SAME:
                    after[end] = Way(total, (*taken, end - start), clear)
                elif total <= here.cost + _SAME:
                    after[end] = replace(here, clear=False)
        best = after
    return best[len(lines)]


_EMPTY = {
    Kind.SERIAL: 9.0,
    Kind.GROUP: 0.3,
    Kind.NAME: 4.0,
    Kind.UNIT: 1.5,
    Kind.NUMBER: 2.0,
    Kind.NATURE: 1.5,
    Kind.TEXT: 1.0,
    Kind.WORD: 1.0,
    Kind.TIME: 1.0,
    Kind.REMARK: 0.1,
    Kind.OTHER: 0.8,
}


def misfit(kind: Kind, line: str) -> float:
    """What it costs that `line` opens a cell of such a column."""
    match kind:
        case Kind.SERIAL:
            return 0.0 if serial(line) is not None or subserial(line) is not None else 9.0
        case Kind.GROUP:
            return 3.0 if _BARE.match(line) or NATURE.match(line) else 2.0 if len(line) > 12 else 0.0
        case Kind.NAME:
            return 3.0 if not HAN.search(line) or NATURE.match(line) else 0.0
        case Kind.UNIT:
            return 3.0 if _BARE.match(line) or NATURE.match(line) else 2.0 if len(line) > 10 else 0.0
        case Kind.NUMBER:
            return 3.0 if NATURE.match(line) else 0.0 if NUMBER.match(line) else 1.5
        case Kind.NATURE:
            return 0.0 if NATURE.match(line) else 3.0
        case Kind.TEXT:
            return 2.0 if _BARE.match(line) else 1.0 if _OFFICES.match(line) else 0.0 if len(line) > 8 else 0.4
        case Kind.WORD:
            if line.endswith(("。", "；", "！")) and not _OFFICES.match(line[:-1]):
                return 2.0
            return 2.0 if _BARE.match(line) or _TIME.match(line) else 0.0 if len(line) <= 8 else 0.2
        case Kind.TIME:
            return 0.0 if re.search(r"(?:19|20)\d\d|[年月季]|持续|长期|常态", line) else 1.5
        case Kind.REMARK:
            return 0.6
        case Kind.OTHER:
            return 0.4


def _further(kind: Kind, before: str, line: str) -> float:
    """What it costs that `line` goes on with a cell of such a column, behind the line `before`."""
    match kind:
        case Kind.GROUP:
            return 0.2 if len(line) <= 4 and not _BARE.match(line) else 2.0
        case Kind.NUMBER:
            return 0.4 if _SCOPED.match(before) and _SCOPED.match(line) else 2.5
        case Kind.NAME | Kind.TEXT | Kind.WORD | Kind.OTHER | Kind.REMARK:
            timed = kind is Kind.WORD and _TIME.match(line)
            return 2.0 if timed or _BARE.match(line) or NATURE.match(line) else 0.7
        case Kind.SERIAL | Kind.UNIT | Kind.NATURE | Kind.TIME:
            return 3.0
