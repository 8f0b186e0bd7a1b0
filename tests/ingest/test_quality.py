"""Text that reads as Chinese, and text that does not."""

from __future__ import annotations

import pytest

from ingest import quality

PLAIN = (
    "坚持以人民为中心的发展思想，加快推进乡镇卫生院标准化建设，到2027年全县基本实现村卫生室服务能力达标，"
    "由县卫生健康局牵头，各乡镇人民政府配合，确保按时完成任务。加大财政投入力度，落实主体责任，健全监督考核机制。"
)


def shifted(text: str) -> str:
    return "".join(chr(ord(char) + 1) if char >= "一" else char for char in text)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        (PLAIN, quality.LOW, 1.0),
        (PLAIN.replace("的", ""), quality.LOW, 1.0),
        (shifted(PLAIN), 0.0, quality.HOPELESS),
        (PLAIN.encode().decode("gb18030", "replace"), 0.0, quality.HOPELESS),
        (PLAIN.encode("gb18030").decode("latin-1"), 0.0, quality.HOPELESS),
        ("\ufffd" * 40, 0.0, quality.HOPELESS),
        ("".join(char * 2 for char in PLAIN), 0.0, quality.LOW),
        ("(cid:12)(cid:345)(cid:6)" * 20, 0.0, quality.HOPELESS),
        ("An English annex with plain words.", 0.99, 1.0),
        ("", 1.0, 1.0),
        ("短", 1.0, 1.0),
    ],
)
def test_score(text: str, low: float, high: float) -> None:
    assert low <= quality.measure(text).score <= high


def test_counts() -> None:
    measured = quality.measure("县教育局2027年 A%\ufffd")
    assert (measured.han, measured.letters, measured.bad) == (5, 5, 1)


@pytest.mark.parametrize(("char", "han"), [("一", True), ("𠮷", True), ("〇", True), ("A", False), ("。", False)])
def test_is_han(char: str, han: bool) -> None:
    assert quality.is_han(char) is han
