"""The last shape of subjects and scopes, and numbers that say which things are meant, in invented sentences."""

from __future__ import annotations

import pytest
from extract_documents import plan

from extract.model import Comparator, Force, Measure, Role

Row = tuple[str, str | None]


def told(body: str) -> list[Measure]:
    """Every measure of a few lines of a plan, in the order of the text."""
    made = plan(body)
    found = [m for c in made.commitments for m in c.measures] + list(made.facts)
    return sorted(found, key=lambda m: m.value_span.start if m.value_span else 0)


SHAPES: list[tuple[str, list[Row]]] = [
    ("水源地达标率稳定达到100%。", [("水源地达标率", None)]),
    ("群众满意度稳定在95%以上。", [("群众满意度", None)]),
    ("提高社会稳定指数5%。", [("社会稳定指数", None)]),
    ("确保医疗废物做到100%集中处置。", [("集中处置", "医疗废物")]),
    ("人均用水量不高于90立方米。", [("人均用水量", None)]),
    ("严格控制建设用地面积比例不高于12%。", [("建设用地面积比例", None)]),
    ("完成护岸修复长度不小于6公里。", [("护岸修复长度", None)]),
    ("职业高中要保证劳动课程不少于40课时。", [("劳动课程", "职业高中")]),
    ("幼儿园应确保户外活动时间不少于2小时。", [("户外活动时间", "幼儿园")]),
    ("各镇要保证财政投入增长5%。", [("各镇要保证财政投入", None)]),
    ("规模以上企业建立研发机构的比例达到30%。", [("建立研发机构的比例", "规模以上企业")]),
    ("中学体育教师配备率达到95%。", [("体育教师配备率", "中学")]),
    ("中学生近视率控制在40%以内。", [("中学生近视率", "中学生")]),
    ("按照每周14课时的标准配齐音乐教师。", [("配齐音乐教师", None)]),
    ("完成学校的标准化改造不少于6所。", [("学校的标准化改造", None)]),
    ("完成设备购置20台。", [("完成设备购置", None)]),
    ("老城区应新建公园2个。", [("新建公园", "老城区")]),
    ("沿江地区累计发生险情3起。", [("发生险情", "沿江地区")]),
    ("提升中心城区环境，新建公园3个。", [("新建公园", None)]),
    ("推进老城区改造公园3个。", [("推进老城区改造公园", None)]),
    ("东岭、西岭、南岭3座水厂建成投用。", [("水厂", "东岭、西岭、南岭")]),
    ("东岭县、西岭县等县（市、区）9个水质监测站升级项目。", [("水质监测站升级项目", "东岭县、西岭县等县(市、区)")]),
    ("打造文旅、康养2个产业集群。", [("打造产业集群", None)]),
    ("创建6所省、市示范学校、3所特色学校。", [("创建省、市示范学校", None), ("创建特色学校", None)]),
    ("对摸排出的30处隐患逐一制定整改方案。", [("制定整改方案", "摸排出的隐患")]),
    ("指导纳入试点的3家水泥厂开展节能改造。", [("开展节能改造", "纳入试点的水泥厂")]),
    ("小学将每天一小时劳动实践纳入课表。", [("劳动实践", "小学")]),
    ("技工学校要将美育课程纳入必修课，保证不低于36学时。", [("美育课程", "技工学校")]),
    ("技工学校根据方案开课，保证劳动课程不少于40课时。", [("劳动课程", "技工学校")]),
    ("技工学校建成后，全县保证劳动课程不少于40课时。", [("劳动课程", None)]),
    ("职业学校要开齐课程，有条件的学校按照总课时的12%开设劳动课程。", [("开设劳动课程", "有条件的学校")]),
    ("每周安排大课1节（80分钟，技能训练）。", [("安排大课", None), ("技能训练", None)]),
    ("执行《绿色建筑标准》和住宅65%、商铺60%节能标准。", [("住宅节能标准", None), ("商铺节能标准", None)]),
    ("住宅绿化率35%、商铺绿化率20%。", [("住宅绿化率", None), ("商铺绿化率", None)]),
    ("市里核定的40艘渔船回收率90%。", [("市里核定渔船", None), ("渔船回收率", None)]),
    ("巡查40艘渔船，回收率90%。", [("巡查渔船", None), ("回收率", None)]),
    ("淘汰（关停）30家企业。", [("淘汰(关停)企业", None)]),
    ("每三年举办一届艺术展演。", [("举办艺术展演", None)]),
    ("办好第十一届艺术展演。", []),
    ("每天开展一次时间不少于20分钟的阅读活动。", [("开展阅读活动", None), ("时间", "阅读活动")]),
    ("编排不少于2套、富有特色的韵律操。", [("编排富有特色的韵律操", None)]),
    ("建设300个面向居民、环境舒适的书屋。", [("建设面向居民、环境舒适的书屋", None)]),
    ("符合条件的村庄40%完成管网改造。", [("完成管网改造", "符合条件的村庄")]),
    ("环保部门每年抽取不低于10%的企业开展监测。", [("抽取企业开展监测", None)]),
    ("2028年回用率达到20%。到2028年至少30%的污泥实现就地利用。", [("回用率", None), ("实现就地利用", "污泥")]),
    ("考核断面达到或优于Ⅲ类的超过80%。", [("达到或优于Ⅲ类", "考核断面")]),
    ("85%以上的行政村生活污水得到治理。", [("生活污水得到治理", "行政村")]),
    ("全县80%的茶园、90%的果园建立台账。", [("建立台账", "茶园"), ("建立台账", "果园")]),
    ("推动50%的乡和30%的村达到创建标准。", [("达到创建标准", "乡"), ("达到创建标准", "村")]),
    ("重点企业100%安装监控设备。", [("安装监控设备", "重点企业")]),
    ("政务事项100%网上可办。", [("网上可办", "政务事项")]),
    ("全县70%的规模以上企业实现数字化转型。", [("实现数字化转型", "规模以上企业")]),
    ("公交车100%为新能源汽车。", [("新能源汽车", "公交车")]),
    ("企业参加培训的比例达到90%。", [("企业参加培训的比例", None)]),
    ("建成区20%以上的面积达到海绵城市要求。", [("面积达到海绵城市要求", None)]),
    ("水利项目完成投资3亿元，占年度计划的95%。", [("水利项目完成投资", None)] * 2),
    ("实现重点群体学生零辍学。", [("辍学", "重点群体学生")]),
    ("全面实现污水厂污泥零填埋。", [("填埋", "污水厂污泥")]),
    ("实现矿山事故“零发生”。", [("矿山事故", None)]),
    ("办理费用为零。", [("办理费用", None)]),
    (
        "生活垃圾日清运量超过90吨地区实现原生垃圾“零填埋”。",
        [("生活垃圾日清运量", "地区"), ("原生垃圾填埋", "生活垃圾日清运量超过90吨地区")],
    ),
    ("重点支持偏远地区每个乡镇至少建设一所学校。", [("建设学校", "偏远地区")]),
    ("推动院校在10个左右紧缺领域大力开展培训。", [("大力开展培训", "紧缺领域")]),
    ("修订《青禾县养犬管理办法》等2部规章。", [("修订规章", None)]),
    ("设置22个土壤监测点位和15个噪声监测点位。", [("设置土壤监测点位", None), ("设置噪声监测点位", None)]),
    ("水利建设共完成投资2亿元。", [("水利建设完成投资", None)]),
    ("制定分流方案，截至2024年底，共完成31公里。", []),
    ("截至2024年底，完成造林31公顷。", [("完成造林", None)]),
    ("生均场馆面积：小学、初中分别达到6平方米、8平方米以上。", [("生均场馆面积", "小学"), ("生均场馆面积", "初中")]),
    ("实事一：新增公园2个。", [("新增公园", None)]),
    ("改建县道共4条。", [("改建县道", None)]),
    ("公共服务投入2亿元。", [("公共服务投入", None)]),
    ("在已完成12个地块调查的基础上，开展剩余地块监测。", [("地块调查", None)]),
    ("风电发电量3亿千瓦时，占全县用电量比重达到7%。", [("风电发电量", None), ("风电发电量", None)]),
    ("利用循环工艺实现园区废水“零排放”。", [("废水排放", "园区")]),
    ("重污染天数比例为0。", [("重污染天数比例", None)]),
    ("新建东岭至西岭长约13公里的引水隧洞。", [("新建东岭至西岭引水隧洞", None)]),
    ("整治河道长13公里。", [("整治河道长", None)]),
    ("新增排水量近期20立方米/秒（远期30立方米/秒）。", [("近期新增排水量", None), ("远期新增排水量", None)]),
    ("近期新增停车位300个。", [("近期新增停车位", None)]),
    ("配套桥梁、水闸、排水泵25立方米/秒。", [("排水泵", None)]),
    ("新建、扩建污水处理能力2万吨/日。", [("新建、扩建污水处理能力", None)]),
    ("含15立方米/秒的排水泵站、进出水渠等。", [("排水泵站", None)]),
    ("含氧量不低于6毫克。", [("含氧量", None)]),
    ("对东塘河改道河道长800米。", [("东塘河改道河道长", None)]),
    ("对口支援资金800万元。", [("对口支援资金", None)]),
    ("5个疗养中心二期项目全部开工。", [("疗养中心二期项目", None)]),
    ("60%的疗养中心全部开工。", [("疗养中心全部开工", None)]),
    ("每千瓦时产值26元，高于全国14元的平均水平。", [("产值", None), ("产值", "全国")]),
    ("合计新增床位300张。", [("新增床位", None)]),
    ("新建改造供水管网30公里，漏损改造管网20公里。", [("新建改造供水管网", None), ("漏损改造管网", None)]),
    ("床位与护理员比达到1：1。", []),
    ("2021－2025年淘汰老旧锅炉60台。", [("淘汰老旧锅炉", None)]),
]


@pytest.mark.parametrize(("text", "rows"), SHAPES)
def test_subjects_and_scopes(text: str, rows: list[Row]) -> None:
    assert [(m.subject, m.scope) for m in told(text)] == rows


FORCES: list[tuple[str, list[Force]]] = [
    ("基本消除积水点，排水量达到3万吨。", [Force.SHALL]),
    ("基本形成管护体系，巡查率达到90%，检测率达到80%。", [Force.SHALL, Force.SHALL]),
    ("基本实现巡查率达到90%，检测率达到80%。", [Force.STRIVE, Force.STRIVE]),
    ("基本消除积水点30处。", [Force.STRIVE]),
]


@pytest.mark.parametrize(("text", "forces"), FORCES)
def test_what_is_reached_for_the_most_part(text: str, forces: list[Force]) -> None:
    assert [m.force for m in told(text)] == forces


SHARED: list[tuple[str, list[str]]] = [
    ("甲醛、氨氮两种主要污染物排放量分别下降3%、4%。", ["甲醛排放量", "氨氮排放量"]),
    ("化学需氧量、氨氮重点工程减排量分别达到3吨、1吨。", ["化学需氧量重点工程减排量", "氨氮重点工程减排量"]),
    ("清洁能源装机比重和装机增速分别达到60%、9%。", ["清洁能源装机比重", "清洁能源装机增速"]),
    ("全国工业用水量和工业增加值分别下降2%、1%。", ["工业用水量", "工业增加值"]),
    (
        "主城区可吸入颗粒物、细颗粒物平均浓度分别为50微克/立方米、30微克/立方米。",
        ["可吸入颗粒物平均浓度", "细颗粒物平均浓度"],
    ),
    ("道路噪声昼间达标率98%，夜间达标率90%。", ["道路噪声昼间达标率", "道路噪声夜间达标率"]),
    ("道路噪声昼间达标率98%，夜间巡查率90%。", ["道路噪声昼间达标率", "夜间巡查率"]),
]


@pytest.mark.parametrize(("text", "subjects"), SHARED)
def test_what_a_list_of_metrics_shares(text: str, subjects: list[str]) -> None:
    assert [m.subject for m in told(text)] == subjects


CONDITIONS: list[tuple[str, list[tuple[Role, str, str | None]]]] = [
    ("对新建20蒸吨/小时以上的锅炉严格执行减量替代办法。", [(Role.CONDITION, "新建锅炉", None)]),
    ("30张床位及以上的医疗机构应规范处理污水。", [(Role.CONDITION, "床位", "医疗机构")]),
    ("二级及以上的医疗机构应完成设施建设。", [(Role.CONDITION, "医疗机构", None)]),
    ("新增养老床位30张。", [(Role.COMMITMENT, "新增养老床位", None)]),
    ("查处生产、销售厚度小于0.02毫米的购物袋。", [(Role.CONDITION, "厚度", "购物袋")]),
    ("推广使用厚度0.01毫米以上地膜。", [(Role.CONDITION, "厚度", "地膜")]),
    ("路面铺装厚度达到5厘米。", [(Role.COMMITMENT, "路面铺装厚度", None)]),
    ("油库和年销售柴油量大于500吨的加油站，安装监控设备。", [(Role.CONDITION, "年销售柴油量", "加油站")]),
    ("关停热电厂20公里供热半径范围内的锅炉。", [(Role.CONDITION, "供热半径", None)]),
    ("船舶不得驶入或进入引水渠及其两侧500米的陆域范围。", [(Role.CONDITION, "引水渠及其两侧", None)]),
    ("督促日均用车超过10辆的重点企业建立台账。", [(Role.CONDITION, "日均用车", "重点企业")]),
    ("截至2025年底，全面淘汰建成区内10蒸吨及以下锅炉。", [(Role.CONDITION, "锅炉", None)]),
    ("截至2025年底，建成站点10个以上。", [(Role.STATUS, "建成站点", None)]),
]


@pytest.mark.parametrize(("text", "rows"), CONDITIONS)
def test_what_a_size_singles_out(text: str, rows: list[tuple[Role, str, str | None]]) -> None:
    assert [(m.role, m.subject, m.scope) for m in told(text)] == rows


BOUNDS: list[tuple[str, list[Comparator]]] = [
    ("水质达标率由2024年的60%提升至80%。", [Comparator.EQUAL, Comparator.AT_LEAST]),
    ("臭氧超标天数比例达到全年超标天数的45%。", [Comparator.AT_LEAST]),
    ("补助标准达到全市平均水平的90%。", [Comparator.AT_LEAST]),
    ("颗粒物浓度较2024年改善9%。", [Comparator.DECREASE_BY]),
    ("优良天数比例较2024年改善3个百分点。", [Comparator.INCREASE_BY]),
    ("改善住房300套。", [Comparator.EQUAL]),
]


@pytest.mark.parametrize(("text", "bounds"), BOUNDS)
def test_bounds(text: str, bounds: list[Comparator]) -> None:
    assert [m.comparator for m in told(text)] == bounds


UNITS: list[tuple[str, list[tuple[str, str | None]]]] = [
    ("降尘量不高于6吨/月·平方公里。", [("6", "吨/月·平方公里")]),
    ("吨碱能耗降至300千克标准煤。", [("300", "千克标准煤")]),
    ("臭氧日最大8小时平均浓度不超过150微克/立方米。", [("150", "微克/立方米")]),
    ("二氧化硫排放量为21900.27吨。", [("21900.27", "吨")]),
    ("做好治水、造林两篇文章。", []),
    ("建设回收利用9万吨废渣处置（二期）综合利用项目。", []),
    ("回收利用废渣9万吨以上。", [("9", "万吨")]),
    ("《办法》和“关于开展‘健身’等3项行动”的要求要落实。", []),
]


@pytest.mark.parametrize(("text", "values"), UNITS)
def test_values_and_units(text: str, values: list[tuple[str, str | None]]) -> None:
    assert [(str(m.value), m.unit) for m in told(text)] == values


def test_a_rate_of_a_week_is_no_rhythm_of_the_duty() -> None:
    (one,) = plan("按照小学、初中每周15节课时量、高中每周12节课时量的标准配备教师。").commitments
    assert one.recurrence is None
    assert [(m.subject, m.scope, m.per) for m in one.measures] == [
        ("课时量", "小学", "每周"),
        ("课时量", "初中", "每周"),
        ("课时量", "高中", "每周"),
    ]


def test_an_average_over_many_years_is_per_head() -> None:
    assert [m.per for m in told("多年人均水资源量为300立方米。年人均用电量为900千瓦时。")] == ["人均", "年人均"]


@pytest.mark.parametrize(
    ("text", "force"),
    [
        ("鼓励企业绿色设计。推行清洁生产。建设绿色园区。", Force.SHALL),
        ("鼓励企业绿色设计。支持行业协会制定规范。", Force.ENCOURAGE),
        ("力争实现全覆盖。完善管网。加强巡查。", Force.SHALL),
        ("在确保安全的基础上，合理建设步道。", Force.SHALL),
        ("落实管生产必须管安全要求。", Force.SHALL),
        ("各镇必须按期完成。", Force.MUST),
        ("严禁占用河道。推行清洁生产。建设绿色园区。", Force.PROHIBIT),
    ],
)
def test_the_force_of_what_several_sentences_bind(text: str, force: Force) -> None:
    assert plan(text).commitments[0].force is force


@pytest.mark.parametrize(
    ("text", "owners"),
    [
        (
            "优化布局。（牵头单位：县水利局；配合单位：县财政局；各镇政府负责落实）",
            [("县水利局", "lead"), ("县财政局", "support"), ("各镇政府", "responsible")],
        ),
        ("优化布局。（牵头单位：县水利局；配合单位：县财政局）", [("县水利局", "lead"), ("县财政局", "support")]),
        ("各县（市）、区要将美育列入议程。", [("各县（市）、区", "responsible")]),
        ("完善体系，各市、县要将开课率作为指标。", [("各市、县", "responsible")]),
        ("督促各县（市）、区落实责任。", []),
    ],
)
def test_owners(text: str, owners: list[tuple[str, str]]) -> None:
    assert [(r.name, r.duty.value) for r in plan(text).commitments[0].responsible] == owners


@pytest.mark.parametrize(
    "text",
    [
        "“十五五”时期是全县转型的关键五年，也是补齐短板的窗口期。",
        "为全面落实上级意见精神，进一步加强体育工作，现提出如下实施意见：",
    ],
)
def test_what_frames_promises_nothing(text: str) -> None:
    assert plan(text).commitments == ()


def test_what_a_list_of_indicators_holds_is_told() -> None:
    made = told("指标体系由治水、治气两个方面共12个指标构成。其中约束性指标9个，预期性指标3个。")
    assert [(m.role, m.subject) for m in made] == [
        (Role.STATUS, "指标"),
        (Role.STATUS, "约束性指标"),
        (Role.STATUS, "预期性指标"),
    ]


def test_a_chapter_on_what_was_reached_tells_what_it_ensured() -> None:
    text = "落实分包机制，确保整改取得实效。"
    assert plan(text, heading="一、“十三五”工作成效").commitments == ()
    assert plan("确保2027年底前整改到位。", heading="一、“十三五”工作成效").commitments != ()


def test_a_prospect_is_not_the_year_of_the_goals_beside_it() -> None:
    text = "着眼2035年“美丽家园基本建成”的远景目标，“十五五”时期，水质持续改善。"
    (one,) = plan(text, title="青禾县水利规划（2026—2030年）").commitments
    assert one.deadline is not None
    assert one.deadline.year == 2030


def test_the_year_that_opens_a_report_holds_behind_its_semicolons() -> None:
    made = told("截至2025年底，利用率已达91%；绿地率已达30%。入园率已达80%。")
    years = [m.deadline.year if m.deadline else None for m in made]
    assert years == [2025, 2025, None]


@pytest.mark.parametrize("text", ["新增养老床位500张床位。", "新增养老床位500张。"])
def test_a_unit_does_not_say_its_subject_again(text: str) -> None:
    assert [(m.subject, m.unit) for m in told(text)] == [("新增养老床位", "张")]
