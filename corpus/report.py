"""The weekly report: one HTML file with charts that opens offline, prints well, and leads from numbers to sentences."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape

from corpus import charts, settings
from corpus.deadlines import closed_on, due_on
from corpus.filtering import EVERYTHING
from corpus.lights import COLOUR, Light, Reason, reasons
from corpus.model import CommitmentRow, Filters, LedgerEvent
from corpus.office_sheet import reached
from corpus.offices import Offices
from corpus.rows import each
from corpus.settling import COLUMNS, event_of
from corpus.store import Corpus, select
from corpus.tongue import ZH, Tongue
from corpus.trend import trend

WEEKS = 12
MONTHS = 12
_MOST_OFFICES = 20

_STYLE = """
:root{color-scheme:light}*{box-sizing:border-box}
body{font:14px/1.6 "Noto Sans CJK SC","Source Han Sans SC","Microsoft YaHei","PingFang SC",sans-serif;color:#222;
max-width:820px;margin:0 auto;padding:24px}
h1{font-size:24px;text-align:center;margin:8px 0}h2{font-size:17px;border-left:5px solid #c8372d;padding-left:8px;
margin:28px 0 10px}h3{font-size:15px;margin:18px 0 6px}.sub{text-align:center;color:#666}
.tiles{display:flex;gap:10px;margin:18px 0}.tiles a{flex:1;text-align:center;border:1px solid #ddd;border-top-width:4px;
border-radius:4px;padding:8px;color:inherit}.tiles b{display:block;font-size:24px;line-height:1.2}
a{color:#1d5a96;text-decoration:none}svg{width:100%;height:auto;display:block}svg text{font-size:12px;fill:#333}
svg text.in{fill:#fff;font-size:11px}svg text.small{font-size:11px}.key{margin-right:14px;font-size:12px;color:#555}
.key i{display:inline-block;width:10px;height:10px;margin-right:4px}
table{border-collapse:collapse;width:100%;margin:6px 0}th,td{border:1px solid #ccc;padding:4px 6px;vertical-align:top;
text-align:left}th{background:#f2f2f2}td.n{text-align:right;white-space:nowrap}td.d{white-space:nowrap}
.dot{display:inline-block;width:10px;height:10px;border-radius:5px;margin-right:4px}
blockquote{margin:4px 0 14px;padding:6px 10px;background:#f7f7f4;border-left:3px solid #bbb}
.place{color:#666;font-size:12px}:target{background:#fff4cc}
@media print{body{max-width:none;padding:0;font-size:11px}a{color:inherit}h2{break-after:avoid}
svg,tr,blockquote,.tiles{break-inside:avoid}thead{display:table-header-group}@page{size:A4;margin:15mm}
*{-webkit-print-color-adjust:exact;print-color-adjust:exact}}
"""


@dataclass(frozen=True, slots=True)
class _Lit:
    """A commitment with its light and offices."""

    row: CommitmentRow
    why: Reason
    offices: tuple[str, ...]

    @property
    def light(self) -> Light:
        return COLOUR[self.why]


def html(corpus: Corpus, on: date, filters: Filters = EVERYTHING, title: str = "", tongue: Tongue = ZH) -> str:
    """The report of the week that ends on a day; `title` in place of the usual one."""
    with corpus.reading():
        why = reasons(corpus, on, filters)
        offices = Offices(corpus, on)
        lit = [_Lit(row, why[row.id], _names(offices, row)) for row in each(corpus, filters) if row.id in why]
        days = [on - timedelta(weeks=back) for back in range(WEEKS - 1, -1, -1)]
        over_time = trend(corpus, days) if filters == EVERYTHING else []
        week = _events(corpus, on, {one.row.key for one in lit})
        limits = settings.of(corpus).lights
    shown = [one for one in lit if one.light in (Light.RED, Light.YELLOW)]
    counts = Counter(one.light for one in lit)
    parts = [
        _head(title or tongue.say("report.title"), on, len(lit), tongue),
        _tiles(counts, tongue),
        _h2(tongue.say("report.offices")), charts.legend(tongue), _by_office(lit, tongue),
        _h2(tongue.say("report.months")), _by_month(lit, on, tongue),
    ]  # fmt: skip
    if over_time:
        names = [f"{day.month}-{day.day}" for day in days]
        heading = tongue.say("report.trend")
        parts += [_h2(heading), charts.stacked(names, over_time, heading, tongue)]
    legend = tongue.say("report.legend", yellow=limits.yellow_days, blue=limits.blue_days)
    parts += [
        _h2(tongue.say("report.week", count=len(week))), _week(week, {one.row.key: one.row for one in lit}, tongue),
        _h2(tongue.say("report.lists")), _lists(shown, on, tongue),
        _h2(tongue.say("report.sentences")), _sentences(lit, on, tongue),
        f'<p class="sub">{legend}</p></body></html>\n',
    ]  # fmt: skip
    return "".join(parts)


def _names(offices: Offices, row: CommitmentRow) -> tuple[str, ...]:
    found = (offices.label(row.document, r.organisation or r.name) for r in row.commitment.responsible)
    return tuple(dict.fromkeys(found)) or ("",)


def _h2(text: str) -> str:
    return f"<h2>{escape(text)}</h2>"


def _head(title: str, on: date, count: int, tongue: Tongue) -> str:
    sub = tongue.say("report.sub", first=(on - timedelta(days=6)).isoformat(), on=on.isoformat(), count=count)
    return (
        f'<!doctype html><html lang="{tongue.code}"><head><meta charset="utf-8">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        '<meta name="viewport" content="width=device-width">'
        f"<title>{escape(title)} {on.isoformat()}</title><style>{_STYLE}</style></head><body>"
        f'<h1>{escape(title)}</h1><p class="sub">{sub}</p>'
    )


def _tiles(counts: Counter[Light], tongue: Tongue) -> str:
    tiles = "".join(
        f'<a href="#list-{light.value}" style="border-top-color:{charts.COLOURS[light]}">'
        f"<b>{counts[light]}</b>{tongue.lights[light]}</a>"
        for light in Light
    )
    return f'<div class="tiles">{tiles}</div>'


def _by_office(lit: Sequence[_Lit], tongue: Tongue) -> str:
    found: dict[str, Counter[Light]] = defaultdict(Counter)
    links: dict[str, str] = {}
    for one in lit:
        for name in one.offices:
            found[name][one.light] += 1
            # An office with nothing to be reminded of has no list: its bar leads to its first sentence.
            if one.light in (Light.RED, Light.YELLOW):
                links[name] = _office_id(name)
            links.setdefault(name, f"k-{one.row.key}")
    order = sorted(found, key=lambda n: (n == "", -found[n][Light.RED], -found[n][Light.YELLOW], -found[n].total(), n))
    bars = [charts.Bar(name or tongue.say("nobody"), dict(found[name]), links[name]) for name in order[:_MOST_OFFICES]]
    left = len(order) - _MOST_OFFICES
    more = f'<p class="sub">{tongue.say("report.more", count=left)}</p>' if left > 0 else ""
    return charts.lights_by_name(bars, tongue.say("report.offices"), tongue) + more


def _by_month(lit: Sequence[_Lit], on: date, tongue: Tongue) -> str:
    """What is due in the months to come; what is late stands before them."""
    counts: Counter[str] = Counter()
    links: dict[str, str] = {}
    late = 0
    for one in sorted(lit, key=lambda one: (_day(one, on), one.row.id)):
        due = due_on(one.row, on)
        if due is None or closed_on(one.row, on):
            continue
        if due < on:
            late += 1
        else:
            counts[due.isoformat()[:7]] += 1
            links.setdefault(due.isoformat()[:7], f"k-{one.row.key}")
    months = [_month(on, ahead) for ahead in range(MONTHS)]
    values = [(tongue.say("late"), late, "list-red")] + [
        (tongue.say("report.month", year=month[2:4], month=month[5:]), counts[month], links.get(month, ""))
        for month in months
    ]
    return charts.columns(
        values, tongue.say("report.months"), [charts.COLOURS[Light.RED], *[charts.COLOURS[Light.BLUE]] * MONTHS]
    )


def _month(on: date, ahead: int) -> str:
    year, month = divmod(on.year * 12 + on.month - 1 + ahead, 12)
    return f"{year}-{month + 1:02d}"


def _events(corpus: Corpus, on: date, keys: set[str]) -> list[LedgerEvent]:
    found = select(
        corpus.connection,
        f"select {COLUMNS} from event where at >= ? and at < ? order by at desc, uid desc",
        ((on - timedelta(days=6)).isoformat(), (on + timedelta(days=1)).isoformat()),
    )
    return [event for event in map(event_of, found) if event.key in keys]


def _week(week: Sequence[LedgerEvent], rows: dict[str, CommitmentRow], tongue: Tongue) -> str:
    if not week:
        return f"<p>{tongue.say('report.quiet')}</p>"
    lines = "".join(
        f'<tr><td class="d">{event.at[:10]}</td><td>{_to(event.key, rows[event.key].commitment.subject)}</td>'
        f"<td>{tongue.say('undone') if event.undoes else tongue.progress[event.progress]}</td>"
        f"<td>{escape(reached(event))}</td>"
        f"<td>{tongue.say(event.standing.value)} {escape(event.author)}</td>"
        f"<td>{escape(event.note or '')}</td></tr>"
        for event in week
    )
    head = _heads(tongue, "date", "task", "progress", "reached", "source", "note")
    return f"<table><thead>{head}</thead><tbody>{lines}</tbody></table>"


def _heads(tongue: Tongue, *names: str) -> str:
    return "<tr>" + "".join(f"<th>{tongue.say(f'head.{name}')}</th>" for name in names) + "</tr>"


def _lists(shown: Sequence[_Lit], on: date, tongue: Tongue) -> str:
    """What is red and yellow, by office."""
    groups: dict[str, list[_Lit]] = defaultdict(list)
    for one in shown:
        for name in one.offices:
            groups[name].append(one)
    out = [] if groups else [f"<p>{tongue.say('report.none')}</p>"]
    for name in sorted(groups, key=lambda one: (one == "", -len(groups[one]), one)):
        kept = sorted(groups[name], key=lambda one: (one.light is not Light.RED, due_on(one.row, on) or date.max))
        lines = "".join(_line(one, on, tongue) for one in kept)
        title = tongue.say("report.group", name=name or tongue.say("nobody"), count=len(kept))
        heads = _heads(tongue, "light", "task", "target", "deadline", "days", "progress")
        out.append(
            f'<h3 id="{_office_id(name)}">{escape(title)}</h3><table><thead>{heads}</thead>'
            f"<tbody>{lines}</tbody></table>"
        )
    return "".join(out)


def _line(one: _Lit, on: date, tongue: Tongue) -> str:
    row = one.row
    due = due_on(row, on)
    late = str((on - due).days) if due is not None and due < on else ""
    said = row.verified or row.declared
    how = " ".join(filter(None, (tongue.progress[row.progress], reached(said), (said.note or "") if said else "")))
    goals = "<br>".join(escape(tongue.target(measure)) for measure in row.commitment.measures)
    dot = f'<i class="dot" style="background:{charts.COLOURS[one.light]}"></i>'
    return (
        f'<tr><td class="d">{dot}{tongue.why(one.why)}</td><td>{_to(row.key, row.commitment.subject)}</td>'
        f'<td>{goals}</td><td class="d">{due.isoformat() if due else ""}</td><td class="n">{late}</td>'
        f"<td>{escape(how)}</td></tr>"
    )


def _sentences(lit: Sequence[_Lit], on: date, tongue: Tongue) -> str:
    """The sentence of every commitment with its place, by light; what needs nothing is folded away."""
    out = []
    for light in Light:
        kept = sorted((one for one in lit if one.light is light), key=lambda one: (_day(one, on), one.row.id))
        folded = light in (Light.GREEN, Light.GREY)
        name = tongue.say("report.light", light=tongue.lights[light], count=len(kept))
        out.append(f'<h3 id="list-{light.value}">{name}</h3>')
        body = "".join(_sentence(one, tongue) for one in kept)
        out.append(
            f"<details><summary>{tongue.say('report.unfold')}</summary>{body}</details>" if folded and kept else body
        )
    return "".join(out)


def _day(one: _Lit, on: date) -> date:
    return due_on(one.row, on) or date.max


def _sentence(one: _Lit, tongue: Tongue) -> str:
    row = one.row
    page = tongue.say("page", page=row.page) if row.page is not None else ""
    place = " · ".join(filter(None, (row.title or row.source, row.section, page)))
    return (
        f'<blockquote id="k-{escape(row.key)}">{escape(row.commitment.quote)}'
        f'<div class="place">{escape(place)}　{escape(tongue.say("report.key", key=row.key))}</div></blockquote>'
    )


def _to(key: str, text: str) -> str:
    return f'<a href="#k-{escape(key)}">{escape(text)}</a>'


def _office_id(name: str) -> str:
    import hashlib

    return "o-" + hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:10]
