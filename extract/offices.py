"""Plans that share out duties under headings that are offices: `(一)县水利局`, and below it what it has to do."""

from __future__ import annotations

import re
from collections import Counter

from extract.bodies import definite, generic
from extract.organisations import Name, is_name, is_region, may_close, may_end, split_names
from extract.view import fold
from ingest.model import Document

_LONG = 30
"""Characters of the longest heading that is looked at."""
_FORMED = re.compile(r"(?:小组|组|指挥部|机构|专班|中心|办公室|委员会|学校|社区|村|部|院)\Z")
"""Endings of what a plan forms or describes under a heading of its own; it tells no office to act there, unless the
headings beside it are offices."""
_STANDING = re.compile(
    r"(?:中共)?[\u4e00-\u9fff]{0,6}(?:[省市县区州旗镇乡](?:委|人民政府|政府)(?:办公室|[\u4e00-\u9fff]{2,4}部|政研室)"
    r"|[省市县区州旗](?:人民)?武装部|[省市县区州旗]?(?:人民)?(?:法院|检察院)|[省市县区州旗](?:发展|卫生|监察|民族|经济|住房)[\u4e00-\u9fff]{2,10}委员会)"
)
"""Offices that stand whatever a plan forms: 县委宣传部, 市人民法院, 市发展和改革委员会."""
_TEAM = re.compile(r"[\u4e00-\u9fff、]{2,14}组")
_ITS_DUTY = re.compile(
    r"[。:：,，\s]*(?:主要职责|工作职责|职责|(?:主要|具体)?负责|承担|牵头|由)|[^。；;]{0,80}\n\s*(?:主要|工作)?职责[:：]"
)
"""What stands behind the name of a team that acts: its duties, at once or behind the names of its members."""


def _stand(names: list[Name]) -> bool:
    """Whether bodies are offices, none of which the plan forms itself."""
    return all(not _FORMED.search(n.full) or _STANDING.fullmatch(n.full) for n in names)


_ITS_WORK = re.compile(
    r"(?:(?:牵头|负责|承担|主办)(?:办理|落实|实施|推进)?的?(?:重点)?(?:工作|任务|事项|项目|实事)(?:\([^()]{1,8}\))?"
    r"|的?(?P<duties>(?:主要|工作|具体)?(?:职责|任务)(?:[、和及与]?(?:职责|任务|分工))?))\Z"
)
"""What stands behind an office in the heading over its tasks: `县交通局牵头工作(8项)`, `卫生部门职责、任务`."""
_ALL = re.compile("各|有关|相关|其他|成员|[省市县区]?(?:部门|单位)|[省市县区州]直")
"""How a heading names all whose duties follow, each with its name."""


def shares(title: str) -> list[Name]:
    """The offices whose tasks a folded title says to follow; none for any other title."""
    work = _ITS_WORK.search(title)
    names = _bodies(title[: work.start()].removeprefix("由")) if work else []
    if work and work["duties"] and any(_ALL.match(n.name) for n in names):
        return []
    return names if _stand(names) else []


def _bodies(title: str) -> list[Name]:
    """The bodies that a folded title consists of; none where it says anything else."""
    listed = title.rstrip("。:")
    names = split_names(listed) if may_end(listed) else []
    return names if all(is_name(n.full) and definite(n.full) for n in names) else []


_LEADS_IN = re.compile(
    r"(?P<told>(?:应当?|要|须|必须|需|切实|依法|负责|承担|履行|做好|抓好)[^,。;:]{0,24}?)?"
    r"(?:的|(?![村镇局委办厅部])[\u4e00-\u9fff]{0,8}?)(?P<work>职责|责任|义务|任务|工作|事项)(?:主要)?(?:包括|如下|是|为|有)?:\Z"
)
"""What stands behind a name on a line whose list says what that body has to do: `要重点做好以下工作:`, `主要职责:`."""
_SAYS_WORK = re.compile("(?:职责|责任|义务|任务|工作|事项)[^,。;:]{0,4}:\\Z")
_ARTICLE = re.compile(
    r"第[一二三四五六七八九十百]{1,4}条|\([一二三四五六七八九十0-9]{1,3}\)|[一二三四五六七八九十0-9]{1,3}[、.]"
)


_EVERY = re.compile("(?:各|有关|相关|其他|成员)[^,、]{0,6}(?:部门|单位)\\Z")
"""Those whose duties a list tells one by one."""


def leads_in(line: str) -> list[Name]:
    """The bodies that a folded line tells to do what the list under it says; none for any other line."""
    if len(line) > _LEAD or not _SAYS_WORK.search(line):
        return []
    number = _ARTICLE.match(line)
    start = number.end() if number else 0
    for end in range(len(line) - 2, start + 1, -1):
        told = _LEADS_IN.match(line, end) if may_close(line[start:end]) else None
        names = split_names(line[start:end], start) if told else []
        if not told or not names or not all(is_name(n.full) and (definite(n.full) or generic(n.name)) for n in names):
            continue
        owes = told["work"] in ("职责", "责任", "义务") and not any(_EVERY.match(n.name) for n in names)
        return names if told["told"] or owes else []
    return []


_COLON = re.compile("[:：]")
_LEAD = 60
"""Characters of the longest line that leads in a list."""


def named_alone(line: str) -> list[Name]:
    """The offices that a folded line consists of, or the region that a colon follows; none where it says anything else,
    or names what a plan forms."""
    if not 3 <= len(line) <= _LONG or line.endswith("。"):
        return []
    bare = line.rstrip(":")
    if bare != line and is_region(bare):
        return [Name(bare, 0, len(bare))]
    names = _bodies(bare)
    return names if _stand(names) else []


def office_sections(document: Document) -> dict[int, list[Name]]:
    """The headings that are offices with their names, where at least two of one level are: one alone may be a mere
    topic. A team (综合协调组) is one where its duties follow at once, a heading that says whose tasks follow by itself.
    Offsets of the names are those in the title."""
    found: dict[int, list[Name]] = {}
    beside: dict[int, list[Name]] = {}
    certain: dict[int, list[Name]] = {}
    for place, heading in enumerate(document.headings):
        if len(heading.title) > _LONG:
            continue
        title = "".join(fold(heading.title).split())
        names = _bodies(title)
        if names and _stand(names):
            found[place] = names
        elif shared := shares(title) or leads_in(f"{title.rstrip(':')}:"):
            certain[place] = shared
        elif is_region(title.rstrip(":")) and _COLON.search(document.text, heading.span.start, heading.span.end + 1):
            found[place] = [Name(title.rstrip(":"), 0, len(title.rstrip(":")))]
        elif title.endswith("组") and _TEAM.fullmatch(title) and _ITS_DUTY.match(document.text, heading.span.end):
            found[place] = [Name(title, 0, len(title))]
        elif names:
            beside[place] = names
    levels = Counter(document.headings[place].level for place in found)
    told = {place: names for place, names in found.items() if levels[document.headings[place].level] > 1}
    lists = {(document.headings[place].level, document.headings[place].parent) for place in told}
    told |= {p: n for p, n in beside.items() if (document.headings[p].level, document.headings[p].parent) in lists}
    return told | certain
