"""The report of a batch: each file with what became of it, as a table, as JSON or as a web page of its own."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from corpus.model import Intake, Outcome
from corpus.output import put_whole
from ingest.filenames import spelled
from tui.cells import clean
from tui.language import language, named, t
from tui.said import told
from tui.tables import NONE, Cell, Column, render

FORMS = (".html", ".json", ".txt")
"""Endings that name a form of report."""

_WIDTH = 160
_COLUMNS = (
    Column("outcome", 10, words="reading."),
    Column("file", 30, share=5),
    Column("commitments", 6, right=True),
    Column("measures", 6, right=True),
    Column("seconds", 8, right=True),
    Column("reason", 20, share=5),
)
_STYLE = """
body{font:15px/1.5 sans-serif;margin:2em;color:#222;background:#fff}
table{border-collapse:collapse;width:100%}
th,td{text-align:left;padding:.3em .6em;border-bottom:1px solid #ccc;vertical-align:top;overflow-wrap:anywhere}
td.n,th.n{text-align:right;white-space:nowrap}
tr.refused td:first-child,tr.empty td:first-child{color:#a00;font-weight:bold}
tr.partial td:first-child,tr.low_quality td:first-child{color:#850;font-weight:bold}
"""


@dataclass(frozen=True, slots=True)
class Batch:
    """What a batch came to."""

    files: Sequence[Intake]
    total: int
    """Files that there were; more than `files` when the batch was stopped."""
    seconds: float

    @property
    def counts(self) -> Counter[str]:
        """How many files were read how well."""
        return Counter(one.reading for one in self.files)


def write(batch: Batch, path: Path, objects: Sequence[dict[str, Any]]) -> None:
    """Write the report in the form that the ending of `path` names; `objects` are the files as data.

    Raises ExportFailed.
    """
    kind = path.suffix.lower()
    text = _json(batch, objects) if kind == ".json" else _page(batch) if kind == ".html" else _table(batch)
    put_whole(path, text.encode())


def _heads(batch: Batch) -> list[str]:
    """What stands above the files."""
    counts = batch.counts
    out = [t("report.files", total=len(batch.files), seconds=f"{batch.seconds:.1f}")]
    out.append(t("list.comma").join(f"{named('reading', name)} {count}" for name, count in sorted(counts.items())))
    if len(batch.files) < batch.total:
        out.append(t("report.interrupted", done=len(batch.files), total=batch.total))
    return [line for line in out if line]


def _cells(one: Intake) -> tuple[str, str, str, str, str, str]:
    """Outcome, file, commitments, measures, seconds, reason; no number stands for what could not be read."""
    row = one.document
    reason = " ".join(told(part) for part in (one.reason, one.error.remedy if one.error else None) if part)
    if one.copy_of is not None:
        reason = t("ingest.copy", path=spelled(one.path.name), first=one.copy_of.source)
    elif one.duplicate is not None:
        reason = t("ingest.duplicate", path=spelled(one.path.name), first=spelled(one.duplicate.name))
    elif row is not None and not row.commitments and not reason:
        reason = t("status.nothing")
    return (
        named("reading", one.reading),
        clean(spelled(one.path)),
        NONE if row is None else str(row.commitments),
        NONE if row is None else str(row.measures),
        f"{one.seconds:.2f}",
        clean(reason),
    )


def _table(batch: Batch) -> str:
    rows = (tuple(map(Cell, _cells(one))) for one in batch.files)
    return "\n".join([*_heads(batch), "", *render(_COLUMNS, rows, _WIDTH), ""])


def _json(batch: Batch, objects: Sequence[dict[str, Any]]) -> str:
    found = {
        "files": list(objects),
        "total": batch.total,
        "finished": len(batch.files) == batch.total,
        "readings": dict(sorted(batch.counts.items())),
        "outcomes": {kind.value: sum(one.outcome is kind for one in batch.files) for kind in Outcome},
        "seconds": round(batch.seconds, 3),
    }
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def _page(batch: Batch) -> str:
    """One page that loads nothing."""
    right = [' class="n"' if column.right else "" for column in _COLUMNS]
    head = "".join(f"<th{mark}>{escape(c.title)}</th>" for c, mark in zip(_COLUMNS, right, strict=True))
    rows = []
    for one in batch.files:
        cells = zip(_cells(one), right, strict=True)
        rows.append(
            f'<tr class="{one.reading}">' + "".join(f"<td{mark}>{escape(x)}</td>" for x, mark in cells) + "</tr>"
        )
    title = escape(t("report.title"))
    return "\n".join(
        [
            f'<!DOCTYPE html>\n<html lang="{"en" if language() == "en" else "zh-CN"}">',
            f'<head><meta charset="utf-8"><title>{title}</title><style>{_STYLE}</style></head>',
            f"<body><h1>{title}</h1>",
            *(f"<p>{escape(line)}</p>" for line in _heads(batch)),
            f"<table><thead><tr>{head}</tr></thead><tbody>",
            *rows,
            "</tbody></table></body></html>\n",
        ]
    )
