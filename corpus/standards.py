"""Standards from TOML files: those that come with the program, and those in a folder of the user.

docs/standards.md says how a file is written. A file with `based_on` changes another standard for its region.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar

from corpus.errors import BadStandard, NoStandard
from corpus.standard import (
    Demand,
    Indicator,
    Lookalike,
    Relaxation,
    SchoolLevel,
    SchoolRule,
    Source,
    Standard,
    Statement,
    Sure,
)
from extract.model import Comparator

Table = dict[str, Any]
Made = TypeVar("Made", Source, Relaxation, Demand, Lookalike, Indicator, Statement, SchoolRule)
LEVELS = tuple(level.value for level in SchoolLevel)
_PATTERNS = ("base", "holds", "lacks", "finds", "metric", "states", "also", "mentions", "pattern")
_UNBOUNDED = re.compile(r"(?<!\\)[*+]|\\d")
"""What a pattern may not hold: repetition without a bound, digits of every script."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """All standards that are at hand."""

    standards: tuple[Standard, ...]
    """In the order of their files, the program's first."""
    broken: tuple[BadStandard, ...] = ()
    """Files of the user's folder that could not be read."""

    def find(self, name: str, region: Sequence[str] = ()) -> Standard:
        """The standard with this id, number, title or alias, or whose only such name holds `name`.

        `region` are the names of a plan's place and of those above it: regional files for one of them that are based
        on the standard are laid over it, the widest place first. Raises NoStandard.
        """
        wanted = folded(name)
        found = [one for one in self.standards if wanted in map(folded, _names(one))]
        found = found or [one for one in self.standards if any(wanted in folded(known) for known in _names(one))]
        if not wanted or len(found) != 1:
            raise NoStandard(name, [one.name for one in found or self.standards])
        chosen = found[0]
        if chosen.based_on:
            return _over(self.find(chosen.based_on), chosen)
        ours = [one for one in self.standards if one.based_on == chosen.id and one.region and region]
        for one in sorted(ours, key=lambda one: _depth(one.region or "", region)):
            if _depth(one.region or "", region) >= 0:
                chosen = _over(chosen, one)
        return chosen


def folded(name: str) -> str:
    """A name without the marks that people write in different ways."""
    return re.sub(r"[\s\[\]()（）〔〕【】［］《》]", "", name).casefold()


def shelf(folder: Path | None = None) -> Shelf:
    """The program's standards and those of a folder of the user; a file of the user takes the place of its id."""
    own: dict[str, Standard] = {one.id: one for one in shipped()}
    broken = []
    for path in sorted(folder.glob("*.toml")) if folder and folder.is_dir() else ():
        try:
            one = read(path)
        except BadStandard as error:
            broken.append(error)
            continue
        own[one.id] = one
    return Shelf(tuple(own.values()), tuple(broken))


@cache
def shipped() -> tuple[Standard, ...]:
    """The standards that come with the program."""
    room = files("corpus").joinpath("data/standards")
    named = sorted((item for item in room.iterdir() if item.name.endswith(".toml")), key=lambda item: item.name)
    return tuple(parse(item.read_text(encoding="utf-8"), item.name) for item in named)


def read(path: Path) -> Standard:
    """A standard from a file. Raises BadStandard."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise BadStandard(str(path), "没有这个文件", "请检查路径；已有的标准见 taizhang standards list") from error
    except (OSError, UnicodeDecodeError) as error:
        raise BadStandard(path.name, "打不开，或不是 UTF-8 文本") from error
    return parse(text, path.name)


def parse(text: str, name: str) -> Standard:
    """A standard from TOML. Raises BadStandard, which names the file and the entry."""
    try:
        data = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise BadStandard(name, f"不是有效的 TOML：{error}") from error
    try:
        return _standard(data)
    except (KeyError, TypeError, ValueError, re.error) as error:
        reason = f"缺少 {error.args[0]}" if isinstance(error, KeyError) else str(error)
        raise BadStandard(name, reason) from error


def _standard(data: Table) -> Standard:
    _known(data, {"standard", "group", "source", "indicator", "rule", "veto", "precondition", "schools"}, "文件")
    head = dict(data["standard"])
    _known(
        head,
        {"id", "number", "title", "issued", "aliases", "about", "region", "based_on", "sure", "note"},
        "[standard]",
    )
    sources = tuple(_made(Source, one, "source") for one in data.get("source", ()))
    groups = {one["id"]: one["name"] for one in data.get("group", ())}
    indicators = tuple(_indicator(one) for one in data.get("indicator", ()))
    ids = [one.id for one in indicators]
    if len(ids) != len(set(ids)):
        raise ValueError(f"指标编号重复：{'、'.join(sorted({one for one in ids if ids.count(one) > 1}))}")
    made = Standard(
        id=head["id"],
        number=head.get("number"),
        title=head["title"],
        issued=_day(head.get("issued")),
        aliases=tuple(head.get("aliases", ())),
        about=_pattern(head, "about", "[standard]"),
        region=head.get("region"),
        based_on=head.get("based_on"),
        note=head.get("note"),
        sure=Sure(head.get("sure", "confirmed")),
        indicators=indicators,
        groups=groups,
        sources=sources,
        vetoes=tuple(_statement(one) for one in data.get("veto", ())),
        preconditions=tuple(_statement(one) for one in data.get("precondition", ())),
        rules=tuple(_statement(one) for one in data.get("rule", ())),
        schools=_schools(data["schools"]) if "schools" in data else None,
    )
    if not indicators:
        raise ValueError("没有指标([[indicator]])")
    if made.based_on and not made.region:
        raise ValueError("写了 based_on，还要写 region")
    for one in indicators:
        if not made.based_on and one.group not in groups:
            raise ValueError(f"{one.id}：没有 {one.group} 这个组")
        named = {*one.sources, *(source for demand in one.demands for source in demand.sources)}
        if lost := named - {source.id for source in sources}:
            raise ValueError(f"{one.id}：没有来源 {'、'.join(sorted(lost))}")
    return made


def _indicator(entry: Table) -> Indicator:
    name = str(entry.get("id", "?"))
    given = dict(entry)
    demands = tuple(_demand(one, name) for one in given.pop("demand", ()))
    lookalike = given.pop("lookalike", None)
    measured = tuple(given.pop("measured", (name,)))
    made = _made(
        Indicator,
        given,
        name,
        demands=demands,
        measured=measured,
        lookalike=_made(Lookalike, lookalike, name, value=Decimal(lookalike["value"])) if lookalike else None,
    )
    if made.qualitative and not made.states:
        raise ValueError(f"{name}：没有 [[indicator.demand]]，就要写 states")
    return made


def _demand(entry: Table, name: str) -> Demand:
    given = dict(entry)
    relaxations = tuple(
        _made(Relaxation, one, name, value=_values(one.get("value", {}), name), until=_day(one.get("until")))
        for one in given.pop("relaxation", ())
    )
    return _made(
        Demand,
        given,
        name,
        comparator=Comparator(given["comparator"]),
        value=_values(given["value"], name),
        by=_day(given.get("by")),
        relaxations=relaxations,
    )


def _schools(entry: Table) -> SchoolRule:
    return _made(
        SchoolRule,
        entry,
        "[schools]",
        floor=Decimal(entry["floor"]),
        variation=_values(entry["variation"], "[schools]"),
    )


def _statement(entry: Table) -> Statement:
    return _made(Statement, entry, "rule")


def _made(kind: type[Made], entry: Mapping[str, Any], name: str, **ready: Any) -> Made:
    """A dataclass of a table; an unknown key, a wrong pattern or a wrong word raises ValueError."""
    _known(entry, {field.name for field in fields(kind)}, name)
    for key in _PATTERNS:
        _pattern(entry, key, name)
    values = {**entry, **ready}
    if "sure" in entry:
        values["sure"] = Sure(entry["sure"])
    if "sources" in entry:
        values["sources"] = tuple(entry["sources"])
    return kind(**values)


def _pattern(entry: Mapping[str, Any], key: str, name: str) -> str | None:
    """A pattern under a key, None where there is none; one without bounds raises ValueError, a wrong one re.error."""
    pattern = entry.get(key)
    if not isinstance(pattern, str):
        return None
    if _UNBOUNDED.search(pattern):
        raise ValueError(f"{name}：{key} 里不能用 * + \\d，请写明次数和 [0-9]")
    re.compile(pattern)
    return pattern


def _values(value: Any, name: str) -> dict[SchoolLevel, Decimal]:
    """`95` or `{primary = 4.2, junior = 5.3}`."""
    table = value if isinstance(value, dict) else {SchoolLevel.ALL: value}
    if wrong := [key for key in table if key not in LEVELS]:
        raise ValueError(f"{name}：不认得学段 {'、'.join(wrong)}，只有 {'、'.join(LEVELS)}")
    if any(isinstance(one, bool) or not isinstance(one, int | Decimal) for one in table.values()):
        raise ValueError(f"{name}：value 要写数字")
    return {SchoolLevel(key): Decimal(one) for key, one in table.items()}


def _known(entry: Mapping[str, Any], allowed: set[str], name: str) -> None:
    if wrong := sorted(set(entry) - allowed):
        raise ValueError(f"{name}：不认得 {'、'.join(wrong)}")


def _day(value: Any) -> date | None:
    return value if isinstance(value, date) else date.fromisoformat(value) if value else None


def _names(one: Standard) -> Iterator[str]:
    yield from (one.id, one.title, *one.aliases)
    if one.number:
        yield one.number


def _depth(place: str, region: Sequence[str]) -> int:
    """Place of `place` among the names of a region, the widest 0; -1 where it is none of them."""
    return next((at for at, name in enumerate(region) if place in name or name in place), -1)


def _over(base: Standard, local: Standard) -> Standard:
    """`base` with the indicators of a regional file in place of its own: a demand of the same name is replaced."""
    changed = {one.id: one for one in local.indicators}
    kept = []
    for one in base.indicators:
        other = changed.pop(one.id, None)
        if other is None:
            kept.append(one)
            continue
        demands = {demand.name: demand for demand in one.demands} | {demand.name: demand for demand in other.demands}
        kept.append(
            replace(
                one,
                demands=tuple(_filled(demand, one.demands) for demand in demands.values()),
                note=other.note or one.note,
                sure=other.sure,
                clause=f"{other.clause}({local.name})" if other.demands else one.clause,
            )
        )
    return replace(
        base,
        indicators=(*kept, *changed.values()),
        groups=base.groups | local.groups,
        sources=(*base.sources, *local.sources),
        overrides=(*base.overrides, local.name),
    )


def _filled(demand: Demand, before: Sequence[Demand]) -> Demand:
    """A demand of a regional file with the patterns of the one that it replaces, where it has none of its own."""
    old = next((one for one in before if one.name == demand.name), None)
    if old is None or old is demand:
        return demand
    patterns = ("per", "base", "holds", "lacks", "finds", "metric", "metric_note", "unit")
    return replace(demand, **{name: getattr(demand, name) or getattr(old, name) for name in patterns})
