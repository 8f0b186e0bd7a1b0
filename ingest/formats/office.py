"""DOC, WPS, RTF and ODT: converted by LibreOffice, then read as DOCX."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest import containers, converter, sniff, word
from ingest.model import Problem
from ingest.raw import RawDocument
from ingest.registry import Job, reader

warm_up = word.warm_up

_SUFFIXES = {containers.DOC: ".doc", sniff.RTF: ".rtf", containers.ODT: ".odt"}


def _takes(data: bytes, _suffix: str) -> bool:
    return sniff.foreign(data) in _SUFFIXES


@reader("office", suffixes=(".doc", ".wps", ".wpt", ".rtf", ".odt"), magic=_takes, rank=14, isolate=True)
def parse(data: bytes, job: Job) -> RawDocument:
    """Lines of an old or an open office document.

    Raises:
        UnknownFormat: LibreOffice is not installed.
        Unreadable: damaged or encrypted.
        LimitExceeded: the conversion takes too long, or its result is beyond the limits.
    """
    what = sniff.foreign(data) or containers.DOC
    made = converter.to_docx(data, _SUFFIXES[what], job, what)
    found = word.read_word(made, job, "office")
    if what == sniff.RTF and is_broken(data):
        message = "RTF 的结构不完整（文件被截断或已损坏），可能少了内容，请对照原件。"
        return replace(found, problems=(*found.problems, Problem("truncated", message)))
    return found


def is_broken(data: bytes) -> bool:
    """Whether the groups of an RTF do not close, or bytes stand in it that none writes; LibreOffice says nothing."""
    if b"\\bin" in data:  # pictures as raw bytes: any of them may be a brace
        return False
    body = data.rstrip(b"\0\r\n\t \x1a")
    if _FOREIGN.search(body):
        return True
    depth = 0
    for found in _BRACE.finditer(body):
        depth += {b"{": 1, b"}": -1}.get(found[0], 0)
        if depth <= 0 and found.end() < len(body):
            return True
    return depth != 0


_FOREIGN = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f]")
_BRACE = re.compile(rb"\\.|[{}]", re.DOTALL)
