"""Which of two readings of a page to believe.

Cheap signs come first and settle nearly every page: characters without a code, characters that such texts do not
use, rare characters, hardly any Chinese, Latin letters as wide as Chinese characters (a Chinese font whose encoding
was lost), and common pairs of characters that are missing (text in a wrong order). Only a page that shows one of
them is read by the other library as well, and only where that does not settle it the dictionary is asked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from operator import add

from ingest import quality, wordshare
from ingest.sheets import Sheet

_LETTERS_EM = 0.85
"""Ems from which a letter is as wide as a Chinese character; ordinary letters take half an em."""
_FEW_LETTERS = 4
_LATIN = re.compile("[A-Za-z]")
_MIN_CHINESE = 0.35
"""Share of Chinese among characters below which a page may be misread."""
_MIN_PAIRS = 0.03
"""Share of common pairs below which the order of the characters is in doubt; ordinary plans have 0.09 to 0.22, text in
a wrong order 0.01. Pages with tables are left out: lists of names have no common words."""
_CLOSE = 0.1
"""Readings whose merits differ by less are told apart by the dictionary."""
_BAD_SCORE = 0.6
_MOST_LOST = 0.2
_SAMPLE = 300
"""Characters from the middle of a page that are looked at for pairs."""
_ENOUGH = 60
"""Han characters from which pairs and words say something."""
_MOST_UNKNOWN = 0.02

_WORDS = (
    "发展建设工作管理服务推进加强实施完善提升全面重点项目社会经济生态环境企业产业能力体系机制制度责任单位"
    "部门政府人民国家全国地区农村城市城镇县城乡镇街道社区群众人员干部学校学生教师教育医疗卫生健康养老文化"
    "体育旅游就业保障安全监管监督检查考核评估评价标准规范规定规划计划方案目标任务措施政策改革创新科技技术"
    "信息数据网络平台资源能源节能减排污染治理保护修复水体空气土壤绿色低碳碳达达峰中和农业工业制造交通运输"
    "公路铁路电力设施基础工程改造投资资金财政金融市场主体营商审批办理事项公共公开开展组织落实强化健全建立"
    "推动促进深化优化加快提高降低增加减少达到完成实现确保力争不低以上以下左右年底底前期间时期十四四五五年"
    "我市我省我县全市全省全县区域领域行业方面方式模式水平质量效率结构规模总量比例比重增长增速指标约束预期"
    "主要主任负责牵头配合各县市区通知意见办法条例法律法规行政行动专项试点示范培训宣传引导支持鼓励积极进一"
    "一步有关相关以及对于按照根据依法"
)
_PAIRS = frozenset(_WORDS[at : at + 2] for at in range(0, len(_WORDS), 2))


@dataclass(frozen=True, slots=True)
class Signs:
    """What one page shows without a dictionary."""

    size: int
    """Han characters, letters and bad ones."""
    han: int
    wide_letters: int
    """Latin letters as wide as a Chinese character, where there are several."""
    unknown: int
    disordered: bool
    """Too few common pairs; False for a page of little text and for one with tables."""
    doubtful: bool
    merit: float
    """Sound Chinese characters: more is better."""


def signs(sheet: Sheet) -> Signs:
    """The cheap signs of a page."""
    measured = sheet.quality
    size = measured.han + measured.letters + measured.bad
    wide = _wide_letters(sheet)
    disordered = measured.han >= _ENOUGH and not sheet.frames and not _has_pairs(sheet.text)
    if size == 0:
        # A page on which there is nothing to misread is a picture or blank.
        return Signs(0, 0, 0, sheet.unknown, False, sheet.unknown > 0, 0.0)
    doubtful = (
        sheet.unknown > _MOST_UNKNOWN * size
        or measured.bad > 0
        or measured.score < quality.LOW
        or measured.han < _MIN_CHINESE * size
        or wide >= _FEW_LETTERS
        or disordered
    )
    merit = measured.score * (measured.han + 0.2 * measured.letters) - measured.bad - wide - sheet.unknown
    return Signs(size, measured.han, wide, sheet.unknown, disordered, doubtful, merit)


def better(first: Sheet, second: Sheet) -> Sheet:
    """Of two readings of one page the sounder one; the first where they are equal."""
    one, other = signs(first), signs(second)
    if min(one.han, other.han) >= _ENOUGH and abs(one.merit - other.merit) < _CLOSE * max(one.merit, other.merit):
        return second if wordshare.share(second.text) > wordshare.share(first.text) + 0.02 else first
    return second if other.merit > one.merit else first


def is_bad(sheet: Sheet) -> bool:
    """Whether a page, as it was read in the end, is hardly readable; for pages whose signs are doubtful."""
    found = signs(sheet)
    if not found.doubtful:
        return False
    if found.unknown + found.wide_letters > _MOST_LOST * found.size or sheet.quality.score < _BAD_SCORE:
        return True
    return found.disordered and wordshare.share(sheet.text) < wordshare.POOR


def _wide_letters(sheet: Sheet) -> int:
    """Letters of pieces that are nothing but letters, each as wide as a Chinese character."""
    if len(_LATIN.findall(sheet.text)) < _FEW_LETTERS:
        return 0
    count = 0
    for glyph in sheet.glyphs:
        text = glyph.text
        if text.isascii() and text.isalpha() and glyph.x1 - glyph.x0 >= _LETTERS_EM * glyph.size * len(text):
            count += len(text) if len(text) > 1 or text not in "WMm" else 0
    return count if count >= _FEW_LETTERS else 0


def pairs(text: str) -> float:
    """Share of common pairs among the pairs of Han characters in the middle of a text."""
    sample = _sample(text)
    return _common(sample) / max(1, quality.count_han(sample))


def _has_pairs(text: str) -> bool:
    """Whether `pairs` is not too low; a few lines of a sound text say so."""
    sample = _sample(text)
    han = max(1, quality.count_han(sample))
    return any(_common(sample[:end]) / han >= _MIN_PAIRS for end in (_SAMPLE // 4, _SAMPLE))


def _sample(text: str) -> str:
    start = max(0, len(text) - _SAMPLE) // 2
    return text[start : start + _SAMPLE]


def _common(text: str) -> int:
    return sum(map(_PAIRS.__contains__, map(add, text, text[1:])))
