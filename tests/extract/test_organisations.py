import pytest

from extract.components.actor import Actor, scan
from extract.components.organisation import Owners, standing, unit_lists
from extract.organisations import canonical, is_name, split_names
from extract.view import fold

LISTS = [
    ("教科局", ["教科局"]),
    ("县委编办县财政局、人社局", ["县委编办", "县财政局", "人社局"]),
    ("市教育局、市发展和改革局,各乡镇", ["市教育局", "市发展和改革局", "各乡镇"]),
    ("市市场监督管理局、市卫生健康局", ["市市场监督管理局", "市卫生健康局"]),
    ("县民政局、残联、各乡(镇)场、各中小学", ["县民政局", "残联", "各乡(镇)场", "各中小学"]),
    ("全区各镇(街)和区直有关部门、单位", ["各镇(街)", "区直有关部门、单位"]),
    ("各级党委和政府", ["各级党委和政府"]),
    ("各镇(街)各相关部门", ["各镇(街)", "各相关部门"]),
    ("教育、人力资源社会保障部门", ["教育部门", "人力资源社会保障部门"]),
    ("各市、县(区)人民政府", ["各市、县(区)人民政府"]),
    ("各县(市)、区教育局", ["各县(市)、区教育局"]),
    ("县农业农村局等行业主管部门", ["县农业农村局"]),
    ("省发展改革委、省教育厅按职责分工负责", ["省发展改革委", "省教育厅"]),
    ("由县教育局", ["县教育局"]),
    ("请各牵头单位", ["各牵头单位"]),
    ("公安、交通、农业(农机)等有关部门", ["公安部门", "交通部门", "农业(农机)部门"]),
    ("市财政局、市税务局(列第一位者为牵头单位,下同)", ["市财政局", "市税务局"]),
    ("东岭、西坝经济技术开发区管委会", ["东岭", "西坝经济技术开发区管委会"]),
    ("县委宣传部和县教育局", ["县委宣传部", "县教育局"]),
    ("县政府各部门、各直属机构", ["县政府各部门", "各直属机构"]),
]


@pytest.mark.parametrize(("text", "names"), LISTS)
def test_a_list_comes_apart(text: str, names: list[str]) -> None:
    found = split_names(fold(text), 7)
    assert [n.name for n in found] == names
    assert all(7 <= n.start < n.end <= 7 + len(text) for n in found)


@pytest.mark.parametrize(
    "text", ["县教育局", "各乡镇", "市", "县委编办", "区政府教育督导室", "各镇(街)", "经信局", "建设局"]
)
def test_name(text: str) -> None:
    assert is_name(text)


@pytest.mark.parametrize(
    "text",
    [
        "具体工作由县发改局",
        "提请市政府",
        "甲省",
        "全县",
        "加强学校",
        "规模",
        "县教育局(含",
        "3个单位",
        "各部门主要领导为成员的领导小组",
    ],
)
def test_no_name(text: str) -> None:
    assert not is_name(text)


ALIASES = [
    ("市发改委", "市发展和改革委员会"),
    ("县人社局", "县人力资源和社会保障局"),
    ("区卫健委", "区卫生健康委员会"),
    ("县委编办", "县委机构编制委员会办公室"),
    ("县教育局", "县教育局"),
]


@pytest.mark.parametrize(("written", "full"), ALIASES)
def test_alias(written: str, full: str) -> None:
    assert canonical(written) == full


def owners(text: str) -> list[tuple[str, str]]:
    return [(n.name, d.value) for m in unit_lists(fold(text)) if isinstance(m.value, Owners) for n, d in m.value.names]


UNIT_LISTS = [
    ("牵头单位:教科局", [("教科局", "lead")]),
    ("配合单位：县委编办县财政局", [("县委编办", "support"), ("县财政局", "support")]),
    ("统一建设标准。（责任单位：县教育局、各乡镇）", [("县教育局", "responsible"), ("各乡镇", "responsible")]),
    (
        "推行改革。（牵头单位：县行政审批局；配合单位：县公安局；完成时限：2023年11月）",
        [("县行政审批局", "lead"), ("县公安局", "support")],
    ),
    ("(省教育厅牵头,省财政厅、省民政厅配合)", [("省教育厅", "lead"), ("省财政厅", "support"), ("省民政厅", "support")]),
    (
        "(省发展改革委牵头,各有关部门按职责分工负责)",
        [("省发展改革委", "lead"), ("各有关部门", "responsible")],
    ),
    (
        "推进试点。(牵头单位:县教育局;配合单位:县财政局;完成时限:(2023年6月)",
        [("县教育局", "lead"), ("县财政局", "support")],
    ),
    ("加快建设。责任单位:县住建局", [("县住建局", "responsible")]),
    ("责任股室:人事股", [("人事股", "responsible")]),
    (
        "牵头领导:李四 牵头单位:县发改局 配合单位:县财政局".replace(" ", ""),
        [("县发改局", "lead"), ("县财政局", "support")],
    ),
    ("责任单位:县发改局(牵头)、县财政局", [("县发改局", "lead"), ("县财政局", "responsible")]),
    (
        "(责任单位:县发改局牵头,县财政局配合,各乡镇)",
        [("县发改局", "lead"), ("县财政局", "support"), ("各乡镇", "responsible")],
    ),
    ("县发改局牵头,县财政局配合。", [("县发改局", "lead"), ("县财政局", "support")]),
    ("骨干教师(指获得县级以上表彰的教师)", []),
    ("办好学校(省级、市级共同参与)", []),
    ("责任人:张三", []),
]


@pytest.mark.parametrize(("text", "expected"), UNIT_LISTS)
def test_unit_list(text: str, expected: list[tuple[str, str]]) -> None:
    assert owners(text) == expected


def actors(text: str) -> list[tuple[str, str]]:
    out: dict[str, str] = {}
    for m in scan(fold(text)):
        if isinstance(m.value, Actor):
            for n, d in m.value.names:
                out.setdefault(n.name, d.value)
    return list(out.items())


SUBJECTS = [
    ("区政府办要做好统筹工作,督促各部门、各单位按时报送;", ["区政府办"]),
    ("各地要根据人口变动趋势科学规划。", ["各地"]),
    ("市、县要合理规划用地。", ["市", "县"]),
    ("完善保障机制,区财政要切实承担主渠道作用", ["区财政"]),
    ("区政府成立由区长任组长的工作专班,各镇(街)各相关部门也要成立专班", ["区政府", "各镇(街)", "各相关部门"]),
    ("工作领导小组每月听取一次汇报,督促各部门、各单位加快进度", ["工作领导小组"]),
    ("1.各镇(街)及区直有关部门、单位要按期完成任务", ["各镇(街)", "区直有关部门、单位"]),
    ("由县教育局牵头负责", ["县教育局"]),
    ("由青禾交警中队牵头,联合县交通局,加强整治", ["青禾交警中队", "县交通局"]),
    ("市防指要做好会商", ["市防指"]),
    ("县卫生监督所负责检查", ["县卫生监督所"]),
    ("各责任主体要细化分工", ["各责任主体"]),
    ("县民政局:支持社会力量参与救灾", ["县民政局"]),
    ("县政府督查室将跟踪未办结事项", ["县政府督查室"]),
    ("督查室应对办理进度进行检查", ["督查室"]),
    ("请各地、各部门于3月5日前报送方案", ["各地", "各部门"]),
    ("具体工作由县发改局牵头负责", ["县发改局"]),
    ("对于分办的建议,由各承办单位分别答复", ["各承办单位"]),
    ("公安、交通等部门要加强配合", ["公安部门", "交通部门"]),
    ("甲区、乙片区管委会要加快建设", ["甲区", "乙片区管委会"]),
    ("其中,由县林业局负责的第3项、县水利局负责的第5项进展滞后", []),
    ("管养基本完成由村级自管为主向镇级统一管理的转变", []),
    ("县消防大队牵头负责,县教育局、县民政局分别负责学校、养老机构检查", ["县消防大队", "县教育局", "县民政局"]),
    ("各企业全面开展自查自纠", ["各企业"]),
    ("全省各地全面完成三年行动", []),
    ("各牵头单位于每季度末报送进展", ["各牵头单位"]),
    ("建立网络,各乡镇和相关部门明确专人负责", ["各乡镇", "相关部门"]),
    ("由县水利局牵头,会同发改、财政等部门制定方案", ["县水利局", "发改部门", "财政部门"]),
    ("县卫健委要会同有关部门,加强指导", ["县卫健委", "有关部门"]),
    ("县城管局在6月底前完成改造,县住建局于9月底前建成公园", ["县城管局", "县住建局"]),
    ("各地既要建好道路,又要管好道路", ["各地"]),
    ("县水利局:负责水库调度;组织巡查", ["县水利局"]),
    ("(一)县公安局、县交通运输局:指导道路管控", ["县公安局", "县交通运输局"]),
    ("市园林局:依据职能做好管护", ["市园林局"]),
    ("县教育局:王五、李四", []),
    ("县运管所要查处黑车,自来水厂要检修管网", ["县运管所", "自来水厂"]),
    ("学校布局科学化", []),
    ("考核结果送县委组织部,作为依据", []),
    ("工作目标:负责人培训全覆盖", []),
    ("由县商务局承办,县公安局、农业局协办", ["县商务局", "县公安局", "农业局"]),
    ("县抗旱指挥部派出工作组赴各镇指导", ["县抗旱指挥部"]),
    ("县应急局筹措物资,满足转移需要", ["县应急局"]),
    ("县文旅局负责景区;县城管局整治占道经营", ["县文旅局", "县城管局"]),
    ("验收结束后,县林长办通报结果", ["县林长办"]),
    ("由县纪委监委追责问责", ["县纪委监委"]),
    ("结果由县委组织部存档", ["县委组织部"]),
    ("年底,由县统计局对各镇进行考核", ["县统计局"]),
    ("建立由县水利局共同组织的会商制度", []),
    ("学位主要由公办学校供应", []),
    ("各乡镇务于每月5日前报送进展", ["各乡镇"]),
    ("各科室、专项督导组要抓紧办理", ["各科室", "专项督导组"]),
    ("主要责任单位要抓好统筹,其他责任单位要积极配合", ["主要责任单位", "其他责任单位"]),
    ("各县、特区、区人民政府要落实主体责任", ["各县、特区、区人民政府"]),
    ("镇、村要做好宣传", ["镇", "村"]),
    ("(二)县供销社储备化肥", ["县供销社"]),
    ("县环境局监测站点布局", []),
    ("规模以上工业单位投入下降", []),
    ("清溪镇建设工程分两期推进", []),
    ("城镇新建建筑全面执行标准", []),
    ("学校通过开放日展示成果", []),
    ("各镇工作情况要定期报告县政府深化改革办", []),
    ("要关爱有困难的学生", []),
    ("甲省将大力实施科教强省战略", []),
    ("小学、初中规模不超过2000人", []),
    ("建立月通报制度,督促各镇(街)补齐短板", []),
]


@pytest.mark.parametrize(("text", "names"), SUBJECTS)
def test_acting_subject(text: str, names: list[str]) -> None:
    assert [n for n, _ in actors(text)] == names


def test_who_leads_in_running_text() -> None:
    assert actors("区政府牵头,开发服务平台") == [("区政府", "lead")]
    assert actors("村(居)委会协助核实信息") == [("村(居)委会", "support")]


TIMED = [
    ("(县工信局负责,各乡镇配合;2024年12月底前完成)", [("县工信局", "responsible"), ("各乡镇", "support")]),
    ("(县工信局牵头;县发改局参加;6月底前启动,12月底前完成)", [("县工信局", "lead"), ("县发改局", "support")]),
    ("(县税务局牵头,长期坚持)", [("县税务局", "lead")]),
    ("(分管副县长、协管副主任负责,县发改局牵头,县财政局等参与)", [("县发改局", "lead"), ("县财政局", "support")]),
]


@pytest.mark.parametrize(("text", "found"), TIMED)
def test_a_bracket_may_hold_times_and_persons_beside_its_offices(text: str, found: list[tuple[str, str]]) -> None:
    assert owners(f"推进项目建设{text}") == found


def test_a_place_has_the_seat_that_its_list_gives_it() -> None:
    assert [n.full for n in split_names("甲区、东岭、西坝高新区管委会")] == [
        "甲区管委会",
        "东岭高新区管委会",
        "西坝高新区管委会",
    ]


def test_a_bracket_that_shares_out_may_hold_an_office_of_an_unknown_ending() -> None:
    assert owners("完善统计。(市发展改革委牵头,市统计局、国家统计局青禾方面队参加)") == [
        ("市发展改革委", "lead"),
        ("市统计局", "support"),
        ("国家统计局青禾方面队", "support"),
    ]
    assert owners("完善统计(市统计局牵头,加强数据的管理工作配合)") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "稳定岗位。(市人社局、市商务局等负责,列第一位者为牵头单位,下同)",
            [("市人社局", "responsible"), ("市商务局", "responsible")],
        ),
        (
            "纳入日程。(市教育局,市委农办,排名第一位为牵头单位,下同)",
            [("市教育局", "responsible"), ("市委农办", "responsible")],
        ),
        (
            "6月底前完成。(市环保局牵头,市农业局配合。本方案部署的以下工作均需各镇政府落实,不再列出)再建监测网。",
            [("市环保局", "lead"), ("市农业局", "support")],
        ),
        ("市财政局、市税务局分别牵头落实", [("市财政局", "lead"), ("市税务局", "lead")]),
        ("县发改委负责落实", [("县发改委", "responsible")]),
        ("规范管理。(列第一位者为牵头单位,下同)", []),
        ("加强统筹和牵头落实", []),
    ],
)
def test_rules_on_the_order_and_lines_that_say_who(text: str, expected: list[tuple[str, str]]) -> None:
    found = [m.value for m in unit_lists(fold(text)) if isinstance(m.value, Owners)]
    assert [(n.name, duty.value) for owned in found for n, duty in owned.names] == expected


def test_standing_rule() -> None:
    ((_, names),) = standing("县教育局负责。以下均需各乡镇落实,不再列出")
    assert [n.name for n in names] == ["各乡镇"]


REGIONAL = [
    ("各市、州、县人民政府", ["各市、州、县人民政府"]),
    ("各县(市)、区政府", ["各县(市)、区政府"]),
    ("各地区各部门", ["各地区", "各部门"]),
    ("市、县教育部门", ["市教育部门", "县教育部门"]),
]


@pytest.mark.parametrize(("text", "names"), REGIONAL)
def test_bodies_of_all_regions(text: str, names: list[str]) -> None:
    assert [n.name for n in split_names(text)] == names
