"""催办单, 督办通报 and the weekly report: what they say, in whose form, and that nothing in them runs."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from docx import Document
from ledger_factories import QINGHE, Extraction, commitment, document, measure, owners, store

from corpus import ledger, lights, notice_docx, notice_xlsx, report
from corpus.charts import Bar, lights_by_name
from corpus.errors import BadTemplate
from corpus.lights import Light
from corpus.model import LedgerEvent, Progress, Standing
from corpus.notice import HEAD, OFFICE, TASK, Kind, Notice, bulletin, reminders, unowned
from corpus.placeholders import fill, row_of
from corpus.store import Corpus
from corpus.trend import trend
from extract.model import Duty

ON = date(2026, 6, 30)
EVIL = "=cmd|'/C calc'!A0 <script>alert(1)</script> {{标题}} \"'&"
TEXT = f"改造学校100所。\n{EVIL}\n培训教师。\n没有单位的事。"


@pytest.fixture
def office(ledger: Corpus) -> Corpus:
    """Two late, one near, one of nobody; the first with a report of this week."""
    found = (
        commitment(
            TEXT, "改造学校100所。", deadline=ON - timedelta(days=10),
            responsible=(*owners("县教育局"), *owners("县财政局", duty=Duty.SUPPORT)),
            measures=(measure(TEXT, "改造学校100所", subject="学校", value=Decimal(100), unit="所"),),
        ),
        commitment(TEXT, EVIL, subject=EVIL, deadline=ON - timedelta(days=1), responsible=owners("县水利局")),
        commitment(TEXT, "培训教师。", deadline=ON + timedelta(days=5), responsible=owners("县教育局")),
        commitment(TEXT, "没有单位的事。", deadline=ON - timedelta(days=400)),
    )  # fmt: skip
    store(ledger, Extraction(document(TEXT, region=QINGHE, title="某方案"), found, ()))
    event = LedgerEvent("", Standing.DECLARED, Progress.IN_PROGRESS, "县教育局", "2026-06-28", "40", EVIL, unit="所")
    from corpus.ledger import record

    record(ledger, found[0].key, event)
    return ledger


def test_a_reminder_for_each_organisation(office: Corpus) -> None:
    found = {one.organisation: one for one in reminders(office, ON, 30)}
    assert list(found) == ["青禾县 · 县教育局", "青禾县 · 县水利局", "青禾县 · 县财政局"]
    assert unowned(office, ON, 30) == 1 and unowned(office, date(2020, 1, 1), 0) == 0
    own = found["青禾县 · 县教育局"]
    assert (own.head["逾期"], own.head["临期"], own.head["合计"]) == ("1", "1", "2")
    first, second = own.tasks
    assert (first["任务"], first["分工"], first["逾期天数"], first["灯"]) == (
        "改造学校100所。",
        "牵头",
        "10",
        "红(逾期)",
    )
    assert (first["达到数值"], second["逾期天数"], second["灯"]) == ("40所", "", "蓝(临期)")
    assert found["青禾县 · 县财政局"].tasks[0]["分工"] == "配合"
    assert set(first) == set(TASK) and set(own.head) == set(HEAD)
    assert own.name == "催办单-青禾县教育局-2026-06-30"
    assert first["来源"].startswith("某方案")
    assert reminders(office, date(2020, 1, 1), 0) == []


def test_the_bulletin(office: Corpus) -> None:
    found = bulletin(office, ON, 30)
    assert (found.head["逾期"], found.head["临期"], found.head["单位数"]) == ("3", "1", "3")
    quiet = bulletin(office, ON - timedelta(days=5), 0)
    assert [one["单位名称"] for one in quiet.offices] == [
        "青禾县 · 县教育局",
        "青禾县 · 县财政局",
        "（未写明责任单位）",
    ]
    assert [one["单位名称"] for one in found.offices][:1] == ["青禾县 · 县教育局"] and set(found.offices[0]) == set(
        OFFICE
    )
    assert len(found.tasks) == 4


def words(path: Path) -> str:
    page = Document(str(path))
    cells = [cell.text for table in page.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(p.text for p in page.paragraphs), *cells])


@pytest.mark.parametrize("kind", Kind)
def test_as_docx(office: Corpus, tmp_path: Path, kind: Kind) -> None:
    paper = bulletin(office, ON, 30) if kind is Kind.BULLETIN else reminders(office, ON, 30)[1]
    path = tmp_path / "a.docx"
    notice_docx.write(paper, path)
    said = words(path)
    assert "来源" in said and "某方案" in said
    assert EVIL in said and "2026年6月30日" in said and paper.head["单位"] in said
    assert "{{" not in said.replace(EVIL, "")
    table = Document(str(path)).tables[-1]
    assert len(table.rows) == 1 + len(paper.tasks)


@pytest.mark.parametrize("kind", Kind)
def test_as_xlsx_no_cell_starts_a_formula(office: Corpus, tmp_path: Path, kind: Kind) -> None:
    paper = bulletin(office, ON, 30) if kind is Kind.BULLETIN else reminders(office, ON, 30)[1]
    path = tmp_path / "a.xlsx"
    notice_xlsx.write(paper, path)
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            if "worksheets/sheet" in name:
                assert not re.search(rb"<f[ >]|<hyperlink", package.read(name))
    book = openpyxl.load_workbook(path)
    cells = [cell for page in book.worksheets for line in page.iter_rows() for cell in line if cell.value]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert EVIL in {cell.value for cell in cells}
    assert not [cell.value for cell in cells if "{{" in str(cell.value).replace(EVIL, "")]
    assert book.worksheets[0].max_row == 3 + len(paper.tasks)


def test_a_template_that_somebody_changed(office: Corpus, tmp_path: Path) -> None:
    own = tmp_path / "own.docx"
    notice_docx.save_template(Kind.REMINDER, own)
    page = Document(str(own))
    page.paragraphs[0].runs[0].text = "关于{{"
    page.paragraphs[0].add_run("单位")
    page.paragraphs[0].add_run("}}的函")
    page.sections[0].footer.paragraphs[0].text = "截至 {{ 截至 }}"
    page.save(str(own))
    path = tmp_path / "a.docx"
    notice_docx.write(reminders(office, ON, 30)[0], path, own)
    made = Document(str(path))
    assert made.paragraphs[0].text == "关于青禾县 · 县教育局的函"
    assert made.sections[0].footer.paragraphs[0].text == "截至 2026-06-30"


def test_an_xlsx_template_that_somebody_changed(office: Corpus, tmp_path: Path) -> None:
    own, path = tmp_path / "own.xlsx", tmp_path / "a.xlsx"
    notice_xlsx.save_template(Kind.REMINDER, own)
    book = openpyxl.load_workbook(own)
    page = book.worksheets[0]
    page["A1"] = "{{单位}}的事项"
    page["A6"] = "合计 {{合计}}"
    book.save(own)
    paper = reminders(office, ON, 30)[0]
    notice_xlsx.write(paper, path, own)
    made = openpyxl.load_workbook(path).worksheets[0]
    assert made["A1"].value == "青禾县 · 县教育局的事项"
    assert [made.cell(line, 2).value for line in (4, 5)] == ["改造学校100所。", "培训教师。"]
    assert made["A7"].value == "合计 2"
    notice_xlsx.write(Notice(Kind.REMINDER, "甲", paper.head, ()), path, own)
    assert openpyxl.load_workbook(path).worksheets[0]["B4"].value is None


@pytest.mark.parametrize("room", [notice_docx, notice_xlsx])
def test_a_template_that_cannot_be_used(office: Corpus, tmp_path: Path, room: Any) -> None:
    suffix = ".docx" if room is notice_docx else ".xlsx"
    own = tmp_path / f"own{suffix}"
    paper = reminders(office, ON, 30)[0]
    for data in (b"x", None):
        if data is not None:
            own.write_bytes(data)
        else:
            own.unlink()
        with pytest.raises(BadTemplate, match="打不开"):
            room.write(paper, tmp_path / f"a{suffix}", own)
    if room is notice_docx:
        page = Document()
        page.add_paragraph("{{责任人}}")
        page.save(str(own))
    else:
        book = openpyxl.Workbook()
        book.worksheets[0]["A1"] = "{{责任人}}"
        book.save(own)
    with pytest.raises(BadTemplate, match="没有“责任人”这个字段"):
        room.write(paper, tmp_path / f"a{suffix}", own)


def test_places_in_values_stay() -> None:
    assert fill("{{ 甲 }}和{{乙}}", {"甲": "{{乙}}\x07", "乙": "b"}) == "{{乙}}和b"
    assert (row_of(["任务", "标题"]), row_of(["红"]), row_of(["标题", "单位"])) == ("tasks", "offices", "")


class Page(HTMLParser):
    """Ids, links, tags and attributes of a page, and whether every tag is closed."""

    VOID = ("meta", "br", "line", "rect", "i", "link", "img")

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: set[str] = set()
        self.names: set[str] = set()
        self.open: list[str] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag not in ("meta", "br"):
            self.open.append(tag)
        for name, value in attrs:
            self.names.add(name)
            if name == "id":
                self.ids.append(value or "")
            if name == "href":
                self.links.append(value or "")

    def handle_startendtag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        self.tags.add(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_report_is_whole_and_every_link_leads_somewhere(office: Corpus) -> None:
    page = Page(report.html(office, ON, title="周报<x>"))
    assert page.open == []
    assert len(set(page.ids)) == len(page.ids)
    assert page.links and {link.removeprefix("#") for link in page.links} <= set(page.ids)
    assert not page.tags & {"script", "img", "link", "iframe", "object"}
    assert not [name for name in page.names if name.startswith("on") or name == "src"]
    assert EVIL in page.text and "周报<x>" in page.text
    keys = [key for (key,) in office.connection.execute("select key from commitment").fetchall()]
    assert {f"k-{key}" for key in keys} <= set(page.ids)
    assert "在册承诺 4 条" in page.text and "本周进展(1 条)" in page.text and "40所" in page.text
    assert page.tags >= {"svg", "table", "blockquote"}


def test_the_report_of_one_place_and_of_nothing(office: Corpus, ledger: Corpus) -> None:
    from corpus.model import Filters

    assert "在册承诺 0 条" in report.html(office, ON, Filters(region="别处"))
    assert "没有逾期" in report.html(office, date(2020, 1, 1))


def test_lights_over_time_follow_the_events(office: Corpus) -> None:
    days = [ON - timedelta(days=500), ON - timedelta(days=9), ON]
    first, second, now = trend(office, days)
    assert (first[Light.RED], second[Light.RED], now[Light.RED]) == (0, 2, 3)
    key = office.connection.execute("select key from commitment order by id").fetchall()[0][0]
    ledger.record(office, key, LedgerEvent("", Standing.DECLARED, Progress.DONE, "甲", ON.isoformat()))
    assert trend(office, days)[1:] == [second, now | {Light.RED: 2, Light.GREEN: now[Light.GREEN] + 1}]
    counted = lights.reasons(office, ON).values()
    assert sum(trend(office, [ON])[0].values()) == len(counted)


def test_an_office_of_an_unknown_place_is_not_addressed_by_a_document(ledger: Corpus) -> None:
    found = (commitment(TEXT, "培训教师。", deadline=ON - timedelta(days=5), responsible=owners("市教育局")),)
    store(ledger, Extraction(document(TEXT, region=None, title="某方案"), found, ()))
    (one,) = reminders(ledger, ON, 30)
    assert (one.organisation, one.head["单位"]) == ("某方案 · 市教育局", "市教育局")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("青禾县 · 县教育局", "青禾县 · 县教育局"),
        ("very-long-plan-name.txt · 市教育局", "very-long… · 市教育局"),
        ("青禾县 · 县" + "某" * 18 + "局", "县" + "某" * 15 + "…"),
        ("一二三四五六七八九十一二三四五六七八", "一二三四五六七八九十一二三四五六…"),
    ],
)
def test_in_a_chart_the_place_gives_way_to_the_office(name: str, shown: str) -> None:
    assert f">{shown}</text>" in lights_by_name([Bar(name, {Light.RED: 1})], "各单位")
