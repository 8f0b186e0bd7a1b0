"""DOC, WPS and RTF: converted by LibreOffice, then read as DOCX."""

from __future__ import annotations

from ingest import containers, converter, sniff, word
from ingest.raw import RawDocument
from ingest.registry import Job, reader

warm_up = word.warm_up


def _takes(data: bytes, _suffix: str) -> bool:
    return sniff.foreign(data) in (containers.DOC, sniff.RTF)


@reader("office", suffixes=(".doc", ".wps", ".wpt", ".rtf"), magic=_takes, rank=14, isolate=True)
def parse(data: bytes, job: Job) -> RawDocument:
    """Lines of an old office document.

    Raises:
        UnknownFormat: LibreOffice is not installed.
        Unreadable: damaged or encrypted.
        LimitExceeded: the conversion takes too long, or its result is beyond the limits.
    """
    what = sniff.foreign(data) or containers.DOC
    made = converter.to_docx(data, ".rtf" if what == sniff.RTF else ".doc", job, what)
    return word.read_word(made, job, "office")
