"""Where a title ends that lost its line break: `指导思想|坚持以…`, `加强党的领导|各乡镇要…`.

Every place that could be the boundary gets points: for the word that closes the title, for the word that opens the
sentence behind it, for a length that titles have. The best place wins; without enough points there is none.
"""

from __future__ import annotations

import re

_LONGEST = 34
"""Characters of the longest title that is looked for."""
ENOUGH = 4.0
"""Points from which a place counts as a boundary."""
CERTAIN = 5.5
"""Points for a boundary where a full stop close by could end the title as well."""

_COMMON = re.compile(
    r"(?:总体(?:要求|目标|思路)|规划目标|指导思想|基本原则|工作(?:原则|目标|任务|重点|要求|措施|步骤|安排|机制)|主要(?:目标|任务|措施|指标|内容|原则)"
    r"|发展(?:目标|基础|现状|形势)|重点(?:任务|工作|工程|举措)|目标任务|保障措施|组织(?:实施|保障)|实施步骤|进度安排|职责分工"
    r"|(?:加强|强化)组织(?:领导|保障|实施)|基本情况|存在(?:的)?问题|预期(?:效果|成效|目标)|(?:加强|强化)(?:督导检查|监督考核|宣传引导|经费保障))"
    r"(?![和与及的、,，（(])"
)
"""Titles that plans share."""
_NOUN_END = re.compile(
    r"(?:思想|目标|原则|任务|要求|措施|保障|领导|投入|检查|建设|攻坚|进程|质量|机制|体系|队伍|能力|水平|管理|发展|改革|服务|监督|"
    r"考核|评价|宣传|力度|责任|氛围|安全|环境|布局|条件|标准|制度|工程|行动|计划|治理|问题|情况|分析|现状|形势|步骤|安排|分工|职责|"
    r"督导|落实|协作|合作|支撑|供给|效率|效益|优势|特色|教育|工作|监测|评估|验收|效果|方案|政策|结构|模式|格局|回顾|资源|配备|"
    r"提升|调整|优化|统筹|交易|能力|责任|引导|监管|防控|升级|转型|减排|降碳|保护|修复|利用|基础|市场|产业|平台|示范|试点|待遇|素质|成效|成果|"
    r"课程|活动|设施|条件|进程|形势|生活|生产|消费|系统|网络|屏障|底线|实施|组织|协调|推进|方面|公平|均衡|健康|健全)$"
)
_FRAME_END = re.compile(
    r"(?:思想|目标|原则|任务|要求|措施|步骤|安排|分工|情况|现状|形势|效果|成效|回顾|行动|工程|机制|体系|制度)$"
)
"""Endings behind which a title hardly goes on."""
_OPEN_END = re.compile(
    r"(?:[和与及的对为以在从向把将并、,，或]|进一步|全面|不断|积极|切实|加快|大力|深入|着力|有序|稳步|持续|扎实|加强|强化|推进|推动|完善|"
    r"健全|建立|实施|开展|优化|提升|提高|落实|构建|打造)$"
)
"""Endings that ask for an object: no title ends so."""
_SENTENCE = re.compile(
    r"坚持以|坚持把|坚持|以[^下上内外]{2,30}?为|以习近平|到(?:20|二)|力争|各(?:乡|镇|县|市|区|地|级|部门|有关|相关|学校|单位|设区)|[省市县区](?:政府|委|直|级)|"
    r"按照|根据|依据|依托|围绕|遵循|结合|为(?:深入|全面|进一步|贯彻|加|推|切|了)|始终|将|由|对[^。]{2,10}|在[^。]{2,40}?[，,]|通过|要|经过|近年|今年|"
    r"(?:19|20)[0-9]{2}(?:年|[—-])|[“\"]十[一二三四五六]五|全[省市县区国]|我[省市县区国]|本[省市县区规方办]|有关部门|成立|(?:制定|制订|印发|出台|落实|执行|修订|编制)《|高度重视|组织领导|"
    r"充分|召开|重新|认真|不得|严禁|加大对|鼓励|支持|义务教育学校|教育部门"
)
"""What sentences open with and titles do not go on with."""
_PREDICATE = "要将由对"
"""Openers that behind a noun carry on a sentence whose subject it is."""
_ADVERB = re.compile(
    r"(?:积极|加快|全面|着力|大力|深入|切实|不断|进一步|扎实|持续|稳步|有序|坚决|严格|统筹|科学|合理|逐步|广泛|探索|及时)"
)
_VERB = re.compile(
    r"(?:健全|建立|完善|优化|强化|加强|加大|提高|改善|推进|推动|促进|深化|落实|构建|打造|开展|确保|拓展|扩大|培育|做好|做强|发挥|消除|减轻|"
    r"实现|保持|充实|明确|制定|配齐|补齐|制订|编制|聚焦|压实|淘汰|控制|增强|推广|遏制|压减|严控|注重|整合|采取|夯实|筑牢)"
)
_EITHER = re.compile(r"(?:提升|实施|建设|发展|保障|调整|组织|研究|统一|创新|巩固|规范|引导)")
"""Verbs that are as often nouns."""
_NOMINAL = re.compile(
    r"..(?:[，,。、；;：:]|行动|工程|机制|力度|水平|方案|计划|支撑|体系|结构|工作|能力|质量|措施|要素|与|和|及|的)"
)
"""A verb that is used as a noun: the title goes on."""


def common_end(text: str, start: int) -> int | None:
    """End of a title that plans share, where a sentence opens right behind it (`指导思想|以…`); None elsewhere."""
    common = _COMMON.match(text, start)
    return common.end() if common and _SENTENCE.match(text, common.end()) else None


def phrase_end(text: str, start: int, stop: int, enough: float = ENOUGH) -> int | None:
    """End of the title that opens at `start`; None where no boundary of `enough` points shows before `stop`."""
    common = _COMMON.match(text, start, stop)
    if common and common.end() < stop:
        return common.end()
    best: tuple[float, int] | None = None
    for at in range(start + 4, min(stop, start + _LONGEST)):
        points = _points(text, start, at)
        if points >= enough and (best is None or points > best[0]):
            best = (points, at)
    return best[1] if best else None


def _opens_with_verb(text: str, at: int) -> bool:
    return bool(_ADVERB.match(text, at) or _VERB.match(text, at) or _EITHER.match(text, at))


def _points(text: str, start: int, at: int) -> float:
    before = text[max(start, at - 3) : at]
    if _OPEN_END.search(text, start, at) and not _FRAME_END.search(before):
        return 0.0
    points = 0.0
    if _SENTENCE.match(text, at):
        if text[at] in _PREDICATE and not (_opens_with_verb(text, start) or _FRAME_END.search(before)):
            return 0.0
        points += 3.0
    elif _opens_with_verb(text, start) or _FRAME_END.search(before):
        # Behind a title that opens with a noun (`环境质量持续改善`) an adverb or verb may be its own predicate.
        if _ADVERB.match(text, at):
            points += 2.5
        elif _NOMINAL.match(text, at):
            return 0.0
        elif _VERB.match(text, at):
            points += 2.0
        elif _EITHER.match(text, at):
            points += 0.5
        else:
            return 0.0
    else:
        return 0.0
    if _FRAME_END.search(before):
        points += 2.5
    elif _NOUN_END.search(before):
        points += 2.0
    commas = sum(text.count(c, start, at) for c in ",，")
    if commas > 1:
        return 0.0
    if commas:
        cut = max(text.find("，", start, at), text.find(",", start, at))
        points += 1.0 if abs((cut - start) - (at - cut - 1)) <= 6 else -2.0
    if text[at - 1] in ",，":
        return 0.0
    if 4 <= at - start <= 18:
        points += 0.5
    return points
