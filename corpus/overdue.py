"""Who is late, who will be, and what a ledger holds on a day. The day is always a parameter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from corpus.deadlines import DUE_SQL, closed_sql, due_on, due_sql
from corpus.filtering import EVERYTHING, of_commitments, of_documents
from corpus.model import CommitmentRow, Entry, Filters, Summary, Tally
from corpus.offices import Offices
from corpus.rows import by_ids
from corpus.store import Corpus, Value, select
from extract.model import Duty

_RANK = {Duty.LEAD: 0, Duty.RESPONSIBLE: 1, Duty.SUPPORT: 2, None: 3}

_CHUNK = 5000


def overdue(corpus: Corpus, on: date, filters: Filters = EVERYTHING) -> dict[str, list[Entry]]:
    """Open commitments with a date before `on`, their own or a measure's, by organisation.

    A name that several places have is told apart by its place (`乙市 · 市教育局`). Organisations with the most entries
    come first, commitments without an owner last under the key "". Within an organisation what it leads comes before
    what it is responsible for and what it supports, most days late first. `filters.organisation` keeps organisations
    whose name with its place, or as written, holds it.
    """
    return _by_organisation(corpus, on, f"{DUE_SQL} < ?", (on.isoformat(),), filters)


def upcoming(corpus: Corpus, on: date, days: int, filters: Filters = EVERYTHING) -> dict[str, list[Entry]]:
    """Open commitments due from `on` to `days` days later, both included, in the form of `overdue`, next first.

    What is late already is not among them.
    """
    end = on + timedelta(days=days)
    return _by_organisation(corpus, on, f"{due_sql(on)} between ? and ?", (on.isoformat(), end.isoformat()), filters)


def _by_organisation(
    corpus: Corpus, on: date, where: str, bindings: Sequence[Value], filters: Filters
) -> dict[str, list[Entry]]:
    wanted = filters.organisation or ""
    rest = replace(filters, organisation=None)
    document, own = of_documents(rest), of_commitments(rest)
    with corpus.reading() as connection:
        offices = Offices(corpus)
        ids = [
            row
            for (row,) in select(
                connection,
                "select c.id from commitment c join document d on d.id = c.document"
                f" where c.current = 1 and c.key not in ({closed_sql(on)})"
                f" and {where} and {document.sql} and {own.sql}",
                (*bindings, *document.bindings, *own.bindings),
            )
        ]
        groups: dict[str, list[Entry]] = {}
        for start in range(0, len(ids), _CHUNK):
            for row in by_ids(corpus, ids[start : start + _CHUNK]).values():
                for entry in _entries(row, on, offices, wanted):
                    groups.setdefault(entry.organisation, []).append(entry)
    for entries in groups.values():
        entries.sort(key=lambda e: (_RANK[e.duty], -e.days_late, e.row.id))
    names = sorted(groups, key=lambda name: (name == "", -len(groups[name]), name))
    return {name: groups[name] for name in names}


def _entries(row: CommitmentRow, on: date, offices: Offices, wanted: str) -> list[Entry]:
    """One entry for each organisation of a commitment that `wanted` keeps, with its strongest part."""
    day = due_on(row, on)
    if day is None:
        return []
    late = (on - day).days
    if not row.commitment.responsible:
        return [] if wanted else [Entry(row, "", None, day, late)]
    duties: dict[str, Duty] = {}
    for r in row.commitment.responsible:
        name = offices.label(row.document, r.organisation or r.name)
        if wanted not in name and wanted not in r.name:
            continue
        if name not in duties or _RANK[r.duty] < _RANK[duties[name]]:
            duties[name] = r.duty
    return [Entry(row, name, duty, day, late) for name, duty in duties.items()]


def summary(corpus: Corpus, on: date) -> Summary:
    """What the ledger holds on a day; `due` and `overdue` count open commitments, each once."""
    day = on.isoformat()
    with corpus.reading() as connection:
        documents, commitments, measures = select(
            connection,
            "select count(*), coalesce(sum(commitments), 0), coalesce(sum(measures), 0)"
            " from document where current = 1",
        )[0]
        coming, late, undated = select(
            connection,
            f"with closed as materialized ({closed_sql(on)}),"
            f" dated as (select c.key, {due_sql(on)} as day from commitment c where c.current = 1)"
            " select coalesce(sum(day >= ? and key not in closed), 0), coalesce(sum(day < ? and key not in closed), 0),"
            " coalesce(sum(day is null), 0) from dated",
            (day, day),
        )[0]
        tallies = _tallies(corpus, on)
    return Summary(
        on=on,
        documents=documents,
        commitments=commitments,
        measures=measures,
        due=coming,
        overdue=late,
        undated=undated,
        organisations=tallies,
    )


def _tallies(corpus: Corpus, on: date) -> tuple[Tally, ...]:
    """Counts of each organisation, most overdue first."""
    day = on.isoformat()
    offices = Offices(corpus)
    counts: dict[str, list[int]] = {}
    for document, name, *numbers in select(
        corpus.connection,
        f"with closed as materialized ({closed_sql(on)}), dated as materialized ("
        f" select c.id, c.document, {due_sql(on)} as day, c.key in closed as done"
        " from commitment c where c.current = 1)"
        " select c.document, o.name, count(*), coalesce(sum(c.day >= ? and not c.done), 0),"
        " coalesce(sum(c.day < ? and not c.done), 0)"
        " from responsibility r join dated c on c.id = r.commitment join organisation o on o.id = r.organisation"
        " where r.counts = 1 group by c.document, o.name",
        (day, day),
    ):
        sums = counts.setdefault(offices.label(document, name), [0, 0, 0])
        for place, number in enumerate(numbers):
            sums[place] += number
    tallies = (Tally(name, *sums) for name, sums in counts.items())
    return tuple(sorted(tallies, key=lambda one: (-one.overdue, -one.commitments, one.organisation)))
