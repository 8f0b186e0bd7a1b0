"""Whatever a text begins with, no cell of any file that the program writes starts a formula."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from ledger_factories import Extraction, commitment, document, measure, owners, store

from corpus import export, notice_xlsx
from corpus.book import Page, workbook
from corpus.ledger import record
from corpus.model import Filters, LedgerEvent, Progress, Standing
from corpus.notice import bulletin, reminders
from corpus.rows import each
from corpus.sheet import Lines
from corpus.store import Corpus
from corpus.tongue import EN, ZH
from ingest.model import Level, Region

ON = date(2026, 6, 30)
STARTS = ["=", "+", "-", "@", "\t=", "\r=", "\n=", " =", "'=", '"=']
RISKY = ("=", "+", "-", "@", "\t", "\r")


@pytest.fixture(params=STARTS, ids=repr)
def evil(request: pytest.FixtureRequest, ledger: Corpus) -> Corpus:
    """A commitment all of whose texts, and those of its report, begin like a formula."""
    bad = f"{request.param}1+1"
    quote = bad.strip() or bad
    goal = measure(quote, quote, subject=bad, scope=bad, unit=bad, per=bad, value=Decimal(1))
    one = commitment(
        quote, quote, subject=bad, deadline=ON - timedelta(days=3), responsible=owners(bad), measures=(goal,),
        recurrence=None,
    )  # fmt: skip
    region = Region(bad, None, Level.COUNTY, (bad,))
    store(ledger, Extraction(document(quote, source=f"{bad}.txt", title=bad, number=bad, region=region), (one,), ()))
    for standing in Standing:
        event = LedgerEvent("", standing, Progress.BLOCKED, bad, "2026-06-28", bad, bad, bad, unit=bad)
        record(ledger, one.key, event)
    return ledger


def sheets(path: Path) -> None:
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            if "worksheets/sheet" in name:
                assert not re.search(rb"<f[ >]|<hyperlink", package.read(name))
    cells = [cell for page in openpyxl.load_workbook(path) for line in page.iter_rows() for cell in line]
    assert {cell.data_type for cell in cells if cell.value is not None} <= {"s", "n", "d"}
    assert not [cell for cell in cells if cell.data_type == "n" and isinstance(cell.value, str)]


def test_no_workbook_has_a_formula(evil: Corpus, tmp_path: Path) -> None:
    for english in (False, True):
        export.office(evil, Filters(), tmp_path / "office.xlsx", ON, english=english)
        sheets(tmp_path / "office.xlsx")
        for kind in Lines:
            export.export(evil, each(evil), tmp_path / "list.xlsx", english=english, kind=kind, on=ON)
            sheets(tmp_path / "list.xlsx")
        words = EN if english else ZH
        for paper in (bulletin(evil, ON, 30, tongue=words), *reminders(evil, ON, 30, tongue=words)):
            notice_xlsx.write(paper, tmp_path / "notice.xlsx", tongue=words)
            sheets(tmp_path / "notice.xlsx")


def test_no_cell_of_a_csv_starts_one(evil: Corpus, tmp_path: Path) -> None:
    for kind in Lines:
        export.export(evil, each(evil), tmp_path / "list.csv", kind=kind, on=ON)
        text = (tmp_path / "list.csv").read_text("utf-8-sig")
        for line in csv.reader(io.StringIO(text, newline="")):
            assert not [cell for cell in line if cell.startswith(RISKY)], line


@pytest.mark.parametrize("start", STARTS, ids=repr)
def test_books_of_checks_have_none(start: str, tmp_path: Path) -> None:
    bad = f"{start}1+1"
    path = tmp_path / "book.xlsx"
    path.write_bytes(workbook([Page(f"甲{start.strip()}", [bad], [[bad, Decimal(1), None]], (9,), (bad,))]))
    sheets(path)
