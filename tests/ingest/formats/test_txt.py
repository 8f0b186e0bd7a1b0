"""Plain text."""

from __future__ import annotations

import pytest

from ingest.errors import LimitExceeded, Unreadable
from ingest.formats import txt
from ingest.model import BlockKind, Limits
from ingest.registry import Job
from tests.ingest.contracts import ReaderContract
from tests.ingest.samples import SENTENCE

JOB = Job("样本.txt", ".txt")
LONG = (
    "各乡镇要加强组织领导，落实工作责任，健全推进机制，确保各项任务按期完成，"
    "并于每年年底前将进展情况报送县人民政府办公室。"
)


class TestContract(ReaderContract):
    name = "txt"
    suffix = ".txt"

    def write(self, lines: tuple[str, ...]) -> bytes:
        return "\n".join(lines).encode("gb18030")

    def nested(self, depth: int) -> bytes:
        return ("（" * depth + "《" * depth + SENTENCE + "\n" + "1." * depth).encode("gb18030")


def noise_of(text: str) -> list[str]:
    return [line.text for line in txt.parse(text.encode(), JOB).lines if line.kind is BlockKind.NOISE]


def test_gap_and_order() -> None:
    lines = txt.parse("一、目标\n\n　　到2025年达标。\r\n完成。".encode(), JOB).lines
    assert [(line.text, line.gap_before) for line in lines] == [
        ("一、目标", False),
        ("到2025年达标。", True),
        ("完成。", False),
    ]


def test_scraps_between_navigation_at_the_start() -> None:
    assert noise_of(f"查看原文\n其他\n青禾县实施方案\n{LONG}") == ["查看原文", "其他"]


def test_the_list_of_other_articles_at_the_end() -> None:
    body = "\n".join([LONG] * 6)
    assert noise_of(f"{body}\n推荐阅读\n某地出台新政策\n另一篇文章\n继续滑动看下一个") == [
        "推荐阅读",
        "某地出台新政策",
        "另一篇文章",
        "继续滑动看下一个",
    ]


def test_a_list_heading_before_text_is_no_tail() -> None:
    assert noise_of("\n".join([LONG, LONG, "相关文件：", LONG])) == []


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        ("一、目标".encode() + b"\xff" + LONG.encode(), "damaged_bytes"),
        (LONG.encode()[:-1], "damaged_bytes"),
    ],
)
def test_damage_is_said(data: bytes, problem: str) -> None:
    assert [found.code for found in txt.parse(data, JOB).problems] == [problem]


def test_refusals() -> None:
    with pytest.raises(Unreadable, match="不是文字"):
        txt.parse(bytes(range(256)) * 40, JOB)
    with pytest.raises(LimitExceeded, match="100 字"):
        txt.parse(LONG.encode() * 10, Job("样本.txt", ".txt", Limits(characters=100)))


@pytest.mark.parametrize(
    ("text", "signed"),
    [
        ("指标|单位|2025年\n覆盖率|%|24\n达标率|%|95\n", False),  # the bars stay beside the cells
        ("指标\t单位\t2025年\n覆盖率\t%\t24\n达标率\t%\t95\n", False),
        ("指标 |\n2020年 |\n2025年 |\n覆盖率(%) |\n21 |\n24 |\n达标率(%) |\n88 |\n95 |\n", True),
    ],
)
def test_signs_between_cells_part_their_quotes(text: str, signed: bool) -> None:
    cells = [line for line in txt.parse(text.encode(), JOB).lines if line.kind is BlockKind.CELL]
    assert len(cells) == 9 and all(cell.breaks == ((len(cell.text),) if signed else ()) for cell in cells)
