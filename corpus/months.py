"""How much is due in which month: what a ledger has open on a day, counted by the month of its deadline."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from corpus.deadlines import joined_due_sql, joined_open_sql
from corpus.model import Filters
from corpus.store import Corpus, select


@dataclass(frozen=True, slots=True)
class Month:
    """What is open and due in one month, each commitment once, at its first deadline that counts."""

    year: int
    number: int
    """1 to 12."""
    past: int
    """Due before the day that was asked for."""
    near: int
    """Due within the days that were asked for, the day itself included."""
    later: int

    @property
    def total(self) -> int:
        """All of it."""
        return self.past + self.near + self.later

    def filters(self, on: date) -> Filters:
        """What keeps exactly the commitments that are counted here."""
        first = date(self.year, self.number, 1)
        after = date(self.year + self.number // 12, self.number % 12 + 1, 1) if self.year < date.max.year else None
        return Filters(owed_on=on, owed_from=first, owed_to=after - timedelta(days=1) if after else date.max)


def months(corpus: Corpus, on: date, days: int) -> list[Month]:
    """The months in which something is due, ascending; `near` is what is due within `days` of `on`."""
    found = select(
        corpus.connection,
        "with due_now as materialized ("
        f" select {joined_due_sql(on)} as day from commitment c left join state s on s.key = c.key"
        f" where c.current = 1 and {joined_open_sql(on)})"
        " select substr(day, 1, 7), sum(day < ?), sum(day >= ? and day <= ?), sum(day > ?)"
        " from due_now where day is not null group by 1 order by 1",
        (on.isoformat(), on.isoformat(), *[(on + timedelta(days=days)).isoformat()] * 2),
    )
    return [Month(int(month[:4]), int(month[5:7]), past, near, later) for month, past, near, later in found]
