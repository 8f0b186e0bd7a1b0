"""A PDF that was cut: a new page tree over the page objects that are still there, or over the texts without one.

Works where objects stand in the file as plain text; object streams of a cut file are lost with its end.
"""

from __future__ import annotations

import re

from ingest import orphans

_OBJECT = re.compile(rb"(?<![0-9])(\d{1,9}) 0 obj\b")
_PAGE = re.compile(rb"/Type\s{0,4}/Page(?![A-Za-z])")
_COUNT = re.compile(rb"/Count\s{1,4}(\d{1,6})\b")
_HEAD = 4096
_MAX_PAGES = 20_000


def rebuild(data: bytes) -> bytes | None:
    """`data` with a page tree and a trailer appended; None where neither a page nor text of one is left."""
    starts = list(_OBJECT.finditer(data))
    pages: list[int] = []
    top = 0
    for at, match in enumerate(starts):
        number = int(match.group(1))
        top = max(top, number)
        end = starts[at + 1].start() if at + 1 < len(starts) else len(data)
        body = data[match.end() : min(end, match.end() + _HEAD)]
        if _PAGE.search(body) and b"endobj" in data[match.end() : end]:
            pages.append(number)
    tree, catalog = top + 1, top + 2
    made: list[bytes] = []
    if not pages:
        made = orphans.pages(data, top + 3, tree)
        pages = list(range(top + 4, top + 3 + len(made), 2))
    if not pages or len(pages) > _MAX_PAGES:
        return None
    kids = b" ".join(b"%d 0 R" % number for number in pages)
    return data + (
        b"\nendstream\nendobj\n"
        b"%s"
        b"%d 0 obj\n<< /Type /Pages /Count %d /Kids [ %s ] >>\nendobj\n"
        b"%d 0 obj\n<< /Type /Catalog /Pages %d 0 R >>\nendobj\n"
        b"trailer\n<< /Root %d 0 R /Size %d >>\nstartxref\n0\n%%%%EOF\n"
        % (b"".join(made), tree, len(pages), kids, catalog, tree, catalog, catalog + 1 + len(made))
    )


def is_cut(data: bytes) -> bool:
    """Whether the file does not end as PDFs do: no end mark, or objects behind the last one."""
    end = data.rfind(b"%%EOF")
    return end < 0 or b" obj" in data[end:]


def promised_pages(data: bytes) -> int | None:
    """The largest page count that a page tree in the file claims; None where none does."""
    counts = [int(match.group(1)) for match in _COUNT.finditer(data)]
    return max(counts, default=None)
