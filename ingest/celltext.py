"""The lines that stand in one cell of a table as one text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest import marks

_NAME_END = re.compile(
    r"(?:[局委厅办部院处室科司署站队所县]|(?:委员|协|联合|联|工|红十字|商|学|基金)会|(?<!城)[市乡镇]|(?<![社园城地])区"
    r"|中心|公司|集团|政府|银行|街道|学校)$"
)
_LONGEST_NAME = 16
"""Characters of a part of a name that a person broke to fit a narrow column."""


def join(lines: Sequence[str]) -> str:
    """The lines with one space between them, or with none where a word was broken to fit the column.

    `省自然资源和` and `规划厅` are one name, `财政局` and `教育局` are two.
    """
    out = ""
    last = ""
    for line in lines:
        out += line if not out or _broken(last, line) else f" {line}"
        last = line
    return out


def _broken(first: str, second: str) -> bool:
    if marks.dangling(first) or marks.hangs(second):
        return True
    if first.endswith("年") and first[:1].isdigit() and second[:1].isdigit():
        return True
    short = 2 <= len(first) <= _LONGEST_NAME and len(second) <= _LONGEST_NAME
    named = not _NAME_END.search(first) and bool(_NAME_END.search(second))
    return short and named and not marks.opens(second) and not re.search(r"[，。、；：,;:)）]", first + second)
