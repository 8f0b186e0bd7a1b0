"""Everyday words said a little otherwise: 等得太久 for 等太久, 瞧病 for 看病, 小朋友 for 娃. Pure.

A text is cut into units: words that say the same count as one, and the small words that talk puts between others count
as none. Two texts whose units are the same say the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_SAME = (
    "看 瞧 瞅",
    "孩子 小孩 小孩子 孩子们 娃 娃娃 娃儿 孩童 小朋友",
    "老人 老人家 老头 老头子 老太太 老头老太太 老爷爷 老奶奶 老年人 老人们",
    "爸妈 父母 爹妈 爹娘 家长 爸爸妈妈",
    "老师 教师",
    "大夫 医生",
    "农民 种地的 庄稼人 村民",
    "屋顶 房顶 楼顶 房上",
    "旧 老旧 破旧 破 废旧",
    "饭馆 饭店 餐馆 馆子 餐厅 酒楼",
    "村里 村子 农村 乡下 乡村 村庄",
    "城里 城市 市区 城区",
    "厕所 茅房 茅厕 旱厕",
    "马路 街上 大街 道路 公路 路上",
    "弄 搞 整",
    "修 修理 维修 整修",
    "举报 告发 检举 投诉 告状",
    "不让 不许 不准 禁止 别让",
    "没 没有 没得",
    "找不到 找不着 难找",
    "太久 很久 好久 半天 太慢 太长",
    "太贵 太高 很贵 花钱太多",
    "太少 不够 不足 缺 缺少",
    "太吵 吵 吵闹 吵人 闹腾",
    "脏 脏乱 不干净 埋汰",
    "坏 坏掉 损坏 烂",
    "电脑 计算机",
    "手机 智能手机",
    "下雨 落雨 暴雨 大雨",
    "种树 栽树 植树",
    "抽烟 吸烟",
)
"""Words that say the same, a line each."""
_BETWEEN = "老是|总是|一个|一下|得|着|个|完|太|很|儿|些|呢|啊|吧"
"""What may stand between the characters of a word."""
_NUMBER = {word: chr(0xE000 + place) for place, line in enumerate(_SAME) for word in line.split()}
_UNIT = re.compile(
    "(" + "|".join(sorted(map(re.escape, _NUMBER), key=lambda word: (-len(word), word))) + f")|(?:{_BETWEEN})|(.)",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Said:
    """A text in its units."""

    units: str
    """One character for each; words that say the same have the same."""
    places: tuple[tuple[int, int], ...]
    """Where in the text each begins and ends."""


def said(text: str) -> Said:
    """The units of a folded text."""
    units: list[str] = []
    places: list[tuple[int, int]] = []
    for found in _UNIT.finditer(text):
        word, character = found.groups()
        if word or character:
            units.append(_NUMBER[word] if word else character)
            places.append(found.span())
    return Said("".join(units), tuple(places))
