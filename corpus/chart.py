"""A bar chart as shapes, written as SVG by hand or drawn as PNG; Chinese labels, no script, nothing from outside."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from pathlib import Path

from corpus.errors import ExportFailed

_FONT = '"Noto Sans CJK SC","Source Han Sans SC","Microsoft YaHei","PingFang SC","SimHei",sans-serif'
_FONT_FILES = (
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/google-noto-cjk/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
    "/System/Library/Fonts/PingFang.ttc",
    "/System/Library/Fonts/STHeiti Light.ttc",
    "C:/Windows/Fonts/msyh.ttc",
    "C:/Windows/Fonts/simhei.ttf",
)
_ROW = 26
_SIZE = 14
_LEFT, _BARS, _RIGHT, _TOP = 190, 420, 150, 64
_INK, _DIM, _BAR, _SHORT, _LINE = "#222222", "#777777", "#4c78a8", "#d0743c", "#b3261e"


@dataclass(frozen=True, slots=True)
class Bar:
    """One line of a chart."""

    label: str
    value: Decimal | None
    """None for a place without a comparable value."""
    text: str
    """What stands behind the bar."""
    short: bool = False
    """It misses the line."""


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars under a title, and a line across them."""

    title: str
    bars: Sequence[Bar]
    line: Decimal | None = None
    line_text: str = ""


@dataclass(frozen=True, slots=True)
class _Rect:
    x: float
    y: float
    width: float
    height: float
    fill: str


@dataclass(frozen=True, slots=True)
class _Text:
    x: float
    y: float
    text: str
    fill: str = _INK
    size: int = _SIZE
    end: bool = False
    """Right-aligned at x."""


_Shape = _Rect | _Text


def _shapes(charts: Sequence[Chart]) -> tuple[int, int, list[_Shape]]:
    """Width, height and shapes of charts, one under the other."""
    width = _LEFT + _BARS + _RIGHT
    top = 0.0
    out: list[_Shape] = []
    for chart in charts:
        most = max([one.value for one in chart.bars if one.value is not None] + [chart.line or Decimal(0)])
        scale = _BARS / float(most) if most > 0 else 0.0
        out.append(_Text(16, top + 28, chart.title, size=17))
        if chart.line_text:
            out.append(_Text(16, top + 50, chart.line_text, _LINE, 12))
        for at, bar in enumerate(chart.bars):
            y = top + _TOP + at * _ROW
            out.append(_Text(_LEFT - 8, y + 15, _cut(bar.label, 12), end=True))
            long = max(0.0, float(bar.value) * scale) if bar.value is not None else 0.0
            if bar.value is not None:
                out.append(_Rect(_LEFT, y + 2, max(long, 1.0), _ROW - 9, _SHORT if bar.short else _BAR))
            out.append(_Text(_LEFT + long + 6, y + 15, bar.text, _INK if bar.value is not None else _DIM, 12))
        if chart.line is not None and chart.bars:
            x = _LEFT + float(chart.line) * scale
            out.append(_Rect(x, top + _TOP - 4, 2, len(chart.bars) * _ROW + 4, _LINE))
        top += _TOP + len(chart.bars) * _ROW + 24
    return width, int(top), out


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


def svg(charts: Sequence[Chart]) -> str:
    """The charts as one SVG."""
    width, height, shapes = _shapes(charts)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">',
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
        f"<g font-family='{_FONT}'>",
    ]
    for one in shapes:
        if isinstance(one, _Rect):
            box = f'x="{one.x:.1f}" y="{one.y:.1f}" width="{one.width:.1f}" height="{one.height:.1f}"'
            lines.append(f'<rect {box} fill="{one.fill}"/>')
        else:
            anchor = ' text-anchor="end"' if one.end else ""
            place = f'x="{one.x:.1f}" y="{one.y:.1f}" font-size="{one.size}" fill="{one.fill}"{anchor}'
            lines.append(f"<text {place}>{escape(_legal(one.text))}</text>")
    return "\n".join([*lines, "</g></svg>"]) + "\n"


def _legal(text: str) -> str:
    """Without characters that XML forbids."""
    return "".join(c if c.isprintable() or c == " " else "\ufffd" for c in text)


def png(charts: Sequence[Chart], font: Path | None = None) -> bytes:
    """The charts as a PNG, twice the size; raises ExportFailed where no Chinese font is at hand."""
    from PIL import Image, ImageDraw, ImageFont

    file = next((path for path in map(Path, [font] if font else _FONT_FILES) if path.is_file()), None)
    if file is None:
        raise ExportFailed("PNG", "本机找不到中文字体，请改用 .svg")
    width, height, shapes = _shapes(charts)
    image = Image.new("RGB", (width * 2, height * 2), "#ffffff")
    pen = ImageDraw.Draw(image)
    fonts = {size: ImageFont.truetype(str(file), size * 2) for size in {s.size for s in shapes if isinstance(s, _Text)}}
    for one in shapes:
        if isinstance(one, _Rect):
            box = (one.x * 2, one.y * 2, (one.x + one.width) * 2, (one.y + one.height) * 2)
            pen.rectangle(box, fill=one.fill)
        else:
            pen.text(
                (one.x * 2, one.y * 2), _legal(one.text), one.fill, fonts[one.size], anchor="rs" if one.end else "ls"
            )
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()
