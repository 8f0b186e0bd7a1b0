"""Automatic numbering of Word documents as the text that a reader of the page sees: 一、, (一), 1., ①."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEVELS = 9
_PLACE = re.compile("%([1-9])")
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_UNITS = ((1000, "千"), (100, "百"), (10, "十"))
_LEGAL_UNITS = ((1000, "仟"), (100, "佰"), (10, "拾"))
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
    (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def chinese(number: int) -> str:
    """`12` -> 十二, `105` -> 一百〇五: as lists count."""
    text = _counted(number, _DIGITS, _UNITS)
    return text[1:] if text.startswith("一十") else text


def _counted(number: int, digits: str, units: tuple[tuple[int, str], ...]) -> str:
    if not 0 < number < 10_000:
        return str(number)
    out, gap = "", False
    for size, unit in units:
        digit, number = divmod(number, size)
        if digit:
            out += (digits[0] if gap and out else "") + digits[digit] + unit
            gap = False
        else:
            gap = True
    return out + ((digits[0] if gap and out else "") + digits[number] if number else "")


def _roman(number: int) -> str:
    if not 0 < number < 4000:
        return str(number)
    out = ""
    for size, letters in _ROMAN:
        count, number = divmod(number, size)
        out += letters * count
    return out


def _letters(number: int) -> str:
    """A … Z, AA … ZZ: the letter repeated, as Word counts."""
    if not 0 < number <= 260:
        return str(number)
    return chr(65 + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _from(first: int, count: int) -> Callable[[int], str]:
    return lambda number: chr(first + number - 1) if 1 <= number <= count else str(number)


def _cycle(signs: str) -> Callable[[int], str]:
    return lambda number: signs[(number - 1) % len(signs)]


def _digitwise(number: int) -> str:
    return str(number).translate({48 + at: sign for at, sign in enumerate(_DIGITS)})


def _wide(number: int) -> str:
    return str(number).translate({48 + at: chr(0xFF10 + at) for at in range(10)})


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimalZero": lambda number: f"{number:02}",
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "upperLetter": _letters,
    "lowerLetter": lambda number: _letters(number).lower(),
    "chineseCounting": chinese,
    "chineseCountingThousand": chinese,
    "taiwaneseCounting": chinese,
    "taiwaneseCountingThousand": chinese,
    "japaneseCounting": chinese,
    "ideographDigital": _digitwise,
    "taiwaneseDigital": _digitwise,
    "japaneseDigitalTenThousand": _digitwise,
    "chineseLegalSimplified": lambda number: _counted(number, _LEGAL, _LEGAL_UNITS),
    "ideographTraditional": _cycle(_STEMS),
    "ideographZodiac": _cycle(_BRANCHES),
    "decimalEnclosedCircle": _from(0x2460, 20),
    "decimalEnclosedCircleChinese": _from(0x2460, 20),
    "decimalEnclosedParen": _from(0x2474, 20),
    "decimalEnclosedFullstop": _from(0x2488, 20),
    "ideographEnclosedCircle": _from(0x3220, 10),
    "decimalFullWidth": _wide,
    "decimalFullWidth2": _wide,
    "none": lambda number: "",
}


def written(number: int, form: str) -> str:
    """`number` in a numbering format of Word; decimal for one that is not known."""
    return _FORMATS.get(form, str)(number)


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered."""

    form: str = "decimal"
    text: str = ""
    """With `%1` to `%9` for the numbers of the levels."""
    start: int = 1
    restart: int | None = None
    """The level (from 1) whose number sets this one back, 0 for none; None for every level above."""
    plain: bool = False
    """Numbers of the levels above are written in digits."""
    style: str = ""
    """The paragraph style that is bound to it."""


@dataclass(slots=True)
class _List:
    levels: dict[int, Level]
    counts: dict[int, int] = field(default_factory=dict)


@dataclass(slots=True)
class _Instance:
    list: _List
    levels: dict[int, Level]
    starts: dict[int, int]
    """Levels that begin anew where this instance is first met."""


class Numbering:
    """The lists of one document and how far each has counted."""

    def __init__(self, root: Any) -> None:
        """`root` is the `w:numbering` element, None for a document without lists."""
        self._instances: dict[str, _Instance] = {}
        if root is None:
            return
        lists: dict[str, _List] = {}
        linked: dict[str, _List] = {}
        wanting: list[tuple[_List, str]] = []
        for entry in root.iterchildren(f"{W}abstractNum"):
            made = _List({at: level for at, level in map(_level, entry.iterchildren(f"{W}lvl")) if 0 <= at < _LEVELS})
            lists[entry.get(f"{W}abstractNumId", "")] = made
            if name := value(entry, "styleLink"):
                linked[name] = made
            if (name := value(entry, "numStyleLink")) and not made.levels:
                wanting.append((made, name))
        for made, name in wanting:
            if name in linked:
                made.levels = linked[name].levels
        for entry in root.iterchildren(f"{W}num"):
            base = lists.get(value(entry, "abstractNumId") or "")
            if base is not None:
                self._instances[entry.get(f"{W}numId", "")] = _instance(entry, base)

    def level_of_style(self, instance: str, style: str) -> int:
        """The level of a list that a paragraph style is bound to; 0 where none is."""
        found = self._instances.get(instance)
        if found is None:
            return 0
        return next((at for at, level in found.list.levels.items() if level.style == style), 0)

    def next(self, instance: str, at: int) -> str:
        """The number of the next paragraph on level `at` (from 0), with what stands around it; empty for a bullet."""
        found = self._instances.get(instance)
        if found is None or not 0 <= at < _LEVELS:
            return ""
        counts = found.list.counts
        for level, start in found.starts.items():
            counts[level] = start - 1
        found.starts = {}
        own = self._level(found, at)
        counts[at] = counts.get(at, own.start - 1) + 1
        for above in range(at):
            counts.setdefault(above, self._level(found, above).start)
        for below in range(at + 1, _LEVELS):
            restart = self._level(found, below).restart
            if restart is None or (restart and at < restart):
                counts.pop(below, None)
        if own.form == "bullet":
            return "" if _PRIVATE.search(own.text) else own.text.strip()

        def spell(match: re.Match[str]) -> str:
            which = int(match[1]) - 1
            form = "decimal" if own.plain and which != at else self._level(found, which).form
            return written(counts.get(which, 1), form)

        return _PLACE.sub(spell, own.text).strip()

    @staticmethod
    def _level(found: _Instance, at: int) -> Level:
        return found.levels.get(at) or found.list.levels.get(at) or Level()


def _instance(entry: Any, base: _List) -> _Instance:
    out = _Instance(base, {}, {})
    for override in entry.iterchildren(f"{W}lvlOverride"):
        at = number(override.get(f"{W}ilvl"), 0)
        for inner in override.iterchildren(f"{W}lvl"):
            out.levels[at] = _level(inner)[1]
        start = value(override, "startOverride")
        if start is not None and 0 <= at < _LEVELS:
            first = number(start, 1)
            out.starts[at] = first
            out.levels[at] = replace(out.levels.get(at) or base.levels.get(at) or Level(), start=first)
    return out


def _level(entry: Any) -> tuple[int, Level]:
    form = "decimal"
    for name in entry.iter(f"{W}numFmt"):
        form = name.get(f"{W}val", "decimal")
        if form != "custom":
            break
    restart = value(entry, "lvlRestart")
    return number(entry.get(f"{W}ilvl"), 0), Level(
        form,
        (value(entry, "lvlText") or "")[:60],
        number(value(entry, "start"), 1),
        None if restart is None else number(restart, 0),
        on(entry, "isLgl"),
        value(entry, "pStyle") or "",
    )


def value(element: Any, name: str) -> str | None:
    """`w:val` of the child `name`; None where there is no such child."""
    child = element.find(f"{W}{name}")
    return None if child is None else str(child.get(f"{W}val", ""))


def on(element: Any, name: str) -> bool:
    """Whether the switch `name` is there and not switched off."""
    return switch(element, name) or False


def switch(element: Any, name: str) -> bool | None:
    """The switch `name`: on, off, or None where nothing is said."""
    said = value(element, name)
    return None if said is None else said.lower() not in ("0", "false", "off", "none")


def number(text: str | None, default: int) -> int:
    """A whole number of at most six digits, else `default`."""
    bare = (text or "").strip()
    return int(bare) if bare.isascii() and bare.isdigit() and len(bare) <= 6 else default


def between(marker: str, text: str) -> str:
    """What stands between a number and the text behind it: a space only where they would run together."""
    if not marker or not text:
        return ""
    tight = not marker[-1].isalnum() and not (marker[-1] in ".．" and text[0].isdigit())
    return "" if tight and marker[-1] not in "•●■◆○□▪–—-" else " "
