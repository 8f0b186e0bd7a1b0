"""What a line is when it is neither heading nor running text: page furniture, document data, a document's title."""

from __future__ import annotations

import re

from ingest.markers import read_marker

_GAP = r"[ \t\u3000]{0,6}"

_LABELS = (
    "索引号|发布部门|发文部门|政策文号|信息名称|文件名称|公文名称|内容概述|内容概览|文件类别|文件状态|责任编辑|主题分类|主题词|体裁分类|组配分类|服务对象|公文种类|信息分类|分类|名称|标题|文号|发文字号|文件编号|成文日期|发文日期|生成日期|"
    "发布日期|发布时间|信息发布时间|公开日期|公开时间|生效日期|施行日期|废止日期|失效日期|印发日期|时间|日期|发文单位|发文机关|发文机构|"
    "制发机关|制定机关|发布机构|发布单位|发布机关|公开责任部门|责任处室|信息来源|文章来源|来源|作者|有效性|时效性|效力状态|公开方式|"
    "公开属性|公开类别|公开范围|公开程序|公开形式|关键词|抄送|主送|抄报|签发人|密级|紧急程度|浏览次数|浏览量|阅读次数|点击数|热度|法宝引证码"
)
_UNIT_LABELS = (
    "完成时限|完成时间|完成期限|时限要求|时间节点|办结时限|牵头单位|牵头部门|牵头领导|牵头责任单位|责任单位|责任部门|责任人|责任领导|责任处室|"
    "主要责任单位|配合单位|配合部门|配合责任单位|协办单位|协同单位|主办单位|承办单位|参与单位|参加单位|实施单位|实施主体|落实单位|责任主体"
)


def _spaced(labels: str) -> str:
    """Labels as they are set in a table, with spaces between their characters (`索 引 号`)."""
    return "|".join(r"[ \t\u3000\xa0]{0,10}".join(label) for label in labels.split("|"))


_LABEL_COLON = re.compile(
    rf"[•·▪∙●■*-]?{_GAP}(?:备注[/／]|公文)?"
    rf"(?:[【\[]{_GAP}(?:{_spaced(_LABELS + '|字号|公布日期|效力等级')}){_GAP}[】\]]"
    rf"|[【\[]?{_GAP}(?:{_spaced(_LABELS)}){_GAP}[】\]]?{_GAP}[:：|｜])"
)
_EDITOR = re.compile(
    rf"[•·▪∙]?{_GAP}(?:编辑|审核|校对|终审|供稿|记者|通讯员)"
    rf"{_GAP}[:：]{_GAP}[\u4e00-\u9fff ]{{2,12}}$"
)
"""Who put a page online."""
_LABEL_SPACE = re.compile(
    rf"(?:{_spaced('索引号|主题分类|名称|成文日期|发文日期|发布日期|发布时间|文号|发文字号|有效性|发文单位|发文机关|发文机构|发布机构|制发机关|制定机关|文件类别|文件状态|公开日期|生成日期|信息分类')})"
    r"[ \t\u3000\xa0]{1,12}\S"
)
_UNIT_KIND = (
    "(?:总?牵头|责任|主要|分管|联系|包抓|包保|督导|配合|协同|协办|主办|承办|参与|参加|实施|落实|整改|主责|第一|具体)"
    "(?:责任|负责|实施|落实|牵头)?(?:[省市县区州]级?)?(?:单位|部门|领导|责任人|主体|科室|处室|县区|乡镇|镇街)(?:及责任人|及时限)?"
    "|(?:完成|整改|办结|办理|落实|推进|实施|计划完成|计划完工)(?:时限|时间|期限|节点)(?:要求)?"
)
_UNIT_LINE = re.compile(
    rf"[（(\[【〔]?{_GAP}(?:[0-9]{{1,2}}[.．、])?(?:{_spaced(_UNIT_LABELS)}|{_UNIT_KIND}){_GAP}[】\]]?{_GAP}[:：]"
)
_LEADS = re.compile("(?:分别|共同)?(?:牵头|负责)(?:抓好)?(?:落实|推进|组织实施|实施)$")
"""What closes a line that says nothing but who: `县教育局牵头落实`."""
_BODY = re.compile(
    r"[\u4e00-\u9fff（）()]{1,24}(?:局|委|办|厅|部|院|社|联|[支分]行|政府|党委|委员会|办公室|中心|单位|部门|街道|管委会|[支大中]队|集团|公司)"
)
"""A body in such a line."""
DOC_NUMBER = re.compile(
    r"[\u4e00-\u9fff]{1,15}[（(〔\[【［﹝][ ]?(?:19|20)[0-9]{2}[ ]?[)）〕\]】］﹞][ ]?(?:第[ ]?)?[0-9]{1,5}[ ]?号"
)
"""A document number (`青政办发〔2022〕9号`), with whatever brackets it is written."""
_NUMBER_LINE = re.compile(rf"(?:[•·▪∙●■*-]{_GAP})?[（(\[【]?{_GAP}{DOC_NUMBER.pattern}{_GAP}[)）\]】]?$")
_ORDER_LINE = re.compile(
    r"[（(]?(?:[\u4e00-\u9fff]{2,20}(?:令|公告))?[ ]{0,3}第[ ]?[0-9一二三四五六七八九十百零〇]{1,5}[ ]?号[)）]?$"
)
_CN_YEAR = "[二一][〇○Ｏ0零九oO][〇○零一二三四五六七八九Ｏ0]{2}"
DATE = re.compile(
    rf"(?P<year>(?:19|20)[0-9]{{2}}|{_CN_YEAR})[ ]?[年./-]"
    r"[ ]?(?P<month>[0-9]{1,2}|[一二三四五六七八九十]{1,2})"
    r"[ ]?[月./-][ ]?(?P<day>[0-9]{1,2}|[一二三四五六七八九十]{1,3})[ ]?(?:日|号|(?![0-9年]))"
)
"""A date with year, month and day."""
_UNSIGNED = re.compile(r"20[0-4][0-9][ ]?(?:1[0-2]|0?[1-9])[ ]?(?:3[01]|[12][0-9]|0?[1-9])$")
"""A date that lost its signs."""
_MONTH_LINE = re.compile(
    r"(?:20[0-9]{2}|二[〇○零Ｏ0oO][一二三四五六七八九〇○零]{2})[ ]?年"
    r"[ ]?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2})[ ]?月$"
)
_DAY = r"(?:19|20)[0-9]{2}[年./-][ ]?[0-9]{1,2}[月./-][ ]?[0-9]{1,2}日?(?:[ ]{1,4}[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?"
_CLOCK = r"(?:19|20)[0-9]{2}[年./-][ ]?[0-9]{1,2}[月./-][ ]?[0-9]{1,2}日?[ ]{1,4}[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?"
_STAMP = re.compile(
    rf"(?:[\[【][^\[\]【】。]{{2,24}}[\]】]{_GAP})?{_DAY}[ \u3000]{{0,8}}"
    r"(?:(?:信息|文章)?(?:来源|作者|浏览|阅读|点击)|字[号体][:：]|【?(?:打印|字[号体]))"
    rf"|(?:信息|文章)?来源{_GAP}[:：]{_GAP}{_DAY}"
    rf"|[•·▪●]?{_GAP}{_CLOCK}$"
    rf"|{_CLOCK}[ \u3000]{{1,8}}[\u4e00-\u9fffA-Za-z]{{2,16}}$"
    rf"|(?:浏览|阅读|点击|访问)(?:次数|人数|量|数)?{_GAP}[:：][^:：。]{{0,12}}(?:时间|日期){_GAP}[:：]{_GAP}{_DAY}"
    rf"|(?:信息|文章)?来源{_GAP}[:：][^。]{{2,30}}[ \u3000]{{1,8}}(?:发布|更新)?(?:时间|日期)?{_GAP}[:：]?{_GAP}{_DAY}"
)
"""When and from where a page was put online."""
_RED_HEAD = re.compile(r"[\u4e00-\u9fff（）()]{4,40}文[ \u3000]{0,4}件$")
_DATE_LINE = re.compile(
    rf"[（(]?{_GAP}{DATE.pattern}(?:[ ]{{1,4}}[0-9]{{1,2}}:[0-9]{{2}}(?::[0-9]{{2}})?)?(?:印发|发布)?{_GAP}[)）]?$"
)
_PRINTED = re.compile(rf"[\u4e00-\u9fff]{{2,25}}[ \t\u3000]{{0,20}}{DATE.pattern}{_GAP}(?:印发|印)?$")
_PUBLIC_NOTE = re.compile(
    r"[（(](?:此件|此文件|本件|联系人|联系电话|本文有删减|公开属性|主动公开)[^（）()]{0,40}[)）]$|[（(][\u4e00-\u9fff]{2,20}代章[)）]$"
)
_CLOSING = re.compile(
    r"(?:特此(?:通知|公告|报告)|以上(?:意见|方案)?.{0,12}(?:请.{2,20}))[。.]?$|(?:抄送|主送|抄报|分送)[:：]|主题词[:：]"
)
_ADDRESSEE = re.compile(
    r"(?:各|有关|[\u4e00-\u9fff]{1,8}(?:机关|部门|单位)|[\u4e00-\u9fff]{2,12}(?:人民政府|委员会|管委会|局|厅|委|办)|省|市|区|县|局|机关)[^。；;!！?？]{1,400}[:：]$"
    r"|[\u4e00-\u9fff]{2,8}(?:、[\u4e00-\u9fff]{2,8}){1,80}(?:人民政府|管委会|行政公署)[^。；;!！?？]{0,300}[:：]$"
    r"|各[^。!！?？要应须]{1,400}(?:部门|单位|机构|学校|企业|院校)[:：]$"
)
_ADDRESSEE_BODY = re.compile(r"人民政府|政府|委员会|管委会|部门|单位|机构|机关|街道|乡|镇|学校|企业|局|厅|办")
_ORGAN = re.compile(
    r"[\u4e00-\u9fff、（）()·\s]{2,45}(?:人民政府|政府|办公室|办公厅|委员会|管委会|行政公署|行署|兵团|国务院|党委|县委|市委|区委|省委|改革委|健康委|建设委|经信委|科委|农委|领导小组|指挥部|总局|局|厅|部|院|协会|政府办)"
    r"(?:办公室|办公厅)?$|国务院(?:办公厅)?$"
)
_CONTENTS_HEAD = re.compile(r"目[ \t\u3000]{0,8}[录次]$")
_CONTENTS_LINE = re.compile(
    r".{2,80}?(?:[.．…·・\-—_]{3,200}|[ \t\u3000]{2,40}|[.·…][ ][.·… ]{3,200})[ ]{0,6}[-—]?[0-9]{1,4}[-—]?$"
)
_DOC_WORD = (
    "方案|规划|意见|通知|通报|分解表|分工表|一览表|办法|计划|报告|细则|清单|措施|要点|行动|规定|条例|纲要|决定|分工|制度|公告|通告|批复|函|决议|规程|指南|标准|工作任务|"
    "若干政策|政策|目标任务|实施意见|任务分解|预案|工程|建议|指引|章程|公报|倡议书|意见书|白皮书|情况|说明|办法实施细则"
)
_DOC_TITLE = re.compile(
    rf"(?:{_DOC_WORD})(?:[（(〔\[].{{1,30}}[)）〕\]]|[0-9]{{4}}[-—–－~至]{{1,2}}[0-9]{{4}}年?|[（(].{{1,20}}[)）]){{0,2}}[》”]?(?:的通知|的意见|的公告|的函|的报告|的批复)?$"
)
_BOX = re.compile(r"(?:专栏|专题|案例|图|表)[ ]?[0-9一二三四五六七八九十]{1,3}")
_ENDS_SENTENCE = re.compile(r"[。；;！!？?，,、：:]$")


_GLUED = re.compile(r"(?:索引号|发文字号|发文机关|发文时间|主题分类|发布机构|成文日期)(?=[\u4e00-\u9fff0-9])")
"""Labels of a page that stand at their value without any mark, as in a table that lost its grid."""


_FILE_LINE = re.compile(
    r"[^。；]{2,90}\.(?:docx?|xlsx?|pdf|wps|et|zip|rar|pptx?|ofd|jpe?g|png)(?:[（(][^（）()]{1,20}[)）])?",
    re.IGNORECASE,
)
"""A line that names a file."""


def is_meta(text: str) -> bool:
    """Whether a line is a document number, a date, a label with its value, a file's name, a closing note."""
    text = text.strip()
    return bool(
        _FILE_LINE.fullmatch(text)
        or is_unit_line(text)
        or (len(text) <= 300 and (_LABEL_COLON.match(text) or _LABEL_SPACE.match(text) or _EDITOR.match(text)))
        or is_stamp(text)
        or (len(text) <= 100 and _GLUED.match(text) and not text.endswith(("。", "；", "：")))
        or (text.startswith("标题") and is_document_title(text[2:]))
        or (len(text) <= 60 and (_NUMBER_LINE.match(text) or _ORDER_LINE.match(text) or is_date_line(text)))
        or (
            len(text) <= 80
            and (_PUBLIC_NOTE.match(text) or _CLOSING.match(text) or (text.endswith("印发") and _PRINTED.match(text)))
        )
    )


def is_spaced_label(text: str) -> bool:
    """Whether the line is a label and its value with a space between (`成文日期 2025-08-14`)."""
    return len(text) <= 120 and bool(_LABEL_SPACE.match(text))


def is_date_line(text: str) -> bool:
    """Whether the line is a date and nothing else."""
    text = text.strip()
    return len(text) <= 40 and bool(_DATE_LINE.match(text) or _MONTH_LINE.match(text) or _UNSIGNED.match(text))


def is_stamp(text: str) -> bool:
    """Whether the line says when and from where a page was put online (`2024-03-08 09:15 来源:某局`)."""
    return len(text) <= 100 and bool(_STAMP.match(text.strip()))


def is_red_head(text: str) -> bool:
    """Whether the line is the head of official paper (`某县人民政府文件`)."""
    return len(text) <= 40 and bool(_RED_HEAD.match(text.strip()))


def is_unit_line(text: str) -> bool:
    """Whether the line names units or a time limit (`牵头单位:…`) and nothing else."""
    text = text.strip()
    if not _UNIT_LINE.match(text):
        return len(text) <= 80 and _says_who(text)
    return text[0] not in "（([【〔" or text.rstrip("。；; ").endswith(("）", ")", "]", "】", "〕")) or text[0] in "【["


def _says_who(text: str) -> bool:
    """Whether the line is bodies and that they lead (`县教育局、县财政局分别牵头落实`)."""
    part = _LEADS.search(text)
    return part is not None and all(_BODY.fullmatch(name) for name in text[: part.start()].split("、"))


def is_addressee(text: str) -> bool:
    """Whether the line names those whom a notice is for (`各乡镇人民政府,县直各单位:`)."""
    return len(text) <= 400 and bool(_ADDRESSEE.match(text)) and bool(_ADDRESSEE_BODY.search(text))


def is_organ(text: str) -> bool:
    """Whether the line is the name of a body, as a signature is."""
    text = text.strip()
    return len(text) <= 45 and bool(_ORGAN.match(text.replace(" ", "") if _SPACED_OUT.fullmatch(text) else text))


_SPACED_OUT = re.compile(r"(?:[\u4e00-\u9fff][ ]{1,2}){4,40}[\u4e00-\u9fff]")
"""Characters set apart, as in the head of official paper."""


def is_document_title(text: str) -> bool:
    """Whether a line reads like the title of a document (`…实施方案(2021—2025年)`)."""
    text = text.strip()
    if not 4 <= len(text) <= 120 or _ENDS_SENTENCE.search(text) or read_marker(text, bare=False):
        return False
    explained = text.endswith("解读") and len(text) >= _EXPLAINED
    return (explained or bool(_DOC_TITLE.search(text))) and not _BOX.match(text)


_EXPLAINED = 12
"""Characters of the shortest title of an explanation; shorter ones are menus (`政策解读`)."""


def is_contents_head(text: str) -> bool:
    """Whether the line is the heading of a table of contents."""
    return bool(_CONTENTS_HEAD.match(text.strip()))


def is_contents_line(text: str) -> bool:
    """Whether the line is an entry of a table of contents (`一、总体要求……3`)."""
    return len(text) <= 140 and bool(_CONTENTS_LINE.match(text.strip()))


def bare(text: str) -> str:
    """Text without white space and with half-width brackets, for comparing titles."""
    return re.sub(r"[\s\u3000]", "", text).translate(str.maketrans("（）〈〉，：—–－", "()<>,:---"))
