"""Rows of tables as commitments and facts."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from datetime import date

from extract import keys, measures, numbers, sentences, tableduties, tables
from extract.components.deadline import When
from extract.components.indicator import of_education, scan
from extract.finishing import recurs
from extract.force import strength
from extract.language import read
from extract.levels import Sentence
from extract.model import Binding, Commitment, Force, Measure, Role
from extract.sentences import Label
from extract.view import view
from ingest.model import Cell, Document, Span, Table


def read_row(
    document: Document,
    table: Table,
    row: tables.Row,
    year: int | None,
    identity: str,
    seen: Counter[tuple[str, ...]],
    education: bool,
) -> tuple[list[Commitment], list[Measure]]:
    """A row of a table to one commitment and its baselines."""
    at = bisect_left(document.blocks, table.span.start, key=lambda b: b.span.start)
    section = document.blocks[at].section if at < len(document.blocks) else None
    path = tuple(document.headings[i].title for i in document.path(section))
    past = sentences.section_label(path) is Label.STATUS
    indicator = next((str(m.value) for m in scan(row.name)), None)
    if not education and indicator in of_education():
        indicator = None
    made = [
        Measure(
            role=Role.COMMITMENT if value.target and not past else Role.STATUS,
            span=Span(row.span.start, max(row.span.end, value.span.end)),
            quote=document.quote(Span(row.span.start, max(row.span.end, value.span.end))),
            subject=(value.subject or row.counted)[:60],
            scope=value.scope,
            comparator=value.comparator,
            value=value.value,
            unit=value.unit,
            deadline=value.due or (row.due if value.target else None),
            responsible=row.owners,
            indicator=indicator,
            value_span=value.span,
            rules=("table.indicator",),
            confidence=0.85,
            force=row.force if value.target and not past else None,
        )
        for value in row.values
    ]
    bound: list[tuple[Span, Force]] = []
    for cell, by in row.told:
        made += _told(document, cell, row, by, year, education, past, bound)
    promised = tuple(m for m in made if m.role is Role.COMMITMENT)
    facts = [m for m in made if m.role is not Role.COMMITMENT]
    if past or not (promised or row.owners or row.due):
        return [], facts
    mark = (*path, "commitment", keys.squeeze(row.name))
    ordinal = seen[mark]
    seen[mark] += 1
    due = max((m.deadline for m in promised if m.deadline), default=row.due)
    if row.due is None and row.owners:
        # A task whose steps are dated in its own words ends with the last of them.
        stepped, _ = tableduties.due(document, [cell for cell, _ in row.told], year)
        due = max((day for day in (due, stepped) if day), default=None)
    force = row.force if row.values else next((m.force for m in promised if m.force), row.force)
    one = Commitment(
        key=keys.key(identity, path, "commitment", row.name, "", ordinal),
        span=row.span,
        quote=document.quote(row.span),
        section=section,
        subject=_short(row.name),
        deadline=due,
        responsible=row.owners,
        measures=promised,
        force=force,
        deadline_span=row.due_span,
        rules=("table.indicator" if promised else "table.duty",),
        confidence=0.85,
        bindings=tuple(Binding(span, other) for span, other in bound if other is not force and row.span.contains(span)),
    )
    return [one], facts


def _short(name: str) -> str:
    """A task's first clause where it is long."""
    return name if len(name) <= 30 else re.split("[,;。:]", name, maxsplit=1)[0][:60]


def _told(
    document: Document,
    cell: Cell,
    row: tables.Row,
    by: date | None,
    year: int | None,
    education: bool,
    past: bool,
    bound: list[tuple[Span, Force]],
) -> list[Measure]:
    """The measures in the text of a cell (集中处理率达85%以上), `by` the day that the head of its column sets; how its
    sentences and their clauses bind is put into `bound`.
    """
    shown = view(document, cell.span)
    (mentions,) = read([shown.text])
    out: list[Measure] = []
    for start, end in sentences.split(shown.text):
        inside = {
            kind: tuple(m for m in mentions.get(kind, ()) if start <= m.start and m.end <= end)
            for kind in ("quantity", "scope", "indicator", "deadline")
        }
        role = Role.STATUS if past else Role.COMMITMENT
        binds = strength(shown.text[start:end])
        bound.append((shown.span(start, end), binds.force))
        bound += [(shown.span(start + a, start + b), force) for a, b, force in binds.marked()]
        sentence = Sentence(start, end, role, inside["quantity"], inside["scope"], inside["indicator"])
        times = [m.value.resolve(year) for m in inside["deadline"] if isinstance(m.value, When)]
        due = next((t for t in times if t), by or row.due)
        for draft in measures.read(shown, numbers.of([(shown.text, sentence)])[0])[0]:
            one = draft.measure
            if not one.subject:
                one = one._replace(subject=row.counted)
            elif not one.scope:
                one = one._replace(scope=row.project)
            indicator = one.indicator if education or one.indicator not in of_education() else None
            quote, force = document.quote(one.span), binds.at(draft.at - start)
            again = recurs(one, ())
            by_then = due if past or one.role is not Role.STATUS else None
            told = one.measure(
                quote, by_then, row.owners, indicator, 0.8, recurrence=again, rules=("table.text",), force=force
            )
            out.append(told)
    return out
