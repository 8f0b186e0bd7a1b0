"""One vector for each sentence, in the sidecar beside a ledger, and the nearest of them."""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence, Set

import numpy as np

from corpus import signs
from corpus.embedding import Embedder, StaticEmbedder, Vectors, open_static
from corpus.sidecar import attached, model_path, next_model_path, sidecar_path
from corpus.store import Corpus, Value, select

log = logging.getLogger(__name__)

COMPARED = 60_000
"""Sentences up to which all vectors are compared with a query."""
_BATCH = 60
"""Different sentences that are compared at a time in a larger ledger."""
_LEAST = 100
"""Sentences among the nearest of which a batch must bring one, that a further one is compared."""


def ready(corpus: Corpus, embedder: Embedder) -> bool:
    """Whether every sentence of the ledger has its vector by this model."""
    found = select(corpus.connection, "select generation from vec.model where name = ?", (embedder.name,))
    return bool(found) and found[0][0] == corpus.meta("generation")


def complete(corpus: Corpus) -> bool:
    """Whether every sentence of the ledger has its vector by some model; so does a ledger without sentences."""
    if not sentences(corpus):
        return True
    if not sidecar_path(corpus.path).is_file() or not attached(corpus):
        return False
    found = select(corpus.connection, "select 1 from vec.model where generation = ?", (corpus.meta("generation"),))
    return bool(found)


def own_model(corpus: Corpus) -> StaticEmbedder | None:
    """The model fitted on this ledger; None when there is none or it cannot be read."""
    folder = model_path(corpus.path)
    if not folder.is_dir():
        folder = next_model_path(corpus.path)  # for the moment in which the new one takes its place
    if not folder.is_dir():
        return None
    try:
        return open_static(folder)
    except Exception:  # what a damaged file raises is up to three libraries; the model is made again
        log.warning("cannot read the model in %s", folder, exc_info=True)
        corpus.notice(f"{folder.name}：检索模型已损坏，将重新生成")
        return None


def nearest(
    corpus: Corpus,
    embedder: Embedder,
    vector: Vectors,
    k: int,
    within: str | None = None,
    bindings: Sequence[Value] = (),
) -> list[tuple[int, float]]:
    """(sentence id, cosine) of the `k` sentences nearest to a vector of shape (dimensions,), nearest first.

    `within` is SQL that selects the ids to choose from. Sentences without a vector are not found. In a ledger of more
    than `COMPARED` sentences those that are compared are chosen by their signs first.
    """
    table = table_of(corpus, embedder)
    if table is None or not np.any(vector):
        return []
    if _large(corpus, table):
        return _nearest_in_large(corpus, table, _Compared(corpus, embedder, vector[None]), k, within, bindings)[0]
    chosen = f"where id in ({within})" if within else ""
    compared = select(
        corpus.connection,
        f"select id, vec_distance_cosine(e, ?) as distance from vec.{table} {chosen} order by distance, id limit ?",
        (vector.astype(np.float32).tobytes(), *bindings, k),
    )
    return [(row, 1.0 - distance) for row, distance in compared if distance is not None]


def cosines(
    corpus: Corpus,
    embedder: Embedder,
    asked: Vectors,
    k: int,
    also: Sequence[int] = (),
    within: str | None = None,
    bindings: Sequence[Value] = (),
) -> dict[int, list[float]]:
    """Sentence id -> its cosine to each row of `asked`, for the `k` nearest to any of them and for those in `also`.

    Sentences without a vector are left out.
    """
    table = table_of(corpus, embedder)
    if table is None:
        return {}
    compared = _Compared(corpus, embedder, asked)
    if _large(corpus, table):
        near = _nearest_in_large(corpus, table, compared, k, within, bindings)
    else:
        near = [nearest(corpus, embedder, vector, k, within, bindings) for vector in asked]
    return compared.of({*also, *(row for one in near for row, _ in one)})


class _Compared:
    """Cosines of sentences to some vectors; each sentence is read once, however often it is asked for."""

    def __init__(self, corpus: Corpus, embedder: Embedder, asked: Vectors) -> None:
        self._corpus, self._embedder = corpus, embedder
        self.asked = asked
        """Shape (vectors, dimensions)."""
        self._known: dict[int, list[float]] = {}
        self._looked: set[int] = set()

    def of(self, rows: Set[int]) -> dict[int, list[float]]:
        """Sentence id -> its cosine to each row of `asked`; without those that have no vector."""
        wanted = sorted(rows - self._looked)
        self._looked.update(wanted)
        kept, vectors = stored(self._corpus, self._embedder, wanted)
        # Rounded, because equal vectors differ in the seventh digit, by their place in the product.
        cosines = np.round((vectors @ self.asked.T).astype(np.float64), 6).tolist()
        self._known.update(zip(kept, cosines, strict=True))
        return {row: self._known[row] for row in rows if row in self._known}


def _nearest_in_large(
    corpus: Corpus,
    table: str,
    compared: _Compared,
    k: int,
    within: str | None,
    bindings: Sequence[Value],
) -> list[list[tuple[int, float]]]:
    """`nearest` for each row asked for: first one sentence of each code is compared exactly, then the best of all."""
    found = signs.nearest(corpus, table, compared.asked, within, bindings)
    chosen = [_chosen(compared, number, groups, k) for number, groups in enumerate(found)]
    all_of = compared.of({row for rows in chosen for row in rows})
    out = []
    for number, rows in enumerate(chosen):
        near = [(row, all_of[row][number]) for row in rows if row in all_of and all_of[row][number] > 0]
        out.append(sorted(near, key=lambda one: (-one[1], one[0]))[:k])
    return out


def _chosen(compared: _Compared, number: int, groups: Sequence[Sequence[int]], k: int) -> list[int]:
    """The `k` sentences and some more whose groups are nearest to a vector; the groups come by a good guess of that.

    They are compared a batch at a time, until one brings nothing nearer than what is there.
    """
    wanted = max(k, _LEAST)
    near: list[tuple[float, Sequence[int]]] = []
    rows: list[int] = []
    for start in range(0, len(groups), _BATCH):
        batch = groups[start : start + _BATCH]
        first = compared.of({group[0] for group in batch})
        near += [(-first[group[0]][number], group) for group in batch if group[0] in first]
        near.sort(key=lambda one: (one[0], one[1][0]))
        rows, taken = [], set()
        for _, group in near:
            if len(rows) >= wanted:
                break
            rows += group[:k]
            taken.add(group[0])
        if len(rows) >= wanted and not any(group[0] in taken for group in batch):
            break
    return rows


def _large(corpus: Corpus, table: str) -> bool:
    """Whether there are too many vectors to compare each, and they have their signs."""
    most = select(corpus.connection, f"select coalesce(max(id), 0) from vec.{table}")[0][0]
    return bool(most > COMPARED and signs.there(corpus, table))


def stored(
    corpus: Corpus,
    embedder: Embedder,
    rows: list[int],
) -> tuple[list[int], Vectors]:
    """Those of the sentences that have a vector, and their vectors."""
    table = table_of(corpus, embedder)
    if table is None or not rows:
        return [], np.zeros((0, embedder.dimensions), np.float32)
    asked = f"select one.id, one.e from json_each(?) asked cross join vec.{table} one on one.id = asked.value"
    found = select(corpus.connection, asked, (json.dumps(rows),))
    vectors = np.frombuffer(b"".join(e for _, e in found), np.float32).reshape(len(found), -1)
    return [row for row, _ in found], vectors if len(found) else np.zeros((0, embedder.dimensions), np.float32)


def everything(corpus: Corpus, embedder: Embedder) -> tuple[list[int], Vectors]:
    """All sentences that have a vector, in the order of the ledger, and their vectors."""
    table = table_of(corpus, embedder)
    found = select(corpus.connection, f"select id, e from vec.{table} order by id") if table else []
    vectors = np.frombuffer(b"".join(e for _, e in found), np.float32).reshape(len(found), embedder.dimensions)
    return [row for row, _ in found], vectors


def chosen(corpus: Corpus) -> str | None:
    """The model that the ledger was switched to; None for its own."""
    found = corpus.meta("model")
    return str(found) if found else None


def sentences(corpus: Corpus) -> int:
    """Sentences of the ledger."""
    return int(select(corpus.connection, "select count(*) from clause")[0][0])


def table_of(corpus: Corpus, embedder: Embedder) -> str | None:
    """The table of the sidecar that holds the vectors of a model."""
    found = select(corpus.connection, "select id from vec.model where name = ?", (embedder.name,))
    return f"sentence_{found[0][0]}" if found else None
