"""Chinese and Arabic numerals to Decimal. Pure; raises ValueError for what is no number."""

from __future__ import annotations

import re
from decimal import Decimal

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "壹": 1, "贰": 2, "叁": 3, "肆": 4}
DIGITS |= {"伍": 5, "陆": 6, "柒": 7, "捌": 8, "玖": 9}
SMALL = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
LARGE = {"万": 10**4, "亿": 10**8}
ROMAN = {c: i for i, c in enumerate("ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ", 1)} | {c: i for i, c in enumerate("ⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹ", 1)}

HAN_NUMERAL = "零〇一二两三四五六七八九十百千"
"""Characters a Chinese numeral is written with, multipliers 万 and 亿 aside."""

_ARABIC = re.compile(r"[0-9]{1,15}(?:,[0-9]{3}){0,5}(?:\.[0-9]{1,8})?\Z")


def parse(text: str) -> Decimal:
    """The number that `text` writes: `1,234.5`, `十二`, `三百零五`, `半`, `一半`, `Ⅲ`, `二〇二五`.

    `text` has half-width digits and holds nothing but the numeral.
    """
    if _ARABIC.match(text):
        return Decimal(text.replace(",", ""))
    if text in ROMAN:
        return Decimal(ROMAN[text])
    if text in ("半", "一半"):
        return Decimal("0.5")
    if text.endswith("半") and len(text) > 1:
        return parse(text[:-1]) + Decimal("0.5")
    if "点" in text:
        whole, _, rest = text.partition("点")
        if not rest or any(c not in DIGITS for c in rest):
            raise ValueError(f"not a numeral: {text!r}")
        return parse(whole) + Decimal("0." + "".join(str(DIGITS[c]) for c in rest))
    if len(text) > 1 and all(c in DIGITS for c in text):
        return Decimal("".join(str(DIGITS[c]) for c in text))
    return Decimal(_whole(text))


def _whole(text: str) -> int:
    """A whole Chinese numeral with 十, 百, 千, 万, 亿."""
    if not text:
        raise ValueError("not a numeral: ''")
    total = section = digit = 0
    seen = False
    for char in text:
        if char in DIGITS:
            digit = DIGITS[char]
            seen = True
        elif char in SMALL:
            section += (digit if seen and digit else 1) * SMALL[char]
            digit, seen = 0, False
        elif char in LARGE:
            total += (section + digit) * LARGE[char] if char == "万" else 0
            if char == "亿":
                total = (total + section + digit) * LARGE[char]
            section = digit = 0
            seen = False
        else:
            raise ValueError(f"not a numeral: {text!r}")
    return total + section + digit
