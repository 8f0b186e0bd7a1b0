"""What a document says of itself."""

from __future__ import annotations

from datetime import date

import pytest

from ingest.header import read_header
from ingest.model import Header, Level
from ingest.outline import structure
from ingest.raw import RawDocument, RawLine

P = "各部门要把这项工作摆上重要议事日程，细化工作措施，确保各项任务落到实处，取得实效，让群众满意。"


def header(*lines: str, metadata: dict[str, str] | None = None) -> Header:
    raw = RawDocument("txt", tuple(RawLine(line) for line in lines), metadata or {})
    return read_header(raw, structure(raw), "样本.txt")


PAGE = (
    "当前位置:首页 > 文件",
    "关于印发《青禾县医疗服务发展方案(2022—2030年)》的通知",
    "索  引  号 qh07/2022-00118 主题分类 卫生",
    "名        称 关于印发《青禾县医疗服务发展方案(2022—2030年)》的通知",
    "成文日期 2022-05-11 09:20 发布日期 2022-05-16 15:05",
    "文        号 青政办发〔2022〕14号 有  效  性 有效",
    "发文单位 青禾县人民政府 发布机构 青禾县人民政府",
    "各乡(镇)、县人民政府各工作部门:",
    "《青禾县医疗服务发展方案(2022—2030年)》已经县长办公会议审议通过,现予印发,请认真执行。",
    "2022年5月11日",
    "(此件公开发布)",
    "一、指导思想",
    "根据《基层医疗服务评估办法》(卫督〔2017〕6号)和云岭发〔2021〕3号文件精神，" + P,
)


def test_a_government_page() -> None:
    found = header(*PAGE)
    assert found.title == "关于印发《青禾县医疗服务发展方案(2022—2030年)》的通知"
    assert found.doc_number == "青政办发〔2022〕14号"
    assert found.issuer == "青禾县人民政府"
    assert found.region is not None and (found.region.name, found.region.code) == ("青禾县", None)
    assert found.level is Level.COUNTY
    assert (found.issued, found.released) == (date(2022, 5, 11), date(2022, 5, 16))
    assert found.period == (2022, 2030)
    assert [c.text for c in found.cites] == ["《基层医疗服务评估办法》(卫督〔2017〕6号)", "云岭发〔2021〕3号"]


def test_places_point_at_the_text() -> None:
    raw = RawDocument("txt", tuple(RawLine(line) for line in PAGE), {})
    structured = structure(raw)
    found = read_header(raw, structured, "样本.txt")
    read = {name: structured.text[span.start : span.end] for name, span in found.places.items()}
    assert read["doc_number"] == found.doc_number
    assert read["issuer"] == found.issuer
    assert read["issued"].startswith("2022-05-11")
    assert read["released"].startswith("2022-05-16")
    assert read["region"] == "青禾县"
    assert [structured.text[c.span.start : c.span.end] for c in found.cites] == [c.text for c in found.cites]


def test_a_notice_on_paper() -> None:
    found = header(
        "太原市人民政府办公厅关于加强供水工作的实施意见", "（并政办发〔2017〕8号）", "各县（市）、区人民政府：",
        P, "一、要求", P, "太原市人民政府办公厅", "2018年5月4日",
    )  # fmt: skip
    assert (found.doc_number, found.issuer) == ("并政办发〔2017〕8号", "太原市人民政府办公厅")
    assert found.region is not None and found.region.code == "140100"
    assert found.issued == date(2018, 5, 4)


def test_the_longer_name_of_one_place_counts() -> None:
    found = header(
        "七星区学校管理办法", "桂政办〔2017〕1号", P, "一、总则", P, "桂林市七星区人民政府办公室", "2018年9月3日"
    )
    assert found.region is not None and (found.region.name, found.region.code) == ("桂林市七星区", "450305")


def test_a_report_of_an_assembly() -> None:
    found = header(
        "政府工作报告", "（2025年1月15日在山西省第十四届人民代表大会第三次会议上）", "各位代表：", P, "一、回顾", P
    )
    assert found.title == "政府工作报告"
    assert found.region is not None and found.region.name == "山西省"
    assert found.issued == date(2025, 1, 15)


def test_an_article() -> None:
    found = header(
        "湖南：多措并举推动供水提质 | 关注",
        "湖南省水利厅 某水利报 2024-04-05",
        P,
        "一、加强统筹，压实责任",
        P,
        "二、加大投入，扩充供给",
        P,
    )
    assert found.title == "湖南：多措并举推动供水提质"
    assert (found.issuer, found.released, found.issued) == ("湖南省水利厅", date(2024, 4, 5), None)


def test_news_without_issuer() -> None:
    found = header("• 山东:“六项措施”推进供水均衡发展", "信息发布时间:2024-03-12 08:15:30", P, P)
    assert (found.title, found.issuer) == ("山东:“六项措施”推进供水均衡发展", None)
    assert found.region is not None and found.region.name == "山东省"
    assert (found.released, found.level) == (date(2024, 3, 12), Level.PROVINCE)


def test_a_text_that_says_nothing() -> None:
    found = header("为推进我市供水发展，制定本方案。一、要求", "各乡镇、各部门要加强领导，各乡镇负总责。" + P)
    assert (found.title, found.doc_number, found.issuer, found.region, found.issued, found.period) == (None,) * 6
    assert found.level is Level.COUNTY


@pytest.mark.parametrize(
    ("line", "title"),
    [
        (
            "5. 云岭市人民政府办公室关于印发《云岭市方案》的通知（2023年3月29日）",
            "云岭市人民政府办公室关于印发《云岭市方案》的通知",
        ),
        ("关于印发青禾县节水方案的通知（青政办发〔2021〕33号）", "关于印发青禾县节水方案的通知"),
        ("青禾县关于印发节水方案的通知 -- 青禾县水利委员会", "青禾县关于印发节水方案的通知"),
        ("青禾县节水工作方案_青禾县人民政府网", "青禾县节水工作方案"),
    ],
)
def test_titles_are_cleaned(line: str, title: str) -> None:
    assert header(line, P, "一、要求", P).title == title


def test_a_page_may_set_the_number_in_front_of_the_title() -> None:
    found = header(
        "青政发〔2016〕22号《青禾县人民政府关于印发〈青禾县供水方案〉的通知》", "各乡镇人民政府：", "一、总体要求", P
    )
    assert found.title == "青禾县人民政府关于印发〈青禾县供水方案〉的通知"
    assert (found.doc_number, found.issuer) == ("青政发〔2016〕22号", "青禾县人民政府")


def test_a_notice_without_title_gives_that_of_its_plan() -> None:
    found = header(
        "各乡镇人民政府：", "《青禾县供水方案》已经县政府同意，现印发给你们，请认真执行。", "一、总体要求", P
    )
    assert found.title == "青禾县供水方案"


def test_a_title_over_lines_that_its_notice_names() -> None:
    lines = (
        "各乡镇人民政府：",
        "《青禾县进一步完善供水服务体系实施方案》已经县政府同意，现印发给你们。",
        "青禾县人民政府",
        "2024年4月8日",
    )
    found = header("青政发〔2024〕4号", *lines, "青禾县进一步完善", "供水服务体系实施方案", "一、总体要求", P)
    assert found.title == "青禾县进一步完善供水服务体系实施方案"


def test_a_title_over_lines_that_stand_apart() -> None:
    title = ("青禾县人民政府办公室关于印发青禾县", "进一步放宽准入方便社会办医", "实施方案的通知")
    lines = tuple(RawLine(line, gap_before=True) for line in (*title, "青政办发〔2023〕5号", "一、总体要求", P))
    raw = RawDocument("txt", lines, {})
    assert read_header(raw, structure(raw), "样本.txt").title == "".join(title)


def test_a_title_whose_first_line_ends_with_what_is_done() -> None:
    first, second = "青禾县人民政府办公室关于印发", "青禾县处置森林火灾应急预案的通知"
    found = header(first, second, "各乡镇人民政府：", "一、总体要求", P)
    assert (found.title, found.issuer) == (first + second, "青禾县人民政府办公室")


def test_the_place_that_a_policy_is_adapted_to() -> None:
    found = header("为落实省政府部署，结合保定市实际，制定本方案。", "一、总体要求", P)
    assert found.title is None and found.region is not None and found.region.name == "保定市"
    assert header("为落实省政府部署，结合自身实际，制定本方案。", "一、总体要求", P).region is None


@pytest.mark.parametrize(
    "line", ["2021-06-25 16:57 来源:县生态环境局", "来源:某某日报  时间:2021-06-25", "来源：某网 发布时间：2021-06-25"]
)
def test_the_stamp_of_a_page_says_when_it_went_online(line: str) -> None:
    assert header("青禾县供水方案", line, "一、总体要求", P).released == date(2021, 6, 25)


@pytest.mark.parametrize(
    "line", ["∙【制定机关】青禾县人民政府", "制发机关 青禾县人民政府", "制定机关 | 青禾县人民政府 |"]
)
def test_labels_without_a_colon(line: str) -> None:
    assert header(line, "关于加强供水工作的通知", "一、总体要求", P).issuer == "青禾县人民政府"


def test_labels_that_lost_their_grid() -> None:
    title = "青禾县人民政府办公室关于印发《青禾县治理攻坚行动方案》的通知"
    lines = (
        "索引号01236-5/2017-34",
        "发文机关青禾县人民政府办公室 主题词治理攻坚行动",
        f"标题{title}",
        "主题分类其他 发布日期2017-10-09",
    )
    found = header(*lines, title, "各乡镇人民政府：", "一、总体要求", P)
    assert (found.title, found.issuer, found.released) == (title, "青禾县人民政府办公室", date(2017, 10, 9))


def test_number_and_date_behind_the_title() -> None:
    found = header("关于印发青禾县节水方案的通知（青政办发〔2021〕33号）", P, "一、要求", P)
    assert found.doc_number == "青政办发〔2021〕33号"
    dated = header("青禾县人民政府关于印发《青禾县节水方案》的通知（2023年3月29日）", P, "一、要求", P)
    assert (dated.issued, dated.issuer) == (date(2023, 3, 29), "青禾县人民政府")


def test_a_cited_number_is_not_the_own() -> None:
    assert (
        header("青禾县节水方案", "根据《节水办法》（水办〔2020〕5号），制定本方案。", "一、要求", P).doc_number is None
    )


def test_an_order_has_a_number() -> None:
    assert header("青禾县节水管理规定", "第12号", P, "一、要求", P).doc_number == "第12号"


def test_metadata_of_the_format() -> None:
    metadata = {
        "ArticleTitle": "青禾县节水方案",
        "发文字号": "青政发〔2023〕1号",
        "发文机关": "青禾县人民政府",
        "PubDate": "2023-02-03 10:00",
    }
    found = header("青禾县节水方案", P, "一、要求", P, metadata=metadata)
    assert (found.doc_number, found.issuer, found.released) == ("青政发〔2023〕1号", "青禾县人民政府", date(2023, 2, 3))


def test_printed_date() -> None:
    found = header("云岭市供水规划", "一、要求", P, "抄送：市委有关部门。", "云岭市人民政府办公室2022年4月8日印发")
    assert found.issued == date(2022, 4, 8)


def test_titles_over_several_lines() -> None:
    found = header("青禾县人民政府办公室", "关于印发《青禾县供水规划》的通知", "各乡镇人民政府：", P, "一、要求", P)
    assert found.title == "青禾县人民政府办公室关于印发《青禾县供水规划》的通知"


@pytest.mark.parametrize(
    ("lines", "level"),
    [
        (("国务院关于加强供水工作的意见", P, "一、要求", P), Level.NATIONAL),
        (("关于加强供水工作的意见", "一、要求", "各县（市）、区要落实责任，各县（市）要加强监管。" + P), Level.CITY),
        (
            ("关于加强供水工作的意见", "一、要求", "各设区市要落实责任，各市（州）要加强监管，各设区市负总责。" + P),
            Level.PROVINCE,
        ),
        (("关于加强供水工作的意见", "一、要求", "全县供水能力提升，我县供水普及率提高。" + P), Level.COUNTY),
        (("关于加强供水工作的意见", "一、要求", P), None),
    ],
)
def test_level_by_wording(lines: tuple[str, ...], level: Level | None) -> None:
    assert header(*lines).level is level


def test_a_headline_that_announces_a_document_gives_its_title_body_and_day() -> None:
    found = header(
        "青禾县人民政府办公室印发《青禾县节约用水三年行动方案》（2025年3月4日）",
        "近日，青禾县人民政府办公室印发了《青禾县节约用水三年行动方案》，全文如下。",
        "一、主要任务",
        P,
    )
    assert (found.title, found.issuer, found.issued) == (
        "青禾县节约用水三年行动方案",
        "青禾县人民政府办公室",
        date(2025, 3, 4),
    )


def test_a_page_dated_when_it_went_online_yields_to_the_signature() -> None:
    found = header(
        "发文机关：青禾县教育局 成文日期：2025年05月15日",
        "发布日期：2025年05月15日",
        "青禾县健康促进委员会关于印发《青禾县健康促进方案》的通知",
        "各乡镇人民政府：",
        "现将《青禾县健康促进方案》印发给你们，请认真执行。",
        "青禾县健康促进委员会",
        "2025年3月17日",
        "一、主要任务",
        P,
    )
    assert (found.issuer, found.issued) == ("青禾县健康促进委员会", date(2025, 3, 17))


@pytest.mark.parametrize(
    "line", ["（2025年3月12日 青禾县人民政府办公室印发）", "（青禾县人民政府办公室 2025年3月12日印发）"]
)
def test_a_bracket_below_the_title_says_who_issued_it_and_when(line: str) -> None:
    found = header("青禾县城乡教育一体化方案", line, "为缩小城乡差距，制定本方案。", "一、主要任务", P)
    assert (found.issuer, found.issued) == ("青禾县人民政府办公室", date(2025, 3, 12))


def test_a_line_with_the_kind_alone_goes_on_with_the_title() -> None:
    found = header("青禾县污水处理提质增效三年行动", "实施方案(2019—2021年)", "一、总体要求", P)
    assert found.title == "青禾县污水处理提质增效三年行动实施方案(2019—2021年)"
