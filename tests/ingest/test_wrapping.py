"""One plan cut at any width, with any layout, gives the commitments of the plan as it was written."""

from __future__ import annotations

from functools import cache

import pytest

from extract.pipeline import extract
from ingest.clean import width
from ingest.formats.txt import mark_noise, physical_lines
from ingest.read import read_bytes
from ingest.wrapping import wrap_of

PLAN = """青禾县人民政府办公室关于印发《青禾县供热管网改造三年行动方案（2024—2026年）》的通知
青政办发〔2024〕17号
各乡镇人民政府，县政府各部门：
《青禾县供热管网改造三年行动方案（2024—2026年）》已经县政府同意，现印发给你们，请认真贯彻执行。
青禾县人民政府办公室
2024年3月8日
青禾县供热管网改造三年行动方案（2024—2026年）
为改善城区冬季供热条件，减少热力损失，让居民住得暖、住得安心，结合我县实际，制定本方案。
一、工作目标
到2026年底，改造老旧供热管网86.5公里，热力站智能化率达到95%以上，管网失水率控制在1.2%以内，居民室温合格率不低于98%。
二、重点任务
（一）分年改造管网。2024年一、二季度完成入户摸排，年底前改造27公里；2025年改造31.5公里；2026年改造28公里，优先安排使用年限超过15年、泄漏次数多的老旧小区。
（责任单位：县住房和城乡建设局、县发展和改革局、县财政局、县自然资源局、各街道办事处）
（二）提升热源保障能力。新建调峰锅炉房2座，总供热能力新增58兆瓦，热源应急备用比例保持在60%以上。
牵头单位：县住房和城乡建设局
配合单位：县生态环境局、县财政局
完成时限：2025年9月底前
（三）加强运行监测。建设全县统一的供热监测平台，接入热力站124座，对室温低于18℃的用户实行“一户一策”，两小时内上门处理。
1.完善巡检制度。每周巡检主干管网不少于1次，供热期内每半个月通报一次失水情况，对连续两次超标的热力企业进行约谈。
2.畅通投诉渠道。供热服务热线24小时有人接听，投诉办结率达到100%，群众满意率达到90%以上。
三、保障措施
（一）落实资金。三年安排专项资金1.86亿元，其中县级财政每年安排2000万元，其余通过争取上级补助、企业自筹解决。
（二）严格考核。将改造任务纳入年度目标考核，对进度滞后的责任单位由县政府督查室通报，连续两次通报的，由分管负责同志约谈主要负责人。
"""


def cut(line: str, columns: int) -> list[str]:
    """The line in pieces of at most so many columns."""
    out, piece = [], ""
    for char in line:
        if width(piece + char) > columns:
            out.append(piece)
            piece = ""
        piece += char
    return [*out, piece]


def laid_out(columns: int, layout: str) -> str:
    """The plan cut at `columns` in one of the ways that saved texts are laid out."""
    inset = "　　" if "inset" in layout else ""
    out = []
    for line in PLAN.splitlines():
        pieces = cut(inset + line, columns)
        if layout == "margin":
            pieces = [f"      {piece}" for piece in pieces]
        out += [f"{piece}\n" for piece in pieces] if layout == "double" else pieces
        out += [""] if "gap" in layout else []
    return "\n".join(out)


@cache
def told(text: str) -> list[tuple[object, ...]]:
    """What the commitments say, without their places."""
    extraction = extract(read_bytes(text.encode(), "plan.txt"))
    return [
        (
            c.quote,
            c.deadline,
            tuple((r.name, r.duty) for r in c.responsible),
            tuple((m.subject, m.scope, m.comparator, m.value, m.unit) for m in c.measures),
        )
        for c in extraction.commitments
    ]


@pytest.mark.parametrize("layout", ["plain", "inset", "gap", "inset gap", "margin", "double"])
@pytest.mark.parametrize("columns", [56, 64, 72, 80])
def test_a_plan_cut_at_a_fixed_width_says_the_same(columns: int, layout: str) -> None:
    whole, wrapped = (read_bytes(t.encode(), "plan.txt") for t in (PLAN, laid_out(columns, layout)))
    assert [(h.level, h.marker, h.title) for h in wrapped.headings] == [
        (h.level, h.marker, h.title) for h in whole.headings
    ]
    assert [getattr(wrapped.header, name) for name in ("title", "doc_number", "issuer", "issued")] == [
        getattr(whole.header, name) for name in ("title", "doc_number", "issuer", "issued")
    ]
    assert told(laid_out(columns, layout)) == told(PLAN)


SENTENCE = "到2026年，全县新增充电桩1200个，公共停车场充电设施覆盖率达到85%以上，居住社区基本实现应装尽装。"


@pytest.mark.parametrize(
    ("text", "wrapped"),
    [
        ("\n".join(cut(SENTENCE, 40)), True),
        ("\n".join(cut(SENTENCE * 9, 40)), True),
        ("\n".join(f"    {piece}" for piece in cut(SENTENCE, 40)), True),
        (SENTENCE, False),
        ("\n".join([SENTENCE] * 8), False),
        ("县教育局\n县财政局\n县住房和城乡建设局\n县人力资源和社会保障局\n县市场监督管理局", False),
    ],
)
def test_lines_cut_at_one_width_are_told_from_lines_that_are_whole(text: str, wrapped: bool) -> None:
    assert (wrap_of(mark_noise(physical_lines(text))) is not None) is wrapped
