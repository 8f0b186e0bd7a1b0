"""The desk over a real ledger."""

from __future__ import annotations

import shutil
import threading
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from corpus.errors import BadEvent, UnknownKey
from corpus.lights import Light
from corpus.model import Filters, Progress, Standing
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


def test_what_is_followed_up_and_reported(ledger: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.db"
    shutil.copy(ledger, own)
    desk = LedgerDesk(own)
    try:
        found = desk.posts(ON, Filters())
        assert [(one.organisation, one.count(Light.RED), one.total) for one in found] == [
            ("丙山县 · 县教育局", 1, 1),
            ("丙山县 · 县财政局", 1, 1),
            ("丙山县 · 县残联", 0, 1),
            ("", 0, 1),
        ]
        (late,) = found[0].lit[Light.RED]
        row = desk.rows_of([late])[late]
        uid = desk.report(row.key, Standing.VERIFIED, Progress.DONE, "45人", "查阅名册")
        assert desk.posts(ON, Filters())[0].count(Light.RED) == 0
        (event,) = desk.history(row.key)
        assert (event.value, event.note, event.standing) == ("45人", "查阅名册", Standing.VERIFIED)
        desk.undo_report(row.key, uid)
        assert desk.posts(ON, Filters())[0].count(Light.RED) == 1
        with pytest.raises(BadEvent):
            desk.report(row.key, Standing.DECLARED, Progress.DONE, "许多", "")
        paper = tmp_path / "a.docx"
        assert desk.write_reminder(paper, "丙山县 · 县教育局", ON, 90) == 1 and paper.stat().st_size > 0
        assert desk.write_reminder(tmp_path / "b.docx", "没有这个局", ON, 90) == 0
        sheet = tmp_path / "c.xlsx"
        assert desk.write_bulletin(sheet, ON, 90, Filters()) >= 1 and sheet.stat().st_size > 0
        assert desk.write_bulletin(tmp_path / "d.docx", ON, 90, Filters(text="没有这个词")) == 0
    finally:
        desk.close()


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
        (one,) = desk.add([plan], lambda done, of, path: None)
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
