"""The scorer itself: a perfect answer scores 1, each kind of mistake lowers its own figure."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import gate
import pytest
import scoring

TEXT = """甲县计划
一、目标
小学、初中班额分别不超过45人、50人。
到2026年底，县教育局要建成学校3所。
现有学校12所。
"""


def measure(quote: str, value: float, unit: str, **fields: Any) -> dict[str, Any]:
    """A measure with defaults."""
    return {
        "quote": quote, "role": "commitment", "subject": "班额", "scope": None, "comparator": "<=", "value": value,
        "unit": unit, "per": None, "deadline": None, "indicator": None, "responsible": [], **fields,
    }  # fmt: skip


OWNER = [{"name": "县教育局", "role": "responsible"}]
SIZE = "小学、初中班额分别不超过45人、50人"
BUILT = "到2026年底，县教育局要建成学校3所"
GOLD: dict[str, Any] = {
    "doc": "plan.txt",
    "meta": {"title": "甲县计划", "period": None, "cites": ["《办法》（甲发〔2024〕1号）"]},
    "headings": [{"level": 1, "marker": "一、", "title": "目标"}],
    "measures": [
        measure(SIZE, 45, "人", scope="小学"),
        measure(SIZE, 50, "人", scope="初中"),
        measure("建成学校3所", 3, "所", comparator="=", deadline="2026-12-31", responsible=OWNER),
        measure("现有学校12所", 12, "所", comparator="=", role="status"),
    ],
    "tasks": [{"anchor": "县教育局要建成学校", "deadline": "2026-12-31", "responsible": OWNER}],
    "sentences": [
        {"text": "一、目标", "label": "heading"},
        {"text": SIZE + "。", "label": "commitment"},
        {"text": BUILT + "。", "label": "commitment"},
        {"text": "现有学校12所。", "label": "status"},
    ],
}
FOUND: dict[str, Any] = {
    "document": {"title": "甲县计划", "period": None, "cites": ["《办法》（甲发〔2024〕1号）"]},
    "outline": GOLD["headings"],
    "commitments": [
        {"quote": SIZE, "deadline": None, "responsible": [], "measures": GOLD["measures"][:2]},
        {"quote": BUILT, "deadline": "2026-12-31", "responsible": OWNER, "measures": GOLD["measures"][2:3]},
    ],
    "facts": GOLD["measures"][3:],
}


def changed(path: list[Any], value: Any) -> dict[str, Any]:
    """The perfect answer with one thing set (or removed, for `None` in a list)."""
    found = copy.deepcopy(FOUND)
    at: Any = found
    for step in path[:-1]:
        at = at[step]
    if value is None and isinstance(at, list):
        del at[path[-1]]
    else:
        at[path[-1]] = value
    return found


def test_a_perfect_answer_scores_one() -> None:
    assert set(scoring.figures(scoring.score(GOLD, FOUND, TEXT)).values()) == {1.0}


def test_width_and_line_breaks_do_not_matter() -> None:
    broken = TEXT.replace("45人、50", "４５人、\n50")
    assert scoring.figures(scoring.score(GOLD, FOUND, broken))["exact_F1"] == 1.0


@pytest.mark.parametrize(
    ("path", "value", "figure", "expected"),
    [
        (["commitments", 0, "measures", 0, "value"], 46, "F1", 2 / 3),
        (["commitments", 0, "measures", 0], None, "R", 2 / 3),
        (["commitments", 0, "measures", 0, "comparator"], ">=", "exact_F1", 2 / 3),
        (["commitments", 0, "measures", 0, "comparator"], ">=", "comparator", 2 / 3),
        (["commitments", 0, "measures", 1, "scope"], "小学", "scope", 2 / 3),
        (["commitments", 1, "measures", 0, "deadline"], "2027-12-31", "deadline", 2 / 3),
        (["commitments", 1, "measures", 0, "responsible"], [], "responsible", 2 / 3),
        (["commitments", 1, "responsible"], [], "task_orgs_F1", 0.0),
        (["commitments", 1], None, "task_R", 0.0),
        (["commitments", 1], None, "sentence_F1", 2 / 3),
        (["commitments", 1, "quote"], "县教育局要建成学校9所", "grounded", 0.5),
        (["outline", 0, "level"], 2, "outline_F1", 0.0),
        (["document", "title"], "乙县计划", "meta", 0.5),
        (["document", "cites"], [], "cites_R", 0.0),
        (["facts", 0], None, "status_R", 0.0),
    ],
)
def test_a_mistake_lowers_its_figure(path: list[Any], value: Any, figure: str, expected: float) -> None:
    assert scoring.figures(scoring.score(GOLD, changed(path, value), TEXT))[figure] == pytest.approx(expected)


def test_an_answer_without_anything_scores_nothing() -> None:
    found = scoring.figures(scoring.score(GOLD, {}, TEXT))
    assert (found["F1"], found["task_R"], found["grounded"], found["outline_F1"]) == (0.0, 0.0, 0.0, 0.0)


def test_an_annotation_must_quote_the_document() -> None:
    with pytest.raises(ValueError, match="not in the document"):
        scoring.score(GOLD, FOUND, TEXT.replace("45人", "46人"))


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        (3000, "万元", (3e7, 3e7, "元")),
        (1.35, "亿元", (1.35e8, 1.35e8, "元")),
        (12.8, "万余名", (128000, 128000, "人")),
        ({"low": 2, "high": 3}, "名", (2, 3, "人")),
        (0.15, None, (0.15, 0.15, "")),
    ],
)
def test_amounts_are_multiplied_out(value: Any, unit: str | None, expected: tuple[float, float, str]) -> None:
    assert scoring.amount(value, unit) == expected


def test_a_regression_is_refused() -> None:
    with pytest.raises(ValueError, match=r"F1 0\.800 < 0\.900"):
        gate.raised({"F1": 0.8}, {"F1": 0.9})


def test_floors_only_rise() -> None:
    assert gate.raised({"F1": 0.95, "meta": 1.0, "P": 0.5}, {"F1": 0.9, "meta": 0.99}) == {"F1": 0.93, "meta": 0.99}
    assert gate.raised({"grounded": 1.0, "F1": 1.0}, {}) == {"grounded": 1.0, "F1": 0.98}


def test_a_missing_figure_is_under_its_floor() -> None:
    assert gate.short({}, {"F1": 0.5}) == {"F1": (0.0, 0.5)}


@pytest.mark.parametrize(
    ("figures", "update", "code", "floors"),
    [
        ({"F1": 0.95}, False, 0, {"F1": 0.9}),
        ({"F1": 0.85}, False, 1, {"F1": 0.9}),
        ({"F1": 0.95}, True, 0, {"ALL": {"F1": 0.93}}),
        ({"F1": 0.85}, True, 1, {"F1": 0.9}),
        ({"ALL": {"F1": 0.95}, "plan": {"F1": 0.1}}, False, 0, {"F1": 0.9}),
        ({"ALL": {"F1": 0.95}, "plan": {"F1": 0.5}}, True, 0, {"ALL": {"F1": 0.93}, "plan": {"F1": 0.46}}),
    ],
)
def test_the_gate_as_a_command(
    figures: dict[str, Any], update: bool, code: int, floors: dict[str, Any], tmp_path: Path
) -> None:
    reached, pinned = tmp_path / "figures.json", tmp_path / "floors.json"
    reached.write_text(json.dumps(figures), "utf-8")
    pinned.write_text('{"F1": 0.9}', "utf-8")
    options = ["--figures", str(reached), "--floors", str(pinned), *(["--update"] if update else [])]
    assert gate.main(options) == code
    assert json.loads(pinned.read_text("utf-8")) == floors


def test_each_plan_has_floors_of_its_own() -> None:
    rows = {"ALL": {"P": 0.9, "F1": 0.95}, "plan": {"P": 0.5, "F1": 0.9}}
    floors = gate.rows_raised(rows, {"ALL": {"F1": 0.9}})
    assert floors == {"ALL": {"P": 0.88, "F1": 0.93}, "plan": {"F1": 0.86}}
    assert gate.rows_short({**rows, "plan": {"F1": 0.8}}, floors) == {"plan": {"F1": (0.8, 0.86)}}
    with pytest.raises(ValueError, match=r"plan: F1 0\.800 < 0\.860"):
        gate.rows_raised({**rows, "plan": {"F1": 0.8}}, floors)


def test_a_plan_that_is_no_longer_measured_is_under_its_floors() -> None:
    assert gate.rows_short({"ALL": {"F1": 1.0}}, {"ALL": {"F1": 0.9}, "plan": {"F1": 0.5}}) == {
        "plan": {"F1": (0.0, 0.5)}
    }


@pytest.mark.parametrize(
    ("said", "figure"),
    [
        ({"force": "must", "recurrence": "每年"}, (1.0, 1.0)),
        ({"force": "shall", "recurrence": "每年"}, (0.0, 1.0)),
        ({"force": "must", "recurrence": None}, (1.0, 0.0)),
    ],
)
def test_force_and_recurrence_are_compared_where_they_are_annotated(
    said: dict[str, Any], figure: tuple[float, float]
) -> None:
    gold = copy.deepcopy(GOLD)
    gold["sentences"][2] |= {"force": "must", "recurrence": "每年"}
    found = changed(["commitments", 1], {**FOUND["commitments"][1], **said})
    figures = scoring.figures(scoring.score(gold, found, TEXT))
    assert (figures["force"], figures["recurrence"]) == figure
    assert scoring.figures(scoring.score(gold, changed(["commitments", 1], None), TEXT))["force"] == 0.0
