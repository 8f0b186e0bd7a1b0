"""Papers in English: the same papers, every word of the program's own in the reader's language."""

from __future__ import annotations

import re
import zipfile
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from string import Formatter
from typing import Any

import openpyxl
import pytest
from docx import Document
from ledger_factories import QINGHE, Extraction, commitment, document, measure, owners, store

from corpus import export, ledger, notice_docx, notice_xlsx, report, rows
from corpus.errors import BadTemplate
from corpus.model import Filters, LedgerEvent, Progress, Standing
from corpus.notice import ENGLISH, HEAD, OFFICE, TASK, Kind, bulletin, reminders
from corpus.placeholders import names
from corpus.reading_back import read_back
from corpus.store import Corpus
from corpus.tongue import EN, ZH, tongue
from extract.model import Comparator, Range

ON = date(2026, 6, 30)
TEXT = "School works 100.\nTeachers.\nNobody's."
HAN = re.compile("[\u3400-\u9fff]")


@pytest.fixture
def office(ledger: Corpus) -> Corpus:
    """A plan that has no Chinese character, so that every one in a paper is the program's own."""
    goal = measure(TEXT, "School works 100", subject="works", value=Decimal(100), unit="x", comparator=Comparator.ABOUT)
    found = (
        commitment(TEXT, "School works 100.", deadline=ON - timedelta(days=10), responsible=owners("Edu"),
                   measures=(goal,)),
        commitment(TEXT, "Teachers.", deadline=ON + timedelta(days=5), responsible=owners("Edu")),
        commitment(TEXT, "Nobody's.", deadline=ON - timedelta(days=40)),
    )  # fmt: skip
    region = type(QINGHE)("Qinghe", None, QINGHE.level, ())
    store(ledger, Extraction(document(TEXT, region=region, title="Plan"), found, ()), identity="x")
    return ledger


def test_both_languages_say_the_same_things() -> None:
    assert ZH.said.keys() == EN.said.keys()
    for name in ("progress", "duty", "reason", "lights", "bound"):
        assert getattr(ZH, name).keys() == getattr(EN, name).keys()
    for key in ZH.said:
        if "{{" not in ZH.said[key]:
            places = [{name for _, name, _, _ in Formatter().parse(one.said[key]) if name} for one in (ZH, EN)]
            assert places[0] == places[1], key
        else:
            assert names(ZH.said[key]) == names(EN.said[key]), key
    assert (tongue(english=True), tongue(english=False)) == (EN, ZH)
    assert not HAN.search("".join(EN.said.values()))
    assert set(ENGLISH) == {*HEAD, *TASK, *OFFICE} and len(set(ENGLISH.values())) == len(ENGLISH)


@pytest.mark.parametrize(
    ("more", "line"),
    [
        ({}, "pupils ≥1%"),
        ({"scope": "x", "per": "y", "recurrence": "z"}, "x pupils ≥1% (y), z"),
        ({"comparator": Comparator.INCREASE_BY, "deadline": ON}, "pupils up by 1%, 2026-06-30"),
        ({"comparator": Comparator.RANGE, "value": Range(Decimal(1), Decimal("2.50"))}, "pupils 1–2.5%"),
        ({"comparator": Comparator.EQUAL}, "pupils 1%"),
    ],
)
def test_a_target_in_english(more: dict[str, Any], line: str) -> None:
    assert EN.target(measure(TEXT, "Teachers", **({"subject": "pupils"} | more))) == line


def test_the_report_in_english_has_no_chinese_of_its_own(office: Corpus) -> None:
    key = rows.commitments(office)[1].key
    ledger.record(office, key, LedgerEvent("", Standing.VERIFIED, Progress.BLOCKED, "A", "2026-06-28", "1", "no"))
    text = report.html(office, ON, tongue=EN)
    assert '<html lang="en">' in text and "Weekly report" in text and "verified A" in text
    assert not HAN.search(text)
    assert not HAN.search(report.html(office, date(2000, 1, 1), Filters(region="none"), tongue=EN))


@pytest.mark.parametrize("kind", Kind)
def test_notices_in_english(office: Corpus, tmp_path: Path, kind: Kind) -> None:
    bulletin_ = bulletin(office, ON, 30, tongue=EN)
    paper = bulletin_ if kind is Kind.BULLETIN else reminders(office, ON, 30, tongue=EN)[0]
    notice_docx.write(paper, tmp_path / "a.docx", tongue=EN)
    notice_xlsx.write(paper, tmp_path / "a.xlsx", tongue=EN)
    page = Document(str(tmp_path / "a.docx"))
    cells = [cell.text for table in page.tables for row in table.rows for cell in row.cells]
    said = "\n".join([*(one.text for one in page.paragraphs), *cells])
    assert "{{" not in said and not HAN.search(said) and "deadline" in said and "2026-06-20" in said
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    said = "\n".join(str(cell.value) for one in book.worksheets for line in one.iter_rows() for cell in line)
    assert "{{" not in said and not HAN.search(said) and "days late" in said


def test_a_template_in_either_language_fits_either(office: Corpus, tmp_path: Path) -> None:
    for own, other in ((ZH, EN), (EN, ZH)):
        for room, suffix in ((notice_docx, ".docx"), (notice_xlsx, ".xlsx")):
            path = tmp_path / f"{own.code}{suffix}"
            room.save_template(Kind.REMINDER, path, own)
            (paper, *_) = reminders(office, ON, 30, tongue=other)
            room.write(paper, tmp_path / f"out{suffix}", path, other)
            with zipfile.ZipFile(tmp_path / f"out{suffix}") as package:
                assert not [name for name in package.namelist() if b"{{" in package.read(name)]


def test_the_office_sheet_in_english_comes_back(office: Corpus, tmp_path: Path) -> None:
    path = tmp_path / "ledger.xlsx"
    first = rows.commitments(office)[0].key
    ledger.record(office, first, LedgerEvent("", Standing.DECLARED, Progress.BLOCKED, "A", "2026-06-28"))
    assert export.office(office, Filters(), path, ON, english=True) == 3
    book = openpyxl.load_workbook(path)
    page = book.worksheets[0]
    heads = [cell.value for cell in page[1]]
    assert not HAN.search("".join(heads)) and page.cell(2, heads.index("status") + 1).value == "blocked"
    assert read_back(office, path, "A", dry=True).unchanged == 3
    page.cell(2, heads.index("status") + 1).value = "Done"
    page.cell(3, heads.index("progress") + 1).value = "going on"
    page.cell(3, heads.index("deadline") + 1).value = date(2027, 1, 1)
    book.save(path)
    done = read_back(office, path, "A", dry=False)
    assert (done.events, done.corrections, done.problems, done.conflicts) == (2, 1, [], [])
    assert [row.progress for row in rows.commitments(office)][:2] == [Progress.DONE, Progress.IN_PROGRESS]
    again = read_back(office, path, "A", dry=True)
    assert (again.events, again.corrections, again.problems, again.conflicts) == (0, 0, [], [])


def changed_docx(path: Path, text: str) -> None:
    page = Document(str(path))
    page.paragraphs[1].add_run(text)
    page.save(str(path))


def changed_xlsx(path: Path, text: str) -> None:
    book = openpyxl.load_workbook(path)
    book.worksheets[0]["A9"] = text
    book.save(path)


ROOMS = [(notice_docx, ".docx", changed_docx), (notice_xlsx, ".xlsx", changed_xlsx)]


@pytest.mark.parametrize(("room", "suffix", "change"), ROOMS)
@pytest.mark.parametrize(
    ("text", "message"),
    [("{{领导批示}}", "没有“领导批示”这个字段"), ("{{单位", "“{{单位”没有写完整"), ("单位}}", "没有写完整"),
     ("{{}}", "没有写完整"), ("{{ }}", "没有写完整|没有“”这个字段")],
)  # fmt: skip
def test_a_broken_template_is_one_error(
    office: Corpus, tmp_path: Path, room: Any, suffix: str, change: Any, text: str, message: str
) -> None:
    own = tmp_path / f"own{suffix}"
    room.save_template(Kind.REMINDER, own)
    change(own, text)
    with pytest.raises(BadTemplate, match=message):
        room.write(reminders(office, ON, 30)[0], tmp_path / f"out{suffix}", own)
    assert not (tmp_path / f"out{suffix}").exists()


@pytest.mark.parametrize(("room", "suffix", "part"), [(notice_docx, ".docx", "word/document.xml"),
                                                      (notice_xlsx, ".xlsx", "xl/worksheets/sheet1.xml")])  # fmt: skip
def test_a_template_with_damage_inside_cannot_be_opened(
    office: Corpus, tmp_path: Path, room: Any, suffix: str, part: str
) -> None:
    whole, own = tmp_path / f"whole{suffix}", tmp_path / f"own{suffix}"
    room.save_template(Kind.REMINDER, whole)
    with zipfile.ZipFile(whole) as package, zipfile.ZipFile(own, "w") as other:
        for name in package.namelist():
            other.writestr(name, package.read(name)[:-50] if name == part else package.read(name))
    with pytest.raises(BadTemplate, match="打不开"):
        room.write(reminders(office, ON, 30)[0], tmp_path / f"out{suffix}", own)


def test_a_template_without_a_field_is_none(office: Corpus, tmp_path: Path) -> None:
    page = Document()
    page.add_paragraph("empty")
    page.save(str(tmp_path / "own.docx"))
    with pytest.raises(BadTemplate, match="一个字段都没有"):
        notice_docx.write(reminders(office, ON, 30)[0], tmp_path / "a.docx", tmp_path / "own.docx")


def test_fields_in_tables_of_tables_are_filled(office: Corpus, tmp_path: Path) -> None:
    own = tmp_path / "own.docx"
    notice_docx.save_template(Kind.REMINDER, own)
    page = Document(str(own))
    page.tables[0].cell(1, 1).add_table(1, 1).cell(0, 0).text = "{{原文}}"
    page.save(str(own))
    notice_docx.write(reminders(office, ON, 30)[0], tmp_path / "a.docx", own)
    table = Document(str(tmp_path / "a.docx")).tables[0]
    inner = [row.cells[1].tables[0].cell(0, 0).text for row in table.rows[1:]]
    assert inner == ["School works 100.", "Teachers."]


def test_joined_cells_below_the_lines_move_with_them(office: Corpus, tmp_path: Path) -> None:
    own = tmp_path / "own.xlsx"
    notice_xlsx.save_template(Kind.REMINDER, own)
    book = openpyxl.load_workbook(own)
    page = book.worksheets[0]
    page["A5"] = "{{total}}"
    page.merge_cells("A5:D6")
    page.row_dimensions[5].height = 40
    book.save(own)
    notice_xlsx.write(reminders(office, ON, 30)[0], tmp_path / "a.xlsx", own)
    made = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
    assert made["A6"].value == "2" and "A6:D7" in {str(one) for one in made.merged_cells.ranges}
    assert (made.row_dimensions[6].height, made["A5"].value) == (40, "2")


def test_no_line_of_a_notice_is_cut_by_a_page(office: Corpus, tmp_path: Path) -> None:
    notice_docx.write(bulletin(office, ON, 30), tmp_path / "a.docx")
    with zipfile.ZipFile(tmp_path / "a.docx") as package:
        text = package.read("word/document.xml").decode()
    assert text.count("<w:cantSplit/>") == text.count("</w:tr>") > 4
    assert text.count("<w:tblHeader/>") == 2
