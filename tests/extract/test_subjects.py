"""What a value measures and for whom: subject, scope and denominator of every number, in invented sentences."""

import pytest
from extract_documents import document, plan

from extract.model import Measure, Role
from extract.pipeline import extract

Row = tuple[str, str | None, str | None]


def told(body: str) -> list[Measure]:
    """Every measure of a few lines of a plan, in the order of the text."""
    made = plan(body)
    found = [m for c in made.commitments for m in c.measures] + list(made.facts)
    return sorted(found, key=lambda m: m.value_span.start if m.value_span else 0)


CARRIED: list[tuple[str, list[Row]]] = [
    ("新增床位300张、护理员50名。", [("新增床位", None, None), ("新增护理员", None, None)]),
    ("落实用地管理改革20条政策措施。", [("落实用地管理改革政策措施", None, None)]),
    (
        "用气量由3亿立方米增至5亿立方米,年均增长率9%。",
        [("用气量", None, None), ("用气量", None, None), ("用气量年均增长率", None, "年均")],
    ),
    (
        "甲醛、苯系物重点工程减排量分别达到2吨、3吨。",
        [("甲醛重点工程减排量", None, None), ("苯系物重点工程减排量", None, None)],
    ),
    ("打造5个示范街区、3个特色院落。", [("打造示范街区", None, None), ("打造特色院落", None, None)]),
    ("建成驿站12座,入驻商户80家。", [("建成驿站", None, None), ("入驻商户", None, None)]),
    ("新建专家工作站3个,科技服务站5个。", [("新建专家工作站", None, None), ("新建科技服务站", None, None)]),
    ("新增高新技术企业9家,覆盖率达到30%。", [("新增高新技术企业", None, None), ("覆盖率", None, None)]),
    ("小麦播种面积3万亩,产量1万吨。", [("小麦播种面积", None, None), ("产量", "小麦", None)]),
    ("建成1个面积不少于500平方米的活动中心。", [("建成活动中心", None, None), ("面积", "活动中心", None)]),
    ("引进总投资3亿元的新材料项目。", [("总投资", "新材料项目", None)]),
    ("输水工程1.2亿元贷款到位。", [("贷款", "输水工程", None)]),
    ("输水工程1.2亿元贷款。", [("贷款", "输水工程", None)]),
    ("为1200名老年人提供助餐服务。", [("提供助餐服务", "老年人", None)]),
    ("在60所中小学开展护眼行动。", [("开展护眼行动", "中小学", None)]),
    ("新建小区按照人均用地不少于0.2平方米的标准配建。", [("人均用地", "新建小区", "人均")]),
    ("专项经费按照公用经费总额的4%安排。", [("专项经费", None, "公用经费总额")]),
    ("向困难老人发放补贴(每月不少于80元)。", [("向困难老人发放补贴", None, "每月")]),
    ("12家重点企业年营业收入30亿元。", [("重点企业", None, None), ("重点企业年营业收入", None, None)]),
    ("8家企业的年产值达到30亿元。", [("企业", None, None), ("企业的年产值", None, None)]),
    ("建设东岭闸站一座,总净宽15m。", [("建设东岭闸站", None, None), ("总净宽", "东岭闸站", None)]),
    ("整治河道长600米,宽10米。", [("整治河道长", None, None), ("宽", "河道", None)]),
    ("东岭水厂位于河西,总投资2亿元。", [("总投资", "东岭水厂", None)]),
    ("东路南侧新建一个排水泵站,流量2m³/s。", [("流量", None, None)]),
    ("建成35千伏变电站3座,新增容量90兆伏安。", [("建成35千伏变电站", None, None), ("新增容量", "35千伏变电站", None)]),
    ("河宽20m实施提升改造。", [("河宽", None, None)]),
    ("渠道2km实施提升改造。", [("渠道实施提升改造", None, None)]),
    ("支持8家企业的年度技改项目。", [("支持企业的年度技改项目", None, None)]),
    ("每个街道至少有一所医养结合为主的照护机构。", [("医养结合为主的照护机构", None, "每个街道")]),
    ("每个区建设2家康复中心。", [("建设康复中心", None, "每个区")]),
    ("各乡镇至少办1所公益书屋。", [("至少办公益书屋", None, None)]),
    ("带动全市产业总规模达到60亿元。", [("全市产业总规模", None, None)]),
    ("●全市新增充电桩80个。", [("新增充电桩", None, None)]),
    ("物流业增加值占生产总值6%以上。", [("物流业增加值", None, "生产总值")]),
    ("不低于40%的行政村建成书屋,入户率达到85%。", [("建成书屋", "行政村", None), ("入户率", None, None)]),
    ("竹农收入保持在人均2万元以上。", [("竹农收入", None, "人均")]),
    ("解决东岭、西岭等乡镇3万人的饮水问题。", [("解决饮水问题", "东岭、西岭等乡镇", None)]),
    ("对企业拨付6个月的岗位补贴。", [("拨付岗位补贴", "企业", None)]),
    ("农户可申请最高20万元的担保贷款。", [("担保贷款", None, None)]),
    ("整治东桥至西桥3公里河道护坡工程。", [("整治东桥至西桥河道护坡工程", None, None)]),
    (
        "全县已建成户厕600户,占任务(1200户)的50%。",
        [("建成户厕", None, None), ("任务", None, None), ("建成户厕", None, "任务")],
    ),
    ("选派教师20名,选聘专家10名支援乡村。", [("选派教师", None, None), ("选聘专家支援乡村", None, None)]),
    ("举办讲座不少于8个批次。", [("举办讲座", None, None)]),
    ("20个山区县共开工校舍40栋。", [("山区县", None, None), ("开工校舍", None, None)]),
    ("每周参加2次及以上晨练的人数达到30%。", [("晨练", None, "每周"), ("参加2次及以上晨练的人数", None, None)]),
    ("柑橘面积达到5万亩,综合产值达到3亿元。", [("柑橘面积", None, None), ("综合产值", "柑橘", None)]),
    ("建设环山大道,全长3公里,总投资2亿元。", [("全长", "环山大道", None), ("总投资", "环山大道", None)]),
    ("设立转型专项资金,每年安排不少于100万元。", [("转型专项资金", None, "每年")]),
]

SHARED_VERBS: list[tuple[str, list[str]]] = [
    ("全县80%的茶园、90%的果园建立台账。", ["建立台账", "建立台账"]),
    ("推动50%的乡和30%的村达到创建标准。", ["达到创建标准", "达到创建标准"]),
    ("建成梯田10万亩,其中新建6万亩、改造提升4万亩。", ["建成梯田", "新建梯田", "改造提升梯田"]),
    ("开办书店时间压缩至2个工作日,环节压减为1个,申请材料减为3份。", ["开办书店时间", "环节", "申请材料"]),
    ("甲类登记、乙类登记办理时间分别压缩至3个、1个工作日。", ["甲类登记办理时间", "乙类登记办理时间"]),
    ("结核病、尘肺病患者规范管理率分别达到62%、60%。", ["结核病患者规范管理率", "尘肺病患者规范管理率"]),
    ("新垦的梯田可新增稻田面积5万亩,改善稻田面积8万亩。", ["新垦的梯田可新增稻田面积", "改善稻田面积"]),
    ("5个山区县补助标准由60%提高到90%。", ["山区县", "山区县补助标准", "山区县补助标准"]),
    ("开展培训5期500人次。", ["开展培训", "开展培训"]),
    ("新增步道里程5公里,达到60公里。", ["新增步道里程", "步道里程"]),
    ("9个筹建项目包括东桥、西桥改造等4个桥梁项目。", ["筹建项目", "桥梁项目"]),
    ("已建成驿站2座;环湖路正在铺设,完成总投资的30%。", ["建成驿站", "环湖路"]),
    ("在12个山区县培训护林员300人。", ["培训护林员", "山区县培训护林员"]),
    ("港口完成投资7亿元,为年度计划的40%,同比增长9%。", ["港口完成投资"] * 3),
    ("奖补标准由过去的每亩20元提高到50元。", ["奖补标准", "奖补标准"]),
    ("修复和维护60个饮水点。", ["修复和维护饮水点"]),
    ("新建和改造10千伏线路30公里、配电房9座。", ["新建和改造10千伏线路", "新建和改造配电房"]),
    ("实施300例白内障手术和90例听力手术。", ["实施白内障手术", "实施听力手术"]),
    ("县城东区竹编产业园6万平方米厂房全部入驻。", ["县城东区竹编产业园厂房"]),
    ("二是培训护林员300人。", ["培训护林员"]),
]


@pytest.mark.parametrize(("text", "subjects"), SHARED_VERBS)
def test_verbs_and_metrics_that_numbers_share(text: str, subjects: list[str]) -> None:
    assert [m.subject for m in told(text)] == subjects


IN_TURN = [
    ("到2025年和2030年,巡河率分别达到40%和50%以上。", [2025, 2030]),
    ("到2025年和2030年,发病率持续下降,城乡居民知晓率达到60%及以上和70%及以上。", [2025, 2030]),
    ("2025年底前,建成书屋5个;新增绿地20公顷;改造巷道8条。", [2025, 2025, 2025]),
    ("2025年6月底前,建成书屋5个;新增绿地20公顷。", [2025, None]),
    ("到2025年,实现以下目标:茶园达到5万亩;果园达到3万亩。", [2025, 2025]),
]


@pytest.mark.parametrize(("text", "ends"), IN_TURN)
def test_times_in_turn_and_times_that_lead_a_sentence(text: str, ends: list[int | None]) -> None:
    assert [m.deadline.year if m.deadline else None for m in told(text)] == ends


WORKS: list[tuple[str, list[Row]]] = [
    ("新建东闸、西闸、北闸共3座水闸。", [("新建水闸", None, None)]),
    ("整治东河、西河等河道5条共12公里。", [("整治东河、西河等河道", None, None)] * 2),
    ("改建南水库、北水库2座。", [("改建南水库、北水库", None, None)]),
    ("整治渠道6.3公里,建设护岸2公里等。", [("整治渠道", None, None), ("建设护岸", None, None)]),
    ("疏浚河道共计9公里,新增库容总计20万立方米。", [("疏浚河道", None, None), ("新增库容", None, None)]),
    ("新建闸站2座泵站3座。", [("新建闸站", None, None), ("泵站", None, None)]),
    ("建设泵站2座设计流量30立方米/秒。", [("建设泵站", None, None), ("设计流量", None, None)]),
    ("帮扶重点企业12家年营业收入3亿元。", [("帮扶重点企业", None, None), ("年营业收入", None, None)]),
    ("改建码头一座及其他配套设施。", [("改建码头", None, None)]),
    (
        "建设甲站、乙站,设计流量分别为20立方米/秒、30立方米/秒。",
        [("设计流量", "甲站", None), ("设计流量", "乙站", None)],
    ),
    ("加强管理、巩固成效,收入分别为20亿元、30亿元。", [("收入", None, None)] * 2),
    (
        "新增排涝流量近期20立方米/秒(远期30立方米/秒)。",
        [("近期新增排涝流量", None, None), ("远期新增排涝流量", None, None)],
    ),
    ("主城区应能抵御不低于30年一遇的洪水。", [("抵御洪水", "主城区", None)]),
    ("防洪标准达到50年一遇。", [("防洪标准", None, None)]),
    ("新城区(面积约40平方公里)防洪标准提高到50年一遇。", [("面积", None, None), ("防洪标准", "新城区", None)]),
    ("城区细颗粒物(PM2.5)浓度降到30微克/立方米。", [("细颗粒物(PM2.5)浓度", "城区", None)]),
    ("小型管网(管径<600毫米)清疏每年不少于2次。", [("管径", None, None), ("小型管网清疏", None, "每年")]),
    ("新建数据中心(PUE<1.3)。", [("PUE", None, None)]),
    ("东路1#泵站9万吨/天、2#泵站6万吨/天。", [("东路1#泵站", None, None), ("2#泵站", None, None)]),
    ("水闸规模为4孔×5米,闸门净宽20米。", [("闸门净宽", None, None)]),
    ("疏通河道(西街以南600米)。", []),
    ("扩建水闸至30米。", [("扩建水闸", None, None)]),
    ("网上报到120人。", [("网上报到", None, None)]),
    ("约谈企业10家。", [("约谈企业", None, None)]),
    ("本市秸秆综合利用率达到98%。", [("秸秆综合利用率", None, None)]),
    ("本区域内企业入驻率达到98%。", [("本区域内企业入驻率", "本区域内企业", None)]),
    ("新建堤防2公里,护岸加固15公里。", [("新建堤防", None, None), ("护岸加固", None, None)]),
    (
        "城区防洪标准达到50年一遇,其他乡镇达到20年一遇。",
        [("防洪标准", "城区", None), ("防洪标准", "其他乡镇", None)],
    ),
]
"""Works as project lists write them."""


@pytest.mark.parametrize(("text", "rows"), WORKS)
def test_works_of_a_project_list(text: str, rows: list[Row]) -> None:
    assert [(m.subject, m.scope, m.per) for m in told(text)] == rows


@pytest.mark.parametrize(("text", "rows"), CARRIED)
def test_subject_scope_and_denominator(text: str, rows: list[Row]) -> None:
    assert [(m.subject, m.scope, m.per) for m in told(text)] == rows


SHARED = [
    ("城乡居民人均收入分别增长6%和8%。", [("城乡居民人均收入", "城镇"), ("城乡居民人均收入", "农村")]),
    (
        "一类、二类地区服务用房面积分别达到40平方米、30平方米。",
        [("服务用房面积", "一类地区"), ("服务用房面积", "二类地区")],
    ),
    (
        "新建城区、老旧小区设施达标率、社区覆盖率均达到100%。",
        [("新建城区、老旧小区设施达标率", None), ("社区覆盖率", None)],
    ),
    ("万元产值用水量、万元产值能耗量较2025年分别下降8%以上。", [("万元产值用水量", None), ("万元产值能耗量", None)]),
    ("覆盖率中部地区达到88%以上,沿海地区达到93%以上。", [("覆盖率", "中部地区"), ("覆盖率", "沿海地区")]),
    ("市区巩固率达到98%,县(市)达到92%以上。", [("市区巩固率", None), ("巩固率", "县(市)")]),
    ("学前三年毛入园率达到96%。", [("毛入园率", "学前三年")]),
    ("儿童青少年总体近视率控制在40%以内。", [("儿童青少年总体近视率", "儿童青少年")]),
    (
        "第二、第三产业占生产总值的比重分别提高2和3个百分点。",
        [("第二产业占生产总值的比重", None), ("第三产业占生产总值的比重", None)],
    ),
]


@pytest.mark.parametrize(("text", "rows"), SHARED)
def test_a_phrase_shares_out(text: str, rows: list[tuple[str, str | None]]) -> None:
    assert [(m.subject, m.scope) for m in told(text)] == rows


def report(body: str) -> list[Measure]:
    made = extract(document(f"政府工作报告\n\n一、2025年工作回顾\n\n{body}\n"))
    assert not made.commitments
    return list(made.facts)


RETOLD = [
    ("全县生产总值完成90亿元,是2020年的1.4倍。", [("生产总值", "=", None), ("生产总值", "=", "2020年")]),
    (
        "地方收入3亿元,自然增幅2%,同口径完成4亿元。",
        [("地方收入", "=", None), ("地方收入", "increase_by", None), ("地方收入", "=", None)],
    ),
    ("贸易额由2020年的40亿元增加到60亿元。", [("贸易额", "=", None), ("贸易额", ">=", None)]),
    ("补助资金下达5亿元,完成年度计划的104%。", [("补助资金下达", "=", None), ("补助资金下达", "=", "年度计划")]),
    ("场地增长约20%。", [("场地", "increase_by", None)]),
    (
        "生产总值年均增长9%,比“十三五”时期增幅高2个百分点。",
        [("生产总值", "increase_by", "年均"), ("生产总值", ">", None)],
    ),
]


@pytest.mark.parametrize(("text", "rows"), RETOLD)
def test_a_report_goes_on_with_its_subject(text: str, rows: list[Row]) -> None:
    assert [(m.subject, m.comparator.value, m.per) for m in report(text)] == rows


def test_a_year_of_comparison_dates_nothing_else() -> None:
    first, second = report("贸易额由2020年的40亿元增加到60亿元。")
    assert first.deadline is not None and first.deadline.year == 2020
    assert second.deadline is None


def test_years_that_are_over_when_the_plan_begins_are_told() -> None:
    made = extract(document("青禾县健康规划(2026—2030年)\n\n一、基础\n\n2020年至2024年,人均寿命从76岁提高到78岁。\n"))
    assert [m.role for m in made.facts] == [Role.STATUS, Role.STATUS]


HEADED = [
    ("(一)新增学位800个\n\n加快学校建设。", [800]),
    ("01 新改建幼儿园11所\n\n02 完成175个小区改造", [11, 175]),
    ("(二)第一阶段(2026年1月至6月)\n\n加快学校建设。", []),
]


@pytest.mark.parametrize(("text", "values"), HEADED)
def test_a_heading_that_states_a_figure_promises_it(text: str, values: list[int]) -> None:
    assert [int(str(m.value)) for m in told(text)] == values


def test_the_number_in_the_name_of_a_rate_is_no_value() -> None:
    assert [(m.subject, m.unit) for m in told("从业人员10万人死亡率控制在3.5以内。")] == [
        ("从业人员10万人死亡率", None)
    ]


PARTS = [
    ("创建示范点9个,其中省级4个。", [("创建示范点", None, None), ("创建示范点", "省级", None)]),
    ("全市巩固率达到95%;东部地区达到98%。", [("巩固率", None, None), ("巩固率", "东部地区", None)]),
    (
        "养老、医疗保险参保人数分别达9万和11万人以上。",
        [("养老保险参保人数", None, None), ("医疗保险参保人数", None, None)],
    ),
    ("建成花园8处,总面积3万平方米。", [("建成花园", None, None), ("总面积", "花园", None)]),
    ("为有需求的500人次残疾人提供康复服务。", [("提供康复服务", "有需求的残疾人", None)]),
    ("以乡镇为单位接种率达到90%。", [("接种率", None, None)]),
    ("确保春节前完成清淤任务的85%以上。", [("完成清淤任务", None, "清淤任务")]),
    ("创建森林小镇1个,绿色村庄5个。", [("创建森林小镇", None, None), ("创建绿色村庄", None, None)]),
    ("粮食产量保持在1.3万斤以上。", [("粮食产量", None, None)]),
]


@pytest.mark.parametrize(("text", "rows"), PARTS)
def test_parts_and_neighbours(text: str, rows: list[Row]) -> None:
    assert [(m.subject, m.scope, m.per) for m in told(text)] == rows


def test_a_share_of_a_sum_goes_on_with_what_was_done() -> None:
    rows = [(m.subject, m.per) for m in report("新开工项目78个,完成年度任务130个的60%,同比增长16%。")]
    assert rows == [("新开工项目", None), ("年度任务", None), ("新开工项目", "年度任务130个"), ("新开工项目", None)]


def test_a_later_year_dates_what_follows_it_behind_a_semicolon() -> None:
    made = told("到2027年,覆盖率达到60%。到2030年,覆盖率达到80%;合格率达到90%。")
    assert [m.deadline.year if m.deadline else None for m in made] == [2027, 2030, 2030]


def test_a_clause_behind_a_semicolon_is_told_as_its_opening() -> None:
    made = told("截至2024年底,装机容量达到30万千瓦;用电量比上年增长5%。")
    assert [m.role for m in made] == [Role.STATUS, Role.STATUS]


HEADS = [
    ("增产任务分别为:小麦3万吨,玉米5万吨。", [("增产任务", "小麦"), ("增产任务", "玉米")]),
    ("关停小作坊8家,提升4家。", [("关停小作坊", None), ("提升小作坊", None)]),
    ("在保护全县3万亩良田的基础上推进整治。", [("良田", None)]),
    ("办好花溪、柳岸等6个示范乡村。", [("办好示范乡村", None)]),
    ("新建消防站9座,总数达到30座。", [("新建消防站", None), ("总数", "消防站")]),
    ("预警覆盖重点地区90%以上。", [("预警覆盖重点地区", None)]),
]


@pytest.mark.parametrize(("text", "rows"), HEADS)
def test_heads_and_bare_verbs(text: str, rows: list[tuple[str, str | None]]) -> None:
    assert [(m.subject, m.scope) for m in told(text)] == rows


def test_a_rate_goes_on_for_the_same_two() -> None:
    rows = [m.scope for m in report("城乡居民收入分别达到4万元和2万元,分别增长8%和9%。")]
    assert rows == ["城镇", "农村", "城镇", "农村"]


AIMS = [
    ("今年的主要预期目标是:总产值增长6%,出口额增长5%。", [("总产值", None), ("出口额", None)]),
    ("着力培育花卉、茶叶2个特色产业。", [("着力培育特色产业", None)]),
    ("培育产值15亿元以上企业3家。", [("产值", "企业"), ("培育企业", "15亿元以上企业")]),
    ("新培育亿元工厂4家、十亿元工厂3家。", [("新培育亿元工厂", None), ("新培育十亿元工厂", None)]),
    ("营养餐计划惠及3600万农村学生。", [("惠及农村学生", None)]),
    ("在16个乡镇组织实施造林3万亩。", [("组织实施造林", "乡镇"), ("组织实施造林", None)]),
    ("鼓励有场地的学校按不低于总学时的12%开设种植课程。", [("开设种植课程", "有场地的学校")]),
    (
        "对看护工作满2年的毕业生,给予不低于4万元的到岗补贴。",
        [("看护工作", None), ("到岗补贴", "看护工作满2年的毕业生")],
    ),
    ("河湾公司退出三座5.2米窑炉。", [("退出5.2米窑炉", None)]),
    ("全县17处险段全部完成加固,整治率100%。", [("险段全部完成加固", None), ("整治率", "险段")]),
    ("一二三产增加值分别增长3%、7%、8%。", [("一产增加值", None), ("二产增加值", None), ("三产增加值", None)]),
]


@pytest.mark.parametrize(("text", "rows"), AIMS)
def test_aims_lists_and_places(text: str, rows: list[tuple[str, str | None]]) -> None:
    assert [(m.subject, m.scope) for m in told(text)] == rows


BASIS = "一、发展基础"


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2024年,全县最大负荷为80万千瓦;用电量30亿千瓦时。", [2024, 2024]),
        ("“十四五”期间,全县水厂增加1座;泵站增加5座。", [2025, 2025]),
        ("2024年,全县最大负荷为80万千瓦。用电量30亿千瓦时。", [2024, None]),
        ("入学率从2020年的80%提升至2025年的92%,3所学校划转为县级主管。", [2020, 2025, None]),
        ("入学率从2020年的80%提升至2025年的92%,巩固率达到95%。", [2020, 2025, 2025]),
    ],
)
def test_the_time_of_a_fact_goes_on_behind_semicolons_and_not_to_other_things(
    text: str, years: list[int | None]
) -> None:
    facts = plan(text, title="青禾县发展规划", heading=BASIS).facts
    facts = sorted(facts, key=lambda m: m.value_span.start if m.value_span else 0)
    assert [m.deadline.year if m.deadline else None for m in facts] == years


def test_a_number_of_which_nothing_says_what_it_counts_is_no_fact() -> None:
    assert plan("不足20年。", title="青禾县发展规划", heading=BASIS).facts == ()
    assert len(plan("树龄不足20年。", title="青禾县发展规划", heading=BASIS).facts) == 1


def test_an_age_in_the_name_of_an_indicator_is_a_condition_without_a_date() -> None:
    text = "2024年每千人口拥有3岁以下婴幼儿托位数达4.6个。"
    age = plan(text, title="青禾县发展规划", heading=BASIS).facts[0]
    assert (age.role, age.subject, age.per, age.deadline) == (Role.CONDITION, "婴幼儿", None, None)


def test_a_year_that_opens_a_sentence_holds_behind_its_semicolons() -> None:
    made = told("2027年,总收入增长30%;认定示范企业6家。")
    assert [m.deadline.year if m.deadline else None for m in made] == [2027, 2027]


REWARDS = [
    ("养殖规模300头以上的,每头奖励60元。", [("养殖规模", "condition", None), ("奖励", "commitment", "每头")]),
    ("连片新建50亩以上,财政补贴每亩5万元。", [("连片新建", "condition", None), ("财政补贴", "commitment", "每亩")]),
    ("育肥猪每头补助500元。", [("补助", "commitment", "每头")]),
    ("每脱贫户享受资金不超过2万元。", [("享受资金", "commitment", "每脱贫户")]),
]


@pytest.mark.parametrize(("text", "rows"), REWARDS)
def test_what_is_rewarded_is_a_condition(text: str, rows: list[tuple[str, str, str | None]]) -> None:
    assert [(m.subject, m.role.value, m.per) for m in told(text)] == rows


def test_totals_are_for_the_things_in_front_in_turn() -> None:
    rows = [(m.subject, m.scope) for m in report("新增公路13公里、铁路26公里,总里程分别达42公里和31公里。")]
    assert rows == [("新增公路", None), ("新增铁路", None), ("总里程", "公路"), ("总里程", "铁路")]
