"""XLSX: each visible sheet a table with its merged cells, under the sheet's name."""

from __future__ import annotations

from ingest import containers, spreadsheet
from ingest.raw import RawDocument
from ingest.registry import Job, reader

warm_up = spreadsheet.warm_up


def _takes(data: bytes, _suffix: str) -> bool:
    return containers.kind(data) == containers.XLSX


@reader("xlsx", suffixes=(".xlsx", ".xlsm"), magic=_takes, rank=13, isolate=True)
def parse(data: bytes, job: Job) -> RawDocument:
    """Cells of a workbook as its sheets show them.

    Raises:
        Unreadable: no workbook, damaged, encrypted, or with entities.
        LimitExceeded: larger unpacked, or with more cells or characters, than the limits allow.
    """
    return spreadsheet.read_spreadsheet(data, job, "xlsx")
