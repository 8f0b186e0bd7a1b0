"""What is told as done beside what is promised, in one sentence, one paragraph, one document."""

from __future__ import annotations

import pytest
from extract_documents import document

from extract.pipeline import extract


def roles(text: str, title: str) -> tuple[list[int], list[int]]:
    """(values promised, values stated) of a text in the order of the text."""
    found = extract(document(f"{title}\n\n{text}\n"))
    return [int(str(m.value)) for c in found.commitments for m in c.measures], [int(str(m.value)) for m in found.facts]


SENTENCES = [
    ("今年计划新增公交线路7条，现已新增20条，其中市本级17条。", [7], [20, 17]),
    ("做好已建成13个驿站的运营，新建驿站8个。", [8], [13]),
    ("巩固提升已建成的13个驿站，新建驿站8个。", [8], [13]),
    ("今年计划新增公交线路7条，现已新增20条；优化公交线路41条。", [7], [20, 41]),
    ("今年计划建设项目32个，12个项目均已开工。", [32], [12]),
    ("2023年全县水利工作圆满完成各项任务。全县落实水利投资80亿元。力争今年投资达到90亿元。", [90], [80]),
    ("全县已建成学校20所。入学率达到98%。新建学校5所。", [5], [20, 98]),
    ("目前已建成学校20所，今年再新建5所。", [5], [20]),
    ("全年开展培训48场，超额完成年度任务。", [], [48]),
    ("记者从市水利局获悉，全年新开工项目12个。", [], [12]),
    ("记者从市水利局获悉，明年将新开工项目12个。", [12], []),
]


@pytest.mark.parametrize(("text", "promised", "stated"), SENTENCES)
def test_what_is_done_is_no_promise(text: str, promised: list[int], stated: list[int]) -> None:
    assert roles(text, "青禾县水利工作会议召开") == (promised, stated)


def test_a_note_on_progress_reports_until_it_turns() -> None:
    body = "截至10月底，全县20项实事项目进展顺利。\n\n建成农贸市场36个。\n\n下一步，新建公厕15座。"
    assert roles(body, "20项民生实事项目进展顺利") == ([15], [20, 36])
    assert roles(body, "民生实事项目办理") == ([15], [20, 36])
    assert roles("建成农贸市场36个。", "青禾县民生实事项目清单") == ([36], [])
