"""Who is responsible for what, over paragraphs, headings and stages of a plan."""

from datetime import date

import pytest
from extract_documents import document, plan

from extract.model import Commitment
from extract.pipeline import extract


def told(one: Commitment) -> list[tuple[str, str]]:
    return [(o.name, o.duty.value) for o in one.responsible]


def names(body: str) -> list[list[str]]:
    return [[o.name for o in c.responsible] for c in plan(body).commitments]


def test_duties_in_front_of_the_first_heading_are_no_introduction() -> None:
    text = (
        "3.县教育局：负责校园防汛排查；组织应急演练。\n\n4.县财政局依据职责安排资金。\n\n"
        "四、工作要求\n\n（一）加强领导。各单位要高度重视。\n"
    )
    found = [[o.name for o in c.responsible] for c in extract(document(text)).commitments]
    assert found == [["县教育局"], ["县财政局"], ["各单位"]]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("县委组织部", "县人民法院"),
        ("县委县政府办公室", "市发展和改革委员会"),
        ("县水利局", "县城创建指挥部"),
    ],
)
def test_standing_offices_and_those_beside_them_own_what_stands_under_them(first: str, second: str) -> None:
    body = f"（一）{first}\n\n1.收集创建资料。\n\n（二）{second}\n\n1.开设专栏。\n\n（三）县财政局\n\n1.安排经费。"
    assert names(body) == [[first], [second], ["县财政局"]]


def test_a_team_as_heading_acts_where_its_duties_follow() -> None:
    body = "（一）综合协调组。负责会商研判。负责文稿起草。\n\n（二）后勤保障组\n\n负责物资调拨。"
    assert names(body) == [["综合协调组"], ["后勤保障组"]]
    members = "（一）转运组\n\n组长：张三\n\n职责：负责车辆调度。\n\n（二）宣传组\n\n组长：李四\n\n职责：负责发布信息。"
    duties = [c for c in plan(members).commitments if "负责" in c.quote]
    assert [[o.name for o in c.responsible] for c in duties] == [["转运组"], ["宣传组"]]
    assert names("（一）村民小组。抓好试点工作。\n\n（二）学习小组。抓好试点工作。") == [[], []]


def test_a_heading_that_tells_offices_to_act_is_a_task() -> None:
    body = (
        "（一）卫生、城管等部门负责保障环境卫生。县卫健局要落实监管；县城管局要加大清扫频次。\n\n"
        "（二）县教育局、各镇要营造良好氛围\n\n悬挂横幅。"
    )
    assert names(body) == [["卫生部门", "城管部门"], ["县卫健局"], ["县城管局"], ["县教育局", "各镇"], []]


def test_a_list_of_documents_tells_nobody_to_act() -> None:
    body = "1.县政府办公室印发《青禾县河道办法》（2023年6月13日）\n\n2.县水利局印发《青禾县水库办法》"
    assert [c for c in plan(body, heading="附：文件目录").commitments if c.responsible and c.deadline] == []


def test_a_standing_rule_that_does_not_look_ahead_holds_for_its_item_too() -> None:
    rule = "具体任务均涉及各县人民政府，不再做分工，下同"
    body = f"建设市场。（责任单位：市商务局。{rule}）\n\n优化准入。（责任单位：市司法局）"
    assert names(body) == [["市商务局", "各县人民政府"], ["市司法局", "各县人民政府"]]


def test_a_standing_rule_on_what_follows_holds_behind_it_in_its_paragraph() -> None:
    rule = "以下各项均需各县、区人民政府（管委会）落实，不再列出。"
    body = f"1.完成清单编制。〔市司法局牵头。{rule}〕淘汰落后锅炉。（市商务局牵头）"
    assert names(body) == [["市司法局"], ["市商务局", "各县、区人民政府（管委会）"]]


def test_a_duty_in_front_of_the_first_heading_needs_no_number() -> None:
    text = "市交通局负责抢修道路。\n\n二、保障\n\n（一）物资。市商务局负责供应。\n"
    assert [[o.name for o in c.responsible] for c in extract(document(text)).commitments] == [
        ["市交通局"],
        ["市商务局"],
    ]


def test_a_unit_line_goes_on_with_the_list_that_closes_a_paragraph() -> None:
    body = (
        "（一）整治假冒文具；\n\n整治作弊器材。牵头单位：质量科\n\n责任单位：各分局\n\n"
        "（二）受理举报。\n\n牵头单位：消保科"
    )
    both = [("质量科", "lead"), ("各分局", "responsible")]
    assert [told(c) for c in plan(body).commitments] == [both, both, [("消保科", "lead")]]


def test_each_task_of_a_paragraph_has_the_sentence_that_says_who() -> None:
    body = (
        "1.全面排查隐患。县住建局牵头落实。完善台账。县应急局负责。\n\n"
        "2.逐项整改\n\n消除隐患。\n\n县住建局牵头，县城管局配合。"
    )
    assert [told(c) for c in plan(body).commitments] == [
        [("县住建局", "lead")],
        [("县应急局", "responsible")],
        [("县住建局", "lead"), ("县城管局", "support")],
    ]


def test_labels_inside_a_paragraph_close_what_stands_before_them() -> None:
    first = "完善制度。责任单位：县教育局；完成时限：2024年9月底前。"
    body = f"{first}加强督导。责任单位：县督导室；完成时限：2024年12月底前。"
    found = [([o.name for o in c.responsible], c.deadline) for c in plan(body).commitments]
    assert found == [(["县教育局"], date(2024, 9, 30)), (["县督导室"], date(2024, 12, 31))]


def test_what_has_to_be_done_with_a_thing_of_importance_is_a_task() -> None:
    body = "劳动实践是育人的重要组成部分，要列入学年安排。（责任单位：省教育厅等）"
    assert names(body) == [["省教育厅"]]
    assert names("劳动实践是育人的重要组成部分，意义重大。") == []


def test_clauses_that_each_say_what_their_office_does_stay_apart() -> None:
    body = "县审批局负责制定清单；县司法局负责审核；各乡镇负责组织实施。"
    assert names(body) == [["县审批局"], ["县司法局"], ["各乡镇"]]


STAGES = (
    "一、实施步骤\n\n（一）动员部署（2024年3月）。各镇制定方案。\n\n（二）集中整治（4月—10月）。各镇清理垃圾。\n\n"
    "二、工作安排\n\n第一阶段：摸底排查（11月1日至15日）。各村建立台账。\n\n3月5日至10日，各镇完成整地。"
)


def test_stages_date_what_they_hold() -> None:
    found = extract(document(f"青禾县2024年环境整治方案\n\n为改善环境，制定本方案。\n\n{STAGES}\n")).commitments
    assert [c.deadline for c in found if c.responsible] == [
        date(2024, 3, 31),
        date(2024, 10, 31),
        date(2024, 11, 15),
        date(2024, 3, 10),
    ]


def test_the_period_behind_the_name_of_a_plan_dates_nothing() -> None:
    body = "附件：青禾县造林行动计划（2024—2026年）\n\n1.县林业局要完成抚育。"
    assert [c.deadline for c in plan(body).commitments if c.responsible] == [None]


def test_a_unit_list_closes_with_a_rule_on_those_who_carry_it_out() -> None:
    rule = "乡镇人民政府具体落实,以下均需乡镇人民政府具体落实,不重复列出"
    body = f"1.推广良种。(责任单位:县农业局、县财政局,{rule})\n\n2.修建水渠。"
    assert names(body)[0] == ["县农业局", "县财政局", "乡镇人民政府"]


def test_places_that_share_their_body_are_offices_of_a_list() -> None:
    body = "1.完善管网。(县环保局牵头,县经信委配合,东河、西河、北山经济开发区管委会负责落实)"
    assert names(body) == [["县环保局", "县经信委", "东河", "西河", "北山经济开发区管委会"]]


def test_who_issued_what_is_in_the_news_has_nothing_to_do() -> None:
    assert names("县政府办公室印发《青禾县产业计划》,其中提到,到2025年,产值达到5亿元。") == [[]]
    assert names("县教育局印发方案,明确责任。") == [["县教育局"]]
    assert names("各中学按照《课程方案》要求,保证72学时。") == [["各中学"]]


def test_a_word_for_all_is_no_department() -> None:
    assert names("安全利用类耕地全部落实措施,利用率不低于90%。") == [[]]
    assert names("各县(市)区要把指标纳入规划。") == [["各县(市)区"]]


CLOSED = [
    ("一是新建幼儿园5所，由县教育局负责，二是改造卫生院3所，由县卫健局负责。", [["县教育局"], ["县卫健局"]]),
    ("三是建设食堂20个，县商务局牵头，县财政局配合。", [["县商务局", "县财政局"]]),
    ("县教育局要新建学校5所，建设食堂20个，由县商务局负责。", [["县教育局"], ["县商务局"]]),
    ("县教育局新建学校5所，由县财政局负责资金保障。", [["县教育局"]]),
]


@pytest.mark.parametrize(("text", "owners"), CLOSED)
def test_who_a_clause_behind_a_number_names_answers_for_it(text: str, owners: list[list[str]]) -> None:
    assert [[o.name for o in m.responsible] for c in plan(text).commitments for m in c.measures] == owners


@pytest.mark.parametrize(
    ("body", "owners"),
    [
        (
            "县林业局。负责全县巡查；负责火源管理。县农机局、公路局。负责培训机手。",
            [["县林业局"], ["县农机局", "公路局"]],
        ),
        ("县水务局：负责水库调度。编制抢险预案，每年演练2次。", [["县水务局"]]),
        ("县教育局负责校园宣传。负责组织演练。要统筹推进。", [["县教育局"], []]),
        ("区政府办和区文旅局为总协调单位。负责联系各部门。", [["区政府办", "区文旅局"]]),
        ("工作目标明确。负责人到位。责任落实。", [[]]),
        ("县教育局要建设校舍。加大投入。", [["县教育局"], []]),
    ],
)
def test_a_duty_goes_on_behind_its_office(body: str, owners: list[list[str]]) -> None:
    assert names(body) == owners


def test_a_clause_behind_a_semicolon_has_the_owner_of_its_sentence() -> None:
    found = plan("县教育局要新建学校5所；新增学位2000个。县财政局要拨付资金。培训教师300人次。").commitments
    assert [[o.name for o in m.responsible] for c in found for m in c.measures] == [["县教育局"], ["县教育局"], []]


@pytest.mark.parametrize(
    ("body", "owners"),
    [
        (
            "1.规范停车。划定泊位。\n\n2.改造路口。\n\n以上工作由县公安局负责，各镇配合。",
            [["县公安局", "各镇"], ["县公安局", "各镇"]],
        ),
        ("拓宽道路。上述任务由县城管局、县住建局负责。", [["县城管局", "县住建局"]]),
        ("拓宽道路。以上工作已经启动。", [[]]),
        ("以上学历人员由用人单位负责培训。", [["用人单位"]]),
    ],
)
def test_what_stands_above_may_have_its_owner_behind_it(body: str, owners: list[list[str]]) -> None:
    assert [o for o in names(body) if o or not owners[0]] == owners
