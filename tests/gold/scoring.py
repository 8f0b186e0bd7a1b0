"""Compares what was extracted with what a careful reader annotated (README.md says what each figure means).

Places are compared in squashed text (NFKC, no white space), so that a quote is found again wherever a reader
broke its lines or changed the width of its characters.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Json = Mapping[str, Any]
Stretch = tuple[int, int]

FACTORS = {"万亿": 10**12, "亿": 10**8, "千万": 10**7, "百万": 10**6, "万": 10**4, "千": 10**3}
SYNONYMS = {"名": "人", "位": "人", "个": "", "㎡": "平方米", "平米": "平方米"}
SCHOOL_LEVELS = (
    "十二年一贯制", "九年一贯制", "幼儿园", "学前", "小学", "初中", "高中", "中学", "特殊教育", "骨干教师", "教学点",
)  # fmt: skip
EXACT = ("comparator", "scope", "deadline", "responsible")
"""Fields that must agree besides value, unit, place and role for a measure to be exact."""


def squash(text: str | None) -> str:
    """`text` in NFKC without white space and zero-width characters."""
    folded = unicodedata.normalize("NFKC", text or "")
    return "".join(char for char in folded if not char.isspace() and char not in "\u200b\ufeff")


class Finder:
    """Looks quotes up in one document, in the order in which they come."""

    def __init__(self, text: str) -> None:
        self.text = squash(text)
        self.cursor = 0

    def rewind(self) -> None:
        """Look from the beginning again."""
        self.cursor = 0

    def find(self, quote: str | None) -> Stretch | None:
        """The next place of `quote` at or after the last one found, else its first place, else None."""
        needle = squash(quote)
        if not needle:
            return None
        at = self.text.find(needle, self.cursor)
        if at < 0:
            at = self.text.find(needle)
        if at < 0:
            return None
        self.cursor = at
        return at, at + len(needle)

    def all(self, quotes: Iterable[str | None]) -> Iterator[Stretch | None]:
        """The places of `quotes`, which come in the order of the text."""
        self.rewind()
        for quote in quotes:
            yield self.find(quote)


def shared(one: Stretch | None, other: Stretch | None) -> int:
    """Number of characters that two places share."""
    if one is None or other is None:
        return 0
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def amount(value: Any, unit: str | None) -> tuple[float | None, float | None, str]:
    """Low end, high end and unit with 万 and 亿 multiplied out."""
    name, factor = squash(unit), 1
    for prefix, times in FACTORS.items():
        if name.startswith(prefix):
            name, factor = name.removeprefix(prefix), times
            break
    name = name.removeprefix("余").removeprefix("多")
    ends = (value.get("low"), value.get("high")) if isinstance(value, Mapping) else (value, value)
    low, high = (None if end is None else round(float(end) * factor, 6) for end in ends)
    return low, high, SYNONYMS.get(name, name)


def owners(responsible: Sequence[Json] | None) -> frozenset[tuple[str, str]]:
    """Names and parts of the responsible organisations."""
    return frozenset((squash(unit["name"]), unit.get("role", "responsible")) for unit in responsible or ())


def levels(scope: str | None) -> frozenset[str]:
    """The school levels that a scope names: its other wording is free."""
    return frozenset(level for level in SCHOOL_LEVELS if level in (scope or ""))


@dataclass(frozen=True, slots=True)
class Placed:
    """A measure and where it stands."""

    at: Stretch
    measure: Json

    def agreement(self, other: Placed) -> dict[str, bool]:
        """Which fields of two measures with the same amount agree."""
        mine, theirs = self.measure, other.measure
        return {
            "role": mine["role"] == theirs["role"],
            "comparator": mine["comparator"] == theirs.get("comparator"),
            "scope": levels(mine.get("scope")) == levels(theirs.get("scope")),
            "deadline": (mine.get("deadline") or None) == (theirs.get("deadline") or None),
            "responsible": owners(mine.get("responsible")) == owners(theirs.get("responsible")),
            "indicator": (mine.get("indicator") or None) == (theirs.get("indicator") or None),
            "per": squash(mine.get("per")) == squash(theirs.get("per")),
        }


def placed_measures(found: Json, finder: Finder, tally: Counter[str]) -> list[Placed]:
    """Measures of all commitments and facts that can be pointed at; the others are counted as ungrounded."""
    out: list[Placed] = []
    commitments = found.get("commitments", [])
    for commitment, at in zip(commitments, list(finder.all(c.get("quote") for c in commitments)), strict=True):
        tally["commitments"] += 1
        if at is None:
            tally["ungrounded"] += 1
            continue
        for measure in commitment.get("measures", []):
            finder.cursor = at[0]
            inherited = {key: commitment.get(key) for key in ("deadline", "responsible")}
            out.append(Placed(finder.find(measure.get("quote")) or at, {**inherited, **measure, "role": "commitment"}))
    facts = found.get("facts", [])
    for fact, at in zip(facts, list(finder.all(f.get("quote") for f in facts)), strict=True):
        if at is None:
            tally["ungrounded"] += 1
        else:
            out.append(Placed(at, {"role": "status", **fact}))
    return out


def score_measures(gold: Json, found: list[Placed], finder: Finder, tally: Counter[str]) -> None:
    """Pair gold and found measures one to one, those that agree most first."""
    places = list(finder.all(measure["quote"] for measure in gold["measures"]))
    if None in places:
        missing = gold["measures"][places.index(None)]["quote"]
        raise ValueError(f"{gold['doc']}: the annotated quote is not in the document: {missing}")
    golds = [Placed(at, measure) for at, measure in zip(places, gold["measures"], strict=True) if at]
    candidates = []
    for g, want in enumerate(golds):
        for f, got in enumerate(found):
            common = shared(want.at, got.at)
            if common and amount(want.measure["value"], want.measure.get("unit")) == amount(
                got.measure.get("value"), got.measure.get("unit")
            ):
                agreed = want.agreement(got)
                candidates.append((-sum(agreed.values()), -common, g, f, agreed))
    candidates.sort(key=lambda candidate: candidate[:4])
    partner: dict[int, dict[str, bool]] = {}
    taken: set[int] = set()
    for _, _, g, f, agreed in candidates:
        if g not in partner and f not in taken:
            partner[g] = agreed
            taken.add(f)
    tally["found commitment"] += sum(p.measure["role"] == "commitment" for p in found)
    for g, want in enumerate(golds):
        role = want.measure["role"]
        tally[f"gold {role}"] += 1
        agreed = partner.get(g, {})
        if not agreed.get("role"):
            continue
        tally[f"right {role}"] += 1
        if role == "commitment":
            tally["exact"] += all(agreed[field] for field in EXACT)
            tally.update(f"agree {field}" for field, same in agreed.items() if same)


def score_tasks(gold: Json, placed: list[tuple[Stretch, Json]], finder: Finder, tally: Counter[str]) -> None:
    """A task is found when a commitment lies on its anchor, or is the first one after it and before the next."""
    finder.rewind()
    anchors = []
    for task in gold["tasks"]:
        finder.rewind()
        at = finder.find(task["anchor"])
        if at is None:
            raise ValueError(f"{gold['doc']}: the anchor is not in the document: {task['anchor']}")
        anchors.append((at, task))
    anchors.sort(key=lambda anchor: anchor[0])
    ends = [at[0] for at, _ in anchors[1:]] + [len(finder.text)]
    for (at, task), end in zip(anchors, ends, strict=True):
        tally["gold tasks"] += 1
        mine = [commitment for place, commitment in placed if shared(place, at)]
        if not mine:
            mine = [commitment for place, commitment in placed if at[0] <= place[0] < end][:1]
        if not mine:
            continue
        tally["found tasks"] += 1
        want = owners(task.get("responsible"))
        got = frozenset[tuple[str, str]]().union(*(owners(c.get("responsible")) for c in mine))
        tally["right owners"] += len(want & got)
        tally["found owners"] += len(got)
        tally["gold owners"] += len(want)
        dates = {c.get("deadline") for c in mine} | {m.get("deadline") for c in mine for m in c.get("measures", [])}
        dates -= {None}
        tally["right task deadlines"] += task["deadline"] in dates if task.get("deadline") else not dates


def score_outline(gold: Json, found: Json, tally: Counter[str]) -> None:
    """Headings agree when level, marker and title do."""

    def nodes(headings: Iterable[Json]) -> Counter[tuple[int, str, str]]:
        return Counter((h["level"], squash(h.get("marker")), squash(h.get("title")).rstrip("。:;,")) for h in headings)

    want, got = nodes(gold["headings"]), nodes(found.get("outline", []))
    tally["right headings"] += (want & got).total()
    tally["found headings"] += got.total()
    tally["gold headings"] += want.total()


def score_sentences(gold: Json, placed: list[tuple[Stretch, Json]], finder: Finder, tally: Counter[str]) -> None:
    """A sentence counts as taken when commitments cover half of it.

    Where the annotation says with what force a sentence binds or how often it recurs, one of the commitments in it
    has to say so too; a sentence in which none was found counts as wrong.
    """
    covered = bytearray(len(finder.text))
    for (start, end), _ in placed:
        covered[start:end] = b"\1" * (end - start)
    for sentence, at in zip(gold["sentences"], list(finder.all(s["text"] for s in gold["sentences"])), strict=True):
        if at is None:
            continue
        taken = 2 * sum(covered[slice(*at)]) >= at[1] - at[0]
        wanted = sentence["label"] == "commitment"
        tally["right sentences"] += taken and wanted
        tally["found sentences"] += taken
        tally["gold sentences"] += wanted
        for field in ("force", "recurrence"):
            if field in sentence:
                here = [(place, commitment) for place, commitment in placed if shared(place, at)]
                if field == "force":
                    said = {force_of(commitment, place, at, finder) for place, commitment in here}
                else:
                    said = {held.get(field) for _, one in here for held in (one, *one.get("measures", []))}
                tally[f"gold {field}"] += 1
                tally[f"agree {field}"] += sentence[field] in said


WHOLE = 0.9
"""Share of a sentence that a binding has to quote to be the sentence's own."""


def force_of(commitment: Json, place: Stretch, sentence: Stretch, finder: Finder) -> str | None:
    """The force that a commitment gives one of its sentences: of the binding that quotes it, else its own."""
    for binding in commitment.get("bindings", []):
        finder.cursor = max(place[0], sentence[0] - 1)
        if shared(finder.find(binding["quote"]), sentence) >= WHOLE * (sentence[1] - sentence[0]):
            return str(binding["force"])
    force: str | None = commitment.get("force")
    return force


def score_header(gold: Json, found: Json, tally: Counter[str]) -> None:
    """Each field of the header counts one; citations count by themselves."""
    header = found.get("document", {})
    for field, want in gold["meta"].items():
        got = header.get(field)
        if field == "cites":
            named = [squash(text) for text in got or ()]
            tally["right cites"] += sum(any(squash(w) in n or n in squash(w) for n in named) for w in want)
            tally["gold cites"] += len(want)
        else:
            same = list(got or ()) == list(want or ()) if field == "period" else squash(got) == squash(want)
            tally["right fields"] += same
            tally["gold fields"] += 1


def score(gold: Json, found: Json, text: str) -> Counter[str]:
    """Counts for one document; add the counters of several and give them to `figures`.

    `gold` is one annotation file, `found` one object of `taizhang extract --json`, `text` the document's text.
    Raises ValueError when the annotation quotes what the text does not hold.
    """
    tally: Counter[str] = Counter()
    finder = Finder(text)
    score_measures(gold, placed_measures(found, finder, tally), finder, tally)
    commitments = found.get("commitments", [])
    places = list(finder.all(c.get("quote") for c in commitments))
    placed = [(at, c) for at, c in zip(places, commitments, strict=True) if at is not None]
    placed.sort(key=lambda entry: entry[0])
    score_tasks(gold, placed, finder, tally)
    score_outline(gold, found, tally)
    score_sentences(gold, placed, finder, tally)
    score_header(gold, found, tally)
    return tally


def share(part: int, whole: int, otherwise: float = 0.0) -> float:
    """`part / whole`, or `otherwise` where there is nothing to divide by."""
    return part / whole if whole else otherwise


def f1(right: int, found: int, gold: int) -> float:
    """Harmonic mean of precision and recall."""
    return share(2 * right, found + gold)


def figures(tally: Counter[str]) -> dict[str, float]:
    """The figures of README.md, each between 0 and 1."""
    right, found, gold = tally["right commitment"], tally["found commitment"], tally["gold commitment"]
    return {
        "P": share(right, found),
        "R": share(right, gold),
        "F1": f1(right, found, gold),
        "exact_F1": f1(tally["exact"], found, gold),
        **{field: share(tally[f"agree {field}"], right) for field in (*EXACT, "indicator", "per")},
        "status_R": share(tally["right status"], tally["gold status"], 1.0),
        "task_R": share(tally["found tasks"], tally["gold tasks"], 1.0),
        "task_orgs_F1": f1(tally["right owners"], tally["found owners"], tally["gold owners"]),
        "task_deadline": share(tally["right task deadlines"], tally["gold tasks"], 1.0),
        "outline_F1": f1(tally["right headings"], tally["found headings"], tally["gold headings"]),
        "sentence_F1": f1(tally["right sentences"], tally["found sentences"], tally["gold sentences"]),
        **{field: share(tally[f"agree {field}"], tally[f"gold {field}"], 1.0) for field in ("force", "recurrence")},
        "meta": share(tally["right fields"], tally["gold fields"], 1.0),
        "cites_R": share(tally["right cites"], tally["gold cites"], 1.0),
        "grounded": 1.0 - share(tally["ungrounded"], tally["commitments"], 1.0),
    }
