"""Words for values in files that people open in a spreadsheet. Pure."""

from __future__ import annotations

from decimal import Decimal

from corpus.model import Progress
from extract.model import Comparator, Duty, Force, Measure, Range

FORCE: dict[Force, str] = {
    Force.MUST: "必须",
    Force.SHALL: "应当",
    Force.STRIVE: "力争",
    Force.ENCOURAGE: "鼓励",
    Force.PROHIBIT: "禁止",
}
PROGRESS: dict[Progress, str] = {
    Progress.NOT_STARTED: "未开始",
    Progress.IN_PROGRESS: "推进中",
    Progress.DONE: "已完成",
    Progress.BLOCKED: "受阻",
    Progress.CANCELLED: "已取消",
}
DUTY: dict[Duty, str] = {Duty.LEAD: "牵头", Duty.RESPONSIBLE: "责任", Duty.SUPPORT: "配合"}
REASON: dict[str, str] = {
    "late": "逾期",
    "due": "马上到期",
    "behind": "进度滞后",
    "blocked": "受阻",
    "near": "临期",
    "on_course": "正常",
    "done": "已完成",
    "cancelled": "已取消",
    "undated": "无期限",
}
"""Of `lights.Reason`."""
BOUND: dict[Comparator, str] = {
    Comparator.AT_LEAST: "≥",
    Comparator.AT_MOST: "≤",
    Comparator.MORE: "＞",
    Comparator.LESS: "＜",
    Comparator.EQUAL: "＝",
    Comparator.RANGE: "区间",
    Comparator.ABOUT: "约",
    Comparator.INCREASE_BY: "增加",
    Comparator.DECREASE_BY: "减少",
}
"""No word begins like a formula."""


def digits(value: Decimal) -> str:
    """Without exponent and without zeros that say nothing."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def target(measure: Measure) -> str:
    """One measure as a line: `小学 标准班额 ≤45人(每班)，2025-12-31`."""
    value = measure.value
    if isinstance(value, Range):
        number = f"{digits(value.low)}–{digits(value.high)}"
    else:
        number = ("" if measure.comparator is Comparator.EQUAL else BOUND[measure.comparator]) + digits(value)
    parts = [measure.scope, measure.subject, f"{number}{measure.unit or ''}"]
    line = " ".join(part for part in parts if part)
    if measure.per:
        line += f"({measure.per})"
    if measure.recurrence and measure.recurrence != measure.per:
        line += f"，{measure.recurrence}"
    if measure.deadline:
        line += f"，{measure.deadline.isoformat()}"
    return line
