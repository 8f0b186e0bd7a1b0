"""Pages of government sites: the article is read, what stands around it never makes a sentence."""

from __future__ import annotations

import pytest

from extract.pipeline import extract
from ingest.model import BlockKind, Document
from ingest.read import read_bytes

TITLE = "岚溪县人民政府办公室关于印发《岚溪县养老服务三年行动方案》的通知"
LINES = [
    "各乡镇人民政府，县直各单位：",
    "《岚溪县养老服务三年行动方案》已经县政府同意，现印发给你们，请认真贯彻执行。",
    "岚溪县人民政府办公室",
    "2024年3月8日",
    "岚溪县养老服务三年行动方案",
    "为加快完善养老服务体系，结合我县实际，制定本方案。",
    "一、工作目标",
    "到2026年，新增养老床位800张，护理型床位占比达到60%以上。",
    "二、重点任务",
    "（一）建设日间照料中心。2025年底前建成12处。（责任单位：县民政局、县财政局）",
    "（二）发展居家服务。为特殊困难老年人家庭适老化改造500户。（责任单位：县民政局、县残联）",
]
QUOTES = [
    "到2026年，新增养老床位800张，护理型床位占比达到60%以上。",
    "2025年底前建成12处。",
    "为特殊困难老年人家庭适老化改造500户。",
]
TEXT = "".join(f"<p>{line}</p>" for line in LINES)
BROKEN = "<br>".join(f"&nbsp;&nbsp;&nbsp;&nbsp;{line}" for line in LINES)
MENU = '<div class="top"><a href="/">首页</a><a href="/zw">政务公开</a><a href="/hd">互动交流</a></div>'
SHARE = '<div class="fx">分享到：<a>微信</a><a>微博</a><span>【字体：大 中 小】</span><span>关闭窗口</span></div>'
RELATED = (
    '<div class="more"><h3>相关文件</h3><ul><li><a href="a">岚溪县燃气安全实施意见</a> 2024-03-01</li>'
    '<li><a href="b">一图读懂：岚溪县养老服务三年行动方案</a></li></ul></div>'
)
FOOT = (
    '<div class="bottom"><p>主办：岚溪县人民政府办公室 承办：岚溪县政务信息中心</p>'
    "<p>京ICP备00000000号 公网安备00000000000000号 网站标识码：0000000000</p></div>"
)


def page(body: str, head: str = "") -> Document:
    return read_bytes(
        f'<html><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'.encode(), "page.html"
    )


PAGES = {
    "table of data, known container": (
        f"{MENU}<table><tr><td>索引号</td><td>Q01/2024-0001</td><td>文号</td><td>岚政办发〔2024〕17号</td></tr>"
        "<tr><td>成文日期</td><td>2024年3月8日</td><td>发布日期</td><td>2024年3月12日</td></tr></table>"
        f'<h1>{TITLE}</h1><div class="TRS_Editor">{TEXT}{SHARE}</div>{RELATED}{FOOT}',
        f"<title>{TITLE}-岚溪县人民政府网站</title>",
    ),
    "broken lines, column of news": (
        f'{MENU}<div class="wrap"><div class="left"><h4>热点信息</h4><ul>'
        + "".join(
            f'<li><a href="{n}">县领导调研第{n}项重点工程，要求确保完成投资{n}亿元。</a></li>' for n in range(2, 9)
        )
        + f'</ul></div><div class="right"><div>{TITLE}</div><div>发布时间：2024-03-12 09:30 来源：县政府办</div>'
        f"<div>{BROKEN}</div>{SHARE}<p>上一篇：<a>岚溪县人民政府关于目标考核的通报</a></p></div></div>{RELATED}{FOOT}",
        "",
    ),
    "list of data, files, links to explanations": (
        "<div><ul><li>网站首页</li><li>走进岚溪</li></ul><div>今天是2024年3月20日 星期三 天气：晴 气温5-12℃</div></div>"
        "<div><ul><li><b>发布机构：</b>县政府办</li><li><b>文&nbsp;&nbsp;号：</b>岚政办发〔2024〕17号</li>"
        f"<li><b>发布日期：</b>2024-03-12</li></ul><div><h2>{TITLE}</h2>{TEXT}</div><div><p>附件：</p>"
        '<p>1.<a href="/f/1.xls">岚溪县养老服务任务分工表.xls</a></p>'
        '<p>2.<a href="/f/2.pdf">岚溪县养老服务项目清单.pdf</a></p></div>'
        '<div>政策解读：<a href="jd">《岚溪县养老服务三年行动方案》政策解读</a></div></div>' + FOOT,
        f'<meta name="ArticleTitle" content="{TITLE}">',
    ),
    "tables for layout": (
        f"<table><tr><td>{MENU}</td></tr><tr><td><table><tr><td>"
        + "".join(f'<a href="{n}">栏目{n}</a><br>' for n in range(8))
        + f"</td><td><table><tr><td align=center><b>{TITLE}</b></td></tr>"
        "<tr><td>2024-03-12 &nbsp; 来源：县政府办 &nbsp; 点击数：55</td></tr>"
        f"<tr><td>{BROKEN}</td></tr><tr><td>【打印本页】【关闭窗口】</td></tr></table></td></tr></table></td></tr>"
        "<tr><td>版权所有：岚溪县人民政府 未经许可不得转载<br>技术支持：某某科技有限公司</td></tr></table>",
        "<title>政策文件</title>",
    ),
    "elements beside the text inside the article": (
        f"<header>{MENU}</header><main><article><h1>{TITLE}</h1><p>2024-03-12 字号：大中小 语音播报</p>"
        f"<section>{TEXT}</section>"
        "<aside><h3>智能推荐</h3><p>各乡镇要在2024年6月底前完成自建房排查，整改率达到100%。</p></aside></article></main>"
        f'<div class="comment"><h3>网友评论</h3><p>建议2025年前新增床位1000张。</p></div><footer>{FOOT}</footer>',
        f"<title>{TITLE} - 政府信息公开</title>",
    ),
}


@pytest.mark.parametrize("name", PAGES)
def test_only_the_article_speaks(name: str) -> None:
    document = page(*PAGES[name])
    assert document.header.title == TITLE
    assert (document.header.issuer, str(document.header.issued)) == ("岚溪县人民政府办公室", "2024-03-08")
    assert str(document.header.released) == "2024-03-12"
    assert [h.title for h in document.headings] == ["工作目标", "重点任务", "建设日间照料中心", "发展居家服务"]
    spoken = [document.text[b.span.start : b.span.end] for b in document.blocks if b.kind is BlockKind.PARAGRAPH]
    assert spoken == [LINES[1], LINES[5], LINES[7], LINES[9], LINES[10]]
    assert [c.quote for c in extract(document).commitments] == QUOTES


def test_files_of_a_page_are_listed() -> None:
    document = page(*PAGES["list of data, files, links to explanations"])
    remarks = [problem.message for problem in document.problems if problem.code == "attachments"]
    assert len(remarks) == 1
    assert "任务分工表.xls" in remarks[0]
    assert "项目清单.pdf" in remarks[0]


def test_data_with_bars_in_a_text_is_no_table() -> None:
    lines = [
        f"名 称 | {TITLE} | ||",
        "文号 | 岚政办发〔2024〕17号 | 成文日期 | 2024年3月8日 |",
        "有效性 | 有效 | 公开日期 | 2024-03-12 |",
    ]
    document = read_bytes("\n".join([*lines, TITLE, *LINES]).encode(), "page.txt")
    assert document.tables == ()
    assert document.header.doc_number == "岚政办发〔2024〕17号"
