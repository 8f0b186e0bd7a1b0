"""`standards` and `check` on the command line: text, data, reports, exit codes."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import openpyxl
import pytest

from tui.cli import main
from tui.language import language

Run = Callable[..., tuple[int, str, str]]
BODY = """青禾县教育工作实施方案(2024—2028年)

为推进工作，结合我县实际，制定本方案。

一、主要任务

到2028年，小学班额不超过48人，初中班额不超过50人。（责任单位：县教育局）

=力争社会认可度达到85%以上。

<script>alert(1)</script>残疾儿童少年入学率达到97%以上。
"""


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*arguments: str | Path) -> tuple[int, str, str]:
        code = main([str(one) for one in arguments])
        done = capsys.readouterr()
        return code, done.out, done.err

    return call


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.txt"
    path.write_text(BODY, "utf-8")
    return path


def test_a_check_ends_with_3_when_something_is_short(run: Run, plan: Path) -> None:
    code, out, err = run("check", plan, "--standard", "教督〔2017〕6号")
    assert (code, err) == (3, "")
    assert "低于标准" in out and "+3人" in out and "打了折扣" in out and "用了“力争”" in out


def test_a_check_ends_with_0_when_all_is_met(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_text(BODY.replace("48", "45"), "utf-8")
    standard = tmp_path / "own.toml"
    standard.write_text(
        '[standard]\nid = "own"\ntitle = "班额"\n[[group]]\nid = "g"\nname = "g"\n[[indicator]]\nid = "c"\n'
        'number = "1"\ngroup = "g"\nname = "班额"\ntext = "班额"\nclause = "一"\nmeasured = ["government.class_size"]\n'
        '[[indicator.demand]]\nname = "班额"\ncomparator = "<="\nunit = "人"\nvalue = { primary = 45, junior = 50 }\n',
        "utf-8",
    )
    assert run("check", path, "--standard", standard)[0] == 0
    assert run("check", plan_of(path, "45", "46"), "--standard", standard)[0] == 3


def plan_of(path: Path, old: str, new: str) -> Path:
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    return path


def test_a_check_as_data(run: Run, plan: Path) -> None:
    code, out, _ = run("check", plan, "--json")
    found = json.loads(out)
    assert code == 3
    assert found["indicators"] == 32 and found["found"] == 3 and found["met"] == 1
    verdicts = {one["number"]: one for one in found["verdicts"]}
    first = verdicts["G5"]["judgements"][0]
    assert (first["level"], first["verdict"], first["limit"], first["difference"]) == ("primary", "weaker", 45, 3)
    sentence = first["sentences"][0]
    assert sentence["deadline"] == "2028-12-31" and sentence["responsible"] == ["县教育局"]
    assert verdicts["P1"]["judgements"][0]["sentences"][0]["notes"][0]["code"] == "soft"


def test_a_document_of_the_ledger_is_checked_like_its_file(run: Run, plan: Path) -> None:
    assert run("ingest", plan)[0] == 0
    _, by_file, _ = run("check", plan, "--json")
    for name in ("1", "plan.txt", "青禾县教育工作"):
        code, by_ledger, _ = run("check", name, "--json")
        assert code == 3 and json.loads(by_ledger) == json.loads(by_file)


def test_a_name_that_is_no_plan_or_several(run: Run, plan: Path, tmp_path: Path) -> None:
    code, _, err = run("check", "没有.txt")
    assert code == 1 and err.count("\n") == 1 and "没有这个文件" in err
    run("ingest", plan)
    code, _, err = run("check", "没有")
    assert code == 1 and "没有这个文件" in err
    other = tmp_path / "other.txt"
    other.write_text("青禾县养老服务规划\n\n一、主要任务\n\n每千名老年人拥有养老床位35张以上。\n", "utf-8")
    run("ingest", other)
    code, _, err = run("check", "青禾县")
    assert code == 1 and "不止一份" in err and "1 青禾县教育工作实施方案" in err


class Page(HTMLParser):
    """Ids, links, tags and the address of everything that a page loads."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: set[str] = set()
        self.loads: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.add(tag)
        self.ids += [found["id"] or ""] if "id" in found else []
        self.links += [found["href"] or ""] if "href" in found else []
        self.loads += [found["src"] or ""] if "src" in found else []


def test_the_page_stands_alone_and_every_link_leads_to_a_sentence(run: Run, plan: Path, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    code, out, err = run("check", plan, "--html", path)
    assert code == 3 and not out and str(path) in err
    text = path.read_text("utf-8")
    page = Page(text)
    assert not page.loads and "script" not in page.tags and "<script" not in text.lower()
    assert "&lt;script&gt;alert(1)" in text
    assert page.links and {link[1:] for link in page.links} == set(page.ids)
    assert len(page.ids) == len(set(page.ids))
    assert not re.search(r"(?:https?:)?//", text)
    value = re.search(r'<a href="#(s[0-9]+)">≤48人</a>', text)
    assert value and re.search(rf'<span id="{value[1]}"></span><mark>[^<]*48人', text)


def test_the_workbook_holds_no_formula(run: Run, plan: Path, tmp_path: Path) -> None:
    path = tmp_path / "report.xlsx"
    assert run("check", plan, "--xlsx", path)[0] == 3
    sheet = openpyxl.load_workbook(io.BytesIO(path.read_bytes())).active
    assert sheet is not None
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f" or str(cell.value or "").startswith(("=", "+", "@"))]
    assert {cell.value for cell in cells} >= {"低于标准", "打了折扣", 3}


@pytest.mark.parametrize(("option", "name"), [("--html", "a.xlsx"), ("--xlsx", "a.html")])
def test_a_report_has_the_ending_of_its_form(run: Run, plan: Path, tmp_path: Path, option: str, name: str) -> None:
    assert run("check", plan, option, tmp_path / name)[0] == 2


def test_a_report_is_not_overwritten_unasked(run: Run, plan: Path, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_text("mine", "utf-8")
    code, _, err = run("check", plan, "--html", path)
    assert code == 1 and "--overwrite" in err and path.read_text("utf-8") == "mine"
    assert run("check", plan, "--html", path, "--overwrite")[0] == 3
    code, _, err = run("check", plan, "--html", tmp_path / "none" / "report.html")
    assert code == 1 and "none”这个文件夹" in err


def test_problems_leave_out_what_is_met(run: Run, plan: Path) -> None:
    _, out, _ = run("check", plan, "--problems")
    assert "残疾儿童少年入学率" not in out and "班级学生数" in out


def test_english(run: Run, plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TAIZHANG_LANG", "en")
    language.cache_clear()
    try:
        _, out, _ = run("check", plan)
    finally:
        monkeypatch.undo()
        language.cache_clear()
    assert "weaker" in out and "it says “力争”" in out


def test_standards_are_listed_shown_and_validated(run: Run, tmp_path: Path) -> None:
    code, out, err = run("standards", "list")
    assert code == 0 and "jd2017_6" in out and "standards" in err
    code, out, _ = run("standards", "show", "优质均衡")
    assert code == 0 and "一票否决" in out and "转引" in out and "≥4.2人/每百名学生" in out
    code, out, _ = run("standards", "show", "优质均衡", "--json")
    assert json.loads(out)["count"] == 32
    code, out, _ = run("standards", "show", "jd2012_3")
    assert "未经核实" in out and "未核实" in out
    path = tmp_path / "bad.toml"
    path.write_text("[standard]\n", "utf-8")
    code, out, err = run("standards", "validate", path)
    assert (code, out) == (1, "") and err.startswith("bad.toml：")
    code, out, err = run("standards", "show", "没有")
    assert code == 1 and "没有这个标准" in err
    code, out, _ = run("standards")
    assert code == 0 and "validate" in out


def test_a_broken_file_of_the_user_is_named(run: Run, tmp_path: Path) -> None:
    from tui import location

    folder = location.standards()
    folder.mkdir(parents=True)
    (folder / "bad.toml").write_text("x", "utf-8")
    code, out, err = run("standards", "list")
    assert code == 1 and "jd2017_6" in out and "bad.toml" in err


def test_findings_on_the_command_line(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_text(BODY + "\n合理分班，到2028年底初中班额不超过55人。\n", "utf-8")
    code, out, err = run("findings", path)
    assert code == 3 and "前后矛盾（1）" in out and "到2028年底初中班额不超过55人" in out and "共 1 处" in err
    code, out, _ = run("findings", path, "--json")
    [found] = json.loads(out)
    assert found["kind"] == "conflict" and len(found["places"]) == 2
    path.write_text(BODY, "utf-8")
    code, out, err = run("findings", path)
    assert (code, out) == (0, "") and "没有发现问题" in err


def test_a_report_holds_the_findings(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_text(BODY + "\n合理分班，到2028年底初中班额不超过55人。\n", "utf-8")
    _, out, _ = run("check", path)
    assert "前后矛盾（1）" in out
    assert json.loads(run("check", path, "--json")[1])["findings"][0]["kind"] == "conflict"
    page, book = tmp_path / "r.html", tmp_path / "r.xlsx"
    run("check", path, "--html", page, "--xlsx", book)
    assert "前后矛盾" in page.read_text("utf-8")
    found = Page(page.read_text("utf-8"))
    assert {link[1:] for link in found.links} == set(found.ids)
    sheets = openpyxl.load_workbook(io.BytesIO(book.read_bytes()))
    assert sheets.sheetnames[1:] == ["原文", "方案自身的问题"]


def test_many_findings_of_one_kind_are_counted(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    works = ("校舍维修", "操场改造", "图书采购", "食堂扩建", "围墙加固", "校门整修", "电路检修", "绿化补种", "水池清理")
    early = "\n\n".join(f"{n}.{what}。2024年{n}月底前完成{what}工程。" for n, what in enumerate(works, 1))
    issued = BODY.replace("\n\n", "\n\n成文日期：2024-11-20\n\n", 1)
    path.write_text(f"{issued}\n{early}\n", "utf-8")
    _, out, _ = run("findings", path)
    assert "期限早于发文（9）" in out and "另有 4 处" in out
    _, out, _ = run("findings", path, "--all")
    assert out.count("早于成文日期 2024-11-20") == 9


def test_each_figure_of_the_workbook_leads_to_its_sentence(run: Run, plan: Path, tmp_path: Path) -> None:
    path = tmp_path / "report.xlsx"
    run("check", plan, "--xlsx", path)
    book = openpyxl.load_workbook(path)
    first, said = book.worksheets[:2]
    links = [
        (cell.row, cell.value, cell.hyperlink.location) for line in first.iter_rows() for cell in line if cell.hyperlink
    ]
    assert links
    quotes = {line[4].value: line[0].row for line in said.iter_rows(min_row=2)}
    for _, value, location in links:
        name, _, place = location.rpartition("!")
        assert name.strip("'") == said.title
        row = int(place.removeprefix("A"))
        assert row >= 2 and (value == said.cell(row, 4).value or quotes[value] <= row)


def test_an_unknown_standard_is_told_in_the_language_that_is_asked(
    run: Run, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TAIZHANG_LANG", "en")
    language.cache_clear()
    try:
        code, _, err = run("check", plan, "-s", "nothing")
    finally:
        language.cache_clear()
    assert code == 1 and "no such standard" in err
