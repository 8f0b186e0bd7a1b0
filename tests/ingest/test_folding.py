"""Traditional characters are folded one for one, and simplified texts are left alone."""

from __future__ import annotations

from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.folding import simplified

CASES = [
    ("到2027年，全縣義務教育學校優質均衡比例不低於85.5%", "到2027年，全县义务教育学校优质均衡比例不低于85.5%"),
    ("關於徵求意見的函", "关于征求意见的函"),
    ("臺灣、台灣、枱面", "台湾、台湾、台面"),
    ("著力提升，著名學者，圍繞著目標", "着力提升，著名学者，围绕着目标"),
    ("衛生健康委員會（衞生局）", "卫生健康委员会（卫生局）"),
    ("後續、然後、以後", "后续、然后、以后"),
    ("裏程碑、裡面、公里", "里程碑、里面、公里"),
    ("乾安縣", "乾安县"),
    ("①㎡５％ abc", "①㎡５％ abc"),
    ("", ""),
]


@pytest.mark.parametrize(("written", "expected"), CASES)
def test_traditional_characters_become_simplified_ones(written: str, expected: str) -> None:
    assert simplified(written) == expected


@pytest.mark.parametrize("text", ["到2027年，全县义务教育学校优质均衡比例达85.5%。", "著名专家依靠著作", "宫商角羽"])
def test_a_simplified_text_is_itself(text: str) -> None:
    assert simplified(text) is text


@given(st.text())
def test_folding_keeps_every_offset_and_folds_once(text: str) -> None:
    folded = simplified(text)
    assert len(folded) == len(text)
    assert simplified(folded) == folded


def test_no_target_is_itself_folded() -> None:
    rows = (resources.files("ingest") / "data" / "simplified.txt").read_text("utf-8").splitlines()
    pairs = [pair for row in rows if not row.startswith("#") for pair in row.split()]
    sources = {pair[0] for pair in pairs}
    assert len(sources) == len(pairs) > 2900
    assert all(len(pair) == 2 and pair[1] not in sources for pair in pairs)
