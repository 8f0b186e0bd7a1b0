"""Outlines that mix numbers of several styles, as plans of other offices write them."""

from __future__ import annotations

import pytest

from ingest.read import read_bytes

P = "全县统筹推进各项工作，完善机制，压实责任，确保各项任务落到实处、取得实效，让群众有更多获得感。\n"
Outline = list[tuple[int, str | None, str]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "一、重点任务\n（一）设施建设\n1.新建机构\n（1）选址。2024年完成12处。\n①城区。完成5处。\n②乡镇。完成7处。\n"
            f"（2）施工。2025年底前完工。\n2.改造机构\n{P}（二）队伍建设\n{P}二、保障措施\n{P}",
            [
                (1, "一、", "重点任务"),
                (2, "（一）", "设施建设"),
                (3, "1.", "新建机构"),
                (4, "（1）", "选址"),
                (5, "①", "城区"),
                (5, "②", "乡镇"),
                (4, "（2）", "施工"),
                (3, "2.", "改造机构"),
                (2, "（二）", "队伍建设"),
                (1, "二、", "保障措施"),
            ],
        ),
        (f"Ⅰ.总体目标\n{P}Ⅱ.重点任务\n{P}", [(1, "Ⅰ.", "总体目标"), (1, "Ⅱ.", "重点任务")]),
        (
            f"一　总体要求\n{P}二　重点任务\n（一） 设施建设\n{P}（二） 队伍建设\n{P}三　保障措施\n{P}",
            [
                (1, "一", "总体要求"),
                (1, "二", "重点任务"),
                (2, "（一）", "设施建设"),
                (2, "（二）", "队伍建设"),
                (1, "三", "保障措施"),
            ],
        ),
        (
            f"【总体目标】\n{P}【重点任务】\n（一）设施建设\n{P}（二）队伍建设\n{P}【保障措施】\n{P}",
            [
                (1, None, "【总体目标】"),
                (1, None, "【重点任务】"),
                (2, "（一）", "设施建设"),
                (2, "（二）", "队伍建设"),
                (1, None, "【保障措施】"),
            ],
        ),
        (
            f"第一部分 发展基础\n{P}第二部分 发展目标\n一、总体目标\n{P}二、具体目标\n{P}第三部分 保障措施\n{P}",
            [
                (1, "第一部分", "发展基础"),
                (1, "第二部分", "发展目标"),
                (2, "一、", "总体目标"),
                (2, "二、", "具体目标"),
                (1, "第三部分", "保障措施"),
            ],
        ),
        (
            f"一、总体要求。\n{P}二、工作任务。\n（一）、新建设施。新建12处。\n（二）、改造设施。改造5所。\n三、工作要求。\n"
            "1、加强领导。各乡镇高度重视。\n2、强化督查。每季度通报一次。\n",
            [
                (1, "一、", "总体要求"),
                (1, "二、", "工作任务"),
                (2, "（一）", "新建设施"),
                (2, "（二）", "改造设施"),
                (1, "三、", "工作要求"),
                (3, "1、", "加强领导"),
                (3, "2、", "强化督查"),
            ],
        ),
        (
            f"附件1\n云岭县养老方案\n一、目标\n新增床位800张。\n二、任务\n{P}附件2\n云岭县托育方案\n一、目标\n新增托位500个。\n"
            f"二、任务\n{P}",
            [
                (1, "附件1", "云岭县养老方案"),
                (1, "一、", "目标"),
                (1, "二、", "任务"),
                (1, "附件2", "云岭县托育方案"),
                (1, "一、", "目标"),
                (1, "二、", "任务"),
            ],
        ),
    ],
    ids=["six levels", "roman", "no mark", "brackets", "parts", "closed titles", "two annexes"],
)
def test_mixed_outlines(text: str, expected: Outline) -> None:
    headings = read_bytes(("云岭县养老服务实施方案\n" + text).encode(), "plan.txt").headings
    assert [(h.level, h.marker, h.title) for h in headings] == expected


@pytest.mark.parametrize("line", ["Ⅲ级以上水质断面比例达到90%以上。", "三 严三实专题教育持续深入开展，取得明显成效。"])
def test_words_that_open_like_numbers(line: str) -> None:
    text = f"云岭县养老服务实施方案\n一、目标\n{line}\n二、任务\n{P}"
    headings = read_bytes(text.encode(), "plan.txt").headings
    assert [h.title for h in headings] == ["目标", "任务"]
