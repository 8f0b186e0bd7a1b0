"""The rows of one document: put into the tables, taken out of them. Every function runs inside a transaction."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import apsw

from corpus.clauses import clauses
from corpus.deadlines import due
from corpus.filing_parts import insert_bindings, insert_facts, insert_measures, insert_responsible
from corpus.indexing import delete_clauses, haystacks, insert_clauses, insert_cut, terms_of
from corpus.interchange import page_at
from corpus.packing import (
    iso,
    pack_header,
    pack_list,
    pack_problems,
    pack_repairs,
    pack_tables,
)
from corpus.periods import every
from corpus.preparing import Prepared
from corpus.reviewkeys import fact_keys, header_key
from corpus.store import select
from extract.model import Extraction, Measure
from extract.recognised import least, recognised
from ingest.filenames import spelled
from ingest.model import Block, BlockKind, Document, Header, Span


def now() -> str:
    """UTC, ISO 8601, whole seconds."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def next_id(connection: apsw.Connection, table: str) -> int:
    """The first unused id; ids are never used twice, so the sidecar and other tools can hold on to them."""
    return 1 + (connection.execute("select seq from sqlite_sequence where name = ?", (table,)).get or 0)


def insert(
    connection: apsw.Connection,
    extraction: Extraction,
    path: Path,
    *,
    row: int,
    identity: str,
    version: int,
    current: bool,
    prepared: Prepared,
    copy_of: int | None = None,
) -> None:
    """The document `row` and all rows below it; `prepared` was made of the extraction."""
    document = extraction.document
    values = _document_values(extraction)
    values |= {
        "id": row,
        "identity": identity,
        "version": version,
        "current": int(current),
        "copy_of": copy_of,
        "content": prepared.content,
        "path": spelled(path),
        "added": now(),
        "key": header_key(identity),
    }
    names = ", ".join(values)
    connection.execute(f"insert into document({names}) values ({', '.join(':' + n for n in values)})", values)
    connection.executemany(
        "insert into heading values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (row, n, h.level, h.marker, h.title, h.span.start, h.span.end, h.parent, document.section_title(n))
            for n, h in enumerate(document.headings)
        ),
    )
    connection.executemany(
        "insert into block values (" + ", ".join("?" * 17) + ")",
        ((row, n, *_block_values(b)) for n, b in enumerate(document.blocks)),
    )
    first = next_id(connection, "commitment")
    _insert_commitments(connection, extraction, row, first, current, prepared.words)
    insert_measures(connection, row, ((first + n, c.measures) for n, c in enumerate(extraction.commitments)))
    insert_facts(
        connection, row, fact_keys(identity, _sections(document, extraction.facts), extraction.facts), extraction.facts
    )
    if current:
        places = [c.span for c in extraction.commitments]
        ids = range(first, first + len(places))
        cut = prepared.sentences if prepared.terms == terms_of(connection).name else None
        _insert_clauses(connection, row, document.text, document.blocks, places, ids, cut)


def _sections(document: Document, measures: Sequence[Measure]) -> list[str]:
    """The heading path above each."""
    starts = [block.span.start for block in document.blocks]
    out = []
    for one in measures:
        at = bisect_right(starts, one.span.start) - 1
        out.append(document.section_title(document.blocks[at].section) if at >= 0 else "")
    return out


def header_values(header: Header) -> dict[str, Any]:
    """The columns of a document that say what its header does."""
    region = header.region
    return {
        "title": header.title,
        "doc_number": header.doc_number,
        "issuer": header.issuer,
        "region": region.name if region else None,
        "region_code": region.code if region else None,
        "region_parents": " ".join(region.parents) if region else "",
        "level": header.level.value if header.level else None,
        "issued": iso(header.issued),
        "released": iso(header.released),
        "period_from": header.period[0] if header.period else None,
        "period_to": header.period[1] if header.period else None,
        "header": pack_header(header),
    }


def _document_values(extraction: Extraction) -> dict[str, Any]:
    document = extraction.document
    return {
        "sha256": document.sha256,
        "source": spelled(document.source),
        "format": document.format,
        "status": document.status.value,
        "pages": document.pages,
        **header_values(document.header),
        "tables": pack_tables(document.tables),
        "problems": pack_problems(document.problems),
        "repairs": pack_repairs(document.repairs),
        "text": document.text,
        "commitments": len(extraction.commitments),
        "measures": sum(len(c.measures) for c in extraction.commitments),
        "facts": len(extraction.facts),
        "problem_count": len(document.problems),
    }


def _block_values(block: Block) -> tuple[Any, ...]:
    box = block.box or (None, None, None, None)
    span = block.span
    return (
        *(span.start, span.end, block.kind.value, block.section, block.heading, block.page),
        *box,
        *(block.table, block.row, block.column, pack_list(block.breaks), block.confidence),
    )


def _insert_commitments(
    connection: apsw.Connection, extraction: Extraction, row: int, first: int, current: bool, words: Sequence[str]
) -> None:
    document = extraction.document
    numbered = list(enumerate(extraction.commitments))
    seen = recognised(document.blocks)
    connection.executemany(
        "insert into commitment(id, document, current, n, key, start, end, quote, section, section_path, page, subject,"
        " deadline, deadline_start, deadline_end, recurrence, force, confidence, doubts, rules, due, every,"
        " recognised) values (" + ", ".join("?" * 23) + ")",
        (
            (
                *(first + n, row, int(current), n, c.key, c.span.start, c.span.end, c.quote, c.section),
                *(document.section_title(c.section), page_at(document, c.span.start), c.subject, iso(c.deadline)),
                *((c.deadline_span.start, c.deadline_span.end) if c.deadline_span else (None, None)),
                *(c.recurrence, c.force.value, c.confidence, pack_list(c.doubts), pack_list(c.rules)),
                *(iso(due(c)), every(c), least(c.span, seen)),
            )
            for n, c in numbered
        ),
    )
    rows = [(first + n, c) for n, c in numbered]
    insert_responsible(connection, rows)
    insert_bindings(connection, rows)
    connection.executemany("insert into commitment_words(rowid, seg) values (?, ?)", enumerate(words, start=first))


def _insert_clauses(
    connection: apsw.Connection,
    row: int,
    text: str,
    blocks: Sequence[Block],
    places: Sequence[Span],
    commitments: Sequence[int],
    cut: Sequence[str] | None = None,
) -> None:
    """Sentences and their full-text index; `commitments` are the ids of the rows at `places`.

    `cut` are the terms of the sentences, where they are known already.
    """
    found = list(enumerate(clauses(text, blocks, places), start=next_id(connection, "clause")))
    connection.executemany(
        "insert into clause(id, document, start, end, section, page, commitment, body) values (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (
                *(n, row, c.span.start, c.span.end, c.section, c.page),
                None if c.commitment is None else commitments[c.commitment],
                text[c.span.start : c.span.end],
            )
            for n, c in found
        ),
    )
    bodies = [(n, text[c.span.start : c.span.end]) for n, c in found]
    if cut is None or len(cut) != len(found):
        insert_clauses(connection, bodies)
    else:
        insert_cut(connection, [(n, terms) for (n, _), terms in zip(found, cut, strict=True)])


def index_again(connection: apsw.Connection, row: int) -> None:
    """Sentences of a stored document that is to be found again."""
    text = connection.execute("select text from document where id = ?", (row,)).get
    blocks = [
        Block(Span(start, end), BlockKind(kind), section, page=page)
        for start, end, kind, section, page in select(
            connection, "select start, end, kind, section, page from block where document = ? order by n", (row,)
        )
    ]
    kept = select(connection, "select id, start, end from commitment where document = ? order by n", (row,))
    _insert_clauses(connection, row, text, blocks, [Span(a, b) for _, a, b in kept], [i for i, _, _ in kept])


def retire(connection: apsw.Connection, row: int) -> None:
    """A document that is no longer the newest: readable by its id, out of lists and search."""
    connection.execute("update document set current = 0 where id = ?", (row,))
    connection.execute("update commitment set current = 0 where document = ?", (row,))
    _drop_clauses(connection, row)


def install(connection: apsw.Connection, row: int) -> None:
    """The other way: the document is the current version of its plan."""
    connection.execute("update document set current = 1 where id = ?", (row,))
    connection.execute("update commitment set current = 1 where document = ? and rejected = 0", (row,))
    index_again(connection, row)


def _drop_clauses(connection: apsw.Connection, row: int) -> None:
    delete_clauses(connection, select(connection, "select id, body from clause where document = ?", (row,)))
    connection.execute("delete from clause where document = ?", (row,))


def forget(connection: apsw.Connection, row: int) -> None:
    """All rows of a document, gone; events stay."""
    _drop_clauses(connection, row)
    connection.executemany(
        "insert into commitment_words(commitment_words, rowid, seg) values ('delete', ?, ?)",
        list(haystacks(connection, row)),
    )
    for table in ("responsibility", "binding", "original"):
        connection.execute(
            f"delete from {table} where commitment in (select id from commitment where document = ?)", (row,)
        )
    connection.execute("delete from original_fact where measure in (select id from measure where document = ?)", (row,))
    connection.execute("delete from original_header where document = ?", (row,))
    for table in ("measure", "commitment", "block", "heading", "likeness"):
        connection.execute(f"delete from {table} where document = ?", (row,))
    connection.execute("delete from document where id = ?", (row,))
