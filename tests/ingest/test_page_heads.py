"""Title, number, body, dates and place from the heads of pages as content systems save them."""

from __future__ import annotations

import pytest

from ingest.model import Header
from ingest.read import read_bytes

LISTED = "各乡镇人民政府,县直各单位:\n《岚溪县养老服务工作要点》已经县政府同意,现印发给你们。\n"
SIGNED = "岚溪县人民政府办公室\n2023年8月19日\n岚溪县养老服务工作要点\n"
TEXT = "一、总体要求\n到2026年，新增养老床位800张。\n二、重点任务\n新建日间照料中心12处。\n"


def header(text: str) -> Header:
    return read_bytes(text.encode(), "page.txt").header


@pytest.mark.parametrize(
    ("page", "fields"),
    [
        (
            "  • 文号:\n\n    岚政办发〔2023〕12号\n\n  • 成文日期:\n\n    2023-05-06\n\n"
            "  • 发布日期:\n\n    2023年05月09日 16:40\n"
            "  • 有效性:\n\n  • 内容概述:\n\n岚溪县养老服务实施办法\n" + TEXT,
            {
                "title": "岚溪县养老服务实施办法",
                "doc_number": "岚政办发〔2023〕12号",
                "issued": "2023-05-06",
                "released": "2023-05-09",
            },
        ),
        (
            "- 备注/文号:岚政办〔2023〕31号\n- 发布机构:县政府办\n- 公文生成日期:2023-06-23\n"
            "各乡(镇)人民政府,县有关部门:\n"
            "现将《岚溪县养老服务实施办法》印发给你们。\n岚溪县人民政府办公室\n2023年6月23日\n岚溪县养老服务实施办法\n"
            + TEXT,
            {"doc_number": "岚政办〔2023〕31号", "issuer": "岚溪县人民政府办公室", "issued": "2023-06-23"},
        ),
        (
            "- 名 称:青陇地区行政公署关于印发《青陇地区养老服务实施办法》的通知\n- 公文种类 :其他\n"
            "青陇地区行政公署关于印发《青陇地区养老服务实施办法》的通知\n各县人民政府,行署各局:\n现印发给你们。\n"
            "青陇地区行政公署\n2021年10月12日\n青陇地区养老服务实施办法\n" + TEXT,
            {
                "title": "青陇地区行政公署关于印发《青陇地区养老服务实施办法》的通知",
                "issuer": "青陇地区行政公署",
                "issued": "2021-10-12",
                "level": "city",
            },
        ),
        (
            "发布机构: | 区政府办公室 | 发文日期: | 2024-10-10 |\n"
            "文 号: | 岚府办发〔2024〕23号 | 公开类型: | 主动公开 |\n"
            "各镇人民政府、街道办事处:\n《岚溪区养老服务实施方案》已经区政府同意,现转发给你们。\n岚溪区人民政府办公室\n"
            "2024年10月10日\n岚溪区养老服务实施方案\n" + TEXT,
            {"doc_number": "岚府办发〔2024〕23号", "issuer": "岚溪区人民政府办公室", "issued": "2024-10-10"},
        ),
        (
            "岚溪县人民政府关于养老服务的实施意见\n点击数:   时间:2018-03-05 09:12:07\n各乡镇人民政府:\n" + TEXT,
            {"title": "岚溪县人民政府关于养老服务的实施意见", "issuer": "岚溪县人民政府", "released": "2018-03-05"},
        ),
        (
            "政府工作报告\n  ——在岚溪县第十九届人民代表大会第三次会议上\n"
            "  岚溪县人民政府代县长 李 某某\n  (2022年2月8日)\n各位代表:\n"
            "现在,我代表县人民政府向大会报告工作。\n" + TEXT,
            {"title": "政府工作报告", "issuer": "岚溪县人民政府", "issued": "2022-02-08", "level": "county"},
        ),
        (
            "(云南省)2022年岚溪县人民政府工作报告\n2022年2月9日在岚溪县第十九届人民代表大会第三次会议上\n"
            "岚溪县人民政府县长  李某某\n各位代表:\n现在报告工作。\n" + TEXT,
            {"title": "2022年岚溪县人民政府工作报告", "issuer": "岚溪县人民政府", "issued": "2022-02-09"},
        ),
        (
            "国务院关于支持云南养老服务\n高质量发展的意见\n国发〔2023〕160号\n各省、自治区、直辖市人民政府:\n" + TEXT,
            {
                "title": "国务院关于支持云南养老服务高质量发展的意见",
                "issuer": "国务院",
                "region": None,
                "level": "national",
            },
        ),
        (
            "各县人民政府,市直各单位:\n现将实施分工方案印发给你们,请认真落实。\n岚溪市养老服务联席会议办公室\n(岚溪市民政局代章)\n"
            "2017年2月10日\n养老服务发展规划纲要\n(2018—2028年)实施分工方案\n" + TEXT,
            {"title": "养老服务发展规划纲要(2018—2028年)实施分工方案", "issued": "2017-02-10"},
        ),
        (
            "岚溪盟行政公署关于表彰奖励\n养老服务突出贡献者的决定\n(岚署发〔2019〕7号)\n各旗县市人民政府,盟直有关部门:\n"
            + TEXT,
            {
                "title": "岚溪盟行政公署关于表彰奖励养老服务突出贡献者的决定",
                "doc_number": "岚署发〔2019〕7号",
                "issuer": "岚溪盟行政公署",
                "level": "city",
            },
        ),
        # A page heads the notice with the name of its plan, with its number, or with news of it.
        (
            "岚溪县养老服务工作要点\n来源:岚溪县民政网 更新时间:2023-09-04\n\n"
            "岚溪县人民政府办公室关于印发岚溪县养老服务工作要点的通知\n\n" + LISTED + SIGNED + TEXT,
            {
                "title": "岚溪县人民政府办公室关于印发岚溪县养老服务工作要点的通知",
                "issued": "2023-08-19",
                "released": "2023-09-04",
            },
        ),
        (
            "岚政办发[2023]35号岚溪县养老服务工作要点的通知\n时间:2023-09-04 来源: 作者:\n\n"
            "岚溪县人民政府办公室关于印发岚溪县\n\n养老服务\n\n工作要点的通知\n\n" + LISTED + SIGNED + TEXT,
            {
                "title": "岚溪县人民政府办公室关于印发岚溪县养老服务工作要点的通知",
                "doc_number": "岚政办发[2023]35号",
                "issuer": "岚溪县人民政府办公室",
            },
        ),
        (
            "青陇省发布《青陇省养老服务工作方案》\n\n时间:2023-09-04 11:21\n\n"
            "青陇省人民政府关于印发青陇省养老服务工作方案的通知\n\n各市、县人民政府:\n\n"
            "现将《青陇省养老服务工作方案》印发给你们。\n\n青陇省人民政府\n\n青陇省养老服务工作方案\n\n" + TEXT,
            {"title": "青陇省人民政府关于印发青陇省养老服务工作方案的通知", "issuer": "青陇省人民政府"},
        ),
        (
            "“十四五”养老服务规划\n免费文档\nID:27721\n上传者:某人\n国务院关于印发“十四五”养老服务规划的通知\n"
            "国发〔2021〕27\n各省、自治区、直辖市人民政府:\n现将《“十四五”养老服务规划》印发给你们。\n"
            "国务院\n2021 12 9\n“十四五”养老服务规划\n" + TEXT,
            {
                "title": "国务院关于印发“十四五”养老服务规划的通知",
                "issuer": "国务院",
                "issued": "2021-12-09",
                "level": "national",
            },
        ),
        # A page that only says that a plan was issued brings no notice.
        (
            "岚溪县发布《岚溪县养老服务工作方案》\n\n时间:2023-09-04 11:21\n\n" + TEXT,
            {"title": "岚溪县养老服务工作方案", "released": "2023-09-04"},
        ),
        (
            "江晏市水库工作方案印发\n2018-11-19 10:26来源:江晏网\n近日,方案印发,详情如下:\n\n"
            "关于印发《江晏市水库2018年\n\n工作方案》的函\n\n各县(区)人民政府、市有关单位:\n现将《江晏市水库2018年工作方案》印发给你们。\n江晏市水利局\n"
            "2018年11月13日\n江晏市水库2018年工作方案\n" + TEXT,
            {"title": "关于印发《江晏市水库2018年工作方案》的函", "issuer": "江晏市水利局", "issued": "2018-11-13"},
        ),
        # Two bodies sign together; what stands above the title signs nothing.
        (
            "中共岚溪县委办公室岚溪县人民政府办公室印发《岚溪县养老服务意见》的通知(岚办发〔2017〕2号)\n\n各乡镇党委、人民政府:\n\n"
            "现印发给你们。\n\n中共岚溪县委办公室\n\n岚溪县人民政府办公室\n\n2017年1月10日\n\n岚溪县养老服务意见\n\n"
            + TEXT,
            {"issuer": "中共岚溪县委办公室 岚溪县人民政府办公室", "issued": "2017-01-10"},
        ),
        (
            "政府信息公开\n岚溪县人民政府办公室关于印发《岚溪县养老服务意见》的通知\n岚溪县政府\n2021-04-01\n2021-04-01\n有效\n\n"
            "岚溪县人民政府办公室关于印发《岚溪县养老服务意见》的通知\n\n各乡镇人民政府:\n\n" + TEXT,
            {"issuer": "岚溪县人民政府办公室"},
        ),
        # Labels in brackets, labels over their values, stamps without words.
        (
            "[ 索引号 ] 1150/2023-00014 [ 发文字号 ] 岚府办发〔2023〕4号\n[ 主题分类 ] 综合政务 [ 体裁分类 ] 其他公文\n"
            "[ 发布机构 ] 岚溪县政府办公室 [ 有效性 ]\n[ 成文日期 ] 2023-02-23 [ 发布日期 ] 2023-02-27\n\n"
            "岚溪县人民政府办公室关于做好养老工作的通知\n\n" + LISTED + TEXT,
            {"issuer": "岚溪县政府办公室", "issued": "2023-02-23", "released": "2023-02-27"},
        ),
        (
            "岚溪县人民政府关于分解养老任务的通知\n\n发文字号\n"
            "岚政发〔2023〕5号\n发布日期\n2023年02月13日 10:53:20\n效力状态\n有效\n\n"
            "各乡镇人民政府:\n\n现将任务下达给你们。\n\n2023年1月30日\n\n" + TEXT,
            {"doc_number": "岚政发〔2023〕5号", "issued": "2023-01-30", "released": "2023-02-13"},
        ),
        (
            "首页 > 政务公开\n\n  • 7369/2024-000372\n"
            "  • 2024-01-10 15:30:00\n  • 岚政办规〔2024〕1号\n  • 现行有效\n\n"
            "岚溪县养老服务意见\n\n" + TEXT,
            {"doc_number": "岚政办规〔2024〕1号", "issued": None, "released": "2024-01-10"},
        ),
        # Reports before an assembly.
        (
            "首页 民生实事 正文\n\n关于岚溪县养老实事方案的报告\n\n来源:    2023-07-12 15:11:59\n\n"
            "——2023年3月30日在岚溪县第六届人民代表大会\n\n常务委员会第十五次会议上\n\n岚溪县人民政府\n\n主任、各位委员:\n"
            + TEXT,
            {"issuer": "岚溪县人民政府", "issued": "2023-03-30", "released": "2023-07-12"},
        ),
        (
            "2022年计划执行情况和2023年计划执行草案\n\n来源:云中左旗 发布时间:2023-01-10 10:22\n\n"
            "关于云中左旗 2022 年发展计划执行情况\n\n及 2023 年发展计划草案的报告\n\n"
            "——2023 年 1 月 1 日在云中左旗第十七届人民代表大会\n\n"
            "第二次会议上\n\n云中左旗发展和改革委员会主任 白某某\n\n各位代表:\n" + TEXT,
            {
                "title": "关于云中左旗 2022 年发展计划执行情况及 2023 年发展计划草案的报告",
                "issuer": "云中左旗发展和改革委员会",
                "level": "county",
                "issued": "2023-01-01",
            },
        ),
        # The same title again, with its years; a body above the title that is repeated.
        (
            "岚溪县养老服务方案\n\n岚溪县养老服务方案\n\n(2016-2020年)\n\n岚溪县民政局\n\n二O一六年十月\n\n按照要求,制定本方案。\n"
            + TEXT,
            {"title": "岚溪县养老服务方案(2016-2020年)", "issuer": "岚溪县民政局"},
        ),
        (
            "关于印发《岚溪县养老服务方案》的通知\n岚溪县人民政府\n关于印发《岚溪县养老服务方案》的通知\n岚府发〔2023〕2号\n"
            "各镇人民政府:\n现印发给你们。\n2023年1月9日\n岚溪县养老服务方案\n" + TEXT,
            {"title": "岚溪县人民政府关于印发《岚溪县养老服务方案》的通知", "issuer": "岚溪县人民政府"},
        ),
        # What an introduction says was made; what is only referred to.
        (
            "前 言\n养老是大事。根据国家规划,特编制《岚溪县养老服务规划(2020—2025年)》。\n规划期为五年。\n" + TEXT,
            {"title": "岚溪县养老服务规划(2020—2025年)"},
        ),
        ("养老是大事。各乡镇要落实《岚溪县养老服务规划》。\n" + TEXT, {"title": None}),
        (
            "公务邮 无障碍浏览\n登录 | 注册\n您所在的位置: 首页 >> 政策解读\n\n"
            "文字解读┃关于岚溪县《养老服务分工方案》的解读\n\n"
            "发布日期: 2023-03-06\n\n" + TEXT,
            {"title": "关于岚溪县《养老服务分工方案》的解读"},
        ),
        # A file that is an annex alone has its title.
        ("附件\n岚溪县养老服务任务分工表\n" + TEXT, {"title": "岚溪县养老服务任务分工表"}),
        ("近年来，养老事业发展较快。\n附件\n岚溪县养老服务任务分工表\n" + TEXT, {"title": None}),
        ("岚溪县养老服务意见\n\n[岚溪县人民政府]2016-05-09字号: |\n\n" + TEXT, {"released": "2016-05-09"}),
        ("岚溪县养老服务意见\n\n2024-05-30 07:29:00 岚溪新闻网\n\n" + TEXT, {"released": "2024-05-30"}),
    ],
)
def test_heads_of_pages(page: str, fields: dict[str, str | None]) -> None:
    found = header(page)
    values = {name: getattr(found, name) for name in fields}
    assert {name: str(value) if value is not None else None for name, value in values.items()} == fields


@pytest.mark.parametrize(
    ("line", "field", "expected"),
    [
        ("发 文 字 号:岚政发〔2023〕5号主    题:综合政务", "doc_number", "岚政发〔2023〕5号"),
        ("  • 时间:2023-06-12 10:05:31", "released", "2023-06-12"),
        ("日期:2024-02-19 11:20 来源:县政府办公室", "released", "2024-02-19"),
        ("实施时间:2024-02-19", "released", None),
    ],
)
def test_labels_of_pages(line: str, field: str, expected: str | None) -> None:
    value = getattr(header(f"岚溪县养老服务实施办法\n{line}\n各乡镇人民政府:\n" + TEXT), field)
    assert (str(value) if value is not None else None) == expected


@pytest.mark.parametrize(("said", "place"), [("", "云岭市"), ("推动我省发展。\n", None)])
def test_a_page_without_place_is_of_the_body_that_gave_its_text(said: str, place: str | None) -> None:
    found = header("养老服务意见解读\n发布日期:2024-04-02 15:35\n来源:云岭市政府办\n" + said + TEXT).region
    assert (found.name if found else None) == place


def test_a_name_cut_short_is_the_place_that_the_title_names() -> None:
    page = "政府工作报告\n——在西乌珠穆沁旗第十九届人民代表大会第三次会议上\n"
    page += "西乌旗人民政府旗长 某某某\n(2022年2月8日)\n各位代表:\n"
    region = header(page + TEXT).region
    assert region is not None
    assert (region.name, region.code) == ("西乌珠穆沁旗", "152526")


def test_a_cited_title_on_a_line_of_its_own_belongs_to_its_sentence() -> None:
    text = (
        "岚溪县养老服务实施方案\n为贯彻落实\n《全县养老服务规划》(岚政发[2016]7号)精神,完善服务网络,制定本方案。\n"
        + TEXT
    )
    document = read_bytes(text.encode(), "page.txt")
    assert "为贯彻落实《全县养老服务规划》" in document.text
    assert [h.title for h in document.headings] == ["总体要求", "重点任务"]


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("（一）指导思想以保障基本为重点，坚持政府主导、社会参与，完善服务网络。", "指导思想"),
        ("（一）工作目标到2026年，全县新增养老床位800张，护理型床位占比达到60%。", "工作目标"),
    ],
)
def test_a_shared_title_ends_where_its_sentence_opens(line: str, title: str) -> None:
    text = f"岚溪县养老服务实施方案\n一、总体要求\n{line}\n（二）基本原则\n"
    text += "1.政府主导。统筹资源，完善政策。\n2.社会参与。放开市场，引导投入。\n"
    headings = read_bytes(text.encode(), "page.txt").headings
    assert [h.title for h in headings][:2] == ["总体要求", title]
