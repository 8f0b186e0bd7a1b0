"""What inspectors should see on real plans; runs only where those lie beside the checkout."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from corpus.align import align
from corpus.check import report
from corpus.finding import Kind
from corpus.findings import found_in
from corpus.promises import Plan
from corpus.standards import shelf
from corpus.verdicts import Check, State, Verdict
from extract.model import Extraction
from extract.pipeline import extract
from ingest.read import read

ROOT = Path(__file__).parents[2]
BESIDE = ROOT.parent / "shared"
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not (BESIDE / "seeds").is_dir(), reason="no annotated plans beside this checkout"),
]
STANDARD = shelf().find("教督〔2017〕6号")


@cache
def plan(name: str) -> Extraction:
    return extract(read(next(path for path in BESIDE.rglob(f"{name}*") if path.suffix != ".json")))


@cache
def checked(name: str) -> Check:
    return report(Plan(plan(name)), STANDARD)


def verdict(name: str, number: str) -> Verdict:
    return next(one for one in checked(name).verdicts if one.indicator.number == number)


def kinds(name: str) -> list[Kind]:
    return [one.kind for one in found_in(Plan(plan(name)), checked(name))]


def test_a_plan_with_an_item_list_that_lacks_one_indicator() -> None:
    found = checked("aheqi")
    assert (found.found, len(found.standard.counted)) == (31, 32)
    assert found.listed is not None and found.listed.absent == ("government.special_school_funding",)
    assert (found.listed.early, found.listed.dated) == (18, 31)
    missing = verdict("aheqi", "G7")
    assert missing.state is State.MISSING
    assert [one.value for judged in missing.judgements for one in judged.evidence] == [6000]
    assert dict(missing.notes[-1].values)["elsewhere"] == "meets"


def test_training_funds_on_another_basis() -> None:
    found = verdict("aheqi", "Q4")
    assert found.state is State.OTHER_BASIS
    assert {one.per for one in found.sentences} == {"教师工资总额"}


def test_deadlines_before_the_plan_and_damaged_text() -> None:
    found = found_in(Plan(plan("aheqi")), checked("aheqi"))
    early = [one for one in found if one.kind is Kind.BEFORE_ISSUE]
    assert len(early) == 18
    assert {dict(one.note.values)["issued"] for one in early} == {"2022-06-20"}
    damaged = {
        dict(one.note.values)["raw"]: dict(one.note.values)["reading"] for one in found if one.kind is Kind.DAMAGED
    }
    assert damaged["20233月"] == "2023年3月" and damaged["〔20176号"] == "〔2017〕6号"
    counts = [dict(one.note.values) for one in found if one.kind is Kind.COUNT]
    assert [(one["said"], one["have"]) for one in counts] == [("31", "32")]


def test_a_contradiction_whose_weaker_side_is_below_the_standard() -> None:
    found = verdict("jiangyuan", "Q2")
    assert found.state is State.CONTRADICTORY
    [judged] = found.judgements
    assert [(one.value, one.state) for one in judged.evidence] == [(92, State.WEAKER), (95, State.MEETS)]


@pytest.mark.parametrize(
    ("name", "number", "state"),
    [
        ("jiangyuan", "R1", State.OTHER_BASIS),
        ("jiangyuan", "R2", State.OTHER_BASIS),
        ("jiangyuan", "G5", State.MEETS),
        ("jiangyuan", "CV", State.STRICTER),
        ("jinzhou", "G5", State.SOFTENED),
        ("jinzhou", "Q1", State.STRICTER),
    ],
)
def test_single_verdicts(name: str, number: str, state: State) -> None:
    assert verdict(name, number).state is state


def test_a_look_alike_is_flagged_and_sums_that_fit_are_not() -> None:
    found = kinds("jiangyuan")
    assert found.count(Kind.LOOKALIKE) == 1 and found.count(Kind.CONFLICT) == 1
    assert Kind.COUNT not in found and Kind.SUM not in found


def test_the_judged_sample_of_alignments() -> None:
    lines = (ROOT / "docs" / "alignment.md").read_text("utf-8").splitlines()
    judged = [
        (*cells[:2], cells[2].strip("`"), cells[3].strip("`"))
        for line in lines
        if len(cells := [cell.strip() for cell in line.strip("|").split("|")]) == 8 and re.match(r"`\w{8}`", cells[2])
    ]
    assert len(judged) == 60
    right = wrong = lost = gone = 0
    for parent, local, key, answer in judged:
        pairs = {one.parent.key[:8]: one for one in align(plan(parent), plan(local)).pairs}
        # A record that extraction now cuts in another way has another key, and is judged no more.
        if key not in pairs or answer not in ("-", *(one.key[:8] for one in plan(local).commitments)):
            gone += 1
            continue
        answered = pairs[key].local
        found = answered.key[:8] if answered else "-"
        right += found == answer != "-"
        wrong += found not in ("-", answer)
        lost += answer not in ("-", found)
    assert gone <= len(judged) // 6
    assert right / (right + wrong) >= 0.90
    assert right / (right + lost) >= 0.80
