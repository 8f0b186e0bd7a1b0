"""Texts that lost their line breaks."""

from __future__ import annotations

from itertools import pairwise

import pytest

from ingest.splitting import cut_points

BODY = "各部门要把这项工作摆上重要议事日程，细化措施，确保各项任务落到实处，取得实效，让群众满意。" * 3


def _pieces(text: str) -> list[str]:
    points = (0, *cut_points(text), len(text))
    return [text[a:b] for a, b in pairwise(points)]


@pytest.mark.parametrize(
    "text",
    [
        "小学一、二年级不留书面作业，（一）项和（二）项另行规定。",
        "符合下列条件之一的：（一）身体健康；（二）具有资格；（三）自愿报名。",
        "一、总体要求",
        "增长1.5%，其中一、二产业分别增长2.1%和3.2%，较好完成年度计划。",
        BODY,
    ],
)
def test_keeps_a_whole_line(text: str) -> None:
    assert cut_points(text) == ()


def test_cuts_titles_that_follow_each_other() -> None:
    text = "二、重点任务(一)打造市场环境1.提升便利度"
    assert _pieces(text) == ["二、重点任务", "(一)打造市场环境", "1.提升便利度"]


def test_cuts_a_title_from_the_text_behind_it() -> None:
    text = f"青禾县供水保障工作方案（试行）二〇二五年三月为进一步加强供水保障，结合实际，制定本方案。{BODY}"
    assert _pieces(text)[:2] == ["青禾县供水保障工作方案（试行）", "二〇二五年三月"]
    assert cut_points(f"各乡镇要制定工作方案为全面完成任务提供保障。{BODY}") == ()


def test_cuts_the_first_number_of_the_next_level_from_its_head() -> None:
    assert _pieces("1、总则 1.1 编制目的 为做好抢险工作，制定本预案。") == [
        "1、总则 ",
        "1.1 编制目的 为做好抢险工作，制定本预案。",
    ]
    assert _pieces("1.4 工作原则 1.4.1 坚持统一指挥，分级负责。") == ["1.4 工作原则 ", "1.4.1 坚持统一指挥，分级负责。"]
    for whole in (
        "1、增幅为 1.1 个百分点，2、降幅为 2.1 个百分点。",
        "1、总则 1.15 万元用于编制预案，由县财政局安排。",
    ):
        assert not any(piece.startswith("1.1") for piece in _pieces(whole))


def test_items_with_unit_sentences_stand_apart() -> None:
    text = f"1.支持供水。{BODY}责任单位：县水利局。2.支持排水。{BODY}责任单位：县住建局。"
    assert [p[:6] for p in _pieces("提出以下意见。" + text)] == ["提出以下意见", "1.支持供水", "2.支持排水"]


def test_spaces_do_not_hide_a_sentence_end() -> None:
    text = f"一、进度安排 {BODY} 二、工作要求 （一）加强领导。{BODY} （二）强化督导。{BODY}"
    assert [p[:5] for p in _pieces(text)] == ["一、进度安", "二、工作要", "（一）加强", "（二）强化"]


def test_cuts_after_sentences() -> None:
    text = f"一、指导思想。{BODY}二、工作目标。{BODY}"
    assert [p[:6] for p in _pieces(text)] == ["一、指导思想", "二、工作目标"]


def test_cuts_a_text_without_any_break() -> None:
    text = (
        f"为加快发展，制定本方案。一、总体要求(一)指导思想坚持以人民为中心，{BODY}(二)工作目标到2025年，{BODY}"
        f"二、重点任务(一)实施设施建设攻坚优化城乡布局。{BODY}(责任单位:县卫健局、县财政局)"
        f"加强人才建设。{BODY}(责任单位:县人社局，各乡镇)(二)完善服务体系健全工作网络。{BODY}"
    )
    heads = [p[:9] for p in _pieces(text)]
    assert heads == [
        "为加快发展，制定本",
        "一、总体要求",
        "(一)指导思想",
        "坚持以人民为中心，",
        "(二)工作目标",
        "到2025年，各部",
        "二、重点任务",
        "(一)实施设施建设",
        "优化城乡布局。各部",
        "加强人才建设。各部",
        "(二)完善服务体系",
    ]


def test_cuts_behind_a_leading_unit_bracket() -> None:
    text = "（责任单位：县卫健局，完成时限：8月底）制订《工作规程》，规范服务流程。"
    assert _pieces(text) == ["（责任单位：县卫健局，完成时限：8月底）", "制订《工作规程》，规范服务流程。"]


def test_numbering_runs_on_and_may_skip_one() -> None:
    lines = [
        "一、加强服务",
        "（一）增加设施。",
        "（二）完善网络。",
        "二、健全保障",
        "（三）强化培训。",
        "（五）加大投入。",
    ]
    text = "关于发展的意见" + "".join(line + BODY * 2 if line.endswith("。") else line for line in lines)
    assert [p[:8] for p in _pieces(text)][1:] == lines


def test_cuts_chapters_and_articles() -> None:
    text = (
        "管理办法第一章总则第一条为规范管理，制定本办法。第二条本办法适用于全县。第二章附则第三条按照第一条执行。"
        + "第四条自公布之日起施行。"
        + BODY * 5
    )
    assert [p[:5] for p in _pieces(text)][1:6] == ["第一章总则", "第一条为规", "第二条本办", "第二章附则", "第三条按照"]


def test_cuts_behind_square_unit_brackets() -> None:
    text = f"一、重点任务1.建设设施。{BODY}〔责任单位：县政府〕2.建设网络。{BODY}〔责任单位：县政府〕3.加强培训。{BODY}"
    assert [p[:6] for p in _pieces(text)] == ["一、重点任务", "1.建设设施", "2.建设网络", "3.加强培训"]


def test_cuts_a_chapter_whose_first_part_follows_its_title() -> None:
    text = (
        f"制定本规划。 一、指导思想和主要目标 (一)指导思想。{BODY} (二)基本原则。 1.强化双控。{BODY} 2.优化存量。{BODY}"
    )
    assert [p[:6].strip() for p in _pieces(text)] == [
        "制定本规划。",
        "一、指导思想",
        "(一)指导思",
        "(二)基本原",
        "1.强化双控",
        "2.优化存量",
    ]
    assert cut_points(f"本办法所称项目，按照一、二类管理。(一)类项目由县级审批，{BODY}") == ()


def test_cuts_the_first_chapter_from_the_title_in_front() -> None:
    assert _pieces("青禾县教育局2024年工作计划 一、总体思路 百年大计,教育为本。高举旗帜。") == [
        "青禾县教育局2024年工作计划 ",
        "一、总体思路 百年大计,教育为本。高举旗帜。",
    ]
    assert cut_points("落实工作计划时要把握 一、二两个环节，统筹推进，确保实效。") == ()


def test_a_space_parts_a_title_from_any_purpose() -> None:
    text = f"青禾县节能“十三五”规划 为确保实现节能目标，制定本规划。{BODY}"
    assert _pieces(text)[0] == "青禾县节能“十三五”规划"
