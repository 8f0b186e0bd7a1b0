"""Documents of another ledger taken over, each with its versions; nothing is read or extracted again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus import files, kinship, rows
from corpus.indexing import settle
from corpus.model import Outcome, StoredDocument
from corpus.overlay import as_read
from corpus.packing import unpack_tables
from corpus.store import Corpus, select
from corpus.writing import put, return_to
from extract.model import Extraction
from ingest.model import Document, Status


@dataclass(frozen=True, slots=True)
class MergedDocument:
    """What became of one text of another ledger."""

    source: str
    outcome: Outcome
    document: int
    """Its id here."""


def merge_documents(corpus: Corpus, other: Corpus) -> Iterator[MergedDocument]:
    """Take over every text of `other` that this ledger lacks, one a transaction, and say of each what became of it.

    A plan that both hold gets the versions of both; the version that was read last in either is the current one. A text
    of a title that is here, with nothing else in common, is a plan of its own.
    Raises the errors of `Corpus.atomic`; what was taken over before one stays.
    """
    texts = select(
        other.connection,
        "select id, identity, sha256, tables, added, copy_of from document order by coalesce(copy_of, id), id",
    )
    known = {sha256 for (sha256,) in select(corpus.connection, "select sha256 from document")}
    touched: dict[str, None] = {}
    here: dict[int, int] = {}
    """Id there -> id here."""
    for row, identity, sha256, tables, added, copy_of in texts:
        stored = rows.document(other, row)
        if stored is None:  # it went away while the merge ran
            continue
        if sha256 in known:
            here[row] = select(corpus.connection, "select id from document where sha256 = ?", (sha256,))[0][0]
            yield MergedDocument(stored.row.source, Outcome.UNCHANGED, here[row])
            continue
        # A copy stays one of the document that it repeats.
        copied = here.get(copy_of) if copy_of is not None else None
        extraction = _extraction(other, stored, sha256, tables)
        if copied is None and "#" not in identity:
            # Two offices may hold plans of one title that have nothing else in common.
            sketch = kinship.sketch_of(other.connection, row)
            near = kinship.nearest(corpus.connection, sketch)
            chosen = kinship.plan_of(corpus, sketch, near, identity, sha256)
            if chosen != identity and _clash(corpus, extraction):
                extraction = kinship.own(extraction, identity, chosen).extraction or extraction
            identity = chosen
        written = put(corpus, extraction, Path(stored.row.path), identity=identity, copy_of=copied)
        here[row] = written.document
        with corpus.atomic() as connection:
            connection.execute("update document set added = ? where id = ?", (added, written.document))
        files.take_over(corpus, other, row, written.document)
        if copied is None:
            touched[identity] = None
        yield MergedDocument(stored.row.source, written.outcome, written.document)
    for identity in touched:
        return_to(corpus, _in_order(corpus, identity))
    with corpus.atomic() as connection:
        settle(connection)


def _clash(corpus: Corpus, extraction: Extraction) -> bool:
    """Whether a commitment that is there has the key of one of these."""
    held = {key for (key,) in select(corpus.connection, "select key from commitment where current = 1")}
    return any(one.key in held for one in extraction.commitments)


def _in_order(corpus: Corpus, identity: str) -> int:
    """Number the versions of a plan in the order in which they were read; the id of the last one."""
    rows_ = select(
        corpus.connection, "select id, version from document where identity = ? order by added, id", (identity,)
    )
    with corpus.atomic() as connection:
        # No two versions may have one number, not even on the way.
        connection.execute(
            "update document set version = version + ? where identity = ?",
            (max(version for _, version in rows_), identity),
        )
        numbered = ((version, row) for version, (row, _) in enumerate(rows_, start=1))
        connection.executemany("update document set version = ? where id = ?", numbered)
    return int(rows_[-1][0])


def _extraction(other: Corpus, stored: StoredDocument, sha256: str, tables: str) -> Extraction:
    """What was written down, as it was read; what people made of it comes with their corrections."""
    row = stored.row
    header, commitments, facts = as_read(other, row.id)
    document = Document(
        source=row.source,
        sha256=sha256,
        format=row.format,
        text=stored.text,
        blocks=stored.blocks,
        headings=stored.headings,
        tables=unpack_tables(tables),
        header=header,
        problems=stored.problems,
        repairs=stored.repairs,
        status=Status(row.status),
        pages=stored.pages,
    )
    return Extraction(document, commitments, facts)
