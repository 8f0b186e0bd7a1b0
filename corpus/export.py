"""Commitments out of the ledger: CSV and XLSX with one line for each measure, JSON in the interchange form."""

from __future__ import annotations

import csv
import json
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from corpus.errors import ExportFailed
from corpus.interchange import (
    Json,
    commitment_object,
    header_object,
    measure_object,
    number,
    printed,
    printed_measure,
)
from corpus.model import CommitmentRow, LedgerEvent
from corpus.packing import unpack_header, unpack_problems
from corpus.rows import breaks, facts
from corpus.store import Corpus, select
from extract.model import Duty, Measure, Range

Cell = str | int | float | None

COLUMNS: dict[str, str] = {
    "key": "编号",
    "source": "文件",
    "title": "标题",
    "region": "地区",
    "section": "章节",
    "page": "页",
    "subject": "事项",
    "quote": "原文",
    "deadline": "期限",
    "recurrence": "频次",
    "force": "力度",
    "lead": "牵头单位",
    "support": "配合单位",
    "responsible": "责任单位",
    "progress": "进展",
    "measure": "指标",
    "scope": "范围",
    "comparator": "要求",
    "value": "数值",
    "high": "数值上限",
    "unit": "单位",
    "per": "口径",
    "measure_deadline": "指标期限",
    "indicator": "国家指标",
    "measure_quote": "指标原文",
    "confidence": "置信度",
}
"""Column -> its Chinese heading."""

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""First characters that a spreadsheet takes for the start of a formula."""
_LONGEST_CELL = 32_767


def export(corpus: Corpus, rows: Iterable[CommitmentRow], path: Path, *, english: bool = False) -> int:
    """Write the rows to a `.csv`, `.xlsx` or `.json` file, whole or not at all; returns how many commitments.

    `english` heads the columns with field names. Raises ExportFailed.
    """
    writers: dict[str, Callable[[Path, list[CommitmentRow]], None]] = {
        ".csv": lambda to, held: _csv_file(to, held, english),
        ".xlsx": lambda to, held: write_xlsx(held, to, english=english),
        ".json": lambda to, held: _json_file(to, objects(corpus, held)),
    }
    write = writers.get(path.suffix.lower())
    if write is None:
        raise ExportFailed(path.name, f"不会写 {path.suffix or '没有扩展名的'} 文件(只会 .csv .xlsx .json)")
    held = list(rows)
    try:
        handle, name = tempfile.mkstemp(prefix=path.name + ".", suffix=path.suffix, dir=path.parent)
        os.close(handle)
    except OSError as error:
        raise ExportFailed(path.name, f"不能在这个文件夹里写({error.strerror})") from error
    fresh = Path(name)
    try:
        write(fresh, held)
        fresh.chmod(0o644)
        fresh.replace(path)
    except OSError as error:
        raise ExportFailed(path.name, f"写入出错({error.strerror or error})") from error
    finally:
        fresh.unlink(missing_ok=True)
    return len(held)


def lines(rows: Iterable[CommitmentRow]) -> Iterator[list[Cell]]:
    """Cells in the order of `COLUMNS`: one line for each measure, one for a commitment without measures."""
    for row in rows:
        own = _own_cells(row)
        for measure in row.commitment.measures or (None,):
            cells = own | _measure_cells(measure)
            yield [cells.get(name) for name in COLUMNS]


def _own_cells(row: CommitmentRow) -> dict[str, Cell]:
    c = row.commitment
    parts = {
        duty.value: "、".join(r.organisation or r.name for r in c.responsible if r.duty is duty) or None
        for duty in Duty
    }
    return {
        "key": row.key,
        "source": row.source,
        "title": row.title,
        "region": row.region,
        "section": row.section or None,
        "page": row.page,
        "subject": c.subject,
        "quote": c.quote,
        "deadline": c.deadline.isoformat() if c.deadline else None,
        "recurrence": c.recurrence,
        "force": c.force.value,
        "progress": row.progress.value,
        "confidence": c.confidence,
        **parts,
    }


def _measure_cells(measure: Measure | None) -> dict[str, Cell]:
    if measure is None:
        return {}
    low, high = (measure.value.low, measure.value.high) if isinstance(measure.value, Range) else (measure.value, None)
    return {
        "measure": measure.subject,
        "scope": measure.scope,
        "comparator": measure.comparator.value,
        "value": number(low),
        "high": None if high is None else number(high),
        "unit": measure.unit,
        "per": measure.per,
        "measure_deadline": measure.deadline.isoformat() if measure.deadline else None,
        "indicator": measure.indicator,
        "measure_quote": measure.quote,
    }


def headings(english: bool = False) -> list[str]:
    """The first line."""
    return list(COLUMNS if english else COLUMNS.values())


def write_csv(rows: Iterable[CommitmentRow], out: Any, *, english: bool = False) -> None:
    """CSV to a text stream; text that would be a formula in a spreadsheet gets a `'` in front."""
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(headings(english))
    writer.writerows([_harmless(cell) for cell in line] for line in lines(rows))


def _csv_file(path: Path, rows: Sequence[CommitmentRow], english: bool) -> None:
    # The byte order mark makes spreadsheets read the file as UTF-8.
    with path.open("w", encoding="utf-8-sig", newline="", errors="replace") as out:
        write_csv(rows, out, english=english)


def _harmless(cell: Cell) -> Cell:
    return "'" + cell if isinstance(cell, str) and cell.startswith(FORMULA) else cell


def write_xlsx(rows: Iterable[CommitmentRow], path: Path, *, english: bool = False) -> None:
    """A workbook with one sheet; every text is text, never a formula, link or number."""
    import xlsxwriter

    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        sheet = book.add_worksheet("commitments" if english else "承诺")
        bold = book.add_format({"bold": True})
        sheet.write_row(0, 0, headings(english), bold)
        sheet.freeze_panes(1, 0)
        n = 0
        for n, line in enumerate(lines(rows), start=1):
            for column, cell in enumerate(line):
                if isinstance(cell, str):
                    sheet.write_string(n, column, cell[:_LONGEST_CELL])
                elif cell is not None:
                    sheet.write_number(n, column, cell)
        sheet.autofilter(0, 0, n, len(COLUMNS) - 1)


def objects(corpus: Corpus, rows: Iterable[CommitmentRow]) -> list[Json]:
    """Interchange objects, one for each document, with the given commitments and all facts of the document.

    A commitment also carries its progress and the newest declared and verified report.
    """
    return [_object(corpus, document, held) for document, held in groupby(rows, key=lambda row: row.document)]


def _object(corpus: Corpus, document: int, rows: Iterable[CommitmentRow]) -> Json:
    connection = corpus.connection
    source, form, sha256, status, text, header, problems = select(
        connection,
        "select source, format, sha256, status, text, header, problems from document where id = ?",
        (document,),
    )[0]
    outline = select(connection, "select level, marker, title from heading where document = ? order by n", (document,))
    cuts = breaks(corpus, document)
    return {
        "document": header_object(
            unpack_header(header),
            unpack_problems(problems),
            text,
            source=source,
            format=form,
            sha256=sha256,
            status=status,
        ),
        "outline": [dict(zip(("level", "marker", "title"), row, strict=True)) for row in outline],
        "commitments": [row_object(row, text, cuts) for row in rows],
        "facts": [measure_object(printed_measure(m, text, cuts)) for m in facts(corpus, document)],
    }


def row_object(row: CommitmentRow, text: str = "", cuts: Sequence[int] = ()) -> Json:
    """A stored commitment in the interchange form, with its progress.

    `cuts` are the places at which its source holds page furniture; only with them `text` is needed.
    """
    commitment = printed(row.commitment, text, cuts)
    return commitment_object(commitment, row.section or None, row.page) | {
        "progress": row.progress.value,
        "declared": event_object(row.declared),
        "verified": event_object(row.verified),
    }


def event_object(event: LedgerEvent | None) -> Json | None:
    """One line of a history."""
    if event is None:
        return None
    return {
        "key": event.key,
        "standing": event.standing.value,
        "progress": event.progress.value,
        "author": event.author,
        "at": event.at,
        "value": event.value,
        "note": event.note,
        "evidence": event.evidence,
    }


def _json_file(path: Path, found: Sequence[Json]) -> None:
    with path.open("w", encoding="utf-8", errors="replace") as out:
        json.dump(found, out, ensure_ascii=False, indent=1)
        out.write("\n")
