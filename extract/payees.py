"""The kinds that those who get several sums are listed by: `获评二到四级的,分别奖励1万元、2万元、3万元`."""

from __future__ import annotations

import re

_DIGITS = "一二三四五六七八九十"
_RANGE = re.compile(
    rf"(?P<head>[^,。;]*?)(?P<low>[{_DIGITS}1-9])(?:[级星等类档])?(?:到|至|-|~)(?P<high>[{_DIGITS}1-9])(?P<unit>星级|[级星等类档])(?P<rest>[^,。;]*)"
)
_GRADE = (
    "(?:世界级|国家级|省部级|省级|市州?级|县区?级|高级技师|技师|初级工?|中级工?|高级工?|特级|一流|[一二三四五六七八九]级|[一二三]类|[一二三]等|[一二三四五]星级?"
    "|专科|本科|硕士|博士|大专|中专|小型|中型|大型|首次|新)"
)
_ITEM = re.compile(f"(?P<item>{_GRADE}(?:\\([^()]*\\))?)(?P<tail>.*)")
_SUFFIX = re.compile(
    "(?P<item>.{1,12}?)(?P<tail>(?:毕业生|研究生|学生|教师|人员|企业|机构|项目|护理员|职工|农户|学校|医院|园区|基地|平台|家庭|儿童|老年人)(?:\\([^()]*\\))?)"
)
_HEAD = re.compile(
    "(?P<head>.*的|(?:取得|获得|获评|获|评为|评定为|认定为|达到|通过|晋升|创建|对|给)?)(?P<item>[^的]{1,14})"
)


def kinds(scope: str, count: int) -> list[str]:
    """The kinds of a list or a range of grades, one for each of `count` sums; nothing where they are not as many."""
    ranged = _RANGE.fullmatch(scope)
    if ranged:
        return _grades(ranged, count)
    pieces = _pieces(scope)
    if len(pieces) != count:
        return []
    opened = _HEAD.fullmatch(pieces[0])
    closed = _ITEM.fullmatch(pieces[-1]) or _SUFFIX.fullmatch(pieces[-1])
    if opened is None or closed is None or not closed["tail"]:
        return []
    items = [opened["item"], *pieces[1:-1], closed["item"]]
    return [opened["head"] + item + closed["tail"] for item in items]


def _grades(ranged: re.Match[str], count: int) -> list[str]:
    digits = _DIGITS if ranged["low"] in _DIGITS else "123456789"
    low, high = digits.find(ranged["low"]), digits.find(ranged["high"])
    if not 0 <= low < high or high - low + 1 != count:
        return []
    return [f"{ranged['head']}{digit}{ranged['unit']}{ranged['rest']}" for digit in digits[low : high + 1]]


def _pieces(scope: str) -> list[str]:
    """The items of a list, brackets left whole."""
    out, depth = [""], 0
    for at, char in enumerate(scope):
        depth += (char == "(") - (char == ")")
        if depth == 0 and char in "、和及" and not scope.startswith("以", at + 1):
            out.append("")
        else:
            out[-1] += char
    return [piece for piece in out if piece]
