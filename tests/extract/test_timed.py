"""What has to be done within a time, or for a time."""

from __future__ import annotations

import pytest
from extract_documents import plan

TIMES = [
    ("办理结果在3个工作日内在门户网站公布。", "在门户网站公布", None, "<=", "个工作日"),
    ("各部门在本办法印发之日起2个月内要制定实施细则。", "制定实施细则", None, "<=", "个月"),
    ("各区在收到材料后5个工作日内完成审核。", "完成审核", None, "<=", "个工作日"),
    ("专任教师每年至少15天到企业或者实训基地实践。", "到企业或者实训基地实践", "专任教师", ">=", "天"),
    ("办理时限压缩至3个工作日内。", "办理时限", None, "<=", "个工作日"),
    ("专任教师每年培训时间不少于15天。", "专任教师培训时间", None, ">=", "天"),
]


@pytest.mark.parametrize(("text", "subject", "scope", "bound", "unit"), TIMES)
def test_what_a_time_is_for(text: str, subject: str, scope: str | None, bound: str, unit: str) -> None:
    (one,) = [m for c in plan(text).commitments for m in c.measures]
    assert (one.subject, one.scope, one.comparator.value, one.unit) == (subject, scope, bound, unit)
