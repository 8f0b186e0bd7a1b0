"""The engines that `search_scale.py` measures beside the ledger: plain FTS5, tantivy, numpy brute force, usearch."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import apsw
import numpy as np
from numpy.typing import NDArray

from corpus import indexing, vectors
from corpus.embedding import Embedder
from corpus.store import Corpus
from corpus.terms import PAIRS
from corpus.words import segmented

Ask = Callable[[str], object]
Matrix = NDArray[np.float32]
_BLOCK = 20_000


def plain_fts(texts: Iterable[str]) -> Ask:
    """FTS5 over single characters, any of them, by BM25: what one would write first."""
    connection = apsw.Connection(":memory:")
    connection.execute(indexing.CLAUSE_WORDS)
    with connection:
        connection.executemany(
            "insert into clause_words(rowid, seg) values (?, ?)", ((i, segmented(t)) for i, t in enumerate(texts, 1))
        )
    sql = "select rowid from clause_words where clause_words match ? order by rank limit 10"
    return lambda query: connection.execute(sql, (" OR ".join(f'"{c}"' for c in segmented(query).split()),)).fetchall()


def tantivy_index(texts: Iterable[str]) -> Ask:
    """The same pairs of characters in tantivy."""
    import tantivy

    schema = tantivy.SchemaBuilder().add_text_field("seg", stored=False, tokenizer_name="whitespace").build()
    index = tantivy.Index(schema)
    writer = index.writer()
    for text in texts:
        writer.add_document(tantivy.Document(seg=[PAIRS.written(text)]))
    writer.commit()
    index.reload()
    searcher = index.searcher()

    def ask(query: str) -> object:
        asked = PAIRS.written(query).split()
        terms = [(tantivy.Occur.Should, tantivy.Query.term_query(schema, "seg", term)) for term in asked]
        return searcher.search(tantivy.Query.boolean_query(terms), 10)

    return ask


def matrix_of(corpus: Corpus, embedder: Embedder) -> tuple[NDArray[np.int64], Matrix]:
    """All vectors of a ledger, read block by block: ids, and float32 of shape (sentences, dimensions)."""
    table, connection = vectors.table_of(corpus, embedder), corpus.connection
    count = connection.execute(f"select count(*) from vec.{table}").get
    ids, out = np.zeros(count, np.int64), np.zeros((count, embedder.dimensions), np.float32)
    cursor = connection.execute(f"select id, e from vec.{table} order by id")
    for start in range(0, count, _BLOCK):
        block = [row for row, _ in zip(cursor, range(min(_BLOCK, count - start)), strict=False)]
        ids[start : start + len(block)] = [row for row, _ in block]
        out[start : start + len(block)] = np.frombuffer(b"".join(e for _, e in block), np.float32).reshape(
            len(block), -1
        )
    return ids, out


def nearest_rows(matrix: Matrix, asked: Matrix, count: int) -> NDArray[np.int64]:
    """Places of the rows nearest to a vector by comparing all of them, the nearest first."""
    cosines = np.round(matrix @ asked, 6)
    near = np.flatnonzero(cosines >= np.partition(cosines, -count)[-count])  # copies are equally near: the first count
    return near[np.argsort(-cosines[near], kind="stable")[:count]]


def usearch_index(matrix: Matrix, kept: Path) -> tuple[Callable[[Matrix, int], Sequence[int]], float | None]:
    """What gives the places of the nearest rows, and the vectors added a CPU second; None where `kept` was there."""
    from usearch.index import Index

    rate = None
    if not kept.is_file():
        index = Index(ndim=matrix.shape[1], metric="cos", dtype="f16")
        began = time.process_time()
        for start in range(0, len(matrix), _BLOCK):
            block = matrix[start : start + _BLOCK]
            index.add(np.arange(start, start + len(block)), block, threads=1)
        rate = len(matrix) / (time.process_time() - began)
        index.save(str(kept))
    found = Index.restore(str(kept), view=True)
    return (lambda asked, count: found.search(asked, count).keys.tolist()), rate
