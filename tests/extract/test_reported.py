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
    ("在已建成13个驿站的基础上，2024年再建驿站8个。", [8], [13]),
    ("在去年完成13处整治的基础上，再整治8处。", [8], [13]),
    ("2022年已改造水厂13座，今年再改造8座。", [8], [13]),
    ("针对尚有13个村未通自来水的问题，新建水厂8座。", [8], [13]),
    ("尚需新建水厂8座。", [8], []),
    ("去年投入的300万元要抓紧拨付，新建水厂8座。", [8], [300]),
    ("统计数据显示，截至2020年底，全县已建成水厂13座。2021年，供水率提升至80%以上。", [], [13, 80]),
    ("统计数据显示，供水率偏低。到2026年，供水率提升至80%以上。", [80], []),
    ("明年打造节水学校8所。去年打造了节水学校13所。", [8], [13]),
    ("记者从市水利局获悉，明年将新开工项目12个。", [12], []),
]


@pytest.mark.parametrize(("text", "promised", "stated"), SENTENCES)
def test_what_is_done_is_no_promise(text: str, promised: list[int], stated: list[int]) -> None:
    assert roles(text, "青禾县水利工作会议召开") == (promised, stated)


def test_a_title_that_names_both_reports_until_a_heading_looks_ahead() -> None:
    body = "一、2025年工作总结\n\n(一)重点任务扎实推进\n\n完成造林300亩。\n\n二、2026年工作计划\n\n完成造林500亩。"
    assert roles(body, "青禾县2025年工作总结暨2026年工作计划") == ([500], [300])
    assert roles("完成造林500亩。", "青禾县2026年工作计划") == ([500], [])


def test_a_text_without_a_title_reports_where_it_tells_in_three_ways() -> None:
    told = "全区共上报项目40个,动工率82%。提前完成招商任务。9个项目已签订协议。"
    found = extract(document(told + "\n"))
    assert not found.commitments
    assert [int(str(m.value)) for m in found.facts] == [40, 82, 9]
    asked = extract(document("全区上报项目40个,动工率达到82%以上,各镇负责落实。\n"))
    assert [int(str(m.value)) for c in asked.commitments for m in c.measures] == [40, 82]


def test_a_note_on_progress_reports_until_it_turns() -> None:
    body = "截至10月底，全县20项实事项目进展顺利。\n\n建成农贸市场36个。\n\n下一步，新建公厕15座。"
    assert roles(body, "20项民生实事项目进展顺利") == ([15], [20, 36])
    assert roles(body, "民生实事项目办理") == ([15], [20, 36])
    assert roles("建成农贸市场36个。", "青禾县民生实事项目清单") == ([36], [])


NOTES: list[tuple[str, str, list[int], list[int]]] = [
    ("推行一窗受理，设置窗口28个。\n今年以来，办理事项900件。", "青禾县多措并举优化服务", [28], [900]),
    (
        "今年以来，青禾县坚持以企业和群众的需求为先。\n设置窗口28个，服务企业420家。",
        "青禾县多措并举优化服务",
        [],
        [28, 420],
    ),
    (
        "近年来，青禾县坚持以企业和群众的需求为先，持续优化服务。现就有关事项通知如下。\n设置窗口28个。",
        "青禾县多措并举优化服务",
        [28],
        [],
    ),
    (
        "抓好造林，造林300亩，占年度任务200亩的150%。\n8000余人参加植树。",
        "青禾县持续推进绿化",
        [],
        [300, 200, 150, 8000],
    ),
    ("抓好造林，造林300亩。\n12月底前种树500株。", "青禾县持续推进绿化", [300, 500], []),
    (
        "抓好造林，造林300亩，完成投资同比增长12%。\n8000余人参加植树。\n下一步，力争种树500株。",
        "青禾县持续推进绿化",
        [500],
        [300, 12, 8000],
    ),
    ("2023年全县计划改造水厂13座，新建水厂8座。\n已开工5座。", "青禾县水利项目进展情况", [13, 8], [5]),
    ("近年来，青禾县持续推进植树造林活动。去年植树300株。今年全县计划植树500株。", "添绿春光好", [500], [300]),
    ("2023年全县计划改造水厂13座，实际完成8座。", "青禾县水利项目进展情况", [], [13, 8]),
    ("去年服务取得进步，在接下来的工作中要继续努力。设置窗口28个。", "青禾县服务工作总结", [28], []),
]


@pytest.mark.parametrize(("text", "title", "promised", "stated"), NOTES)
def test_notes_on_work_done_state_it(text: str, title: str, promised: list[int], stated: list[int]) -> None:
    assert roles(text, title) == (promised, stated)
