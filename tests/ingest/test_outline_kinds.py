"""Lines that are neither heading nor running text."""

from __future__ import annotations

import pytest

from ingest.furniture import is_noise, opens_tail
from ingest.kinds import (
    is_addressee,
    is_contents_head,
    is_contents_line,
    is_date_line,
    is_document_title,
    is_meta,
    is_organ,
    is_red_head,
    is_unit_line,
)


@pytest.mark.parametrize(
    "line",
    [
        "1. 当前位置:",
        "2. 首页\xa0>\xa0政务公开 > 文件",
        "3. > 正文",
        "打印本页  关闭窗口",
        "扫一扫在手机打开当前页",
        "推荐阅读",
        "责任编辑：王某",
        "上一篇：关于召开会议的通知",
        "# Page 1020:",
        "— 12 —",
        "第 3 页 共 10 页",
        "3/10",
        "网站地图 | 联系我们",
        "原文链接：https://example.org/a.html",
        "主办单位：某某委员会 地址：某路1号 邮编：100000",
    ],
)
def test_noise(line: str) -> None:
    assert is_noise(line)


@pytest.mark.parametrize(
    "line",
    [
        "（三）加强相关新闻宣传",
        "5.推进微信公众号建设",
        "40",
        "1.完善下载服务",
        "在首页显著位置设置专栏，及时公开办事指南。",
        "加强网络建设",
    ],
)
def test_text_is_no_noise(line: str) -> None:
    assert not is_noise(line)


@pytest.mark.parametrize(("line", "tail"), [("推荐阅读", True), ("文章来源|某刊", True), ("加强推荐阅读工作", False)])
def test_opens_tail(line: str, tail: bool) -> None:
    assert opens_tail(line) is tail


@pytest.mark.parametrize(
    "line",
    [
        "青政办发〔2022〕9号",
        "（青政办发[2022]9号）",
        "第12号",
        "2022年6月20日",
        "二〇二二年六月二十日",
        "二〇二二年三月",
        "(此件公开发布)",
        "完成时限:2022年12月底前",
        "牵头单位：县卫健局",
        "（责任单位：县卫健局、县财政局）",
        "索  引  号 qh07/2022-00118 主题分类 教育",
        "成文日期 2022-05-11 09:20 发布日期 2022-05-16 15:05",
        "信息发布时间:2024-03-12 08:15:30",
        "抄送：县委有关部门。",
        "青禾县人民政府办公室2022年4月8日印发",
    ],
)
def test_meta(line: str) -> None:
    assert is_meta(line)


@pytest.mark.parametrize(
    "line",
    [
        "到2022年6月20日，全面完成建设任务。",
        "（责任单位：县卫健局）制订工作规程，规范服务流程",
        "名称规范、标识统一。",
        "责任单位要按期完成。",
    ],
)
def test_text_is_no_meta(line: str) -> None:
    assert not is_meta(line)


def test_a_line_that_says_who() -> None:
    assert is_unit_line("县教育局、青禾银行县支行分别牵头落实")
    assert not is_unit_line("加强管护，抓好责任牵头落实")
    assert not is_unit_line("县教育局牵头落实政策")


def test_unit_line_in_square_brackets() -> None:
    assert is_unit_line("【责任单位】：县卫健局")


@pytest.mark.parametrize(
    ("line", "addressee"),
    [
        ("各乡(镇)、场,县人民政府各工作部门、县直各单位:", True),
        ("厅机关相关处(室)、直属单位：", True),
        ("各省、自治区、直辖市人民政府，国务院各部委：", True),
        ("总体目标:", False),
        ("主要任务如下：", False),
    ],
)
def test_addressee(line: str, addressee: bool) -> None:
    assert is_addressee(line) is addressee


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("青禾县推进医疗服务优质发展工作规划(2021—2025年)", True),
        ("关于印发《青禾县能源发展规划》的通知", True),
        ("云岭市能源工作方案2021-2035年", True),
        ("专栏1：重点工程计划", False),
        ("一、实施方案", False),
        ("制定实施方案。", False),
        ("总体要求", False),
    ],
)
def test_document_title(line: str, title: bool) -> None:
    assert is_document_title(line) is title


@pytest.mark.parametrize(
    ("line", "organ"),
    [
        ("青禾县人民政府办公室", True),
        ("云岭市发展和改革委员会", True),
        ("加强组织领导", False),
        ("优化审批服务", False),
    ],
)
def test_organ(line: str, organ: bool) -> None:
    assert is_organ(line) is organ


def test_head_of_official_paper() -> None:
    assert is_red_head("青禾县人民政府办公室文件")
    assert not is_red_head("有关文件要求")


@pytest.mark.parametrize(
    ("line", "entry"),
    [
        ("一、总体要求……………………3", True),
        ("第一章 形势·················12", True),
        ("（二）目标 ................ 4", True),
        ("一、总体要求", False),
        ("到2025年……", False),
    ],
)
def test_contents_line(line: str, entry: bool) -> None:
    assert is_contents_line(line) is entry


def test_contents_head() -> None:
    assert is_contents_head("目  录")
    assert not is_contents_head("目录管理")


@pytest.mark.parametrize(
    ("line", "date"), [("2022年6月20日", True), ("2022.6.20", True), ("2022年6月20日前完成", False)]
)
def test_date_line(line: str, date: bool) -> None:
    assert is_date_line(line) is date
