"""Lists of tasks as offices send them out: notices with tables, lists by office, who does what until when."""

from datetime import date

import pytest
from extract_documents import document, plan

from extract.model import Commitment, Extraction
from extract.pipeline import extract


def told(one: Commitment) -> tuple[list[str], date | None]:
    return [o.name for o in one.responsible], one.deadline


def read(text: str) -> Extraction:
    return extract(document(text))


BARS = """青禾县2024年安全整治工作计划
一、整治安排表
行业名称 | 时间安排 | 责任单位 |
烟花爆竹 | 1月份 | 安监站 应急所 |
养老机构 | 4月份 | 民政所 |
交通运输 | 12月份 | 公路站 交警中队 |
二、工作要求
（一）各有关单位要制定整治方案。
"""


def test_a_row_of_a_table_with_bars_is_quoted_as_the_source_has_it() -> None:
    found = read(BARS).commitments
    assert [told(c) for c in found] == [
        (["安监站", "应急所"], date(2024, 1, 31)),
        (["民政所"], date(2024, 4, 30)),
        (["公路站", "交警中队"], date(2024, 12, 31)),
        (["各有关单位"], None),
    ]
    source = "".join(BARS.split())
    assert all("".join(c.quote.split()) in source for c in found)


NOTICE = """青禾县人民政府办公室关于重点督办2024年民生实事的通知

各乡镇人民政府，县级各部门：

为办好实事，现将目标任务分解下达。{rest}

附件：2024年民生实事分解表

青禾县人民政府办公室
2024年2月26日

附件

2024年民生实事分解表

序号

民生实事

责任单位

完成时限

1

启动建设东河综合治理工程。

县水务局

县住建局

12月底前

2

新建2座人行天桥。

县住建局

9月投入使用

3

迁建县政务服务中心。

县政务中心

县代建中心

12月底前
"""


def test_a_column_whose_head_no_rule_knows_holds_the_tasks_beside_offices_and_times() -> None:
    found = read(NOTICE.format(rest="")).commitments
    assert [told(c) for c in found] == [
        (["县水务局", "县住建局"], date(2024, 12, 31)),
        (["县住建局"], date(2024, 9, 30)),
        (["县政务中心", "县代建中心"], date(2024, 12, 31)),
    ]
    assert [(int(m.value), m.unit) for c in found for m in c.measures] == [(2, "座")]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("sentence", "owners"),
    [
        ("县政府督查室将定期开展督查。", ["县政府督查室"]),
        ("请各责任单位于每月20日前将完成情况报县政府督查室。", ["各责任单位"]),
    ],
)
def test_a_notice_tells_offices_to_act_in_front_of_what_it_sends_out(sentence: str, owners: list[str]) -> None:
    assert [o.name for o in read(NOTICE.format(rest=sentence)).commitments[0].responsible] == owners


@pytest.mark.parametrize("sentence", ["请各单位认真抓好落实。", "县政府高度重视民生工作。"])
def test_the_formula_of_a_notice_is_no_task(sentence: str) -> None:
    assert len(read(NOTICE.format(rest=sentence)).commitments) == 3


STEPS = """索引号 | 0001/2024-1 | 公开方式 | 主动公开 |
发布单位 | 县政府 | 发文日期 | 2024-03-01 |
序号 | 实事项目 | 工作举措及计划 | 责任单位 | 配合单位 |
1 | 建成幼儿园7所。 | 1.4月底前完成主体工程。2.11月底前交付使用。 | 教育局 | 财政局、甲镇 |
2 | 新增公交线路3条。 | 1.6月底前完成勘察；10月底前开通。 | 交通局 | 各镇（街道） |
"""


def test_a_table_below_the_data_of_its_page_and_steps_with_dates_of_their_own() -> None:
    found = read(STEPS).commitments
    assert [(c.deadline, {o.name: o.duty.value for o in c.responsible}) for c in found] == [
        (date(2024, 11, 30), {"教育局": "responsible", "财政局": "support", "甲镇": "support"}),
        (date(2024, 10, 31), {"交通局": "responsible", "各镇(街道)": "support"}),
    ]


def test_the_tasks_of_an_office_stand_under_a_heading_that_says_so() -> None:
    text = "青禾县任务清单\n\n{}\n\n1.投资3000万元建设养殖基地。\n\n2.打造菌种基地。\n\n二、其他\n\n3.新建公园。\n"
    lead = read(text.format("一、县示范区管委会牵头工作(8项)")).commitments
    assert [[(o.name, o.duty.value) for o in c.responsible] for c in lead] == [
        [("县示范区管委会", "lead")],
        [("县示范区管委会", "lead")],
        [],
    ]
    assert [[o.duty.value for o in c.responsible] for c in read(text.format("一、县林业局负责事项")).commitments] == [
        ["responsible"],
        ["responsible"],
        [],
    ]
    other = read(text.format("一、深入推进牵头工作")).commitments
    assert not any(c.responsible for c in other)


def test_a_closing_sentence_may_hold_kinds_of_places_in_brackets() -> None:
    body = "继续实施良种补贴，确保补贴总额高于上年。由市财政局、农业局，各县（市）、区人民政府负责落实。"
    (one,) = plan(body).commitments
    assert [o.name for o in one.responsible] == ["市财政局", "农业局", "各县（市）、区人民政府"]


@pytest.mark.parametrize(
    ("sentence", "due"),
    [
        ("严格“十四五”期间用水总量控制指标，实行计划用水。", None),
        ("编制2026年度方案，建立项目库。", None),
        ("“十四五”期间，建成水厂2座。", date(2025, 12, 31)),
        ("完成2026年前的改造，2026年底前建成水厂。", date(2026, 12, 31)),
    ],
)
def test_a_period_that_only_names_what_is_handled_is_no_deadline(sentence: str, due: date | None) -> None:
    assert [c.deadline for c in plan(sentence).commitments] == [due]


def test_what_a_list_consists_of_is_no_target() -> None:
    body = "《乙县重点任务分解》明确45项具体任务，涉及12个责任单位。各单位要逐项落实。"
    found = plan(body, heading="一、责任到人")
    assert [int(m.value) for m in found.facts] == [45, 12]  # type: ignore[arg-type]
    assert not any(c.measures for c in found.commitments)
    assert [
        int(m.value) for c in plan("《乙县重点任务分解》要求年内新建45个站点。").commitments for m in c.measures
    ] == [45]  # type: ignore[arg-type]


def test_whom_a_speech_addresses_is_no_heading() -> None:
    text = (
        "青禾镇工作报告\n尊敬的各位领导、亲爱的同事们：\n我代表全体人员汇报工作，并对新一年的工作进行展望，请予指正和监督。\n"
        "2023年工作回顾\n2023年，全镇财政收入增长10%，各项事业稳步发展，群众满意度持续提升。\n"
        "2024年工作计划\n加快基础设施建设，加大道路、供水、供电投入，努力打造宜居宜业的新青禾。\n"
    )
    assert [h.title for h in document(text).headings] == ["2023年工作回顾", "2024年工作计划"]


def test_a_notice_asks_to_report_by_a_day() -> None:
    asked = "经县政府同意，现将任务予以分解，请各地、各部门于2024年3月10日前将方案报县政府办公室。"
    (first, *_) = read(NOTICE.format(rest=asked)).commitments
    assert told(first) == (["各地", "各部门"], date(2024, 3, 10))


@pytest.mark.parametrize(
    ("opening", "found"),
    [
        ("1.排查阶段：城建办、农办、消防站等部门要落实人员摸排隐患。", ["城建办", "农办", "消防站"]),
        ("说明：排查面要达到全覆盖。", []),
    ],
)
def test_who_acts_may_stand_behind_the_name_of_a_stage(opening: str, found: list[str]) -> None:
    assert [o.name for c in plan(opening).commitments for o in c.responsible] == found


def test_a_meeting_that_was_held_is_no_task() -> None:
    text = "镇长办公会议纪要\n\n3月5日，镇长王某主持召开防汛专题会议，现纪要如下：\n\n一、村镇办负责清理河道。\n"
    assert [[o.name for o in c.responsible] for c in read(text).commitments] == [["村镇办"]]


@pytest.mark.parametrize(
    ("body", "scopes"),
    [
        ("新建中小学、幼儿园7所。", 1),
        ("小学、初中专任教师均增加7名。", 2),
        ("小学、初中入学率达到99%。", 2),
    ],
)
def test_a_number_of_what_is_built_counts_all_kinds_together(body: str, scopes: int) -> None:
    assert sum(len(c.measures) for c in plan(body).commitments) == scopes


def test_an_anniversary_is_no_target() -> None:
    assert not [m for c in plan("以优异成绩庆祝建县100周年。").commitments for m in c.measures]


def test_numbered_rows_whose_cells_hold_spaces() -> None:
    text = (
        "青禾县河长制任务分解表\n\n序号 类别 主要任务 细化措施 牵头单位 参与单位 责任单位\n"
        "1 加强水资源保 护 严守用水总量红线 实施双控行动。到2025年，用水总量控制在3亿立方米以内。 "
        "县水利局 县发改局、农业局等 各乡镇\n"
        "2  严守用水 效率红线 落实评估体系。 县水利局 县发改局、县住建局等 各乡镇\n"
        "3   抓好工业节水，到2025年重点行业达标。 县工信局、水利局 县发改局等 各乡镇\n"
    )
    found = read(text).commitments
    assert [[(o.name, o.duty.value) for o in c.responsible] for c in found] == [
        [("县水利局", "lead"), ("县发改局", "support"), ("农业局", "support"), ("各乡镇", "responsible")],
        [("县水利局", "lead"), ("县发改局", "support"), ("县住建局", "support"), ("各乡镇", "responsible")],
        [("县工信局", "lead"), ("水利局", "lead"), ("县发改局", "support"), ("各乡镇", "responsible")],
    ]


def test_a_task_with_its_unit_bracket_is_no_heading() -> None:
    text = (
        "青禾区任务分解\n\n一、主要目标\n\n1.地区生产总值增长8%以上。（责任领导：王某；牵头单位：区发改局）\n\n"
        "2.居民收入增长与经济增长同步。（责任领导：王某；牵头单位：区发改局）\n\n3.粮食产量稳定在23万吨。（牵头单位：区农业局）\n"
    )
    assert [h.title for h in document(text).headings] == ["主要目标"]
    kept = (
        "青禾区方案\n\n一、主要任务\n\n（一）加强领导。（牵头单位：区政府办）\n\n建立专班。\n\n"
        "（二）强化督查。（牵头单位：区政府办）\n\n定期通报。\n"
    )
    assert [h.title for h in document(kept).headings] == ["主要任务", "加强领导", "强化督查"]


REPORT = """青禾镇政府工作报告
各位代表：
现在，我代表镇人民政府，向大会报告工作，请
各位代表审议，并请列席同志提出意见和建议。
2023年工作回顾
2023年是极不平凡的一年，全镇上下勇毅前行，
预计全年实现财政收入4006万元，同比增长9%；
新增绿化面积600亩。
一、产业结构调优
粮食播种面积31392亩，食用菌产值达6.62亿元，
各项建设成效均居全县前列。
"""


def test_the_year_that_a_report_looks_back_to_is_no_turn() -> None:
    read_ = document(REPORT)
    assert [h.title for h in read_.headings] == ["2023年工作回顾", "产业结构调优"]
    found = extract(read_)
    assert not found.commitments
    assert [float(m.value) for m in found.facts] == [4006, 9, 600, 31392, 6.62]  # type: ignore[arg-type]


def test_who_does_it_may_stand_on_a_line_in_front_of_the_goals() -> None:
    body = "由乡农业中心承办，乡畜牧站、工商所配合。\n\n定点屠宰率达到95%以上。"
    found = [c for c in plan(body, heading="一、治理畜产品污染").commitments if c.measures]
    assert [[(o.name, o.duty.value) for o in c.responsible] for c in found] == [
        [("乡农业中心", "lead"), ("乡畜牧站", "support"), ("工商所", "support")]
    ]


def test_a_value_with_a_note_behind_it() -> None:
    text = (
        "青禾区目标任务分解\n\n序号 | 任务名称 | 指标要求 | 牵头部门 |\n"
        "1 | 地区生产总值 | 增长5.5%(市下达指标) | 区发改局 |\n"
        "2 | 服务业增加值 | 增长6% | 区商务局 |\n"
    )
    found = read(text).commitments
    assert [(m.comparator.value, float(m.value)) for c in found for m in c.measures] == [  # type: ignore[arg-type]
        ("increase_by", 5.5),
        ("increase_by", 6.0),
    ]


def test_words_that_only_look_like_numbers() -> None:
    body = "贯彻县十五届人大三次会议精神，整改工作十分被动的单位要限期改正。"
    found = plan(body)
    assert found.commitments and not any(c.measures for c in found.commitments) and not found.facts
    (kept,) = plan("全年召开三次会议。").commitments
    assert [float(m.value) for m in kept.measures] == [3.0]  # type: ignore[arg-type]


def test_the_values_of_a_numbered_problem_are_facts() -> None:
    text = (
        "青禾县整改方案\n\n一、整改任务\n\n问题编号十四：整改目标照搬照抄，优良比例应达到75%，2020年仅达到51%。\n\n"
        "二、整改措施\n\n1.修复河道12公里。\n"
    )
    found = read(text)
    assert [float(m.value) for m in found.facts] == [75.0, 51.0]  # type: ignore[arg-type]
    assert [float(m.value) for c in found.commitments for m in c.measures] == [12.0]  # type: ignore[arg-type]


def test_what_was_reached_already_may_single_out_what_is_to_be_done() -> None:
    (one,) = plan("对2020年已达标的部分街道进行提档升级，提档升级比例达到50%以上。").commitments
    assert (one.deadline, [float(m.value) for m in one.measures]) == (None, [50.0])  # type: ignore[arg-type]


def test_a_numbered_sentence_with_nothing_below_it_is_no_heading() -> None:
    text = (
        "青禾县林业工作安排\n\n一、推进城区绿化。利用零星地块建设小公园，提升居民幸福感。\n\n二、编制林业规划。\n\n"
        "三、加强林地管理。做好保护地摸底工作，规范用地审批。\n"
    )
    assert [h.title for h in document(text).headings] == ["推进城区绿化", "加强林地管理"]
