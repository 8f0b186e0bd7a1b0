"""Which of two readings of a page is believed, and which page is readable in neither."""

from __future__ import annotations

import random

import pytest

from ingest import textgate, wordshare
from ingest.glyphs import Glyph
from ingest.sheets import Sheet

PLAIN = (
    "坚持以人民为中心的发展思想，加快推进乡镇卫生院标准化建设，到2027年全县基本实现村卫生室服务能力达标，"
    "由县卫生健康局牵头，各乡镇人民政府配合，确保按时完成任务。加大财政投入力度，落实主体责任，健全监督考核机制。"
    "完善重大疫情防控体系，提升基层医疗服务能力，推动优质资源下沉，支持社会力量开展养老服务。"
)


def sheet(text: str, em: float = 1.0, unknown: int = 0, frames: bool = False) -> Sheet:
    glyphs = [Glyph(char, 12 * em * at, 0, 12 * em * (at + 1), 12, 12) for at, char in enumerate(text)]
    return Sheet(595, 842, glyphs, [[(0, 0, 100, 20)] * 4] if frames else [], unknown=unknown)


def shuffled(text: str) -> str:
    chars = list(text)
    random.Random(3).shuffle(chars)
    return "".join(chars)


def shifted(text: str) -> str:
    return "".join(chr(ord(char) + 1) if char >= "一" else char for char in text)


@pytest.mark.parametrize(
    ("page", "doubtful", "bad"),
    [
        (sheet(PLAIN), False, False),
        (sheet(""), False, False),
        (sheet("", unknown=40), True, True),
        (sheet(PLAIN, unknown=20), True, False),
        (sheet(PLAIN + "ABCDEFGH", em=0.5), False, False),
        (sheet(PLAIN + "ABCDEFGH"), True, False),
        (sheet("ADFHEKLQPO" * 9), True, True),
        (sheet(PLAIN[::-1]), True, True),
        (sheet(shuffled(PLAIN)), True, True),
        (sheet(shuffled(PLAIN), frames=True), False, False),
        (sheet(shifted(PLAIN)), True, True),
        (sheet("".join(2 * char for char in PLAIN)), True, True),
        (sheet("The annex is written in English words only, as annexes may be.", em=0.5), True, False),
    ],
    ids=[
        "plain", "blank", "all unknown", "some unknown", "letters", "wide letters", "all wide", "reversed", "shuffled",
        "names in a table", "shifted", "doubled", "English",
    ],
)  # fmt: skip
def test_signs(page: Sheet, doubtful: bool, bad: bool) -> None:
    assert textgate.signs(page).doubtful is doubtful
    assert textgate.is_bad(page) is bad


@pytest.mark.parametrize(
    ("first", "second", "chosen"),
    [
        (PLAIN, shifted(PLAIN), 0),
        (shifted(PLAIN), PLAIN, 1),
        (PLAIN[::-1], PLAIN, 1),
        (PLAIN, shuffled(PLAIN), 0),
        (PLAIN, PLAIN, 0),
        ("", PLAIN, 1),
        ("ABCDEF" * 20, PLAIN[:30], 1),
    ],
)
def test_better(first: str, second: str, chosen: int) -> None:
    pages = (sheet(first), sheet(second))
    assert textgate.better(*pages) is pages[chosen]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [(PLAIN, 0.8, 1.0), (PLAIN[::-1], 0.0, wordshare.POOR), (shifted(PLAIN), 0.0, 0.1), ("plain words", 1.0, 1.0)],
)
def test_words(text: str, low: float, high: float) -> None:
    assert low <= wordshare.share(text) <= high
