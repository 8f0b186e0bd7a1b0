"""Lines of a reader -> blocks, headings, tables."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.model import BlockKind
from ingest.outline import format_title, structure
from ingest.raw import RawDocument, RawLine, Structured

P = "各部门要把这项工作摆上重要议事日程，细化工作措施，确保各项任务落到实处，取得实效，让群众满意。"
TITLE = "青禾县推进医疗服务优质发展实施方案（2023—2025年）"


def made(*lines: str | RawLine, metadata: dict[str, str] | None = None) -> Structured:
    """Structure of lines; a `|` before a text stands for a blank line before it."""
    raw = tuple(
        line if isinstance(line, RawLine) else RawLine(line.lstrip("|"), gap_before=line.startswith("|"))
        for line in lines
    )
    return structure(RawDocument("txt", raw, metadata or {}))


def heads(made: Structured) -> list[tuple[int, str | None, str]]:
    return [(h.level, h.marker, h.title) for h in made.headings]


def kinds(made: Structured) -> list[tuple[str, str]]:
    return [(b.kind.value, made.text[b.span.start : b.span.end]) for b in made.blocks]


def kind_of(made: Structured, text: str) -> BlockKind:
    return next(b.kind for b in made.blocks if made.text[b.span.start : b.span.end] == text)


OUTLINES: list[tuple[str, tuple[str, ...], list[tuple[int, str | None, str]]]] = [
    (
        "absolute levels",
        (
            TITLE,
            P,
            "一、总体要求",
            P,
            "1.基本情况",
            P,
            "2.主要问题",
            P,
            "二、主要任务",
            "(一)优化布局。" + P,
            "(二)加大投入。" + P,
        ),
        [
            (1, "一、", "总体要求"),
            (3, "1.", "基本情况"),
            (3, "2.", "主要问题"),
            (1, "二、", "主要任务"),
            (2, "(一)", "优化布局"),
            (2, "(二)", "加大投入"),
        ],
    ),
    (
        "directives are no headings",
        (
            "（一）关心群体",
            "1.全县各乡镇要切实落实资助政策，继续完善资助制度，认真做好救助工作，确保应助尽助不漏一人。",
            "2.要关爱有困难的职工和家庭。" + P,
            "（二）落实责任",
            "1.所有医院规模不超过2000人。",
            "完成时限：2023年12月底前",
            "2.所有床位不少于500张。",
            "完成时限：2023年12月底前",
        ),
        [(2, "（一）", "关心群体"), (2, "（二）", "落实责任")],
    ),
    (
        "a number that lost its bracket",
        ("2.改善条件", "1完善标准建设。" + P, "2)加强装备使用。" + P, "3加快信息建设。" + P, "3.保障经费", P),
        [
            (3, "2.", "改善条件"),
            (4, "1", "完善标准建设"),
            (4, "2)", "加强装备使用"),
            (4, "3", "加快信息建设"),
            (3, "3.", "保障经费"),
        ],
    ),
    (
        "numbers that all lost their dots",
        ("（二）基本原则", "1坚持以人为本。" + P, "2坚持因地制宜。" + P, "3坚持改革创新。" + P),
        [
            (2, "（二）", "基本原则"),
            (3, "1", "坚持以人为本"),
            (3, "2", "坚持因地制宜"),
            (3, "3", "坚持改革创新"),
        ],
    ),
    (
        "numbering runs on under the next heading",
        (
            "（一）优化审批",
            "1.压减环节。" + P,
            "2.压减时限。" + P,
            "（二）优化监管",
            "3.推行信用监管。" + P,
            "4.推行联合检查。" + P,
        ),
        [
            (2, "（一）", "优化审批"),
            (3, "1.", "压减环节"),
            (3, "2.", "压减时限"),
            (2, "（二）", "优化监管"),
            (3, "3.", "推行信用监管"),
            (3, "4.", "推行联合检查"),
        ],
    ),
    (
        "closed titles on lines of their own",
        ("（一）健全国家制度框架。", P, "（二）推进学分的登记、存储和互认。", P),
        [(2, "（一）", "健全国家制度框架"), (2, "（二）", "推进学分的登记、存储和互认")],
    ),
    (
        "chapters and sections push the rest down",
        (
            "第一章 形势",
            "第一节 成效",
            "（一）环境改善",
            P,
            "第二章 要求",
            "一、指导思想",
            P,
            "第三章 保障",
            "（一）加强领导",
            P,
        ),
        [
            (1, "第一章", "形势"),
            (2, "第一节", "成效"),
            (3, "（一）", "环境改善"),
            (1, "第二章", "要求"),
            (2, "一、", "指导思想"),
            (1, "第三章", "保障"),
            (2, "（一）", "加强领导"),
        ],
    ),
    (
        "articles are directives",
        (
            "第一章 总则",
            "第一条 为规范管理，制定本办法。",
            "第二条 本办法适用于全县。",
            "第二章 附则",
            "第三条 自公布之日起施行。",
        ),
        [(1, "第一章", "总则"), (1, "第二章", "附则")],
    ),
    (
        "circled numbers stand below what encloses them",
        ("1.加强管理", "①加强宣传。" + P, "②加强检查。" + P),
        [(3, "1.", "加强管理"), (4, "①", "加强宣传"), (4, "②", "加强检查")],
    ),
    (
        "lines without number, parallel, under lines that end in a colon",
        (TITLE, P, "总体目标:", "到2035年,全县实现优质均衡", P, "两项行动:", "实施强基行动", P, "实施便民行动", P),
        [
            (1, None, "总体目标"),
            (2, None, "到2035年,全县实现优质均衡"),
            (1, None, "两项行动"),
            (2, None, "实施强基行动"),
            (2, None, "实施便民行动"),
        ],
    ),
    (
        "run-in titles without number",
        ("（一）优化布局", "优化城乡布局。2024年8月底前，" + P, "改善基层条件。" + P, "（二）建强队伍", P),
        [(2, "（一）", "优化布局"), (3, None, "优化城乡布局"), (3, None, "改善基层条件"), (2, "（二）", "建强队伍")],
    ),
    (
        "principles with a comma that open alike",
        ("（二）基本原则。", "坚持育人为本，面向全体。" + P, "坚持因地制宜，分类指导。" + P, "（三）总体目标。" + P),
        [
            (2, "（二）", "基本原则"),
            (3, None, "坚持育人为本，面向全体"),
            (3, None, "坚持因地制宜，分类指导"),
            (2, "（三）", "总体目标"),
        ],
    ),
    (
        "dashes",
        ("二、主要目标", "——服务能力明显提升。" + P, "——保障水平明显提升。" + P),
        [(1, "二、", "主要目标"), (2, None, "服务能力明显提升"), (2, None, "保障水平明显提升")],
    ),
    (
        "items inside a paragraph",
        ("1)全面发展。突出源头防治。" + P + "突出系统治理。" + P + "突出过程管控。" + P + "突出末端利用。" + P,),
        [
            (4, "1)", "全面发展"),
            (5, None, "突出源头防治"),
            (5, None, "突出系统治理"),
            (5, None, "突出过程管控"),
            (5, None, "突出末端利用"),
        ],
    ),
    (
        "stages without number",
        ("一、实施步骤", "第一阶段（2023年3月）", P, "第二阶段（2024年3月）", P, "二、工作要求", P, "三、其他", P),
        [
            (1, "一、", "实施步骤"),
            (2, None, "第一阶段（2023年3月）"),
            (2, None, "第二阶段（2024年3月）"),
            (1, "二、", "工作要求"),
            (1, "三、", "其他"),
        ],
    ),
    (
        "a table that lost its grid has no headings",
        (
            "一、现状",
            P,
            "二、目标",
            P,
            "三、项目",
            P,
            "表1 项目表",
            "序号",
            "名称",
            "1",
            "新建泵站",
            "2",
            "新建管网",
            "四、保障",
            P,
        ),
        [(1, "一、", "现状"), (1, "二、", "目标"), (1, "三、", "项目"), (1, "四、", "保障")],
    ),
    ("sums are no markers", ("1.5亿元用于建设。", "3年内完成改造，" + P), []),
]


@pytest.mark.parametrize(("lines", "expected"), [o[1:] for o in OUTLINES], ids=[o[0] for o in OUTLINES])
def test_outline(lines: tuple[str, ...], expected: list[tuple[int, str | None, str]]) -> None:
    assert heads(made(*lines)) == expected


def test_spans_and_sections() -> None:
    document = made(TITLE, "一、总体要求", "(一)优化布局。" + P, P, "二、保障措施", P)
    text = document.text
    assert [text[h.span.start : h.span.end] for h in document.headings] == [
        "一、总体要求",
        "(一)优化布局",
        "二、保障措施",
    ]
    assert [h.parent for h in document.headings] == [None, 0, None]
    assert [(b.heading, b.section) for b in document.blocks] == [
        (None, None),
        (0, 0),
        (1, 1),
        (None, 1),
        (2, 2),
        (None, 2),
    ]
    assert [b.kind.value for b in document.blocks] == [
        "title",
        "heading",
        "paragraph",
        "paragraph",
        "heading",
        "paragraph",
    ]


def test_an_annex_starts_anew() -> None:
    document = made(
        TITLE, "一、总体要求", P, "二、措施", P, "附件", "青禾县任务分工", P, "一、总体目标", P, "(一)布局科学。" + P
    )
    assert heads(document)[2:] == [(1, "附件", "青禾县任务分工"), (1, "一、", "总体目标"), (2, "(一)", "布局科学")]
    assert [h.parent for h in document.headings] == [None, None, None, 2, 3]
    annex = document.headings[2]
    assert document.text[annex.span.start : annex.span.end] == "附件\n青禾县任务分工"


def test_what_stands_before_the_chapters_and_behind_them_has_headings() -> None:
    document = made(
        TITLE, "前  言", P, "第一章 总体要求", P, "第一节 目标", P, "第二章 任务", P, "第一节 措施", P, "结束语", P
    )
    found = heads(document)
    assert found[0] == (1, None, "前  言") and found[-1] == (1, None, "结束语")


def test_numbered_annexes() -> None:
    document = made(TITLE, P, "附件1：任务清单", P, "附件2", "青禾县职责清单", P)
    assert heads(document) == [(1, "附件1", "任务清单"), (1, "附件2", "青禾县职责清单")]
    assert [h.parent for h in document.headings] == [None, None]


@pytest.mark.parametrize(
    "lines",
    [
        ("附件：1.青禾县任务清单", "2.青禾县职责清单", "青禾县人民政府办公室", "2023年5月6日"),
        ("附件：青禾县任务清单", "青禾县人民政府办公室", "2023年5月6日"),
        ("附件1：青禾县任务清单.docx", "附件2：青禾县职责清单.xlsx"),
        ("附件：青禾县任务清单", P, "青禾县任务清单", P),
        ("附件：青禾县任务清单",),
    ],
)
def test_a_list_of_annexes_is_meta(lines: tuple[str, ...]) -> None:
    document = made(TITLE, P, *lines)
    assert document.headings == ()
    assert kind_of(document, lines[0]) is BlockKind.META


def test_two_plans_in_one_file() -> None:
    notice = "云岭市印发《关于加强学校美育工作的实施意见》《关于加强学校体育工作的实施意见》的通知"
    document = made(
        notice, "云政办发〔2023〕5号", "各县（市）、区人民政府：", P, "云岭市人民政府办公室", "2023年3月2日",
        "关于加强学校美育工作的实施意见", P, "一、指导思想", P, "二、工作目标", P,
        "关于加强学校体育工作的实施意见", P, "一、指导思想", P, "二、主要目标", P,
    )  # fmt: skip
    assert [h[1] for h in heads(document)] == ["一、", "二、", "一、", "二、"]
    assert [t for k, t in kinds(document) if k == "title"] == [
        notice,
        "关于加强学校美育工作的实施意见",
        "关于加强学校体育工作的实施意见",
    ]
    assert [t for k, t in kinds(document) if k == "meta"] == [
        "云政办发〔2023〕5号",
        "各县（市）、区人民政府：",
        "云岭市人民政府办公室",
        "2023年3月2日",
    ]


def test_official_paper() -> None:
    document = made(
        "青禾县人民政府办公室文件",
        "青政办发〔2023〕12号",
        "|青禾县人民政府办公室",
        "关于印发《青禾县能源发展规划》的通知",
        "|各乡镇人民政府：",
        "现将《青禾县能源发展规划》印发给你们。",
        "青禾县能源发展规划",
        "（2021—2025年）",
        "一、现状",
        P,
    )
    assert [t for k, t in kinds(document) if k == "title"] == [
        "青禾县人民政府办公室",
        "关于印发《青禾县能源发展规划》的通知",
        "青禾县能源发展规划",
        "（2021—2025年）",
    ]
    assert kind_of(document, "青禾县人民政府办公室文件") is BlockKind.META


def test_a_title_over_two_lines_inside() -> None:
    document = made(
        "云岭市关于印发云岭市推进农村供水提标扩面三年行动方案的通知", "云政办〔2023〕4号", P,
        "云岭市推进农村供水提标扩面三年", "行动方案", P, "一、提升品质", P,
    )  # fmt: skip
    assert [t for k, t in kinds(document) if k == "title"][1:] == ["云岭市推进农村供水提标扩面三年", "行动方案"]


def test_the_format_names_the_title() -> None:
    lines = ("首页政务", "县政府关于加强供水的几点想法", "一、现状", P)
    assert kind_of(made(*lines, metadata={"title": lines[1] + "-某网"}), lines[1]) is BlockKind.TITLE


def test_the_first_heading_of_a_page_is_its_title() -> None:
    top = RawLine("县里的供水怎么办", kind=BlockKind.HEADING, level=1)
    assert kind_of(made("首页政务", top, P, P), top.text) is BlockKind.TITLE


def test_a_text_without_title_has_none() -> None:
    assert [k for k, _ in kinds(made(P, "一、要求", P))] == ["paragraph", "heading", "paragraph"]


def test_headings_of_the_format() -> None:
    def line(text: str, level: int) -> RawLine:
        return RawLine(text, kind=BlockKind.HEADING, level=level)

    document = made(
        line("关于推进服务的行动计划", 1),
        line("总体目标", 2),
        P,
        line("重点行动", 2),
        line("强基行动", 3),
        P,
        line("便民行动", 3),
        P,
    )
    assert heads(document) == [
        (1, None, "总体目标"),
        (1, None, "重点行动"),
        (2, None, "强基行动"),
        (2, None, "便民行动"),
    ]
    assert document.headings[2].parent == 1


def test_contents_are_noise() -> None:
    document = made(
        "云岭市发展规划", "目  录", "一、发展现状……………1", "二、发展目标", "一、发展现状", P, "二、发展目标", P
    )
    assert [h[2] for h in heads(document)] == ["发展现状", "发展目标"]
    assert [t for k, t in kinds(document) if k == "noise"] == ["目  录", "一、发展现状……………1", "二、发展目标"]


def test_furniture_before_and_behind() -> None:
    document = made("当前位置：首页", TITLE, "一、要求", P, "二、措施", P, "推荐阅读", "别的文章标题", "2023年别的方案")
    assert [t for k, t in kinds(document) if k == "noise"] == [
        "当前位置：首页",
        "推荐阅读",
        "别的文章标题",
        "2023年别的方案",
    ]


def test_a_year_box_is_no_heading() -> None:
    document = made(
        "云岭市规划", "第一章 形势", P, "专栏1：重点工程", "（1）建设泵站；", "（2）建设管网。", "第二章 任务", P
    )
    assert [h[2] for h in heads(document)] == ["形势", "任务"]


def cell(text: str, row: int, column: int, table: int = 0, rows: int = 1) -> RawLine:
    return RawLine(text, kind=BlockKind.CELL, table=table, row=row, column=column, rows=rows)


def test_tables() -> None:
    document = made(
        "任务如下。",
        cell("序号", 0, 0, 7),
        cell("任务", 0, 1, 7),
        cell("1", 1, 0, 7, rows=2),
        cell("", 1, 1, 7),
        cell("一、建设", 2, 1, 7),
    )
    (table,) = document.tables
    assert (table.rows, table.columns, table.header_rows) == (3, 2, 1)
    assert [document.text[c.span.start : c.span.end] for c in table.cells] == ["序号", "任务", "1", "一、建设"]
    assert {b.table for b in document.blocks if b.kind is BlockKind.CELL} == {0}
    assert document.headings == ()


def test_a_table_of_text_has_no_head() -> None:
    document = made(cell("甲" * 50, 0, 0), cell("乙", 0, 1), cell("丙", 1, 0))
    assert document.tables[0].header_rows == 0


def test_a_frame_around_text_is_no_table() -> None:
    document = made(cell("一、要求", 0, 0), cell(P, 1, 0), cell("二、措施", 2, 1), cell(P, 3, 0))
    assert document.tables == ()
    assert [h[2] for h in heads(document)] == ["要求", "措施"]


@pytest.mark.parametrize(
    ("metadata", "title"),
    [
        ({"ArticleTitle": " 某规划 "}, "某规划"),
        ({"标题": "某方案"}, "某方案"),
        ({"Author": "某人"}, None),
        ({"title": " "}, None),
    ],
)
def test_format_title(metadata: dict[str, str], title: str | None) -> None:
    assert format_title(metadata) == title


PIECES = [
    "一、",
    "（一）",
    "1.",
    "2)",
    "附件",
    "附件1：",
    "目录",
    "：",
    "。",
    "，",
    P,
    "总体要求",
    "第一章",
    "《",
    "》",
    "2023年",
    "各乡镇：",
    "——",
    "5",
]


@given(st.lists(st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map("".join), max_size=12))
def test_keeps_every_character(lines: list[str]) -> None:
    document = made(*lines)
    assert document.text.replace("\n", "") == "".join(lines)
    at = 0
    for block in document.blocks:
        assert block.span.start >= at and "\n" not in document.text[block.span.start : block.span.end]
        at = block.span.end
    for i, heading in enumerate(document.headings):
        assert heading.parent is None or heading.parent < i
        assert heading.title in document.text[heading.span.start : heading.span.end].replace("\n", "")
        assert heading.level >= 1


@pytest.mark.parametrize("scrap", ["云政发 20182", "政策要闻"])
def test_nothing_before_the_addressee_heads_a_section(scrap: str) -> None:
    title = "云岭县人民政府关于印发绿道建设方案的通知"
    found = made(title, scrap, "各乡镇人民政府：", P, "总体要求", P, "主要任务", P)
    assert heads(found) == [(1, None, "总体要求"), (1, None, "主要任务")]
    unaddressed = made(title, "总体要求", P, "主要任务", P)
    assert heads(unaddressed) == [(1, None, "总体要求"), (1, None, "主要任务")]
