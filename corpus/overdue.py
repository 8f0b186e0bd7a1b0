"""Who is late, who will be, and what a ledger holds on a day. The day is always a parameter."""

from __future__ import annotations

from datetime import date, timedelta

from corpus.deadlines import closed_sql, due_sql
from corpus.filtering import EVERYTHING
from corpus.model import CommitmentRow, Entry, Filters, Summary, Tally
from corpus.offices import Offices
from corpus.owing import Owed, owed
from corpus.rows import by_ids
from corpus.store import Corpus, select

_CHUNK = 5000


def overdue(corpus: Corpus, on: date, filters: Filters = EVERYTHING) -> dict[str, list[Entry]]:
    """Open commitments with a date before `on`, their own or a measure's, by organisation.

    A name that several places have is told apart by its place (`乙市 · 市教育局`). Organisations with the most entries
    come first, commitments without an owner last under the key "". Within an organisation what it leads comes before
    what it is responsible for and what it supports, most days late first. `filters.organisation` keeps organisations
    whose name with its place, or as written, holds it.
    """
    with corpus.reading():
        return _entries(corpus, late(corpus, on, filters))


def upcoming(corpus: Corpus, on: date, days: int, filters: Filters = EVERYTHING) -> dict[str, list[Entry]]:
    """Open commitments due from `on` to `days` days later, both included, in the form of `overdue`, next first.

    What is late already is not among them.
    """
    with corpus.reading():
        return _entries(corpus, owed(corpus, on, on, on + timedelta(days=days), filters))


def late(corpus: Corpus, on: date, filters: Filters = EVERYTHING) -> dict[str, list[Owed]]:
    """`overdue` without the rows, for ledgers of any size."""
    return owed(corpus, on, None, on - timedelta(days=1), filters)


def _entries(corpus: Corpus, found: dict[str, list[Owed]]) -> dict[str, list[Entry]]:
    """The same with the rows."""
    ids = list(dict.fromkeys(one.commitment for kept in found.values() for one in kept))
    rows: dict[int, CommitmentRow] = {}
    for start in range(0, len(ids), _CHUNK):
        rows |= by_ids(corpus, ids[start : start + _CHUNK])
    return {
        name: [Entry(rows[one.commitment], name, one.duty, one.due, one.days_late) for one in kept]
        for name, kept in found.items()
    }


def summary(corpus: Corpus, on: date, *, by_organisation: bool = True) -> Summary:
    """What the ledger holds on a day; `due` and `overdue` count open commitments, each once.

    Without `by_organisation` there are no tallies, which are half of the work in a large ledger.
    """
    day = on.isoformat()
    with corpus.reading() as connection:
        documents, commitments, measures = select(
            connection,
            "select count(*), coalesce(sum(commitments), 0), coalesce(sum(measures), 0)"
            " from document where current = 1",
        )[0]
        coming, passed, undated = select(
            connection,
            f"with closed as materialized ({closed_sql(on)}),"
            f" dated as (select c.key, {due_sql(on)} as day from commitment c where c.current = 1)"
            " select coalesce(sum(day >= ? and key not in closed), 0), coalesce(sum(day < ? and key not in closed), 0),"
            " coalesce(sum(day is null), 0) from dated",
            (day, day),
        )[0]
        tallies = _tallies(corpus, on) if by_organisation else ()
    return Summary(
        on=on,
        documents=documents,
        commitments=commitments,
        measures=measures,
        due=coming,
        overdue=passed,
        undated=undated,
        organisations=tallies,
    )


def _tallies(corpus: Corpus, on: date) -> tuple[Tally, ...]:
    """Counts of each organisation, most overdue first."""
    day = on.isoformat()
    offices = Offices(corpus, on)
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
