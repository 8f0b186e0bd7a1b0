"""What was read in pictures is only as certain as its recognition."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from extract.model import Commitment, Extraction, Measure
from ingest.model import UNCERTAIN, Block, Span

DOUBT = "uncertain_text"


def with_doubts(found: Extraction) -> Extraction:
    """The extraction, with what stands in uncertainly recognised text marked and no more certain than it."""
    blocks = [block for block in recognised(found.document.blocks) if (block.confidence or 0.0) < UNCERTAIN]
    if not blocks:
        return found
    return replace(
        found,
        commitments=tuple(_commitment(one, blocks) for one in found.commitments),
        facts=tuple(_measure(one, blocks) for one in found.facts),
    )


def _commitment(one: Commitment, blocks: list[Block]) -> Commitment:
    sure = least(one.span, blocks)
    if sure is None:
        return one
    return replace(
        one,
        doubts=(*one.doubts, DOUBT),
        confidence=min(one.confidence, round(sure, 2)),
        measures=tuple(_measure(measure, blocks) for measure in one.measures),
    )


def _measure(one: Measure, blocks: list[Block]) -> Measure:
    sure = least(one.span, blocks)
    return one if sure is None else replace(one, confidence=min(one.confidence, round(sure, 2)))


def recognised(blocks: Iterable[Block]) -> list[Block]:
    """The blocks that were read in pictures."""
    return [block for block in blocks if block.confidence is not None]


def least(span: Span, blocks: Sequence[Block]) -> float | None:
    """The least confidence of the recognised `blocks` that a span touches, 0 to 1; None where it touches none."""
    at = bisect_right(blocks, span.start, key=lambda block: block.span.end)
    found: list[float] = []
    while at < len(blocks) and blocks[at].span.start < span.end:
        sure = blocks[at].confidence
        found += [] if sure is None else [sure]
        at += 1
    return min(found, default=None)
