"""Copies, versions and namesakes: what a file is to the plans that are there."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import plans
import pytest

from corpus import files, rows
from corpus import ledger as history
from corpus.intake import add
from corpus.model import Intake, LedgerEvent, Outcome, Progress, Standing
from corpus.overdue import overdue, summary
from corpus.search import search
from corpus.store import Corpus, select
from ingest.model import Limits
from tests.ingest.officefiles import p, word
from tests.ingest.samples import flowing_pdf, html_of

ADDED, COPY, NEW, SAME = Outcome.ADDED, Outcome.COPY, Outcome.NEW_VERSION, Outcome.UNCHANGED
ON = date(2031, 1, 1)


def read(corpus: Corpus, *paths: Path, again: bool = False) -> list[Intake]:
    """Read in this process; the answers are the same."""
    from ingest.read import read as reader

    def here(path: Path, limits: Limits) -> object:
        return reader(path, Limits(isolate=False))

    return list(add(corpus, paths, read=here, vectors=False, again=again))  # type: ignore[arg-type]


@pytest.fixture
def four(tmp_path: Path) -> list[Path]:
    """One plan as text, as PDF, as DOCX, and on a site that added its own."""
    lines = [line for line in plans.plan(5).split("\n") if line]
    site = "<p>首页 > 政务公开</p><h1>转载：" + lines[0] + "</h1><p>发布日期：2026-03-05 浏览 132 次</p>"
    data = {
        "a.txt": plans.plan(5).encode(),
        "b.pdf": flowing_pdf(lines),
        "c.docx": word("".join(map(p, lines))),
        "d.html": html_of(site + "".join(f"<p>{line}</p>" for line in lines[1:])),
    }
    for name, content in data.items():
        (tmp_path / name).write_bytes(content)
    return [tmp_path / name for name in data]


def test_the_same_plan_in_four_forms_is_counted_once(ledger: Corpus, four: list[Path]) -> None:
    found = read(ledger, *four)
    assert [one.outcome for one in found] == [ADDED, COPY, COPY, COPY]
    assert {one.copy_of.source for one in found[1:] if one.copy_of} == {"a.txt"}
    (row,) = rows.documents(ledger)
    assert (row.source, row.copies, row.version) == ("a.txt", 3, 1)
    assert rows.count(ledger) == row.commitments == 12
    assert {one.copies for one in rows.commitments(ledger)} == {3}
    assert summary(ledger, ON).commitments == 12
    assert sum(len(kept) for kept in overdue(ledger, ON).values()) == 12
    hits = search(ledger, "林木良种使用率", words_only=True)
    assert hits and {hit.source for hit in hits} == {"a.txt"} and hits[0].duplicates == 3
    assert [one.copy_of for one in files.files(ledger)] == [None, row.id, row.id, row.id]
    assert [one.outcome for one in read(ledger, *four)] == [SAME] * 4
    assert [one.outcome for one in read(ledger, *four, again=True)] == [SAME] * 4
    assert rows.documents(ledger) == [row]


TEMPLATE = """{place}人民政府关于推进养老服务发展的实施意见
{number}
各乡镇人民政府，县政府各部门：
一、总体目标
到2028年，全县养老机构护理型床位占比达到65%，居家适老化改造800户。
二、主要任务
（一）完善服务网络。2027年底前，每个乡镇至少建成1所区域性养老服务中心。（责任单位：县民政局、县自然资源局）
（二）强化人才队伍。每年培训养老护理员300人次以上。（责任单位：县人力资源社会保障局、县民政局）
（三）健全监管机制。建立养老机构综合监管制度，落实月巡查、季通报、年考核要求。（责任单位：县民政局）
"""


@pytest.mark.parametrize(
    "second, outcome",
    [
        (("青溪县", "青政发〔2026〕9号"), ADDED),
        (("青溪县", ""), ADDED),
        (("白鹭县", "白政发〔2026〕15号"), ADDED),
        (("白鹭县", "白政发［2026］5号"), COPY),
        (("白鹭县", ""), COPY),
        (("云岭市白鹭县", ""), COPY),
    ],
)
def test_two_places_with_one_text_have_two_plans(
    ledger: Corpus, tmp_path: Path, second: tuple[str, str], outcome: Outcome
) -> None:
    for name, (place, number) in {"a.txt": ("白鹭县", "白政发〔2026〕5号"), "b.txt": second}.items():
        (tmp_path / name).write_text(TEMPLATE.format(place=place, number=number), "utf-8")
    assert [one.outcome for one in read(ledger, tmp_path / "a.txt", tmp_path / "b.txt")] == [ADDED, outcome]
    assert len(rows.documents(ledger)) == (2 if outcome is ADDED else 1)


def test_another_value_makes_a_version(ledger: Corpus, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(plans.plan(5), "utf-8")
    (tmp_path / "b.txt").write_text(plans.plan(5).replace("75%", "76%"), "utf-8")
    first, second = read(ledger, tmp_path / "a.txt", tmp_path / "b.txt")
    assert (first.outcome, second.outcome) == (ADDED, NEW)
    assert second.changes is not None and len(second.changes.changed) == 1
    assert [row.version for row in rows.documents(ledger)] == [2]


def test_one_more_sentence_makes_a_version(ledger: Corpus, tmp_path: Path) -> None:
    more = plans.plan(5) + "13.扩大覆盖。到2029年底，县财政局要确保专项资金支出进度达到90%以上。\n"
    (tmp_path / "a.txt").write_text(plans.plan(5), "utf-8")
    (tmp_path / "b.txt").write_text(more, "utf-8")
    assert [one.outcome for one in read(ledger, tmp_path / "a.txt", tmp_path / "b.txt")] == [ADDED, NEW]


def test_a_draft_with_another_title_and_value_is_a_plan_of_its_own(ledger: Corpus, tmp_path: Path) -> None:
    title = plans.plan(5).split("\n", 1)[0]
    draft = plans.plan(5).replace(title, title + "（征求意见稿）").replace("75%", "76%")
    (tmp_path / "a.txt").write_text(plans.plan(5), "utf-8")
    (tmp_path / "b.txt").write_text(draft, "utf-8")
    assert [one.outcome for one in read(ledger, tmp_path / "a.txt", tmp_path / "b.txt")] == [ADDED, ADDED]
    assert [row.copies for row in rows.documents(ledger)] == [0, 0]


def test_namesakes_are_no_versions_of_each_other(ledger: Corpus, tmp_path: Path) -> None:
    """Unrelated files under one generic title; each keeps its own versions and its own keys."""
    paths = [tmp_path / f"{n}.txt" for n in range(4)]
    for n, path in enumerate(paths):
        path.write_text("工作实施方案\n\n" + plans.essay(n), "utf-8")
    assert [one.outcome for one in read(ledger, *paths)] == [ADDED] * 4
    assert [row.version for row in rows.documents(ledger)] == [1] * 4
    keys = [row.key for row in rows.commitments(ledger)]
    assert len(set(keys)) == len(keys) > 40
    event = LedgerEvent(keys[-1], Standing.DECLARED, Progress.DONE, "甲", "2026-01-01T00:00:00Z")
    history.record(ledger, keys[-1], event)
    changed = plans.essay(3).split("\n")
    (tmp_path / "new.txt").write_text("\n".join(["工作实施方案", "", *changed[1:]]), "utf-8")
    (newer,) = read(ledger, tmp_path / "new.txt")
    assert newer.outcome is NEW and newer.document is not None and newer.document.version == 2
    assert len(rows.documents(ledger)) == 4
    assert rows.commitment(ledger, keys[-1]) is not None and not newer.orphans
    assert [one.outcome for one in read(ledger, *paths[:3], tmp_path / "new.txt", again=True)] == [SAME] * 4


def test_a_file_that_was_saved_again_is_no_copy_of_itself(ledger: Corpus, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(plans.plan(5), "utf-8")
    read(ledger, path)
    path.write_text(plans.plan(5) + "\n\n", "utf-8")
    assert [one.outcome for one in read(ledger, path)] == [NEW]
    (row,) = rows.documents(ledger)
    assert (row.version, row.copies) == (2, 0)


def test_the_same_bytes_elsewhere_are_a_copy_too(ledger: Corpus, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(plans.plan(5), "utf-8")
    read(ledger, tmp_path / "a.txt", tmp_path / "b.txt")
    assert [row.copies for row in rows.documents(ledger)] == [1]
    (tmp_path / "b.txt").write_text(plans.plan(6), "utf-8")
    read(ledger, tmp_path / "b.txt")
    assert [row.copies for row in rows.documents(ledger)] == [0, 0]


def test_a_copy_of_an_older_version_does_not_come_back(ledger: Corpus, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    for text in (plans.plan(5), plans.plan(5).replace("75%", "76%")):
        path.write_text(text, "utf-8")
        read(ledger, path)
    (tmp_path / "old.docx").write_bytes(word("".join(p(line) for line in plans.plan(5).split("\n") if line)))
    assert [one.outcome for one in read(ledger, tmp_path / "old.docx")] == [COPY]
    (row,) = rows.documents(ledger)
    assert (row.source, row.version) == ("a.txt", 2)


def test_a_ledger_without_sketches_gets_them(ledger: Corpus, four: list[Path]) -> None:
    read(ledger, four[0])
    with ledger.atomic() as connection:
        connection.execute("delete from likeness")
    assert [one.outcome for one in read(ledger, four[2])] == [COPY]
    assert select(ledger.connection, "select count(distinct document) from likeness") == [(2,)]
