"""What the columns of a table hold, read on the words of its head."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache

from extract.components.deadline import PLANS, When, scan
from extract.lexicon import load
from extract.model import Comparator
from extract.tablevalues import bounded, unit_of
from extract.view import view
from ingest.model import Cell, Document


@dataclass(frozen=True, slots=True)
class Column:
    """What one column holds."""

    means: str
    year: int | None
    title: str = ""
    """What its numbers count (造林面积), where they count no indicator of their row."""
    unit: str | None = None
    """Of its numbers, where its head says so."""
    scope: str | None = None
    """What its numbers are for, where a row of the head says so (全市, 其中:高新区)."""
    due: date | None = None
    """The day that its head sets, where that is not the end of a year (2024年6月底)."""
    bound: Comparator | None = None
    """What its head says of every number below it (目标值(≥))."""


@cache
def _rules() -> list[tuple[re.Pattern[str], str]]:
    return [(r.compile(), r.means) for r in load("columns")]


@lru_cache(maxsize=4096)
def read_column(text: str) -> Column | None:
    """What the heading of a column says of it; None for one that no rule knows."""
    means = next((m for pattern, m in _rules() if pattern.search(text)), None)
    if means is None:
        return None
    year = year_of(text)
    return Column(means, year, due=_due(text) if year else None)


_YEAR = re.compile(r"((?:19|20)[0-9]{2})年?(?:底|末)?[-~—至到]((?:19|20)[0-9]{2})年|((?:19|20)[0-9]{2})(?:年|\Z)")
PLAN = re.compile(r"(十[一二三四五六七])五[”\"]?(?!规划(?:纲要|中期))")


def year_of(text: str) -> int | None:
    """The year that a heading or a caption speaks of; of a period its last one (“十五五” is 2030)."""
    year = _YEAR.search(text)
    if year:
        return int(year.group(2) or year.group(3))
    plan = PLAN.search(text)
    return PLANS.get(plan.group(1)) if plan else None


def _due(text: str) -> date | None:
    """The day that a head of a column sets within its year."""
    if not re.search(r"月|季度|半年", text):
        return None
    days = [when.resolve(None) for m in scan(text) if isinstance(when := m.value, When)]
    return max((day for day in days if day), default=None)


_NOW, _THEN = re.compile("现状|基期|基准|基础"), re.compile("目标|规划|计划")
_PARTS = frozenset({"lead", "support", "responsible"})
_VALUES = frozenset({"target", "baseline", "estimate", "year"})
_PLAIN = re.compile(r"(?:任务|目标|指标|计划|规划)?(?:数|值|数值|数量|总量|量)(?:\(.{1,8}\))?\Z|小计\Z|合计\Z")
"""Heads under a goal that name no group."""


def joined(chain: Sequence[str]) -> Column | None:
    """What a column holds whose head is written on several rows, from the top down (目标值 over 2025年)."""
    column = _joined(chain)
    bound = next((found for text in reversed(chain) if (found := bounded(text)[1])), None)
    return replace(column, bound=bound) if column and bound else column


def _joined(chain: Sequence[str]) -> Column | None:
    # A head over both (现状和目标) says of none of the columns below it what it holds.
    chain = [text for text in chain[:-1] if not (_NOW.search(text) and _THEN.search(text))] + [*chain[-1:]]
    if len(chain) == 1:
        return read_column(chain[0]) or metric(chain[0])
    found = [read_column(text) for text in chain]
    known = [one for one in reversed(found) if one]
    if not known:
        return metric(chain[-1])
    leaf = found[-1]
    year = next((y for text in reversed(chain) if (y := year_of(text))), None)
    due = next((one.due for one in known if one.due), None)
    if leaf and (leaf.means in _PARTS or leaf.means not in _VALUES):
        return replace(leaf, year=year)
    kinds = {one.means for one in known}
    if leaf is None and kinds == {"year"} and (whole := read_column("".join(chain))):
        return whole
    # What is to be done in a year is a goal, whatever the head over the years calls it (年度任务 over 2025年).
    kinds |= {"target"} if "task" in kinds and leaf else set()
    means = next((kind for kind in ("baseline", "estimate", "target", "year") if kind in kinds), known[0].means)
    unit = next((u for text in reversed(chain) if (u := unit_of(text)[1])), None)
    if leaf or means not in _VALUES:
        return Column(means, year, unit=unit, due=due, title=unit_of(chain[0])[0])
    counted = metric(chain[-1])
    if counted:
        return replace(counted, year=year, due=due, means="told" if means == "baseline" else "metric")
    scope = None if _PLAIN.match(chain[-1]) else re.sub("^其中:?", "", chain[-1])
    return Column(means, year, unit=unit, scope=scope, due=due, title=unit_of(chain[0])[0])


_UNCOUNTED = re.compile("分值|得分|占比|比重|权重|增速|增长|增幅|排名|年均|序号|电话|面积比")
_TOLD = re.compile("完成|累计|实际|现有|现状|已|上年|截至|目前|原有")


def metric(text: str) -> Column | None:
    """A column of numbers that says itself what they count and in which unit: 造林面积(亩)."""
    title, unit = unit_of(text)
    if not unit or unit == "分" or len(title) < 2 or _UNCOUNTED.search(title):
        return None
    return Column("told" if _TOLD.search(title) else "metric", year_of(title), title=title, unit=unit, due=_due(title))


def label_of(text: str) -> str | None:
    """What a label of a card means; None for the text of a cell that is none."""
    text = text.rstrip(":")
    found = read_column(text) if 2 <= len(text) <= 10 else None
    return found.means if found and not re.search(r"[。,;0-9]", text) else None


_LONGEST = 24
"""Characters of a head."""
_VALUE = re.compile(r"[≥≤><]?[0-9.]+%?\Z")
_BARE_YEAR = re.compile(r"(?:19|20)[0-9]{2}\Z")


def is_head(texts: Sequence[str]) -> bool:
    """Whether the texts of a row are a head once more, as at the top of a page."""
    if len(texts) < 2 or any(len(text) > _LONGEST for text in texts) or not all(map(read_column, texts)):
        return False
    return all(_BARE_YEAR.match(text) for text in texts if _VALUE.match(text))


def text_of(document: Document, cell: Cell) -> str:
    """The text of a cell, folded and without white space."""
    return view(document, cell.span).text if len(cell.span) else ""
