"""Opening, migrating, transactions, and what happens to files that are no ledgers."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

import apsw
import pytest
from ledger_factories import plan, store

from corpus import errors, rows, schema
from corpus import store as store_module
from corpus.store import Corpus, beside, explain, select


def write_text(path: Path) -> None:
    path.write_text("这不是台账" * 500, encoding="utf-8")


def other_database(path: Path) -> None:
    connection = apsw.Connection(str(path))
    connection.execute("create table a(b)")
    connection.close()


def newer(path: Path) -> None:
    Corpus.open(path).close()
    connection = apsw.Connection(str(path))
    connection.pragma("user_version", schema.VERSION + 1)
    connection.close()


def make_folder(path: Path) -> None:
    path.mkdir()


def damaged(path: Path) -> None:
    with Corpus.open(path) as corpus:
        store(corpus, plan())
    content = bytearray(path.read_bytes())
    content[100:4096] = b"\xff" * 3996
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("make", "error"),
    [
        (write_text, errors.NotALedger),
        (other_database, errors.NotALedger),
        (newer, errors.NewerLedger),
        (make_folder, errors.NotALedger),
        (damaged, errors.DamagedLedger),
    ],
)
@pytest.mark.parametrize("readonly", [False, True])
def test_a_file_that_cannot_be_a_ledger_is_named_and_left_alone(
    tmp_path: Path, make: Callable[[Path], None], error: type[errors.CorpusError], readonly: bool
) -> None:
    path = tmp_path / "x.db"
    make(path)
    before = path.read_bytes() if path.is_file() else b""
    with pytest.raises(error) as caught:
        Corpus.open(path, readonly=readonly)
    assert "x.db" in str(caught.value)
    assert "\n" not in str(caught.value)
    assert (path.read_bytes() if path.is_file() else b"") == before


@pytest.mark.parametrize("options", [{"readonly": True}, {"create": False}])
@pytest.mark.parametrize("empty", [False, True])
def test_nothing_is_made_where_nothing_was_asked_for(tmp_path: Path, options: dict[str, bool], empty: bool) -> None:
    path = tmp_path / "none.db"
    if empty:
        path.touch()
    with pytest.raises(errors.NoLedger):
        Corpus.open(path, **options)
    assert path.exists() == empty


def test_a_new_ledger_stands_in_a_new_folder(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "ledger.db"
    with Corpus.open(path) as corpus:
        assert corpus.path == path
        connection = corpus.connection
        assert connection.pragma("journal_mode") == "wal"
        assert connection.pragma("synchronous") == 2
        assert connection.pragma("foreign_keys") == 1
        assert connection.pragma("user_version") == schema.VERSION
        assert connection.pragma("application_id") == schema.APPLICATION_ID
        assert len(str(corpus.meta("ledger"))) == 32
        assert corpus.meta("nothing") is None
    corpus.close()


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(errors.LedgerReadOnly):
        Corpus.open(tmp_path / "file" / "ledger.db")


def test_atomic_is_all_or_nothing(ledger: Corpus) -> None:
    with pytest.raises(ZeroDivisionError), ledger.atomic() as connection:
        connection.execute("insert into meta values ('a', 1)")
        raise ZeroDivisionError
    assert ledger.meta("a") is None
    with ledger.atomic() as connection:
        connection.execute("insert into meta values ('a', 1)")
    assert ledger.meta("a") == 1


def test_reading_sees_one_state(ledger: Corpus) -> None:
    with ledger.reading():
        assert ledger.meta("a") is None
        with Corpus.open(ledger.path) as other, other.atomic() as connection:
            connection.execute("insert into meta values ('a', 1)")
        assert ledger.meta("a") is None
        with ledger.reading():
            assert ledger.meta("a") is None
    assert ledger.meta("a") == 1


def test_a_writer_waits_and_then_says_who_is_in_the_way(ledger: Corpus) -> None:
    with Corpus.open(ledger.path) as other, other.atomic():
        ledger.connection.set_busy_timeout(20)
        with pytest.raises(errors.LedgerBusy), ledger.atomic():
            pass
    with ledger.atomic():
        pass


def test_a_ledger_opened_for_reading_is_not_written(filled: Corpus) -> None:
    with Corpus.open(filled.path, readonly=True) as corpus:
        assert len(rows.documents(corpus)) == 1
        with pytest.raises(errors.LedgerReadOnly), corpus.atomic() as connection:
            connection.execute("delete from block")


def test_an_instance_belongs_to_its_thread(ledger: Corpus) -> None:
    caught: list[str] = []

    def use() -> None:
        try:
            ledger.meta("ledger")
        except RuntimeError as error:
            caught.append(str(error))

    thread = threading.Thread(target=use)
    thread.start()
    thread.join()
    assert caught == ["a Corpus belongs to the thread that opened it"]


def test_a_migration_that_fails_leaves_the_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "ledger.db"
    Corpus.open(path).close()

    def broken(connection: apsw.Connection) -> None:
        connection.execute("create table half(a)")
        raise ZeroDivisionError

    def good(connection: apsw.Connection) -> None:
        connection.execute("create table whole(a)")

    monkeypatch.setattr(store_module, "VERSION", schema.VERSION + 1)
    monkeypatch.setattr(store_module, "MIGRATIONS", (*schema.MIGRATIONS, broken))
    with pytest.raises(ZeroDivisionError):
        Corpus.open(path)
    with pytest.raises(errors.LedgerReadOnly):
        Corpus.open(path, readonly=True)
    monkeypatch.setattr(store_module, "MIGRATIONS", (*schema.MIGRATIONS, good))
    with Corpus.open(path) as corpus:
        names = {name for (name,) in select(corpus.connection, "select name from sqlite_schema")}
        assert "whole" in names and "half" not in names
        assert corpus.connection.pragma("user_version") == schema.VERSION + 1


@pytest.mark.parametrize(
    ("name", "expected"),
    [("a.db", "a.vec.db"), ("a", "a.vec.db"), ("a.sqlite", "a.sqlite.vec.db"), ("a.b.db", "a.b.vec.db")],
)
def test_names_of_sidecars(name: str, expected: str) -> None:
    assert beside(Path("/x", name), ".vec.db") == Path("/x", expected)


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (apsw.BusyError, errors.LedgerBusy),
        (apsw.LockedError, errors.LedgerBusy),
        (apsw.ReadOnlyError, errors.LedgerReadOnly),
        (apsw.CantOpenError, errors.LedgerReadOnly),
        (apsw.FullError, errors.LedgerFull),
        (apsw.IOError, errors.LedgerFull),
        (apsw.NotADBError, errors.NotALedger),
        (apsw.CorruptError, errors.DamagedLedger),
    ],
)
def test_what_sqlite_says_is_explained(error: type[apsw.Error], expected: type[errors.CorpusError]) -> None:
    assert type(explain(error("x"), Path("/a/ledger.db"))) is expected


def test_a_ledger_that_may_not_be_read_or_written_is_not_called_damaged(
    filled: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_module.os, "access", lambda path, mode: mode != os.R_OK)
    assert isinstance(explain(apsw.CantOpenError("x"), filled.path), errors.LedgerClosed)
    monkeypatch.setattr(store_module.os, "access", lambda path, mode: mode == os.R_OK)
    assert isinstance(explain(apsw.IOError("x"), filled.path), errors.LedgerReadOnly)


def test_any_sqlite_tool_opens_the_main_file(filled: Corpus) -> None:
    """Python's own SQLite, older than ours, in a process of its own: every table and view, and full text."""
    filled.close()
    code = """
import json, sqlite3, sys
c = sqlite3.connect("file:" + sys.argv[1] + "?mode=ro", uri=True)
names = [n for (n,) in c.execute("select name from sqlite_schema where type in ('table', 'view')")]
counts = {n: c.execute(f'select count(*) from "{n}"').fetchone()[0] for n in names}
found = c.execute("select count(*) from clause_words where clause_words match '\\"骨 干 教 师\\"'").fetchone()[0]
ok = c.execute("pragma integrity_check").fetchone()[0]
print(json.dumps([counts, found, ok]))
"""
    done = subprocess.run(
        [sys.executable, "-c", code, str(filled.path)], capture_output=True, text=True, check=True, encoding="utf-8"
    )
    counts, found, ok = json.loads(done.stdout)
    assert ok == "ok" and found == 1
    assert counts["v_commitments"] == 3 and counts["v_measures"] == 3 and counts["v_facts"] == 1
    assert counts["v_documents"] == 1 and counts["v_responsibilities"] == 3 and counts["v_events"] == 0


def test_views_are_read_only(filled: Corpus) -> None:
    with pytest.raises(apsw.SQLError):
        filled.connection.execute("update v_commitments set subject = 'x'")


READING = """
import sys
from datetime import date
from pathlib import Path
from corpus import export, ledger, overdue, rows, search
from corpus.store import Corpus
with Corpus.open(sys.argv[1], readonly=True) as corpus:
    assert rows.documents(corpus) and rows.document(corpus, 1) and rows.commitments(corpus)
    assert rows.organisations(corpus) and rows.regions(corpus) and rows.indicators(corpus)
    assert overdue.overdue(corpus, date(2030, 1, 1)) and overdue.summary(corpus, date(2030, 1, 1)).commitments == 3
    assert ledger.orphans(corpus) == [] and export.objects(corpus, rows.commitments(corpus))
    assert search.search(corpus, "骨干教师", words_only=True)
heavy = {"spacy", "jieba", "torch", "sentence_transformers", "pdfplumber", "scipy", "numpy", "xlsxwriter"}
print(sorted(heavy & set(sys.modules)))
"""


def test_reading_the_ledger_loads_nothing_heavy(filled: Corpus) -> None:
    filled.close()
    done = subprocess.run([sys.executable, "-c", READING, str(filled.path)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


class Sealed:
    """A connection to a ledger in a folder that may not be written: SQLite cannot make its shared memory."""

    opened: ClassVar[list[str]] = []

    def __init__(self, name: str, flags: int = 0) -> None:
        Sealed.opened.append(name)
        self.name = name

    def pragma(self, _: str) -> int:
        if "immutable" not in self.name:
            raise apsw.CantOpenError("unable to open database file")
        return 0

    def close(self) -> None:
        """Nothing is open."""


@pytest.mark.parametrize("log", [None, b"", b"not yet in the file"])
def test_a_ledger_in_a_sealed_folder_is_read_as_it_lies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, log: bytes | None
) -> None:
    path = tmp_path / "台账 1.db"
    path.write_bytes(b"x")
    if log is not None:
        path.with_name(path.name + "-wal").write_bytes(log)
    Sealed.opened = []
    monkeypatch.setattr(store_module.apsw, "Connection", Sealed)
    if log:
        with pytest.raises(errors.LedgerReadOnly):
            Corpus.open(path, readonly=True)
        assert len(Sealed.opened) == 1
    else:
        store_module._connect_readonly(path)
        assert Sealed.opened[-1] == path.as_uri() + "?immutable=1"


def test_an_immutable_ledger_answers(filled: Corpus) -> None:
    filled.close()
    connection = apsw.Connection(
        filled.path.as_uri() + "?immutable=1", flags=apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI
    )
    with Corpus(connection, filled.path, readonly=True) as corpus:
        assert len(rows.commitments(corpus)) == 3


def test_switching_to_the_log_waits_for_another_process(monkeypatch: pytest.MonkeyPatch) -> None:
    class Busy:
        tries = 0

        def pragma(self, *_: str) -> None:
            self.tries += 1
            if self.tries < 3:
                raise apsw.BusyError("locked")

    busy = Busy()
    store_module._go_wal(busy)  # type: ignore[arg-type]
    assert busy.tries == 3
    monkeypatch.setattr(store_module, "BUSY_MILLISECONDS", -1)
    with pytest.raises(apsw.BusyError):
        store_module._go_wal(Busy())  # type: ignore[arg-type]


@pytest.mark.parametrize("readonly", [True, False])
def test_damage_found_while_reading_is_named(tmp_path: Path, readonly: bool) -> None:
    path = tmp_path / "x.db"
    with Corpus.open(path) as corpus:
        store(corpus, plan())
        page = select(corpus.connection, "select rootpage from sqlite_schema where name = 'commitment'")[0][0]
    content = bytearray(path.read_bytes())
    content[(page - 1) * 4096 : page * 4096] = b"\xff" * 4096
    path.write_bytes(content)
    with Corpus.open(path, readonly=readonly) as corpus, pytest.raises(errors.DamagedLedger):
        rows.commitments(corpus)
