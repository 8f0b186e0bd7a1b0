"""Taking documents out of a ledger so that nothing of them is left in any of its files."""

from __future__ import annotations

import json
from collections.abc import Sequence

from corpus import sidecar
from corpus.errors import UnknownDocument
from corpus.files import count_copies
from corpus.filing import forget
from corpus.indexing import fill_clauses, fill_commitments, settle
from corpus.settling import settle as settle_progress
from corpus.store import Corpus, select
from corpus.writing import touch


def versions(corpus: Corpus, document: int) -> list[int]:
    """The ids of all versions of the plan that `document` is a version of; raises UnknownDocument."""
    found = select(
        corpus.connection,
        "select id from document where identity = (select identity from document where id = ?) order by version",
        (document,),
    )
    if not found:
        raise UnknownDocument(str(document))
    return [row for (row,) in found]


def remove(corpus: Corpus, documents: Sequence[int]) -> int:
    """Take the plans of these documents out, each with all its versions and copies; how many texts went. What was noted
    of their files goes with them, so that a file that is still there is read anew by the next `ingest`.

    The history of progress is never deleted: what was reported on these plans stays as orphaned entries, which count
    again when the plan is read again. Afterwards the full-text indexes are made anew (a deletion leaves the words of
    what it deletes in them until they are merged) and the file is vacuumed, so no page holds what was taken out; the
    vectors and the ledger's own model, which hold traces of its words, go as well and are made again when they are
    next needed. Raises UnknownDocument, and then nothing has changed.
    """
    rows = list(dict.fromkeys(row for document in documents for row in versions(corpus, document)))
    with corpus.atomic() as connection:
        asked = json.dumps(rows)
        of_rows = "in (select value from json_each(?))"
        rows += [row for (row,) in select(connection, f"select id from document where copy_of {of_rows}", (asked,))]
        rows = list(dict.fromkeys(rows))
        asked = json.dumps(rows)
        repeated = select(
            connection,
            f"select distinct copy_of from document where id {of_rows} and copy_of not {of_rows}",
            (asked, asked),
        )
        connection.execute(f"delete from file where document {of_rows}", (asked,))
        keys = [
            key
            for (key,) in select(connection, f"select distinct key from commitment where document {of_rows}", (asked,))
        ]
        for row in rows:
            forget(connection, row)
        for (row,) in repeated:
            count_copies(connection, row)
        connection.execute("delete from organisation where id not in (select organisation from responsibility)")
        if not settle(connection):
            fill_clauses(connection)
        fill_commitments(connection)
        settle_progress(connection, keys)
        touch(connection)
    sidecar.forget(corpus)
    tidy(corpus)
    return len(rows)


def tidy(corpus: Corpus) -> None:
    """Give free pages back and write the log into the file, so that nothing deleted stays readable in either."""
    with corpus.explained() as connection:
        connection.execute("analyze")  # first: its old samples hold words, and only vacuum wipes what it deletes
        connection.execute("vacuum")
        connection.pragma("wal_checkpoint", "truncate")
