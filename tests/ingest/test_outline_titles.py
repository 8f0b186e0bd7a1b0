"""Where a title ends, and what is none."""

from __future__ import annotations

import pytest

from ingest.markers import read_marker
from ingest.titles import short_sentence, title_of

LONG = "各部门要把这项工作摆上重要议事日程，加强组织领导，细化工作措施，确保各项任务落到实处。"


@pytest.mark.parametrize(
    ("line", "title", "run_in"),
    [
        ("一、总体要求", "总体要求", False),
        ("(一)优先发展,统筹规划。坚持优先发展，统筹安排。", "优先发展,统筹规划", True),
        ("1.就近入学比例达100%。完善招生办法，公开计划。", "就近入学比例达100%", True),
        ("4)推进“一网通办”改革，提升服务水平。" + LONG, "推进“一网通办”改革，提升服务水平", True),
        ("（一）加快枢纽建设（牵头单位：市交通局）", "加快枢纽建设", True),
        ("（二）优化服务。（责任单位：县卫健局）", "优化服务", True),
        ("（二）基本原则。", "基本原则", False),
        ("（三）重点任务：", "重点任务", False),
        ("1.宣传发动阶段（2021年3月）：" + LONG, "宣传发动阶段（2021年3月）", True),
        ("（一）指导思想 以高质量发展为引领，" + LONG, "指导思想", True),
        ("1.适用范围 本预案适用于全县的水旱灾害。", "适用范围", True),
        ("五、进度安排 整治工作分四个阶段进行。" + LONG, "进度安排", True),
    ],
)
def test_finds_the_title(line: str, title: str, run_in: bool) -> None:
    marker = read_marker(line)
    assert marker is not None
    found = title_of(line, marker.end)
    assert found.strength > 0
    assert (line[found.start : found.end], found.run_in) == (title, run_in)


@pytest.mark.parametrize(
    "line",
    [
        "一、2025年是“十四五”规划收官之年，也是关键一年。" + LONG,
        "一、为管好用好助农奖补，做到申报公开、发放及时，根据有关规定，结合我县实际，制定本规定。",
        "1.全区各镇(街)及有关部门要切实落实资助政策，继续完善资助制度，认真做好救助工作，确保应助尽助。",
        "第四条 供水单位应当履行下列义务：",
        "4.要关爱学习有困难和行为有偏差的学生。要树立以人为本的理念。",
        "3.所有小学、初中规模不超过2000人。",
        "2.每百名学生拥有教师数:小学、初中分别达到4.2人、5.3人以上。",
        "（一）具有良好的思想政治素质，遵纪守法，身心健康；",
        "（二）加强领导，强化监督，完善机制，落实责任，形成合力，",
    ],
)
def test_a_directive_has_no_title(line: str) -> None:
    marker = read_marker(line)
    assert marker is not None
    assert title_of(line, marker.end).strength <= 0


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("优化城乡布局。2024年8月底前完成规划。", "优化城乡布局"),
        ("加快“互联网+医疗”发展。建立平台。", "加快“互联网+医疗”发展"),
        ("各乡镇必须落实责任。逾期通报。", None),
        ("优化布局，完善设施。统一标准。", None),
        ("新建学校20所。统一标准。", None),
        ("优化城乡布局。", None),
    ],
)
def test_short_sentence(text: str, title: str | None) -> None:
    end = short_sentence(text, 0)
    assert (text[:end] if end else None) == title
