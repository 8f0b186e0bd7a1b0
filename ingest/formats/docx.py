"""DOCX: styles, automatic numbers, tables, content controls, text boxes, tracked changes, fields, footnotes."""

from __future__ import annotations

from ingest import containers, word
from ingest.raw import RawDocument
from ingest.registry import Job, reader

warm_up = word.warm_up


def _takes(data: bytes, _suffix: str) -> bool:
    return containers.kind(data) == containers.DOCX


@reader("docx", suffixes=(".docx", ".docm", ".dotx"), magic=_takes, rank=12, isolate=True)
def parse(data: bytes, job: Job) -> RawDocument:
    """Lines of a Word document as a page shows them.

    Raises:
        Unreadable: no Word document, damaged, encrypted, or with entities.
        LimitExceeded: larger unpacked, or longer, than the limits allow.
    """
    return word.read_word(data, job, "docx")
