"""Commands: what they print where, and how they end."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from corpus.errors import ModelUnavailable
from corpus.hits import Found, Hit
from corpus.model import Changes, DocumentRow, Intake, LedgerEvent, Outcome, Progress, Standing, Summary, Tally
from extract.model import Commitment, Comparator, Extraction, Measure, Role
from ingest.errors import CannotOpen
from ingest.model import Document, Header, Problem, Span
from tui import cli, console, listing, location

Run = Callable[..., tuple[int, str, str]]


COMMANDS = [
    *("demo", "ingest", "ui", "serve", "documents", "list", "show", "search", "searches", "overdue"),
    *("due", "lights", "declare", "verify", "undo", "history", "review", "evidence"),
    *("export", "import", "import-tasks", "notice", "report", "backup", "restore", "remove", "merge", "extract"),
    *("check", "findings", "compare", "align", "cites", "model", "settings", "standards", "schools"),
]
"""In the order of the help."""


@pytest.mark.parametrize("arguments", [[], ["--help"]])
def test_help_lists_the_commands_in_chinese(run: Run, arguments: list[str]) -> None:
    code, out, err = run(*arguments)
    assert code == 0 and not err
    assert out.startswith("用法：taizhang [选项] 命令 …")
    names = [line.split()[0] for line in out.split("命令\n")[1].split("\n\n")[0].splitlines()]
    assert names == COMMANDS


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_without_english(run: Run, command: str) -> None:
    code, out, err = run(command, "--help")
    assert code == 0 and not err
    assert out.startswith(f"用法：taizhang {command} [选项]")
    assert "显示这份帮助" in out
    assert "Show this message" not in out and "[required]" not in out


def test_version(run: Run) -> None:
    code, out, _ = run("--version")
    assert code == 0 and out.startswith("taizhang ")


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (["lst"], "用法有误：没有命令 lst，是不是 list。请看 taizhang --help"),
        (["list", "--bad"], "用法有误：没有选项 --bad。请看 taizhang list --help"),
        (["show"], "用法有误：缺少 KEY。请看 taizhang show --help"),
        (["extract"], "用法有误：缺少 FILE。请看 taizhang extract --help"),
        (["list", "more"], "用法有误：多余的参数 more。请看 taizhang list --help"),
        (["list", "-n", "x"], "用法有误：--limit / -n 要写整数，不小于 1。请看 taizhang list --help"),
        (["list", "-n", "0"], "用法有误：--limit / -n 要写整数，不小于 1。请看 taizhang list --help"),
        (["serve", "--port", "65536"], "用法有误：--port 要写整数，0 到 65535。请看 taizhang serve --help"),
        (["list", "--due-before", "明年"], "“明年”不是日期"),
        (["list", "--force", "大概"], "没有“大概”这种力度"),
        (["overdue", "--as-of", "2025-13-01"], "“2025-13-01”不是日期"),
        (["export", "-f", "doc"], "没有“doc”这种格式"),
        (["export", "--rows", "pages"], "没有“pages”这种行"),
        (["export", "-o", "x.docx"], "没有“docx”这种格式"),
    ],
)
def test_wrong_use_is_one_line_and_two(run: Run, arguments: list[str], text: str) -> None:
    code, out, err = run(*arguments)
    assert code == 2 and not out
    assert text in err and err.count("\n") == 1


def test_list(run: Run) -> None:
    code, out, err = run("list", "--as-of", "2025-06-01")
    assert code == 0
    assert len(out.splitlines()) == 5
    assert "k000000001" in out and "逾期 152 天" in out and "剩 91 天" in out
    assert err == "显示 3 条，共 3 条\n"


@pytest.mark.parametrize(
    ("arguments", "keys"),
    [
        (["--text", "入学率"], ["k000000002"]),
        (["--org", "财政局"], ["k000000001"]),
        (["--due-before", "2024"], ["k000000001"]),
        (["--due-after", "2025-08-31"], ["k000000002"]),
        (["--text", "入学率 残联"], ["k000000002"]),
        (["--overdue", "--as-of", "2025-06-01"], ["k000000001"]),
        (["--overdue", "--as-of", "2024-06-01"], []),
        (["--due-before", "2024年12月"], ["k000000001"]),
        (["--limit", "1"], ["k000000001"]),
        (["--limit", "1", "--all"], ["k000000001", "k000000002", "k000000003"]),
    ],
)
def test_list_json_is_filtered(run: Run, arguments: list[str], keys: list[str]) -> None:
    code, out, err = run("list", "--json", *arguments)
    assert code == 0 and not err
    assert [row["key"] for row in json.loads(out)] == keys


def test_list_pages_through_the_ledger(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from tui.commands import asking

    monkeypatch.setattr(asking, "PAGE", 1)
    assert len(json.loads(run("list", "--json")[1])) == 3


def test_list_says_that_there_is_more(run: Run) -> None:
    _, _, err = run("list", "-n", "1")
    assert err.splitlines() == ["显示 1 条，共 3 条", "其余用 --all 或 --limit 查看，或加条件"]


def test_documents(run: Run) -> None:
    code, out, err = run("documents")
    assert code == 0 and "丙政发〔2024〕3号" in out and err == "共 1 个文件\n"
    (row,) = json.loads(run("documents", "--json")[1])
    assert row["source"] == "丙山方案.txt" and row["commitments"] == 3


def test_show_by_the_beginning_of_a_key(run: Run) -> None:
    code, out, _ = run("show", "k000000001", "--as-of", "2025-06-01")
    assert code == 0
    assert "【到2024年12月底，小学班级学生数不超过45人，由县教育局牵头，县财政局配合】" in out.replace("\n", "")
    assert "逾期 152 天" in out and "还没有办理记录" in out
    row = json.loads(run("show", "k000000001", "--json")[1])
    assert row["history"] == [] and "【" in row["context"] and row["measures"][0]["value"] == 45


@pytest.mark.parametrize("key", ["nothing", ""])
def test_show_of_no_commitment(run: Run, key: str) -> None:
    code, out, err = run("show", key)
    assert code == 1 and not out and err.startswith(f"没有编号以 {key} 开头的承诺") and err.count("\n") == 1


def test_show_of_several_commitments_names_them(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from tui.commands import keys

    code, out, err = run("show", "k0")
    head, *named = err.splitlines()
    assert code == 1 and not out and "不止一条" in head
    assert [line.split()[0] for line in named] == ["k000000001", "k000000002", "k000000003"]
    monkeypatch.setattr(keys, "CANDIDATES", 2)
    assert run("show", "k0")[2].splitlines()[-1] == "  …"


@pytest.mark.parametrize("command", ["list", "export"])
def test_a_document_that_is_not_there(run: Run, command: str) -> None:
    code, out, err = run(command, "--document", "99")
    assert code == 1 and not out and err == "没有编号为 99 的文件；请用 taizhang documents 查看\n"
    assert run(command, "--document", "1")[0] == 0


EDUCATION, FINANCE, DISABLED = "丙山县 · 县教育局", "丙山县 · 县财政局", "丙山县 · 县残联"


def test_overdue(run: Run) -> None:
    code, out, err = run("overdue", "--as-of", "2025-06-01")
    assert code == 0
    assert f"{EDUCATION}（1 条）" in out and f"{FINANCE}（1 条）" in out and "县残联" not in out
    assert out.count("k000000001") == 2 and "丙山县义" in out
    assert err == "截至 2025-06-01：逾期 1 条，涉及 2 个单位\n几个单位共同负责的事项在各单位下都列出\n"


def test_what_an_organisation_leads_comes_before_what_it_supports() -> None:
    from corpus.model import Entry
    from extract.model import Duty
    from tui.commands.asking import _merged

    def entry(duty: Duty, late: int) -> Entry:
        return Entry(None, "甲", duty, date(2025, 1, 1), late)  # type: ignore[arg-type]

    late = {"甲": [entry(Duty.LEAD, 1), entry(Duty.SUPPORT, 90)]}
    found = _merged(late, {"甲": [entry(Duty.LEAD, -5), entry(Duty.RESPONSIBLE, -1)]})
    assert [(one.duty, one.days_late) for one in found["甲"]] == [
        (Duty.LEAD, 1), (Duty.LEAD, -5), (Duty.RESPONSIBLE, -1), (Duty.SUPPORT, 90),
    ]  # fmt: skip


def test_overdue_with_what_is_near(run: Run) -> None:
    groups = json.loads(run("overdue", "--as-of", "2025-06-01", "--days", "100", "--json")[1])
    assert [(one["organisation"], one["entries"][0]["days_late"]) for one in groups] == [
        (EDUCATION, 152),
        (FINANCE, 152),
        (DISABLED, -91),
    ]
    only = json.loads(run("overdue", "--as-of", "2025-06-01", "--org", "财政", "--json")[1])
    assert [one["organisation"] for one in only] == [FINANCE]
    assert json.loads(run("overdue", "--as-of", "2025-06-01", "--region", "别处", "--json")[1]) == []


def test_search(run: Run) -> None:
    code, out, _ = run("search", "残疾儿童", "--words-only", "-n", "1", "--as-of", "2025-06-01")
    assert code == 0 and "残疾儿童少年入学率达到95%以上" in out and "剩 91 天" in out
    (hit,) = json.loads(run("search", "残疾儿童", "--words-only", "-n", "1", "--json")[1])
    assert set(hit) == {
        *("quote", "source", "section", "page", "score", "why", "duplicates", "commitment"),
        *("document", "start", "end", "copies"),
    }
    assert hit["commitment"]["key"] == "k000000002"


def test_search_says_when_no_word_matched(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    hit = Hit("甲", "a.txt", "", None, 33.3, ("meaning",), 1, 0, 1, None)
    for found, said in (([hit], True), ([replace(hit, why=("words", "meaning")), hit], False), ([], False)):
        page = Found(hits=tuple(found), total=len(found))
        monkeypatch.setattr("corpus.several.find", lambda *_, _found=page, **__: _found)
        code, out, err = run("search", "乙")
        assert code == 0 and ("没有字面命中，以下仅意思相近" in err) is said
        assert ("33 · 意思" in out) is bool(found)


def test_search_fetches_a_model_only_when_told(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []

    def find(*_: object, download: bool, **__: object) -> Found:
        asked.append(download)
        return Found()

    monkeypatch.setattr("corpus.several.find", find)
    run("search", "乙", "--model", "a/b")
    run("search", "乙", "--model", "a/b", "--download")
    assert asked == [False, True]


def test_search_that_finds_nothing(run: Run) -> None:
    code, out, err = run("search", "量子纠缠", "--words-only")
    assert code == 0 and not out and "没有找到" in err


def test_a_model_that_is_not_there_is_one_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: object, **__: object) -> None:
        raise ModelUnavailable("no-such-model")

    monkeypatch.setattr("corpus.several.find", missing)
    code, out, err = run("search", "班额", "--model", "no-such-model")
    assert code == 1 and not out and err.startswith("no-such-model：") and err.count("\n") == 1


def test_export_csv_to_stdout(run: Run) -> None:
    code, out, err = run("export", "--text", "班级")
    assert code == 0 and not err
    (row,) = csv.DictReader(io.StringIO(out))
    assert row["编号"] == "k000000001" and row["目标"] == "小学 班级学生数 ≤45人" and row["力度"] == "应当"
    (row,) = csv.DictReader(io.StringIO(run("export", "--text", "班级", "--rows", "measures")[1]))
    assert (row["要求"], row["数值"]) == ("≤", "45")


def test_export_of_what_is_late(run: Run) -> None:
    lines = list(csv.DictReader(io.StringIO(run("export", "--overdue", "--as-of", "2025-06-01")[1])))
    assert [(row["编号"], row["状态"], row["逾期天数"]) for row in lines] == [("k000000001", "逾期", "152")]


def test_export_counts_what_it_wrote(run: Run, tmp_path: Path) -> None:
    err = run("export", "-o", str(tmp_path / "a.csv"), "--rows", "measures")[2]
    assert err.startswith("已导出 3 行指标值到")
    err = run("export", "-o", str(tmp_path / "a.json"), "--rows", "measures", "--text", "班级")[2]
    assert err.startswith("已导出 1 条到")


@pytest.mark.parametrize("name", ["a.csv", "plain"])
def test_export_replaces_nothing_unasked(run: Run, tmp_path: Path, name: str) -> None:
    target = tmp_path / name
    target.write_text("old", "utf-8")
    code, out, err = run("export", "-f", "csv", "-o", str(target))
    assert code == 1 and not out and "--overwrite" in err and target.read_text("utf-8") == "old"
    assert run("export", "-f", "csv", "-o", str(target), "--overwrite")[0] == 0
    assert target.read_bytes().startswith(b"\xef\xbb\xbf")


def test_export_into_a_folder(run: Run, tmp_path: Path) -> None:
    code, out, err = run("export", "-f", "csv", "-o", str(tmp_path))
    assert code == 1 and not out and "这是文件夹" in err and err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_export_json_to_stdout(run: Run) -> None:
    (document,) = json.loads(run("export", "-f", "json")[1])
    assert len(document["commitments"]) == 3 and document["document"]["source"] == "丙山方案.txt"


@pytest.mark.parametrize(
    ("name", "form", "begins"),
    [("a.csv", None, b"\xef\xbb\xbf"), ("a.xlsx", None, b"PK"), ("a.json", None, b"["), ("plain", "xlsx", b"PK")],
)
def test_export_to_a_file(run: Run, tmp_path: Path, name: str, form: str | None, begins: bytes) -> None:
    target = tmp_path / name
    code, out, err = run("export", "-o", str(target), *(["-f", form] if form else []))
    assert code == 0 and not out and err.startswith("已导出 3 条到")
    assert target.read_bytes().startswith(begins)
    assert list(tmp_path.iterdir()) == [target]


def test_export_refuses_a_workbook_in_a_terminal(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    code, out, err = run("export", "-f", "xlsx")
    assert code == 2 and not out and "-o" in err


def test_export_where_nobody_may_write(run: Run, tmp_path: Path) -> None:
    code, _, err = run("export", "-o", str(tmp_path / "none" / "a.csv"))
    assert code == 1 and err.count("\n") == 1


@pytest.mark.parametrize("arguments", [["list"], ["documents"], ["overdue"], ["search", "甲"], ["show", "abcdef"]])
def test_no_ledger_is_one_line(run: Run, tmp_path: Path, arguments: list[str]) -> None:
    code, out, err = run("--db", str(tmp_path / "none.db"), *arguments)
    assert code == 1 and not out and "taizhang ingest" in err and err.count("\n") == 1
    assert not list(tmp_path.iterdir())


def test_the_command_s_own_ledger_comes_first(run: Run, ledger: Path) -> None:
    assert run("--db", "/nowhere/none.db", "documents", "--db", str(ledger))[0] == 0


def fake_add(outcomes: list[Intake]) -> Callable[..., Iterator[Intake]]:
    def add(corpus: object, paths: object, *, progress: Any, **_: object) -> Iterator[Intake]:
        for done, one in enumerate(outcomes):
            progress(done, len(outcomes), one.path)
            yield one

    return add


GOOD = Intake(Path("甲.txt"), Outcome.ADDED)
SAME = Intake(Path("乙.txt"), Outcome.UNCHANGED)
BAD = Intake(Path("丙.pdf"), Outcome.FAILED, error=CannotOpen("丙.pdf", "文件不\x1b存在", "请检查路径"))

SECOND = DocumentRow(
    *(1, "甲.txt", "/甲.txt", "甲", None, None, None, None, None, None, None, None, None, "txt", "ok"),
    version=2,
    commitments=3,
    measures=0,
    facts=0,
    problems=0,
    added="",
)
NOTHING = replace(SECOND, version=1, commitments=0)


@pytest.mark.parametrize(
    ("outcomes", "code", "err"),
    [
        ([GOOD, SAME], 0, "共 2 个文件：新增 1，未变 1\n"),
        ([GOOD, BAD], 1, "丙.pdf：文件不\ufffd存在；请检查路径\n共 2 个文件：新增 1，失败 1\n"),
        ([], 0, "共 0 个文件：0\n"),
        (
            [replace(SAME, duplicate=Path("甲.txt"))],
            0,
            "乙.txt：与 甲.txt 内容相同，没有重复读入\n共 1 个文件：未变 1\n",
        ),
        ([replace(GOOD, document=NOTHING)], 0, "甲.txt：读到 0 条承诺，请人工看一看\n共 1 个文件：新增 1\n"),
        ([replace(SAME, document=NOTHING)], 0, "共 1 个文件：未变 1\n"),
        (
            [Intake(Path("a/甲.txt"), Outcome.NEW_VERSION, SECOND, changes=Changes(("a", "b"), ("c",), ("d",)))],
            0,
            "a/甲.txt：第 2 版，新增 2 条，去掉 1 条，数值或期限有变 1 条\n共 1 个文件：新版本 1\n",
        ),
    ],
)
def test_ingest_counts_and_names(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, outcomes: list[Intake], code: int, err: str
) -> None:
    monkeypatch.setattr("corpus.intake.add", fake_add(outcomes))
    assert run("ingest", "x", "--db", str(tmp_path / "a.db")) == (code, "", err)


def test_ingest_of_a_folder(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, empty = tmp_path / "plans", tmp_path / "empty"
    for name in ("甲.txt", "a.png", "b.PNG", "c.json", "无"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).touch()
    pictures = "文件夹里的图片不读；要识别图片里的文字，请直接写图片的文件名"
    empty.mkdir()
    monkeypatch.setattr("corpus.intake.add", fake_add([GOOD]))
    code, out, err = run("ingest", str(folder), "--db", str(tmp_path / "a.db"))
    assert (code, out, err) == (
        0,
        "",
        f"跳过 4 个：.png 2、无扩展名 1、.json 1\n{pictures}\n共 1 个文件：新增 1\n",
    )
    code, _, err = run("ingest", str(folder), str(empty), "--db", str(tmp_path / "a.db"))
    assert code == 1 and err.startswith(f"{empty}：文件夹里没有可读的文件\n")
    code, _, err = run("ingest", str(empty), "--db", str(tmp_path / "new.db"))
    assert (code, err) == (1, f"{empty}：文件夹里没有可读的文件\n") and not (tmp_path / "new.db").exists()


def test_show_tells_what_earlier_versions_said(run: Run, tmp_path: Path) -> None:
    from corpus.store import Corpus
    from corpus.writing import put

    path = tmp_path / "versions.db"
    with Corpus.open(path) as corpus:
        for number, value in enumerate(("90", "90", "92", "95")):
            text = f"入学率达到{value}%。" + "。" * number
            measure = Measure(
                *(Role.COMMITMENT, Span(0, 8), text[:8], "入学率", None, Comparator.AT_LEAST, Decimal(value), "%")
            )
            one = Commitment("key0000001", Span(0, 8), text[:8], None, "入学率", None, measures=(measure,))
            read = Document(source="甲.txt", sha256=str(number), format="txt", text=text, blocks=())
            put(corpus, Extraction(read, (one,), ()), Path("/甲.txt"), identity="甲")
    _, out, _ = run("show", "key0", "--db", str(path))
    assert [line.split() for line in out.splitlines()[-2:]] == [
        ["第", "3", "版", "期限", "—", "·", "入学率", "≥92%"],
        ["第", "2", "版", "期限", "—", "·", "入学率", "≥90%"],
    ]
    earlier = json.loads(run("show", "key0", "--db", str(path), "--json")[1])["earlier"]
    assert [(one["version"], one["measures"][0]["value"]) for one in earlier] == [(3, 92), (2, 90)]


def test_ingest_json(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpus.intake.add", fake_add([GOOD, BAD]))
    code, out, _ = run("ingest", "x", "--json", "--db", str(tmp_path / "a.db"))
    first, second = json.loads(out)
    assert code == 1 and first["outcome"] == "added" and "文件不" in second["error"]


def test_the_bar_is_drawn_only_in_a_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    console.ProgressLine().show(0, 2, "甲.txt")
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    bar = console.ProgressLine()
    bar.show(1, 2, "甲\x1b.txt")
    bar.clear()
    assert capsys.readouterr().err == f"\r\x1b[K[{'█' * 10}{'░' * 10}] 2/2 甲\ufffd.txt\r\x1b[K"


@pytest.mark.slow
def test_ingest_and_extract_for_real(run: Run, tmp_path: Path) -> None:
    plan = tmp_path / "方案.txt"
    plan.write_text("甲县义务教育方案\n一、目标\n2025年底前，小学班级学生数不超过45人。\n", "utf-8")
    database = str(tmp_path / "a.db")
    code, _, err = run("ingest", str(plan), str(tmp_path / "none.txt"), "--db", database)
    assert code == 1 and "none.txt：" in err and "新增 1，失败 1" in err
    assert run("ingest", str(plan), "--db", database)[2] == "共 1 个文件：未变 1\n"
    assert len(json.loads(run("list", "--json", "--db", database)[1])) == 1
    code, out, err = run("extract", "--json", str(plan), str(tmp_path / "none.txt"))
    assert code == 1 and err.count("\n") == 1 and "none.txt" in err
    (line,) = out.splitlines()
    assert json.loads(line)["document"]["source"] == "方案.txt"
    code, out, err = run("extract", str(plan))
    assert code == 0 and not err and "≤45人" in out and "方案.txt" in out


@pytest.mark.slow
def test_demo_reads_the_samples(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "samples"
    folder.mkdir()
    (folder / "甲.txt").write_text("甲县方案\n一、目标\n2024年底前，由县教育局负责，入学率达到95%以上。\n", "utf-8")
    monkeypatch.setattr(location, "samples", lambda: folder)
    database = str(tmp_path / "demo.db")
    for count in ("新增 1", "未变 1"):
        code, out, err = run("demo", "--db", database, "--as-of", "2025-06-01")
        assert code == 0 and count in err and database in err
        assert out.startswith("1 份文件，1 条承诺") and "教育局" in out and "逾期 1 条" in out


def test_samples_are_packaged() -> None:
    assert {path.suffix for path in location.samples().iterdir()} >= {".txt", ".html", ".pdf"}


def test_ui_needs_a_terminal(run: Run) -> None:
    code, out, err = run("ui")
    assert code == 1 and not out and "不是终端" in err


def test_ui_opens_and_makes_the_ledger(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[tuple[Path, str]] = []
    monkeypatch.setattr("tui.commands.opening._in_terminal", lambda: True)
    monkeypatch.setattr("tui.app.run", lambda place, on, tour: opened.append((place, on.isoformat())))
    place = tmp_path / "new.db"
    code, _, err = run("ui", "--db", str(place), "--as-of", "2025")
    assert code == 1 and "没有这个台账文件" in err and not place.exists() and not opened
    assert run("ui", "--new", "--db", str(place), "--as-of", "2025")[0] == 0
    assert place.exists() and opened == [(place, "2025-12-31")]


def test_ui_makes_the_ledger_that_nobody_names(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[Path] = []
    monkeypatch.delenv("TAIZHANG_DB")
    monkeypatch.setattr("tui.location._folder", lambda: tmp_path)
    monkeypatch.setattr("tui.commands.opening._in_terminal", lambda: True)
    monkeypatch.setattr("tui.app.run", lambda place, on, tour: opened.append(place))
    assert run("ui")[0] == 0
    assert opened == [tmp_path / "taizhang.db"] and opened[0].exists()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no disk that is always full")
def test_a_full_disk_is_one_line(ledger: Path) -> None:
    command = [sys.executable, "-m", "tui.cli", "--db", str(ledger), "documents"]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, encoding="utf-8")
    assert done.returncode == 1 and done.stderr.splitlines()[-1] == "磁盘已满，没有写完"


@pytest.mark.parametrize(
    ("error", "code", "text"),
    [
        (ValueError("甲\n乙"), 1, "程序出错：ValueError: 甲 乙"),
        (PermissionError(13, "Permission denied", "/x/y"), 1, "/x/y：没有权限"),
        (OSError(28, "No space left on device"), 1, "磁盘已满，没有写完"),
        (OSError(71, "Protocol error"), 1, "系统报告 Protocol error"),
        (KeyboardInterrupt(), 130, ""),
    ],
)
def test_what_goes_wrong_is_one_line(
    run: Run, monkeypatch: pytest.MonkeyPatch, error: BaseException, code: int, text: str
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr("corpus.rows.documents", broken)
    found, out, err = run("documents")
    assert found == code and not out and err.startswith(text) and err.count("\n") <= 1


def test_developers_see_the_traceback(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ValueError("甲")

    monkeypatch.setattr("corpus.rows.documents", broken)
    monkeypatch.setenv("TAIZHANG_DEBUG", "1")
    with pytest.raises(ValueError, match="甲"):
        run("documents")


def test_a_reader_that_leaves_ends_us_quietly(ledger: Path) -> None:
    command = [sys.executable, "-m", "tui.cli", "--db", str(ledger), "list", "--json"]
    reader, writer = os.pipe()
    os.close(reader)
    try:
        done = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, text=True, check=False)
    finally:
        os.close(writer)
    assert done.returncode == 0 and not done.stderr


def test_people_see_the_notice_and_not_the_log(ledger: Path) -> None:
    ledger.with_name(f"{ledger.stem}.vec.db").write_bytes(b"not vectors")
    command = [sys.executable, "-m", "tui.cli", "--db", str(ledger), "search", "入学率"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
    assert done.stderr.splitlines() == [
        f"{ledger.stem}.vec.db：检索向量不可用，本次只按文字检索；下次 taizhang ingest 时自动补上"
    ]


def test_english(ledger: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tui.cli", "--db", str(ledger), "list", "--as-of", "2025-06-01"],
        env={**os.environ, "TAIZHANG_LANG": "en"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "152 d late" in done.stdout and done.stderr == "3 of 3 commitments\n"


def test_an_extraction_as_a_list(whole: Any, rows: Any, plan: Any) -> None:
    document = Document(
        source=plan.source,
        sha256="0",
        format="txt",
        text=whole.text,
        blocks=whole.blocks,
        header=Header(title=plan.title),
        problems=(Problem("lost_character", "第 3 行有缺字"),),
    )
    found = Extraction(document, tuple(row.commitment for row in rows), whole.facts)
    lines = list(listing.extraction(found))
    assert lines[0] == plan.title and "  ! 第 3 行有缺字" in lines
    assert "  承诺 3 条，指标值 2 个，现状与条件 1 个，读取完好" in lines
    assert "    · (现状) 小学 12所" in lines
    assert "3. 严禁拖欠教师工资  [— · — · 应当]" in lines


def test_a_history_is_told_newest_first(rows: Any, whole: Any) -> None:
    events = [
        LedgerEvent("k", Standing.DECLARED, Progress.IN_PROGRESS, "甲", "2025-01-01T00:00:00Z"),
        LedgerEvent("k", Standing.VERIFIED, Progress.DONE, "乙", "2025-02-01T00:00:00Z"),
    ]
    lines = list(listing.record(rows[0], whole.text, events, date(2025, 6, 1)))
    assert lines[-2:] == ["记录      2025-02-01 · 已完成 · 乙", "          2025-01-01 · 推进中 · 甲"]


def test_a_summary_leaves_out_the_end_of_a_long_table() -> None:
    tallies = tuple(Tally(f"单位{number}", 1, 0, 1) for number in range(15))
    lines = list(listing.summary(Summary(date(2025, 6, 1), 1, 15, 0, 0, 15, 0, tallies), 80))
    assert lines[-1] == "另有 3 个单位" and sum(line.startswith("单位") for line in lines) == 12
    assert len(list(listing.summary(Summary(date(2025, 6, 1), 0, 0, 0, 0, 0, 0), 80))) == 2


def test_location(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("TAIZHANG_DB", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert location.ledger(None, Path("b.db")) == Path("b.db")
    assert location.ledger().name == "taizhang.db" and location.demo().name == "demo.db"
    monkeypatch.setenv("TAIZHANG_DB", "~/c.db")
    assert location.ledger() == Path("~/c.db").expanduser()
    assert location.demo(None, Path("d.db")) == Path("d.db")


def test_entry_point_is_installed() -> None:
    assert callable(cli.main) and shutil.which("taizhang", path=str(Path(sys.executable).parent))
