"""What passes between a program and the child that parses for it, as JSON values.

Everything that comes back is checked by building the frozen types anew: a child that parsed a hostile file may say
anything.
"""

from __future__ import annotations

from typing import Any

from ingest import errors
from ingest.model import BlockKind, Limits, Problem
from ingest.raw import RawDocument, RawLine
from ingest.registry import Job

_ERRORS = {
    kind.__name__: kind
    for kind in (errors.CannotOpen, errors.UnknownFormat, errors.Unreadable, errors.Empty, errors.LimitExceeded)
}


def pack_job(job: Job) -> dict[str, Any]:
    """A job without its callback."""
    limits = job.limits
    return {
        "source": job.source,
        "suffix": job.suffix,
        "careful": job.careful,
        "limits": {
            "bytes": limits.bytes,
            "pages": limits.pages,
            "characters": limits.characters,
            "memory": limits.memory,
            "idle": limits.idle,
            "unpacked": limits.unpacked,
            "ratio": limits.ratio,
            "members": limits.members,
        },
    }


def unpack_job(value: dict[str, Any]) -> Job:
    """The job of `pack_job`, to be parsed in this process."""
    return Job(value["source"], value["suffix"], Limits(**value["limits"], isolate=False), careful=value["careful"])


def pack_document(document: RawDocument) -> dict[str, Any]:
    """A raw document; a line is a list, because there are many."""
    return {
        "kind": "document",
        "format": document.format,
        "lines": [_pack_line(line) for line in document.lines],
        "metadata": document.metadata,
        "problems": [[problem.code, problem.message, problem.page] for problem in document.problems],
        "pages": document.pages,
        "hard_wrapped": document.hard_wrapped,
    }


def _pack_line(line: RawLine) -> list[Any]:
    return [
        line.text,
        line.page,
        line.box,
        line.kind,
        line.level,
        line.bold,
        line.size,
        line.centered,
        line.table,
        line.row,
        line.column,
        line.rows,
        line.columns,
        line.gap_before,
        list(line.breaks),
        line.confidence,
    ]


def unpack_document(untrusted: dict[str, Any]) -> RawDocument:
    """The document of `pack_document`.

    Raises:
        ValueError, TypeError, KeyError: it is none.
    """
    return RawDocument(
        format=str(untrusted["format"]),
        lines=tuple(_unpack_line(line) for line in untrusted["lines"]),
        metadata={str(key): str(value) for key, value in untrusted["metadata"].items()},
        problems=tuple(
            Problem(str(code), str(message), page=None if page is None else int(page))
            for code, message, page in untrusted["problems"]
        ),
        pages=None if untrusted["pages"] is None else int(untrusted["pages"]),
        hard_wrapped=bool(untrusted["hard_wrapped"]),
    )


def _unpack_line(untrusted: list[Any]) -> RawLine:
    text, page, box, kind, level, bold, size, centered, table, row, column, rows, columns, gap, breaks, sure = untrusted
    place = None
    if box is not None:
        x0, top, x1, bottom = (float(value) for value in box)
        place = (x0, top, x1, bottom)
    return RawLine(
        text=str(text),
        page=_number(page),
        box=place,
        kind=None if kind is None else BlockKind(kind),
        level=_number(level),
        bold=bool(bold),
        size=None if size is None else float(size),
        centered=bool(centered),
        table=_number(table),
        row=_number(row),
        column=_number(column),
        rows=int(rows),
        columns=int(columns),
        gap_before=bool(gap),
        breaks=tuple(int(at) for at in breaks),
        confidence=None if sure is None else float(sure),
    )


def _number(value: Any) -> int | None:
    return None if value is None else int(value)


def pack_error(error: errors.IngestError) -> dict[str, Any]:
    """A refusal; the file's name is known to the one who asked."""
    return {"kind": "refused", "error": type(error).__name__, "reason": error.reason, "remedy": error.remedy}


def unpack_error(untrusted: dict[str, Any], source: str) -> errors.IngestError:
    """The refusal of `pack_error`; an unknown kind counts as unreadable."""
    kind = _ERRORS.get(str(untrusted.get("error")), errors.Unreadable)
    return kind(source, str(untrusted.get("reason")), str(untrusted.get("remedy")))
