"""The signs of vectors, one bit a dimension: a first, rough choice in a ledger too large to compare every vector.

Two vectors point the same way where their components have the same signs. A million vectors of 256 dimensions are 32 MB
of signs, compared in some ten milliseconds; the best few thousand are then compared exactly. The signs lie in a plain
table beside the vectors, many sentences a row, and are kept in memory once they were read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.store import Corpus, Value, select

DEPTH = 4_000
"""Sentences whose signs are nearest that are compared exactly."""
_ROW = 10_000
"""Sentences in a row of the table at most."""
_FEW = 200_000
"""Chosen sentences up to which only their signs are compared; of more, the nearest are taken and then chosen from."""
_MOST = 15_000
"""Sentences that are compared exactly at most."""

Signs = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class _Loaded:
    state: tuple[str, str, int, int]
    ids: NDArray[np.int64]
    """Sorted."""
    columns: Signs
    """Shape (64 dimensions each, sentences)."""


_loaded: list[_Loaded] = []
"""What was read last; a process looks at one ledger for most of its life."""


def create(corpus: Corpus, table: str) -> None:
    """The table for the signs of the vectors in `table`. Runs inside a transaction."""
    corpus.connection.execute(
        f"create table if not exists vec.{named(table)}(first integer primary key, ids blob not null,"
        " signs blob not null)"
    )


def add(corpus: Corpus, table: str, ids: Sequence[int], vectors: NDArray[np.float32]) -> None:
    """The signs of new vectors, whose sentences come after all others. Runs inside a transaction."""
    if not len(ids):
        return
    numbers, signs = np.asarray(ids, np.int64), _signs(vectors)
    last = select(corpus.connection, f"select first, ids, signs from vec.{named(table)} order by first desc limit 1")
    first = int(numbers[0])
    if last and len(last[0][1]) // 8 + len(numbers) <= _ROW:
        first = last[0][0]
        numbers = np.concatenate([np.frombuffer(last[0][1], np.int64), numbers])
        signs = np.concatenate([np.frombuffer(last[0][2], np.uint64).reshape(-1, signs.shape[1]), signs])
    _write(corpus, table, first, numbers, signs)


def remove(corpus: Corpus, table: str, ids: Sequence[int]) -> None:
    """The signs of sentences that go. Runs inside a transaction."""
    gone = np.asarray(sorted(ids), np.int64)
    for first, held, signs in select(corpus.connection, f"select first, ids, signs from vec.{named(table)}"):
        numbers = np.frombuffer(held, np.int64)
        kept = ~np.isin(numbers, gone)
        if not kept.all():
            _write(corpus, table, first, numbers[kept], np.frombuffer(signs, np.uint64).reshape(len(numbers), -1)[kept])


def nearest(
    corpus: Corpus, table: str, asked: NDArray[np.float32], within: str | None, bindings: Sequence[Value]
) -> list[int]:
    """The sentences that are worth comparing exactly with any row of `asked`, in the order of the ledger.

    Where many are chosen by `within`, others are among them.
    """
    found = _read(corpus, table)
    ids, columns, depth = found.ids, found.columns, DEPTH
    if within:
        chosen = int(select(corpus.connection, f"select count(*) from ({within})", bindings)[0][0])
        if chosen <= _FEW:
            allowed = np.array([row for (row,) in select(corpus.connection, within, bindings)], np.int64)
            kept = np.flatnonzero(np.isin(ids, allowed))
            ids, columns = ids[kept], columns[:, kept]
        else:
            depth = min(_MOST, int(DEPTH * len(ids) / chosen))
    places = [_least(_differences(columns, one), depth) for one in _different(asked)]
    return [int(row) for row in ids[np.unique(np.concatenate(places))]] if places else []


def _different(asked: NDArray[np.float32]) -> list[NDArray[np.float32]]:
    """The rows that say something, each once."""
    return [one for one in np.unique(asked, axis=0) if np.any(one)]


def named(table: str) -> str:
    """The table that holds the signs for a table of vectors."""
    return table.replace("sentence", "sign")


def there(corpus: Corpus, table: str) -> bool:
    """Whether the vectors of a table have their signs."""
    return bool(select(corpus.connection, "select 1 from vec.sqlite_master where name = ?", (named(table),)))


def _write(corpus: Corpus, table: str, first: int, ids: NDArray[np.int64], signs: Signs) -> None:
    connection = corpus.connection
    connection.execute(f"delete from vec.{named(table)} where first = ?", (first,))
    if len(ids):
        connection.execute(
            f"insert into vec.{named(table)}(first, ids, signs) values (?, ?, ?)",
            (int(ids[0]), ids.tobytes(), np.ascontiguousarray(signs).tobytes()),
        )


def _signs(vectors: NDArray[np.float32]) -> Signs:
    """Shape (vectors, 64 dimensions each); dimensions that are missing at the end count as negative."""
    packed = np.packbits(vectors > 0, axis=1)
    padded = np.zeros((len(vectors), -(-packed.shape[1] // 8) * 8), np.uint8)
    padded[:, : packed.shape[1]] = packed
    return padded.view(np.uint64)


def _read(corpus: Corpus, table: str) -> _Loaded:
    number = int(table.rsplit("_", 1)[1])
    last, generation = select(corpus.connection, "select last, generation from vec.model where id = ?", (number,))[0]
    state = (str(corpus.path), table, int(last), int(generation))
    if not _loaded or _loaded[0].state != state:
        rows = select(corpus.connection, f"select ids, signs from vec.{named(table)} order by first")
        ids = np.frombuffer(b"".join(held for held, _ in rows), np.int64)
        signs = np.frombuffer(b"".join(held for _, held in rows), np.uint64)
        shaped = signs.reshape(len(ids), len(signs) // max(len(ids), 1))
        _loaded[:] = [_Loaded(state, ids, np.ascontiguousarray(shaped.T))]
    return _loaded[0]


def _differences(columns: Signs, vector: NDArray[np.float32]) -> NDArray[np.uint16]:
    """In how many signs each vector differs."""
    out = np.zeros(columns.shape[1], np.uint16)
    for column, asked in zip(columns, _signs(vector[None])[0], strict=True):
        out += np.bitwise_count(column ^ asked)
    return out


def _least(differences: NDArray[np.uint16], depth: int) -> NDArray[np.int64]:
    """Places of the `depth` least; of equal ones the first."""
    if len(differences) <= depth:
        return np.arange(len(differences))
    upto = int(np.searchsorted(np.cumsum(np.bincount(differences)), depth))
    sure = np.flatnonzero(differences < upto)
    return np.concatenate([sure, np.flatnonzero(differences == upto)[: depth - len(sure)]])
