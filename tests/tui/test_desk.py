"""The desk over a real ledger."""

from __future__ import annotations

import shutil
import threading
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from corpus.errors import UnknownKey
from corpus.model import Filters
from tui.app import header_note, run
from tui.desk import LedgerDesk

ON = date(2025, 6, 1)


def test_questions(ledger: Path, tmp_path: Path) -> None:
    desk = LedgerDesk(ledger)
    try:
        assert desk.name == "plans.db"
        assert [row.source for row in desk.documents()] == ["丙山方案.txt"]
        assert desk.count(Filters()) == 3
        assert [row.key for row in desk.commitments(Filters(), 2, 1)] == ["k000000002", "k000000003"]
        whole = desk.document(1)
        assert len(whole.commitments) == 3 and whole.text.startswith("丙山县")
        with pytest.raises(UnknownKey):
            desk.document(99)
        assert desk.history("k000000001") == []
        assert desk.search("入学率", Filters(), 5)[0].commitment == whole.commitments[1]
        assert desk.export(tmp_path / "a.csv", Filters(text="入学率"), ON) == 1
        counts = desk.summary(ON)
        assert header_note("甲.db", counts) == ("甲.db", "1 份", "3 条", "逾期 1", "2025-06-01")
    finally:
        desk.close()


def test_tracking(ledger: Path) -> None:
    desk = LedgerDesk(ledger)
    try:
        groups = desk.tracking(ON, 100, Filters())
    finally:
        desk.close()
    assert [(one.organisation, len(one.late), len(one.near)) for one in groups] == [
        ("丙山县 · 县教育局", 1, 0),
        ("丙山县 · 县财政局", 1, 0),
        ("丙山县 · 县残联", 0, 1),
    ]


def test_every_thread_has_its_own_connection(ledger: Path) -> None:
    desk = LedgerDesk(ledger)
    found: list[int] = []
    threads = [threading.Thread(target=lambda: found.append(desk.count(Filters()))) for _ in range(3)]
    for thread in threads:
        thread.start()
        thread.join()
    assert found == [3, 3, 3]
    assert desk.count(Filters()) == 3
    desk.close()


@pytest.mark.slow
def test_add_writes_beside_the_readers(ledger: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    shutil.copy(ledger, copy)
    plan = tmp_path / "新方案.txt"
    plan.write_text("丁水县方案\n一、目标\n2025年底前，入学率达到95%以上。\n", "utf-8")
    desk = LedgerDesk(copy)
    try:
        assert len(desk.documents()) == 1
        (one,) = desk.add([plan])
        assert one.error is None and len(desk.documents()) == 2
    finally:
        desk.close()


def test_run_closes_the_desk(ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    closed: list[bool] = []

    def fail(app: Any) -> None:
        raise RuntimeError("甲")

    monkeypatch.setattr("tui.app.TaizhangApp.run", fail)
    monkeypatch.setattr(LedgerDesk, "close", lambda self: closed.append(True))
    with pytest.raises(RuntimeError):
        run(ledger, ON)
    assert closed == [True]
