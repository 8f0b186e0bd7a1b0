"""Which names stand for bodies that act: definite ones, those that a plan addresses by kind, and mere kinds."""

from __future__ import annotations

import re
from functools import lru_cache

_NAMES = 4096
"""Names that are remembered: a plan names the same few organisations again and again."""


@lru_cache(maxsize=_NAMES)
def definite(name: str) -> bool:
    """A definite organisation: generic bodies (学校, 企业 …) act only where they are told to (要)."""
    bare = re.sub(r"\([^()]{1,24}\)\Z", "", name)
    return name.endswith("(街)") or bool(
        re.search(
            r"(?:局|委|办|厅|部|院|(?<!部)署|社|政府|党委|党组|委员会|办公室|督导室|督查室|督察室|研究室|政研室|[小督检协救保宣综专整防调考评巡推指处][\u4e00-\u9fff]?组|领导组|(?:公安|检察|司法|审判|监察|税务|监管|行政|执法|党政|部门|单位|[部厅局委府])机关|公安|交警|财政|专班|指挥部|联席会议|公司|集团|联合会|残联|妇联"
            r"|编办|科协|文联|工商联|理事会|[商协学工]会|红十字会|中心|街道|办事处|[村居)]委会|\(社区\)|派出所|(?:监督|监管|管理)所|防指|[支大总中]队|调查队|部门|单位|乡镇|\(街\)|\(街道\)|镇|(?<![城返下家水回侨老同故异原进离])乡"
            r"|[局委办厅院][\u4e00-\u9fff]{1,8}[股科处]|园区|开发区|管委会|管委|银行|[支分]行|海关|税务|法院|检察院)\Z",
            bare,
        )
    )


@lru_cache(maxsize=_NAMES)
def addressed(name: str) -> bool:
    """Whether a name stands for a body whatever it is said to do: no mere kind (学校), no phrase that ends as one."""
    return not (_KIND.fullmatch(name) or _UNNAMED.fullmatch(name) or _DESCRIBED.search(name))


@lru_cache(maxsize=_NAMES)
def generic(name: str) -> bool:
    """A body that a plan addresses by kind: 各县(区), 相关部门, 学校."""
    return bool(
        re.match(r"各|有关|相关|[省市县区]直|[省市县]级|[市县区州]\([市县区旗、]{1,5}\)", name) or _KIND.fullmatch(name)
    )


@lru_cache(maxsize=_NAMES)
def placed(name: str) -> bool:
    """Whether a name is that of a village, a school or a hospital of its own, which a plan may tell to answer."""
    return _PLACED.fullmatch(name) is not None and not _DESCRIBED.search(name)


_PLACED = re.compile(
    "[\u4e00-\u9fff]{1,10}(?:(?<![农乡居民全])村|(?<!农村)社区|[一二三四五六七八九十附职实验]中|[中小]学|高中|幼儿园|卫生院|医院|学院|大学|(?<![好益难到随用长短深之坏出住去四各多此何别远高低近相判查惩论共同一分])处)"
)
_KIND = re.compile(
    r"(?:各级各类|各类|全体|公办|民办|义务教育(?:阶段)?|普通|中等职业|职业|高等|中小|公立|三级公立|二级公立)*"
    r"(?:学校|中小学|高中|院校|高校|幼儿园|医院|医疗机构|企业|(?:养老|医疗|医疗卫生|卫生|教育|培训|金融|中介)机构)"
)


_DESCRIBED = re.compile(
    "[的了将把要须]|应(?!急)|情况|加强|推进(?![办组委]|中心)|建立|完善|落实|做好|开展|实施|持续|示范(?!区)|项目(?!办|中心)|全部"
)
"""What a name that is only the end of a phrase holds."""


_UNNAMED = re.compile(
    "政府|乡镇|街道|社区|部门|中心|镇|(?!各|有关|相关|其|以上|上述|牵头|主要|责任|配合|成员|[省市县区州旗镇乡])"
    "[\u4e00-\u9fff]{0,12}(?:单位|企业|公司|机构)"
)
"""A mere word for a kind of body, and bodies that a quality tells from others (规模以上工业单位)."""
