"""Who is late, who will be, and what a ledger holds on a day. The day is always a parameter."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from corpus.model import CommitmentRow, Entry, Summary, Tally
from corpus.rows import by_ids
from corpus.store import Corpus, Value, select
from extract.model import Duty

_RANK = {Duty.LEAD: 0, Duty.RESPONSIBLE: 1, Duty.SUPPORT: 2, None: 3}

_CLOSED = "select key from v_progress where progress in ('done', 'cancelled')"
_OPEN = f"c.current = 1 and c.key not in ({_CLOSED})"
"""Commitments that still wait to be done; what an inspector verified counts before what was declared."""

_CHUNK = 5000


def overdue(corpus: Corpus, on: date) -> dict[str, list[Entry]]:
    """Open commitments whose deadline lies before `on`, by organisation.

    Organisations with the most entries come first, commitments without an owner last under the key "". Within an
    organisation what it leads comes before what it is responsible for and what it supports, most days late first.
    """
    return _by_organisation(corpus, on, f"{_OPEN} and c.deadline < ?", (on.isoformat(),))


def upcoming(corpus: Corpus, on: date, days: int) -> dict[str, list[Entry]]:
    """Open commitments due from `on` to `days` days later, both included, in the form of `overdue`, next first."""
    end = on + timedelta(days=days)
    return _by_organisation(corpus, on, f"{_OPEN} and c.deadline between ? and ?", (on.isoformat(), end.isoformat()))


def _by_organisation(corpus: Corpus, on: date, where: str, bindings: Sequence[Value]) -> dict[str, list[Entry]]:
    with corpus.reading() as connection:
        ids = [row for (row,) in select(connection, f"select c.id from commitment c where {where}", bindings)]
        groups: dict[str, list[Entry]] = {}
        for start in range(0, len(ids), _CHUNK):
            for row in by_ids(corpus, ids[start : start + _CHUNK]).values():
                for entry in _entries(row, on):
                    groups.setdefault(entry.organisation, []).append(entry)
    for entries in groups.values():
        entries.sort(key=lambda e: (_RANK[e.duty], -e.days_late, e.row.id))
    names = sorted(groups, key=lambda name: (name == "", -len(groups[name]), name))
    return {name: groups[name] for name in names}


def _entries(row: CommitmentRow, on: date) -> list[Entry]:
    """One entry for each organisation of a commitment, with its strongest part."""
    due = row.commitment.deadline
    if due is None:
        return []
    duties: dict[str, Duty] = {}
    for r in row.commitment.responsible:
        name = r.organisation or r.name
        if name not in duties or _RANK[r.duty] < _RANK[duties[name]]:
            duties[name] = r.duty
    late = (on - due).days
    if not duties:
        return [Entry(row, "", None, due, late)]
    return [Entry(row, name, duty, due, late) for name, duty in duties.items()]


def summary(corpus: Corpus, on: date) -> Summary:
    """What the ledger holds on a day; `due` and `overdue` count open commitments."""
    day = on.isoformat()
    with corpus.reading() as connection:
        documents, commitments, measures = select(
            connection,
            "select count(*), coalesce(sum(commitments), 0), coalesce(sum(measures), 0)"
            " from document where current = 1",
        )[0]
        due, late = select(
            connection,
            "select coalesce(sum(c.deadline >= ?), 0), coalesce(sum(c.deadline < ?), 0) from commitment c"
            f" where c.deadline is not null and {_OPEN}",
            (day, day),
        )[0]
        undated = select(connection, "select count(*) from commitment where current = 1 and deadline is null")[0][0]
        tallies = select(
            connection,
            f"with closed as materialized ({_CLOSED}), part as ("
            " select r.organisation, count(*) as n, sum(c.deadline >= ? and c.key not in closed) as due,"
            " sum(c.deadline < ? and c.key not in closed) as late"
            " from responsibility r join commitment c on c.id = r.commitment"
            " where r.counts = 1 and c.current = 1 group by r.organisation)"
            " select o.name, sum(n), coalesce(sum(due), 0), coalesce(sum(part.late), 0) as late"
            " from part join organisation o on o.id = part.organisation"
            " group by o.name order by 4 desc, 2 desc, o.name",
            (day, day),
        )
    return Summary(
        on=on,
        documents=documents,
        commitments=commitments,
        measures=measures,
        due=due,
        overdue=late,
        undated=undated,
        organisations=tuple(Tally(*row) for row in tallies),
    )
