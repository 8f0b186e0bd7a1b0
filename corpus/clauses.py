"""A document cut into the sentences that search finds, each with its section, page and commitment."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.model import Block, BlockKind, Span

_ENDS = re.compile(r"[。；;！？!?]+[”’」』）)\"]{0,2}")
_LONGEST = 600
"""Characters; a sentence that never ends (a text that lost its punctuation) is cut at a comma or here."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One indexed sentence."""

    span: Span
    section: int | None
    """Index into the headings."""
    page: int | None
    commitment: int | None
    """Index into the commitments that were given."""


def clauses(text: str, blocks: Sequence[Block], commitments: Sequence[Span]) -> Iterator[Clause]:
    """Sentences of every block that is no noise, in the order of the text; `commitments` are their places.

    A sentence belongs to the commitment that covers most of it, the shortest of equals.
    """
    ordered = sorted(range(len(commitments)), key=lambda i: commitments[i].start)
    first = 0
    for block in blocks:
        if block.kind is BlockKind.NOISE:
            continue
        for span in sentences(text, block.span):
            while first < len(ordered) and commitments[ordered[first]].end <= span.start:
                first += 1
            yield Clause(span, block.section, block.page, _owner(span, commitments, ordered, first))


def sentences(text: str, block: Span) -> Iterator[Span]:
    """The sentences of one block without the blanks around them."""
    start = block.start
    while start < block.end:
        found = _ENDS.search(text, start, block.end)
        end = found.end() if found else block.end
        if end - start > _LONGEST:
            comma = text.rfind("，", start, start + _LONGEST)
            end = comma + 1 if comma > start else start + _LONGEST
        a, b = start, end
        while a < b and text[a].isspace():
            a += 1
        while b > a and text[b - 1].isspace():
            b -= 1
        if a < b:
            yield Span(a, b)
        start = end


def _owner(span: Span, commitments: Sequence[Span], ordered: Sequence[int], first: int) -> int | None:
    best: tuple[int, int] | None = None
    owner = None
    for i in ordered[first:]:
        place = commitments[i]
        if place.start >= span.end:
            break
        shared = min(place.end, span.end) - max(place.start, span.start)
        if shared > 0 and (best is None or (shared, -len(place)) > best):
            best, owner = (shared, -len(place)), i
    return owner
