"""The judged queries find what they found, and all ways together do no worse than each alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import ranking
from judged import Judged, grades_of, load, marks, middle
from metrics import ndcg, recall, reciprocal


@pytest.mark.slow
def test_the_figures_stand_over_their_floors(tmp_path: Path) -> None:
    floors = json.loads(ranking.FLOORS.read_text(encoding="utf-8"))["invented"]
    path = tmp_path / "ledger.db"
    ranking.ledger(path, ranking.INVENTED)
    assert ranking.under(ranking.figures(path, load("invented.tsv")), floors) == []


@pytest.mark.parametrize(("name", "least"), [("invented.tsv", 120), ("real.tsv", 60)])
def test_the_judged_queries(name: str, least: int) -> None:
    queries = load(name)
    assert len(queries) >= least and len({q.query for q in queries}) == len(queries)
    other = sum(q.half == "other" for q in queries)
    assert 0.45 <= other / len(queries) <= 0.6
    assert all(any(grade >= 2 for grade, _, _ in q.grades) for q in queries)


@pytest.mark.parametrize("name", ["real_later", "real_everyday", "real_held_out"])
def test_the_later_queries_are_others(name: str) -> None:
    later = load(f"{name}.tsv")
    before = {"invented", "real", "real_later", "real_everyday", "real_held_out"} - {name}
    assert len(later) >= 30 and {q.half for q in later} == {"other"}
    assert not {q.query for q in later} & {q.query for other in before for q in load(f"{other}.tsv")}
    assert all(any(grade >= 2 for grade, _, _ in q.grades) for q in later)


def test_every_piece_stands_in_a_plan(tmp_path: Path) -> None:
    from ingest.model import Limits
    from ingest.read import read

    whole = "\n".join(read(path, Limits()).text for path in ranking.INVENTED)
    missing = [(q.query, piece) for q in load("invented.tsv") for _, _, piece in q.grades if piece not in whole]
    assert missing == []


def test_a_mark_is_found_again_in_a_longer_sentence() -> None:
    sentence = "推进校长教师交流轮岗，每学年交流比例不低于10%。"
    assert middle(sentence) in set(marks("此外，" + sentence + "同时加强培训。"))
    assert middle("轮岗") in set(marks("轮岗"))
    queries = [Judged("same", "轮岗", ((3, "a.txt", middle(sentence)), (1, "a.txt", middle(sentence))))]
    assert grades_of(queries, [(7, "a.txt", sentence), (8, "b.txt", sentence)]) == [{7: 3}]


@pytest.mark.parametrize(
    ("ranking", "expected"),
    [([1, 2], (1.0, 1.0, 1.0)), ([9, 1], (0.5, 0.5, 0.444)), ([9], (0.0, 0.0, 0.0)), ([2, 1], (1.0, 1.0, 0.913))],
)
def test_figures(ranking: list[int], expected: tuple[float, float, float]) -> None:
    grades = {1: 3, 2: 2}
    found = (recall(ranking, grades), reciprocal(ranking, grades), ndcg(ranking, grades))
    assert [round(value, 3) for value in found] == list(expected)
