"""Lines of one cell as one text."""

from __future__ import annotations

import pytest

from ingest import celltext


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        ([], ""),
        (["县教育局"], "县教育局"),
        (["县教育局", "县财政局"], "县教育局 县财政局"),
        (["省自然资源和", "规划厅"], "省自然资源和规划厅"),
        (["县人力资源社会", "保障局"], "县人力资源社会保障局"),
        (["2026年", "12月底前"], "2026年12月底前"),
        (["县教育局、", "县财政局"], "县教育局、县财政局"),
        (["落实责任。", "县教育局"], "落实责任。 县教育局"),
        (["1.新建学校", "2.改造校舍"], "1.新建学校 2.改造校舍"),
        (["比例达到85", "%以上"], "比例达到85%以上"),
    ],
)
def test_join(lines: list[str], text: str) -> None:
    assert celltext.join(lines) == text
