"""Which sentences a search looks among, and those of them that hold a text."""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import count
from weakref import WeakKeyDictionary

from corpus.store import Corpus, Value, select

Within = tuple[str | None, tuple[Value, ...]]
"""SQL that selects the ids to choose from, with its bindings; None for all."""
EVERYWHERE: Within = (None, ())
_SETTLED: Within = ("select cl.id from temp.search_scope cl", ())


@dataclass(slots=True)
class _Kept:
    """What the table of a connection holds."""

    within: Within
    state: tuple[int, int]
    number: int
    """No other scope of the process has the same."""
    ids: frozenset[int] | None = None
    """What it selects, once that was asked for."""


_numbers = count()
_kept: WeakKeyDictionary[Corpus, _Kept] = WeakKeyDictionary()


def settled(corpus: Corpus, within: Within) -> Within:
    """The same sentences, worked out once: a search asks for them with every term that it looks for.

    They stay for the next search, as long as it asks for the same and nothing was written.
    """
    sql, bindings = within
    if sql is None:
        return within
    kept = _kept.get(corpus)
    if kept is None or kept.within != within or kept.state != _state(corpus):
        with corpus.explained() as connection:
            connection.execute("create table if not exists temp.search_scope(id integer primary key)")
            connection.execute("delete from temp.search_scope")
            connection.execute(f"insert into temp.search_scope {sql}", bindings)
        _kept[corpus] = _Kept(within, _state(corpus), next(_numbers))
    return _SETTLED


def settled_number(corpus: Corpus, within: Within) -> int | None:
    """Which scope of the process it is; None for one that is not settled."""
    kept = _kept.get(corpus)
    return kept.number if kept and within == _SETTLED else None


def inside(corpus: Corpus, rows: list[int], within: Within) -> list[int]:
    """Those of the rows that may be chosen, in their order."""
    sql, bindings = within
    if sql is None or not rows:
        return rows
    kept = _kept.get(corpus)
    if kept is None or within != _SETTLED:
        asked = f"select value from json_each(?) where value in ({sql})"
        return [row for (row,) in select(corpus.connection, asked, (json.dumps(rows), *bindings))]
    if kept.ids is None:
        # As one text: a list of a hundred thousand rows takes several times as long to make.
        written = select(corpus.connection, f"select group_concat(id, ' ') from ({sql})")[0][0]
        kept.ids = frozenset(map(int, (written or "").split()))
    ids = kept.ids
    return [row for row in rows if row in ids]


def _state(corpus: Corpus) -> tuple[int, int]:
    """Changes with whatever is written to the ledger, here or by another process."""
    connection = corpus.connection
    return int(connection.pragma("data_version")), connection.total_changes()


def matching(corpus: Corpus, match: str | None, within: Within, limit: int, *, newest: bool = True) -> list[int]:
    """Ids of sentences for MATCH text: the newest, newest first, or the oldest, which takes a little less."""
    if match is None:
        return []
    order = "order by rowid desc" if newest else ""
    asked = f"select rowid from clause_words where clause_words match ? {among(within)} {order} limit ?"
    return [row for (row,) in select(corpus.connection, asked, (match, *within[1], limit))]


def counted(corpus: Corpus, match: str | None, within: Within, most: int) -> int:
    """How many sentences MATCH text finds, counted up to `most`."""
    if match is None:
        return 0
    asked = f"select count(*) from (select 1 from clause_words where clause_words match ? {among(within)} limit ?)"
    return int(select(corpus.connection, asked, (match, *within[1], most))[0][0])


def among(within: Within) -> str:
    """The condition on the rows of the index of sentences."""
    # The plus: or FTS5 runs once for each rowid.
    return f"and +rowid in ({within[0]})" if within[0] else ""
