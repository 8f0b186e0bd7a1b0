"""What was read in pictures is only as certain as its recognition."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace

from extract.model import Commitment, Extraction, Measure
from ingest.model import Block, Span
from ingest.ocr import UNCERTAIN

DOUBT = "uncertain_text"


def with_doubts(found: Extraction) -> Extraction:
    """The extraction, with what stands in uncertainly recognised text marked and no more certain than it."""
    blocks = [block for block in found.document.blocks if block.confidence is not None and block.confidence < UNCERTAIN]
    if not blocks:
        return found
    return replace(
        found,
        commitments=tuple(_commitment(one, blocks) for one in found.commitments),
        facts=tuple(_measure(one, blocks) for one in found.facts),
    )


def _commitment(one: Commitment, blocks: list[Block]) -> Commitment:
    least = _least(one.span, blocks)
    if least is None:
        return one
    return replace(
        one,
        doubts=(*one.doubts, DOUBT),
        confidence=min(one.confidence, round(least, 2)),
        measures=tuple(_measure(measure, blocks) for measure in one.measures),
    )


def _measure(one: Measure, blocks: list[Block]) -> Measure:
    least = _least(one.span, blocks)
    return one if least is None else replace(one, confidence=min(one.confidence, round(least, 2)))


def _least(span: Span, blocks: list[Block]) -> float | None:
    """The least confidence of the blocks that a span touches; None where it touches none of them."""
    at = bisect_right(blocks, span.start, key=lambda block: block.span.end)
    least = None
    while at < len(blocks) and blocks[at].span.start < span.end:
        sure = blocks[at].confidence
        least = sure if least is None or (sure is not None and sure < least) else least
        at += 1
    return least
