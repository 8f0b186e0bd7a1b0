"""Values of spreadsheet cells as the sheet shows them: percentages, decimals, dates, units in the format."""

from __future__ import annotations

import datetime as dt
import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

_CONDITION = re.compile(r"\[(?:\$([^\]-]{0,10}))?[^\]]{0,40}\]")
_DIGITS = re.compile(r"[#0?][#0?,]{0,30}(?:\.([#0?]{0,20}))?,{0,4}")
_ASIDE = re.compile(r'"[^"]{0,20}"|\[[^\]]{0,40}\]')
_LITERAL = re.compile(r'"([^"]{0,60})"|\\(.)|_.|\*.')


def show(value: object, form: str | None) -> str:
    """`value` in the number format `form`; text, errors and whatever is no number as it stands."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, dt.datetime | dt.date | dt.time):
        return _moment(value, (form or "").lower())
    if isinstance(value, dt.timedelta):
        minutes = int(value.total_seconds()) // 60
        return f"{minutes // 60}:{minutes % 60:02}"
    if isinstance(value, int | float):
        return _number(value, form or "General")
    return str(value)


def _number(value: float, form: str) -> str:
    try:
        exact = Decimal(repr(value))
    except InvalidOperation:
        return str(value)
    sections = form.split(";")
    section = sections[1] if exact < 0 and len(sections) > 1 and sections[1].strip() else sections[0]
    section = _CONDITION.sub(lambda match: match[1] or "", section)
    digits = _DIGITS.search(_LITERAL.sub(lambda match: " " * len(match[0]), section))
    if digits is None or "general" in section.lower() or "E+" in section or "/" in section:
        return _general(exact)
    before, behind = _words(section[: digits.start()]), _words(section[digits.end() :])
    share = "%" in before + behind
    number = exact * 100 if share else exact
    # A comma behind the last digit divides by a thousand.
    pattern = digits[0].rstrip(",")
    number /= Decimal(1000) ** (len(digits[0]) - len(pattern))
    places = digits[1] or ""
    try:
        rounded = number.quantize(Decimal(1).scaleb(-len(places)), ROUND_HALF_UP)
    except InvalidOperation:
        return _general(exact)
    if section is not sections[0]:
        rounded = abs(rounded)
    text = f"{rounded:,f}" if "," in pattern else f"{rounded:f}"
    optional = len(places) - len(places.rstrip("#?"))
    for _ in range(optional):
        text = text[:-1] if text.endswith("0") and "." in text else text
    return f"{before}{text.rstrip('.') if optional else text}{behind}".strip()


def _general(number: Decimal) -> str:
    """As a cell without format shows it: eleven digits at most."""
    rounded = number if number == number.to_integral_value() else +number.normalize()
    if len(rounded.as_tuple().digits) > 11 and rounded != rounded.to_integral_value():
        rounded = Decimal(f"{float(rounded):.11g}")
    text = f"{rounded:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _words(part: str) -> str:
    """What a format writes around the digits: quoted and escaped text, percent signs, currency signs."""
    return _LITERAL.sub(lambda match: match[1] or match[2] or "", part).replace("@", "")


def _moment(value: dt.datetime | dt.date | dt.time, form: str) -> str:
    if isinstance(value, dt.time):
        return f"{value:%H:%M}"
    bare = _ASIDE.sub(lambda match: match[0] if "年" in match[0] or "月" in match[0] else "", form)
    year, day = "y" in bare or "e" in bare, "d" in bare
    month = "m" in re.sub(r"h{1,2}[^ymd]{0,4}mm?|mm?:ss?", "", bare)
    if not (year or month or day):
        year = month = day = True
    if "年" in bare or "月" in bare:
        parts = ((year, f"{value.year}年"), (month, f"{value.month}月"), (day, f"{value.day}日"))
        text = "".join(part for shown, part in parts if shown)
    else:
        sign = "-" if "-" in bare and not bare.startswith("mm-dd") else "." if "." in bare and "/" not in bare else "/"
        shown = ((year, value.year), (month, value.month), (day, value.day))
        text = sign.join(str(part) for wanted, part in shown if wanted)
    if isinstance(value, dt.datetime) and "h" in bare:
        text += f" {value:%H:%M}"
    return text
