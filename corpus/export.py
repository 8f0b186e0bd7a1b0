"""Commitments out of the ledger: CSV, XLSX and the interchange form as JSON.

A table has one line for each commitment with its targets in one cell, or (`Lines.MEASURES`) one for each measure.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import groupby
from pathlib import Path

from corpus.errors import ExportFailed
from corpus.interchange import Json, commitment_object, header_object, measure_object, printed, printed_measure
from corpus.model import CommitmentRow, Filters, LedgerEvent
from corpus.output import written
from corpus.packing import unpack_header, unpack_problems
from corpus.rows import breaks, each, facts, pictured
from corpus.sheet import Lines, Sheet, write_csv, write_xlsx
from corpus.store import Corpus, select
from extract.recognised import least


def export(
    corpus: Corpus,
    rows: Iterable[CommitmentRow],
    path: Path,
    *,
    english: bool = False,
    kind: Lines = Lines.COMMITMENTS,
    on: date | None = None,
) -> int:
    """Write the rows to a `.csv`, `.xlsx` or `.json` file, whole or not at all, in place of one that is there.

    Returns how many lines, or commitments of JSON, were written. `english` heads the columns with field names and
    writes values as the interchange form has them; with `on` a table also says how each commitment stands on that day.
    Raises ExportFailed.
    """
    held = list(rows)
    sheet = Sheet(held, kind=kind, english=english, on=on)
    writers: dict[str, Callable[[Path], int]] = {
        ".csv": lambda to: _csv_file(to, sheet),
        ".xlsx": lambda to: write_xlsx(sheet, to),
        ".json": lambda to: _json_file(to, objects(corpus, held)),
    }
    write = writers.get(path.suffix.lower())
    if write is None:
        raise ExportFailed(path.name, f"不会写 {path.suffix or '没有扩展名的'} 文件(只会 .csv .xlsx .json)")
    return written(path, write)


def office(corpus: Corpus, filters: Filters, path: Path, on: date, *, english: bool = False) -> int:
    """Write the sheet that offices fill in (`office_sheet`) for what the filters keep; how many lines.

    It is read back whatever its language.

    Raises ExportFailed.
    """
    from corpus import office_sheet
    from corpus.lights import reasons
    from corpus.tongue import tongue

    with corpus.reading():
        why = reasons(corpus, on, filters)
        lines = ((row, why[row.id]) for row in each(corpus, filters) if row.id in why)
        ledger = str(corpus.meta("ledger"))
        return written(path, lambda to: office_sheet.write(to, lines, ledger, on, tongue(english=english)))


def _csv_file(path: Path, sheet: Sheet) -> int:
    # The byte order mark makes spreadsheets read the file as UTF-8.
    with path.open("w", encoding="utf-8-sig", newline="", errors="replace") as out:
        return write_csv(sheet, out)


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
    cuts, seen = breaks(corpus, document), pictured(corpus, document)
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
        "facts": [measure_object(printed_measure(m, text, cuts), least(m.span, seen)) for m in facts(corpus, document)],
    }


def row_object(row: CommitmentRow, text: str = "", cuts: Sequence[int] = ()) -> Json:
    """A stored commitment in the interchange form, with its progress.

    `cuts` are the places at which its source holds page furniture; only with them `text` is needed.
    """
    commitment = printed(row.commitment, text, cuts)
    return commitment_object(commitment, row.section or None, row.page, row.recognised) | {
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


def _json_file(path: Path, found: Sequence[Json]) -> int:
    with path.open("w", encoding="utf-8", errors="replace") as out:
        json.dump(found, out, ensure_ascii=False, indent=1)
        out.write("\n")
    return sum(len(one["commitments"]) for one in found)
