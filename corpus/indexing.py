"""The full-text indexes: what goes in, what comes out, and which way of cutting a ledger of its size needs.

The indexes keep no copy of what they hold: an entry is taken out by saying what was put in. Whoever changes how a text
is cut (`words.fold`, `words.tokens`, `terms`) adds a migration that fills both indexes anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import apsw

from corpus.store import select
from corpus.terms import CHARACTERS, NAMED, PAIRS, Terms
from corpus.words import segmented

LARGE = 20_000
"""Sentences; up to here single characters rank best, above it pairs do, and are faster."""
_SMALL = 15_000
"""Sentences; a large ledger that shrinks below goes back to characters. Lower, so that it does not swing."""
GAP = " ꙮ "
"""A term of its own between the parts of an indexed text, so that no phrase reaches from one into the next."""
CLAUSE_WORDS = """create virtual table clause_words using fts5(
  seg, content='', tokenize="unicode61 remove_diacritics 0 tokenchars '%.'"
)"""
COMMITMENT_WORDS = CLAUSE_WORDS.replace("clause_words", "commitment_words")


def terms_of(connection: apsw.Connection) -> Terms:
    """How the sentences of this ledger are cut."""
    return NAMED[connection.execute("select value from meta where name = 'terms'").get or CHARACTERS.name]


def insert_clauses(connection: apsw.Connection, bodies: Iterable[tuple[int, str]]) -> None:
    """Entries for new sentences, (id, text)."""
    written = terms_of(connection).written
    insert_cut(connection, ((row, written(body)) for row, body in bodies))


def insert_cut(connection: apsw.Connection, entries: Iterable[tuple[int, str]]) -> None:
    """Entries for new sentences whose terms are known, (id, terms)."""
    connection.executemany("insert into clause_words(rowid, seg) values (?, ?)", entries)


def delete_clauses(connection: apsw.Connection, bodies: Iterable[tuple[int, str]]) -> None:
    """The entries of sentences that go, (id, text)."""
    written = terms_of(connection).written
    connection.executemany(
        "insert into clause_words(clause_words, rowid, seg) values ('delete', ?, ?)",
        ((row, written(body)) for row, body in bodies),
    )


def settle(connection: apsw.Connection) -> bool:
    """Cut the sentences the way that the size of the ledger asks for; whether that was a change.

    Runs inside a transaction.
    """
    now = terms_of(connection)
    wanted = now
    if connection.execute("select count(*) from (select 1 from clause limit ?)", (LARGE + 1,)).get > LARGE:
        wanted = PAIRS
    elif connection.execute("select count(*) from (select 1 from clause limit ?)", (_SMALL,)).get < _SMALL:
        wanted = CHARACTERS
    if wanted is now:
        return False
    connection.execute("insert or replace into meta(name, value) values ('terms', ?)", (wanted.name,))
    fill_clauses(connection)
    return True


def fill_clauses(connection: apsw.Connection) -> None:
    """The index of sentences, made anew."""
    connection.execute("drop table if exists clause_words")
    connection.execute(CLAUSE_WORDS)
    insert_clauses(connection, connection.cursor().execute("select id, body from clause order by id"))


def fill_commitments(connection: apsw.Connection) -> None:
    """The index of commitments, made anew."""
    connection.execute("drop table if exists commitment_words")
    connection.execute(COMMITMENT_WORDS)
    for (document,) in select(connection, "select id from document order by id"):
        connection.executemany(
            "insert into commitment_words(rowid, seg) values (?, ?)", list(haystacks(connection, document))
        )


def haystack(quote: str, subject: str, names: Iterable[str], region: str) -> str:
    """What filtering by text looks through: quote, subject, organisations in all their forms, region."""
    return GAP.join(segmented(part) for part in (quote, subject, *names, region))


def haystacks(connection: apsw.Connection, document: int) -> Iterator[tuple[int, str]]:
    """The entries of `commitment_words` for a document, made from what is stored."""
    region = select(connection, "select coalesce(region, '') from document where id = ?", (document,))[0][0]
    for row, quote, subject in select(
        connection, "select id, quote, subject from commitment where document = ?", (document,)
    ):
        names = dict.fromkeys(
            name
            for written, canonical, given in select(
                connection,
                "select o.written, o.name, r.canonical from responsibility r join organisation o"
                " on o.id = r.organisation where r.commitment = ? order by r.n",
                (row,),
            )
            for name in (written, canonical if given else None)
            if name
        )
        yield row, haystack(quote, subject, names, region)
