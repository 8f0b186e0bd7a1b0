"""The ledger in the form that offices keep: a sheet to fill in, with filters, lights and lists to choose from.

Beside the sheet stands a hidden one that says what the ledger held when it was written: `reading_back` compares with
it, so that only what staff changed becomes an event.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from corpus.corrections import encoded
from corpus.lights import COLOUR, Light, Reason
from corpus.model import CommitmentRow, LedgerEvent, Progress
from corpus.tongue import ZH, Tongue
from corpus.wording import PROGRESS
from extract.model import Duty

BASE = "_taizhang"
"""Name of the hidden sheet."""
SHEET = ZH.say("office.sheet")
FORM = 1
"""Number of this form; a sheet of another one is not read back."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the form."""

    name: str
    heading: str
    width: int
    filled: bool = False
    """Staff write in it, and what they write comes back."""
    english: str = ""
    """Its heading in English."""

    def headed(self, tongue: Tongue) -> str:
        """Its heading in a language."""
        return self.english if tongue.code == "en" else self.heading


COLUMNS = (
    Column("number", "序号", 5, english="no."),
    Column("light", "灯", 5, english="light"),
    Column("subject", "任务", 34, filled=True, english="task"),
    Column("targets", "目标值", 28, english="targets"),
    Column("owner", "责任单位", 20, filled=True, english="responsible"),
    Column("support", "配合单位", 20, filled=True, english="support"),
    Column("deadline", "完成时限", 12, filled=True, english="deadline"),
    Column("note", "进展", 34, filled=True, english="progress"),
    Column("status", "状态", 9, filled=True, english="status"),
    Column("value", "达到数值", 10, filled=True, english="value reached"),
    Column("evidence", "佐证", 24, filled=True, english="evidence"),
    Column("verified", "督查核实", 16, english="verified"),
    Column("source", "来源文件及原文", 60, english="source and sentence"),
    Column("key", "编号", 18, english="key"),
)
_COLOURS = {
    Light.RED: "#F4B6B0",
    Light.YELLOW: "#FFE699",
    Light.BLUE: "#BDD7EE",
    Light.GREEN: "#C6E0B4",
    Light.GREY: "#E2E2E2",
}
_LONGEST = 32_767
_LINE, _TALLEST = 13.5, 200.0
"""Points of a line of text, and of the tallest row."""


def cells(row: CommitmentRow) -> dict[str, str]:
    """What the ledger holds for the columns that staff fill in, as text; compared when the sheet comes back."""
    kept, said = row.commitment, row.declared
    return {
        "subject": kept.subject,
        "owner": "、".join(r.name for r in kept.responsible if r.duty is not Duty.SUPPORT),
        "support": "、".join(r.name for r in kept.responsible if r.duty is Duty.SUPPORT),
        "deadline": kept.deadline.isoformat() if kept.deadline else "",
        "note": (said.note or "") if said else "",
        "status": PROGRESS[said.progress] if said else "",
        "value": reached(said),
        "evidence": (said.evidence or "") if said else "",
    }


def reached(event: LedgerEvent | None) -> str:
    """The value of a report with its unit."""
    return f"{event.value or ''}{(event.unit or '') if event.value else ''}" if event else ""


def verified(row: CommitmentRow, tongue: Tongue = ZH) -> str:
    """What the column of the inspection says."""
    said = row.verified
    return " ".join(filter(None, (tongue.progress[said.progress], reached(said), said.at[:10]))) if said else ""


def base(row: CommitmentRow, tongue: Tongue = ZH) -> str:
    """JSON of what a row of the sheet was written from."""
    seen = {
        "uid": row.declared.uid if row.declared else None,
        "verified_uid": row.verified.uid if row.verified else None,
        "verified": verified(row, tongue),
        "deadline": encoded("deadline", row.commitment.deadline),
        "responsible": encoded("responsible", row.commitment.responsible),
        "cells": cells(row),
    }
    return json.dumps(seen, ensure_ascii=False)


def write(path: Path, rows: Iterable[tuple[CommitmentRow, Reason]], ledger: str, on: date, tongue: Tongue = ZH) -> int:
    """Write the form; how many lines. Every text is text, never a formula, link or number."""
    import xlsxwriter

    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, options) as book:
        page = book.add_worksheet(tongue.say("office.sheet"))
        hidden = book.add_worksheet(BASE)
        hidden.very_hidden()
        for column, text in enumerate(("taizhang", str(FORM), ledger, on.isoformat())):
            hidden.write_string(0, column, text)
        count = 0
        forms = _Formats(book)
        for count, (row, why) in enumerate(rows, start=1):
            _line(page, count, row, why, forms, tongue)
            hidden.write_string(count, 0, row.key)
            for part, piece in enumerate(_pieces(base(row, tongue)), start=1):
                hidden.write_string(count, part, piece)
        _dress(page, count, forms, on, tongue)
    path.write_bytes(out.getvalue())
    return count


def _pieces(text: str) -> Iterator[str]:
    """A long text in cells that hold it."""
    for start in range(0, len(text), _LONGEST):
        yield text[start : start + _LONGEST]


class _Formats:
    """Formats of the book, made once."""

    def __init__(self, book: Any) -> None:
        edge = {"valign": "top", "border": 1, "border_color": "#BFBFBF", "font_name": "宋体", "font_size": 10}
        self.head = book.add_format(edge | {"bold": True, "bg_color": "#DDEBF7", "align": "center", "text_wrap": True})
        self.text = book.add_format(edge | {"text_wrap": True})
        # As text: what is typed stays as it was typed, 85% is no 0.85.
        self.fill = book.add_format(edge | {"text_wrap": True, "bg_color": "#FFFDF0", "num_format": "@"})
        self.plain = book.add_format(edge | {"align": "center"})
        self.day = book.add_format(edge | {"num_format": "yyyy-mm-dd", "align": "center", "bg_color": "#FFFDF0"})
        self.lights = {
            light: book.add_format(edge | {"align": "center", "bg_color": colour, "bold": True})
            for light, colour in _COLOURS.items()
        }


def _line(page: Any, at: int, row: CommitmentRow, why: Reason, forms: _Formats, tongue: Tongue) -> None:
    kept = row.commitment
    own = cells(row)
    light = COLOUR[why]
    place = " › ".join(part for part in (row.title or row.source, row.section) if part)
    texts = own | {
        "targets": "\n".join(map(tongue.target, kept.measures)),
        "status": tongue.progress[row.declared.progress] if row.declared else "",
        "verified": verified(row, tongue),
        "source": f"{place}\n{kept.quote}",
        "key": row.key,
    }
    page.set_row(at, height((texts.get(field.name, ""), field.width) for field in COLUMNS))
    for column, field in enumerate(COLUMNS):
        if field.name == "number":
            page.write_number(at, column, at, forms.plain)
        elif field.name == "light":
            page.write_string(at, column, tongue.lights[light], forms.lights[light])
        elif field.name == "deadline" and kept.deadline is not None:
            page.write_datetime(at, column, kept.deadline, forms.day)
        else:
            page.write_string(at, column, texts[field.name][:_LONGEST], forms.fill if field.filled else forms.text)


def height(texts: Iterable[tuple[str, float]]) -> float:
    """Points of a row that shows the longest of its cells, (text, width of the column), up to a limit.

    Chinese characters are two columns wide; a line is rarely full, since words and dates are not cut.
    """
    most = 1
    for text, width in texts:
        room = max(1, int(width * 0.88) - 1)
        lines = text.split("\n")
        most = max(most, sum(1 + sum(2 if ord(c) > 0x2E7F else 1 for c in line) // room for line in lines))
    return min(_TALLEST, _LINE * most + 3)


def _dress(page: Any, count: int, forms: _Formats, on: date, tongue: Tongue) -> None:
    """Headings, widths, filters, frozen panes, lists to choose from, print setup."""
    for column, field in enumerate(COLUMNS):
        page.write_string(0, column, field.headed(tongue), forms.head)
        page.set_column(column, column, field.width)
    page.set_row(0, 24)
    page.write_comment(0, 0, tongue.say("office.note", on=on.isoformat()))
    page.freeze_panes(1, 3)
    page.autofilter(0, 0, max(count, 1), len(COLUMNS) - 1)
    status = next(at for at, field in enumerate(COLUMNS) if field.name == "status")
    words = list(tongue.progress.values())
    last = max(count, 1)
    message = tongue.say("office.choose", words=tongue.say("office.mark").join(words))
    choice = {"validate": "list", "source": words, "error_title": tongue.say("office.status"), "error_message": message}
    page.data_validation(1, status, last, status, choice)
    marked = {Progress.DONE: Light.GREEN, Progress.BLOCKED: Light.YELLOW, Progress.CANCELLED: Light.GREY}
    for progress, light in marked.items():
        word = tongue.progress[progress]
        page.conditional_format(
            1, status, last, status,
            {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": forms.lights[light]},
        )  # fmt: skip
    page.set_landscape()
    page.set_paper(8)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    page.set_footer(tongue.say("office.footer"))
