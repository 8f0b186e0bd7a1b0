"""Rows of tables as commitments and facts."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from extract import keys, measures, numbers, sentences, tableduties, tables
from extract.components.deadline import When
from extract.components.indicator import of_education, scan
from extract.finishing import recurs
from extract.force import Strength, strength
from extract.language import read
from extract.levels import Sentence
from extract.model import Binding, Commitment, Force, Measure, Role
from extract.numbers import Numbers
from extract.registry import Mention
from extract.sentences import Label
from extract.view import View, view
from ingest.model import Cell, Document, Span, Table


class Told(NamedTuple):
    """A sentence in a cell with what it says by itself."""

    view: View
    start: int
    end: int
    binds: Strength
    times: tuple[Mention, ...]
    numbers: Numbers


def read_rows(
    document: Document,
    table: Table,
    rows: Sequence[tables.Row],
    year: int | None,
    identity: str,
    seen: Counter[tuple[str, ...]],
    education: bool,
) -> tuple[list[Commitment], list[Measure]]:
    """The rows of a table: each a commitment and its baselines."""
    at = bisect_left(document.blocks, table.span.start, key=lambda b: b.span.start)
    section = document.blocks[at].section if at < len(document.blocks) else None
    past = sentences.section_label([document.headings[i].title for i in document.path(section)]) is Label.STATUS
    told = iter(_sentences(document, [cell for row in rows for cell, _ in row.told], past))
    commitments: list[Commitment] = []
    facts: list[Measure] = []
    for row in rows:
        own = [next(told) for _ in row.told]
        promised, stated = _read_row(document, section, row, own, past, year, identity, seen, education)
        commitments += promised
        facts += stated
    return commitments, facts


def _read_row(
    document: Document,
    section: int | None,
    row: tables.Row,
    told: Sequence[Sequence[Told]],
    past: bool,
    year: int | None,
    identity: str,
    seen: Counter[tuple[str, ...]],
    education: bool,
) -> tuple[list[Commitment], list[Measure]]:
    """A row to one commitment and its baselines; `told` are the sentences of its cells."""
    path = tuple(document.headings[i].title for i in document.path(section))
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
    for (_, by), said in zip(row.told, told, strict=True):
        made += _told(document, said, row, by, year, education, bound)
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


def _sentences(document: Document, cells: Sequence[Cell], past: bool) -> list[list[Told]]:
    """The sentences of cells, question by question over all of them (as in `extract.numbers`)."""
    shown = [view(document, cell.span) for cell in cells]
    mentions = read([one.text for one in shown])
    cut = [sentences.split(one.text) for one in shown]
    role = Role.STATUS if past else Role.COMMITMENT
    held = [(one, found, a, b) for one, found, own in zip(shown, mentions, cut, strict=True) for a, b in own]
    inside = [
        {
            kind: tuple(m for m in found.get(kind, ()) if start <= m.start and m.end <= end)
            for kind in ("quantity", "scope", "indicator", "deadline")
        }
        for _, found, start, end in held
    ]
    binding = [strength(one.text[start:end]) for one, _, start, end in held]
    stated = numbers.of(
        [
            (one.text, Sentence(start, end, role, own["quantity"], own["scope"], own["indicator"]))
            for (one, _, start, end), own in zip(held, inside, strict=True)
        ]
    )
    told = iter(
        [
            Told(one, start, end, binds, own["deadline"], of)
            for (one, _, start, end), own, binds, of in zip(held, inside, binding, stated, strict=True)
        ]
    )
    return [[next(told) for _ in own] for own in cut]


def _told(
    document: Document,
    said: Sequence[Told],
    row: tables.Row,
    by: date | None,
    year: int | None,
    education: bool,
    bound: list[tuple[Span, Force]],
) -> list[Measure]:
    """The measures in the text of a cell (集中处理率达85%以上), `by` the day that the head of its column sets; how its
    sentences and their clauses bind is put into `bound`.
    """
    out: list[Measure] = []
    for shown, start, end, binds, deadlines, stated in said:
        bound.append((shown.span(start, end), binds.force))
        bound += [(shown.span(start + a, start + b), force) for a, b, force in binds.marked()]
        times = [m.value.resolve(year) for m in deadlines if isinstance(m.value, When)]
        due = next((t for t in times if t), by or row.due)
        for draft in measures.read(shown, stated)[0]:
            one = draft.measure
            if not one.subject:
                one = one._replace(subject=row.counted)
            elif not one.scope:
                one = one._replace(scope=row.project)
            indicator = one.indicator if education or one.indicator not in of_education() else None
            quote, force = document.quote(one.span), binds.at(draft.at - start)
            again = recurs(one, ())
            by_then = due if stated.sentence.role is Role.STATUS or one.role is not Role.STATUS else None
            told = one.measure(
                quote, by_then, row.owners, indicator, 0.8, recurrence=again, rules=("table.text",), force=force
            )
            out.append(told)
    return out
