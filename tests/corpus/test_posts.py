"""What stands under each light, by organisation: the numbers of the boards, the first due first."""

from __future__ import annotations

from datetime import date, timedelta

from ledger_factories import QINGHE, Extraction, commitment, document, owners, store

from corpus import ledger as history
from corpus import rows
from corpus.lights import Light, boards
from corpus.model import Filters, LedgerEvent, Progress, Standing
from corpus.posts import posts
from corpus.store import Corpus

ON = date(2025, 7, 1)
DAYS = {"甲": -1, "乙": -300, "丙": 2, "丁": 20, "戊": 400, "己": None, "庚": 100}


def fill(corpus: Corpus) -> dict[str, str]:
    """A commitment for each of `DAYS`, two of them of nobody, one done; name -> key."""
    lines = [f"改造{name}校。" for name in DAYS]
    text = "\n".join(lines)
    kept = []
    for number, (line, days) in enumerate(zip(lines, DAYS.values(), strict=True)):
        due = None if days is None else ON + timedelta(days=days)
        who = () if number in (1, 5) else owners("县教育局", "县财政局") if number == 0 else owners("县教育局")
        kept.append(commitment(text, line, deadline=due, responsible=who))
    store(corpus, Extraction(document(text, region=QINGHE), tuple(kept), ()))
    keys = {name: one.key for name, one in zip(DAYS, kept, strict=True)}
    history.record(corpus, keys["庚"], LedgerEvent("", Standing.DECLARED, Progress.DONE, "县教育局", "2025-06-01"))
    return keys


def test_the_numbers_are_those_of_the_boards(ledger: Corpus) -> None:
    fill(ledger)
    for filters in (Filters(), Filters(organisation="财政"), Filters(text="改造甲校")):
        found = {one.organisation: {light: one.count(light) for light in Light} for one in posts(ledger, ON, filters)}
        assert found == {one.organisation: one.counts for one in boards(ledger, ON, filters)}
        assert [one.organisation for one in posts(ledger, ON, filters)] == [
            one.organisation for one in boards(ledger, ON, filters)
        ]


def test_the_first_due_comes_first(ledger: Corpus) -> None:
    keys = fill(ledger)
    own = next(one for one in posts(ledger, ON) if one.organisation.endswith("县教育局"))
    names = {key: name for name, key in keys.items()}
    shown = {light: [names[rows.by_ids(ledger, [id])[id].key] for id in ids] for light, ids in own.lit.items() if ids}
    assert shown == {Light.RED: ["甲"], Light.YELLOW: ["丙"], Light.BLUE: ["丁"], Light.GREEN: ["庚", "戊"]}
    nobody = posts(ledger, ON)[-1]
    assert nobody.organisation == "" and nobody.total == 2 and nobody.count(Light.GREY) == 1
