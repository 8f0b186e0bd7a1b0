"""Characters that no reader of a plan should meet, removed; the rest stays as written.

Nothing is folded by NFKC: `①`, `㎡` and full-width digits keep their form, so that a quote can be found in the source.
"""

from __future__ import annotations

import re
import unicodedata

# Terminal sequences go as a whole, or their tails would stay behind as text.
_ESCAPE = re.compile(
    r"(?:\x1b\]|\x9d)[^\x07\x1b\x9c\n]{0,4096}(?:\x07|\x1b\\|\x9c)?"  # OSC, also an unfinished one
    r"|(?:\x1b\[|\x9b)[0-?]{0,64}[ -/]{0,8}[@-~]"  # CSI
    r"|\x1b[PX^_][^\x1b\n]{0,4096}(?:\x1b\\)?"  # DCS, SOS, PM, APC
    r"|\x1b[ -/]{0,4}[0-~]"
)
_BREAK = re.compile(r"\r\n?|[\n\v\f\x1c-\x1e\x85\u2028\u2029]")
_INVISIBLE = re.compile(
    "["
    "\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f"  # C0, DEL, C1 without tab and line ends
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f"  # zero width, bidi
    "\ufe00-\ufe0f\ufeff\ufff9-\ufffb\ufffe\uffff"
    r"\ud800-\udfff"
    "\U000e0000-\U000e0fff"  # tags, variation selectors
    "]"
)
_SPACE = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\u2800\u3164]")
_GAP = re.compile(" {3,}")
_PLAIN = re.compile(
    "(?:[!-~\u00b7-\u02ff\u0370-\u0482\u2010-\u2027\u2030-\u205e\u2100-\u27ff"
    "\u3001-\u312f\u3190-\ud7ff\uf900-\ufdff\uff00-\uffef]++| (?!  ))*+"
)
"""A text of nothing else is clean as it stands, and holds no radical form."""
_MARK = "[\u0300-\u036f\u0483-\u0489\u0e31-\u0e4e\u20d0-\u20f0]"
_MARKS = re.compile(f"({_MARK}{{2}}){_MARK}+")

# CJK Radicals Supplement has no compatibility mapping; fonts of PDF printers give these for the plain character.
_PAIRS = (
    "⺁厂⺅亻⺌小⺍小⺖忄⺗心⺘扌⺙攵⺟母⺠民⺡氵⺢水⺣灬⺤爪⺥爪⺧牛⺨犭⺩王⺪疋⺬示⺭礻⺮竹⺰纟⺲罒⺶羊⺷羊⺸羊⺼肉⺾艹⻁虎⻂衤⻄西⻅见"
    "⻆角⻈讠⻉贝⻋车⻌辶⻍辶⻎辶⻏阝⻐钅⻓长⻔门⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻠饣⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻬齐⻮齿⻰龙⻳龟"
)
_RADICAL = re.compile("[\u2e80-\u2fd5]")
_RADICALS = {ord(radical): char for radical, char in zip(_PAIRS[::2], _PAIRS[1::2], strict=True)} | {
    code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)
}


def clean(text: str) -> str:
    """`text` without terminal sequences and invisible characters, with `\\n` line ends and plain spaces.

    A run of three spaces or more becomes two: it still shows as a gap between columns.
    """
    if _PLAIN.fullmatch(text):
        return text
    if "\x1b" in text or "\x9b" in text or "\x9d" in text:
        text = _ESCAPE.sub("", text)
    text = _BREAK.sub("\n", text)
    text = _INVISIBLE.sub("", text)
    text = _SPACE.sub(" ", text)
    text = _MARKS.sub(r"\1", text)
    return _GAP.sub("  ", text)


def line(text: str) -> str:
    """`text` cleaned and on one line, without spaces at its ends."""
    if _PLAIN.fullmatch(text):
        return text.strip(" ")
    return _GAP.sub("  ", clean(text).replace("\n", " ")).strip(" ")


def printed(text: str) -> str:
    """`line` of what a font printed: radical forms as the characters that they stand for."""
    return text.strip(" ") if _PLAIN.fullmatch(text) else line(plain_radicals(text))


def indent(raw: str) -> int:
    """Columns of white space that `raw` opens with; an ideographic space takes two, a tab four."""
    width = 0
    for char in raw:
        if char == "\u3000":
            width += 2
        elif char == "\t":
            width += 4
        elif char in " \u00a0\u2002\u2003":
            width += 1
        elif char in "\ufeff\u200b":
            continue
        else:
            break
    return width


def width(text: str) -> int:
    """Columns that `text` takes: two for a Han character or full-width form, one for the rest."""
    return len(text) + sum(1 for char in text if char >= "\u2e80" or char in "“”‘’—…·①②③④⑤⑥⑦⑧⑨⑩")


def plain_radicals(text: str) -> str:
    """Radical forms that fonts give for ordinary characters (`⼈` U+2F08, `⺠` U+2EA0), as those characters."""
    if not _RADICAL.search(text):
        return text
    return text.translate(_RADICALS)


def split(text: str) -> list[str]:
    """Lines of `text` as they stand, by every kind of line end; terminal sequences are gone, spaces are not."""
    if "\x1b" in text or "\x9b" in text or "\x9d" in text:
        text = _ESCAPE.sub("", text)
    return _BREAK.sub("\n", text).split("\n")
