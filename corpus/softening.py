"""Words that take the edge off a promise (基本实现, 力争, 逐步), and how far they reach in a sentence. Pure."""

from __future__ import annotations

import re

_DONE = "(?:实现|达到|消除|建成|形成|完成|做到|解决|满足|控制|符合|保持|配齐|达标|杜绝|化解|保证|到位)"
_SOFT = re.compile(
    f"基本{_DONE}|力争|争取(?!.{{0,12}}(?:资金|项目|计划|支持|政策|名额|投入|补助))|努力(?!办好|工作)|逐步|逐渐|"
    "原则上|尽量|尽可能|有条件的|积极探索|鼓励|大体|总体上|一般(?:不|应)|有望"
)
_HARD = re.compile("确保|必须|务必|一律|保证|全部(?=达到|实现|完成)|严格(?=控制|执行|落实)|不得|严禁")


def softener(before: str) -> str | None:
    """The word in `before`, a sentence up to a value, that softens the value; None when none does.

    A later 确保 or 必须 takes it back.
    """
    last = None
    for last in _SOFT.finditer(before):  # noqa: B007  # the last one is what counts
        pass
    if last is None or any(found.start() > last.start() for found in _HARD.finditer(before, last.end())):
        return None
    return last.group()
