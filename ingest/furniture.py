"""Page furniture by its words: navigation, share boxes, adverts, editors' lines, page numbers."""

from __future__ import annotations

import re

from ingest.markers import read_marker

_LONGEST = 120
"""A longer line is text, whatever word of a page's furniture stands in it."""

_ANYWHERE = (
    r"当前位置|您(?:现在)?(?:的|所在)(?:的)?位置",
    r"首页[ \t\u3000]{0,3}[>＞»›/]|[>＞»›][ \t\u3000]{0,3}正文",
    r"打印本页|打印此页|关闭(?:本页|窗口|页面|此页)|【(?:打印|关闭|大|中|小|字体)",
    r"扫一扫|扫码|长按.{0,6}(?:识别|二维码)|二维码",
    r"字体[:：]|字号[:：]|大[ ]?中[ ]?小$",
    r"无障碍(?:浏览|阅读)|长者(?:模式|版|助手)",
    r"版权所有|ICP备|公网安备|网站(?:地图|标识码|声明|主办)|政府网站找错|转载请注明|免责声明",
    r"(?:主办|承办|协办)单位[:：].{2,60}(?:地址|电话|邮编|版权|维护)|邮政编码[:：]|技术支持[:：]",
    r"文件下载.{0,3}关于|未经处理的缓存|向上滑动|滑动看下一个|设置星标|微信公众号",
    r"欢迎(?:订阅|分享|关注|转发)|关注[“\"].{0,14}公众号|点击(?:上方|下方|关注|阅读原文|蓝字)",
    r"(?:责任|微信|实习|执行|新媒体|值班)编辑[ ]{0,2}[|｜:：/]|文章来源[|｜]|文章作者[|｜]",
    r"您可能.{0,6}感兴趣|北大法宝|法宝引证码|原文链接[:：]|浏览(?:次数|量)[:：]|访问量[:：]",
)
"""Words that text does not use."""
_AT_START = (
    r"[>＞»›]",
    r"上一[篇条页]|下一[篇条页]",
    r"相关(?:链接|阅读|文章|新闻|解读|文档|稿件|推荐)[:：]?$|(?:推荐|延伸)阅读|热门(?:文章|推荐|文档)|猜你喜欢",
    r"分享(?:到|至)[:：]?",
    r"今天是[ ]?20[0-9]{2}年|天气预报[:：]?",
    r"【?(?:相关|政策|文件|图文|媒体|专家|部门)解读】?(?:[:：]|$|《)|一图(?:读懂|看懂)",
    r"(?:联系我们|关于我们|返回顶部|回到顶部|无障碍|适老化|长者模式|查看原文|阅读原文|其他|登录|注册|收藏|我要纠错|纠错)[:：]?$",
    r"(?:智能问答|首页|下载|文件下载|附件下载|全文下载|导航|搜索|内容|正文|设为首页|加入收藏|繁体|简体|打印|关闭|English)[:：]?$",
    r"(?:编辑|审核|校对|监制|供稿|通讯员|(?:一|二|三|终|初)审)[ ]{0,2}[|｜:：]",
    r"https?://|www\.[a-z]|#[ ]?Page[ ]?[0-9]{1,5}",
    r"[\u4e00-\u9fff]{1,8}说$",
    r".{2,60}(?:记者|通讯员)[ ]?[\u4e00-\u9fff]{2,4}[ ]?摄$",
    r"[-—–－·•]{1,3}[ ]?[0-9０-９]{1,4}[ ]?[-—–－·•]{1,3}$",
    r"第[ ]?[0-9]{1,4}[ ]?页(?:[ ,，/／]{0,2}共[ ]?[0-9]{1,4}[ ]?页)?$|[0-9]{1,4}[ ]?[/／][ ]?[0-9]{1,4}(?:[ ]?页)?$",
)
"""Words that are furniture where a line opens with them."""
_TAIL = (
    r"文章来源[|｜:：]|(?:责任|微信)编辑",
    r"^(?:推荐|延伸)阅读|^相关(?:链接|阅读|文章|新闻|推荐|稿件)[:：]?$|^热门(?:文章|推荐)|猜你喜欢|您可能.{0,6}感兴趣",
    r"欢迎(?:订阅|分享|关注)|扫一扫|版权所有",
    r"^[ ]?(?:打印本页|关闭窗口|分享到|上一篇|下一篇)|^文件下载",
)
"""Words behind which a page holds nothing of the document."""
_SEARCH = re.compile("|".join(_ANYWHERE))
_MATCH = re.compile("|".join(f"(?:{p})" for p in _AT_START))
_TAIL_SEARCH = re.compile("|".join(_TAIL))
_NAVIGATION = re.compile(r"当前位置|首页|[>＞»›]")


def is_noise(text: str) -> bool:
    """Whether a line is navigation, an advert or page furniture."""
    line = text.replace("\xa0", " ").strip()
    if len(line) > _LONGEST or line.endswith(("。", "；")):
        return False
    marker = read_marker(line, bare=False)
    if marker is not None:
        # Pages saved as text number their navigation: `2. 首页 > 文件`.
        rest = line[marker.end :]
        if not _NAVIGATION.match(rest):
            return False
        line = rest
    return bool(_MATCH.match(line) or _SEARCH.search(line))


def opens_tail(text: str) -> bool:
    """Whether everything behind this line is page furniture, if it stands near the end."""
    return len(text) <= 2 * _LONGEST and bool(_TAIL_SEARCH.search(text))
