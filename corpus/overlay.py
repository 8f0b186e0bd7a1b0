"""Corrections laid over stored commitments: rows say what people left, `original` keeps what the program read."""

from __future__ import annotations

from collections.abc import Iterable

import apsw

from corpus.corrections import Action, Correction, corrected
from corpus.deadlines import due
from corpus.filing_parts import index_words, insert_bindings, insert_measures, insert_responsible, unindex_words
from corpus.originals import pack, unpack
from corpus.overlay_plan import lay_over_facts, lay_over_headers, read_facts, read_header
from corpus.packing import iso, pack_list
from corpus.periods import every
from corpus.reviewkeys import Kind, kind
from corpus.rows import by_ids
from corpus.settling import settle
from corpus.store import Corpus, select
from extract.model import Commitment, Measure
from ingest.model import Header

COLUMNS = "key, field, action, author, value, was, reason, at, undoes, uid, origin, id"
"""Of table `correction`, in the order of `Correction`."""
_CHUNK = 500


def of_keys(connection: apsw.Connection, keys: Iterable[str]) -> dict[str, list[Correction]]:
    """All corrections of each key that has one, in the order in which they were written."""
    out: dict[str, list[Correction]] = {}
    held = list(dict.fromkeys(keys))
    for start in range(0, len(held), _CHUNK):
        some = held[start : start + _CHUNK]
        marks = ", ".join("?" * len(some))
        for key, field, action, *rest in select(
            connection, f"select {COLUMNS} from correction where key in ({marks}) order by uid", some
        ):
            out.setdefault(key, []).append(Correction(key, field, Action(action), *rest))
    return out


def readings(corpus: Corpus, ids: Iterable[int]) -> dict[int, Commitment]:
    """What the program read, by row id, whatever people made of it."""
    wanted = list(ids)
    out: dict[int, Commitment] = {}
    for start in range(0, len(wanted), _CHUNK):
        some = wanted[start : start + _CHUNK]
        marks = ", ".join("?" * len(some))
        kept = dict(
            select(corpus.connection, f"select commitment, body from original where commitment in ({marks})", some)
        )
        out |= {row: one.commitment for row, one in by_ids(corpus, some).items()}
        out |= {row: unpack(body) for row, body in kept.items()}
    return out


def lay_over_document(corpus: Corpus, document: int) -> None:
    """Put the corrections over a document that was just written."""
    found = select(
        corpus.connection,
        "select key from (select key from commitment where document = ?1 union select key from measure"
        " where document = ?1 and commitment is null union select key from document where id = ?1)"
        " where key in (select key from correction)",
        (document,),
    )
    lay_over(corpus, [key for (key,) in found])


def lay_over(corpus: Corpus, keys: Iterable[str]) -> None:
    """Make the rows of these keys, in every version, say what their corrections make of the reading."""
    connection = corpus.connection
    corrections = of_keys(connection, keys := list(dict.fromkeys(keys)))
    kinds = {key: kind(key) for key in keys}
    # First the headers: the words by which a commitment is found hold the name of its document's place.
    lay_over_headers(connection, [key for key in keys if kinds[key] is Kind.HEADER], corrections)
    lay_over_facts(connection, [key for key in keys if kinds[key] is Kind.FACT], corrections)
    wanted = [key for key in keys if kinds[key] is Kind.COMMITMENT]
    documents: set[int] = set()
    for key in wanted:
        for row, document, region in select(
            connection,
            "select c.id, c.document, coalesce(d.region, '') from commitment c join document d on d.id = c.document"
            " where c.key = ?",
            (key,),
        ):
            _lay(corpus, row, document, region, corrections.get(key, []))
            documents.add(document)
    for document in documents:
        connection.execute(
            "update document set commitments = (select count(*) from commitment where document = ?1 and rejected = 0),"
            " measures = (select count(*) from measure m join commitment c on c.id = m.commitment"
            " where c.document = ?1 and c.rejected = 0) where id = ?1",
            (document,),
        )
    settle(connection, wanted)


def as_read(corpus: Corpus, document: int) -> tuple[Header, tuple[Commitment, ...], tuple[Measure, ...]]:
    """Header, commitments and facts of a document as the program read them, whatever people made of them."""
    connection = corpus.connection
    stored = select(connection, "select header from document where id = ?", (document,))[0][0]
    ids = [row for (row,) in select(connection, "select id from commitment where document = ? order by n", (document,))]
    read = readings(corpus, ids)
    return read_header(connection, document, stored), tuple(read[row] for row in ids), read_facts(connection, document)


def _lay(corpus: Corpus, row: int, document: int, region: str, corrections: list[Correction]) -> None:
    connection = corpus.connection
    reading = readings(corpus, [row])[row]
    stored = by_ids(corpus, [row])[row].commitment
    left = corrected(reading, corrections)
    connection.execute(
        "update commitment set rejected = ?1, current = (1 - ?1) * (select d.current from document d where d.id = ?2)"
        " where id = ?3",
        (int(left is None), document, row),
    )
    # A rejected commitment keeps its reading, so that it is whole when the rejection is undone.
    wanted = reading if left is None else left
    if wanted != stored:
        _write(connection, row, document, region, stored, wanted)
    connection.execute("delete from original where commitment = ?", (row,))
    if wanted != reading:
        connection.execute("insert into original values (?, ?)", (row, pack(reading)))


def _write(
    connection: apsw.Connection, row: int, document: int, region: str, stored: Commitment, wanted: Commitment
) -> None:
    unindex_words(connection, [(row, stored)], region)
    place = wanted.deadline_span
    connection.execute(
        "update commitment set subject = ?, deadline = ?, deadline_start = ?, deadline_end = ?, recurrence = ?,"
        " force = ?, rules = ?, due = ?, every = ? where id = ?",
        (
            *(wanted.subject, iso(wanted.deadline), place and place.start, place and place.end, wanted.recurrence),
            *(wanted.force.value, pack_list(wanted.rules), iso(due(wanted)), every(wanted), row),
        ),
    )
    for table in ("responsibility", "binding", "measure"):
        connection.execute(f"delete from {table} where commitment = ?", (row,))
    insert_responsible(connection, [(row, wanted)])
    insert_bindings(connection, [(row, wanted)])
    insert_measures(connection, document, [(row, wanted.measures)])
    index_words(connection, [(row, wanted)], region)
