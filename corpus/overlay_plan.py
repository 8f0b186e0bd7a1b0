"""Corrections laid over the header of a document and over its facts; beside each row what the program read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import apsw

from corpus import factfields, headerfields
from corpus.corrections import Correction
from corpus.filing import header_values
from corpus.filing_parts import rewrite_fact
from corpus.indexing import haystacks
from corpus.model import FactRow, HeaderRow
from corpus.originals import pack_measure, unpack_measure
from corpus.packing import pack_header, unpack_header
from corpus.rows import MEASURE, measure_of
from corpus.store import Corpus, Value, select
from extract.model import Measure
from ingest.model import Header

Said = Mapping[str, Sequence[Correction]]
"""Corrections by key."""
_CHUNK = 500


def lay_over_headers(connection: apsw.Connection, keys: Iterable[str], said: Said) -> None:
    """Make the headers of these keys, in every version, say what their corrections make of the reading."""
    for key in keys:
        for row, stored, text, region in select(
            connection, "select id, header, text, coalesce(region, '') from document where key = ?", (key,)
        ):
            reading = read_header(connection, row, stored)
            left = headerfields.corrected(reading, said.get(key, ()), text)
            if pack_header(left) != stored:
                _rewrite_header(connection, row, left, region)
            connection.execute("delete from original_header where document = ?", (row,))
            if left != reading:
                connection.execute("insert into original_header values (?, ?)", (row, pack_header(reading)))


def lay_over_facts(connection: apsw.Connection, keys: Iterable[str], said: Said) -> None:
    """The same for facts."""
    documents: set[int] = set()
    for key in keys:
        for row, document, stored in _facts(connection, "key = ?", (key,)):
            reading = _read_fact(connection, row, stored)
            left = factfields.corrected(reading, said.get(key, ()))
            connection.execute("update measure set rejected = ? where id = ?", (int(left is None), row))
            # A rejected fact keeps its reading, so that it is whole when the rejection is undone.
            wanted = reading if left is None else left
            if wanted != stored:
                rewrite_fact(connection, row, wanted)
            connection.execute("delete from original_fact where measure = ?", (row,))
            if wanted != reading:
                connection.execute("insert into original_fact values (?, ?)", (row, pack_measure(reading)))
            documents.add(document)
    connection.executemany(
        "update document set facts = (select count(*) from measure where document = ?1 and commitment is null"
        " and rejected = 0) where id = ?1",
        [(document,) for document in documents],
    )


def read_header(connection: apsw.Connection, document: int, stored: str) -> Header:
    """What the program read, where `stored` is what the row says."""
    kept = select(connection, "select body from original_header where document = ?", (document,))
    return unpack_header(kept[0][0] if kept else stored)


def read_facts(connection: apsw.Connection, document: int) -> tuple[Measure, ...]:
    """All facts that the program read in a document, whatever people made of them."""
    found = _facts(connection, "document = ? and commitment is null", (document,))
    return tuple(_read_fact(connection, row, stored) for row, _, stored in found)


def read_facts_of(connection: apsw.Connection, ids: Sequence[int]) -> dict[int, Measure]:
    """The same by row ids."""
    marks = ", ".join("?" * len(ids))
    return {row: _read_fact(connection, row, stored) for row, _, stored in _facts(connection, f"id in ({marks})", ids)}


def fact_rows(corpus: Corpus, ids: Sequence[int]) -> dict[int, FactRow]:
    """Facts by their row ids, as they stand."""
    out: dict[int, FactRow] = {}
    for start in range(0, len(ids), _CHUNK):
        some = ids[start : start + _CHUNK]
        marks = ", ".join("?" * len(some))
        stored = {row: one for row, _, one in _facts(corpus.connection, f"id in ({marks})", some)}
        for row, key, document, source, title, region, path, page, sure in select(
            corpus.connection,
            "select m.id, m.key, m.document, d.source, d.title, d.region, coalesce(h.path, ''), b.page,"
            " (select min(confidence) from block o where o.document = m.document and o.start < m.end"
            " and o.end > m.start) from measure m"
            " join document d on d.id = m.document left join block b on b.document = m.document and b.n ="
            " (select n from block o where o.document = m.document and o.start <= m.start order by o.n desc limit 1)"
            f" left join heading h on h.document = m.document and h.n = b.section where m.id in ({marks})",
            some,
        ):
            out[row] = FactRow(row, key, document, source, title, region, path, page, stored[row], sure)
    return out


def header_row(corpus: Corpus, document: int) -> HeaderRow:
    """The header of a document, as it stands."""
    key, source, title, region, header = select(
        corpus.connection, "select key, source, title, region, header from document where id = ?", (document,)
    )[0]
    return HeaderRow(key, document, source, title, region, unpack_header(header))


def _rewrite_header(connection: apsw.Connection, row: int, header: Header, region: str) -> None:
    moved = (header.region.name if header.region else "") != region
    if moved:
        # Commitments are found by the name of the place as well; the index must be told what it held.
        connection.executemany(
            "insert into commitment_words(commitment_words, rowid, seg) values ('delete', ?, ?)",
            list(haystacks(connection, row)),
        )
    values: dict[str, Any] = header_values(header)
    sets = ", ".join(f"{name} = :{name}" for name in values)
    connection.execute(f"update document set {sets} where id = :id", values | {"id": row})
    if moved:
        connection.executemany(
            "insert into commitment_words(rowid, seg) values (?, ?)", list(haystacks(connection, row))
        )


def _facts(connection: apsw.Connection, where: str, bindings: Sequence[Value]) -> list[tuple[int, int, Measure]]:
    """(row, document, fact as it stands)."""
    columns = MEASURE.replace(" from measure", ", id, document from measure")
    found = select(connection, f"{columns} where {where} order by document, n", bindings)
    return [(r[-2], r[-1], measure_of(r)) for r in found]


def _read_fact(connection: apsw.Connection, row: int, stored: Measure) -> Measure:
    kept = select(connection, "select body from original_fact where measure = ?", (row,))
    return unpack_measure(kept[0][0]) if kept else stored
