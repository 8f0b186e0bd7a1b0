"""督办通报 and 催办单: what they say, ready to be put into a template."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from corpus import settings
from corpus.deadlines import due_on
from corpus.filtering import EVERYTHING
from corpus.lights import COLOUR, begun_days, boards, reason
from corpus.model import Entry, Filters
from corpus.office_sheet import reached
from corpus.offices import BETWEEN, KIND, Offices
from corpus.overdue import overdue, upcoming
from corpus.owing import owed
from corpus.store import Corpus
from corpus.tongue import ZH, Tongue


class Kind(StrEnum):
    """Which paper."""

    REMINDER = "reminder"
    """催办单: to one organisation, what it owes."""
    BULLETIN = "bulletin"
    """督办通报: to all, how each stands and what is late."""


HEAD = ("标题", "单位", "截至", "日期", "逾期", "临期", "合计", "单位数")
"""Names that a template may use anywhere."""
TASK = (
    "序号",
    "单位",
    "任务",
    "目标值",
    "分工",
    "完成时限",
    "逾期天数",
    "灯",
    "进展",
    "达到数值",
    "来源",
    "原文",
    "编号",
)
"""Names that a row of a table may use; the row stands once for each commitment."""
OFFICE = ("单位名称", "红", "黄", "蓝", "绿", "灰", "总数")
"""Names that a row of a table may use; the row stands once for each organisation."""
ENGLISH = dict(
    zip(
        (*HEAD, *TASK, *OFFICE),
        (
            *("title", "organisation", "as_of", "date", "late", "near", "total", "organisations"),
            *("number", "organisation", "task", "target", "duty", "deadline", "days_late", "light", "progress"),
            *("reached", "source", "quote", "key"),
            *("name", "red", "yellow", "blue", "green", "grey", "all"),
        ),
        strict=True,
    )
)
"""What a template may call each of these instead."""


@dataclass(frozen=True, slots=True)
class Notice:
    """One paper."""

    kind: Kind
    organisation: str
    """Empty for all."""
    head: dict[str, str]
    tasks: tuple[dict[str, str], ...]
    offices: tuple[dict[str, str], ...] = ()

    @property
    def name(self) -> str:
        """For a file, without folder and ending."""
        place, between, who = self.organisation.rpartition(BETWEEN)
        kind = KIND.search(place)
        # 青禾县 and 县教育局 are 青禾县教育局.
        if between:
            who = place + (who.removeprefix(kind[0][-1]) if kind else who)
        return "-".join(filter(None, (self.head["标题"], who, self.head["截至"])))


def reminders(corpus: Corpus, on: date, days: int, filters: Filters = EVERYTHING, tongue: Tongue = ZH) -> list[Notice]:
    """A 催办单 for each organisation that is late or has something due within `days` days, most late first.

    What names no organisation is in none of them, see `unowned`.
    """
    with corpus.reading():
        late, near = overdue(corpus, on, filters), upcoming(corpus, on, days, filters)
        lines, offices = _Lines(corpus, on, tongue), Offices(corpus, on)
        out = []
        for name in {**late, **near}:
            if not name:
                continue
            own = (*late.get(name, ()), *near.get(name, ()))
            who = offices.without_document(name)
            head = _head(tongue, Kind.REMINDER, on, who, late.get(name, ()), near.get(name, ()), 1)
            out.append(Notice(Kind.REMINDER, name, head, lines.tasks(own)))
    return out


def unowned(corpus: Corpus, on: date, days: int, filters: Filters = EVERYTHING) -> int:
    """Commitments late or due within `days` days that name no organisation."""
    with corpus.reading():
        return len(owed(corpus, on, None, on + timedelta(days=days), filters).get("", ()))


def bulletin(corpus: Corpus, on: date, days: int, filters: Filters = EVERYTHING, tongue: Tongue = ZH) -> Notice:
    """The 督办通报 of a day."""
    with corpus.reading():
        late, near = overdue(corpus, on, filters), upcoming(corpus, on, days, filters)
        lines = _Lines(corpus, on, tongue)
        found = [one for one in boards(corpus, on, filters) if one.organisation in late or one.organisation in near]
        offices = tuple(
            {"单位名称": one.organisation or tongue.say("nobody"), "总数": str(one.total)}
            | {word: str(one.counts[light]) for light, word in ZH.lights.items()}
            for one in found
        )
        entries = [entry for kept in late.values() for entry in kept]
        nearly = [entry for kept in near.values() for entry in kept]
        head = _head(tongue, Kind.BULLETIN, on, tongue.say("all"), entries, nearly, len({*late, *near} - {""}))
        return Notice(Kind.BULLETIN, "", head, lines.tasks(entries), offices)


def _head(
    tongue: Tongue,
    kind: Kind,
    on: date,
    who: str,
    late: tuple[Entry, ...] | list[Entry],
    near: tuple[Entry, ...] | list[Entry],
    count: int,
) -> dict[str, str]:
    tardy, nearly = len({e.row.key for e in late}), len({e.row.key for e in near})
    return {
        "标题": tongue.say(kind.value),
        "单位": who,
        "截至": on.isoformat(),
        "日期": tongue.say("day", year=on.year, month=on.month, day=on.day),
        "逾期": str(tardy),
        "临期": str(nearly),
        "合计": str(tardy + nearly),
        "单位数": str(count),
    }


class _Lines:
    """Lines of a table of commitments."""

    def __init__(self, corpus: Corpus, on: date, tongue: Tongue) -> None:
        self._on = on
        self._tongue = tongue
        self._begun = begun_days(corpus)
        self._limits = settings.of(corpus).lights

    def tasks(self, entries: Sequence[Entry]) -> tuple[dict[str, str], ...]:
        """One for each entry, in its order."""
        return tuple(self._task(number, entry) for number, entry in enumerate(entries, 1))

    def _task(self, number: int, entry: Entry) -> dict[str, str]:
        row = entry.row
        why = reason(row, self._on, self._begun.get(row.document), self._limits)
        said = row.verified or row.declared
        tongue = self._tongue
        page = tongue.say("page", page=row.page) if row.page is not None else ""
        due = due_on(row, self._on)
        return {
            "序号": str(number),
            "单位": entry.organisation or tongue.say("nobody"),
            "任务": row.commitment.subject,
            "目标值": "\n".join(map(tongue.target, row.commitment.measures)),
            "分工": tongue.duty[entry.duty] if entry.duty else "",
            "完成时限": (due or entry.due).isoformat(),
            "逾期天数": str(entry.days_late) if entry.days_late > 0 else "",
            "灯": f"{tongue.lights[COLOUR[why]]}({tongue.why(why)})",
            "进展": " ".join(filter(None, (tongue.progress[row.progress], (said.note or "") if said else ""))),
            "达到数值": reached(said),
            "来源": " · ".join(filter(None, (row.title or row.source, row.section, page))),
            "原文": row.commitment.quote,
            "编号": row.key,
        }
