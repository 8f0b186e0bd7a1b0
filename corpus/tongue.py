"""The words of what is sent out (notices, the weekly report, the office sheet) in Chinese and in English. Pure.

What a plan says stays as the plan says it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from corpus.lights import Light, Reason
from corpus.model import Progress
from corpus.wording import BOUND, DUTY, PROGRESS, REASON, digits, target
from extract.model import Comparator, Duty, Measure, Range


@dataclass(frozen=True, slots=True)
class Tongue:
    """The words of one language."""

    code: str
    """`zh`, `en`: for HTML."""
    progress: Mapping[Progress, str]
    duty: Mapping[Duty, str]
    reason: Mapping[str, str]
    """Of `lights.Reason`."""
    lights: Mapping[Light, str]
    bound: Mapping[Comparator, str]
    said: Mapping[str, str]

    def say(self, key: str, /, **values: object) -> str:
        """A sentence with its `{places}` filled; a brace in a value is never a place."""
        return self.said[key].format_map(values) if values else self.said[key]

    def target(self, measure: Measure) -> str:
        """One measure as a line."""
        if self.code == "zh":
            return target(measure)
        value = measure.value
        if isinstance(value, Range):
            number = f"{digits(value.low)}–{digits(value.high)}"
        else:
            bound = "" if measure.comparator is Comparator.EQUAL else self.bound[measure.comparator]
            number = bound + digits(value)
        line = " ".join(filter(None, (measure.scope, measure.subject, f"{number}{measure.unit or ''}")))
        if measure.per:
            line += f" ({measure.per})"
        if measure.recurrence and measure.recurrence != measure.per:
            line += f", {measure.recurrence}"
        return line + (f", {measure.deadline.isoformat()}" if measure.deadline else "")

    def why(self, reason: Reason) -> str:
        """Why a light is lit."""
        return self.reason[reason.value]


ZH = Tongue(
    "zh",
    PROGRESS,
    DUTY,
    REASON,
    {Light.RED: "红", Light.YELLOW: "黄", Light.BLUE: "蓝", Light.GREEN: "绿", Light.GREY: "灰"},
    BOUND,
    {
        "nobody": "（未写明责任单位）",
        "page": "第 {page} 页",
        "all": "各有关单位",
        "day": "{year}年{month}月{day}日",
        "reminder": "催办单",
        "bulletin": "督办通报",
        "paper.to": "{{单位}}：",
        "reminder.text": "截至{{日期}}，你单位负责的事项中，逾期 {{逾期}} 项，即将到期 {{临期}} 项，见下表。"
        "请抓紧办理，并及时报送进展和佐证。",
        "bulletin.text": "现将截至{{日期}}的督办情况通报如下：逾期 {{逾期}} 项，即将到期 {{临期}} 项，"
        "涉及单位 {{单位数}} 个。",
        "paper.line": "{{单位}}：截至{{日期}}，逾期 {{逾期}} 项，即将到期 {{临期}} 项。",
        "bulletin.offices": "一、各单位情况",
        "bulletin.late": "二、逾期事项",
        "sheet.tasks": "事项",
        "sheet.offices": "各单位",
        "report.title": "督办周报",
        "report.sub": "{first} 至 {on}　在册承诺 {count} 条",
        "report.offices": "各单位进度",
        "report.months": "各月到期",
        "report.trend": "亮灯变化(每周)",
        "report.week": "本周进展({count} 条)",
        "report.lists": "逾期和要催办的",
        "report.sentences": "原文",
        "report.legend": "红：已过期限。黄：{yellow} 天内到期、进度滞后或受阻。蓝：{blue} 天内到期。"
        "几个单位共同负责的事项在各单位下都计。",
        "report.more": "另有 {count} 个单位",
        "report.quiet": "没有新的进展。",
        "report.none": "没有逾期和要催办的。",
        "report.group": "{name}（{count} 条）",
        "report.light": "{light}灯（{count} 条）",
        "report.unfold": "展开",
        "report.key": "编号 {key}",
        "report.tip": "{name}：{light} {count}",
        "report.month": "{year}年{month}月",
        "undone": "撤销",
        "verified": "核实",
        "declared": "自报",
        "late": "逾期",
        "head.date": "日期",
        "head.task": "任务",
        "head.progress": "进展",
        "head.reached": "达到",
        "head.source": "来源",
        "head.note": "说明",
        "head.light": "灯",
        "head.target": "目标值",
        "head.deadline": "期限",
        "head.days": "逾期天数",
        "legend.red": "逾期",
        "legend.yellow": "滞后、受阻或马上到期",
        "legend.blue": "临期",
        "legend.green": "正常、已完成",
        "legend.grey": "无期限、已取消",
        "office.sheet": "督办台账",
        "office.note": "台账导出，灯以 {on} 为准。底色浅黄的列可以填写，填好用 taizhang import 读回。",
        "office.status": "状态",
        "office.choose": "请从列表里选：{words}",
        "office.footer": "&C第 &P 页 共 &N 页",
        "office.mark": "、",
    },
)
EN = Tongue(
    "en",
    {
        Progress.NOT_STARTED: "not started",
        Progress.IN_PROGRESS: "in progress",
        Progress.DONE: "done",
        Progress.BLOCKED: "blocked",
        Progress.CANCELLED: "cancelled",
    },
    {Duty.LEAD: "lead", Duty.RESPONSIBLE: "responsible", Duty.SUPPORT: "support"},
    {
        "late": "late",
        "due": "due now",
        "behind": "behind",
        "blocked": "blocked",
        "near": "near",
        "on_course": "on course",
        "done": "done",
        "cancelled": "cancelled",
        "undated": "no deadline",
    },
    {Light.RED: "red", Light.YELLOW: "yellow", Light.BLUE: "blue", Light.GREEN: "green", Light.GREY: "grey"},
    BOUND | {Comparator.RANGE: "", Comparator.ABOUT: "about ", Comparator.INCREASE_BY: "up by ",
             Comparator.DECREASE_BY: "down by "},
    {
        "nobody": "(no organisation named)",
        "page": "page {page}",
        "all": "All organisations concerned",
        "day": "{year}-{month:02d}-{day:02d}",
        "reminder": "Reminder",
        "bulletin": "Progress bulletin",
        "paper.to": "{{organisation}}:",
        "reminder.text": "As of {{date}}, of what you answer for, {{late}} are overdue and {{near}} are due "
        "soon; see the table. Please act on them, and report progress with evidence in time.",
        "bulletin.text": "How things stand on {{date}}: {{late}} overdue, {{near}} due soon, "
        "{{organisations}} organisations concerned.",
        "paper.line": "{{organisation}}: on {{date}} {{late}} overdue, {{near}} due soon.",
        "bulletin.offices": "1. By organisation",
        "bulletin.late": "2. What is overdue",
        "sheet.tasks": "tasks",
        "sheet.offices": "organisations",
        "report.title": "Weekly report",
        "report.sub": "{first} to {on} · {count} commitments",
        "report.offices": "Progress by organisation",
        "report.months": "Due by month",
        "report.trend": "Lights over time (weekly)",
        "report.week": "Progress of this week ({count})",
        "report.lists": "Overdue, and what needs a reminder",
        "report.sentences": "Sentences",
        "report.legend": "Red: past its deadline. Yellow: due within {yellow} days, behind schedule, or blocked. Blue: "
        "due within {blue} days. What several organisations answer for counts under each of them.",
        "report.more": "{count} more organisations",
        "report.quiet": "Nothing new.",
        "report.none": "Nothing is overdue or needs a reminder.",
        "report.group": "{name} ({count})",
        "report.light": "{light} ({count})",
        "report.unfold": "show",
        "report.key": "key {key}",
        "report.tip": "{name}: {light} {count}",
        "report.month": "{year}-{month}",
        "undone": "taken back",
        "verified": "verified",
        "declared": "declared",
        "late": "overdue",
        "head.date": "date",
        "head.task": "task",
        "head.progress": "progress",
        "head.reached": "reached",
        "head.source": "by",
        "head.note": "note",
        "head.light": "light",
        "head.target": "target",
        "head.deadline": "deadline",
        "head.days": "days late",
        "legend.red": "overdue",
        "legend.yellow": "behind, blocked or due now",
        "legend.blue": "due soon",
        "legend.green": "on course, done",
        "legend.grey": "no deadline, cancelled",
        "office.sheet": "ledger",
        "office.note": "Lights as of {on}. Write in the pale yellow columns; taizhang import reads them back.",
        "office.status": "status",
        "office.choose": "Choose from the list: {words}",
        "office.footer": "&CPage &P of &N",
        "office.mark": ", ",
    },
)  # fmt: skip


def tongue(*, english: bool) -> Tongue:
    """The words to write in."""
    return EN if english else ZH
