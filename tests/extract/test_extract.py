"""Documents in, commitments out: what the rooms of the extractor do together."""

from datetime import date

import pytest
from extract_documents import document, measures, plan, shown

from corpus.interchange import interchange
from extract.keys import document_identity, key, squeeze
from extract.model import Force, Role
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
]


@pytest.mark.parametrize(("text", "expected"), SHARED)
def test_measures(text: str, expected: list[object]) -> None:
    assert measures(text) == expected


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


FORCE = [
    ("确保达到95%。", Force.MUST),
    ("完善招生办法。", Force.SHALL),
    ("力争达到85%。", Force.STRIVE),
    ("鼓励有条件的地方开展试点。", Force.ENCOURAGE),
    ("不得举办重点班。", Force.PROHIBIT),
]


@pytest.mark.parametrize(("text", "force"), FORCE)
def test_force(text: str, force: Force) -> None:
    assert plan(text).commitments[-1].force is force


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
