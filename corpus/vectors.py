"""The sidecar beside a ledger: one vector for each sentence, and the nearest of them.

`<name>.vec.db` and `<name>.model/` hold nothing that cannot be made again from the ledger. When they are missing,
damaged or belong to another ledger they are rebuilt, or ignored with a notice where the ledger is only read.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from pathlib import Path

import apsw
import numpy as np

from corpus.embedding import Embedder, StaticEmbedder, Vectors, open_model, open_static
from corpus.errors import CorpusError, LedgerBusy, LedgerFull, LedgerReadOnly, NotALedger
from corpus.store import Corpus, Value, beside, select

log = logging.getLogger(__name__)

_BATCH = 10_000
"""Sentences that are embedded and written at a time; other writers get in between."""
_SAMPLE = 60_000
"""Sentences that the ledger's own model is fitted on at most."""
_GROWTH = 1.3
"""The own model is fitted again when the ledger holds so many times the sentences it was fitted on."""
_LARGE, _LARGE_GROWTH = 20_000, 2.0


def sidecar_path(path: Path) -> Path:
    """Where the vectors of a ledger lie."""
    return beside(path, ".vec.db")


def model_path(path: Path) -> Path:
    """Where the own model of a ledger lies."""
    return beside(path, ".model")


def refresh_vectors(corpus: Corpus, model: str | None = None, *, download: bool = False) -> None:
    """Give every sentence its vector, by the ledger's own model (made or made again where needed) or a named one
    (fetched only with `download`).

    Does nothing in a ledger without sentences. Raises ModelUnavailable, LedgerReadOnly, LedgerBusy.
    """
    if corpus.readonly:
        raise LedgerReadOnly(corpus.path.name)
    sentences = _sentences(corpus)
    if not sentences or not attached(corpus):
        return
    embedder: Embedder | None = open_model(model, download) if model else own_model(corpus)
    if model is None and (embedder is None or _outgrown(corpus, sentences)):
        embedder = _fit(corpus)
    if embedder is not None:
        _sync(corpus, embedder)


def ready(corpus: Corpus, embedder: Embedder) -> bool:
    """Whether every sentence of the ledger has its vector by this model."""
    found = select(corpus.connection, "select generation from vec.model where name = ?", (embedder.name,))
    return bool(found) and found[0][0] == corpus.meta("generation")


def complete(corpus: Corpus) -> bool:
    """Whether every sentence of the ledger has its vector by some model; so does a ledger without sentences."""
    if not _sentences(corpus):
        return True
    if not sidecar_path(corpus.path).is_file() or not attached(corpus):
        return False
    found = select(corpus.connection, "select 1 from vec.model where generation = ?", (corpus.meta("generation"),))
    return bool(found)


def own_model(corpus: Corpus) -> StaticEmbedder | None:
    """The model fitted on this ledger; None when there is none or it cannot be read."""
    folder = model_path(corpus.path)
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

    `within` is SQL that selects the ids to choose from. Sentences without a vector are not found.
    """
    table = _table(corpus, embedder)
    if table is None or not np.any(vector):
        return []
    chosen = f"and id in ({within})" if within else ""
    found = select(
        corpus.connection,
        f"select id, distance from vec.{table} where e match ? and k = ? {chosen} order by distance",
        (vector.astype(np.float32).tobytes(), min(k, 4096), *bindings),
    )
    return [(row, 1.0 - distance) for row, distance in found if distance is not None]


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
    rows = dict.fromkeys(also)
    for vector in asked if k else ():
        rows.update(dict.fromkeys(row for row, _ in nearest(corpus, embedder, vector, k, within, bindings)))
    kept, vectors = stored(corpus, embedder, list(rows))
    found = vectors @ asked.T
    return {row: [float(value) for value in values] for row, values in zip(kept, found, strict=True)}


def stored(corpus: Corpus, embedder: Embedder, rows: Sequence[int]) -> tuple[list[int], Vectors]:
    """Those of the sentences that have a vector, and their vectors."""
    table = _table(corpus, embedder)
    if table is None or not rows:
        return [], np.zeros((0, embedder.dimensions), np.float32)
    marks = ", ".join("?" * len(rows))
    found = select(corpus.connection, f"select id, e from vec.{table} where id in ({marks})", rows)
    vectors = np.frombuffer(b"".join(e for _, e in found), np.float32).reshape(len(found), -1)
    return [row for row, _ in found], vectors if len(found) else np.zeros((0, embedder.dimensions), np.float32)


def attached(corpus: Corpus) -> bool:
    """Attach the sidecar; False when it cannot be used, with a notice that says why."""
    connection = corpus.connection
    if "vec" in connection.db_names():
        return True
    path = sidecar_path(corpus.path)
    if corpus.readonly and not path.exists():
        corpus.notice(f"{path.name}：没有检索向量，本次只按文字检索")
        return False
    try:
        _load_extension(connection)
        _attach(corpus, path)
    except (apsw.Error, CorpusError) as error:
        detach(corpus)
        busy = isinstance(error, apsw.BusyError | apsw.LockedError | LedgerBusy | LedgerFull)
        if busy or corpus.readonly or not path.is_file():
            log.warning("cannot use %s: %s", path, error)
            corpus.notice(f"{path.name}：检索向量不可用，本次只按文字检索")
            return False
        log.warning("making %s again: %s", path, error)
        corpus.notice(f"{path.name}：检索向量已损坏，已重新生成")
        _remove(path)
        _attach(corpus, path)
    return True


def detach(corpus: Corpus) -> None:
    """Let go of the sidecar."""
    if "vec" in corpus.connection.db_names():
        corpus.connection.execute("detach vec")


def discard(corpus: Corpus) -> None:
    """Throw the sidecar away (it turned out to be damaged); it is made again when it is next asked for."""
    detach(corpus)
    if not corpus.readonly:
        _remove(sidecar_path(corpus.path))


def _remove(path: Path) -> None:
    for ending in ("", "-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)


def _load_extension(connection: apsw.Connection) -> None:
    import sqlite_vec

    connection.enable_load_extension(True)
    try:
        connection.load_extension(sqlite_vec.loadable_path())
    finally:
        connection.enable_load_extension(False)


def _attach(corpus: Corpus, path: Path) -> None:
    """Attach and look at it; raises NotALedger for vectors of another ledger, and what damage raises."""
    connection = corpus.connection
    connection.execute("attach ? as vec", (str(path),))
    if not corpus.readonly:
        connection.pragma("journal_mode", "wal", schema="vec")
        connection.pragma("synchronous", "normal", schema="vec")
        with corpus.atomic():
            connection.execute(
                "create table if not exists vec.owner(ledger text not null);"
                "create table if not exists vec.model(id integer primary key, name text not null unique,"
                " dimensions integer not null, last integer not null, generation integer not null);"
            )
            connection.execute(
                "insert into vec.owner select ? where not exists (select 1 from vec.owner)", (corpus.meta("ledger"),)
            )
    owner = select(connection, "select ledger from vec.owner")
    select(connection, "select id, name, dimensions, last, generation from vec.model")
    if owner != [(corpus.meta("ledger"),)]:
        raise NotALedger(path.name)


def _sentences(corpus: Corpus) -> int:
    return int(select(corpus.connection, "select count(*) from clause")[0][0])


def _outgrown(corpus: Corpus, sentences: int) -> bool:
    """Whether the own model was fitted on another ledger, or on too little or too much of what this one now holds."""
    try:
        about = json.loads((model_path(corpus.path) / "about.json").read_text(encoding="utf-8"))
        fitted = int(about["sentences"])
        if about["ledger"] != corpus.meta("ledger"):
            return True
    except (OSError, ValueError, KeyError, TypeError):
        return True
    return sentences > fitted * (_LARGE_GROWTH if fitted >= _LARGE else _GROWTH) or sentences * 2 < fitted


def _fit(corpus: Corpus) -> StaticEmbedder:
    from corpus.fitting import fit, save

    bodies = [body for (body,) in select(corpus.connection, "select body from clause order by id")]
    step = max(1, -(-len(bodies) // _SAMPLE))
    tokenizer, rows = fit(bodies[::step])
    folder = model_path(corpus.path)
    save(folder, tokenizer, rows, {"sentences": len(bodies), "ledger": corpus.meta("ledger")})
    return open_static(folder)


def _table(corpus: Corpus, embedder: Embedder) -> str | None:
    found = select(corpus.connection, "select id from vec.model where name = ?", (embedder.name,))
    return f"sentence_{found[0][0]}" if found else None


def _sync(corpus: Corpus, embedder: Embedder) -> None:
    """Take vectors out whose sentence is gone, and make those that are missing."""
    connection = corpus.connection
    table = _table(corpus, embedder) or _new_table(corpus, embedder)
    generation = corpus.meta("generation")
    with corpus.atomic():
        gone = select(
            connection, f"select rowid from vec.{table}_rowids where rowid not in (select id from main.clause)"
        )
        connection.executemany(f"delete from vec.{table} where id = ?", gone)
    while True:
        last = select(connection, "select last from vec.model where name = ?", (embedder.name,))[0][0]
        batch = select(
            connection, "select id, document, body from clause where id > ? order by id limit ?", (last, _BATCH)
        )
        if not batch:
            break
        vectors = embedder.encode([body for _, _, body in batch])
        known = np.any(vectors, axis=1)
        with corpus.atomic():
            moved = connection.execute(
                "update vec.model set last = ? where name = ? and last = ? returning 1",
                (batch[-1][0], embedder.name, last),
            ).fetchall()
            if moved:  # otherwise another process has written this batch
                connection.executemany(
                    f"insert into vec.{table}(id, e, document) values (?, ?, ?)",
                    (
                        (row, vector.tobytes(), document)
                        for (row, document, _), vector, kept in zip(batch, vectors, known, strict=True)
                        if kept
                    ),
                )
    with corpus.atomic():
        connection.execute("update vec.model set generation = ? where name = ?", (generation, embedder.name))


def _new_table(corpus: Corpus, embedder: Embedder) -> str:
    """A table for the model; those of older states of the own model go."""
    connection = corpus.connection
    with corpus.atomic():
        if embedder.name.startswith("static:"):
            for (row,) in select(connection, "select id from vec.model where name glob 'static:*'"):
                connection.execute(f"drop table vec.sentence_{row}")
                connection.execute("delete from vec.model where id = ?", (row,))
        connection.execute(
            "insert into vec.model(name, dimensions, last, generation) values (?, ?, 0, -1)",
            (embedder.name, embedder.dimensions),
        )
        table = f"sentence_{connection.last_insert_rowid()}"
        connection.execute(
            f"create virtual table vec.{table} using vec0(id integer primary key,"
            f" e float[{embedder.dimensions}] distance_metric=cosine, document integer)"
        )
    return table
