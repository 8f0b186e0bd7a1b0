"""The thing that a number counts, or a sum pays for, in the words behind it."""

from __future__ import annotations

import re

from extract.clauses import Group
from extract.edges import Ending, Opening, compiled, cut
from extract.phrases import TURNED

_BEHIND = re.compile(r"\A\([^()]{0,20}\)|(?:、|和|及|与)[^和及与、]{1,20}等\Z")
_BOUND = Opening(r"(?:及?以上|以内|及?以下|左右|的)+")
_HELD = re.compile(
    r"(?P<thing>渔船|船舶|车辆|[^,。;:]{2,24}?(?:企业|公司|单位|学校|医院|机构|项目|园区|景区|社区|家庭|合作社|集群|基地|平台|城市|乡镇|断面|点位|水体|水库|湖库|渔船|船舶|车辆|[县村户])"
    r"|[^,。;:]{0,24}?(?:小学|初中|高中|中学|幼儿园|卫生院))"
    r"[^,。;:]{0,16}(?:收入|营收|产值|产量|投资|面积|规模|总额|税收|利润|率|比例|补助|补贴|标准|价格|工资|天数|浓度|设备|机组|班额|师比|学位数|人数)(?:同比|环比|达到?|为|约)*\Z"
    r"|(?P<whose>[^,。;:的]{0,20}?(?:小学|初中|高中|中学|学校|院校|幼儿园|班级?|企业|公司|单位|医院|卫生院|机构|项目|工程|园区|景区|社区|街道|乡镇|[县镇乡村户库厂站馆店]|家庭|居民|职工|学生|教师|老人|断面|点位|水体))"
    r"的[^,。;:的]{0,16}[^,。;:的约近为](?:(?:均|都|总|总体)?(?:达到?|为|是|仅|约|近)+|(?<=[率比例额量值积入数标准]))\Z"
    r"|(?P<work>[^,。;:]{2,24}?)(?:计划|概算|总|完成|累计)*(?:投资|投入|资金)\Z"
)
"""A thing that is counted and then measured: `12家重点企业年营业收入3亿元`, `4所小学的平均班额为51人`."""


_DONE_WITH = re.compile(
    r"(?:足额|分别|进行|统筹)?(?:安排|配置|配备|配建|提取|计提|征收|核定|拨付|执行|计算|到位|落实|补助|给予|新建|改建|扩建|建设|建成|修建|购置|改造|维修|实施|种植|硬化)+"
)
"""What is done with a sum or a share, which is no thing itself."""


ACTING = re.compile(
    r"(?:组织|设立|建立|开展|(?<!重点)建设|新建|(?<!重点)实施|设置|布局|(?<!重点)推广|建成|开通|完成|(?<!重点)培育|引进|组建|打造|安装|(?<!重点)改造|创建|增设|举办|兑现|拨付"
    r"|[共已均](?:开工|竣工|投入|投产|有)|已|竣工|开工|新增|累计)"
)
"""What the things that are counted do, with a number of its own: `12个乡镇建成驿站30座`."""


_PAYING = re.compile("兑现|拨付|发放")
"""What is done with a sum for the things that are counted: `向9个项目兑现资金2亿元`."""
_ALSO = re.compile("、(?:具有|富有|符合|适合|带有|体现|内容|形式|功能)[\u4e00-\u9fff]{2}")
"""Goes on with what the things are like: `编排2套、富有特色的韵律操`."""
NUMBER_NEXT = re.compile("(?:超过?|达到?|约|近|突破|上升|下降|增长|提高|降低)?[0-9]")
"""How the clause of a number leads over to a next one."""
_NEXT_THING = re.compile(
    r"[0-9]{1,6}(?:余|多)?(?:家|个|所|项|处|户|名|人(?!制))(?!及?以[上下内])(?P<thing>[\u4e00-\u9fff“”]{2,20})"
)
"""What two numbers count together: `10批445家基地`."""
_SIZED_NEXT = re.compile(r"(?P<thing>[0-9.]{1,6}[万亿]?[户人头元]及?以[上下]的?[\u4e00-\u9fff“”]{2,20})")
"""A thing with the size that tells it from others: `9个50户以上村寨完成改造`."""

_WORTH = r"(?:[0-9.]{1,6}|[百千十])[万亿]元(?:级|及?以上|以下)?"
_WORTHS = re.compile(
    rf"(?P<size>{_WORTH})(?:(?:、|和|及)[0-9]{{1,4}}(?:个|家){_WORTH}){{1,3}}的?(?P<thing>[\u4e00-\u9fff“”]{{2,16}})"
)
"""Sizes in turn of one kind of thing: `5个50亿元以上、20个10亿元以上项目`."""


def behind(text: str, group: Group) -> str:
    """What is counted or paid, in the words behind a number."""
    tail = text[group.last.end : group.end]
    following = text[group.last.end : group.last.end + 1]
    numbered = following.isdigit() or (following != "" and following in "百千十")
    if not tail and not numbered:
        return ""
    if _NO_THING.fullmatch(tail) or _GOES_ON.match(tail):
        return ""
    if text[group.last.end - 1] in _LENGTHS and _LONG.match(tail):
        tail = tail[1:]
    together = _NEXT_THING.match(text, group.last.end)
    if together is None and numbered:
        together = _SIZED_NEXT.match(text, group.last.end)
    if together:
        return _AMONG.cut(together["thing"])
    sizes = _WORTHS.match(text, group.last.end) if numbered else None
    if sizes:
        return sizes["size"] + _AMONG.cut(sizes["thing"])
    if NUMBER_NEXT.match(text, group.end):
        tail = tail.rstrip("由从至到")
        held = _HELD.match(tail)
        tail = held["thing"] or held["whose"] or held["work"] if held else tail
        acts = (_PAYING if held else ACTING).search(tail, 1)
        tail = tail[: acts.start()].rstrip("共已均都") if acts else tail
    if TURNED.match(tail) or tail == "外" or (tail.startswith("、") and not _ALSO.match(tail)):
        return ""
    if _DONE_WITH.fullmatch(tail):
        return ""
    deed = _NEXT_DEED.search(tail) if "、" in tail else None
    tail = tail[: deed.start()] if deed else tail
    told = _NAMELY.search(tail) if _NAMELY_SIGNS.search(tail) else None
    tail = tail[: told.start()] if told else tail
    tail = cut(_BOUND, tail.partition("基础上")[0] if "基础上" in tail else tail).removesuffix("的")
    if tail.startswith("(") or tail.endswith("等"):
        tail = _BEHIND.sub("", tail)
    tail = cut(_BOUND, tail).partition("(其中")[0]
    does = _DOES.search(tail, _NOUN) if text[group.last.end - 1] not in "%‰" else None
    tail = tail[: does.start()] if does else tail
    return _AMONG.cut(tail.strip("、,:的和及与+/"))


_NOUN = 2
"""Characters of a noun, at least."""
_DOES = compiled(
    r"(?:今年|去年|正在|即将|如期|按期|按时)[\u4e00-\u9fff]{2}|(?:均|都|全部)*已(?:经|全部|全面|基本|完|建|开|投|通|达|纳)[\u4e00-\u9fff]"
    r"|(?<![外了订])(?:入驻|进驻|落户|奔赴|前往|走进|赴(?=[\u4e00-\u9fff]{2}))(?![\u4e00-\u9fff]{0,4}(?:率|企业|单位|商户|项目|协议)\Z)"
    r"|深入(?=一线|基层|现场|企业|社区|农村|[县乡镇村田校园])|动工|进场施工|申请(?![人者书表])|(?:被)?(?:纳入|列入|录入)(?=[\u4e00-\u9fff]{2})"
    r"|建成投[产用运]|竣工投[产用运]|投入(?:使用|运[营行]|生产)|通过(?:验收|评审|审核|评估|复核)"
)
"""What the things behind a number do: `20户企业入驻园区`, `12个工作组赴各地`."""
_NO_THING = re.compile("等|其中|(?:总?共|总?计|合计|总长|全长|约)+")
_LONG = re.compile("长(?![度江期效城年]|约|达)[\u4e00-\u9fff]{2}")
"""What may stand between a length and its thing: `800米长渠道`."""
_LENGTHS = frozenset("里米m")
_GOES_ON = re.compile("(?:以?及|和|与)(?!其|以上|以下)(?:其他|其它)?(?=[\u4e00-\u9fff]{2})|及其[他它]")
"""Behind a number these lead on to the next thing of a list: `改建码头一座及其他配套设施`."""
_AMONG = Ending("(?<=[\u4e00-\u9fff]{2})(?<![高初])中")
"""What leads over to a part of the things (1600个断面中,…)."""
_NEXT_DEED = re.compile("、(?:举办|召开|参加|观看|参观|观摩|听取|开展)(?=[\u4e00-\u9fff]{2})")
"""What a list goes on to do behind the thing of a number: `观看三部影片、举办讲座`."""
_NAMELY = re.compile(
    "(?<=[\u4e00-\u9fff])(?:主要)?(?:包括|包含|分别[为是]|依次[为是]|主要[为是有]|[位稳跃]?居(?:全|第|同|前|首|于)|位列|名列|(?:和|及|、)一批)"
)
"""What lists the things that a number counts, or ranks them: `13个项目包括甲、乙`, `6项工作居全市首位`."""
_NAMELY_SIGNS = re.compile("包|分别|依次|主要|居|列|一批")
