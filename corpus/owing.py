"""Who owes what: the lean answer, ids and days without the rows. Reads whole ledgers in a moment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from corpus.deadlines import joined_due_sql, joined_open_sql
from corpus.filtering import of_commitments, of_documents
from corpus.model import Filters
from corpus.offices import Offices
from corpus.store import Corpus, Value, select
from extract.model import Duty

RANK: dict[Duty | None, int] = {Duty.LEAD: 0, Duty.RESPONSIBLE: 1, Duty.SUPPORT: 2, None: 3}
"""Lead before support."""
_DUTIES = {"lead": Duty.LEAD, "responsible": Duty.RESPONSIBLE, "support": Duty.SUPPORT, None: None}
_ORDER = {"lead": 0, "responsible": 1, "support": 2, None: 3}


class Owed(NamedTuple):
    """One commitment that an organisation has to do."""

    commitment: int
    """Row id."""
    duty: Duty | None
    """None for a commitment without an owner."""
    due: date
    days_late: int
    """Negative while there is time."""


def owed(corpus: Corpus, on: date, first: date | None, last: date, filters: Filters) -> dict[str, list[Owed]]:
    """Open commitments due from `first` (None: from ever) to `last`, by organisation.

    Organisations with the most come first, commitments without an owner last under the key "". Within an organisation
    what it leads comes before what it is responsible for and what it supports, most days late first.
    `filters.organisation` keeps organisations whose name with its place, or as written, holds it.
    """
    wanted = filters.organisation or ""
    offices = Offices(corpus, on)
    labels: dict[tuple[int, str], str] = {}
    days: dict[str, tuple[date, int]] = {}
    groups: dict[str, dict[int, tuple[int, int, str, str | None]]] = {}
    for row, document, due, name, written, duty in _rows(corpus, on, first, last, replace(filters, organisation=None)):
        if name is None:
            label = ""
            if wanted:
                continue
        else:
            found = labels.get((document, name))
            if found is None:
                found = labels[document, name] = offices.label(document, name)
            label = found
            if wanted and wanted not in label and wanted not in (written or ""):
                continue
        if due not in days:
            day = date.fromisoformat(due)
            days[due] = day, (on - day).days
        group = groups.setdefault(label, {})
        rank = _ORDER[duty]
        kept = group.get(row)
        if kept is None or rank < kept[0]:
            # Days late most first is the due day ascending.
            group[row] = (rank, row, due, duty)
    names = sorted(groups, key=lambda name: (name == "", -len(groups[name]), name))
    return {
        name: [
            Owed(row, _DUTIES[duty], *days[due])
            for _, due, row, duty in sorted((rank, due, row, duty) for rank, row, due, duty in groups[name].values())
        ]
        for name in names
    }


def _rows(
    corpus: Corpus, on: date, first: date | None, last: date, filters: Filters
) -> list[tuple[int, int, str, str | None, str | None, str | None]]:
    """(commitment, document, due, organisation, as written, part), one for each organisation of a commitment."""
    document, own = of_documents(filters), of_commitments(filters)
    bindings: Sequence[Value] = (*document.bindings, *own.bindings)
    join = "" if document.sql == "1" else " join document d on d.id = c.document"
    return select(
        corpus.connection,
        "with due_now as materialized ("
        f" select c.id, c.document, {joined_due_sql(on)} as day from commitment c left join state s on s.key = c.key"
        f"{join} where c.current = 1 and {joined_open_sql(on)} and {document.sql} and {own.sql})"
        " select c.id, c.document, c.day, o.name, o.written, r.duty from due_now c"
        " left join responsibility r on r.commitment = c.id left join organisation o on o.id = r.organisation"
        " where c.day >= ? and c.day <= ?",
        (*bindings, first.isoformat() if first else "", last.isoformat()),
    )
