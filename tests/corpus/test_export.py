"""What leaves the ledger: tables without formulas, JSON in the interchange form."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from ledger_factories import Extraction, commitment, document, measure, owners, plan, store

from corpus import export as exporting
from corpus import ledger as history
from corpus import rows
from corpus.errors import ExportFailed
from corpus.interchange import interchange
from corpus.model import Filters, LedgerEvent, Progress, Standing
from corpus.store import Corpus
from extract.model import Duty

HARMFUL = ["=1+1", "+cmd", "-2+3", "@SUM(A1)", "\t=1", "\r=1"]


def table(path: Path) -> list[list[Any]]:
    if path.suffix == ".csv":
        assert path.read_bytes().startswith(b"\xef\xbb\xbf")
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.reader(file))
    sheet = openpyxl.load_workbook(path).active
    assert sheet is not None
    return [["" if c is None else c for c in row] for row in sheet.iter_rows(values_only=True)]


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_one_line_for_each_measure(filled: Corpus, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"out{suffix}"
    assert exporting.export(filled, rows.each(filled), path) == 3
    head, first, second, third = table(path)
    assert head == list(exporting.COLUMNS.values())
    line = dict(zip(exporting.COLUMNS, first, strict=True))
    assert line["key"] == rows.commitments(filled)[0].key
    assert (line["lead"], line["support"], line["responsible"]) == ("青禾县教育局", "县委编办", "")
    assert (line["measure"], str(line["value"]), line["per"]) == ("交流轮岗教师比例", "10", "每学年")
    assert dict(zip(exporting.COLUMNS, second, strict=True))["deadline"] == "2025-12-31"
    last = dict(zip(exporting.COLUMNS, third, strict=True))
    assert (str(last["value"]), str(last["high"]), last["scope"]) == ("40", "45.5", "小学")


def test_english_headings(filled: Corpus, tmp_path: Path) -> None:
    exporting.export(filled, [], tmp_path / "out.csv", english=True)
    assert table(tmp_path / "out.csv") == [list(exporting.COLUMNS)]


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
    exporting.export(ledger, rows.each(ledger), path)
    if suffix == ".csv":
        assert not [c for line in table(path) for c in line if c.startswith(exporting.FORMULA)]
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
    exporting.export(ledger, rows.each(ledger), tmp_path / "o.csv")
    assert dict(zip(exporting.COLUMNS, table(tmp_path / "o.csv")[1], strict=True))["value"] == "-2"


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
    with pytest.raises(ExportFailed, match="No space left"):
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
