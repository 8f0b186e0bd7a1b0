"""Writing a read document down: all of it in one transaction, or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import apsw

from corpus import kinship
from corpus.errors import NotGrounded
from corpus.filing import forget, insert, install, next_id, retire
from corpus.indexing import terms_of
from corpus.ledger import resettle
from corpus.model import Changes, Outcome
from corpus.overlay import lay_over_document
from corpus.preparing import Prepared, prepare
from corpus.store import Corpus, Value, select
from extract.model import Extraction
from ingest.filenames import spelled
from ingest.model import Document, Span


@dataclass(frozen=True, slots=True)
class Written:
    """What `put` did."""

    document: int
    """Id of the row."""
    outcome: Outcome
    orphans: tuple[str, ...] = ()
    """Keys with events whose commitment the text of now no longer holds."""
    changes: Changes | None = None
    """Against the version that was the current one; None where there was none."""


def put(
    corpus: Corpus,
    extraction: Extraction,
    path: Path,
    *,
    identity: str,
    copy_of: int | None = None,
    prepared: Prepared | None = None,
) -> Written:
    """Write one document with all that was found in it.

    With `copy_of` it is kept beside the document that it repeats and counted with it, out of lists and search.
    `prepared` was made of this extraction; it is made here where none is given.

    A text that the ledger does not hold becomes the newest version of its identity. The same bytes read again are
    rewritten in place when the program found something else in them, and left alone otherwise.
    Raises NotGrounded for a quote that does not stand at its place, and the errors of `Corpus.atomic`.
    """
    ground(extraction)
    if prepared is None or not prepared.fits(extraction):
        prepared = prepare(extraction, terms_of(corpus.connection))
    with corpus.atomic() as connection:
        known = connection.execute(
            "select id, identity, version, current, content from document where sha256 = ?",
            (extraction.document.sha256,),
        ).fetchone()
        watched: set[str] = set()
        older: _Values | None = None
        if known:
            row, old_identity, version, current, old_content = known
            if (old_identity, old_content) == (identity, prepared.content):
                return Written(row, Outcome.UNCHANGED)
            watched = _keys_with_events(connection, row)
            older = _values(connection, row) if current else None
            forget(connection, row)
            if current and old_identity != identity:
                _promote(connection, old_identity)
        else:
            row, old_identity, version, current = next_id(connection, "document"), None, 0, 1
        outcome = Outcome.NEW_VERSION if known else Outcome.ADDED
        if old_identity != identity:
            current = int(copy_of is None)
            outcome = outcome if current else Outcome.COPY
            version = (
                1
                + connection.execute(
                    "select coalesce(max(version), 0) from document where identity = ?", (identity,)
                ).get
            )
            before = _current(connection, identity)
            if before is not None:
                outcome = Outcome.NEW_VERSION
                watched |= _keys_with_events(connection, before)
                older = _values(connection, before)
                retire(connection, before)
        insert(
            connection,
            extraction,
            path,
            row=row,
            identity=identity,
            version=version,
            current=bool(current),
            prepared=prepared,
            copy_of=copy_of,
        )
        lay_over_document(corpus, row)
        kinship.note(connection, row, prepared.sketch)
        resettle(connection, row, watched)
        touch(connection)
        return Written(row, outcome, _lost(connection, watched), _changes(older, _values(connection, row)))


def return_to(corpus: Corpus, document: int) -> Written:
    """Make an older version the current one again (its file holds the old bytes again)."""
    with corpus.atomic() as connection:
        identity = connection.execute("select identity from document where id = ?", (document,)).get
        now = _current(connection, identity)
        if now == document:
            return Written(document, Outcome.UNCHANGED)
        watched: set[str] = set()
        older: _Values | None = None
        if now is not None:
            watched = _keys_with_events(connection, now)
            older = _values(connection, now)
            retire(connection, now)
        install(connection, document)
        resettle(connection, document, watched)
        touch(connection)
        changes = _changes(older, _values(connection, document))
        return Written(document, Outcome.NEW_VERSION, _lost(connection, watched), changes)


def move(corpus: Corpus, document: int, path: Path) -> None:
    """Note that the file of a document now lies elsewhere: the same version in another place."""
    with corpus.atomic() as connection:
        connection.execute("delete from file where path = (select path from document where id = ?)", (document,))
        connection.execute(
            "update document set path = ?, source = ? where id = ?", (spelled(path), spelled(path.name), document)
        )


def ground(extraction: Extraction) -> None:
    """Check that every quote is what stands at its place; raises NotGrounded."""
    document = extraction.document
    for commitment in extraction.commitments:
        _check(document, commitment.span, commitment.quote)
        for measure in commitment.measures:
            _check(document, measure.span, measure.quote)
    for fact in extraction.facts:
        _check(document, fact.span, fact.quote)


def _check(document: Document, span: Span, quote: str) -> None:
    if not quote or document.text[span.start : span.end] != quote:
        raise NotGrounded(document.source, quote)


def _current(connection: apsw.Connection, identity: str) -> int | None:
    found = connection.execute("select id from document where identity = ? and current = 1", (identity,)).fetchone()
    return int(found[0]) if found else None


def _promote(connection: apsw.Connection, identity: str) -> None:
    """The newest version that is left becomes the current one."""
    left = connection.execute(
        "select id from document where identity = ? order by version desc limit 1", (identity,)
    ).fetchone()
    if left:
        install(connection, left[0])


def touch(connection: apsw.Connection) -> None:
    """The sidecar compares this number with the one it was made for."""
    connection.execute("update meta set value = value + 1 where name = 'generation'")


def _keys_with_events(connection: apsw.Connection, document: int) -> set[str]:
    found = connection.execute(
        "select key from commitment where document = ? and key in (select key from event)", (document,)
    )
    return {key for (key,) in found}


def _lost(connection: apsw.Connection, watched: set[str]) -> tuple[str, ...]:
    """Those of the keys that no current commitment has."""
    return tuple(
        sorted(
            key
            for key in watched
            if not connection.execute("select 1 from commitment where key = ? and current = 1", (key,)).fetchone()
        )
    )


_Values = dict[str, tuple[Value, ...]]
"""Key of a commitment -> its deadline and the values of its measures."""


def _values(connection: apsw.Connection, document: int) -> _Values:
    """What the commitments of a document set."""
    out: _Values = {}
    for key, deadline, *measure in select(
        connection,
        "select c.key, c.deadline, m.subject, m.scope, m.comparator, m.value, m.high, m.unit, m.per, m.deadline"
        " from commitment c left join measure m on m.commitment = c.id where c.document = ? order by c.n, m.n",
        (document,),
    ):
        out[key] = (*out.get(key, (deadline,)), *measure)
    return out


def _changes(older: _Values | None, newer: _Values) -> Changes | None:
    if older is None:
        return None
    return Changes(
        added=tuple(key for key in newer if key not in older),
        removed=tuple(key for key in older if key not in newer),
        changed=tuple(key for key, values in newer.items() if key in older and older[key] != values),
    )
