"""Extraction on the annotated samples stays at or above its floors."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import gate
import pytest
import scoring

GOLDS = gate.gold_files()
ROLES = {"commitment", "status", "condition"}
LABELS = {"commitment", "status", "frame", "heading", "meta", "noise"}
COMPARATORS = {">=", "<=", ">", "<", "=", "range", "about", "increase_by", "decrease_by"}
MEASURE = {
    "quote", "role", "subject", "scope", "comparator", "value", "unit", "per", "deadline", "indicator", "responsible",
}  # fmt: skip


@pytest.fixture(scope="session")
def tallies() -> dict[str, Counter[str]]:
    """Every annotated sample, read, extracted and counted once."""
    return {name: gate.measure(name, gold) for name, gold in GOLDS.items()}


def test_every_sample_is_annotated(samples: Path) -> None:
    assert set(GOLDS) == {path.name for path in samples.iterdir() if path.suffix in {".txt", ".html", ".pdf"}}


@pytest.mark.parametrize("gold", GOLDS.values(), ids=list(GOLDS))
def test_an_annotation_is_well_formed(gold: dict[str, Any]) -> None:
    assert set(gold) == {"doc", "meta", "headings", "measures", "tasks", "sentences"}
    for measure in gold["measures"]:
        assert set(measure) == MEASURE
        assert measure["role"] in ROLES
        assert measure["comparator"] in COMPARATORS
        assert isinstance(measure["value"], dict) == (measure["comparator"] == "range")
        assert all(set(unit) == {"name", "role"} for unit in measure["responsible"])
    assert {sentence["label"] for sentence in gold["sentences"]} <= LABELS
    assert all(task["deadline"] or task["responsible"] for task in gold["tasks"])


@pytest.mark.parametrize("name", list(GOLDS))
def test_an_annotation_quotes_its_document(name: str, tallies: dict[str, Counter[str]]) -> None:
    """Counting raises where a quote or an anchor is not in the text."""
    assert tallies[name]["gold commitment"] == sum(m["role"] == "commitment" for m in GOLDS[name]["measures"])
    assert tallies[name]["gold tasks"] == len(GOLDS[name]["tasks"])


@pytest.mark.parametrize("name", list(GOLDS))
def test_every_commitment_can_be_pointed_at(name: str, tallies: dict[str, Counter[str]]) -> None:
    assert tallies[name]["commitments"] > 0
    assert tallies[name]["ungrounded"] == 0


def test_no_figure_falls_under_its_floor(tallies: dict[str, Counter[str]]) -> None:
    total: Counter[str] = Counter()
    for tally in tallies.values():
        total.update(tally)
    floors = json.loads(gate.FLOORS.read_text("utf-8"))
    assert {"F1", "exact_F1", "task_R", "task_orgs_F1", "outline_F1", "sentence_F1", "meta", "grounded"} <= set(floors)
    assert gate.short(scoring.figures(total), floors) == {}
