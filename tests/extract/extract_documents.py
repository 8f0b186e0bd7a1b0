"""Documents and extractions out of a few lines of text."""

from __future__ import annotations

from extract.model import Extraction, Measure, Range
from extract.pipeline import extract
from ingest.model import Document, Limits
from ingest.read import read_bytes


def document(text: str, source: str = "plan.txt") -> Document:
    """`text` read as a plain text file."""
    return read_bytes(text.encode(), source, Limits(isolate=False))


def plan(body: str, *, title: str = "青禾县教育工作实施方案", heading: str = "一、主要任务") -> Extraction:
    """What is extracted from `body` under one heading of a plan."""
    return extract(document(f"{title}\n\n为推进工作，结合我县实际，制定本方案。\n\n{heading}\n\n{body}\n"))


def shown(measure: Measure) -> tuple[str | None, str, float | tuple[float, float], str | None]:
    """Scope, comparator, value and unit of a measure."""
    value = measure.value
    number = (float(value.low), float(value.high)) if isinstance(value, Range) else float(value)
    return measure.scope, measure.comparator.value, number, measure.unit


def measures(body: str) -> list[tuple[str | None, str, float | tuple[float, float], str | None]]:
    """Scope, comparator, value and unit of all promised measures of `body`."""
    return [shown(m) for c in plan(body).commitments for m in c.measures]
