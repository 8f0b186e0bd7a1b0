"""Names of organisations: lists taken apart, aliases resolved. Pure text, no spaCy."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from extract.edges import Ending, compiled
from extract.lexicon import alternatives, load

_NAMES = 8192
"""Names that are remembered: a plan names the same few organisations again and again."""
_HAN = re.compile("[\u4e00-\u9fff]")


class Name(NamedTuple):
    """One organisation in a list."""

    name: str
    """As written, folded; in a distributed list (教育、财政部门) with the shared word added."""
    start: int
    end: int
    seat: str = ""
    """The body that a place shares with the last of its list: 管委会 of `甲区、乙片区管委会`."""

    @property
    def full(self) -> str:
        """The name with the body that the list gives it."""
        return self.name + self.seat


@cache
def _suffix() -> re.Pattern[str]:
    return compiled(alternatives("organisations", means="suffix") + r"\Z")


@cache
def _not_start() -> re.Pattern[str]:
    return re.compile(alternatives("organisations", means="not_start"))


@cache
def _region_only() -> re.Pattern[str]:
    return re.compile(alternatives("organisations", means="region_only") + r"\Z")


BARE = ("市", "县", "区", "省", "乡", "镇", "村")
_SHARED = ("部门", "单位", "企业", "机构", "政府", "人民政府", "管委会", "局", "直属机构", "有关单位", "办公室")
_TAIL = compiled(
    r"(?:之间|(?<![高中初平])等[\u4e00-\u9fff]{0,12}|(?:等)?按照?(?:各自)?(?:职责|职能)(?:分工)?(?:分别)?负责"
    r"|结合(?:各自)?(?:实际|职责|职能)(?:情况)?(?:抓好|负责|组织)?(?:落实|推进|实施|执行)"
    r"|(?:具体|分别|共同|抓好|组织)(?:负责|抓好|组织)?(?:落实|实施|推进|执行)|负责"
    r"|\((?=[^()]{0,40}(?:下同|位|不再|为牵头|为主办))[^()]{2,60}\))\Z"
)
_LEAD_IN = re.compile(
    r"\A(?:由|(?:具体)?(?:职责|任务)?分工(?:包括|为|如下)|请(?=各|有关|相关|以上|上述|[省市县区])|(?:[^()]{0,6}[:])|[全我][省市县区州旗镇]"
    r"|(?:方案|通知|意见|办法)?(?:要求|明确|强调|提出|明确要求)|(?:同时|其中|另外|此外)[,、]?)"
)


@lru_cache(maxsize=_NAMES)
def ends_as_name(text: str) -> bool:
    """Whether `text` ends as names of organisations do."""
    return bool(_suffix().search(text) or _suffix().search(re.sub(r"\([^()]{1,24}\)\Z", "", text)))


_NO_NAME = re.compile(
    r"[%“”《》:;。,]|[0-9](?![0-9]{0,2}个[^0-9]{0,12}(?:组|专班|街道|乡镇|县区)\Z)|作为|成立|会同|任组长|为成员|主要领导|负责人|进行|实行|采取|设在|设于|隶属|(?<!自)由|为主|举办|是|可以|情况|结果|[布格全大]局\Z|[全大内外局中下上]部\Z|除(?:组织|了)|及时|做好|抓好|设置|建成|批准|后报|上报|报送|(?<!主)要|(?<=[局委办厅会部院府门心])为"
    r"|[盆山湿林草耕绿]地\Z|\A(?:农村|乡村|山村|渔村|牧区|城市|山区)\Z|(?:[学外内专本全理文百儿妇骨眼五]科|[控持参入]股)\Z"
)
"""What no name holds."""


@lru_cache(maxsize=_NAMES)
def is_name(text: str) -> bool:
    """Whether `text` can stand as an organisation in running text."""
    if text in BARE or ("、" in text and _addresses_all(text)):
        return True
    if not 2 <= len(text) <= 30 or _not_start().match(text) or (_region_only().match(text) and not ends_as_name(text)):
        return False
    if text.count("(") != text.count(")") or _NO_NAME.search(text):
        return False
    generic = re.search(r"(?:学校|医院|企业|机构|中心|组织|园|院校|馆|宫)\Z", text)
    if (
        generic
        and len(text) > 8
        and not re.match(
            r"(?:有|符合|具备)条件的|各|有关|相关|国家|国务院|全国|[\u4e00-\u9fff]{0,4}[省市县区州镇乡街]|党", text
        )
    ):
        return False
    return ends_as_name(text)


_REGION_NAME = re.compile(
    "(?![全我本该各其此这每外])[\u4e00-\u9fff]{2,5}(?:[县市旗州]|(?<![园城市郊社地片小灾辖库景牧林矿厂校街港湖保范困])区)"
)


@lru_cache(maxsize=_NAMES)
def is_region(text: str) -> bool:
    """Whether `text` names a county, a city or a district, which acts where the text says so (`由青山区负责`)."""
    return _REGION_NAME.fullmatch(text) is not None and not (_not_start().match(text) or _NO_NAME.search(text))


_FIELD = re.compile(
    "[省市县区州]?(?:发改|发展改革|经信|经发|工信|工业和信息化|教育|教体|科技|民政|民宗|司法|人社|人力资源和?社会保障|国土|国土资源|自然资源|规划|环保|生态环境"
    "|住建|住房城乡建设|城建|建设|城管|城市管理|交通|交通运输|水利|水务|农业|农业农村|农机|林业|畜牧|商务|文旅|文化|文广|旅游|卫健|卫生|卫生健康|卫计"
    "|应急|应急管理|安监|审计|国资|市场监管|工商|质监|食药监|药监|体育|统计|医保|金融|信访|综治|粮食|能源|气象|电力|供电|通信|监察|纪检|宣传|组织|政法|编制|房管"
    "|公安|财政|税务|消防)"
)


@lru_cache(maxsize=_NAMES)
def is_field(text: str) -> bool:
    """Whether `text` is the field of an office, which a list may name instead of it (发改、财政、住建)."""
    return _FIELD.fullmatch(text) is not None


@cache
def _endings() -> frozenset[str]:
    """Last characters of names; empty where a rule is a pattern, whose last characters nobody lists."""
    rules = [r for r in load("organisations") if r.means in ("suffix", "bare")]
    if any(r.pattern for r in rules):
        return frozenset()
    return frozenset(w[-1] for r in rules for w in r.words)


_LEAD_WORD = "由|请|要求|提出|强调|明确|同时|其中|另外|此外|方案|通知|意见|办法"


def opening() -> str:
    """Expression for a place where a name can begin: cheap, for most clauses open with a verb."""
    near = f"(?=(?s:.{{0,59}}?)[{_listed(_endings())}])" if _endings() else ""
    return f"{near}(?:(?!{alternatives('organisations', means='not_start')})|(?={_LEAD_WORD}))"


def closing(follows: str) -> str:
    """Expression for `follows` at a place where a list of names can end: behind a name, a bracket, or what `_TAIL`
    takes off. `follows`, a class of characters, is looked at first: most places are turned away by it."""
    if not _endings():
        return follows
    return rf"(?:(?={follows}){closed()}|等[\u4e00-\u9fff]{{0,12}}{follows})"


def closed() -> str:
    """Expression for a place directly behind the last character of a name or a bracket."""
    return rf"(?:(?<=[{_listed(_endings())}间责])|(?<![\u4e00-\u9fff]))" if _endings() else ""


def may_end(text: str) -> bool:
    """Whether `split_names` can give a name that closes a whole text: cheap, for most texts are no list of names."""
    return may_close(text) or _TAIL.search(text) is not None


def may_close(text: str) -> bool:
    """Whether a list of names can end as `text` does: cheap, for most verbs do not follow a name."""
    if not text or not _endings():
        return True
    last = text[-1]
    return last in _endings() or last in "间责" or not "\u4e00" <= last <= "\u9fff" or "等" in text[-13:]


def _listed(characters: Iterable[str]) -> str:
    return "".join(sorted(map(re.escape, characters)))


_SEPARATOR = re.compile(r"[(\[〔〈<)\]〕〉>、,;/|]")


def _split(text: str) -> list[tuple[int, int]]:
    """Pieces between separators at bracket depth 0."""
    pieces: list[tuple[int, int]] = []
    depth, begin = 0, 0
    for match in _SEPARATOR.finditer(text):
        char = match.group()
        if char in "([〔〈<":
            depth += 1
        elif char in ")]〕〉>":
            depth = max(0, depth - 1)
        elif depth == 0:
            pieces.append((begin, match.start()))
            begin = match.end()
    pieces.append((begin, len(text)))
    return [(a, b) for a, b in pieces if b > a]


_GLUED = re.compile(
    r"(?:(?<=[局委办部会院厅联镇乡街心])|(?:(?<=[)地])|(?<=地区))(?=各))(?=(?:[省市县区州](?!场|区)|各(?!成员单位))[^局委办部会院厅联、]{0,16}(?:局|委|办|部|会|院|厅|联|政府|部门|单位|镇|乡|街道|中心|公司|集团|\)))"
)
_GLUED_ALL = re.compile(
    r"(?<=[\u4e00-\u9fff])(?<![和及与由对向各])(?=各(?:乡|镇|县|区|市|街道|部门|单位|学校|有关|相关|级)[^、]{0,12}\Z)"
)
_EACH = re.compile("(?<=[县区市州旗盟镇乡村办园门位])(?=各)|(?<=街道|社区)(?=各)")
"""Where one of those that a plan addresses ends and the next begins: `各区各部门各单位`."""
_AND = re.compile(r"和|及(?!其(?![他余它]))|与(?!其(?![他余它]))|以及|并|或者?")
_PLACE = re.compile("[\u4e00-\u9fff]{2,4}[县区市]")
_PLACE_AND = re.compile("[省市县区](?![县区市级、(])[^,。;]{2,12}[局委办厅处站队]")
"""An office of the seat behind a district of it: `青山区和市环卫处`."""
_OFFICES = "局厅委办"
"""Last characters of single offices, beside which `有关单位` is a name of its own."""
_SHARED_FIRST = re.compile(r"(?:政府|单位|部门|企业)(?:\Z|[和及与])")


@lru_cache(maxsize=_NAMES)
def _cuts(piece: str) -> tuple[tuple[int, int], ...]:
    """Names inside a piece that lost its separators or has 和 and 及 for them, as offsets into it."""
    glued = {m.start() for m in _GLUED.finditer(piece) if m.start() and _whole(piece[: m.start()])}
    glued |= {m.start() for m in _GLUED_ALL.finditer(piece) if _ends(piece[: m.start()])}
    if piece.startswith("各"):
        glued |= {m.start() for m in _EACH.finditer(piece)}
    edges = [0, *sorted(glued), len(piece)]
    return tuple(_without_tail(piece, a + x, a + y) for a, b in pairwise(edges) for x, y in _cut_and(piece[a:b]))


def _without_tail(piece: str, a: int, b: int) -> tuple[int, int]:
    """A name without what closes its part of a list (…等, …按职责分工负责)."""
    tail = _TAIL.search(piece[a:b])
    return (a, a + tail.start()) if tail and tail.start() > 0 else (a, b)


def _ends(text: str) -> bool:
    """Whether an organisation may stand before 各镇 whose separator was lost (县公路段各镇).

    A body may be the owner of those that follow it (县政府各部门).
    """
    if re.search(r"(?:政府|党委|机关|直|级)\Z", text):
        return False
    return len(text) >= 3 and bool(re.match("[省市县区州镇乡]|国", text))


def _whole(text: str) -> bool:
    """Whether a name may stop here: 省委, 县委 alone are names too, but 县委|编办 is one name."""
    return not re.search(r"(?:\A|[、,和])[省市县区州]?委\Z", text)


def _cut_and(text: str) -> list[tuple[int, int]]:
    edges = [0]
    for m in _AND.finditer(text):
        left, right = text[edges[-1] : m.start()], text[m.end() :]
        others = right.startswith(("有关", "相关")) and text[m.start() - 1] in _OFFICES
        if not right or ((right in _SHARED or _SHARED_FIRST.match(right)) and not others):
            continue
        depth = left.count("(") - left.count(")")
        known = ends_as_name(left) or (_PLACE.fullmatch(left) and _PLACE_AND.match(right))
        if depth == 0 and known and (ends_as_name(right) or _AND.search(right)) and len(left) > 1:
            edges += [m.start(), m.end()]
    edges.append(len(text))
    return list(zip(edges[::2], edges[1::2], strict=True))


_JOINT = re.compile(
    "(?<![高中初平])等(?P<kind>(?:有关|相关|职能|主管|行政|行业){0,2}部门)(?:和|及|以及|与|、)(?!其)(?=[^、,]{1,12}(?:[局委办院会处]|部门|单位|机构|企业|公司|中心|学校|政府|[县区市镇乡村]|街道|乡镇|社区)(?:\\Z|、))"
)
"""Parts a list of fields that 等部门 closes from the bodies behind it: `交通、电力等部门和各镇`."""


def split_names(text: str, start: int = 0) -> list[Name]:
    """The organisations of a list such as `县委编办县财政局、人社局和各镇(街)等`.

    `text` is folded, without white space; `start` is its offset, which the offsets of the names count from.
    Separators may be lost (县委编办县财政局); brackets belong to names (各镇(街), 各县(市、区)).
    """
    head = _LEAD_IN.match(text)
    while head and head.end() < len(text):
        text, start = text[head.end() :], start + head.end()
        head = _LEAD_IN.match(text)
    joint = _JOINT.search(text) if "等" in text else None
    if joint and "、" in text[: joint.start()]:
        first = split_names(text[: joint.end("kind")], start)
        return first + split_names(text[joint.end() :], start + joint.end())
    names = [
        Name(name, start + a + x, start + a + y)
        for a, b in _split(text)
        for x, y in _cuts(text[a:b])
        if _HAN.search(name := text[a + x : a + y].strip("。.…"))
    ]
    return _distribute(_join(names), text)


_REGION_KINDS = r"(?:[(〔][市县区、旗]{1,5}[)〕])?"
_REGION = r"(?:特区|直辖市|自治[州县旗区]|地区|林区|矿区|[市县区州旗盟])"
_REGION_HEAD = re.compile(rf"各?(?:设区)?(?:省|{_REGION}){_REGION_KINDS}(?:、{_REGION}{_REGION_KINDS})*")
_REGION_NEXT = re.compile(rf"{_REGION}{_REGION_KINDS}")
_REGION_TAIL = re.compile(
    rf"(?:州、)?各?{_REGION}(?:[(〔][市县区、旗]{{1,5}}[)〕]|[县区市旗])?"
    r"(?:(?:人民)?政府(?:\([\u4e00-\u9fff]{2,6}\))?|党委|管委会|[\u4e00-\u9fff]{2,8}局|(?P<body>[\u4e00-\u9fff]{2,12}部门))\Z"
)


_TOWNS = ("镇", "乡", "街道", "区", "县", "市", "场")
_COUNTED = re.compile("[0-9]{1,3}个(?:街道|[镇乡区县市])")
"""Towns and districts that a plan counts as one: `13个街道、镇`."""


def _join(names: list[Name]) -> list[Name]:
    """`区直有关部门、单位` and `各市、县(区)政府` are one organisation each, `市、县财政部门` are two."""
    out: list[Name] = []
    for name in names:
        shares = bool(out) and name.name in _SHARED and ends_as_name(out[-1].name)
        shares = shares and not (name.name == "有关单位" and out[-1].name[-1] in _OFFICES)
        counted = bool(out) and name.name in _TOWNS and _COUNTED.fullmatch(out[-1].name) is not None
        if shares or counted or (out and _addresses_all(out[-1].name) and _REGION_NEXT.fullmatch(name.name)):
            out[-1] = Name(f"{out[-1].name}、{name.name}", out[-1].start, name.end)
        elif out and _REGION_HEAD.fullmatch(out[-1].name) and (tail := _REGION_TAIL.match(name.name)):
            head = out.pop()
            if tail["body"]:
                out += [Name(head.name + tail["body"], head.start, head.end), name]
            else:
                out.append(Name(f"{head.name}、{name.name}", head.start, name.end))
        else:
            out.append(name)
    return out


def _addresses_all(name: str) -> bool:
    """Whether a name is only the head of one for all regions: 各市 of 各市、州、县人民政府."""
    return name.startswith("各") and bool(_REGION_HEAD.fullmatch(name))


_FORMAL = re.compile(r"(?:局|委|办|厅|部|院|会|署|政府|中心|公司|部门|单位|[乡镇县区市])\Z")
"""Names that need no shared word: 教育局、财政部门 is a list of two kinds."""


_AND_OTHERS = Ending(
    r"(?<![高中初平])等(?:(?:有关|相关|职能|主管|行政|各|行业|工程|建设|监管|管理|执法|服务){0,3}(?P<kind>部门)|(?P<other>单位|企业|机构))"
)
_SEAT = Ending(
    r"(?:经济(?:技术)?|高新(?:技术)?(?:产业)?|综合保税|(?:旅游)?度假|工业|产业)?(?:开发区|示范区|保税区|度假区|[新园片景港]区|新城|高新区|经开区)?"
    r"(?P<body>管委会|管理委员会|管委|人民政府|政府|党工委|办事处)"
)
"""What the seats of one list share: 经济技术开发区管委会, of which 管委会 alone where a name tells its kind itself."""
_SEATED = re.compile(r"[\u4e00-\u9fff]{2,8}")
_SEAT_KIND = re.compile(r"[省市县区旗镇乡城]\Z")
_BODY = re.compile(r"(?:[局委办厅部会院署团]|政府|公司|单位|部门|中心|学校|街道|乡镇|企业|机构|银行|队|所|站)\Z")
"""Endings of what is a body itself and no place."""


def _seats(names: list[Name]) -> list[Name]:
    """`甲区、乙片区管委会`: the body at the end belongs to each place before it."""
    shared = _SEAT.search(names[-1].name)
    if not shared or shared.group() == shared["body"] or names[-1].name.startswith(("各", "有关", "相关")):
        return names
    out: list[Name] = []
    for name in names[:-1]:
        place = _SEATED.fullmatch(name.name) and not (_BODY.search(name.name) or is_field(name.name))
        place = place and not re.match("各|有关|相关", name.name)
        own = shared["body"] if not shared.start() or _SEAT_KIND.search(name.name) else shared.group()
        out.append(name._replace(seat=own) if place else name)
    return [*out, names[-1]]


_BEFORE_KIND = re.compile("(?P<body>[^、]{2,20}[局委办会院厅室])(?:和|及|与|以及)(?P<field>[^、和及与]{2,8})")


def _with_kind(names: list[Name], kind: str) -> list[Name]:
    """Names of fields with the kind of body that they share; an office in front of the first one (`县总工会和县监察、
    审计等部门`) is a name of its own."""
    office = _BEFORE_KIND.fullmatch(names[0].name)
    if office:
        start = names[0].start
        told = [Name(office["body"], start, start + office.end("body"))]
        names = [Name(office["field"], start + office.start("field"), names[0].end), *names[1:]]
    else:
        told = []
    return told + [Name(n.name + kind, n.start, n.end) for n in names]


_AND_THE_REST = re.compile("(?:和|及|与|以及)(?P<rest>其[他它余](?:有关|相关|各)?部门)\\Z")
"""Closes a list of fields with all other departments: `交通、电信及其他有关部门`."""


def _distribute(names: list[Name], text: str) -> list[Name]:
    """`教育、财政部门`, `教育、财政等部门`: the shared word at the end of the `text` belongs to each."""
    if len(names) < 2:
        return names
    beside = _AND_THE_REST.search(names[-1].name)
    if beside and beside.start():
        last = names[-1]
        rest = Name(beside["rest"], last.end - len(beside["rest"]), last.end)
        field = Name(last.name[: beside.start()] + "部门", last.start, last.start + beside.start())
        return [*_distribute([*names[:-1], field], text), rest]
    others = _AND_OTHERS.search(text)
    if others and not any((_FORMAL.search if others["kind"] else ends_as_name)(n.name) for n in names):
        return _with_kind(names, others["kind"] or others["other"])
    names = _seats(names)
    shared = next((w for w in ("主管部门", "行政部门", "部门") if names[-1].name.endswith(w)), None)
    if not shared or "及其" in names[-1].name or re.match(r"各|有关|相关|[省市县区]直", names[-1].name):
        return names
    stem = names[-1].name.removesuffix(shared).removesuffix("等").removesuffix("相关").removesuffix("有关")
    if not stem or any(_FORMAL.search(n.name) for n in names[:-1]):
        return names
    return [Name(n.name + shared, n.start, n.end) for n in names[:-1]] + [
        Name(stem + shared, names[-1].start, names[-1].end)
    ]
