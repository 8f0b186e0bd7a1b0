"""Documents in, commitments out: what the rooms of the extractor do together."""

from datetime import date

import pytest
from extract_documents import document, measures, plan, shown

from corpus.interchange import interchange
from extract.keys import document_identity, key, squeeze
from extract.model import Range, Role
from extract.pipeline import extract

SHARED = [
    ("小学、初中班级学生数分别不超过45人、50人。", [("小学", "<=", 45, "人"), ("初中", "<=", 50, "人")]),
    ("中小学班额分别不超50人、45人。", [("中学", "<=", 50, "人"), ("小学", "<=", 45, "人")]),
    (
        "小学、初中生均用房面积分别达到4.5、5.8平方米以上。",
        [("小学", ">=", 4.5, "平方米"), ("初中", ">=", 5.8, "平方米")],
    ),
    ("小学、初中规模均不超过2000人。", [("小学", "<=", 2000, "人"), ("初中", "<=", 2000, "人")]),
    ("初中三年巩固率达到95%以上。", [("初中", ">=", 95, "%")]),
    ("校际差异系数降到0.15。", [(None, "<=", 0.15, None)]),
    ("教育经费每两年增加0.5%。", [(None, "increase_by", 0.5, "%")]),
    ("每年补充教师100—200人。", [(None, "range", (100, 200), "人")]),
    ("每学期至少观看2次影片。", [(None, ">=", 2, "次")]),
    ("按照不低于教师工资总额的1.5%安排培训经费。", [(None, ">=", 1.5, "%")]),
    ("每12个班级配备专用教室1间以上。", [(None, ">=", 1, "间")]),
    ("骨干教师不低于交流轮岗教师总数的20%。", [("骨干教师", ">=", 20, "%")]),
    ("创建80家示范单位、10家领跑者。", [(None, "=", 80, "家"), (None, "=", 10, "家")]),
    ("新增床位约300张。", [(None, "about", 300, "张")]),
    ("改造提升50个小区。", [(None, "=", 50, "个")]),
    ("办理时限由15个工作日压缩至3个工作日。", [(None, "<=", 3, "个工作日")]),
    ("班额控制在小学40人、初中48人以内。", [("小学", "<=", 40, "人"), ("初中", "<=", 48, "人")]),
    ("公用经费提高到小学每生每年900元、初中1100元。", [("小学", ">=", 900, "元"), ("初中", ">=", 1100, "元")]),
    ("建筑垃圾排放量不高于每万平方米280吨。", [(None, "<=", 280, "吨")]),
    ("孕产妇死亡率控制在8/10万以下。", [(None, "<=", 8, "/10万")]),
    ("报装压缩到3个环节。", [(None, "<=", 3, "个")]),
    ("培养60名优秀工匠。", [(None, "=", 60, "名")]),
    ("申请材料在受理后7个工作日内在平台反馈。", [(None, "<=", 7, "个工作日")]),
    ("帮助学生掌握一两项运动技能。", [(None, "range", (1, 2), "项")]),
    (
        "三岁以下婴幼儿托位数达到每千人5个。每千常住人口拥有床位6张、医师3人。",
        [(None, ">=", 5, "个"), (None, "=", 6, "张"), (None, "=", 3, "人")],
    ),
    ("5岁以下儿童死亡率控制在6‰以内。", [("5岁以下儿童", "<=", 6, "‰")]),
    (
        "参保率、达标率分别提高9个、6个百分点。",
        [(None, "increase_by", 9, "个百分点"), (None, "increase_by", 6, "个百分点")],
    ),
    ("每月集中学习不少于一个半小时。", [(None, ">=", 1.5, "小时")]),
    ("办理费用为零。", [(None, "=", 0, None)]),
    ("3个以上乡镇通过验收。", [(None, ">=", 3, "个")]),
    ("每学期至少召开1次家长会、组织2次开放日。", [(None, ">=", 1, "次"), (None, ">=", 2, "次")]),
    ("校际差异系数小学、初中分别小于或等于0.49、0.44。", [("小学", "<=", 0.49, None), ("初中", "<=", 0.44, None)]),
    ("单位产品能耗降到105千克标准煤/吨以下。", [(None, "<=", 105, "千克标准煤/吨")]),
    ("经济总量迈上500亿元台阶。", [(None, ">=", 500, "亿元")]),
    ("师生比不低于1:12。", []),
]


@pytest.mark.parametrize(("text", "expected"), SHARED)
def test_measures(text: str, expected: list[object]) -> None:
    assert measures(text) == expected


TOGETHER = [
    ("县民政局会同县公安局每半年开展一次检查。", [("县民政局", "responsible"), ("县公安局", "responsible")]),
    ("由县水利局负责、县林业局参与。加固堤防3处。", [("县水利局", "responsible"), ("县林业局", "support")]),
    ("县教育局每三年举办一次美育展演。", [("县教育局", "responsible")]),
    ("第五条 养老机构应当实行值班制度。", [("养老机构", "responsible")]),
    ("各级公安、住房城乡建设部门要加强巡查。", [("各级公安部门", "responsible"), ("住房城乡建设部门", "responsible")]),
    ("2024—2025年，各县（市、区）制定规划。", [("各县（市、区）", "responsible")]),
]


@pytest.mark.parametrize(("text", "owners"), TOGETHER)
def test_who_acts(text: str, owners: list[tuple[str, str]]) -> None:
    assert [(o.name, o.duty.value) for o in plan(text).commitments[0].responsible] == owners


def test_each_value_has_its_own_time() -> None:
    found = plan(
        "2024年、2026年分别建成3座、5座泵站。县教育局要在2025年6月底前出台办法。上半年完成投资2亿元。",
        title="青禾县2024年方案",
    )
    dated = [
        (float(m.value), m.deadline) for c in found.commitments for m in c.measures if not isinstance(m.value, Range)
    ]
    assert dated == [(3, date(2024, 12, 31)), (5, date(2026, 12, 31)), (2, date(2024, 6, 30))]
    assert date(2025, 6, 30) in {c.deadline for c in found.commitments}


SUBJECTS = [
    ("全县开展一次消防演练评估。", ["开展消防演练评估"]),
    ("出台《青禾湖管护条例》等3部地方性法规。", ["出台地方性法规"]),
    ("建成4个示范社区和12个便民站点。", ["建成示范社区", "建成便民站点"]),
    ("每周安排3节技能课+2节体能课。", ["安排技能课", "体能课"]),
    ("二氧化硫、氨氮排放总量比2020年分别下降9%、7%。", ["二氧化硫排放总量", "氨氮排放总量"]),
    ("城镇和农村常住居民收入分别增长5%、7%。", ["城镇常住居民收入", "农村常住居民收入"]),
    ("再生水利用率、管网完好率均达到80%以上。", ["再生水利用率", "管网完好率"]),
    ("垃圾分类覆盖率不断提升,由2022年的35%提升至2027年的70%。", ["垃圾分类覆盖率"]),
    (
        "中心城区新增人口20万、县城新增人口30万、集镇新增人口10万。",
        ["中心城区新增人口", "县城新增人口", "集镇新增人口"],
    ),
    ("单位能耗比2020年下降13%。", ["单位能耗"]),
    ("实事一:新增公园12处。", ["新增公园"]),
    ("税收收入增长6%,达到9亿元。", ["税收收入", "税收收入"]),
    ("2026年改造管网30公里。", ["改造管网"]),
    ("对新建床位给予每张2万元一次性补贴。", ["一次性补贴"]),
    ("五、更换老旧水表3000块,改造泵站2座。", ["更换老旧水表", "改造泵站"]),
    ("新增停车位3500个。", ["新增停车位"]),
    ("环节不超过6个、时间不超过15个工作日。", ["环节", "时间"]),
    ("城乡低保标准由每人每月600元提高到650元。", ["城乡低保标准"]),
    ("游客人均停留时间由1.2天延长到1.9天。", ["游客人均停留时间"]),
]


@pytest.mark.parametrize(("text", "subjects"), SUBJECTS)
def test_what_is_measured(text: str, subjects: list[str]) -> None:
    assert [m.subject for c in plan(text).commitments for m in c.measures] == subjects


def test_a_level_that_opens_the_sentence_holds_for_a_later_clause() -> None:
    assert measures("普通高中在开齐课程的基础上,要创造条件开设选修课,保证艺术课程有4个学分。") == [
        ("普通高中", "=", 4, "学分")
    ]
    assert measures("学前教育入园率、高中毛入学率分别达到92%、95%以上。") == [
        ("学前教育", ">=", 92, "%"),
        ("高中", ">=", 95, "%"),
    ]


def test_a_fact_takes_the_year_of_its_own_number() -> None:
    found = plan("绿化覆盖率由2015年底的31%提高到2020年底的36%。截至2022年6月底,有公园9座。", heading="一、工作回顾")
    assert [(float(m.value), m.deadline) for m in found.facts if not isinstance(m.value, Range)] == [
        (31, date(2015, 12, 31)),
        (36, date(2020, 12, 31)),
        (9, date(2022, 6, 30)),
    ]


def test_a_grade_that_begins_the_name_of_a_rate_belongs_to_the_name() -> None:
    found = plan("到2027年，110千伏及以上变电站互供率达到90%。新增2个物流园区。")
    subjects = [m.subject for c in found.commitments for m in c.measures]
    assert subjects == ["110千伏及以上变电站互供率", "新增物流园区"]


def test_an_age_or_a_grade_says_who_is_meant() -> None:
    found = plan("80岁以上高龄老人津贴标准提高到每月200元。二级以上综合医院设科比例达到60%。")
    assert [(m.role, m.subject) for m in found.facts] == [(Role.CONDITION, "高龄老人"), (Role.CONDITION, "综合医院")]
    assert [float(m.value) for c in found.commitments for m in c.measures if not isinstance(m.value, Range)] == [
        200,
        60,
    ]


def test_a_comparison_with_last_year_is_no_report() -> None:
    found = plan("全县完成税收9亿元,比上年增长6%。", heading="一、年度目标")
    assert found.facts == ()
    assert [m.comparator.value for c in found.commitments for m in c.measures] == ["=", "increase_by"]


BARE = [
    ("增长7%左右。(县商务局)", ["县商务局"]),
    ("压减材料30%。(区市场监管局、税务局、金融办)", ["区市场监管局", "税务局", "金融办"]),
    ("责任单位:县民政局、卫生健康局等;各乡镇政府", ["县民政局", "卫生健康局", "各乡镇政府"]),
    (
        "责任单位:省科技厅、工业和信息化厅按职责分工负责,各市人民政府结合实际落实",
        ["省科技厅", "工业和信息化厅", "各市人民政府"],
    ),
]


@pytest.mark.parametrize(("text", "names"), BARE)
def test_owners_of_an_item(text: str, names: list[str]) -> None:
    body = text if "责任单位" not in text else f"1.推进项目建设。\n\n{text}"
    (one, *_) = plan(body).commitments
    assert [o.name for o in one.responsible] == names


STAGED = [
    ("2027年全县发展主要预期目标是：\n\n——税收增长5%左右；\n\n——新增就业3000人。", "二、主要目标"),
    ("坚持人民至上。到2027年，达标率达到85%以上；新增公园9处。", "一、总体要求和主要目标"),
    ("以“出行更便捷”为目标，到2027年，路网更加完善。\n\n1.新建桥梁2座。", "二、工作目标"),
    ("到2027年，教育质量全面提升。\n\n1.新建学校2所。\n\n2.培训教师600人次。", "二、工作目标"),
]


@pytest.mark.parametrize(("body", "heading"), STAGED)
def test_goals_take_the_date_of_the_sentence_that_opens_them(body: str, heading: str) -> None:
    found = plan(body, heading=heading)
    assert {m.deadline for c in found.commitments for m in c.measures} == {date(2027, 12, 31)}


def test_a_chapter_on_how_a_plan_was_carried_out_promises_nothing() -> None:
    found = plan("2025年税收完成9亿元，增长6%。新开工项目40个。", heading="一、2025年计划执行情况")
    assert found.commitments == ()
    assert [(m.subject, m.deadline) for m in found.facts] == [
        ("税收", date(2025, 12, 31)),
        ("税收", date(2025, 12, 31)),
        ("新开工项目", None),
    ]


def test_a_part_of_those_whom_a_rate_is_for_is_its_scope() -> None:
    (one,) = plan("签约服务覆盖率达到42%，重点人群达到70%以上。").commitments
    assert [(m.subject, m.scope) for m in one.measures] == [
        ("签约服务覆盖率", None),
        ("签约服务覆盖率", "重点人群"),
    ]


def test_quarters_and_halves_of_the_year_are_deadlines() -> None:
    found = plan("一季度开工率达到20%，上半年达到55%。", title="青禾县2026年方案")
    assert [m.deadline for c in found.commitments for m in c.measures] == [date(2026, 3, 31), date(2026, 6, 30)]


def test_the_values_of_the_sentence_before_go_on_in_their_order() -> None:
    found = plan("2024年，自来水普及率达到95%，水质达标率达到90%；2025年分别达到96%、92%。")
    named = [
        (m.subject, float(m.value)) for c in found.commitments for m in c.measures if not isinstance(m.value, Range)
    ]
    assert named[2:] == [("自来水普及率", 96), ("水质达标率", 92)]


LIMITS = [
    "建筑面积2万平方米以上的工地，应当安装监测设备。",
    "对日供水80吨以下的260处小型工程进行整合。",
    "原则上不再新建服务人口150人以下的供水工程。",
    "达标率低于85%的乡镇，由县政府约谈。",
]


@pytest.mark.parametrize("text", LIMITS)
def test_what_a_rule_is_for_is_a_condition(text: str) -> None:
    assert plan(text).facts[0].role is Role.CONDITION


def test_a_baseline_does_not_take_the_target_year() -> None:
    found = plan("到2030年，占比从12%提高到30%。", heading="一、主要目标")
    assert [(float(m.value), m.deadline) for m in found.facts if not isinstance(m.value, Range)] == [(12, None)]
    assert [m.deadline for c in found.commitments for m in c.measures] == [date(2030, 12, 31)]


RHYTHMS = [
    ("每周开设5节体育课。", None),
    ("每50名学生拥有1名骨干教师。", None),
    ("差异系数逐年降低，巩固率达到95%以上。", None),
    ("每季度通报1次进展。", "每季度"),
    ("县教育局每年组织一次评估。", "每年"),
]


@pytest.mark.parametrize(("text", "rhythm"), RHYTHMS)
def test_what_is_due_again(text: str, rhythm: str | None) -> None:
    (one,) = plan(text).commitments
    assert one.recurrence == rhythm
    assert {m.recurrence for m in one.measures} == {rhythm}


DUE_IN_LISTS = [
    "加大放权力度。（牵头单位：县审批局；责任单位：县司法局、县委编办及县直相关单位，6月底完成）",
    "推进项目建设。（责任单位：县审批局 完成时限：2025年6月）",
    "推进项目建设。（责任单位：县审批局、县司法局，2025年6月底前）",
]


@pytest.mark.parametrize("text", DUE_IN_LISTS)
def test_a_unit_list_may_close_with_the_time(text: str) -> None:
    (one,) = plan(text, title="青禾县2025年工作方案").commitments
    assert one.deadline == date(2025, 6, 30)
    assert one.responsible[0].name == "县审批局"
    assert not any("月" in o.name for o in one.responsible)


SIZES = [
    ("支持年运输量80万吨以上的大型物流企业新建专用线。", "大型物流企业"),
    ("淘汰建成区10蒸吨/小时以下的供热锅炉。", None),
]


@pytest.mark.parametrize(("text", "scope"), SIZES)
def test_a_size_says_whom_it_means(text: str, scope: str | None) -> None:
    found = plan(text)
    assert {m.role for m in found.facts} == {Role.CONDITION}
    assert {m.scope for m in found.facts} == {scope}
    assert measures(text) == []


def test_a_period_that_is_over_when_the_plan_begins_is_no_promise() -> None:
    text = "“十四五”期间累计新建公园6座。“十五五”期间累计新建公园8座。"
    found = plan(text, title="青禾县园林绿化规划（2026—2030年）")
    assert [float(m.value) for m in found.facts if not isinstance(m.value, Range)] == [6]
    assert [
        (float(m.value), m.deadline) for c in found.commitments for m in c.measures if not isinstance(m.value, Range)
    ] == [(8, date(2030, 12, 31))]


def test_notes_and_captions_of_a_table_promise_nothing() -> None:
    body = "加强监测。\n\n表3 “十四五”主要指标\n\n注：1.漏损率为年度平均值。\n\n2.达标率=达标断面数/断面总数×100%。"
    assert [c.quote for c in plan(body).commitments] == ["加强监测。"]


CONDITIONS = ["不足100人的小规模学校继续保留。", "20万人口以上的县都要建立制度。", "任教满6年的教师应当交流。"]


@pytest.mark.parametrize("text", CONDITIONS)
def test_a_condition_is_no_promise(text: str) -> None:
    found = plan(text)
    assert [m.role for m in found.facts] == [Role.CONDITION]
    assert not any(c.measures for c in found.commitments)


@pytest.mark.parametrize(
    ("text", "promises"),
    [
        ("专栏三“十四五”供水设施重点项目", 0),
        ("表2-1全县卫生健康主要指标", 0),
        ("图1建设任务分布", 0),
        ("表4所列项目由县发展改革局牵头实施，2025年底前全部开工。", 1),
    ],
)
def test_the_name_of_a_table_promises_nothing(text: str, promises: int) -> None:
    assert len(plan(text).commitments) == promises


def test_a_baseline_is_a_fact() -> None:
    found = plan("森林覆盖率从53.2%提高到57.7%。")
    assert [shown(m)[2] for m in found.facts] == [53.2]
    assert [shown(m)[2] for c in found.commitments for m in c.measures] == [57.7]


def test_status_sections_promise_nothing() -> None:
    found = plan("全县有小学21所，在校学生6619人。", heading="一、基本情况")
    assert found.commitments == ()
    assert [(m.role, shown(m)[2]) for m in found.facts] == [(Role.STATUS, 21), (Role.STATUS, 6619)]


DUE = [
    ("到2025年，入学率达到95%以上。", "2025-12-31"),
    ("2024—2026年，新建学校3所。扩建学校2所。", "2026-12-31"),
    ("入学率达到95%以上。", None),
    ("较2020年下降18%。", None),
]


@pytest.mark.parametrize(("text", "day"), DUE)
def test_deadline_of_every_measure(text: str, day: str | None) -> None:
    expected = date.fromisoformat(day) if day else None
    found = plan(text).commitments
    assert found and {m.deadline for c in found for m in c.measures} == {expected}


def test_a_stage_heading_dates_its_section() -> None:
    text = (
        "青禾县方案\n\n一、实施步骤\n\n(一)第一阶段(2023年1月—2024年6月)\n\n全面摸底，建立台账。\n\n"
        "(二)第二阶段(2024年7月—2025年12月)\n\n组织验收。\n"
    )
    assert [c.deadline for c in extract(document(text)).commitments] == [date(2024, 6, 30), date(2025, 12, 31)]


def test_an_annex_item_takes_its_unit_lines() -> None:
    body = (
        "1.小学、初中班额分别不超过45人、50人。\n\n完成时限:2024年12月底前\n\n牵头单位:教育局\n\n配合单位:县委编办县财政局\n\n"
        "2.完善招生办法。\n\n完成时限:2023年9月底前\n\n责任单位:教育局、各中小学"
    )
    first, second = plan(body, heading="一、责任分解").commitments
    assert first.deadline == date(2024, 12, 31)
    assert [(o.name, o.duty.value) for o in first.responsible] == [
        ("教育局", "lead"),
        ("县委编办", "support"),
        ("县财政局", "support"),
    ]
    assert {m.deadline for m in first.measures} == {date(2024, 12, 31)}
    assert {len(m.responsible) for m in first.measures} == {3}
    assert second.deadline == date(2023, 9, 30)
    assert [o.name for o in second.responsible] == ["教育局", "各中小学"]


def test_a_closing_bracket_owns_its_item() -> None:
    body = "优化学校布局。2024年8月底前，完善布局规划。统一建设标准。（责任单位：县教育局、各乡镇）"
    (one,) = plan(body).commitments
    assert [o.name for o in one.responsible] == ["县教育局", "各乡镇"]
    assert one.deadline == date(2024, 8, 31)
    assert "责任单位" not in one.quote


def test_a_dated_announcement_dates_what_follows_it() -> None:
    body = "到2027年，实现以下目标：\n\n(一)条件改善\n\n新建学校3所。\n\n(二)质量提升\n\n巩固率达到98%以上。"
    assert {m.deadline for c in plan(body).commitments for m in c.measures} == {date(2027, 12, 31)}


def test_a_heading_with_a_unit_list_is_an_item_and_covers_its_section() -> None:
    body = (
        "(一)加快枢纽建设（牵头单位：县交通运输局）\n\n1.加密航线。恢复航线3条。（责任单位：县发展改革局）\n\n"
        "2.建设站场。年内开工建设。\n\n(二)扩大开放（牵头单位：县商务局）\n\n1.培育主体。引进企业5家。（责任单位：县商务局）"
    )
    found = plan(body, title="青禾县2024年重点任务分工方案").commitments
    assert [(c.subject, [o.name for o in c.responsible]) for c in found] == [
        ("加快枢纽建设", ["县交通运输局"]),
        ("加密航线", ["县发展改革局"]),
        ("建设站场", ["县交通运输局"]),
        ("扩大开放", ["县商务局"]),
        ("培育主体", ["县商务局"]),
    ]


def test_one_bracket_closes_an_item_of_several_paragraphs() -> None:
    body = (
        "1.优化服务。全面落实负面清单管理。\n\n完善出入境服务，办理时限压缩至3天。（责任单位：县公安局、各乡镇）\n\n"
        "2.加强监管。健全制度。（责任单位：县市场监管局）"
    )
    owners = [[o.name for o in c.responsible] for c in plan(body).commitments]
    assert owners == [["县公安局", "各乡镇"], ["县公安局", "各乡镇"], ["县市场监管局"]]


def test_a_unit_list_of_its_own_line_covers_the_section() -> None:
    body = "(一)加强建设\n\n新建学校2所。\n\n改造校舍3处。\n\n责任单位：县教育局\n\n(二)提高质量\n\n完善制度。"
    owners = [[o.name for o in c.responsible] for c in plan(body).commitments]
    assert owners == [["县教育局"], ["县教育局"], []]


REPORT = """青禾县2024年政府工作报告

一、2023年工作回顾

新建学校3所，入学率达到96%。

二、2024年工作安排

新建学校5所，力争入学率达到97%。
"""


def test_a_report_tells_what_was_from_what_will_be() -> None:
    found = extract(document(REPORT))
    assert [shown(m)[2] for m in found.facts] == [3, 96]
    assert [(shown(m)[2], m.deadline) for c in found.commitments for m in c.measures] == [
        (5, date(2024, 12, 31)),
        (97, date(2024, 12, 31)),
    ]


def test_no_quote_that_leaves_the_program_runs_across_page_furniture() -> None:
    line = "全面落实各项政策，健全工作机制，完善保障措施，加强队伍建设，提升服务水平，优化资源"
    lines = ["青禾县方案", "", "为推进工作，制定本方案。", *[line] * 8, "# Page 12:", *[line] * 4]
    source = "\n".join(lines) + "配置。\n"
    read = document(source)
    assert [len(b.breaks) for b in read.blocks if b.breaks] == [1]
    quotes = [c["quote"] for c in interchange(extract(read))["commitments"]]
    assert quotes and all(q in source.replace("\n", "") for q in quotes)


def test_each_clause_with_its_own_subject_is_a_task() -> None:
    body = "县教育局要落实政策；县财政局要保障经费；县公安局要维护安全。"
    assert [[o.name for o in c.responsible] for c in plan(body).commitments] == [
        ["县教育局"],
        ["县财政局"],
        ["县公安局"],
    ]


def test_a_standing_rule_adds_to_later_items() -> None:
    body = "加强建设。（责任单位：县教育局，各乡镇。以下均需各乡镇落实，不再列出）\n\n提高质量。（责任单位：县教育局）"
    first, second = plan(body).commitments
    assert [o.name for o in first.responsible] == ["县教育局", "各乡镇"]
    assert [o.name for o in second.responsible] == ["县教育局", "各乡镇"]


def test_offices_as_headings_own_what_stands_under_them() -> None:
    body = (
        "（一）供销部门。\n\n1.负责系统内单位的安全管理。\n\n2.做好仓储安全管理。\n\n"
        "（二）县水利局。\n\n1.负责水库调度。"
    )
    assert [[o.name for o in c.responsible] for c in plan(body).commitments] == [
        ["供销部门"],
        ["供销部门"],
        ["县水利局"],
    ]


def test_a_unit_line_behind_the_points_of_a_task_is_for_all_of_them() -> None:
    points = "（1）修订完善现有预案。\n\n（2）每年组织演练。\n\n（责任单位：县教育局）"
    body = f"1.完善预案体系\n\n{points}\n\n2.健全管理机制\n\n加强值守。"
    assert [[o.name for o in c.responsible] for c in plan(body).commitments] == [["县教育局"], ["县教育局"], []]


def test_one_office_as_a_heading_is_a_topic() -> None:
    body = "（一）青禾县政府。\n\n1.加强道路养护。\n\n（二）重点任务。\n\n1.加快桥梁改造。"
    assert [c.responsible for c in plan(body).commitments] == [(), ()]


@pytest.mark.parametrize(
    ("body", "due"),
    [
        ("各牵头单位于3月20日前将审定后的方案报送至县督查室。", date(2024, 3, 20)),
        ("青禾县、柳川县应在2024年6月底前制定并印发实施水质达标规划。", date(2024, 6, 30)),
        ("各镇要在2024年1月25日前将2024年增绿目标分解到村。", date(2024, 1, 25)),
    ],
)
def test_a_day_is_neither_a_place_nor_past(body: str, due: date) -> None:
    (one,) = plan(f"一、主要任务\n\n{body}", title="青禾县2024年工作要点").commitments
    assert one.deadline == due


def test_first_named_leads_where_the_text_says_so() -> None:
    body = "责任单位列首位的为牵头单位。\n\n提高质量。（责任单位：县教育局、县财政局）"
    last = plan(body).commitments[-1]
    assert [(o.name, o.duty.value) for o in last.responsible] == [("县教育局", "lead"), ("县财政局", "support")]


def test_a_time_without_a_year_needs_the_plan_year() -> None:
    dated = plan("年底前完成改造。", title="青禾县2024年教育工作要点")
    assert dated.commitments[-1].deadline == date(2024, 12, 31)
    undated = plan("年底前完成改造。")
    assert undated.commitments[-1].deadline is None
    assert "deadline_without_year" in undated.commitments[-1].doubts


def test_a_repaired_date_is_doubted() -> None:
    (one,) = plan("确保20243月之前全部达标。").commitments
    assert one.deadline == date(2024, 3, 31) and "repaired_date" in one.doubts
    assert "20243月" in one.quote


INDICATORS = [
    ("残疾儿童少年入学率达到95%以上。", "quality.disabled_enrolment"),
    ("小学班额不超过45人。", "government.class_size"),
    ("校际差异系数降到0.15。", "resource.variation"),
    ("质量监测校际差异率低于0.15。", "quality.monitoring_level"),
    ("实验开出率达到100%。", None),
]


@pytest.mark.parametrize(("text", "indicator"), INDICATORS)
def test_indicator(text: str, indicator: str | None) -> None:
    assert [m.indicator for c in plan(text).commitments for m in c.measures] == [indicator]


def test_an_indicator_is_of_the_number_that_it_leads_to() -> None:
    found = [m for c in plan("县城6所小学的平均班额为43人。").commitments for m in c.measures]
    assert [(m.subject, m.unit, m.indicator) for m in found] == [
        ("县城小学", "所", None),
        ("平均班额", "人", "government.class_size"),
    ]


def test_indicators_are_of_education_only() -> None:
    body = "群众满意度达到85%以上。持续加强河湖治理，压实河长责任，改善水环境，修复水生态，保护饮用水水源地。" * 3
    found = plan(body, title="青禾县水环境治理方案")
    assert {m.indicator for c in found.commitments for m in c.measures} == {None}


def test_every_quote_is_in_the_text_and_keys_are_unique() -> None:
    body = "加强管理。加强管理。小学班额不超过45人，初中班额不超过50人。（责任单位：县教育局）"
    found = plan(body)
    text = found.document.text
    for one in found.commitments:
        assert text[one.span.start : one.span.end] == one.quote
        for m in one.measures:
            assert text[m.span.start : m.span.end] == m.quote
    keys = [c.key for c in found.commitments]
    assert len(keys) == len(set(keys))


def test_a_changed_value_keeps_its_key() -> None:
    old = plan("初中三年巩固率达到95%以上。").commitments
    new = plan("初中三年巩固率达到97%以上。").commitments
    assert [c.key for c in old] == [c.key for c in new]
    assert old[0].quote != new[0].quote


def test_the_same_text_gives_the_same_answer() -> None:
    body = "到2025年，新建学校3所。（责任单位：县教育局）"
    assert plan(body) == plan(body)


def test_keys() -> None:
    assert squeeze("（一）到2025年，达到 95%") == "到年达到"
    assert key("a", ("b",), "commitment", "c", "", 0) != key("a", ("b",), "commitment", "c", "", 1)
    assert len(key("a", (), "commitment", "c", "", 0)) == 16


IDENTITIES = [
    (
        "青政发〔2024〕3号\n\n青禾县人民政府关于印发教育规划的通知\n\n各乡镇：\n\n一、任务\n\n加强建设。\n",
        "文号:青政发〔2024〕3号",
    ),
    ("加强建设，提高质量，改善条件，完善机制。\n", "文件:plan.txt"),
]


@pytest.mark.parametrize(("text", "identity"), IDENTITIES)
def test_identity(text: str, identity: str) -> None:
    assert document_identity(document(text)) == identity


def test_a_numbered_paragraph_ends_the_section_of_the_one_before() -> None:
    body = "1.推进数据共享。完善共享平台。(责任单位:县税务局)\n\n2.全年引进项目60个(县投促局、各乡镇)。\n\n3.办好展会。"
    found = {c.subject[:6]: [r.name for r in c.responsible] for c in plan(body).commitments}
    assert found["推进数据共享"] == ["县税务局"]
    assert ["县投促局", "各乡镇"] in found.values()
    assert [] in found.values()


def test_unit_lines_in_front_of_the_text_hold_for_their_section() -> None:
    lines = (
        "（一）健全医疗服务",
        "责任领导：李某某",
        "牵头部门：县卫健委",
        "配合部门：县医保局",
        "完成时限：2024年11月底前",
        "主要任务：新院区主体完工，新增床位800张。",
        "（二）完善养老服务",
        "加强机构建设，提升服务质量。",
    )
    found = plan("\n\n".join(lines)).commitments
    first, second = found[0], found[-1]
    assert [(r.name, r.duty.value) for r in first.responsible] == [("县卫健委", "lead"), ("县医保局", "support")]
    assert first.deadline == date(2024, 11, 30) and first.measures[0].deadline == first.deadline
    assert not second.responsible and second.deadline is None


def test_the_year_of_goals_holds_for_all_of_them() -> None:
    found = plan("完成上级指标，到2025年底，优良率不低于92%；达标率不低于93%；覆盖率达到95%。", heading="一、主要目标")
    assert {m.deadline for c in found.commitments for m in c.measures} == {date(2025, 12, 31)}
    listed = plan("2025年全县主要预期目标是：就业增长5%；收入增长6%。", heading="一、总体安排")
    assert {m.deadline for c in listed.commitments for m in c.measures} == {date(2025, 12, 31)}


def test_everything_under_a_problem_shares_its_unit_lines() -> None:
    lines = (
        "问题一：污水直排。2022年督察发现，有6处直排口。",
        "责任单位：县住建局",
        "整改时限：2025年10月底前",
        "整改目标：集中收集率达到90%。",
        "1.2025年4月底前完成排查，建立台账。",
        "2.新建管网18公里。",
        "问题二：粪污设施不完善。",
        "整改措施：开展拉网式排查，建立问题清单。",
        "责任单位：县农业农村局",
    )
    found = plan("\n\n".join(lines), heading="一、整改任务")
    assert [([r.name for r in c.responsible], c.deadline) for c in found.commitments] == [
        (["县住建局"], date(2025, 10, 31)),
        (["县住建局"], date(2025, 4, 30)),
        (["县住建局"], date(2025, 10, 31)),
        (["县农业农村局"], None),
    ]
    assert [float(m.value) for m in found.facts if not isinstance(m.value, Range)] == [6]


def test_a_stage_without_years_lies_in_the_year_of_the_plan() -> None:
    first = "（一）集中整治阶段（4月1日至10月31日）。各企业开展自查，覆盖率不低于80%。"
    body = first + "\n\n（二）总结阶段（11月至12月）。各单位总结经验。"
    found = plan(body, title="青禾县2025年整治方案", heading="一、时间安排").commitments
    assert [c.deadline for c in found] == [date(2025, 10, 31), date(2025, 12, 31)]


def test_the_general_part_of_a_regulation_frames_but_for_the_duties_it_gives() -> None:
    lines = (
        "第一条 为保障供水安全，根据有关规定，结合本县实际，制定本办法。",
        "第二条 选好水源是供水安全的重要内容，需要长期积累。",
        "第三条 县水利局是供水主管部门，负责供水工作的监督管理。",
        "乡镇人民政府负责本辖区供水设施的保护。",
    )
    found = plan("\n\n".join(lines), title="青禾县供水管理办法", heading="第一章 总则").commitments
    assert [[r.name for r in c.responsible] for c in found] == [["县水利局"], ["乡镇人民政府"]]


def test_measures_behind_an_item_have_its_owners() -> None:
    lines = (
        "1.推进以下整改：",
        "（1）把帮扶名额提前分完，没有名额的村够条件也不让申请，有名额的村不够条件也照报。（牵头单位：县扶贫办；责任单位：各乡镇）",
        "整改措施：科学确定指标，规范退出程序。",
        "（2）将帮扶资金用于其他项目，影响群众满意度，有的项目长期闲置。（责任单位：县财政局）",
        "整改措施：清理闲置资金。",
        "加强宣传引导。",
    )
    found = plan("\n\n".join(lines), heading="一、整改内容").commitments
    owners = {c.quote[:7]: [r.name for r in c.responsible] for c in found}
    assert owners["整改措施：科学"] == ["县扶贫办", "各乡镇"]
    assert owners["整改措施：清理"] == ["县财政局"]
