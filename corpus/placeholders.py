"""`{{单位}}` or `{{organisation}}` in a template: what stands there, and what does not. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from corpus.errors import BadTemplate
from corpus.notice import ENGLISH, HEAD, OFFICE, TASK
from corpus.tongue import Tongue

PLACE = re.compile(r"\{\{\s*([^{}]{1,20}?)\s*\}\}")
_OPEN = re.compile(r"\{\{.{0,12}|.{0,12}\}\}", re.DOTALL)
_CHINESE = {english: chinese for chinese, english in ENGLISH.items()}
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def place(name: str, tongue: Tongue) -> str:
    """What stands in a template of this language for a field."""
    return "{{" + (ENGLISH[name] if tongue.code == "en" else name) + "}}"


def heading(name: str, tongue: Tongue) -> str:
    """What stands above a column of a field."""
    if tongue.code != "en":
        return name
    return "no." if name == "序号" else ENGLISH[name].replace("_", " ")


def names(text: str) -> set[str]:
    """Names that a text asks for, in Chinese where they are given in English."""
    return {_CHINESE.get(name, name) for name in PLACE.findall(text)}


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with every place filled; what stands in a value is never a place."""
    return PLACE.sub(lambda found: harmless(values.get(_CHINESE.get(found[1], found[1]), found[0])), text)


def harmless(text: str) -> str:
    """Without characters that a document must not hold."""
    return _CONTROL.sub("", text)


def row_of(found: Iterable[str]) -> str:
    """What a row with these names stands for: `tasks`, `offices` or nothing."""
    asked = set(found)
    if asked & set(OFFICE):
        return "offices"
    return "tasks" if asked & (set(TASK) - set(HEAD)) else ""


def check(path: str, texts: Iterable[str]) -> None:
    """Raises BadTemplate for texts with a name that nothing stands behind or that is not closed, or without any."""
    asked: dict[str, None] = {}
    for text in texts:
        asked |= dict.fromkeys(PLACE.findall(text))
        open_ = _OPEN.search(PLACE.sub("", text))
        if open_:
            said = " ".join(open_[0].split())
            raise BadTemplate(path, f"“{said}”没有写完整", "字段请写成 {{单位}} 的样子，两头各两个花括号")
    known = {*HEAD, *TASK, *OFFICE}
    unknown = next((name for name in asked if _CHINESE.get(name, name) not in known), None)
    if unknown is not None:
        listed = "、".join(dict.fromkeys((*HEAD, *TASK, *OFFICE)))
        raise BadTemplate(path, f"没有“{unknown.strip()}”这个字段", f"可用的有 {listed}")
    if not asked:
        raise BadTemplate(path, "模板里一个字段都没有", "可先用 --save-template 存一份来改")
