"""What a number is for each of: things, places, periods, shares."""

import pytest
from test_subjects import told

EACH: list[tuple[str, list[str | None]]] = [
    ("每个城郊社区拥有3个以上的文体社团。", ["每个城郊社区"]),
    ("每个居委会（行政村）建有1个健身点。", ["每个居委会(行政村)"]),
    ("在每个地市级片区建设1个分馆。", ["每个地市级片区"]),
    ("每家企业补助3万元。", ["每家企业"]),
    ("每3-4个班配备1名保洁员。", ["每3-4个班"]),
    ("林地调查每10年开展1次。", ["每10年"]),
    ("值守人员每3—5年轮换1次。", ["每3-5年"]),
    ("5年内引进1万名园艺师。", [None]),
    ("5年内每名护工完成60学时培训。", ["每名护工"]),
    ("5年内完成60学时培训。", ["5年内"]),
    ("保洁员5年60学时培训。", ["5年"]),
    ("每个场馆要保证每年举办两次展览。", ["每年"]),
    ("12所学校均建成3个书屋。", [None, None]),
    ("校均规模不超过900人。", ["校均"]),
    ("学生生均经费提高到每生每年700元。", ["生均"]),
    ("学生均可使用3个书屋。", [None]),
    ("救助比例由医保报销后的60%提高到70%。", ["医保报销后", "医保报销后"]),
    ("补助标准由市财政局制定，补助比例不低于60%。", [None]),
]


@pytest.mark.parametrize(("body", "expected"), EACH)
def test_for_each_of_what(body: str, expected: list[str | None]) -> None:
    assert [m.per for m in told(body)] == expected
