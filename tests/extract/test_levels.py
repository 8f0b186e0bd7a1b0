"""School levels that a sentence opens with, or that an event is for."""

from __future__ import annotations

import pytest
from extract_documents import plan

LEVELS = [
    ("小学阶段要注重激发兴趣，帮助学生形成一两项爱好。", "小学阶段"),
    ("义务教育阶段学校劳动课程要注重实践，帮助学生掌握一两项技能。", "义务教育阶段学校"),
    ("高中实施选课教学，每周安排2节活动课。", "高中"),
    ("普通高中劳动课程要注重实践，帮助学生掌握2项技能。", "普通高中"),
    ("各社区要注重实践，帮助居民掌握2项技能。", None),
    ("义务教育阶段课程资源平台新增课程20门。", None),
    ("每2年举办1次中小学、中等职业学校技能展示活动。", "中小学、中等职业学校"),
    ("每2年举办1次中小学技能展示活动。", "中小学"),
]


@pytest.mark.parametrize(("text", "scope"), LEVELS)
def test_the_level_that_a_value_is_for(text: str, scope: str | None) -> None:
    assert [m.scope for c in plan(text).commitments for m in c.measures] == [scope]


def test_a_bracket_on_a_part_of_the_matter_is_no_unit_list() -> None:
    text = "县人社局负责监督证书的实施（校内由县教育局负责），县财政局要安排资金。"
    found = [r.name for c in plan(text).commitments for r in c.responsible]
    assert "校内由县教育局" not in found
    assert "县财政局" in found
    listed = plan("（一）办好学校。新建学校5所。（由县教育局负责）").commitments
    assert [r.name for c in listed for r in c.responsible] == ["县教育局"]
