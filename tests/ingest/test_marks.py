"""How lines open and close, and what is furniture."""

from __future__ import annotations

import pytest

from ingest import marks


@pytest.mark.parametrize(
    ("line", "opens"),
    [
        ("一、总体要求", True),
        ("（一）指导思想", True),
        ("(十二)强化保障", True),
        ("1.加快建设", True),
        ("1．加快建设", True),
        ("1）加快建设", True),
        ("第三章 主要任务", True),
        ("第十二条 本办法", True),
        ("①完善制度", True),
        ("——坚持生态优先", True),
        ("附件：任务分工表", True),
        ("附件", True),
        ("完成时限：2025年底前", True),
        ("（责任单位：县民政局）", True),
        ("2024年3月5日", True),
        ("二〇二四年三月五日", True),
        ("青政办发〔2024〕5号", True),
        ("（此件公开发布）", True),
        ("专栏3 重点工程", True),
        ("1.5万千瓦机组投产", False),
        ("2024年3月底前完成改造", False),
        ("里要求，结合实际", False),
        ("附件所列任务按期完成", False),
        ("到2025年，", False),
    ],
)
def test_opens(line: str, opens: bool) -> None:
    assert marks.opens(line) is opens


@pytest.mark.parametrize(
    ("line", "ends", "dangling"),
    [
        ("落实责任。", True, False),
        ("完成改造（县住建局负责）。”", True, False),
        ("各县（市、区）人民政府：", True, False),
        ("生动实践——", True, False),
        ("加强领导，", False, True),
        ("根据《关于加强", False, True),
        ("完成投资5", False, False),
        ("市县（区", False, True),
        ("小规模（学校)", False, False),
        ("县人民政府办公室关于印发", False, True),
        ("一、总体要求", False, False),
        ("", False, False),
    ],
)
def test_ends(line: str, ends: bool, dangling: bool) -> None:
    assert marks.ends_block(line) is ends
    assert marks.dangling(line) is dangling


@pytest.mark.parametrize(
    "line",
    [
        "— 3 —",
        "－12－",
        "- 7 -",
        "第3页 共10页",
        "第 3 页",
        "# Page 1448:",
        "3 / 12",
        "您现在的位置：首页 > 政务公开",
        "当前位置:首页",
        "首页 > 信息公开 > 文件",
        "打印本页  关闭窗口",
        "【打印】【关闭】",
        "分享到：微信 微博",
        "责任编辑：王某某",
        "上一篇：关于召开会议的通知",
        "扫一扫在手机打开当前页",
        "查看原文",
        "版权所有：青禾县人民政府",
        "青ICP备05000000号-1",
        "字体：【大 中 小】",
        "浏览次数：128",
        "欢迎关注公众号",
        "继续滑动看下一个",
    ],
)
def test_noise(line: str) -> None:
    assert marks.is_noise(line)


@pytest.mark.parametrize(
    "line",
    [
        "责任单位：县教育局",
        "打印机等设备配备到位，全面改善办学条件。",
        "首页设计方案由县大数据局提出。",
        "3个百分点",
        "2027年",
        "编制《国土空间规划》，完善配套政策。",
        "主办单位：县民政局",
        "分享发展成果，增进民生福祉。",
        "关闭落后产能企业12家，淘汰老旧设备。",
        "收藏单位要加强文物保护。",
        "来源：县人民政府网",
        "登录用户数达到20万人。",
        "责任编辑" * 60,
    ],
)
def test_no_noise(line: str) -> None:
    assert not marks.is_noise(line)


@pytest.mark.parametrize(
    ("line", "contents"),
    [
        ("一、总体要求.......................3", True),
        ("第一节 指导思想·····19", True),
        ("共计3.5万元", False),
        ("……等问题", False),
    ],
)
def test_contents(line: str, contents: bool) -> None:
    assert marks.is_contents(line) is contents


@pytest.mark.parametrize(
    ("line", "tail"),
    [("推荐阅读", True), ("相关链接：", True), ("相关政策由县局另行制定，各单位要认真落实到位", False)],
)
def test_tail(line: str, tail: bool) -> None:
    assert marks.is_tail(line) is tail
