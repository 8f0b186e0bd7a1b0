"""Events as rows, and the table that keeps what each history comes to."""

from __future__ import annotations

import secrets
import time
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import apsw

from corpus.model import LedgerEvent, Progress, Standing
from corpus.packing import iso
from corpus.periods import Every
from corpus.standing import Derived, derive
from corpus.store import select

COLUMNS = "key, standing, progress, author, at, value, note, evidence, id, unit, period, uid, undoes, origin, written"
"""Of table `event`, in the order of `LedgerEvent`."""
_CHUNK = 1000


def event_of(row: Sequence[Any]) -> LedgerEvent:
    """An event from its columns."""
    return LedgerEvent(row[0], Standing(row[1]), Progress(row[2]), *row[3:])


def append(connection: apsw.Connection, event: LedgerEvent) -> LedgerEvent:
    """Write one event as it is and give it back with its id; the caller settles its key."""
    connection.execute(
        f"insert into event({COLUMNS}) values (?, ?, ?, ?, ?, ?, ?, ?, null, ?, ?, ?, ?, ?, ?)",
        (
            *(event.key, event.standing.value, event.progress.value, event.author, event.at, event.value),
            *(event.note, event.evidence, event.unit, event.period, event.uid, event.undoes, event.origin),
            event.written or event.at,
        ),
    )
    (row,) = select(connection, f"select {COLUMNS} from event where id = ?", (connection.last_insert_rowid(),))
    return event_of(row)


def new_uid(connection: apsw.Connection, table: str = "event") -> str:
    """A name that no other ledger gives, and that sorts behind all names written here before."""
    last = connection.execute(f"select max(uid) from {table}").get
    moment = max(time.time_ns() // 1000, int(last[:14], 16) + 1 if last else 0)
    return f"{moment:014x}{secrets.token_hex(4)}"


def of_keys(connection: apsw.Connection, keys: Iterable[str]) -> dict[str, list[LedgerEvent]]:
    """All events of each key that has one, in the order of time."""
    out: dict[str, list[LedgerEvent]] = {}
    for some in _chunks(keys):
        marks = ", ".join("?" * len(some))
        for row in select(
            connection, f"select {COLUMNS} from event where key in ({marks}) order by key, at, uid", some
        ):
            event = event_of(row)
            out.setdefault(event.key, []).append(event)
    return out


def settle(connection: apsw.Connection, keys: Iterable[str]) -> None:
    """Work out again where the commitments with these keys stand; inside the transaction that changed them."""
    wanted = list(dict.fromkeys(keys))
    rhythms = _rhythms(connection, wanted)
    events = of_keys(connection, wanted)
    for key in wanted:
        every, last = rhythms.get(key, (None, None))
        now = derive(events.get(key, ()), every, last)
        latest = now.verified or now.declared
        connection.execute("delete from state where key = ?", (key,))
        if latest is None:
            continue
        connection.execute(
            "insert into state(key, progress, declared, verified, closed, opens, due) values (?, ?, ?, ?, ?, ?, ?)",
            (
                *(key, now.progress.value, now.declared and now.declared.id, now.verified and now.verified.id),
                *(int(now.closed), iso(now.opens), iso(now.due)),
            ),
        )


def states(connection: apsw.Connection, keys: Sequence[str]) -> dict[str, Derived]:
    """Where each commitment with a history stands, as it was settled."""
    out: dict[str, Derived] = {}
    if not select(connection, "select 1 from state limit 1"):
        return out
    for some in _chunks(keys):
        marks = ", ".join("?" * len(some))
        rows = select(
            connection, f"select key, progress, declared, verified, opens, due from state where key in ({marks})", some
        )
        ids = [number for row in rows for number in row[2:4] if number is not None]
        found = {event.id: event for event in _by_ids(connection, ids)}
        for key, progress, declared, verified, opens, due in rows:
            out[key] = Derived(
                Progress(progress),
                found.get(declared),
                found.get(verified),
                date.fromisoformat(opens) if opens else None,
                date.fromisoformat(due) if due else None,
            )
    return out


def _by_ids(connection: apsw.Connection, ids: Sequence[int]) -> list[LedgerEvent]:
    marks = ", ".join("?" * len(ids))
    return [event_of(r) for r in select(connection, f"select {COLUMNS} from event where id in ({marks})", ids)]


def _rhythms(connection: apsw.Connection, keys: Sequence[str]) -> dict[str, tuple[Every | None, date | None]]:
    """How often each commitment comes again and when for the last time, by its newest text."""
    out: dict[str, tuple[Every | None, date | None]] = {}
    for some in _chunks(keys):
        marks = ", ".join("?" * len(some))
        for key, every, last in select(
            connection,
            f"select key, every, coalesce(deadline, due) from commitment where key in ({marks}) order by current, id",
            some,
        ):
            out[key] = (Every(every) if every else None, date.fromisoformat(last) if last else None)
    return out


def _chunks(keys: Iterable[str]) -> Iterable[list[str]]:
    held = list(keys)
    return (held[start : start + _CHUNK] for start in range(0, len(held), _CHUNK))
