"""Commitments as a table for spreadsheets: columns, cells, CSV, XLSX."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

from corpus.deadlines import closed_on, due_on
from corpus.interchange import number
from corpus.model import CommitmentRow
from corpus.wording import BOUND, FORCE, PROGRESS, target
from extract.labels import indicator_label
from extract.model import Duty, Force, Measure, Range

Cell = str | int | float | date | None


class Lines(StrEnum):
    """What one line of a table stands for."""

    COMMITMENTS = "commitments"
    """A commitment, with all its targets in one cell."""
    MEASURES = "measures"
    """A measure; a commitment with several has several lines, one without any has one."""


@dataclass(frozen=True, slots=True)
class Field:
    """A column."""

    name: str
    """Field name, the English heading."""
    heading: str
    """Chinese heading."""
    width: int = 12
    """Characters of a spreadsheet column."""


_WHERE = (
    Field("key", "编号", 18),
    Field("source", "文件", 24),
    Field("title", "标题", 30),
    Field("region", "地区", 10),
    Field("section", "章节", 24),
    Field("page", "页", 5),
    Field("subject", "事项", 32),
    Field("quote", "原文", 60),
)
_TARGETS = (Field("targets", "目标", 40),)
_WHO = (
    Field("deadline", "期限", 11),
    Field("recurrence", "频次", 8),
    Field("force", "力度", 6),
    Field("lead", "牵头单位", 18),
    Field("support", "配合单位", 24),
    Field("responsible", "责任单位", 24),
    Field("progress", "进展", 8),
)
_STANDING = (Field("due", "最早期限", 11), Field("state", "状态", 8), Field("days_late", "逾期天数", 9))
_INDICATORS = (Field("indicators", "国家指标", 24),)
_MEASURE = (
    Field("measure", "指标", 24),
    Field("scope", "范围", 12),
    Field("comparator", "要求", 6),
    Field("value", "数值", 9),
    Field("high", "数值上限", 9),
    Field("unit", "单位", 8),
    Field("per", "口径", 12),
    Field("measure_deadline", "指标期限", 11),
    Field("indicator", "国家指标", 20),
    Field("measure_quote", "指标原文", 36),
)
_SURE = (Field("confidence", "置信度", 7),)

NOTE = {
    Lines.COMMITMENTS: "每行一条承诺，它的各项目标都在“目标”一格里",
    Lines.MEASURES: "每行一个指标值：一条承诺有几个指标值就占几行，没有指标值的占一行",
}
"""What a line is, told on the first heading."""
_ENGLISH_NOTE = {
    Lines.COMMITMENTS: "One line for each commitment, all its targets in one cell",
    Lines.MEASURES: "One line for each measure; a commitment with several has several lines",
}

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""First characters that a spreadsheet takes for the start of a formula."""
_LONGEST_CELL = 32_767


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is to be written."""

    rows: Iterable[CommitmentRow]
    kind: Lines = Lines.COMMITMENTS
    english: bool = False
    """Field names and values as the interchange form has them, instead of Chinese words."""
    on: date | None = None
    """The day for which the columns of the standing are filled; None leaves them out."""

    @property
    def fields(self) -> tuple[Field, ...]:
        """The columns in their order."""
        standing = _STANDING if self.on else ()
        if self.kind is Lines.MEASURES:
            return (*_WHERE, *_WHO, *standing, *_MEASURE, *_SURE)
        return (*_WHERE, *_TARGETS, *_WHO, *standing, *_INDICATORS, *_SURE)

    @property
    def headings(self) -> list[str]:
        """The first line."""
        return [field.name if self.english else field.heading for field in self.fields]

    @property
    def note(self) -> str:
        """What a line is."""
        return (_ENGLISH_NOTE if self.english else NOTE)[self.kind]

    def lines(self) -> Iterator[list[Cell]]:
        """Cells in the order of `fields`."""
        names = [field.name for field in self.fields]
        for row in self.rows:
            own = self._own(row)
            if self.kind is Lines.COMMITMENTS:
                own |= self._targets(row.commitment.measures)
                yield [own.get(name) for name in names]
                continue
            for measure in row.commitment.measures or (None,):
                cells = own | (self._measure(measure) if measure else {})
                yield [cells.get(name) for name in names]

    def _own(self, row: CommitmentRow) -> dict[str, Cell]:
        kept = row.commitment
        cells: dict[str, Cell] = {
            duty.value: "、".join(r.organisation or r.name for r in kept.responsible if r.duty is duty) or None
            for duty in Duty
        }
        cells |= {
            "key": row.key,
            "source": row.source,
            "title": row.title,
            "region": row.region,
            "section": row.section or None,
            "page": row.page,
            "subject": kept.subject,
            "quote": kept.quote,
            "deadline": kept.deadline,
            "recurrence": kept.recurrence,
            "force": self._force(kept.force),
            "progress": row.progress.value if self.english else PROGRESS[row.progress],
            "confidence": kept.confidence,
        }
        return cells | (self._standing(row, self.on) if self.on else {})

    def _force(self, force: Force) -> str:
        return force.value if self.english else FORCE[force]

    def _standing(self, row: CommitmentRow, on: date) -> dict[str, Cell]:
        """How the row stands on a day; the days only of what is late."""
        day = due_on(row, on)
        closed = closed_on(row, on)
        if closed:
            state = ("closed", PROGRESS[row.progress])
        elif day is None:
            state = ("undated", "无期限")
        else:
            state = ("late", "逾期") if day < on else ("open", "未到期")
        late = (on - day).days if day is not None and not closed and day < on else None
        return {"due": day, "state": state[0 if self.english else 1], "days_late": late}

    def _targets(self, measures: tuple[Measure, ...]) -> dict[str, Cell]:
        named = dict.fromkeys(measure.indicator for measure in measures if measure.indicator)
        return {
            "targets": "\n".join(map(target, measures)) or None,
            "indicators": "、".join(map(self._indicator, named)) or None,
        }

    def _measure(self, measure: Measure) -> dict[str, Cell]:
        value = measure.value
        low, high = (value.low, value.high) if isinstance(value, Range) else (value, None)
        return {
            "measure": measure.subject,
            **({"force": self._force(measure.force)} if measure.force else {}),
            "scope": measure.scope,
            "comparator": BOUND[measure.comparator],
            "value": number(low),
            "high": None if high is None else number(high),
            "unit": measure.unit,
            "per": measure.per,
            "measure_deadline": measure.deadline,
            "indicator": self._indicator(measure.indicator) if measure.indicator else None,
            "measure_quote": measure.quote,
        }

    def _indicator(self, name: str) -> str:
        return name if self.english else indicator_label(name)


def write_csv(sheet: Sheet, out: Any) -> int:
    """CSV to a text stream, how many lines; text that would be a formula in a spreadsheet gets a `'` in front."""
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(sheet.headings)
    count = 0
    for line in sheet.lines():
        writer.writerow([harmless(cell) for cell in line])
        count += 1
    return count


def harmless(cell: Cell) -> Cell:
    """A cell of CSV: days in ISO form, text that would be a formula in a spreadsheet with a `'` in front."""
    if isinstance(cell, date):
        return cell.isoformat()
    return "'" + cell if isinstance(cell, str) and cell.startswith(FORMULA) else cell


def write_xlsx(sheet: Sheet, path: Path) -> int:
    """A workbook with one sheet, how many lines; days are days, every text is text, never a formula, link or number."""
    import xlsxwriter

    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, options) as book:
        page = book.add_worksheet("commitments" if sheet.english else "承诺")
        bold = book.add_format({"bold": True, "valign": "top", "bg_color": "#E7E6E6", "bottom": 1})
        text = book.add_format({"text_wrap": True, "valign": "top"})
        plain = book.add_format({"valign": "top"})
        day = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"})
        page.write_row(0, 0, sheet.headings, bold)
        page.write_comment(0, 0, sheet.note)
        page.freeze_panes(1, 0)
        for column, field in enumerate(sheet.fields):
            page.set_column(column, column, field.width)
        count = 0
        for count, line in enumerate(sheet.lines(), start=1):
            for column, cell in enumerate(line):
                if isinstance(cell, date):
                    page.write_datetime(count, column, cell, day)
                elif isinstance(cell, str):
                    page.write_string(count, column, cell[:_LONGEST_CELL], text)
                elif cell is not None:
                    page.write_number(count, column, cell, plain)
        page.autofilter(0, 0, count, len(sheet.fields) - 1)
    path.write_bytes(out.getvalue())
    return count
