"""Charts as SVG written by hand: bars that carry their numbers, colours that print, every text escaped. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from corpus.lights import Light
from corpus.offices import BETWEEN
from corpus.tongue import ZH, Tongue

COLOURS = {
    Light.RED: "#c8372d",
    Light.YELLOW: "#e0a100",
    Light.BLUE: "#3b7cb8",
    Light.GREEN: "#4f9a55",
    Light.GREY: "#a9a9a9",
}
_WIDTH = 760
_ROW = 26
_NAME = 230
"""Pixels for the names of a bar chart."""
_LETTERS = 17
"""Characters of a name that stand in them."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar, with the place that it leads to."""

    name: str
    parts: dict[Light, int]
    link: str = ""
    """Id of an element of the page."""


def lights_by_name(bars: Sequence[Bar], title: str, tongue: Tongue = ZH) -> str:
    """Lying bars, one for each name, cut by colour."""
    most = max((sum(bar.parts.values()) for bar in bars), default=0)
    height = _ROW * len(bars) + 8
    out = [_open(height, title)]
    room = _WIDTH - _NAME - 60
    for number, bar in enumerate(bars):
        top = number * _ROW + 4
        out.append(_link(bar.link, f'<text x="{_NAME - 8}" y="{top + 15}" text-anchor="end">{_cut(bar.name)}</text>'))
        left = float(_NAME)
        for light in Light:
            count = bar.parts.get(light, 0)
            if not count:
                continue
            wide = max(2.0, room * count / most)
            tip = escape(tongue.say("report.tip", name=bar.name, light=tongue.lights[light], count=count))
            piece = (
                f'<rect x="{left:.1f}" y="{top}" width="{wide:.1f}" height="{_ROW - 8}" fill="{COLOURS[light]}">'
                f"<title>{tip}</title></rect>"
            )
            if wide > 16:
                piece += (
                    f'<text class="in" x="{left + wide / 2:.1f}" y="{top + 13}" text-anchor="middle">{count}</text>'
                )
            out.append(_link(bar.link, piece))
            left += wide
        out.append(f'<text x="{left + 6:.1f}" y="{top + 15}">{sum(bar.parts.values())}</text>')
    return "".join([*out, "</svg>"])


def columns(values: Sequence[tuple[str, int, str]], title: str, colours: Sequence[str]) -> str:
    """Standing bars of (name, count, link)."""
    most = max((count for _, count, _ in values), default=0)
    height, base = 220, 180
    step = (_WIDTH - 20) / max(len(values), 1)
    out = [_open(height, title), f'<line x1="10" x2="{_WIDTH - 10}" y1="{base}" y2="{base}" stroke="#888"/>']
    for number, (name, count, link) in enumerate(values):
        tall = 150 * count / most if most else 0
        left = 10 + number * step
        middle = left + step / 2
        piece = (
            f'<rect x="{left + step * 0.15:.1f}" y="{base - tall:.1f}" width="{step * 0.7:.1f}" height="{tall:.1f}"'
            f' fill="{colours[number]}"><title>{escape(name)}：{count}</title></rect>'
            f'<text x="{middle:.1f}" y="{base - tall - 5:.1f}" text-anchor="middle">{count or ""}</text>'
        )
        out.append(_link(link, piece))
        out.append(f'<text class="small" x="{middle:.1f}" y="{base + 16}" text-anchor="middle">{escape(name)}</text>')
    return "".join([*out, "</svg>"])


def stacked(names: Sequence[str], values: Sequence[dict[Light, int]], title: str, tongue: Tongue = ZH) -> str:
    """Standing bars cut by colour, one for each day."""
    most = max((sum(one.values()) for one in values), default=0)
    height, base = 240, 200
    step = (_WIDTH - 20) / max(len(values), 1)
    out = [_open(height, title), f'<line x1="10" x2="{_WIDTH - 10}" y1="{base}" y2="{base}" stroke="#888"/>']
    for number, (name, one) in enumerate(zip(names, values, strict=True)):
        left, top = 10 + number * step + step * 0.12, float(base)
        for light in reversed(Light):
            count = one.get(light, 0)
            tall = 170 * count / most if most else 0
            top -= tall
            if not count:
                continue
            out.append(
                f'<rect x="{left:.1f}" y="{top:.1f}" width="{step * 0.76:.1f}" height="{tall:.1f}"'
                f' fill="{COLOURS[light]}"><title>{escape(name)} {tongue.lights[light]} {count}</title></rect>'
            )
            if tall > 13:
                middle = f'x="{left + step * 0.38:.1f}" y="{top + tall / 2 + 4:.1f}"'
                out.append(f'<text class="in" {middle} text-anchor="middle">{count}</text>')
        label = f'x="{left + step * 0.38:.1f}" y="{base + 16}"'
        out.append(f'<text class="small" {label} text-anchor="middle">{escape(name)}</text>')
    return "".join([*out, "</svg>"])


def legend(tongue: Tongue = ZH) -> str:
    """What the colours mean."""
    return "".join(
        f'<span class="key"><i style="background:{COLOURS[light]}"></i>{tongue.lights[light]}'
        f" {tongue.say(f'legend.{light.value}')}</span>"
        for light in Light
    )


def _open(height: int, title: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img"'
        f' aria-label="{escape(title)}">'
    )


def _link(to: str, piece: str) -> str:
    return f'<a href="#{escape(to)}">{piece}</a>' if to else piece


def _cut(name: str) -> str:
    """A name in the room beside its bar; of a place and its office the place gives way."""
    if len(name) <= _LETTERS:
        return escape(name)
    place, between, office = name.partition(BETWEEN)
    room = _LETTERS - 1 - len(between) - len(office)
    if between and room > 1:
        return escape(f"{place[:room]}…{between}{office}")
    return escape((office or place)[: _LETTERS - 1] + "…")
