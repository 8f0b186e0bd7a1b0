"""XLS, ET and ODS: converted by LibreOffice, then read as XLSX."""

from __future__ import annotations

from ingest import containers, converter, spreadsheet
from ingest.raw import RawDocument
from ingest.registry import Job, reader

warm_up = spreadsheet.warm_up

_SUFFIXES = {containers.XLS: ".xls", containers.ODS: ".ods"}


def _takes(data: bytes, _suffix: str) -> bool:
    return containers.kind(data) in _SUFFIXES


@reader("oldsheet", suffixes=(".xls", ".xlt", ".et", ".ett", ".ods"), magic=_takes, rank=16, isolate=True)
def parse(data: bytes, job: Job) -> RawDocument:
    """Cells of an old or an open spreadsheet as its sheets show them.

    Raises:
        UnknownFormat: LibreOffice is not installed.
        Unreadable: damaged or encrypted.
        LimitExceeded: the conversion takes too long, or its result is beyond the limits.
    """
    what = containers.kind(data) or containers.XLS
    made = converter.to_xlsx(data, _SUFFIXES[what], job, what)
    return spreadsheet.read_spreadsheet(made, job, "oldsheet")
