"""A month in an office, through the commands: every step's state is looked at, and in the end nothing is lost."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tui.cli import main

ROOT = Path(__file__).parents[2]
FOLDERS = {"samples": ROOT / "corpus" / "samples", "real plans": ROOT.parent / "shared" / "seeds"}
ON = ("--as-of", "2026-11-22")


class Office:
    """A ledger and a folder of plans, worked on by commands alone."""

    def __init__(self, folder: Path, plans: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.plans = folder / "plans"
        shutil.copytree(plans, self.plans)
        self._capsys = capsys

    def run(self, *arguments: str, code: int = 0) -> tuple[str, str]:
        """Run a command that ends with `code`; stdout and stderr."""
        ended = main(["--db", str(self.folder / "office.db"), *arguments])
        said = self._capsys.readouterr()
        assert ended == code, said.err
        return said.out, said.err

    def json(self, *arguments: str) -> Any:
        return json.loads(self.run(*arguments, "--json")[0])

    def show(self, key: str) -> Any:
        return self.json("show", key)

    def history(self, key: str) -> list[Any]:
        found: list[Any] = self.json("history", key)
        return found


@pytest.fixture(params=FOLDERS)
def office(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Office:
    plans = FOLDERS[request.param]
    if not plans.is_dir():
        pytest.skip("the real plans lie beside the checkout only where it is developed")
    monkeypatch.setenv("TAIZHANG_AUTHOR", "督查室")
    return Office(tmp_path, plans, capsys)


def fill(path: Path, cells: dict[tuple[str, str], str]) -> None:
    """What staff write into the sheet: by key of the line and heading of the column."""
    book = openpyxl.load_workbook(path)
    page = book.worksheets[0]
    headings = [cell.value for cell in page[1]]
    lines = {page.cell(line, headings.index("编号") + 1).value: line for line in range(2, page.max_row + 1)}
    for (key, heading), value in cells.items():
        page.cell(lines[key], headings.index(heading) + 1).value = value
    book.save(path)


@pytest.mark.slow
def test_a_month_in_an_office(office: Office) -> None:
    # Monday: the plans are read.
    assert "失败" not in office.run("ingest", str(office.plans))[1]
    documents = office.json("documents")
    plan = max((one for one in documents if one["format"] == "txt"), key=lambda one: one["commitments"])
    every = office.json("list", "--all", "--document", str(plan["id"]))
    total = len(office.json("list", "--all"))
    measured = [
        one["key"]
        for one in every
        if one["measures"]
        and not one["recurrence"]
        and all(each["deadline"] == one["deadline"] and not each["recurrence"] for each in one["measures"])
    ]
    first, second, third, fourth = measured[:4]

    # What was read is looked at: three fields are corrected, one commitment is confirmed.
    assert len(office.json("review", "list", "--kind", "承诺", "-n", "1000")) == total
    office.run("review", "correct", first, "deadline", "2027-06-30", "--reason", "见会议纪要")
    office.run("review", "correct", second, "责任单位", "牵头:县教育局；配合:县财政局")
    office.run("review", "correct", third, "measures.1.unit", "项")
    office.run("review", "confirm", fourth)
    assert office.show(first)["deadline"] == "2027-06-30"
    assert [one["name"] for one in office.show(second)["responsible"]] == ["县教育局", "县财政局"]
    assert office.show(third)["measures"][0]["unit"] == "项"
    waiting = office.json("review", "list", "--kind", "承诺", "-n", "1000")
    assert fourth not in [one["commitment"]["key"] for one in waiting]
    assert {one["key"] for one in office.json("list", "--all", "--org", "县财政局")} >= {second}

    # So is what the document says of itself, and a figure that it only states.
    header, region = f"doc{plan['id']}", plan["region"]
    office.run("review", "correct", header, "发文机关", "某县教育督导室", "--reason", "见盖章件")
    office.run("review", "correct", header, "region", "江西省")
    stated = office.json("review", "list", "--kind", "现状", "--document", str(plan["id"]))[0]
    office.run("review", "correct", stated["key"], "value", "4321")
    assert {one["key"] for one in office.json("list", "--all", "--region", "江西省")} >= {first, second, third}
    office.run("review", "undo", header)
    assert [one["region"] for one in office.json("documents") if one["id"] == plan["id"]] == [region]

    # The offices report, an inspector looks.
    office.run("declare", first, "--status", "推进中", "--value", "40%", "--by", "县教育局", "--at", "2026-11-02")
    office.run("declare", second, "--status", "已完成", "--by", "县教育局", "--at", "2026-11-03", "--evidence", "附件1")
    office.run("verify", second, "--status", "推进中", "--note", "现场未完工", "--at", "2026-11-05")
    row = office.show(second)
    assert (row["progress"], row["declared"]["progress"], row["verified"]["author"]) == (
        "in_progress",
        "done",
        "督查室",
    )
    late = {
        entry["commitment"]["key"]
        for group in office.json("overdue", *ON)
        for entry in group["entries"]
        if entry["days_late"] > 0
    }
    assert first not in late
    red = {one["commitment"]["key"] for one in office.json("lights", "--light", "红", *ON)}
    assert late == red

    # The sheet goes out, is filled in, and meets what was written meanwhile.
    sheet = office.folder / "台账.xlsx"
    office.run("export", "--office", "-o", str(sheet), "--document", str(plan["id"]), *ON)
    fill(
        sheet,
        {(first, "达到数值"): "55%", (first, "进展"): "已招标", (third, "状态"): "已完成", (fourth, "状态"): "受阻",
         (third, "完成时限"): "2026年12月底前"},
    )  # fmt: skip
    office.run("declare", fourth, "--status", "推进中", "--by", "县财政局", "--at", "2026-11-10")
    out, err = office.run("import", str(sheet), "--dry-run", "--by", "县教育局", code=1)
    assert "55%" in out and "有冲突" in err and "进展 2 条，更正 1 处" in err
    assert office.show(first)["declared"]["value"] == "40%" and office.show(third)["declared"] is None
    out, err = office.run("import", str(sheet), "--by", "县教育局", code=1)
    assert "有冲突" in err and "县财政局" in err
    assert (office.show(first)["declared"]["value"], office.show(first)["declared"]["note"]) == ("55%", "已招标")
    assert (office.show(third)["progress"], office.show(third)["deadline"]) == ("done", "2026-12-31")
    assert office.show(fourth)["progress"] == "in_progress"

    # An office brings a task list of its own; another office's ledger comes in, and once is enough.
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for line in (
        ["2026年任务表"],
        ["任务", "责任单位", "时限", "进展"],
        ["修缮校舍3栋", "县住建局", "11月底", "已开工"],
        ["编制预算", None, "2026.10.31", "=A1"],
    ):
        page.append(line)
    book.save(office.folder / "任务表.xlsx")
    err = office.run("import-tasks", str(office.folder / "任务表.xlsx"), "--dry-run")[1]
    assert "将读入任务 2 条，记进展 1 条" in err and "单元格 D4 是公式" in err
    assert len(office.json("list", "--all")) == total
    office.run("import-tasks", str(office.folder / "任务表.xlsx"), "--yes")
    listed = {one["subject"]: one for one in office.json("list", "--all")[total:]}
    assert {name: one["deadline"] for name, one in listed.items()} == {
        "修缮校舍3栋": "2026-11-30", "编制预算": "2026-10-31",
    }  # fmt: skip
    shutil.copy(office.folder / "office.db", office.folder / "far.db")
    far = ("--db", str(office.folder / "far.db"))
    budget = listed["编制预算"]["key"]
    office.run(*far, "verify", budget, "--status", "受阻", "--at", "2026-11-12", "--by", "县审计局")
    for times in (1, 0):
        assert f"新增 {times} 条" in office.run("merge", str(office.folder / "far.db"))[1]
    assert office.show(budget)["verified"]["author"] == "县审计局"
    # On the day before nobody had looked at it.
    assert office.json("show", budget, "--as-of", "2026-11-11")["verified"] is None
    total += len(listed)

    # The plan comes in a new version: a sentence more, and the first measure says something else.
    path = Path(plan["path"])
    text = path.read_bytes().decode("utf-8") + "\n本方案自印发之日起施行，由县教育局负责解释。\n"
    path.write_text(text, "utf-8")
    said = office.run("ingest", str(office.plans))[1]
    assert "第 2 版" in said
    newer = {one["key"]: one for one in office.json("list", "--all")}
    assert {first, second, third, fourth} <= set(newer) and len(newer) >= total
    assert newer[first]["deadline"] == "2027-06-30" and newer[third]["measures"][0]["unit"] == "项"
    assert [one["name"] for one in newer[second]["responsible"]] == ["县教育局", "县财政局"]
    assert (newer[first]["declared"]["value"], newer[third]["progress"]) == ("55%", "done")

    header = f"doc{max(one['id'] for one in office.json('documents') if one['path'] == plan['path'])}"
    shown = {one["field"]: one["now"] for one in office.json("review", "show", header)["fields"]}
    assert shown["issuer"] == "某县教育督导室"
    shown = {one["field"]: one["now"] for one in office.json("review", "show", stated["key"])["fields"]}
    assert shown["value"] == "4321"

    # Somebody had the wrong line: the entry and the correction are taken back.
    office.run("undo", first, "--note", "填错了行")
    assert office.show(first)["declared"]["value"] == "40%"
    office.run("review", "undo", third)
    office.run("review", "undo", third)
    assert office.show(third)["measures"][0]["unit"] != "项"
    assert office.show(first)["deadline"] == "2027-06-30"

    # The week ends: papers, a report, a copy.
    papers = office.run("notice", "催办单", "-o", str(office.folder / "催办"), *ON)[0].splitlines()
    assert len(papers) == len({*papers}) and all(Path(one).is_file() for one in papers)
    office.run("notice", "通报", "-o", str(office.folder / "通报.docx"), *ON)
    office.run("report", "--html", str(office.folder / "周报.html"), *ON)
    page = (office.folder / "周报.html").read_text("utf-8")
    assert all(f'id="k-{key}"' in page for key in newer)
    office.run("backup", str(office.folder / "copy.db"))
    office.run("declare", first, "--status", "已取消")
    office.run("restore", str(office.folder / "copy.db"))

    # Nothing is lost, and nothing counts twice.
    told = {
        key: [(one["author"], one["value"], bool(one["undoes"])) for one in office.history(key)] for key in measured
    }
    assert told[first] == [("县教育局", "40%", False), ("县教育局", "55%", False), ("督查室", None, True)]
    assert [one[0] for one in told[second]] == ["县教育局", "督查室"]
    assert [one[0] for one in told[third]] == ["县教育局"] and [one[0] for one in told[fourth]] == ["县财政局"]
    assert not any(told[key] for key in measured[4:])
    said_of = {key: office.json("review", "show", key)["corrections"] for key in (first, second, third, fourth)}
    assert [len(said_of[key]) for key in (first, second, third, fourth)] == [1, 1, 4, 1]
    assert [one["action"] for one in office.json("review", "show", header)["corrections"]] == [
        "correct",
        "correct",
        "undo",
    ]
    assert office.show(first)["progress"] == "in_progress"
