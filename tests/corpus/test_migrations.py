"""Ledgers of every earlier version of the file, brought up to date."""

from __future__ import annotations

from pathlib import Path

import apsw
import pytest

from corpus import rows, schema
from corpus.errors import OlderLedger
from corpus.model import Progress
from corpus.removing import remove
from corpus.search import search
from corpus.store import Corpus, select

OLDER = sorted((Path(__file__).parent / "ledgers").glob("version_*.sql"))


@pytest.fixture(params=OLDER, ids=lambda path: path.stem)
def older(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The file of an earlier program, with one plan and one report."""
    path = tmp_path / "ledger.db"
    connection = apsw.Connection(str(path))
    connection.execute(request.param.read_text(encoding="utf-8"))
    connection.close()
    return path


def test_there_is_one_of_every_earlier_version() -> None:
    assert [path.stem for path in OLDER] == [f"version_{n}" for n in range(1, schema.VERSION)]


def test_an_older_ledger_says_what_it_said(older: Path) -> None:
    with pytest.raises(OlderLedger, match="较早的版本"):
        Corpus.open(older, readonly=True)
    with Corpus.open(older) as corpus:
        assert corpus.connection.pragma("user_version") == schema.VERSION
        assert corpus.connection.pragma("integrity_check") == "ok"
        assert select(corpus.connection, "pragma foreign_key_check") == []
        assert len(rows.commitments(corpus)) == 3
        held = rows.commitments(corpus)[0]
        assert held.progress is Progress.DONE
        assert search(corpus, "骨干教师", words_only=True)[0].quote == "2025年底前，每百名学生拥有骨干教师1人以上。"
        assert search(corpus, "骨幹教師", words_only=True)[0].quote == "2025年底前，每百名学生拥有骨干教师1人以上。"
        assert search(corpus, "班额<=46", words_only=True)[0].quote == "小学标准班额不超过45人。"
        for (name,) in select(corpus.connection, "select name from sqlite_schema where type = 'view'"):
            select(corpus.connection, f"select * from {name}")


def test_it_has_the_tables_of_a_new_one(older: Path, tmp_path: Path) -> None:
    def shape(corpus: Corpus) -> set[tuple[str, str]]:
        columns = select(
            corpus.connection,
            "select s.name, c.name from sqlite_schema s, pragma_table_xinfo(s.name) c"
            " where s.type in ('table', 'view')",
        )
        indexes = select(corpus.connection, "select type, name from sqlite_schema where type in ('index', 'trigger')")
        return {*columns, *indexes}

    with Corpus.open(older) as corpus, Corpus.open(tmp_path / "new.db") as new:
        assert shape(corpus) == shape(new)


def test_a_plan_goes_out_of_it_again(older: Path) -> None:
    with Corpus.open(older) as corpus:
        remove(corpus, [1])
        assert search(corpus, "骨干教师", words_only=True) == []
