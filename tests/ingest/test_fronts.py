"""Documents that lost all line breaks: head, notice, plan and foot are lines again."""

from __future__ import annotations

import pytest

from extract.pipeline import extract
from ingest.fronts import front_points
from ingest.model import Document
from ingest.read import read_bytes

LINES = [
    "青禾县人民政府办公室关于印发《青禾县供热改造行动方案》的通知",
    "青政办发〔2024〕17号",
    "各乡镇人民政府，县政府各部门：",
    "《青禾县供热改造行动方案》已经县政府同意，现印发给你们，请认真贯彻执行。",
    "青禾县人民政府办公室",
    "2024年3月8日",
    "（此件公开发布）",
    "青禾县供热改造行动方案",
    "为改善冬季供热条件，减少热力损失，让居民住得暖、住得安心，结合我县实际，制定本方案。",
    "一、工作目标",
    "到2026年底，改造老旧供热管网86公里，热力站智能化率达到95%以上，管网失水率控制在1.2%以内，群众满意率稳步提高。",
    "二、重点任务",
    "（一）分年改造管网。2024年改造27公里，2025年改造31公里，2026年改造28公里，优先安排使用年限超过15年的老旧小区。",
    "（责任单位：县住房和城乡建设局、县财政局）",
    "（二）提升热源保障能力。新建调峰锅炉房2座，总供热能力新增58兆瓦，热源应急备用比例保持在60%以上，建立会商制度。",
    "（责任单位：县发展和改革局、县生态环境局）",
    "三、保障措施",
    "（一）落实资金。三年安排专项资金1.8亿元，其中县级财政每年安排2000万元，其余通过争取上级补助、企业自筹解决。",
    "（二）严格考核。将改造任务纳入年度目标考核，对进度滞后的单位予以通报，连续两次通报的，由分管负责同志约谈。",
]


def read(text: str) -> Document:
    return read_bytes(text.encode(), "plan.txt")


@pytest.mark.parametrize("between", ["", " ", "　　"])
@pytest.mark.parametrize(
    "lines",
    [LINES, [LINES[0], *LINES], [*LINES[:1], "（2024年3月8日）", *LINES[1:]], [*LINES[:4], *LINES[5:]]],
    ids=["plain", "title twice", "title with date", "no signature"],
)
def test_head_and_notice_are_lines_again(lines: list[str], between: str) -> None:
    whole, flat = read("\n".join(LINES)), read(between.join(lines))
    assert [(h.level, h.marker, h.title) for h in flat.headings] == [
        (h.level, h.marker, h.title) for h in whole.headings
    ]
    for name in ("title", "doc_number", "issuer", "issued"):
        assert getattr(flat.header, name) == getattr(whole.header, name), name
    told = [
        [(c.quote, c.deadline, c.responsible and c.responsible[0].name) for c in extract(d).commitments]
        for d in (whole, flat)
    ]
    assert told[0] == told[1]


def test_who_signs_at_the_end_is_no_part_of_the_last_sentence() -> None:
    foot = "青禾县人民政府2024年3月8日"
    document = read("".join([LINES[0], LINES[1], LINES[2], *LINES[8:]]) + foot)
    assert (document.header.issuer, str(document.header.issued)) == ("青禾县人民政府", "2024-03-08")
    assert all("青禾县人民政府2024" not in c.quote for c in extract(document).commitments)


@pytest.mark.parametrize(
    "text",
    [
        "青禾县供热改造行动方案",
        "为全面落实市政府关于印发《全市供热规划》的通知（云政发〔2023〕6号）精神，" + LINES[10] * 4,
        "县政府印发的方案，各乡镇、各部门要：" + LINES[10] * 4,
        LINES[10] * 5,
    ],
)
def test_running_text_has_no_head(text: str) -> None:
    assert front_points(text) == ()


def test_dashes_that_open_items_are_lines_again() -> None:
    goals = "——供热质量明显改善。室温合格率达到98%以上。——供热结构更加清洁。清洁供热率达到85%以上。"
    document = read("".join([*LINES[:3], *LINES[8:11], goals, *LINES[11:]]))
    lines = [document.text[b.span.start : b.span.end] for b in document.blocks]
    assert [line[:8] for line in lines if line.startswith("——")] == ["——供热质量明显", "——供热结构更加"]
