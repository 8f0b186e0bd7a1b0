"""A ledger of an older version, opened by a command that only reads."""

from __future__ import annotations

from pathlib import Path

import apsw
import pytest

from corpus.errors import OlderLedger
from corpus.schema import VERSION
from tui.commands.session import reading


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """The file of the first version."""
    path = tmp_path / "ledger.db"
    connection = apsw.Connection(str(path))
    connection.execute((Path(__file__).parents[1] / "corpus/ledgers/version_1.sql").read_text(encoding="utf-8"))
    connection.close()
    return path


def test_it_is_brought_up_to_date_first(older: Path) -> None:
    with reading(older) as corpus:
        assert corpus.readonly and corpus.connection.pragma("user_version") == VERSION


def test_where_nothing_may_be_written_it_says_what_it_is(older: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TAIZHANG_READONLY", "1")
    with pytest.raises(OlderLedger, match="第 1 版") as raised, reading(older):
        pass
    assert raised.value.known == VERSION and "--read-only" in raised.value.remedy
