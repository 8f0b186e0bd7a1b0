"""List numbers that stand glued to a number: the `2.` of `2.50个小区加装充电桩`, which follows an item `1.`."""

from __future__ import annotations

import re
from itertools import pairwise

from ingest.model import BlockKind, Document

_GLUED = re.compile(r"\s*(?P<n>[0-9]{1,2})(?P<dot>\.)(?P<rest>[0-9]+)")
_NUMBERED = re.compile(r"\s*(?P<n>[0-9]{1,2})[.、](?P<rest>[0-9]*)")
_ITEMS = (BlockKind.PARAGRAPH, BlockKind.HEADING)


def parted(document: Document, folded: str) -> str:
    """`folded`, the folded text of the document, with 、 for the point of such a list number; offsets stay."""
    if not _GLUED_LINE.search(folded):
        return folded
    places: list[int] = []
    items = [block for block in document.blocks if block.kind in _ITEMS and len(block.span)]
    for above, block in pairwise(items):
        glued = _GLUED.match(folded, block.span.start, block.span.end)
        before = _NUMBERED.match(folded, above.span.start, above.span.end) if glued else None
        if glued and before and int(glued["n"]) == int(before["n"]) + 1:
            places.append(glued.start("dot"))
    for place in places:
        folded = f"{folded[:place]}、{folded[place + 1 :]}"
    return folded


_GLUED_LINE = re.compile(r"(?m)^\s*[0-9]{1,2}\.[0-9]")
