"""Rows of tables as commitments and facts."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

from extract import keys, sentences, tables
from extract.components.indicator import of_education, scan
from extract.model import Commitment, Measure, Role
from extract.sentences import Label
from ingest.model import Document, Span, Table


def read_row(
    document: Document,
    table: Table,
    row: tables.Row,
    identity: str,
    seen: Counter[tuple[str, ...]],
    education: bool,
) -> tuple[list[Commitment], list[Measure]]:
    """A row of a table to one commitment and its baselines."""
    section = next((b.section for b in document.blocks if b.span.start >= table.span.start), None)
    past = sentences.section_label(document, section) is Label.STATUS
    indicator = next((str(m.value) for m in scan(row.name)), None)
    if not education and indicator in of_education():
        indicator = None
    made = [
        Measure(
            role=Role.COMMITMENT if value.target and not past else Role.STATUS,
            span=Span(row.span.start, max(row.span.end, value.span.end)),
            quote=document.quote(Span(row.span.start, max(row.span.end, value.span.end))),
            subject=re.sub(r"\([^()]{1,14}\)\Z", "", row.name)[:60],
            scope=None,
            comparator=value.comparator,
            value=value.value,
            unit=value.unit,
            deadline=date(value.year, 12, 31) if value.year and value.target else row.due,
            responsible=row.owners,
            indicator=indicator,
            value_span=value.span,
            rules=("table.indicator",),
            confidence=0.85,
        )
        for value in row.values
    ]
    promised = tuple(m for m in made if m.role is Role.COMMITMENT)
    facts = [m for m in made if m.role is not Role.COMMITMENT]
    if past or not (promised or row.owners or row.due):
        return [], facts
    path = tuple(document.headings[i].title for i in document.path(section))
    mark = (*path, "commitment", keys.squeeze(row.name))
    ordinal = seen[mark]
    seen[mark] += 1
    due = max((m.deadline for m in promised if m.deadline), default=row.due)
    one = Commitment(
        key=keys.key(identity, path, "commitment", row.name, "", ordinal),
        span=row.span,
        quote=document.quote(row.span),
        section=section,
        subject=row.name[:60],
        deadline=due,
        responsible=row.owners,
        measures=promised,
        force=row.force,
        deadline_span=row.due_span,
        rules=("table.indicator" if promised else "table.duty",),
        confidence=0.85,
    )
    return [one], facts
