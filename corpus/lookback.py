"""A ledger as it stood on a day that has passed: what was reported later does not count."""

from __future__ import annotations

from datetime import date

from corpus.settling import settle
from corpus.store import Corpus, select


def look_back(corpus: Corpus, on: date) -> bool:
    """Let this connection see the histories as they were at the end of a day; whether anything was reported later.

    Temporary tables stand before those of the file, which is not touched; it lasts until the ledger is closed. What a
    plan says, and what people corrected of its reading, stays as it is now.
    """
    later = [key for (key,) in select(corpus.connection, "select distinct key from event where at >= ?", (_after(on),))]
    if not later:
        return False
    connection = corpus.connection
    # The day is written by the program; a view takes no bindings.
    connection.execute(f"create temp view event as select * from main.event where at < '{_after(on)}'")
    connection.execute(
        "create temp table state(key text primary key, progress text not null, declared integer, verified integer,"
        " closed integer not null, opens text, due text) without rowid"
    )
    connection.execute("insert into temp.state select * from main.state")
    settle(connection, later)
    return True


def _after(on: date) -> str:
    """What the moments of later days are not before."""
    return f"{on.isoformat()}U"
