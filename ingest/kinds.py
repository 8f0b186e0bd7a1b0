"""What a line is when it is neither heading nor running text: page furniture, document data, a document's title."""

from __future__ import annotations

import re

from ingest.markers import read_marker

_GAP = r"[ \t\u3000]{0,6}"

_LABELS = (
    "索引号|主题分类|主题词|体裁分类|组配分类|服务对象|公文种类|信息分类|分类|名称|标题|文号|发文字号|文件编号|成文日期|发文日期|生成日期|"
    "发布日期|发布时间|信息发布时间|公开日期|公开时间|生效日期|施行日期|废止日期|失效日期|印发日期|时间|日期|发文单位|发文机关|发文机构|"
    "制发机关|制定机关|发布机构|发布单位|发布机关|公开责任部门|责任处室|信息来源|文章来源|来源|作者|有效性|时效性|效力状态|公开方式|"
    "公开属性|公开类别|公开范围|公开程序|公开形式|关键词|抄送|主送|抄报|签发人|密级|紧急程度|浏览次数|浏览量|阅读次数|点击数|法宝引证码"
)
_UNIT_LABELS = (
    "完成时限|完成时间|完成期限|时限要求|时间节点|办结时限|牵头单位|牵头部门|牵头领导|牵头责任单位|责任单位|责任部门|责任人|责任领导|责任处室|"
    "主要责任单位|配合单位|配合部门|配合责任单位|协办单位|协同单位|主办单位|承办单位|参与单位|参加单位|实施单位|实施主体|落实单位|责任主体"
)


def _spaced(labels: str) -> str:
    """Labels as they are set in a table, with spaces between their characters (`索 引 号`)."""
    return "|".join(r"[ \t\u3000\xa0]{0,10}".join(label) for label in labels.split("|"))


_LABEL_COLON = re.compile(rf"[•·▪【\[]?{_GAP}(?:{_spaced(_LABELS)}){_GAP}[】\]]?{_GAP}[:：]")
_LABEL_SPACE = re.compile(
    rf"(?:{_spaced('索引号|主题分类|名称|成文日期|发文日期|发布日期|发布时间|文号|发文字号|有效性|发文单位|发文机关|发文机构|发布机构|公开日期|生成日期|信息分类')})"
    r"[ \t\u3000\xa0]{1,12}\S"
)
_UNIT_LINE = re.compile(
    rf"[（(\[【]?{_GAP}(?:[0-9]{{1,2}}[.．、])?(?:{_spaced(_UNIT_LABELS)}){_GAP}[】\]]?{_GAP}[:：]"
)
DOC_NUMBER = re.compile(
    r"[\u4e00-\u9fff]{1,14}(?:字|函|发|办|规|令|通|政|教|党|委|[\u4e00-\u9fff])?[（(〔\[【［﹝][ ]?(?:19|20)[0-9]{2}[ ]?[)）〕\]】］﹞]"
    r"[ ]?(?:第[ ]?)?[0-9]{1,5}[ ]?号"
)
_NUMBER_LINE = re.compile(rf"[（(\[【]?{_GAP}{DOC_NUMBER.pattern}{_GAP}[)）\]】]?$")
_ORDER_LINE = re.compile(r"[（(]?(?:[\u4e00-\u9fff]{2,20}(?:令|公告))?[ ]{0,3}第[ ]?[0-9一二三四五六七八九十百零〇]{1,5}[ ]?号[)）]?$")
DATE = re.compile(
    r"(?P<year>(?:19|20)[0-9]{2}|[二一][〇○Ｏ0零九oO][〇○零一二三四五六七八九Ｏ0]{2})[ ]?[年./-][ ]?(?P<month>[0-9]{1,2}|[一二三四五六七八九十]{1,2})"
    r"[ ]?[月./-][ ]?(?P<day>[0-9]{1,2}|[一二三四五六七八九十]{1,3})[ ]?(?:日|号|(?![0-9年]))"
)
_DATE_LINE = re.compile(rf"[（(]?{_GAP}{DATE.pattern}(?:[ ]{{1,4}}[0-9]{{1,2}}:[0-9]{{2}}(?::[0-9]{{2}})?)?(?:印发|发布)?{_GAP}[)）]?$")
_PRINTED = re.compile(rf"[\u4e00-\u9fff]{{2,25}}[ \t\u3000]{{0,20}}{DATE.pattern}{_GAP}(?:印发|印)?$")
_PUBLIC_NOTE = re.compile(r"[（(](?:此件|此文件|本件|联系人|联系电话|本文有删减|公开属性|主动公开)[^（）()]{0,40}[)）]$")
_CLOSING = re.compile(r"(?:特此(?:通知|公告|报告)|以上(?:意见|方案)?.{0,12}(?:请.{2,20}))[。.]?$|(?:抄送|主送|抄报|分送)[:：]|主题词[:：]")
_ADDRESSEE = re.compile(
    r"(?:各|有关|[\u4e00-\u9fff]{1,8}(?:机关|部门|单位)|[\u4e00-\u9fff]{2,12}(?:人民政府|委员会|管委会|局|厅|委|办)|省|市|区|县|局|机关)[^。；;!！?？]{1,400}[:：]$"
)
_ADDRESSEE_BODY = re.compile(r"人民政府|政府|委员会|管委会|部门|单位|机构|机关|街道|乡|镇|学校|企业|局|厅|办")
_ORGAN = re.compile(
    r"[\u4e00-\u9fff、（）()·\s]{2,45}(?:人民政府|政府|办公室|办公厅|委员会|管委会|国务院|党委|县委|市委|区委|省委|领导小组|指挥部|总局|局|厅|部|院|协会)"
    r"(?:办公室|办公厅)?$"
)
_NOISE = re.compile(
    r"当前位置|您(?:现在)?(?:的|所在)?(?:的)?位置|首页{0,1}[ \t\u3000]{0,3}[>＞»›/]|^[>＞»›][ \t\u3000]{0,3}|[>＞»›][ \t\u3000]{0,3}正文|^正文$|"
    r"打印(?:本页|此页|文章)?|关闭(?:本页|窗口|页面|此页)|扫(?:一)?扫|扫码|二维码|分享(?:到|至|给)|字体[:：]|字号[:：]|【?(?:大|中|小)[ 】\]][ 【\[]?(?:中|小)|"
    r"^上一[篇条页]|^下一[篇条页]|相关(?:链接|阅读|文章|新闻|解读|文档|稿件|推荐)|推荐阅读|延伸阅读|热门(?:文章|推荐|文档)|猜你喜欢|版权(?:所有|声明)|(?:主办|承办|协办)单位[:：].{2,60}(?:地址|电话|邮编|版权|维护)|邮政编码[:：]|"
    r"ICP备|公网安备|网站(?:地图|标识码|声明|主办)|^(?:联系我们|关于我们|返回顶部|回到顶部|无障碍|适老化|长者模式|查看原文|阅读原文|其他|登录|注册|收藏|"
    r"我要纠错|纠错|智能问答|首页|下载|文件下载|附件下载|全文下载|导航|搜索|内容[:：]|设为首页|加入收藏|繁体|简体|English)[:：]?$|文件下载.{0,3}关于|"
    r"欢迎(?:订阅|分享|关注|转发)|关注.{0,14}公众号|微信公众号|公众号|设置星标|点击(?:上方|下方|查看|关注|阅读|此处|图片|蓝字)|长按|向上滑动|滑动看下一个|"
    r"(?:文章)?(?:责任)?编辑[ ]{0,2}[|｜:：]|(?:微信|实习|执行|本期|责任|新媒体|值班)编辑|(?:一|二|三|终)审[:：|]|^(?:审核|校对|监制|来源|供稿|通讯员)[ ]{0,2}[|｜:：]|"
    r"文章来源[|｜]|文章作者[|｜]|您可能.{0,6}感兴趣|未经处理的缓存|北大法宝|原文链接|法宝引证码|https?://|www\.[a-z]|^#[ ]?Page[ ]?[0-9]{1,5}|"
    r"我们.{0,6}保留.{0,10}权利|转载请注明|免责声明|【我要|(?:主办|承办|技术支持)[:：]|访问量|浏览(?:次数|量)[:：]|阅读[:：]?[0-9]|政府网站找错|"
    r"^[\u4e00-\u9fff]{1,8}说$|摄$"
)
_NOISE_MAX = 120
"""A longer line is text, whatever word of a page's furniture stands in it."""
_TAIL_OPENERS = re.compile(
    r"文章来源[|｜:：]|推荐阅读|延伸阅读|相关(?:链接|阅读|文章|新闻|推荐|稿件)|欢迎(?:订阅|分享|关注)|(?:责任|微信)编辑|猜你喜欢|热门(?:文章|推荐)|"
    r"^[ ]?(?:打印本页|关闭窗口|分享到|上一篇|下一篇)|扫一扫|版权所有|您可能.{0,6}感兴趣|^文件下载"
)
_PAGE_NUMBER = re.compile(
    r"[-—–－·•]{1,3}[ ]?[0-9０-９]{1,4}[ ]?[-—–－·•]{1,3}$|第[ ]?[0-9]{1,4}[ ]?页(?:[ ,，/／]{0,2}共[ ]?[0-9]{1,4}[ ]?页)?$|[0-9]{1,4}[ ]?[/／][ ]?[0-9]{1,4}(?:[ ]?页)?$"
)
_CONTENTS_HEAD = re.compile(r"目[ \t\u3000]{0,8}[录次]$")
_CONTENTS_LINE = re.compile(r".{2,80}?(?:[.．…·・\-—_]{3,200}|[ \t\u3000]{2,40}|[.·…][ ][.·… ]{3,200})[ ]{0,6}[-—]?[0-9]{1,4}[-—]?$")
_DOC_WORD = (
    "方案|规划|意见|通知|办法|计划|报告|细则|清单|措施|要点|行动|规定|条例|纲要|决定|分工|制度|公告|通告|批复|函|决议|规程|指南|标准|工作任务|"
    "若干政策|政策|目标任务|实施意见|任务分解|预案|工程|建议|指引|章程|公报|倡议书|意见书|白皮书|情况|说明|办法实施细则"
)
_DOC_TITLE = re.compile(
    rf"(?:{_DOC_WORD})(?:[（(〔\[].{{1,30}}[)）〕\]]|[0-9]{{4}}[-—–－~至]{{1,2}}[0-9]{{4}}年?|[（(].{{1,20}}[)）]){{0,2}}[》”]?(?:的通知|的意见|的公告|的函|的报告|的批复)?$"
)
_BOX = re.compile(r"(?:专栏|专题|案例|图|表)[ ]?[0-9一二三四五六七八九十]{1,3}")
_ENDS_SENTENCE = re.compile(r"[。；;！!？?，,、：:]$")


def is_noise(text: str) -> bool:
    """Whether a line is navigation, an advert or page furniture."""
    bare = _without_list_number(text.replace("\xa0", " "))
    if len(bare) > _NOISE_MAX:
        return False
    return bool(_PAGE_NUMBER.match(bare)) or (bool(_NOISE.search(bare)) and not bare.endswith(("。", "；")))


def opens_tail(text: str) -> bool:
    """Whether everything behind this line is page furniture, if it stands near the end."""
    return len(text) <= _NOISE_MAX * 2 and bool(_TAIL_OPENERS.search(text))


def _without_list_number(text: str) -> str:
    """Web pages that were saved as text number their navigation: `2. 首页 > 文件`."""
    marker = read_marker(text, bare=False)
    rest = text[marker.end :] if marker else text
    return rest if re.match(r"当前位置|首页|[>＞»›]", rest) else text.strip()


def is_meta(text: str) -> bool:
    """Whether a line is a document number, a date, a label with its value, a closing note."""
    text = text.strip()
    return bool(
        is_unit_line(text)
        or (len(text) <= 300 and (_LABEL_COLON.match(text) or _LABEL_SPACE.match(text)))
        or (len(text) <= 60 and (_NUMBER_LINE.match(text) or _ORDER_LINE.match(text) or _DATE_LINE.match(text)))
        or (len(text) <= 80 and (_PUBLIC_NOTE.match(text) or _CLOSING.match(text) or (text.endswith("印发") and _PRINTED.match(text))))
    )


def is_date_line(text: str) -> bool:
    """Whether the line is a date and nothing else."""
    return len(text) <= 40 and bool(_DATE_LINE.match(text.strip()))


def is_unit_line(text: str) -> bool:
    """Whether the line names units or a time limit (`牵头单位:…`) and nothing else."""
    text = text.strip()
    if not _UNIT_LINE.match(text):
        return False
    return text[0] not in "（([【" or text.rstrip("。；; ").endswith(("）", ")", "]", "】")) or text[0] in "【["


def is_addressee(text: str) -> bool:
    """Whether the line names those whom a notice is for (`各乡(镇)、场,县人民政府各工作部门:`)."""
    return len(text) <= 400 and bool(_ADDRESSEE.match(text)) and bool(_ADDRESSEE_BODY.search(text))


def is_organ(text: str) -> bool:
    """Whether the line is the name of a body, as a signature is."""
    return len(text) <= 45 and bool(_ORGAN.match(text.strip()))


def is_document_title(text: str) -> bool:
    """Whether a line reads like the title of a document (`…实施方案(2021—2025年)`)."""
    text = text.strip()
    if not 4 <= len(text) <= 120 or _ENDS_SENTENCE.search(text) or read_marker(text, bare=False):
        return False
    return bool(_DOC_TITLE.search(text)) and not _BOX.match(text)


def is_contents_head(text: str) -> bool:
    """Whether the line is the heading of a table of contents."""
    return bool(_CONTENTS_HEAD.match(text.strip()))


def is_contents_line(text: str) -> bool:
    """Whether the line is an entry of a table of contents (`一、总体要求……3`)."""
    return len(text) <= 140 and bool(_CONTENTS_LINE.match(text.strip()))
