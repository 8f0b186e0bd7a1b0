"""The signs of vectors, one bit a dimension: a first, rough choice in a ledger too large to compare every vector.

Two vectors point the same way where their components have the same signs. A million vectors of 256 dimensions are 32 MB
of signs, compared in some five milliseconds; of the best few thousand a second bit a dimension tells which are worth
comparing exactly (`corpus.codes`). Both bits lie in a plain table beside the vectors, many sentences a row, and are
kept in memory once they were read.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.codes import Codes, alike, coded, differences, guessed, least
from corpus.store import Corpus, Value, select
from corpus.within import settled_number

DEPTH = 4_000
"""Sentences whose signs are nearest, of which the second bit is looked at."""
KINDS = 400
"""Different codes among them that may be worth comparing exactly; copies of a sentence have the same."""
_ROW = 10_000
"""Sentences in a row of the table at most."""
_FEW = 200_000
"""Chosen sentences up to which only their signs are compared; of more, the nearest are taken and then chosen from."""
_MOST = 15_000
"""Sentences whose second bit is looked at at most."""
_TOGETHER = 0.8
"""Cosine from which two vectors are asked for at once: what lies near the one lies near the other."""


@dataclass(frozen=True, slots=True)
class _Loaded:
    state: tuple[str, str, int, int]
    ids: NDArray[np.int64]
    """Sorted."""
    columns: Codes
    """The codes, shape (2 * 64 dimensions each, sentences): all first parts, all second parts, ..."""


_loaded: list[_Loaded] = []
"""What was read last; a process looks at one ledger for most of its life."""


@dataclass(frozen=True, slots=True)
class _Places:
    number: int
    """Of the scope (`corpus.within`)."""
    state: tuple[str, str, int, int]
    places: NDArray[np.int64] | float


_last: list[_Places] = []
"""Where the sentences of the last scope are, for a further search within it."""


def create(corpus: Corpus, table: str) -> None:
    """The table for the codes of the vectors in `table`. Runs inside a transaction."""
    corpus.connection.execute(
        f"create table if not exists vec.{named(table)}(first integer primary key, ids blob not null,"
        " codes blob not null)"
    )


def add(corpus: Corpus, table: str, ids: Sequence[int], vectors: NDArray[np.float32]) -> None:
    """The codes of new vectors, whose sentences come after all others. Runs inside a transaction."""
    if not len(ids):
        return
    numbers, codes = np.asarray(ids, np.int64), coded(vectors)
    last = select(corpus.connection, f"select first, ids, codes from vec.{named(table)} order by first desc limit 1")
    first = int(numbers[0])
    if last and len(last[0][1]) // 8 + len(numbers) <= _ROW:
        first = last[0][0]
        numbers = np.concatenate([np.frombuffer(last[0][1], np.int64), numbers])
        codes = np.concatenate([np.frombuffer(last[0][2], np.uint64).reshape(-1, codes.shape[1]), codes])
    _write(corpus, table, first, numbers, codes)


def remove(corpus: Corpus, table: str, ids: Sequence[int]) -> None:
    """The codes of sentences that go. Runs inside a transaction."""
    gone = np.asarray(sorted(ids), np.int64)
    for first, held, codes in select(corpus.connection, f"select first, ids, codes from vec.{named(table)}"):
        numbers = np.frombuffer(held, np.int64)
        kept = ~np.isin(numbers, gone)
        if not kept.all():
            _write(corpus, table, first, numbers[kept], np.frombuffer(codes, np.uint64).reshape(len(numbers), -1)[kept])


def nearest(
    corpus: Corpus, table: str, asked: NDArray[np.float32], within: str | None, bindings: Sequence[Value]
) -> list[list[list[int]]]:
    """For each row of `asked` the groups of sentences that are worth comparing exactly; those of a group have the same
    code, so that its first speaks for all.
    """
    found = _read(corpus, table)
    places = _allowed(corpus, found, within, bindings)
    out: list[list[list[int]]] = [[] for _ in asked]
    for rows in _together(asked):
        near = _near(corpus, found, asked[rows].sum(axis=0, keepdims=True), places, within, bindings)
        for row, groups in zip(rows, _groups(found, asked[rows], near), strict=True):
            out[row] = groups
    return out


def _together(asked: NDArray[np.float32]) -> list[list[int]]:
    """Places of vectors that point about the same way; those of nothing are left out."""
    out: list[list[int]] = []
    for place in np.flatnonzero(np.any(asked, axis=1)).tolist():
        same = next((one for one in out if float(asked[one[0]] @ asked[place]) >= _TOGETHER), None)
        if same is None:
            out.append([place])
        else:
            same.append(place)
    return out


def _allowed(
    corpus: Corpus, found: _Loaded, within: str | None, bindings: Sequence[Value]
) -> NDArray[np.int64] | float | None:
    """Places of the chosen sentences; of very many only their share of all, and None for all."""
    if not within:
        return None
    number = settled_number(corpus, (within, tuple(bindings)))
    if _last and _last[0].number == number and _last[0].state == found.state:
        return _last[0].places
    ids = found.ids
    # As one text: a list of a hundred thousand numbers takes ten times as long to make.
    sql = f"select count(*), group_concat(id, ' ') from ({within} limit ?)"
    chosen, written = select(corpus.connection, sql, (*bindings, _FEW + 1))[0]
    places: NDArray[np.int64] | float
    if chosen > _FEW:
        places = float(select(corpus.connection, f"select count(*) from ({within})", bindings)[0][0] / len(ids))
    else:
        wanted = np.sort(np.fromstring(written or "", np.int64, sep=" "))
        at = np.minimum(np.searchsorted(ids, wanted), max(len(ids) - 1, 0))
        places = at[ids[at] == wanted] if len(ids) else at
    if number is not None:
        _last[:] = [_Places(number, found.state, places)]
    return places


def _near(
    corpus: Corpus,
    found: _Loaded,
    asked: NDArray[np.float32],
    places: NDArray[np.int64] | float | None,
    within: str | None,
    bindings: Sequence[Value],
) -> NDArray[np.int64]:
    """Places of the chosen sentences whose signs are nearest to a vector of shape (1, dimensions)."""
    code = coded(asked)
    signs = found.columns[: len(found.columns) // 2]
    if isinstance(places, np.ndarray):
        return np.asarray(places[least(differences(signs[:, places], code), DEPTH)])
    if places is None:
        return least(differences(signs, code), DEPTH)
    near = least(differences(signs, code), min(_MOST, int(DEPTH / places)))
    sql = f"select value from json_each(?) where value in ({within})"
    kept = [row for (row,) in select(corpus.connection, sql, (json.dumps(found.ids[near].tolist()), *bindings))]
    return np.asarray(near[np.isin(found.ids[near], np.asarray(kept, np.int64))])


def _groups(found: _Loaded, asked: NDArray[np.float32], near: NDArray[np.int64]) -> list[list[list[int]]]:
    """For each row of `asked` the sentences at the places `near`, by their code, those first that it fits best."""
    if not len(near):
        return [[] for _ in asked]
    codes = np.ascontiguousarray(found.columns[:, near].T)
    first, number = alike(codes)
    ids = found.ids[near]
    order = np.argsort(number, kind="stable")
    starts = np.searchsorted(number[order], np.arange(len(first) + 1))
    guess = guessed(codes[first], asked)
    best = [np.argsort(-guess[:, row], kind="stable")[:KINDS] for row in range(len(asked))]
    return [[ids[order[starts[one] : starts[one + 1]]].tolist() for one in kinds] for kinds in best]


def named(table: str) -> str:
    """The table that holds the codes for a table of vectors."""
    return table.replace("sentence", "code")


def named_before(table: str) -> str:
    """The table that held signs alone, in sidecars of an earlier version."""
    return table.replace("sentence", "sign")


def there(corpus: Corpus, table: str) -> bool:
    """Whether the vectors of a table have their codes."""
    return bool(select(corpus.connection, "select 1 from vec.sqlite_master where name = ?", (named(table),)))


def _write(corpus: Corpus, table: str, first: int, ids: NDArray[np.int64], codes: Codes) -> None:
    connection = corpus.connection
    connection.execute(f"delete from vec.{named(table)} where first = ?", (first,))
    if len(ids):
        connection.execute(
            f"insert into vec.{named(table)}(first, ids, codes) values (?, ?, ?)",
            (int(ids[0]), ids.tobytes(), np.ascontiguousarray(codes).tobytes()),
        )


def _read(corpus: Corpus, table: str) -> _Loaded:
    number = int(table.rsplit("_", 1)[1])
    last, generation = select(corpus.connection, "select last, generation from vec.model where id = ?", (number,))[0]
    state = (str(corpus.path), table, int(last), int(generation))
    if not _loaded or _loaded[0].state != state:
        _loaded.clear()
        # Row by row into place: all rows at once, and a copy of them, would be twice the memory that is kept.
        count, size = select(
            corpus.connection,
            f"select coalesce(sum(length(ids)), 0) / 8, coalesce(max(length(codes) / length(ids)), 0)"
            f" from vec.{named(table)}",
        )[0]
        ids, columns = np.empty(count, np.int64), np.empty((size, count), np.uint64)
        at = 0
        with corpus.explained() as connection:
            for held, codes in connection.execute(f"select ids, codes from vec.{named(table)} order by first"):
                numbers = np.frombuffer(held, np.int64)
                ids[at : at + len(numbers)] = numbers
                columns[:, at : at + len(numbers)] = np.frombuffer(codes, np.uint64).reshape(len(numbers), size).T
                at += len(numbers)
        _loaded[:] = [_Loaded(state, ids, columns)]
    return _loaded[0]
