"""Markdown."""

from __future__ import annotations

import pytest

from ingest.errors import Unreadable
from ingest.formats import md
from ingest.markdown import inline, looks_markdown, read_markdown
from ingest.model import BlockKind, Document, Status
from ingest.read import read_bytes
from ingest.registry import Job
from tests.ingest.contracts import IN_PROCESS, ReaderContract
from tests.ingest.samples import PLAN, SENTENCE


class TestContract(ReaderContract):
    name = "md"
    suffix = ".md"

    def write(self, lines: tuple[str, ...]) -> bytes:
        title, *rest = lines
        marked = [f"## {line}" if line[1:2] == "、" and len(line) < 20 else line for line in rest]
        return "\n\n".join([f"# {title}", *marked, ""]).encode()

    def nested(self, depth: int) -> bytes:
        return f"# 方案\n\n{'> ' * depth}{'- ' * depth}{'*' * depth}{'[' * depth}{SENTENCE}\n".encode()


def opened(text: str) -> Document:
    return read_bytes(text.encode(), "方案.md", IN_PROCESS)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("# 方案\n\n正文。", ["方案", "正文。"]),
        ("方案\n====\n\n目标\n----\n正文。", ["方案", "目标", "正文。"]),
        ("## 目标 ##\n正文。", ["目标", "正文。"]),
        ("- 新建学校\n- 改造校舍\n\n* 配齐教师", ["新建学校", "改造校舍", "配齐教师"]),
        ("由县教育局\n牵头负责。", ["由县教育局牵头负责。"]),
        ("由县教育局牵头。\n由县财政局配合。", ["由县教育局牵头。", "由县财政局配合。"]),
        ("目标如下\n1. 新建\n2. 改造", ["目标如下", "1. 新建", "2. 改造"]),
        ("责任单位  \n县教育局", ["责任单位", "县教育局"]),
        ("责任单位\\\n县教育局", ["责任单位", "县教育局"]),
        ("甲<br>乙", ["甲", "乙"]),
        ("> 引自上级文件。\n\n正文。", ["引自上级文件。", "正文。"]),
        ("上文\n\n---\n\n下文", ["上文", "下文"]),
        ("上文\n```\n# 不是标题\n```\n下文", ["上文", "# 不是标题", "下文"]),
        ("<!-- 批注\n不读 -->正文。", ["正文。"]),
        ("#没有空格", ["#没有空格"]),
    ],
)
def test_lines(text: str, lines: list[str]) -> None:
    assert [line.text for line in read_markdown(text).lines] == lines


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("**不低于**85%", "不低于85%"),
        ("***县教育局***牵头", "县教育局牵头"),
        ("__牵头单位__：甲", "牵头单位：甲"),
        ("`代码`与[方案](http://a.cn/b.html)", "代码与方案"),
        ("![图](a.png)说明", "图说明"),
        ("3 * 4 * 5", "3 * 4 * 5"),
        ("1\\. 目标\\*", "1. 目标*"),
        ("[@click=app.quit]县[/]", "[@click=app.quit]县[/]"),
        ("a_b_c", "a_b_c"),
    ],
)
def test_inline(text: str, bare: str) -> None:
    assert inline(text) == bare


TABLE = "| 单位 | 任务 |\n|:---|---:|\n| 县教育局 | **新建**学校3所 |\n| 县\\|局 | 甲<br>乙 |\n\n注：完。"


def test_tables() -> None:
    document = opened(f"# 分工表\n\n{TABLE}")
    cells = {(cell.row, cell.column): document.quote(cell.span) for cell in document.tables[0].cells}
    assert cells == {
        (0, 0): "单位", (0, 1): "任务", (1, 0): "县教育局", (1, 1): "新建学校3所", (2, 0): "县|局", (2, 1): "甲 乙",
    }  # fmt: skip
    assert document.blocks[-1].kind is not BlockKind.CELL


def test_headings_make_the_outline() -> None:
    text = (
        f"# 青禾县养老服务实施方案\n\n## 工作目标\n\n{SENTENCE}\n\n### 床位\n\n{SENTENCE}\n\n## 保障措施\n\n{SENTENCE}"
    )
    document = opened(text)
    assert [heading.title for heading in document.headings] == ["工作目标", "床位", "保障措施"]
    assert document.header.title == "青禾县养老服务实施方案"


def test_several_first_headings_are_no_titles() -> None:
    levels = [line.level for line in read_markdown("# 目标\n\n甲。\n\n# 任务\n\n## 建校\n\n乙。").lines]
    assert levels == [2, None, 2, 3, None]


def test_front_matter_names_the_document() -> None:
    text = read_markdown(f"---\ntitle: '{PLAN[0]}'\ndate: 2025\n---\n\n# 目标\n\n正文。")
    assert text.title == PLAN[0]
    assert [line.text for line in text.lines] == ["目标", "正文。"]


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("# 甲\n\n## 乙\n", True),
        ("# 甲\n\n- 乙\n", True),
        (TABLE, True),
        ("一、目标\n（一）任务\n", False),
        ("# 一条注释\n正文\n", False),
        ("# Page 28:\n正文\n# Page 29:\n正文\n", False),
        ("单位 | 任务\n县教育局 | 建校\n", False),
        ("甲 | 乙\n---|---|---\n", False),
    ],
)
def test_what_counts_as_markdown(text: str, markdown: bool) -> None:
    assert looks_markdown(text) is markdown


def test_other_encodings() -> None:
    text = f"# 方案\n\n## 目标\n\n{SENTENCE}"
    assert SENTENCE in read_bytes(text.encode("gb18030"), "方案.md", IN_PROCESS).text
    assert read_bytes(text.encode("utf-16"), "方案.md", IN_PROCESS).format == "md"


def test_damage_is_named() -> None:
    document = read_bytes(f"# 方案\n\n## 目标\n\n{SENTENCE}".encode() + b"\xff", "方案.md", IN_PROCESS)
    assert document.status is Status.PARTIAL
    with pytest.raises(Unreadable):
        md.parse(bytes(range(256)) * 20, Job("坏.md"))


def test_time_grows_with_length() -> None:
    hostile = [
        "*" * 20_000,
        "[" * 20_000,
        "|" * 20_000 + "\n" + "|-" * 10_000,
        "`" * 20_000,
        "> " * 10_000,
        "_a" * 20_000,
    ]
    for text in hostile:
        assert read_markdown(f"# 甲\n\n{text}\n\n正文。").lines[-1].text.endswith("正文。")


def test_a_sign_stands_behind_every_cell_so_that_no_quote_holds_two() -> None:
    read = opened("# 规划\n\n| 指标 | 2025年 |\n| --- | --- |\n| 覆盖率 | 24.5 |\n")
    cells = [block for block in read.blocks if block.kind is BlockKind.CELL]
    assert [block.breaks for block in cells] == [(block.span.end,) for block in cells]


def test_a_dash_alone_behind_a_bar_divides_no_table() -> None:
    assert not looks_markdown("| 76.7\n| -\n| 约束性\n")
    assert looks_markdown("甲 | 乙\n- | -\n1 | 2\n")
