"""The form in which an extraction leaves the program, one JSON object for each document.

docs/interchange.schema.json describes it; docs/interchange.md says what each field means.
"""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import Any

from extract.model import Commitment, Extraction, Measure, Range, Responsibility
from extract.recognised import least, recognised
from ingest.model import Block, Document, Header, Heading, Level, Problem, Span

Json = dict[str, Any]


def number(value: Decimal) -> int | float:
    """A JSON number: int when whole."""
    return int(value) if value == value.to_integral_value() else float(value)


def amount(value: Decimal | Range) -> int | float | dict[str, int | float]:
    """A JSON number, or both ends of a range."""
    if isinstance(value, Range):
        return {"low": number(value.low), "high": number(value.high)}
    return number(value)


def interchange(extraction: Extraction) -> Json:
    """The object for one document."""
    document = extraction.document
    breaks, seen = breaks_of(document.blocks), recognised(document.blocks)
    return {
        "document": document_object(document),
        "outline": outline_objects(document.headings),
        "commitments": [
            commitment_object(
                printed(c, document.text, breaks),
                document.section_title(c.section) or None,
                page_at(document, c.span.start),
                least(c.span, seen),
            )
            for c in extraction.commitments
        ],
        "facts": [
            measure_object(printed_measure(m, document.text, breaks), least(m.span, seen)) for m in extraction.facts
        ],
    }


def breaks_of(blocks: Sequence[Block]) -> tuple[int, ...]:
    """All places at which page furniture stands in the source, ascending."""
    return tuple(sorted(at for block in blocks for at in block.breaks))


def printed(commitment: Commitment, text: str, breaks: Sequence[int]) -> Commitment:
    """The commitment with quotes that stand in one piece in its source: none runs across page furniture."""
    if not _cuts(commitment.span, breaks) and not any(_cuts(m.span, breaks) for m in commitment.measures):
        return commitment
    span = _trimmed(_piece(commitment.span, None, breaks), text)
    measures = tuple(printed_measure(m, text, breaks) for m in commitment.measures)
    bindings = [replace(one, span=_piece(one.span, None, breaks)) for one in commitment.bindings]
    held = tuple(one for one in bindings if span.contains(one.span))
    return replace(commitment, span=span, quote=text[span.start : span.end], measures=measures, bindings=held)


def printed_measure(measure: Measure, text: str, breaks: Sequence[int]) -> Measure:
    """The same for a measure; of several pieces the one with its value is kept."""
    span = _piece(measure.span, measure.value_span, breaks)
    span = span if span == measure.span else _trimmed(span, text)
    return measure if span == measure.span else replace(measure, span=span, quote=text[span.start : span.end])


def _trimmed(span: Span, text: str) -> Span:
    """The stretch without the line break that parts it from the piece in front."""
    start = span.start
    while start < span.end - 1 and text[start].isspace():
        start += 1
    return Span(start, span.end)


def _cuts(span: Span, breaks: Sequence[int]) -> Sequence[int]:
    """Breaks inside the span."""
    return breaks[bisect_right(breaks, span.start) : bisect_left(breaks, span.end)]


def _piece(span: Span, holds: Span | None, breaks: Sequence[int]) -> Span:
    """The longest stretch of `span` without page furniture in its source, or the one that `holds` lies in."""
    cuts = _cuts(span, breaks)
    if not cuts:
        return span
    pieces = [Span(a, b) for a, b in pairwise([span.start, *cuts, span.end])]
    if holds is not None:
        return next((p for p in pieces if p.contains(holds)), span)
    return max(pieces, key=len)


def document_object(document: Document) -> Json:
    """What a document says of itself, and how well it was read."""
    return header_object(
        document.header,
        document.problems,
        document.text,
        source=document.source,
        format=document.format,
        sha256=document.sha256,
        status=document.status.value,
    )


def header_object(header: Header, problems: Sequence[Problem], text: str, **facts: str) -> Json:
    """The object `document`; `facts` are source, format, sha256 and status."""
    return {
        "source": facts["source"],
        "title": header.title,
        "doc_number": header.doc_number,
        "issuer": header.issuer,
        "region": header.region.name if header.region else None,
        "region_code": header.region.code if header.region else None,
        "level": header.level.value if header.level and header.level is not Level.NATIONAL else None,
        "issued": header.issued.isoformat() if header.issued else None,
        "released": header.released.isoformat() if header.released else None,
        "period": list(header.period) if header.period else None,
        "cites": [c.text for c in header.cites],
        "format": facts["format"],
        "sha256": facts["sha256"],
        "status": facts["status"],
        "problems": [_problem(text, p) for p in problems],
    }


def outline_objects(headings: Sequence[Heading]) -> list[Json]:
    """The outline in the order of the text."""
    return [{"level": h.level, "marker": h.marker, "title": h.title} for h in headings]


def commitment_object(
    commitment: Commitment, section: str | None, page: int | None, recognised: float | None = None
) -> Json:
    """One commitment; `section` is its heading path, `page` counts from 1.

    `recognised` is how surely its sentence was read in a picture, 0 to 1; None for text of the file itself.
    """
    return _recognised(recognised) | {
        "key": commitment.key,
        "quote": commitment.quote,
        "span": _ends(commitment.span),
        "section": section,
        "page": page,
        "subject": commitment.subject,
        "deadline": commitment.deadline.isoformat() if commitment.deadline else None,
        "recurrence": commitment.recurrence,
        "force": commitment.force.value,
        "bindings": [
            {"quote": commitment.part(b.span), "span": _ends(b.span), "force": b.force.value}
            for b in commitment.bindings
        ],
        "responsible": responsible_objects(commitment.responsible),
        "measures": [measure_object(m) for m in commitment.measures],
        "doubts": list(commitment.doubts),
        "rules": list(commitment.rules),
        "confidence": commitment.confidence,
    }


def _recognised(sure: float | None) -> Json:
    """How surely something was read in a picture, where it was."""
    return {} if sure is None else {"recognised": round(sure, 3)}


def measure_object(measure: Measure, recognised: float | None = None) -> Json:
    """One measure or fact; `recognised` as for commitments, said of facts."""
    return _recognised(recognised) | {
        "quote": measure.quote,
        "span": _ends(measure.span),
        "role": measure.role.value,
        "subject": measure.subject,
        "scope": measure.scope,
        "comparator": measure.comparator.value,
        "value": amount(measure.value),
        "unit": measure.unit,
        "per": measure.per,
        "deadline": measure.deadline.isoformat() if measure.deadline else None,
        "recurrence": measure.recurrence,
        "force": measure.force.value if measure.force else None,
        "responsible": responsible_objects(measure.responsible),
        "indicator": measure.indicator,
        "value_span": _ends(measure.value_span) if measure.value_span else None,
        "rules": list(measure.rules),
        "confidence": measure.confidence,
    }


def responsible_objects(responsible: Sequence[Responsibility]) -> list[Json]:
    """Organisations; `organisation` is the canonical name."""
    return [{"name": r.name, "role": r.duty.value, "organisation": r.organisation or r.name} for r in responsible]


def fingerprint(extraction: Extraction) -> str:
    """SHA-256 of all that an extraction says; equal for two readings that found the same, whatever the file's name."""
    nameless = replace(extraction, document=replace(extraction.document, source=""))
    text = json.dumps(interchange(nameless), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def page_at(document: Document, place: int) -> int | None:
    """The page on which the block that holds `place` starts."""
    at = bisect_right(document.blocks, place, key=lambda block: block.span.start) - 1
    return document.blocks[at].page if at >= 0 else None


def _ends(span: Span) -> list[int]:
    return [span.start, span.end]


def _problem(text: str, problem: Problem) -> Json:
    out: Json = {"code": problem.code, "message": problem.message}
    if problem.span is not None:
        out["quote"] = text[problem.span.start : problem.span.end]
    return out
