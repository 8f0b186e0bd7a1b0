"""What stands around a table: its caption, the unit of its numbers, whether it promises or reports."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extract.components.deadline import PLANS
from extract.tableheads import PLAN, year_of
from extract.tablevalues import is_unit
from extract.view import view
from ingest.model import Document, Table


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around a table."""

    year: int | None
    """Where a time without a year lies."""
    caption: int | None
    """The year that the line above the table names, where that line names the table."""
    begins: int | None
    """The first year that it can promise for."""
    first_leads: bool
    """Of several organisations in a cell the first one leads."""
    unit: str | None
    """Of its numbers, where a line above says so (单位:万元)."""
    promises: bool
    """Its caption or its document says that what it lists is to be done."""


_LONGEST_CAPTION = 60
_CAPTION = re.compile(r"^附?表|指标|目标|任务|清单|一览|安排|计划|分解")
_PROMISES = re.compile("目标|任务|计划|规划|方案|分解|清单")
_REPORTS = re.compile("完成情况|进展|现状|统计|通报|总结|报告")
_UNIT_LINE = re.compile(r"[(]?(?:计量|金额)?单位:(?P<unit>[^:,;、。()]{1,8})[)]?\Z")


def _above(document: Document, table: Table) -> list[str]:
    """The lines that stand directly over a table, from the last one up."""
    out: list[str] = []
    for block in reversed([b for b in document.blocks if b.span.end <= table.span.start][-3:]):
        text = view(document, block.span).text
        if block.table is not None or len(text) > _LONGEST_CAPTION:
            break
        out.append(text)
    return out


def _promises(names: Sequence[str]) -> bool:
    """Whether what a table lists is to be done, by the first of its names that says so or the contrary."""
    said = next((name for name in names if _REPORTS.search(name) or _PROMISES.search(name)), "")
    return bool(said) and not _REPORTS.search(said)


def _titled(document: Document) -> int | None:
    """The year that the title of a plan without a period names as its own; of several the last."""
    title = document.header.title or ""
    if document.header.period:
        return None
    years = re.findall(r"(?<![到至前])(20[0-9]{2})年(?![前底末以])", title)
    return max(map(int, years), default=None)


def frame_of(document: Document, table: Table, year: int | None, first_leads: bool) -> Frame:
    """The surroundings of a table; `year` is where a time without a year lies."""
    above = _above(document, table)
    caption = above[0] if above and _CAPTION.search(above[0]) else ""
    plan = PLAN.search(caption)
    opens = PLANS[plan.group(1)] - 4 if plan and plan.group(1) in PLANS else None
    return Frame(
        year,
        year_of(caption),
        max((y for y in (year, opens, _titled(document)) if y), default=None),
        first_leads,
        next((m["unit"] for text in above if (m := _UNIT_LINE.match(text)) and is_unit(m["unit"])), None),
        _promises([caption, document.header.title or ""]),
    )
