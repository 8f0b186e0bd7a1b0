"""Vectors made and kept up. New ones are written beside those that serve, and take their place in one step.

A run that is stopped goes on where it was: the model that was fitted waits in `<name>.model.next/`, and each batch of
vectors is written together with the last sentence that has one. Until every sentence has its new vector, the model and
the vectors before it answer.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from pathlib import Path

import numpy as np

from corpus import signs
from corpus.concepts import fingerprint, taught
from corpus.embedding import Embedder, StaticEmbedder, open_model, open_static
from corpus.errors import LedgerReadOnly, ModelUnavailable
from corpus.sidecar import attached, model_path, next_model_path
from corpus.store import Corpus, select
from corpus.vectors import chosen, own_model, sentences, table_of

log = logging.getLogger(__name__)

Progress = Callable[[int, int], None]
"""(sentences that have their vector, all sentences)"""

BATCH = 10_000
"""Sentences that are embedded by an own model and written at a time; other writers get in between."""
SLOW_BATCH = 500
"""The same for any other model, of which a batch may take a minute."""
_SAMPLE = 60_000
"""Sentences that the ledger's own model is fitted on at most."""
_GROWTH = 1.3
"""The own model is fitted again when the ledger holds so many times the sentences it was fitted on."""
_LARGE, _LARGE_GROWTH = 20_000, 2.0
_NEXT = """select cl.id, cl.document, cl.body, coalesce(h.path, '') from clause cl
  left join heading h on h.document = cl.document and h.n = cl.section
  where cl.id > ? order by cl.id limit ?"""


def refresh_vectors(
    corpus: Corpus, model: str | None = None, *, download: bool = False, progress: Progress | None = None
) -> None:
    """Give every sentence its vector, by a named model (fetched only with `download`), else by the one that the ledger
    was switched to, else by its own (made or made again where needed).

    Does nothing in a ledger without sentences. Raises ModelUnavailable for a named model, LedgerReadOnly, LedgerBusy.
    """
    if corpus.readonly:
        raise LedgerReadOnly(corpus.path.name)
    if not sentences(corpus) or not attached(corpus):
        return
    switched = chosen(corpus)
    try:
        named = open_model(model or switched, download) if model or switched else None
    except ModelUnavailable:
        if model:
            raise
        corpus.notice(f"{switched}：本机没有这个检索模型，检索向量未更新")
        return
    if named is not None:
        _sync(corpus, named, progress)
    else:
        _refresh_own(corpus, progress)


def switch(corpus: Corpus, model: str | None, *, download: bool = False, progress: Progress | None = None) -> None:
    """Search by a named model from now on, by the ledger's own for None. Its vectors are made first; until then the
    ledger is searched as before, and a stopped switch goes on where it was.

    Raises ModelUnavailable, LedgerReadOnly, LedgerBusy.
    """
    if corpus.readonly:
        raise LedgerReadOnly(corpus.path.name)
    named = open_model(model, download) if model else None
    if sentences(corpus) and attached(corpus):
        if named is not None:
            _sync(corpus, named, progress)
        else:
            _refresh_own(corpus, progress)
    with corpus.atomic() as connection:
        connection.execute("delete from meta where name = 'model'")
        if model:
            connection.execute("insert into meta(name, value) values ('model', ?)", (model,))
        embedder = named or own_model(corpus)
        if embedder is not None and "vec" in connection.db_names():
            _drop(corpus, embedder.name, "*")


def _refresh_own(corpus: Corpus, progress: Progress | None) -> None:
    embedder, count = own_model(corpus), sentences(corpus)
    if embedder is None or _outgrown(corpus, model_path(corpus.path), count):
        embedder = _fitted_beside(corpus, count)
        _sync(corpus, embedder, progress)
        if next_model_path(corpus.path).is_dir():  # otherwise another process has done the same
            from corpus.fitting import put_in_place

            put_in_place(next_model_path(corpus.path), model_path(corpus.path))
    else:
        _sync(corpus, embedder, progress)
    with corpus.atomic():
        _drop(corpus, embedder.name, "static:*")


def _outgrown(corpus: Corpus, folder: Path, count: int) -> bool:
    """Whether the model in a folder was fitted on another ledger, on too little or too much of this one, or with
    another lexicon."""
    try:
        about = json.loads((folder / "about.json").read_text(encoding="utf-8"))
        fitted = int(about["sentences"])
        if about["ledger"] != corpus.meta("ledger") or about["taught"] != fingerprint(taught()):
            return True
    except (OSError, ValueError, KeyError, TypeError):
        return True
    return count > fitted * (_LARGE_GROWTH if fitted >= _LARGE else _GROWTH) or count * 2 < fitted


def _fitted_beside(corpus: Corpus, count: int) -> StaticEmbedder:
    """A new own model that waits beside the present one; what a stopped run has left there, if it still fits."""
    from corpus.fitting import fit, save

    folder = next_model_path(corpus.path)
    if not _outgrown(corpus, folder, count):
        try:
            return open_static(folder)
        except Exception:  # what a damaged file raises is up to three libraries; the model is made again
            log.warning("cannot read the model in %s", folder, exc_info=True)
    bodies = [body for (body,) in select(corpus.connection, "select body from clause order by id")]
    step = max(1, -(-len(bodies) // _SAMPLE))
    words = taught()
    tokenizer, rows = fit(bodies[::step], words)
    about = {"sentences": len(bodies), "ledger": corpus.meta("ledger"), "taught": fingerprint(words)}
    save(folder, tokenizer, rows, about)
    return open_static(folder)


def _drop(corpus: Corpus, kept: str, those: str) -> None:
    """Vectors of the models named like the pattern `those`, but for the one that is kept, go."""
    connection = corpus.connection
    for (row,) in select(connection, "select id from vec.model where name glob ? and name <> ?", (those, kept)):
        connection.execute(f"drop table vec.sentence_{row}")
        for named in (signs.named, signs.named_before):
            connection.execute(f"drop table if exists vec.{named(f'sentence_{row}')}")
        connection.execute("delete from vec.model where id = ?", (row,))


def _sync(corpus: Corpus, embedder: Embedder, progress: Progress | None) -> None:
    """Take vectors out whose sentence is gone, and make those that are missing."""
    connection = corpus.connection
    table = table_of(corpus, embedder) or _new_table(corpus, embedder)
    generation = corpus.meta("generation")
    with corpus.atomic():
        _in_plain_table(corpus, table)
        gone = select(connection, f"select id from vec.{table} where id not in (select id from main.clause)")
        if gone:
            connection.executemany(f"delete from vec.{table} where id = ?", gone)
            signs.remove(corpus, table, [row for (row,) in gone])
    size = BATCH if isinstance(embedder, StaticEmbedder) else SLOW_BATCH
    total = sentences(corpus)
    while True:
        last = select(connection, "select last from vec.model where name = ?", (embedder.name,))[0][0]
        batch = select(connection, _NEXT, (last, size))
        if progress:
            before = select(connection, "select count(*) from clause where id <= ?", (last,))[0][0]
            progress(before, max(total, before))
        if not batch:
            break
        bodies, headings = [body for _, _, body, _ in batch], [heading for *_, heading in batch]
        vectors = (
            embedder.encode_under(bodies, headings) if isinstance(embedder, StaticEmbedder) else embedder.encode(bodies)
        )
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
                        for (row, document, *_), vector, kept in zip(batch, vectors, known, strict=True)
                        if kept
                    ),
                )
                rows = [row for (row, *_), kept in zip(batch, known, strict=True) if kept]
                signs.add(corpus, table, rows, vectors[known])
    with corpus.atomic():
        connection.execute("update vec.model set generation = ? where name = ?", (generation, embedder.name))


def _new_table(corpus: Corpus, embedder: Embedder) -> str:
    """A table for the model."""
    connection = corpus.connection
    with corpus.atomic():
        there = table_of(corpus, embedder)
        if there:  # another process was first
            return there
        connection.execute(
            "insert into vec.model(name, dimensions, last, generation) values (?, ?, 0, -1)",
            (embedder.name, embedder.dimensions),
        )
        table = f"sentence_{connection.last_insert_rowid()}"
        _create(corpus, table)
    return table


def _create(corpus: Corpus, table: str) -> None:
    """A table of vectors, four bytes a dimension as sqlite-vec reads them, with the table of their codes.

    It is no virtual table, because one looks a vector up fifteen times as fast in a plain one.
    """
    corpus.connection.execute(
        f"create table vec.{table}(id integer primary key, e blob not null, document integer not null)"
    )
    signs.create(corpus, table)


def _in_plain_table(corpus: Corpus, table: str) -> None:
    """Vectors of an earlier version's sidecar get what they lack: a plain table, their codes. Runs in a transaction."""
    if signs.there(corpus, table):
        return
    connection = corpus.connection
    made = select(connection, "select sql from vec.sqlite_master where name = ?", (table,))[0][0]
    if made.lower().startswith("create virtual"):
        connection.execute(f"create temp table moved as select id, e, document from vec.{table} order by id")
        connection.execute(f"drop table vec.{table}")
        _create(corpus, table)
        connection.execute(f"insert into vec.{table}(id, e, document) select id, e, document from moved order by id")
        connection.execute("drop table temp.moved")
    connection.execute(f"drop table if exists vec.{signs.named_before(table)}")
    signs.create(corpus, table)
    after = -1
    while batch := select(
        connection, f"select id, e from vec.{table} where id > ? order by id limit ?", (after, BATCH)
    ):
        found = np.frombuffer(b"".join(e for _, e in batch), np.float32).reshape(len(batch), -1)
        signs.add(corpus, table, [row for row, _ in batch], found)
        after = batch[-1][0]
