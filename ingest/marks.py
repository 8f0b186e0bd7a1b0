"""How the lines of plans and of the pages around them open and close: what starts a new block, what is furniture.

Shared by the readers that must decide whether two physical lines are one paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.folding import simplified

_CN = "一二三四五六七八九十百零〇"

OPENER = re.compile(
    rf"(?:第[{_CN}\d]{{1,5}}[章节条款编篇部分]"
    rf"|[（(〔\[]\s?[{_CN}\d]{{1,4}}\s?[)）〕\]]"
    rf"|[{_CN}]{{1,4}}\s?[、.．，,](?!\s?[{_CN}]{{1,3}}(?:季度|年级|[线级类期批次楼环档号]|产业|届))"
    r"|\d{1,2}(?:[.．]\d{1,2}){0,3}\s?[、.．](?!\d)"
    r"|\d{1,2}(?:[.．]\d{1,2}){1,3}\s"
    r"|\d{1,2}\s?[)）]"
    r"|[①-⑳⑴-⒇⒈-⒛㈠-㈩❶-❿]"
    r"|[—-]{2,3}|[•●■◆▪★※○□◇►▶➢]"
    r"|附件\s?[\d一二三四五六七八九十]{0,3}(?:$|[:：.．\s])|附\s?[:：]|附录"
    rf"|专栏\s?[{_CN}\d]|表\s?\d|图\s?\d"
    r"|目\s{0,4}录$|前\s{0,4}言$)"
)
"""Openings that begin a new block wherever the line stands."""

LABEL = re.compile(
    r"[（(\[【]?(?:责任单位|牵头单位|配合单位|责任部门|牵头部门|配合部门|责任处室|责任领导|责任人|完成时限|完成期限|完成时间|时间节点|时限要求|"
    r"主办单位|协办单位|实施单位|承办单位|联系人|联系电话|发文单位|发布机构|发文机关|发布日期|成文日期|发文日期|生成日期|印发日期|索引号|"
    r"文号|发文字号|公开方式|公开属性|主题分类|主题词|有效性|时效性|名称|标题|抄送|主送|来源|作者|附件|注)"
    r"[)）\]】]?\s?[:：]"
)
"""Lines that are a label with its value."""

_YEAR = r"(?:\d{4}|[一二三四五六七八九〇○零二]{4})"
DATE_LINE = re.compile(
    rf"[（(]?{_YEAR}\s?年\s?(?:\d{{1,2}}|[{_CN}]{{1,3}})\s?月(?:\s?(?:\d{{1,2}}|[{_CN}]{{1,3}})\s?日)?[)）]?\s?$"
)
"""A date that stands alone."""

NUMBER_LINE = re.compile(
    r"[（(]?[\u4e00-\u9fff]{1,12}\s?[〔\[（(【﹝]\s?\d{4}\s?[〕\]）)】﹞]\s?第?\s?\d{1,5}\s?号[)）]?(?:$|\s)"
)
"""A document number that stands alone."""

_NOTE = re.compile(r"[（(]\s?(?:此件|本文有删减|此文)")
_STOP = "。！？；!?;"
_CLOSERS = "”’」』）)】〕》〉\"'"
_OPEN = {"《": "》", "（": "）", "(": ")", "“": "”", "〔": "〕", "〈": "〉", "【": "】", "[": "]"}


_CHAPTER = re.compile(
    r"(?:20\d\d\s?年度?|过去[一五]年|今年|明年)的?(?:政府|主要|重点)?(?:工作)?(?:情况)?(?:回顾|总结|安排|计划|打算|展望|主要任务|重点工作)"
)


def is_chapter(line: str) -> bool:
    """Whether `line` is a chapter of a report that has no number: `2023年工作回顾`."""
    return len(line) <= 24 and _CHAPTER.fullmatch(line.rstrip("：: ")) is not None


def opens(line: str) -> bool:
    """Whether `line` begins a block by itself: a number, a label, a date or document number alone, a note."""
    head = simplified(line[:40])
    return bool(
        OPENER.match(line) or LABEL.match(head) or DATE_LINE.match(line) or NUMBER_LINE.match(line) or _NOTE.match(line)
    )


def stops(line: str) -> bool:
    """Whether `line` ends as a sentence does, closing brackets and quotes aside."""
    bare = line.rstrip(" ").rstrip(_CLOSERS)
    return bool(bare) and bare[-1] in _STOP


def ends_block(line: str) -> bool:
    """Whether nothing of the same sentence can follow `line`: it stops, trails off, or introduces with a colon."""
    bare = line.rstrip(" ")
    return stops(line) or bare.endswith(("——", "…", ":", "："))


def dangling(line: str) -> bool:
    """Whether `line` cannot be the end of anything: it ends with a comma or inside a bracket that it opened."""
    tail = line.rstrip(" ")[-200:]
    if not tail:
        return False
    if tail[-1] in "，、,《（(“〔〈【[—-／/和与及或" or tail.endswith(("印发", "关于", "转发")):
        return tail[-2:] not in ("——", "--")
    return unclosed(tail)


def hangs(line: str) -> bool:
    """Whether `line` cannot be the start of anything: it opens with a mark that only stands behind something."""
    return len(line) > 2 and line[0] in "%％‰，。、；：？！）)”’》〉」』】〕"


def unclosed(line: str) -> bool:
    """Whether a bracket that `line` opens is not closed in it."""
    for mark, close in _OPEN.items():
        at = line.rfind(mark)
        if at >= 0 and line.find(close, at) < 0 and (close not in ")）" or not _either(line, at)):
            return True
    return False


def _either(line: str, at: int) -> bool:
    """A bracket of one width may be closed by the other width."""
    return line.find(")", at) >= 0 or line.find("）", at) >= 0


_PAGE_NUMBER = re.compile(
    r"(?:[-－—–_·•~\s]{1,6}\s?\d{1,4}\s?[-－—–_·•~\s]{1,6}$"
    r"|第?\s?\d{1,4}\s?页(?:\s?[,，/／]?\s?共?\s?\d{1,4}\s?页)?$"
    r"|共\s?\d{1,4}\s?页[,，]?\s?第\s?\d{1,4}\s?页$"
    r"|(?:#\s?)?[Pp]age\s?\d{1,5}(?:\s?(?:of|/)\s?\d{1,5})?\s?[:：]?$"
    r"|\d{1,4}\s?/\s?\d{1,4}$)"
)

_NOISE = re.compile(
    r"(?:[\d.•\s]{0,6}(?:您?(?:当前|现在|所在)(?:的)?位置|当前位置|您的位置)\s?[:：]?"
    r"|[\d.>\s]{0,6}>\s?(?:正文|详情|内容)$"
    r"|(?:首\s?页|网站首页)\s{0,3}(?:[>＞»/|｜-]|机构|$|(?:[\u4e00-\u9fff]{2,8}\s{1,3}){3,20}[\u4e00-\u9fff]{2,8}$)"
    r"|[\s【\[]{0,3}(?:打印(?:本页|此页|文章|页面)?|关闭(?:窗口|本页|页面)?|返回(?:顶部|首页|列表|上一页)|分享(?:到|至|按钮)?|收藏(?:本页)?|我要纠错|"
    r"字体大小|上一篇|下一篇|下一条|上一条|扫一扫|扫码|繁(?:体(?:版)?)?|无障碍(?:浏览|阅读)?|长者(?:版|模式|助手)|手机版|移动版)"
    r"(?:[\s】\]|｜：:].{0,60})?$"
    r"|字\s?[体号]\s?[:：]?\s?[【\[（(]?\s?大"
    r"|(?:登录|注册)\s?[|｜/]?\s?(?:登录|注册)$"
    r"|查看原文$|阅读原文$|阅读全文$|展开全文$|文章有问题[?？]|点此查看|点击查看|点击(?:下载|阅读)"
    r"|继续滑动看下一个|向[上下]滑动看下一个|轻触阅读原文|长按(?:识别|二维码)|扫(?:描|码|一扫).{0,12}(?:二维码|关注|订阅|分享|阅读)"
    r"|欢迎(?:订阅|关注|分享|转发|扫码)|[①-⑩]?\s?(?:关注|扫码).{0,30}(?:公众号|二维码|订阅)"
    r"|(?:微信)?扫一扫(?:.{0,20}$)|分享到|责任编辑\s?[:：|｜丨]|编辑\s?[:：|｜丨]|(?:实习|微信|本期|值班)编辑\s?[:：|｜丨]|(?:一审|二审|三审|初审|复审|终审|审核|校对|监制)\s?[:：|｜丨]"
    r"|文章来源\s?[|｜丨]|文件下载|附件下载|相关(?:附件|文档)?下载"
    r"|原文链接\s?[:：]|本文链接\s?[:：]|北大法宝|【法宝引证码】|法宝引证码"
    r"|版权所有|主办\s?[:：].{0,40}承办|[©ⓒ]|Copyright\b|.{0,140}(?:[\u4e00-\u9fff]ICP备|公网安备)|网站标识码|网站地图|技术支持\s?[:：]|备案(?:编)?号\s?[:：]"
    r"|浏览(?:次数|量|：)|阅读(?:次数|量)|点击(?:数|次数|率|量)\s?[:：]|请输入关键[词字]|登录$|注册$|搜索$)"
)
_TAIL = re.compile(
    r"(?:(?:推荐|相关|延伸)阅读|相关(?:链接|新闻|文章|稿件|信息|推荐|报道|解读|政策|文件)|热门(?:推荐|文章|新闻)|精彩推荐|猜你喜欢"
    r"|往期(?:回顾|推荐|精彩)|更多(?:精彩|推荐|新闻)|您可能.{0,10}(?:感兴趣|喜欢)|[上下]一篇|欢迎订阅|友情链接|网友评论|热点排行|最新(?:文章|动态))"
    r"(?:内容|列表)?[\s:：>＞》]{0,4}$"
)
_WORDS = re.compile(r"[\u4e00-\u9fff]{2}")
_DOTS = re.compile(r"[.…·．。]{3}")
_LEADER = re.compile(r"[.…·．。]{3,200}\s?\d{1,4}$|[·.…]{12}")

MAX_NOISE = 160
"""A longer line is text, whatever it opens with."""


def is_page_number(line: str) -> bool:
    """Whether `line` is nothing but a page number."""
    return len(line) <= 24 and bool(_PAGE_NUMBER.match(line.strip(" ")))


def is_noise(line: str) -> bool:
    """Whether `line` is furniture by its own words: navigation, print and share lines, credits, page numbers."""
    if len(line) > MAX_NOISE:
        return False
    return bool(_NOISE.match(simplified(line))) or is_page_number(line)


def is_contents(line: str) -> bool:
    """Whether `line` is an entry of a table of contents: dots that lead to a page number."""
    return len(line) <= 400 and _DOTS.search(line) is not None and _LEADER.search(line) is not None


def is_tail(line: str) -> bool:
    """Whether `line` opens the list of other articles that follows an article."""
    return len(line) <= 24 and bool(_TAIL.match(simplified(line)))


def tail_start(lines: Sequence[str]) -> int:
    """Index of the line that opens the list of other articles, or the number of lines.

    Only in the last third, and only where no running text follows.
    """
    for at in range(len(lines) * 2 // 3, len(lines)):
        if is_tail(lines[at]) and not any(_is_body(line) for line in lines[at + 1 :]):
            return at
    return len(lines)


def _is_body(line: str) -> bool:
    return (stops(line) and len(line) > 40) or (len(line) > 30 and bool(OPENER.match(line)))


def has_words(line: str) -> bool:
    """Whether at least two Han characters stand together."""
    return bool(_WORDS.search(line))
