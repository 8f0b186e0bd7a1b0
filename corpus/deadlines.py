"""When a commitment is due: its own deadline, those of its measures, the end of its period.

Pure functions over a row, and the same as conditions of SQL over the alias `c` of table `commitment`. The day is always
given. A recurring duty without a history is due at the end of the period that the day lies in and never late; with a
history, at the end of the first period that was not reported done.
"""

from __future__ import annotations

from datetime import date, timedelta

from corpus.model import CommitmentRow, Progress
from corpus.periods import Every, every, period_of
from extract.model import Commitment

SOON = 90
"""Days before a deadline from which it is called near."""
DUE_SQL = "coalesce((select s.due from state s where s.key = c.key), c.due)"
"""`due_on` of what can be late."""


def due(commitment: Commitment) -> date | None:
    """The first day by which something of it is due; None where no date stands.

    Once it has passed the commitment is late, however far its last date lies.
    """
    found = [commitment.deadline, *(measure.deadline for measure in commitment.measures)]
    return min((day for day in found if day is not None), default=None)


def due_on(row: CommitmentRow, on: date) -> date | None:
    """The day by which it is due next, or was due, as seen from a day."""
    if row.next_due is not None:
        return row.next_due
    day = due(row.commitment)
    rhythm = every(row.commitment)
    if rhythm is None or (day is not None and day < on):
        return day
    end = period_of(rhythm, on).end
    return end if day is None else min(end, day)


def closed_on(row: CommitmentRow, on: date) -> bool:
    """Whether nothing is to be done on a day: done or cancelled, and no new period has opened."""
    if row.progress not in (Progress.DONE, Progress.CANCELLED):
        return False
    return row.opens is None or on < row.opens


def due_sql(on: date) -> str:
    """`due_on`; a recurring duty without a history is due at the end of its period."""
    return f"coalesce((select s.due from state s where s.key = c.key), {_unreported(on)})"


def joined_due_sql(on: date) -> str:
    """`due_sql` where `state s` is joined to the left."""
    return f"coalesce(s.due, {_unreported(on)})"


def joined_open_sql(on: date) -> str:
    """Whether it is open on a day, where `state s` is joined to the left."""
    return f"(s.key is null or (s.closed = 0 and (s.opens is null or s.opens <= '{on.isoformat()}')))"


def _unreported(on: date) -> str:
    ends = " ".join(f"when '{rhythm.value}' then '{period_of(rhythm, on).end.isoformat()}'" for rhythm in Every)
    return (
        f"case when c.every is null or c.due < '{on.isoformat()}' then c.due"
        f" else min(case c.every {ends} end, coalesce(c.due, '9999-12-31')) end"
    )


def timed_sql(on: date) -> str:
    """How a commitment stands on a day: closed, undated, late, soon or open; the states of `due_on` and `closed_on`."""
    near = (on + timedelta(days=SOON)).isoformat()
    return (
        f"(select case when c.key in ({closed_sql(on)}) then 'closed' when due is null then 'undated'"
        f" when due < '{on.isoformat()}' then 'late' when due <= '{near}' then 'soon' else 'open' end"
        f" from (select {due_sql(on)} as due))"
    )


def closed_sql(on: date) -> str:
    """Keys of what is closed on a day."""
    return f"select key from state where closed = 1 or opens > '{on.isoformat()}'"
