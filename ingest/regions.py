"""Names of places -> divisions of GB/T 2260 with code, level and parents.

The table is loaded once, on first use. A name that stands for several places (`朝阳区`) is resolved only by a parent
that the text names as well; an unknown name with a clear suffix keeps its level and has no code.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from ingest.model import Level, Region

_PEOPLES = (
    "土家族苗族|布依族苗族|苗族侗族|苗族布依族|藏族羌族|哈尼族彝族|壮族苗族|傣族景颇族|蒙古族藏族|壮族|回族|维吾尔|哈萨克|"
    "蒙古族|蒙古|柯尔克孜|朝鲜族|藏族|彝族|白族|傣族|傈僳族|苗族|土家族"
)
_PROVINCE_TAIL = re.compile(rf"(?:(?:{_PEOPLES})?自治区|特别行政区|省|市)$")
_CITY_TAIL = re.compile(rf"(?:(?:{_PEOPLES})?自治州|地区|盟|市)$")
_INVENTED_STEP = re.compile(r"[\u4e00-\u9fff]{2,7}?(?:自治区|自治州|自治县|自治旗|地区|[省市县区旗盟])")
_NO_PLACE = re.compile(
    r"^(?:[我全本各该两委]|自治|直辖|关于|印发|贯彻|落实|创建|争创|打造|巩固|优化|完善|提升|支持|建立|健全|全面|加快|开展|深入|扩大|规范|整治|推进|加强|推动|实施|建设|深化|促进|进一步|人民|政府|发布|出台|中共|县域|市域|区域)"
    r"|(?:[城社园校辖片林景灾牧郊新山库学小特专厂矿]区|[都超夜门菜股楼]市|行政区|自治区域|区县|市县|开发区|示范区|[县市区]域|管理区)$"
)
_OPENING = re.compile(
    r"^(?:中国共产党|中共)?|[《〈<]|(?<=关于印发)|^关于(?=[^全各本我年]{2,6}[县市区旗盟州][ ]?20[0-9]{2}[ ]?年)"
)
"""Where the name of a place may begin that no table knows."""
_COMMON_WORDS = frozenset({"城区", "郊区", "矿区", "新城区", "市中区", "城中区", "城关区"})
"""Names of divisions that are common words as well: taken for a place only behind the name of their parent."""
_LEVEL_OF_SUFFIX = {"省": Level.PROVINCE, "市": Level.CITY, "州": Level.CITY, "盟": Level.CITY}


@dataclass(frozen=True, slots=True)
class _Place:
    """One row of the table."""

    code: str
    name: str

    @property
    def level(self) -> Level:
        if self.code.endswith("0000"):
            return Level.PROVINCE
        return Level.CITY if self.code.endswith("00") else Level.COUNTY

    def inside(self, other: _Place) -> bool:
        """Whether this place lies in `other`."""
        if other.level is Level.PROVINCE:
            return self.code != other.code and self.code[:2] == other.code[:2]
        return other.level is Level.CITY and self.level is Level.COUNTY and self.code[:4] == other.code[:4]


@dataclass(frozen=True, slots=True)
class _Table:
    by_code: dict[str, _Place]
    by_name: dict[str, tuple[_Place, ...]]
    """Full names, and short names of provinces and prefectures."""
    short: frozenset[str]
    """Those names that are short forms."""
    longest: int
    """Characters of the longest name."""


@lru_cache(maxsize=1)
def _table() -> _Table:
    by_code: dict[str, _Place] = {}
    names: dict[str, list[_Place]] = {}
    short: set[str] = set()
    source = resources.files("ingest") / "data" / "regions.csv"
    for row in source.read_text("utf-8").splitlines():
        code, comma, name = row.partition(",")
        if not comma or not code.isdigit():
            continue
        by_code[code] = place = _Place(code, name)
        names.setdefault(name, []).append(place)
        if code.endswith("00"):
            tail = _PROVINCE_TAIL if code.endswith("0000") else _CITY_TAIL
            brief = tail.sub("", name)
            if len(brief) < 2:
                brief = name.removesuffix("自治区")
            if len(brief) >= 2 and brief != name:
                names.setdefault(brief, []).append(place)
                short.add(brief)
                if name.endswith("自治州"):
                    names.setdefault(brief + "州", []).append(place)
    by_name = {name: tuple(places) for name, places in names.items()}
    return _Table(by_code, by_name, frozenset(short), max(map(len, by_name)))


def lookup(name: str, within: str = "") -> Region | None:
    """The division called `name` (full, or the short form of a province or prefecture); None if there is none.

    Several divisions of one name are told apart by the parents that the text `within` names; where that does not
    decide, the region has no code.
    """
    places = _table().by_name.get(name)
    if not places:
        return None
    return _region(name, _choose(places, within), places)


def find_region(text: str, within: str = "") -> Region | None:
    """The place that a title or an issuer names; None if it names none.

    The longest chain of divisions that stand in one another wins (`湖南省郴州市宜章县`), then the first. `within` is
    further text that may tell namesakes apart. A chain at the start of the text or of a 《title》 that the table does
    not know gives a region without code.
    """
    best: tuple[int, int, str, tuple[_Place, ...]] | None = None
    at = 0
    while at < len(text):
        chain = _chain(text, at)
        if chain is None:
            at += 1
            continue
        name, places = chain
        if name in _COMMON_WORDS:
            at += len(name)
            continue
        rank = (len(name) if name not in _table().short else 0, -at)
        if best is None or rank > best[:2]:
            best = (*rank, name, places)
        at += len(name)
    invented = _invented(text)
    if best is None:
        return invented
    if invented is not None and len(invented.name) > len(best[2]) and best[2] in invented.name:
        return invented
    name, places = best[2], best[3]
    return _region(name, _choose(places, text + within), places)


def parents(code: str) -> tuple[str, ...]:
    """Names of the divisions above `code`, province first."""
    table = _table()
    above = (code[:2] + "0000", code[:4] + "00")
    return tuple(table.by_code[c].name for c in above if c != code and c in table.by_code)


def _chain(text: str, at: int) -> tuple[str, tuple[_Place, ...]] | None:
    """The longest run of names from `at` in which each lies in the one before, and what the last may be."""
    places = _longest(text, at)
    if places is None:
        return None
    end = at + places[0]
    candidates = places[1]
    while True:
        step = _longest(text, end)
        if step is None:
            return text[at:end], candidates
        inner = tuple(p for p in step[1] if any(p.inside(above) for above in candidates))
        if not inner:
            return text[at:end], candidates
        end += step[0]
        candidates = inner


def _longest(text: str, at: int) -> tuple[int, tuple[_Place, ...]] | None:
    table = _table()
    for length in range(min(table.longest, len(text) - at), 1, -1):
        places = table.by_name.get(text[at : at + length])
        if places:
            return length, places
    return None


def _choose(places: tuple[_Place, ...], within: str) -> _Place | None:
    """The one place meant: the only one, the highest (short form of a province), or the one whose parent is named."""
    if len(places) == 1:
        return places[0]
    top = [p for p in places if p.level is Level.PROVINCE]
    if len(top) == 1:
        return top[0]
    named = [p for p in places if any(n in within or _brief(n) in within for n in parents(p.code))]
    return named[0] if len(named) == 1 else None


def _brief(name: str) -> str:
    brief = _CITY_TAIL.sub("", _PROVINCE_TAIL.sub("", name))
    return brief if len(brief) >= 2 else name


def _region(name: str, place: _Place | None, places: tuple[_Place, ...]) -> Region:
    if place is None:
        return Region(name, None, places[0].level)
    written = place.name if name in _table().short else name
    return Region(written, place.code, place.level, parents(place.code))


def _invented(text: str) -> Region | None:
    """A chain of names with clear suffixes that opens the text or a 《title》 and is not in the table."""
    table = _table()
    for opening in _OPENING.finditer(text):
        at = opening.end()
        steps: list[str] = []
        while step := _INVENTED_STEP.match(text, at):
            if _NO_PLACE.search(step[0]) or len(steps) == 3:
                break
            steps.append(step[0])
            at = step.end()
        if not steps or len(steps[-1]) > 7 or (len(steps) == 1 and len(steps[0]) > 5):
            continue
        level = _LEVEL_OF_SUFFIX.get(steps[-1][-1], Level.COUNTY)
        if steps[-1].endswith("自治区"):
            level = Level.PROVINCE
        if steps[-1].endswith("地区"):
            level = Level.CITY
        above = [table.by_name[s][0].name if s in table.by_name else s for s in steps[:-1]]
        if len(steps) > 1 and level is Level.CITY and steps[-2].endswith("市"):
            level = Level.COUNTY
        return Region("".join(steps), None, level, tuple(above))
    return None
