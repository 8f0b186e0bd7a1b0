"""Web pages."""

from __future__ import annotations

import time

import pytest

from ingest.errors import Empty, LimitExceeded, Unreadable
from ingest.formats import html
from ingest.model import BlockKind, Limits
from ingest.raw import RawDocument, RawLine
from ingest.registry import Job
from tests.ingest.contracts import ReaderContract
from tests.ingest.samples import SENTENCE, html_of

JOB = Job("样本.html", ".html")
LONG = (
    "各乡镇要加强组织领导，落实工作责任，健全推进机制，确保各项任务按期完成，"
    "并于每年年底前将进展情况报送县人民政府办公室。"
)
NOISE, META, CELL, TITLE = BlockKind.NOISE, BlockKind.META, BlockKind.CELL, BlockKind.TITLE


class TestContract(ReaderContract):
    name = "html"
    suffix = ".html"

    def write(self, lines: tuple[str, ...]) -> bytes:
        body = "".join(f"<p>{line}</p>" for line in lines)
        return html_of(f'<div class="nav"><a href="/">首页</a></div><div id="zoom">{body}</div>')

    def nested(self, depth: int) -> bytes:
        return html_of("<div><table><tr><td>" * depth + SENTENCE)


def parse(body: str, **options: str) -> RawDocument:
    return html.parse(html_of(body, **options), JOB)


def own(document: RawDocument) -> list[str]:
    return [line.text for line in document.lines if line.kind is None]


def kinds(document: RawDocument) -> dict[str, BlockKind | None]:
    return {line.text: line.kind for line in document.lines}


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("<p>县<b>教育</b>局<span>牵头</span></p>", ["县教育局牵头"]),
        ("一、目标<br>二、任务<br/>三、保障", ["一、目标", "二、任务", "三、保障"]),
        ("<div>一、目标<p>到2025年\n  达标。</p>其余</div>", ["一、目标", "到2025年 达标。", "其余"]),
        ("<p>&nbsp;&nbsp;&nbsp;&nbsp;为加强&nbsp;管理</p>", ["为加强 管理"]),
        ("<pre>第一行\n第二行</pre>", ["第一行", "第二行"]),
        ("<p>正文</p><!-- 注释 --><script>var 甲='乙'</script><style>p{}</style><noscript>丙</noscript>", ["正文"]),
        ("<p>正文</p><p style='display: none'>隐藏</p><p hidden>也隐藏</p>", ["正文"]),
        ("<ul><li>甲单位</li><li>乙单位</li></ul>", ["甲单位", "乙单位"]),
        ("<p>⼈⺠政府</p>", ["人民政府"]),
    ],
)
def test_lines(body: str, lines: list[str]) -> None:
    assert own(parse(body)) == lines


@pytest.mark.parametrize(
    "tag",
    [
        "del",
        "s",
        "strike",
        "span style='text-decoration:line-through'",
        "span style='color:red;Text-Decoration-Line: underline LINE-THROUGH'",
    ],
)
def test_struck_text_was_deleted(tag: str) -> None:
    page = parse(f"<p>到2027年，<{tag}>建成<b>九</b>所，</{tag.split()[0]}>建成三所。</p>")
    assert own(page) == ["到2027年，建成三所。"]
    assert [problem.message for problem in page.problems] == ["文件里有 5 字加了删除线，没有读入。"]


@pytest.mark.parametrize("style", ["text-decoration:underline", "text-decoration:none;animation-name:line-through"])
def test_what_is_not_struck_stays(style: str) -> None:
    page = parse(f"<p>到2027年，<span style='{style}'>建成九所，</span>建成三所。</p>")
    assert own(page) == ["到2027年，建成九所，建成三所。"] and not page.problems


def test_a_strike_that_nobody_closed_deletes_nothing() -> None:
    page = parse(f"<p>旧<s>到2027年，建成三所。</p><p>{LONG}</p>")
    assert own(page) == ["旧到2027年，建成三所。", LONG] and not page.problems


def test_hints() -> None:
    page = parse(
        "<h2>县级方案</h2><p align='center'><b>居中标题</b></p><center>也居中</center>"
        "<p style='text-align:center;font-weight:bold'>样式</p><p><br></p><p>正文</p>"
    )
    by_text: dict[str, RawLine] = {line.text: line for line in page.lines}
    assert by_text["县级方案"].level == 2
    assert (by_text["居中标题"].centered, by_text["居中标题"].bold) == (True, True)
    assert by_text["也居中"].centered
    assert (by_text["样式"].centered, by_text["样式"].bold) == (True, True)
    assert by_text["正文"].gap_before
    assert not by_text["正文"].bold


@pytest.mark.parametrize(
    "shell",
    [
        '<div id="UCAP-CONTENT">{}</div>',
        '<div class="TRS_Editor">{}</div>',
        '<div class="pages_content"><p>{}</p></div>',
        '<div class="wrap"><div class="left">{}</div></div>',
        "<table><tr><td><table><tr><td>{}</td></tr></table></td></tr></table>",
    ],
)
def test_the_text_around_the_article_is_noise(shell: str) -> None:
    links = "".join(f'<li><a href="/{n}">栏目{n}</a></li>' for n in range(12))
    page = parse(
        f"<ul>{links}</ul>{shell.format(f'<p>{LONG}</p><p>{SENTENCE}</p>' * 2)}<div>主办：县政府 承办：办公室</div>"
    )
    assert own(page) == [LONG, SENTENCE, LONG, SENTENCE]
    assert kinds(page)["栏目3"] is NOISE


def test_a_menu_inside_the_article_is_noise_but_an_attachment_is_not() -> None:
    menu = "".join(f'<div><a href="/{n}">导航条目{n}</a></div>' for n in range(6))
    page = parse(f'<div id="zoom">{menu}<p>{LONG * 3}</p><p><a href="/a.doc">附件：任务分工表</a></p></div>')
    assert own(page) == [LONG * 3, "附件：任务分工表"]


@pytest.mark.parametrize(
    ("link", "named"),
    [
        ('<a href="/files/a.docx">附件1：任务分工表</a>', "附件1：任务分工表（/files/a.docx）"),
        ('<a href="https://x.invalid/%E6%96%B9%E6%A1%88.PDF?id=3"><b></b></a>', "方案.PDF（https"),
        ('<a href="a.xls">指标表</a><a href="a.xls">下载</a>', "1 个附件，没有读入，请下载后一起读取：指标表（a.xls）"),
        ('<a href="a.html">解读</a><a>附件.docx</a><a href="http://[x/a.doc">坏</a>', None),
    ],
)
def test_attachments_are_listed(link: str, named: str | None) -> None:
    problems = parse(f'<div id="zoom"><p>{LONG * 3}</p><p>{link}</p></div>').problems
    assert [problem.code for problem in problems] == (["attachments"] if named else [])
    assert named is None or named in problems[0].message


def test_many_attachments_are_counted() -> None:
    links = "".join(f'<a href="{n}.doc">附件{n}</a> ' for n in range(30))
    (problem,) = parse(f"<p>{LONG * 3}</p><p>{links}</p>").problems
    assert "30 个附件" in problem.message
    assert problem.message.count("附件") == 11


def test_the_title_above_the_article() -> None:
    page = parse(
        '<h1>青禾县养老服务实施方案</h1><div class="bar">来源：县人民政府网</div>'
        f'<div id="zoom"><p>{LONG * 2}</p></div>',
        head='<meta charset="utf-8"><meta name="ArticleTitle" content="青禾县养老服务实施方案">'
        '<meta name="PubDate" content="2024-03-06"><meta name="viewport" content="x">',
    )
    found = kinds(page)
    assert found["青禾县养老服务实施方案"] is TITLE
    assert found["来源：县人民政府网"] is META
    assert page.metadata == {"ArticleTitle": "青禾县养老服务实施方案", "PubDate": "2024-03-06", "来源": "县人民政府网"}


META_TABLE = (
    "<table><tr><td>索 引 号：</td><td>1234/2024-00001</td><td>主题分类：</td><td>民政</td></tr>"
    "<tr><td>发文字号：</td><td>青政办发〔2024〕5号</td><td>成文日期：</td><td>2024年3月5日</td></tr>"
    "<tr><td>标　　题：</td><td colspan=3>关于印发方案的通知</td></tr><tr><td>主题词：</td><td></td></tr></table>"
)


def test_the_metadata_table() -> None:
    page = parse(f'{META_TABLE}<div id="zoom"><p>{LONG * 2}</p></div>')
    assert page.metadata["索引号"] == "1234/2024-00001"
    assert page.metadata["发文字号"] == "青政办发〔2024〕5号"
    assert page.metadata["标题"] == "关于印发方案的通知"
    assert "主题词" not in page.metadata
    assert [line.text for line in page.lines if line.kind is META][:2] == [
        "索 引 号： 1234/2024-00001",
        "主题分类： 民政",
    ]


def test_metadata_in_a_list() -> None:
    page = parse(f"<ul><li><b>文号：</b>青政发〔2024〕1号</li></ul><div id='zoom'><p>{LONG * 2}</p></div>")
    assert page.metadata["文号"] == "青政发〔2024〕1号"
    assert kinds(page)["文号：青政发〔2024〕1号"] is META


def test_a_data_table() -> None:
    page = parse(
        f"<div id='zoom'><p>{LONG}</p><table><caption>任务分工表</caption><tr><th>序号</th><th colspan=2>任务</th></tr>"
        "<tr><td rowspan=2>1</td><td>新建</td><td><p>到2025年</p><p>建成</p></td></tr><tr><td>改造</td><td></td></tr>"
        f"</table><p>{LONG}</p></div>"
    )
    cells = [(line.text, line.row, line.column, line.rows, line.columns) for line in page.lines if line.kind is CELL]
    assert cells == [
        ("序号", 0, 0, 1, 1),
        ("任务", 0, 1, 1, 2),
        ("1", 1, 0, 2, 1),
        ("新建", 1, 1, 1, 1),
        ("到2025年 建成", 1, 2, 1, 1),
        ("改造", 2, 1, 1, 1),
    ]
    assert {line.table for line in page.lines if line.kind is CELL} == {0}
    assert "任务分工表" in own(page)


def test_a_data_table_outside_the_article_is_noise() -> None:
    page = parse(
        f"<div id='zoom'><p>{LONG * 3}</p></div>"
        "<table><tr><td>甲</td><td>乙</td></tr><tr><td>丙</td><td>丁</td></tr></table>"
    )
    assert kinds(page)["丙"] is NOISE


def test_titles_and_sentences_broken_by_markup_are_mended() -> None:
    page = parse(
        "<p align=center>青禾县人民政府办公室关于加强养老服务体系</p><p align=center>建设的实施意见</p>"
        "<p>服务半径乡镇不超过3公里，村不超过5<br>公里的要求，合理布局。</p>"
    )
    assert own(page) == [
        "青禾县人民政府办公室关于加强养老服务体系建设的实施意见",
        "服务半径乡镇不超过3公里，村不超过5公里的要求，合理布局。",
    ]


def test_the_list_of_other_articles_is_noise() -> None:
    body = "".join(f"<p>{LONG}</p>" for _ in range(5))
    page = parse(f"<div id='zoom'>{body}<p>相关阅读</p><p>某地出台新政策</p></div>")
    assert kinds(page)["某地出台新政策"] is NOISE


@pytest.mark.parametrize("declared", ["gb2312", "utf-8", "", "nonsense"])
def test_a_wrong_declaration_does_no_harm(declared: str) -> None:
    page = f'<html><meta charset="{declared}"><body><p>{LONG}</p></body></html>'.encode("gbk")
    assert own(html.parse(page, JOB)) == [LONG]


@pytest.mark.parametrize(
    ("body", "error"),
    [
        ("<html></html>", Empty),
        ("<html><body><script>document.write('县')</script></body></html>", Empty),
        ("<html><body><p>。。。</p></body></html>", Empty),
        ("<html><body>" + "\x00\x01\x02\x0e\x0f" * 400 + "</body></html>", Unreadable),
    ],
)
def test_refusals(body: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        html.parse(body.encode(), JOB)


def test_damage_and_limits() -> None:
    assert [p.code for p in html.parse(html_of(f"<p>{LONG}</p>")[:-30] + b"\xff</p>", JOB).problems] == [
        "damaged_bytes"
    ]
    with pytest.raises(LimitExceeded):
        html.parse(html_of(LONG * 20), Job("样本.html", ".html", Limits(characters=100)))


@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 60_000 + SENTENCE,
        "<font>" * 60_000 + SENTENCE + "</font>" * 60_000,
        f"<table><tr><td colspan=99999999>{SENTENCE}<td>a</tr><tr><td rowspan=99999999>b<td>c</tr></table>",
        "<!--" * 20_000 + "-->" + f"<p>{SENTENCE}</p>",
        "<table><tr>" + "<td>1</td>" * 20_000 + f"</tr></table><p>{SENTENCE}</p>",
    ],
    ids=["div", "font", "spans", "comments", "cells"],
)
def test_monsters_are_bounded(body: str) -> None:
    start = time.monotonic()
    assert SENTENCE in [line.text for line in parse(body).lines]
    assert time.monotonic() - start < 15
