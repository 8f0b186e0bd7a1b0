"""Commitments and measures as JSON and back, exact: what the program read, kept beside what people made of it."""

from __future__ import annotations

import json
from typing import Any

from corpus.packing import day, dumps, iso, pack_responsible, unpack_responsible, value_columns, value_of
from extract.model import Binding, Commitment, Comparator, Force, Measure, Role
from ingest.model import Span


def pack(commitment: Commitment) -> str:
    """The other way of `unpack`."""
    c = commitment
    return dumps(
        {
            "key": c.key,
            "span": [c.span.start, c.span.end],
            "quote": c.quote,
            "section": c.section,
            "subject": c.subject,
            "deadline": iso(c.deadline),
            "responsible": pack_responsible(c.responsible),
            "measures": [_packed(m) for m in c.measures],
            "force": c.force.value,
            "recurrence": c.recurrence,
            "deadline_span": _ends(c.deadline_span),
            "doubts": list(c.doubts),
            "rules": list(c.rules),
            "confidence": c.confidence,
            "bindings": [[b.span.start, b.span.end, b.force.value] for b in c.bindings],
        }
    )


def unpack(text: str) -> Commitment:
    """A commitment from what `pack` made."""
    d = json.loads(text)
    return Commitment(
        key=d["key"],
        span=Span(*d["span"]),
        quote=d["quote"],
        section=d["section"],
        subject=d["subject"],
        deadline=day(d["deadline"]),
        responsible=unpack_responsible(d["responsible"]),
        measures=tuple(_unpacked(m) for m in d["measures"]),
        force=Force(d["force"]),
        recurrence=d["recurrence"],
        deadline_span=Span(*d["deadline_span"]) if d["deadline_span"] else None,
        doubts=tuple(d["doubts"]),
        rules=tuple(d["rules"]),
        confidence=d["confidence"],
        bindings=tuple(Binding(Span(a, b), Force(force)) for a, b, force in d.get("bindings", ())),
    )


def pack_measure(measure: Measure) -> str:
    """The other way of `unpack_measure`."""
    return dumps(_packed(measure))


def unpack_measure(text: str) -> Measure:
    """A measure from what `pack_measure` made."""
    return _unpacked(json.loads(text))


def _packed(m: Measure) -> dict[str, Any]:
    return {
        "role": m.role.value,
        "span": [m.span.start, m.span.end],
        "quote": m.quote,
        "subject": m.subject,
        "scope": m.scope,
        "comparator": m.comparator.value,
        "value": value_columns(m.value),
        "unit": m.unit,
        "per": m.per,
        "deadline": iso(m.deadline),
        "recurrence": m.recurrence,
        "responsible": pack_responsible(m.responsible),
        "indicator": m.indicator,
        "value_span": _ends(m.value_span),
        "rules": list(m.rules),
        "confidence": m.confidence,
        "force": m.force.value if m.force else None,
    }


def _unpacked(d: dict[str, Any]) -> Measure:
    return Measure(
        role=Role(d["role"]),
        span=Span(*d["span"]),
        quote=d["quote"],
        subject=d["subject"],
        scope=d["scope"],
        comparator=Comparator(d["comparator"]),
        value=value_of(*d["value"]),
        unit=d["unit"],
        per=d["per"],
        deadline=day(d["deadline"]),
        recurrence=d["recurrence"],
        responsible=unpack_responsible(d["responsible"]),
        indicator=d["indicator"],
        value_span=Span(*d["value_span"]) if d["value_span"] else None,
        rules=tuple(d["rules"]),
        confidence=d["confidence"],
        force=Force(d["force"]) if d.get("force") else None,
    )


def _ends(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]
