"""Extraction on the annotated plans stays at or above its floors."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import gate
import pytest
import scoring

from ingest.read import read

GOLDS = gate.gold_files()
ROLES = {"commitment", "status", "condition"}
FORCES = {"must", "shall", "strive", "encourage", "prohibit"}
LABELS = {"commitment", "status", "frame", "heading", "meta", "noise"}
COMPARATORS = {">=", "<=", ">", "<", "=", "range", "about", "increase_by", "decrease_by"}
MEASURE = {
    "quote", "role", "subject", "scope", "comparator", "value", "unit", "per", "deadline", "indicator", "responsible",
}  # fmt: skip


@pytest.fixture(scope="session")
def tallies() -> dict[str, Counter[str]]:
    """Every annotated plan, read, extracted and counted once."""
    return {name: gate.measure(name, gold) for name, gold in GOLDS.items()}


def test_every_sample_and_every_plan_is_annotated(samples: Path) -> None:
    plans = [path for folder in (samples, gate.HERE / "plans") for path in folder.iterdir()]
    assert set(GOLDS) == {path.name for path in plans if path.suffix in {".txt", ".html", ".pdf"}}
    assert len(GOLDS) >= 8


@pytest.mark.parametrize("name", list(GOLDS))
def test_a_plan_says_that_it_is_invented(name: str) -> None:
    assert "虚构" in read(gate.plan_file(name)).text


def test_a_plan_that_is_nowhere_is_named() -> None:
    with pytest.raises(FileNotFoundError, match=r"no\.txt"):
        gate.plan_file("no.txt")


@pytest.mark.parametrize("gold", GOLDS.values(), ids=list(GOLDS))
def test_an_annotation_is_well_formed(gold: dict[str, Any]) -> None:
    assert set(gold) == {"doc", "meta", "headings", "measures", "tasks", "sentences"}
    for measure in gold["measures"]:
        assert set(measure) == MEASURE
        assert measure["role"] in ROLES
        assert measure["comparator"] in COMPARATORS
        assert isinstance(measure["value"], dict) == (measure["comparator"] == "range")
        assert all(set(unit) == {"name", "role"} for unit in measure["responsible"])
    for sentence in gold["sentences"]:
        assert sentence["label"] in LABELS
        assert set(sentence) <= {"text", "label", "force", "recurrence"}
        assert sentence.get("force", "shall") in FORCES
        assert sentence["label"] == "commitment" or set(sentence) == {"text", "label"}
    assert all(task["deadline"] or task["responsible"] for task in gold["tasks"])


@pytest.mark.parametrize("name", list(GOLDS))
def test_an_annotation_quotes_its_document(name: str, tallies: dict[str, Counter[str]]) -> None:
    """Counting raises where a quote or an anchor is not in the text."""
    assert tallies[name]["gold commitment"] == sum(m["role"] == "commitment" for m in GOLDS[name]["measures"])
    assert tallies[name]["gold tasks"] == len(GOLDS[name]["tasks"])


@pytest.mark.parametrize("name", list(GOLDS))
def test_the_sentences_of_an_annotation_are_in_the_document(name: str) -> None:
    text = scoring.squash(read(gate.plan_file(name)).text)
    missing = [
        sentence["text"] for sentence in GOLDS[name]["sentences"] if scoring.squash(sentence["text"]) not in text
    ]
    assert missing == []


@pytest.mark.parametrize("name", list(GOLDS))
def test_every_commitment_can_be_pointed_at(name: str, tallies: dict[str, Counter[str]]) -> None:
    assert tallies[name]["commitments"] > 0
    assert tallies[name]["ungrounded"] == 0


def test_no_figure_falls_under_its_floor(tallies: dict[str, Counter[str]]) -> None:
    rows = gate.rows_of(tallies)
    floors = gate.by_document(json.loads(gate.FLOORS.read_text("utf-8")))
    assert set(floors) == {*GOLDS, gate.ALL}
    assert set(floors[gate.ALL]) == set(rows[gate.ALL])
    assert all(set(floors[name]) == set(gate.FIGURES_OF_A_PLAN) for name in GOLDS)
    assert gate.rows_short(rows, floors) == {}
