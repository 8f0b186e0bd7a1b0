"""What leaves the ledger: tables without formulas, JSON in the interchange form."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from ledger_factories import Extraction, commitment, document, measure, owners, plan, store

from corpus import export as exporting
from corpus import ledger as history
from corpus import rows, wording
from corpus.errors import ExportFailed
from corpus.interchange import interchange
from corpus.model import Filters, LedgerEvent, Progress, Standing
from corpus.sheet import FORMULA, Lines, Sheet
from corpus.store import Corpus
from extract.labels import indicator_label
from extract.model import Comparator, Duty, Force

HARMFUL = ["=1+1", "+cmd", "-2+3", "@SUM(A1)", "\t=1", "\r=1"]


def table(path: Path) -> list[list[Any]]:
    if path.suffix == ".csv":
        assert path.read_bytes().startswith(b"\xef\xbb\xbf")
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.reader(file))
    sheet = openpyxl.load_workbook(path).active
    assert sheet is not None
    return [["" if c is None else c for c in row] for row in sheet.iter_rows(values_only=True)]


def records(path: Path) -> list[dict[str, Any]]:
    head, *lines = table(path)
    return [dict(zip(head, line, strict=True)) for line in lines]


def plain(cell: Any) -> str:
    return cell.date().isoformat() if isinstance(cell, datetime) else str(cell)


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_one_line_for_each_commitment(filled: Corpus, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"out{suffix}"
    assert exporting.export(filled, rows.each(filled), path, on=date(2025, 1, 2)) == 3
    first, second, third = records(path)
    assert first["编号"] == rows.commitments(filled)[0].key
    assert (first["牵头单位"], first["配合单位"], first["责任单位"]) == ("青禾县教育局", "县委编办", "")
    assert (first["力度"], first["进展"], first["国家指标"]) == (
        "应当",
        "未开始",
        indicator_label("government.teacher_rotation"),
    )
    assert first["目标"] == "交流轮岗教师比例 ≥10%(每学年)"
    assert plain(second["期限"]) == "2025-12-31" and second["目标"] == "骨干教师 ≥1人，2025-12-31"
    assert third["目标"] == "小学 标准班额 40–45.5人"
    assert [(one["状态"], plain(one["逾期天数"]), plain(one["最早期限"])) for one in (first, second, third)] == [
        ("未到期", "", "2025-08-31"), ("未到期", "", "2025-12-31"), ("逾期", "2", "2024-12-31"),
    ]  # fmt: skip


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_one_line_for_each_measure(filled: Corpus, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"out{suffix}"
    two = [replace(row, commitment=replace(row.commitment, measures=row.commitment.measures * 2))
           for row in rows.each(filled)]  # fmt: skip
    assert exporting.export(filled, two, path, kind=Lines.MEASURES) == 6
    lines = records(path)
    first, last = lines[0], lines[-1]
    assert "状态" not in first
    assert (first["指标"], first["要求"], plain(first["数值"]), first["口径"]) == (
        "交流轮岗教师比例",
        "≥",
        "10",
        "每学年",
    )
    assert (last["要求"], plain(last["数值"]), plain(last["数值上限"]), last["范围"]) == ("≤", "40", "45.5", "小学")
    assert plain(lines[2]["指标期限"]) == "2025-12-31"


@pytest.mark.parametrize(
    ("progress", "deadline", "state", "days"),
    [
        (Progress.DONE, date(2024, 1, 1), "已完成", None),
        (Progress.CANCELLED, None, "已取消", None),
        (Progress.BLOCKED, date(2024, 1, 1), "逾期", 1),
        (Progress.BLOCKED, date(2024, 1, 2), "未到期", None),
    ],
)
def test_how_it_stands(filled: Corpus, progress: Progress, deadline: date | None, state: str, days: int | None) -> None:
    row = rows.commitments(filled)[0]
    row = replace(row, progress=progress, commitment=replace(row.commitment, deadline=deadline, measures=()))
    for kind in Lines:
        sheet = Sheet([row], kind=kind, on=date(2024, 1, 2))
        (line,) = sheet.lines()
        cells = dict(zip(sheet.headings, line, strict=True))
        assert (cells["状态"], cells["逾期天数"], cells["力度"]) == (state, days, "应当")


def test_values_in_english_are_those_of_the_interchange_form(filled: Corpus, tmp_path: Path) -> None:
    exporting.export(filled, rows.each(filled), tmp_path / "out.csv", english=True, on=date(2030, 1, 1))
    first, second, _ = records(tmp_path / "out.csv")
    assert (first["force"], first["progress"], first["indicators"]) == (
        "shall", "not_started", "government.teacher_rotation",
    )  # fmt: skip
    assert (second["state"], second["days_late"]) == ("late", "1462")


def test_every_value_has_a_word() -> None:
    for words, kind in ((wording.FORCE, Force), (wording.PROGRESS, Progress), (wording.BOUND, Comparator)):
        assert set(words) == set(kind)
        assert not [word for word in words.values() if word.startswith(FORMULA)]


@pytest.mark.parametrize("kind", Lines)
@pytest.mark.parametrize("english", [True, False])
def test_a_workbook_is_for_reading(filled: Corpus, tmp_path: Path, kind: Lines, english: bool) -> None:
    exporting.export(filled, rows.each(filled), tmp_path / "out.xlsx", kind=kind, english=english)
    page = openpyxl.load_workbook(tmp_path / "out.xlsx").active
    assert page is not None
    sheet = Sheet((), kind=kind, english=english)
    titles = [cell.value for cell in page[1]]
    assert titles == sheet.headings
    assert page["A1"].comment is not None and sheet.note in page["A1"].comment.text
    quote = titles.index("quote" if english else "原文") + 1
    assert page.cell(2, quote).alignment.wrap_text
    assert page.column_dimensions[openpyxl.utils.get_column_letter(quote)].width > 50
    day = page.cell(3, titles.index("deadline" if english else "期限") + 1)
    assert day.is_date and day.number_format == "yyyy-mm-dd"


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
@pytest.mark.parametrize("harmful", HARMFUL)
def test_no_cell_starts_a_formula(ledger: Corpus, tmp_path: Path, suffix: str, harmful: str) -> None:
    text = "普通的一句话"
    bad = commitment(
        text,
        text,
        key=f"{harmful}key",
        subject=harmful,
        recurrence=harmful,
        responsible=(*owners(harmful), *owners(harmful, duty=Duty.SUPPORT)),
        measures=(measure(text, text, subject=harmful, scope=harmful, unit=harmful, per=harmful, indicator=harmful),),
    )
    store(ledger, Extraction(document(text, source=harmful, title=harmful), (bad,), ()))
    path = tmp_path / f"out{suffix}"
    exporting.export(ledger, rows.each(ledger), path, kind=Lines.MEASURES)
    if suffix == ".csv":
        assert not [c for line in table(path) for c in line if c.startswith(FORMULA)]
        assert "'" + harmful in table(path)[1]
    else:
        sheet = openpyxl.load_workbook(path).active
        assert sheet is not None
        kinds = {c.data_type for line in sheet.iter_rows(min_row=2) for c in line if c.value is not None}
        assert kinds <= {"s", "n"}


def test_negative_numbers_stay_numbers(ledger: Corpus, tmp_path: Path) -> None:
    from decimal import Decimal

    text = "增长-2%"
    found = commitment(text, text, measures=(measure(text, text, value=Decimal(-2)),))
    store(ledger, Extraction(document(text), (found,), ()))
    exporting.export(ledger, rows.each(ledger), tmp_path / "o.csv", kind=Lines.MEASURES)
    assert records(tmp_path / "o.csv")[0]["数值"] == "-2"


def test_a_long_cell_is_cut_for_a_workbook(ledger: Corpus, tmp_path: Path) -> None:
    text = "长" * 40_000
    store(ledger, Extraction(document(text), (commitment(text, text),), ()))
    exporting.export(ledger, rows.each(ledger), tmp_path / "o.xlsx")
    assert max(len(str(c)) for c in table(tmp_path / "o.xlsx")[1]) == 32_767


def test_json_is_the_interchange_form_with_progress(filled: Corpus, tmp_path: Path) -> None:
    key = rows.commitments(filled)[1].key
    history.record(filled, key, LedgerEvent(key, Standing.DECLARED, Progress.DONE, "甲", "2026-01-01", "1人"))
    exporting.export(filled, rows.each(filled), tmp_path / "out.json")
    (found,) = json.loads((tmp_path / "out.json").read_text("utf-8"))
    progress = [(c.pop("progress"), c.pop("declared"), c.pop("verified")) for c in found["commitments"]]
    assert found == json.loads(json.dumps(interchange(plan())))
    assert [p[0] for p in progress] == ["not_started", "done", "not_started"]
    assert progress[1][1]["value"] == "1人" and progress[1][2] is None


def test_json_of_some_commitments_of_several_documents(filled: Corpus) -> None:
    text = "另一份规划，骨干教师翻番。"
    store(filled, Extraction(document(text, source="b.txt"), (commitment(text, text),), ()), identity="乙")
    found = exporting.objects(filled, rows.commitments(filled, Filters(text="骨干教师")))
    assert [(d["document"]["source"], len(d["commitments"]), len(d["facts"])) for d in found] == [
        ("plan.txt", 1, 1), ("b.txt", 1, 0),
    ]  # fmt: skip
    assert exporting.objects(filled, []) == []


def test_a_folder_is_no_file_to_write(filled: Corpus, tmp_path: Path) -> None:
    (tmp_path / "out.csv").mkdir()
    with pytest.raises(ExportFailed, match="这是文件夹"):
        exporting.export(filled, rows.each(filled), tmp_path / "out.csv")


@pytest.mark.parametrize("name", ["out", "out.doc", "none/out.csv"])
def test_what_cannot_be_written_is_said(filled: Corpus, tmp_path: Path, name: str) -> None:
    with pytest.raises(ExportFailed) as caught:
        exporting.export(filled, rows.each(filled), tmp_path / name)
    assert "out" in str(caught.value)
    assert list(tmp_path.glob("**/out*")) == []


def test_a_file_that_was_there_stays_when_writing_fails(
    filled: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "out.csv"
    path.write_text("old", encoding="utf-8")

    def broken(*_: object, **__: object) -> None:
        raise OSError(28, "No space left")

    monkeypatch.setattr(exporting, "write_csv", broken)
    with pytest.raises(ExportFailed, match="磁盘已满"):
        exporting.export(filled, rows.each(filled), path)
    assert path.read_text("utf-8") == "old"
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith("out")] == ["out.csv"]


def test_lone_surrogates_do_not_stop_an_export(ledger: Corpus, tmp_path: Path) -> None:
    text = "句子"
    row = replace(plan(), commitments=())
    store(ledger, row)
    store(ledger, Extraction(document(text), (commitment(text, text),), ()), identity="乙")
    found = [replace(r, title="坏\udc80字") for r in rows.commitments(ledger)]
    exporting.export(ledger, found, tmp_path / "out.csv")
    assert "坏?字" in (tmp_path / "out.csv").read_text("utf-8-sig")
