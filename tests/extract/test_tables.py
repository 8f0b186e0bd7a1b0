from datetime import date
from decimal import Decimal

import pytest

from extract.model import Comparator, Extraction, Force, Measure, Range
from extract.pipeline import extract
from extract.tablevalues import bounded, read_value, unit_of
from extract.view import View, fold
from ingest.model import Limits
from ingest.read import read_bytes


def page(
    rows: list[list[str]], title: str = "青禾县“十四五”环境治理规划（2021—2025年）", heading: str = "一、主要目标"
) -> Extraction:
    """A web page with one table under one heading."""
    cells = "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in rows)
    text = (
        f"<html><head><meta charset='utf-8'><title>{title}</title></head><body><div class='article'><h1>{title}</h1>"
        f"<p>为保护生态环境，结合我县实际，制定本规划。</p><p>{heading}</p><p>到2025年，环境质量持续改善。</p>"
        f"<table border='1'>{cells}</table><p>二、主要任务</p><p>加强监测，改善水质。</p></div></body></html>"
    )
    return extract(read_bytes(text.encode(), "plan.html", Limits(isolate=False)))


INDICATORS = [
    ["序号", "指标名称", "单位", "2020年现状值", "2025年目标值", "指标属性"],
    ["1", "空气质量优良天数比率", "%", "84.2", "≥87.5", "约束性"],
    ["2", "细颗粒物浓度", "微克/立方米", "36.8", "≤32.4", "约束性"],
    ["3", "水质优良比例", "%", "80", "完成上级下达任务", "预期性"],
    ["4", "重点工程减排量", "吨", "—", "4000", "预期性"],
]


def test_an_indicator_table() -> None:
    found = page(INDICATORS)
    rows = [c for c in found.commitments if c.rules == ("table.indicator",)]
    assert [(c.subject, c.deadline, c.force) for c in rows] == [
        ("空气质量优良天数比率", date(2025, 12, 31), Force.MUST),
        ("细颗粒物浓度", date(2025, 12, 31), Force.MUST),
        ("重点工程减排量", date(2025, 12, 31), Force.SHALL),
    ]
    assert [(m.comparator.value, m.value, m.unit) for c in rows for m in c.measures] == [
        (">=", Decimal("87.5"), "%"),
        ("<=", Decimal("32.4"), "微克/立方米"),
        ("=", Decimal("4000"), "吨"),
    ]
    assert [m.value for m in found.facts] == [Decimal("84.2"), Decimal("36.8"), Decimal("80")]
    text = found.document.text
    assert all(text[c.span.start : c.span.end] == c.quote for c in rows)
    assert all(
        m.value_span and text[m.value_span.start : m.value_span.end] in m.quote for c in rows for m in c.measures
    )


def test_a_table_of_the_past_promises_nothing() -> None:
    found = page(INDICATORS, heading="一、发展基础和现状")
    assert not any("table" in r for c in found.commitments for r in c.rules)
    assert len(found.facts) == 6


def test_a_unit_in_the_name_and_a_target_without_year() -> None:
    found = page([["指标（单位）", "基期值", "目标值"], ["森林覆盖率（%）", "30", "35"], ["河长（公里）", "1", "2—3"]])
    rows = [c for c in found.commitments if "table.indicator" in c.rules]
    assert [(m.subject, m.unit, m.value) for c in rows for m in c.measures] == [
        ("森林覆盖率", "%", Decimal(35)),
        ("河长", "公里", Range(Decimal(2), Decimal(3))),
    ]
    assert [c.deadline for c in rows] == [None, None]


def test_a_duty_table() -> None:
    found = page(
        [
            ["序号", "重点任务", "牵头单位", "配合单位", "完成时限"],
            ["1", "完善监测网络", "县生态环境局", "县水利局、各乡镇", "2024年12月底前"],
            ["2", "推进清洁取暖", "县住建局", "县发改局", "持续推进"],
        ]
    )
    first, second = (c for c in found.commitments if c.rules == ("table.duty",))
    assert (first.subject, first.deadline) == ("完善监测网络", date(2024, 12, 31))
    assert [(o.name, o.duty.value) for o in first.responsible] == [
        ("县生态环境局", "lead"),
        ("县水利局", "support"),
        ("各乡镇", "support"),
    ]
    assert second.deadline is None


def test_an_assessment_names_its_office_in_a_cell_and_its_targets_in_the_text() -> None:
    found = page(
        [
            ["序号", "考核项目", "分值", "考核内容", "评分标准"],
            ["1", "县城建局", "60", "改进污水收集处理", "1.确保集中处理率达85%以上，否则不得分（10分）。"],
            ["2", "县水利局", "60", "开展采砂整治", "年内查处案件10例以上（15分）。"],
        ]
    )
    rows = [c for c in found.commitments if c.rules == ("table.duty",) or c.rules == ("table.indicator",)]
    assert [[o.name for o in c.responsible] for c in rows] == [["县城建局"], ["县水利局"]]
    assert [(m.comparator.value, m.value, m.unit, m.deadline) for c in rows for m in c.measures] == [
        (">=", Decimal(85), "%", None),
        (">=", Decimal(10), "例", date(2021, 12, 31)),
    ]


def test_a_merged_cell_names_the_office_of_every_row_it_reaches() -> None:
    text = (
        "<html><body><div class='article'><h1>青禾县2024年考核细则</h1><p>一、考核内容</p><p>按下表考核，逐项落实。</p>"
        "<table border='1'><tr><td>部门</td><td>重点任务</td></tr>"
        "<tr><td rowspan='2'>县农业农村局</td><td>控制养殖污染</td></tr>"
        "<tr><td>减少化肥用量5%以上</td></tr></table></div></body></html>"
    )
    found = extract(read_bytes(text.encode(), "a.html", Limits(isolate=False)))
    rows = [c for c in found.commitments if "table" in c.rules[0]]
    assert [(c.subject, [o.name for o in c.responsible]) for c in rows] == [
        ("控制养殖污染", ["县农业农村局"]),
        ("减少化肥用量5%以上", ["县农业农村局"]),
    ]


SENTENCES = [
    ["县财政局", "把健康支出列入预算，按时足额拨付，并接受审计监督。", "健康资源"],
    ["县教育局", "开齐开足体育与健康课程，每年组织一次学生体质监测。", "健康教育"],
    ["县住建局", "推进老旧小区改造，完善步道、公园等健身设施建设。", "健康环境"],
]


@pytest.mark.parametrize(("heading", "count"), [("优先方向", 3), ("重点领域", 3), ("存在问题", 0), ("工作成效", 0)])
def test_sentences_beside_the_organisations_are_their_duties(heading: str, count: int) -> None:
    found = page([["部门", heading, "有关方面"], *SENTENCES])
    rows = [c for c in found.commitments if c.rules[0].startswith("table.")]
    assert [[o.name for o in c.responsible] for c in rows] == [[row[0]] for row in SENTENCES[:count]]


def test_a_table_that_is_not_understood_says_nothing() -> None:
    found = page([["姓名", "电话"], ["张三", "12345678"], ["李四", "87654321"]])
    assert not any("table" in r for c in found.commitments for r in c.rules)


VALUES = [
    ("≥87.5", "87.5", None, Comparator.AT_LEAST),
    ("95%以上", "95", "%", Comparator.AT_LEAST),
    ("＜0.15", "0.15", None, Comparator.LESS),
    ("下降13.5", "13.5", None, Comparator.DECREASE_BY),
    ("[13.5]", "13.5", None, Comparator.EQUAL),
    ("30左右", "30", None, Comparator.ABOUT),
    ("1,200", "1200", None, Comparator.EQUAL),
    ("〔20〕", "20", None, Comparator.EQUAL),
    ("18*", "18", None, Comparator.EQUAL),
    ("11.3年", "11.3", "年", Comparator.EQUAL),
    ("达到55%", "55", "%", Comparator.AT_LEAST),
    ("较2020年下降18%", "18", "%", Comparator.DECREASE_BY),
    ("突破1800人", "1800", "人", Comparator.MORE),
    ("累计5.5", "5.5", None, Comparator.EQUAL),
]


@pytest.mark.parametrize(("text", "value", "unit", "bound"), VALUES)
def test_value_of_a_cell(text: str, value: str, unit: str | None, bound: Comparator) -> None:
    folded = fold(text)
    found = read_value(View(folded, tuple(range(len(folded)))), None)
    assert found and (found.value, found.unit, found.comparator) == (Decimal(value), unit, bound)


@pytest.mark.parametrize(
    "text", ["完成上级下达任务", "—", "2025年", "基本消除", "5项目", "2025年前", "比2020年", "完成60户", "较2020年18"]
)
def test_words_are_no_value(text: str) -> None:
    folded = fold(text)
    assert read_value(View(folded, tuple(range(len(folded)))), None) is None


def test_a_caption_dates_targets_and_a_cell_may_hold_a_value_for_each_group() -> None:
    text = (
        "青禾县排水规划（2021—2025年）\n\n一、主要目标\n\n表1 “十四五”排水主要指标\n"
        "序号\n主要指标\n单位\n计划任务\n其中：2022年任务\n1\n新建管网\n公里\n120\n30\n2\n管网检测率\n%\n城区≥90\n集镇≥60\n50\n"
    )
    found = extract(read_bytes(text.encode(), "plan.txt", Limits(isolate=False)))
    made = [(m.subject, m.scope, m.comparator.value, m.deadline) for c in found.commitments for m in c.measures]
    assert made == [
        ("新建管网", None, "=", date(2025, 12, 31)),
        ("新建管网", None, "=", date(2022, 12, 31)),
        ("管网检测率", "城区", ">=", date(2025, 12, 31)),
        ("管网检测率", "集镇", ">=", date(2025, 12, 31)),
        ("管网检测率", None, "=", date(2022, 12, 31)),
    ]


def duties(rows: list[list[str]]) -> list[tuple[str, date | None, list[tuple[str, str]]]]:
    """Subject, day and owners of the rows of a duty table in a plan of 2024."""
    found = page(rows, title="青禾县2024年重点任务分解表", heading="一、重点任务")
    return [
        (c.subject, c.deadline, [(r.name, r.duty.value) for r in c.responsible])
        for c in found.commitments
        if any("table" in rule for rule in c.rules)
    ]


def test_columns_under_other_names() -> None:
    rows = [
        ["序号", "目标任务", "分管县领导", "主责单位", "协同单位", "办结时间"],
        ["1", "推行开办企业全程网办。", "王某某", "县市场监管局", "县税务局", "6月底前"],
        ["2", "开展积案清理行动。", "李某某", "县法院", "—", "持续推进"],
        ["3", "新建公园10个。", "李某某", "县城管局", "各街道", "10月"],
    ]
    assert duties(rows) == [
        ("推行开办企业全程网办。", date(2024, 6, 30), [("县市场监管局", "lead"), ("县税务局", "support")]),
        ("开展积案清理行动。", None, [("县法院", "lead")]),
        ("新建公园10个。", date(2024, 10, 31), [("县城管局", "lead"), ("各街道", "support")]),
    ]


def test_a_list_of_rectifications_promises_its_aims_and_measures() -> None:
    rows = [
        ["序号", "反馈问题", "整改目标", "整改措施", "责任单位", "责任人", "整改时限", "验收单位"],
        [
            "1",
            "进水浓度仅为85毫克/升。",
            "进水浓度达到100毫克/升以上。",
            "改造管网32公里。",
            "县住建局",
            "刘某",
            "2025年6月30日前",
            "市住建局",
        ],
    ]
    found = page(rows, title="青禾县督察反馈问题整改方案", heading="一、整改任务")
    (one,) = [c for c in found.commitments if any("table" in rule for rule in c.rules)]
    assert [(r.name, r.duty.value) for r in one.responsible] == [("县住建局", "responsible")]
    assert (one.deadline, [m.value for m in one.measures]) == (date(2025, 6, 30), [Decimal(100), Decimal(32)])


def test_a_cell_may_say_the_parts_itself() -> None:
    rows = [
        ["工作任务", "责任部门", "完成时间"],
        ["组织教师轮岗交流。", "人事科牵头，各乡镇学校配合", "2024-08-31"],
        ["落实安全防范建设。", "安全科会同县公安局", "2024.12"],
        ["编制方案并建成平台。", "牵头单位：县教育局；配合单位：县财政局", "3月底前编制，11月底前建成"],
    ]
    assert duties(rows) == [
        ("组织教师轮岗交流。", date(2024, 8, 31), [("人事科", "lead"), ("各乡镇学校", "support")]),
        ("落实安全防范建设。", date(2024, 12, 31), [("安全科", "responsible"), ("县公安局", "responsible")]),
        ("编制方案并建成平台。", date(2024, 11, 30), [("县教育局", "lead"), ("县财政局", "support")]),
    ]


def web(table: str, note: str = "") -> Extraction:
    """A web page of 2024 with this table."""
    title = "青禾县2024年民生实事任务分工"
    body = f"<h1>{title}</h1><p>一、任务</p><p>{note}</p><table>{table}</table>"
    text = f"<html><head><meta charset='utf-8'></head><body>{body}</body></html>"
    return extract(read_bytes(text.encode(), "plan.html", Limits(isolate=False)))


def test_a_head_of_two_rows_says_who_leads() -> None:
    found = web(
        "<tr><td rowspan=2>序号</td><td rowspan=2>年度目标</td><td colspan=2>责任单位</td>"
        "<td rowspan=2>完成期限</td></tr>"
        "<tr><td>牵头</td><td>配合</td></tr>"
        "<tr><td>1</td><td>改造小区26个。</td><td>县住建局</td><td>各街道</td><td>第三季度</td></tr>"
        "<tr><td>2</td><td>新建社区食堂15家。</td><td>县民政局</td><td>各街道</td><td>11月底</td></tr>"
    )
    made = [(c.deadline, [(r.name, r.duty.value) for r in c.responsible], len(c.measures)) for c in found.commitments]
    assert made == [
        (date(2024, 9, 30), [("县住建局", "lead"), ("各街道", "support")], 1),
        (date(2024, 11, 30), [("县民政局", "lead"), ("各街道", "support")], 1),
    ]


def test_tasks_as_cards() -> None:
    labels = ("任务名称", "牵头单位", "完成时限")
    card = "".join(f"<tr><td>{label}</td><td>{{}}</td></tr>" for label in labels)
    found = web(card.format("农村公路提升", "县交通运输局", "11月底") + card.format("供水一体化", "县水利局", "年底前"))
    assert [(c.subject, c.deadline, [r.name for r in c.responsible]) for c in found.commitments] == [
        ("农村公路提升", date(2024, 11, 30), ["县交通运输局"]),
        ("供水一体化", date(2024, 12, 31), ["县水利局"]),
    ]


def test_the_first_of_a_cell_leads_where_the_text_says_so() -> None:
    rows = "<tr><td>任务</td><td>责任单位</td></tr><tr><td>新建水厂2座。</td><td>县水利局、县发改局</td></tr>"
    found = web(rows, note="责任单位列第一位的为牵头单位。")
    (one,) = [c for c in found.commitments if c.rules[0].startswith("table")]
    assert [(r.name, r.duty.value) for r in one.responsible] == [("县水利局", "lead"), ("县发改局", "support")]


def test_a_merged_cell_of_a_topic_does_not_hide_the_tasks_beside_it() -> None:
    found = web(
        "<tr><td>主要工作任务</td><td>任务措施</td><td>完成时间</td><td>责任部门</td></tr>"
        "<tr><td rowspan=2>一、推进公开</td><td>1.做好规划公开。</td><td>全年</td><td>县发改局</td></tr>"
        "<tr><td>2.做好预算公开。</td><td>三季度前</td><td>县财政局</td></tr>"
    )
    assert [(c.deadline, [r.name for r in c.responsible]) for c in found.commitments] == [
        (date(2024, 12, 31), ["县发改局"]),
        (date(2024, 9, 30), ["县财政局"]),
    ]


def test_under_a_merged_task_each_row_is_named_by_its_own_aim() -> None:
    found = web(
        "<tr><td>重点任务</td><td>工作目标</td><td>责任单位</td><td>完成时限</td></tr>"
        "<tr><td rowspan=3>大气治理</td><td>秸秆禁烧巡查覆盖全县</td><td>县环保局</td><td>2024年底</td></tr>"
        "<tr><td>优良天数比例达到88%</td><td>县环保局</td><td>2024年底</td></tr>"
        "<tr><td>淘汰老旧货车120辆</td><td>县交通局</td><td>2024年10月底前</td></tr>"
    )
    assert [(c.subject, c.deadline, [r.name for r in c.responsible]) for c in found.commitments] == [
        ("大气治理", date(2024, 12, 31), ["县环保局"]),
        ("优良天数比例达到88%", date(2024, 12, 31), ["县环保局"]),
        ("淘汰老旧货车120辆", date(2024, 10, 31), ["县交通局"]),
    ]
    assert [[(m.subject, str(m.value), m.unit) for m in c.measures] for c in found.commitments[1:]] == [
        [("优良天数比例", "88", "%")],
        [("淘汰老旧货车", "120", "辆")],
    ]


Value = tuple[str, str | None, str, str, str | None, int | None]


def told(found: Extraction) -> tuple[list[Value], list[Value]]:
    """What the rows of tables promise and state: subject, scope, bound, value, unit, year."""

    def one(m: Measure) -> Value:
        value = f"{m.value.low}-{m.value.high}" if isinstance(m.value, Range) else f"{m.value.normalize():f}"
        return m.subject, m.scope, m.comparator.value, value, m.unit, m.deadline.year if m.deadline else None

    rows = [c for c in found.commitments if c.rules[0].startswith("table.")]
    return [one(m) for c in rows for m in c.measures], [one(m) for m in found.facts]


def merged(rows: list[list[str]], title: str) -> Extraction:
    """A page with a table in which `^` goes on from above and `<` from the left."""
    made = ""
    for r, row in enumerate(rows):
        made += "<tr>"
        for c, text in enumerate(row):
            if text in ("^", "<"):
                continue
            wide = next((i for i in range(1, len(row) - c) if row[c + i] != "<"), len(row) - c)
            tall = next((i for i in range(1, len(rows) - r) if rows[r + i][c] != "^"), len(rows) - r)
            made += f"<td rowspan='{tall}' colspan='{wide}'>{text}</td>"
        made += "</tr>"
    text = (
        f"<html><head><meta charset='utf-8'></head><body><div class='article'><h1>{title}</h1><p>制定本文。</p>"
        f"<p>一、指标</p><table border='1'>{made}</table><p>二、保障</p><p>加强领导。</p></div></body></html>"
    )
    return extract(read_bytes(text.encode(), "plan.html", Limits(isolate=False)))


def test_years_below_goals_are_their_deadlines_and_years_below_the_present_state_are_none() -> None:
    found = merged(
        [
            ["序号", "指标", "现状值", "<", "规划目标", "<"],
            ["^", "^", "2019年", "2020年", "2023年", "2025年"],
            ["1", "自来水普及率（%）", "85", "88", "90", "≥92"],
        ],
        "沙洲县水安全保障规划（2021—2025年）",
    )
    name = "自来水普及率"
    assert told(found) == (
        [(name, None, "=", "90", "%", 2023), (name, None, ">=", "92", "%", 2025)],
        [(name, None, "=", "85", "%", 2019), (name, None, "=", "88", "%", 2020)],
    )


def test_a_head_of_three_rows_says_for_whom_a_value_is() -> None:
    found = merged(
        [
            ["序号", "指标", "发展水平", "<", "<"],
            ["^", "^", "2020年", "2025年", "<"],
            ["^", "^", "^", "全市", "其中：高新区"],
            ["1", "企业数（家）", "120", "260", "110"],
            ["2", "研发强度（%）", "1.8", "2.5", "4"],
        ],
        "双桥市科技创新规划（2021—2025年）",
    )
    promised, stated = told(found)
    assert promised[:2] == [
        ("企业数", "全市", "=", "260", "家", 2025),
        ("企业数", "高新区", "=", "110", "家", 2025),
    ]
    assert stated[0] == ("企业数", None, "=", "120", "家", 2020)


def test_years_without_the_word_and_years_that_are_over() -> None:
    found = merged(
        [["指标", "2022", "2023预计", "2024", "2027"], ["入学比例（%）", "88", "90", "93", "≥95"]],
        "平川县教育发展规划（2024—2027年）",
    )
    name = "入学比例"
    assert told(found)[0] == [(name, None, "=", "93", "%", 2024), (name, None, ">=", "95", "%", 2027)]
    assert told(found)[1][0] == (name, None, "=", "88", "%", 2022)


ESTIMATED = [
    (
        "清源县2024年计划",
        [("2022年完成", "5.1"), ("2023年预计", "6"), ("2024年计划", "7")],
        [2024],
        [2022, 2023],
    ),
    ("清源县五年规划（2021—2025年）", [("2020年（实际）", "5"), ("2025年值", "7")], [2025], [2020]),
    ("清源县主要指标", [("2023年预计", "5"), ("2024年目标", "7")], [2024], [2023]),
]


@pytest.mark.parametrize(("title", "columns", "promised", "stated"), ESTIMATED)
def test_what_a_year_brought_is_told_from_what_it_will_bring(
    title: str, columns: list[tuple[str, str]], promised: list[int], stated: list[int]
) -> None:
    found = merged([["指标", "单位", *(c for c, _ in columns)], ["投资增长", "%", *(v for _, v in columns)]], title)
    assert [[row[5] for row in rows] for rows in told(found)] == [promised, stated]


def test_places_with_what_each_has_to_do() -> None:
    found = merged(
        [
            ["县（区）", "年度任务（公里）", "<", "造林面积（亩）"],
            ["^", "2024年", "2025年", "^"],
            ["上河区", "35", "40", "3200"],
            ["合计", "35", "40", "3200"],
        ],
        "古渡市农村公路和绿化任务分解表（2024—2025年）",
    )
    assert told(found)[0] == [
        ("年度任务", "上河区", "=", "35", "公里", 2024),
        ("年度任务", "上河区", "=", "40", "公里", 2025),
        ("造林面积", "上河区", "=", "3200", "亩", None),
        ("年度任务", None, "=", "35", "公里", 2024),
        ("年度任务", None, "=", "40", "公里", 2025),
        ("造林面积", None, "=", "3200", "亩", None),
    ]


def test_places_in_a_table_that_promises_nothing() -> None:
    found = merged([["县区", "造林面积（亩）"], ["上河区", "3200"], ["下河县", "5600"]], "古渡市绿化统计")
    assert told(found) == ([], [])


def test_a_project_with_what_it_consists_of_its_cost_and_its_years() -> None:
    found = merged(
        [
            ["序号", "项目名称", "建设内容", "总投资（万元）", "建设起止年限", "责任单位"],
            ["1", "第二水厂", "铺设管网128公里。", "15600", "2024—2026年", "县水利局"],
        ],
        "南坪县2025年重点项目计划",
    )
    (one,) = [c for c in found.commitments if c.rules[0].startswith("table.")]
    assert (one.subject, one.deadline) == ("第二水厂", date(2026, 12, 31))
    assert [(m.subject, m.scope, m.unit) for m in one.measures] == [
        ("总投资", "第二水厂", "万元"),
        ("铺设管网", "第二水厂", "公里"),
    ]


def test_a_table_of_what_was_reached() -> None:
    found = merged(
        [
            ["序号", "类别", "单位", "“十三五”规划目标", "“十三五”完成情况", "完成率"],
            ["1", "整治河道", "条", "350", "396", "113%"],
            ["2", "新开河道", "条", "40", "40", "100%"],
        ],
        "安岭市内涝治理规划（2021—2025年）",
    )
    promised, stated = told(found)
    assert promised == []
    assert stated[:3] == [
        ("整治河道", None, "=", "350", "条", 2020),
        ("整治河道", None, "=", "396", "条", 2020),
        ("完成率", "整治河道", "=", "113", "%", None),
    ]


def test_same_as_above_and_rows_that_go_on() -> None:
    rows = [
        ["序号", "任务", "措施", "牵头单位", "完成时限"],
        ["1", "建设医共体", "统一药品管理。", "县卫健局", "9月底前"],
        ["", "", "就诊率达到90%以上。", "", ""],
        ["2", "分级诊疗", "签约率达到45%。", "同上", "〃"],
        ["3", "中医服务", "覆盖12个乡镇。", "", "12月底前"],
    ]
    health = [("县卫健局", "lead")]
    assert duties(rows) == [
        ("建设医共体", date(2024, 9, 30), health),
        ("就诊率达到90%以上。", date(2024, 9, 30), health),
        ("分级诊疗", date(2024, 9, 30), health),
        ("中医服务", date(2024, 12, 31), []),
    ]


def test_a_card_whose_rows_look_like_a_head() -> None:
    found = merged(
        [
            ["任务名称", "小区改造", "<", "<"],
            ["目标任务", "改造小区26个。", "<", "<"],
            ["牵头单位", "市住建局", "配合单位", "市财政局、各街道"],
            ["完成时限", "2024年10月底", "责任领导", "张某"],
        ],
        "海阔市民生实事任务书",
    )
    (one,) = [c for c in found.commitments if c.rules[0].startswith("table.")]
    assert (one.subject, one.deadline) == ("小区改造", date(2024, 10, 31))
    assert [(r.name, r.duty.value) for r in one.responsible] == [
        ("市住建局", "lead"),
        ("市财政局", "support"),
        ("各街道", "support"),
    ]


NAMES = [
    ("能源消费总量（万吨标准煤）①", "能源消费总量", "万吨标准煤"),
    ("全社会用电量(亿千瓦时)", "全社会用电量", "亿千瓦时"),
    ("死亡率（1/10万）*", "死亡率", "1/10万"),
    ("工业增加值增速（不变价）", "工业增加值增速(不变价)", None),
    ("细颗粒物（PM2.5）", "细颗粒物(PM2.5)", None),
    ("粮食产量/万吨", "粮食产量", "万吨"),
]


@pytest.mark.parametrize(("text", "name", "unit"), NAMES)
def test_unit_of_a_name(text: str, name: str, unit: str | None) -> None:
    assert unit_of(fold(text)) == (name, unit)


BOUNDED = [
    ("达标率不低于", "达标率", ">="),
    ("平均噪声(≤)", "平均噪声", "<="),
    ("服务半径(小于)", "服务半径", "<"),
    ("生产总值增长", "生产总值增长", None),
    ("达标率(年末)", "达标率(年末)", None),
    ("不低于", "不低于", None),
]


@pytest.mark.parametrize(("text", "name", "sign"), BOUNDED)
def test_the_bound_of_a_name(text: str, name: str, sign: str | None) -> None:
    found, bound = bounded(fold(text))
    assert (found, bound and bound.value) == (name, sign)


@pytest.mark.parametrize("name", ["达标率（%）≥", "达标率≥（%）", "达标率不低于（%）"])
def test_a_name_that_closes_with_a_bound(name: str) -> None:
    found = merged([["指标", "2024年", "2027年"], [name, "81", "92"], ["绿地率（%）", "30", "36"]], "清源县主要指标")
    promised, stated = told(found)
    assert [(m[0], m[2], m[3]) for m in promised] == [("达标率", ">=", "92"), ("绿地率", "=", "36")]
    assert [(m[0], m[2], m[3]) for m in stated] == [("达标率", "=", "81"), ("绿地率", "=", "30")]


def test_a_column_that_sets_a_bound() -> None:
    found = merged([["指标", "2024年", "2027年目标（≥）"], ["绿地率（%）", "30", "36"]], "清源县主要指标")
    promised, stated = told(found)
    assert [(m[2], m[3]) for m in promised] == [(">=", "36")]
    assert [(m[2], m[3]) for m in stated] == [("=", "30")]


UNSAID = [
    (["2020年", "2025年", "2030年"], [2025, 2030], [2020]),
    (["2023年", "2024年", "2025年"], [2024, 2025], []),
    (["2022年基数", "2023年", "2024年"], [2023, 2024], [2022]),
    (["2025年"], [2025], []),
    (["2024年", "2027年目标"], [2027], [2024]),
    (["2026年", "2027年目标"], [2027], []),
]


@pytest.mark.parametrize(("columns", "promised", "stated"), UNSAID)
def test_years_where_nothing_says_when_the_plan_begins(
    columns: list[str], promised: list[int], stated: list[int]
) -> None:
    found = merged([["指标", "单位", *columns], ["绿地率", "%", *("36" for _ in columns)]], "清源县主要指标")
    assert [[row[5] for row in rows] for rows in told(found)] == [promised, stated]


def test_a_baseline_in_a_unit_of_its_own_is_no_rate() -> None:
    rows = [
        ["指标", "2020年现状", "2025年目标"],
        ["粉尘排放量下降比例（%）", "4120吨", "9"],
        ["覆盖率（%）", "37吨", "60"],
    ]
    found = page(rows, heading="一、目标")
    assert [(m.subject, m.unit) for m in found.facts] == [("粉尘排放量", "吨")]


def test_a_remark_may_follow_the_unit_of_an_indicator() -> None:
    assert unit_of("新增造林面积(万亩)(五年累计)") == ("新增造林面积(五年累计)", "万亩")
    assert unit_of("生产总值(亿元)") == ("生产总值", "亿元")
    assert unit_of("增速(不变价)(试行)")[1] is None


def test_a_head_whose_words_stand_on_two_lines_beside_merged_cells() -> None:
    found = web(
        "<tr><td rowspan=2>序号</td><td rowspan=2>指标名称</td><td>指标</td><td rowspan=2>2025年目标值</td></tr>"
        "<tr><td>属性</td></tr>"
        "<tr><td>1</td><td>绿地率(%)</td><td>约束性</td><td>38</td></tr>"
        "<tr><td>2</td><td>清运率(%)</td><td>预期性</td><td>95</td></tr>"
    )
    assert [(m.subject, m.unit, c.force) for c in found.commitments for m in c.measures] == [
        ("绿地率", "%", Force.MUST),
        ("清运率", "%", Force.SHALL),
    ]


def test_a_later_part_of_a_table_whose_cells_stand_on_lines() -> None:
    head = ["序号", "项目", "类别", "具 体 内 容", "牵头", "部门", "相关责任部门", "完成", "时间"]
    rows = [
        ["41", "推进名校集团建设", "教育局", "6个街道、镇", "2027年"],
        ["42", "保持98%以上的入园率", "教育局", "民政局、残联等相关部门，6个街道、镇", "2026年"],
        ["43", "完成老年大学新建、扩建项目", "住建局", "教育局、财政局", "2027年"],
    ]
    lines = ["青禾县规划工作分解的通知", "规划工作分解之三：社会事业", *head, *(cell for row in rows for cell in row)]
    found = extract(read_bytes("\n\n".join(lines).encode(), "plan.txt", Limits(isolate=False))).commitments
    told = [[(o.name, o.duty.value) for o in c.responsible] for c in found if c.responsible]
    assert told == [
        [("教育局", "lead"), ("6个街道、镇", "responsible")],
        [("教育局", "lead"), ("民政局", "responsible"), ("残联", "responsible"), ("6个街道、镇", "responsible")],
        [("住建局", "lead"), ("教育局", "responsible"), ("财政局", "responsible")],
    ]
    assert [c.deadline for c in found if c.responsible] == [date(2027, 12, 31), date(2026, 12, 31), date(2027, 12, 31)]


def test_words_of_a_task_and_a_year_are_no_owners() -> None:
    cells = [
        ["序号", "任务", "责任单位"],
        ["1", "新建学校", "提高入学率到98%、县教育局"],
        ["2", "新建医院", "2027年、县卫健局"],
    ]
    assert [[o for o, _ in row[2]] for row in duties(cells)] == [["县教育局"], ["县卫健局"]]


def test_a_name_merged_over_rows_of_values_and_a_note_that_says_for_whom() -> None:
    found = web(
        "<tr><td>序号</td><td>指标</td><td>2020年现状</td><td>2025年目标</td></tr>"
        "<tr><td rowspan=2>1</td><td rowspan=2>优良水体比例（%）</td><td>60（国控）</td><td>80（国控）</td></tr>"
        "<tr><td>50（省控及以上）</td><td>70（省控及以上）</td></tr>"
        "<tr><td>2</td><td>绿地率（%）</td><td>30（快报数）</td><td>38（市下达）</td></tr>"
    )
    assert [(m.subject, m.scope, m.value) for c in found.commitments for m in c.measures] == [
        ("优良水体比例", "国控", 80),
        ("优良水体比例", "省控及以上", 70),
        ("绿地率", None, 38),
    ]
    assert [(m.subject, m.scope, m.value) for m in found.facts] == [
        ("优良水体比例", "国控", 60),
        ("优良水体比例", "省控及以上", 50),
        ("绿地率", None, 30),
    ]


def test_what_a_year_is_expected_to_bring_is_promised_and_the_growth_is_left() -> None:
    found = merged(
        [
            ["指标", "2025年", "2030年目标", "2031年展望", "年均增速"],
            ["用电量(亿千瓦时)", "30", "45", "48", "8.4%"],
        ],
        "青禾县电力发展“十五五”规划",
    )
    made = [m for c in found.commitments if c.rules[0].startswith("table.") for m in c.measures]
    assert [(str(m.value), m.deadline.year if m.deadline else None) for m in made] == [("45", 2030), ("48", 2031)]
