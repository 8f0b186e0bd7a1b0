"""The report of what appeared and what vanished."""

from __future__ import annotations

import copy
import subprocess
from pathlib import Path
from typing import Any

import gate
import pytest
import records

MEASURE = {"quote": "建成学校3所", "value": 3, "unit": "所", "comparator": "=", "scope": None}
FOUND: dict[str, Any] = {
    "outline": [{"level": 1, "marker": "一、", "title": "目标"}],
    "commitments": [
        {
            "quote": "到2026年建成学校3所。", "deadline": "2026-12-31", "force": "shall", "recurrence": None,
            "responsible": [{"name": "县教育局", "role": "lead"}], "measures": [MEASURE],
        }
    ],
    "facts": [{"quote": "现有2—3所", "role": "status", "value": {"low": 2, "high": 3}, "unit": "所"}],
}  # fmt: skip
MEASURE_LINE = "measure 建成学校3所 3所"


def told(change: dict[str, Any]) -> records.Difference:
    """The difference that setting these keys of the first commitment makes."""
    new = copy.deepcopy(FOUND)
    new["commitments"][0] |= change
    return records.difference(records.keyed(FOUND), records.keyed(new))


def test_the_same_records_do_not_differ() -> None:
    assert not told({})
    assert records.report({"a.txt": records.keyed(FOUND)}, {"a.txt": records.keyed(FOUND)}) == (
        "0 appeared, 0 vanished, 0 changed"
    )


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"measures": []}, records.Difference(vanished=[MEASURE_LINE])),
        (
            {"measures": [MEASURE, MEASURE]},
            records.Difference(appeared=[f"{MEASURE_LINE} #2"]),
        ),
        (
            {"measures": [{**MEASURE, "value": 4}]},
            records.Difference(appeared=["measure 建成学校3所 4所"], vanished=[MEASURE_LINE]),
        ),
        (
            {"force": "must"},
            records.Difference(changed=["commitment 到2026年建成学校3所。: force shall -> must"]),
        ),
        (
            {"responsible": []},
            records.Difference(
                changed=[
                    "commitment 到2026年建成学校3所。: responsible 县教育局(lead) -> -",
                    f"{MEASURE_LINE}: responsible 县教育局(lead) -> -",
                ]
            ),
        ),
    ],
)
def test_a_change_is_told(change: dict[str, Any], expected: records.Difference) -> None:
    assert told(change) == expected


def test_a_range_is_one_amount() -> None:
    assert ("measure", "现有2—3所", "2—3所") in records.keyed(FOUND)


def test_a_document_of_one_side_is_told_whole() -> None:
    lines = records.report({}, {"a.txt": records.keyed(FOUND)}).splitlines()
    assert lines[0] == "a.txt"
    assert "  + heading 目标" in lines
    assert lines[-1] == "4 appeared, 0 vanished, 0 changed"


def repository(folder: Path, interchange: str) -> None:
    """A repository with one commit of a program that finds what `interchange` returns."""
    for package, module, code in (
        ("corpus", "interchange", f"def interchange(found):\n    return {interchange}\n"),
        ("extract", "pipeline", "def extract(document):\n    return document\n"),
        ("ingest", "read", "def read(path):\n    return path.read_text('utf-8')\n"),
    ):
        (folder / package).mkdir(parents=True, exist_ok=True)
        (folder / package / "__init__.py").write_text("", "utf-8")
        (folder / package / f"{module}.py").write_text(code, "utf-8")


@pytest.mark.slow
def test_the_working_tree_is_compared_with_a_commit(tmp_path: Path) -> None:
    root, plan = tmp_path / "root", tmp_path / "plan.txt"
    plan.write_text("到2026年建成学校3所", "utf-8")
    repository(root, "{'outline': [{'title': found, 'level': 1}]}")
    git = ["git", "-C", str(root), "-c", "user.name=a", "-c", "user.email=a@b", "-c", "core.hooksPath=/dev/null"]
    for command in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "one"]):
        subprocess.run([*git, *command], check=True)
    repository(root, "{'facts': [{'quote': found, 'value': 3, 'unit': '所'}]}")
    assert records.against(root, "HEAD", [plan]).splitlines() == [
        "plan.txt",
        "  - heading 到2026年建成学校3所",
        "  + measure 到2026年建成学校3所 3所",
        "1 appeared, 1 vanished, 0 changed",
    ]


def test_an_unknown_commit_is_wrong_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    monkeypatch.setattr(gate, "ROOT", tmp_path)
    assert gate.main(["--against", "no-such-commit"]) == 2
    assert "no-such-commit" in capsys.readouterr().err
