"""How much a text looks like written Chinese: cheap, without a dictionary, one pass over its distinct characters."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多"
    "定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由"
    "其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意"
    "建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统"
    "接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导"
    "器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示"
    "议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布"
    "复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选"
    "标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严"
    "镇乡村街居校师幼园童残疾补贴款项责负督导评估测配套均衡优服健康卫医药环境保护污染排碳绿色森草湖河源粮食企营投融"
    "财税障险齐缩推落促促鼓励扶贫振兴创城镇乡网络智慧范施措健完善综奖惩考核监察执创职岗位训培案例附录订签署印送抄"
)
_TRADITIONAL = frozenset(
    "國為這個們來時會發動產經對於過還開關間實體學務當與無業應電數區機長縣標準設領導見議總類處辦員萬"
)
_KNOWN = _COMMON | _TRADITIONAL

_COMMON_RUN = re.compile(f"[{''.join(sorted(_KNOWN))}]+")
_DOUBLED = re.compile(r"([\u4e00-\u9fff])\1")
_CID = re.compile(r"\(cid:\d{1,6}\)")

USUAL_SHARE = 0.72
"""A text in which this share of the Han characters is common scores 1 (ordinary plans have 0.80 to 0.90)."""

MIN_HAN = 24
"""Fewer Han characters than this say nothing by their frequency."""

LOW = 0.85
"""Below this score a text is flagged as low quality."""

HOPELESS = 0.3
"""Below this score a text is no reading of the file at all."""


@dataclass(frozen=True, slots=True)
class Quality:
    """Counts of one text."""

    han: int
    """Han characters."""
    common: int
    """Han characters among the common ones."""
    letters: int
    """Other letters and digits that Chinese texts use: ASCII, full width."""
    doubled: int
    """Han characters that repeat the one before them."""
    bad: int
    """Lost, private, unassigned and control characters, and letters of scripts that such texts do not use."""

    @property
    def common_share(self) -> float:
        """Common characters among the Han ones, 0 for none."""
        return self.common / self.han if self.han else 0.0

    @property
    def sound_share(self) -> float:
        """Good characters among good and bad ones, 1 for an empty text."""
        total = self.han + self.letters + self.bad
        return 1 - self.bad / total if total else 1.0

    @property
    def score(self) -> float:
        """0 (rubbish) to 1 (ordinary Chinese); texts with too little Chinese are judged by their sound share alone."""
        if self.han < MIN_HAN:
            return self.sound_share**2
        single = 1 - 0.6 * min(1.0, 2 * self.doubled / self.han)
        return min(1.0, self.common_share / USUAL_SHARE) * self.sound_share * single


def is_han(char: str) -> bool:
    """Whether `char` is a Han ideograph of any block."""
    return (
        "\u4e00" <= char <= "\u9fff"
        or "\u3400" <= char <= "\u4dbf"
        or "\U00020000" <= char <= "\U0003ffff"
        or char == "〇"
    )


def measure(text: str) -> Quality:
    """Count what `text` is made of."""
    cids = len(_CID.findall(text)) if "(cid:" in text else 0
    rest = _COMMON_RUN.sub("", text)
    kinds = _kinds(rest)
    rare, bad = kinds.count(_RARE), kinds.count(_BAD)
    common, letters = len(text) - len(rest), max(0, kinds.count(_LETTER) - cids * 4)
    doubled = len(_DOUBLED.findall(text))
    return Quality(common + rare, common, letters, doubled, bad + cids * 2)


def count_han(text: str) -> int:
    """Han characters in a text."""
    rest = _COMMON_RUN.sub("", text)
    return len(text) - len(rest) + _kinds(rest).count(_RARE)


_RARE, _LETTER, _BAD, _OTHER = range(4)
"""What a character that is not common counts as: Han, letter, bad, white space and punctuation."""
_kind_of: dict[str, int] = {}
"""What is known of characters so far: the texts of one language are made of the same few thousand."""


def _kinds(text: str) -> bytes:
    """What each character of a text without common ones counts as."""
    try:
        return bytes(map(_kind_of.__getitem__, text))
    except KeyError:
        for char in set(text).difference(_kind_of):
            _kind_of[char] = _kind(char)
    return bytes(map(_kind_of.__getitem__, text))


def _kind(char: str) -> int:
    if is_han(char):
        return _RARE
    control = char < " " and char not in "\t\n\r\f\v"
    if control or (not char.isascii() and _suspicious(char)):
        return _BAD
    return _LETTER if char.isalnum() else _OTHER


def _suspicious(char: str) -> bool:
    """Signs of a wrong decoding: U+FFFD, private use, unassigned, C1, and letters foreign to Chinese plans."""
    if char == "\ufffd":
        return True
    category = unicodedata.category(char)
    if category in {"Co", "Cn", "Cs", "Cc"}:
        return True
    code = ord(char)
    if 0x00C0 <= code <= 0x024F or 0x0400 <= code <= 0x06FF or 0x0700 <= code <= 0x1DFF:
        # Latin with accents, Cyrillic, Arabic … ; pinyin uses a handful of vowels.
        return char not in "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü" and category[0] in "LM"
    return 0x3041 <= code <= 0x30FF or 0xAC00 <= code <= 0xD7AF or 0xFF66 <= code <= 0xFF9F
