"""Questions to a ledger, answered with the rows of `corpus.model`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from corpus.filtering import EVERYTHING, of_commitments, of_documents
from corpus.model import CommitmentRow, DocumentRow, Filters, StoredDocument
from corpus.packing import (
    day,
    span,
    unpack_header,
    unpack_names,
    unpack_places,
    unpack_problems,
    unpack_repairs,
    unpack_responsible,
    value_of,
)
from corpus.settling import states
from corpus.standing import Derived
from corpus.store import Corpus, Value, select
from extract.model import Binding, Commitment, Comparator, Duty, Force, Measure, Responsibility, Role
from ingest.model import Block, BlockKind, Heading, Span

_NOTHING = Derived()
"""Where a commitment without a history stands."""

_CHUNK = 1000
"""Commitments whose parts are fetched in one go."""

_DOCUMENT = (
    "select id, source, path, identity, title, doc_number, issuer, region, region_code, level, issued, released,"
    " period_from, period_to, format, status, version, commitments, measures, facts, problem_count, added, copies, key"
    " from document"
)
_COMMITMENT = (
    "select c.id, c.key, c.document, d.source, d.title, d.region, c.section_path, c.page, c.start, c.end, c.quote,"
    " c.section, c.subject, c.deadline, c.deadline_start, c.deadline_end, c.recurrence, c.force, c.confidence,"
    " c.doubts, c.rules, d.copies, c.recognised from commitment c join document d on d.id = c.document"
)
MEASURE = (
    "select commitment, role, start, end, quote, subject, scope, comparator, value, high, unit, per, deadline,"
    " recurrence, indicator, value_start, value_end, responsible, rules, confidence, force from measure"
)


def documents(corpus: Corpus) -> list[DocumentRow]:
    """The newest version of every plan, in the order in which they came."""
    return [_document_row(r) for r in select(corpus.connection, f"{_DOCUMENT} where current = 1 order by id")]


def versions(corpus: Corpus, identity: str) -> list[DocumentRow]:
    """All versions of one plan, newest first."""
    return [
        _document_row(r)
        for r in select(corpus.connection, f"{_DOCUMENT} where identity = ? order by version desc", (identity,))
    ]


def document_row(corpus: Corpus, document: int) -> DocumentRow | None:
    """One document, of any version."""
    found = select(corpus.connection, f"{_DOCUMENT} where id = ?", (document,))
    return _document_row(found[0]) if found else None


def document(corpus: Corpus, document: int) -> StoredDocument | None:
    """A whole document with its commitments and facts; older versions as well."""
    connection = corpus.connection
    found = select(connection, "select text, header, problems, repairs, pages from document where id = ?", (document,))
    row = document_row(corpus, document)
    if not found or row is None:
        return None
    text, header, problems, repairs, pages = found[0]
    return StoredDocument(
        row=row,
        text=text,
        header=unpack_header(header),
        blocks=tuple(
            Block(
                *(Span(a, b), BlockKind(kind), section, heading, page),
                *(None if x0 is None else (x0, top, x1, bottom), table, line, column, unpack_places(breaks)),
                sure,
            )
            for a, b, kind, section, heading, page, x0, top, x1, bottom, table, line, column, breaks, sure in select(
                connection,
                "select start, end, kind, section, heading, page, x0, top, x1, bottom, table_n, row_n, column_n,"
                " breaks, confidence from block where document = ? order by n",
                (document,),
            )
        ),
        headings=tuple(
            Heading(level, marker, title, Span(a, b), parent)
            for level, marker, title, a, b, parent in select(
                connection,
                "select level, marker, title, start, end, parent from heading where document = ? order by n",
                (document,),
            )
        ),
        problems=unpack_problems(problems),
        repairs=unpack_repairs(repairs),
        commitments=tuple(_load(corpus, "where c.document = ? and c.rejected = 0 order by c.id", (document,))),
        facts=tuple(facts(corpus, document)),
        pages=pages,
    )


def text(corpus: Corpus, document: int) -> str | None:
    """The text that the places of a document count in."""
    found = select(corpus.connection, "select text from document where id = ?", (document,))
    return found[0][0] if found else None


def texts(corpus: Corpus) -> Iterator[tuple[int, str]]:
    """(document, text) of the newest version of every plan."""
    for (row,) in select(corpus.connection, "select id from document where current = 1 order by id"):
        yield row, text(corpus, row) or ""


def breaks(corpus: Corpus, document: int) -> tuple[int, ...]:
    """Places at which page furniture stands in the source of a document, ascending."""
    found = select(
        corpus.connection, "select breaks from block where document = ? and breaks <> '[]' order by n", (document,)
    )
    return tuple(at for (packed,) in found for at in unpack_places(packed))


def pictured(corpus: Corpus, document: int) -> list[Block]:
    """The lines of a document that were read in pictures, with how surely."""
    found = select(
        corpus.connection,
        "select start, end, kind, confidence from block where document = ? and confidence is not null order by n",
        (document,),
    )
    return [Block(Span(a, b), BlockKind(kind), confidence=sure) for a, b, kind, sure in found]


def facts(corpus: Corpus, document: int) -> list[Measure]:
    """Status and condition measures of a document."""
    found = select(
        corpus.connection,
        f"{MEASURE} where document = ? and commitment is null and rejected = 0 order by n",
        (document,),
    )
    return [measure_of(r) for r in found]


def commitments(
    corpus: Corpus, filters: Filters = EVERYTHING, limit: int | None = None, offset: int = 0
) -> list[CommitmentRow]:
    """Commitments of the newest versions that the filters keep, in the order of the documents and their text."""
    where, bindings = _where(filters)
    return list(
        _load(
            corpus,
            f"{where} order by c.id limit ? offset ?",
            (*bindings, -1 if limit is None else limit, max(offset, 0)),
        )
    )


def each(corpus: Corpus, filters: Filters = EVERYTHING) -> Iterator[CommitmentRow]:
    """Like `commitments` for all of them, without holding them all."""
    where, bindings = _where(filters)
    return _load(corpus, f"{where} order by c.id", bindings)


def count(corpus: Corpus, filters: Filters = EVERYTHING) -> int:
    """How many commitments the filters keep."""
    where, bindings = _where(filters)
    found = select(
        corpus.connection, f"select count(*) from commitment c join document d on d.id = c.document {where}", bindings
    )
    return int(found[0][0])


def commitment(corpus: Corpus, key: str) -> CommitmentRow | None:
    """The commitment with this key, or with the only key that starts so; else None.

    Where no current commitment has the key, the one of the newest older version that had it.
    """
    key = key.strip()
    exact = list(_load(corpus, "where c.key = ? order by c.current desc, c.id desc limit 1", (key,)))
    if exact or not key:
        return exact[0] if exact else None
    begun = candidates(corpus, key, 2)
    return begun[0] if len(begun) == 1 else None


def candidates(corpus: Corpus, key: str, limit: int) -> list[CommitmentRow]:
    """Current commitments whose key starts so, in the order of the documents and their text."""
    key = key.strip()
    if not key:
        return []
    return list(
        _load(
            corpus,
            "where c.current = 1 and c.key >= ? and c.key < ? order by c.id limit ?",
            (key, key + "\U0010ffff", limit),
        )
    )


def begun(corpus: Corpus, key: str, limit: int) -> list[str]:
    """Keys of facts and headers that start so; none for a text that no such key starts with."""
    key = key.strip()
    if key[:1] not in ("s", "h"):
        return []
    found = select(
        corpus.connection,
        "select key from measure where key >= ?1 and key < ?2 union select key from document where key >= ?1"
        " and key < ?2 order by key limit ?3",
        (key, key + "\U0010ffff", limit),
    )
    return [one for (one,) in found]


def earlier(corpus: Corpus, row: CommitmentRow) -> list[CommitmentRow]:
    """The same commitment in the other versions of its plan, newest first."""
    return list(
        _load(
            corpus,
            "where c.key = ? and c.id <> ? and d.identity = (select identity from document where id = ?)"
            " order by d.version desc",
            (row.key, row.id, row.document),
        )
    )


def by_ids(corpus: Corpus, ids: Sequence[int]) -> dict[int, CommitmentRow]:
    """Commitments by their row ids."""
    marks = ", ".join("?" * len(ids))
    return {row.id: row for row in _load(corpus, f"where c.id in ({marks})", tuple(ids))} if ids else {}


def organisations(corpus: Corpus) -> dict[str, int]:
    """Canonical name -> number of commitments, most first."""
    return dict(
        select(
            corpus.connection,
            "select o.name, sum(part.n) as n from organisation o join"
            " (select r.organisation, count(*) as n from responsibility r join commitment c on c.id = r.commitment"
            " where r.counts = 1 and c.current = 1 group by r.organisation) part on part.organisation = o.id"
            " group by o.name order by n desc, o.name",
        )
    )


def regions(corpus: Corpus) -> dict[str, int]:
    """Region -> number of commitments, most first."""
    return dict(
        select(
            corpus.connection,
            "select region, sum(commitments) as n from document where current = 1 and region is not null"
            " group by region order by n desc, region",
        )
    )


def indicators(corpus: Corpus) -> dict[str, int]:
    """Indicator id -> number of commitments that set a value for it, most first."""
    return dict(
        select(
            corpus.connection,
            "select m.indicator, count(distinct c.id) as n from measure m join commitment c on c.id = m.commitment"
            " where m.indicator is not null and c.current = 1 group by m.indicator order by n desc, m.indicator",
        )
    )


def _where(filters: Filters) -> tuple[str, tuple[Value, ...]]:
    document, own = of_documents(filters), of_commitments(filters)
    bindings = (*document.bindings, *own.bindings)
    return f"where c.current = 1 and {document.sql} and {own.sql}", bindings


def _document_row(r: Sequence[Any]) -> DocumentRow:
    period = None if r[12] is None else (r[12], r[13])
    return DocumentRow(*(*r[:10], day(r[10]), day(r[11]), period, *r[14:]))


def _load(corpus: Corpus, tail: str, bindings: Sequence[Value]) -> Iterator[CommitmentRow]:
    """Rows for `_COMMITMENT` + tail, each with its measures, organisations and progress."""
    found = select(corpus.connection, f"{_COMMITMENT} {tail}", bindings)
    for start in range(0, len(found), _CHUNK):
        yield from _complete(corpus, found[start : start + _CHUNK])


def _complete(corpus: Corpus, found: Sequence[Sequence[Any]]) -> Iterator[CommitmentRow]:
    ids = [r[0] for r in found]
    marks = ", ".join("?" * len(ids))
    measures: dict[int, list[Measure]] = {}
    for m in select(corpus.connection, f"{MEASURE} where commitment in ({marks}) order by commitment, n", ids):
        measures.setdefault(m[0], []).append(measure_of(m))
    owners: dict[int, list[Responsibility]] = {}
    for at, written, name, duty, canonical, a, b in select(
        corpus.connection,
        "select r.commitment, o.written, o.name, r.duty, r.canonical, r.start, r.end from responsibility r"
        f" join organisation o on o.id = r.organisation where r.commitment in ({marks}) order by r.commitment, r.n",
        ids,
    ):
        owners.setdefault(at, []).append(Responsibility(written, Duty(duty), span(a, b), name if canonical else None))
    bound: dict[int, list[Binding]] = {}
    for at, a, b, force in select(
        corpus.connection,
        f"select commitment, start, end, force from binding where commitment in ({marks}) order by commitment, n",
        ids,
    ):
        bound.setdefault(at, []).append(Binding(Span(a, b), Force(force)))
    stands = states(corpus.connection, [r[1] for r in found])
    for r in found:
        made = Commitment(
            key=r[1],
            span=Span(r[8], r[9]),
            quote=r[10],
            section=r[11],
            subject=r[12],
            deadline=day(r[13]),
            responsible=tuple(owners.get(r[0], ())),
            measures=tuple(measures.get(r[0], ())),
            force=Force(r[17]),
            recurrence=r[16],
            deadline_span=span(r[14], r[15]),
            doubts=unpack_names(r[19]),
            rules=unpack_names(r[20]),
            confidence=r[18],
            bindings=tuple(bound.get(r[0], ())),
        )
        now = stands.get(r[1], _NOTHING)
        yield CommitmentRow(*(*r[:8], made, now.progress, now.declared, now.verified, now.opens, now.due, r[21], r[22]))


def measure_of(r: Sequence[Any]) -> Measure:
    """A measure from what `MEASURE` selects."""
    return Measure(
        role=Role(r[1]),
        span=Span(r[2], r[3]),
        quote=r[4],
        subject=r[5],
        scope=r[6],
        comparator=Comparator(r[7]),
        value=value_of(r[8], r[9]),
        unit=r[10],
        per=r[11],
        deadline=day(r[12]),
        recurrence=r[13],
        responsible=unpack_responsible(r[17]),
        indicator=r[14],
        value_span=span(r[15], r[16]),
        rules=unpack_names(r[18]),
        confidence=r[19],
        force=Force(r[20]) if r[20] else None,
    )
