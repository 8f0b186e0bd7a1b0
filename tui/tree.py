"""Organisations, their lights and what stands under them as the lines of a tree. Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from corpus.deadlines import due_on
from corpus.model import CommitmentRow
from tui import phrases, present
from tui.cells import fit
from tui.language import named, t
from tui.panorama import LIGHTS, SIGNS, TONES
from tui.tables import NONE, Bar, Cell, Row, Tone

if TYPE_CHECKING:
    from corpus.lights import Light
    from corpus.posts import Post

Branch = tuple[str, str]
"""(organisation, light) of a branch that is open."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the tree: an organisation, one of its lights, or one commitment under it."""

    post: Post
    light: Light | None = None
    row: int | None = None
    """Id of the commitment."""

    @property
    def branch(self) -> Branch:
        """The light's branch."""
        return (self.post.organisation, self.light.value if self.light else "")


def lines(posts: Sequence[Post], opened: Collection[str], branches: Collection[Branch], *, urgent: bool) -> list[Line]:
    """The tree: organisations, under those that are opened their lights, under these what is in `branches`.

    `urgent` leaves out all but red and yellow.
    """
    out: list[Line] = []
    for post in posts:
        lights = [light for light in post.lit if post.count(light) and (not urgent or light.value in LIGHTS[:2])]
        if not lights:
            continue
        out.append(Line(post))
        if post.organisation not in opened:
            continue
        for light in lights:
            out.append(Line(post, light))
            if (post.organisation, light.value) in branches:
                out += [Line(post, light, row) for row in post.lit[light]]
    return out


def counts(post: Post) -> str:
    """`红 3  黄 1  绿 9`: the lights that are not empty."""
    return "  ".join(f"{named('light', light.value)} {len(ids)}" for light, ids in post.lit.items() if ids)


def post_row(post: Post, *, opened: bool, name: int, digits: int, most: int) -> Row:
    """An organisation: its name in `name` cells, red and yellow with `digits`, a bar of all its lights.

    `most` commitments make the longest bar.
    """
    title = fit(phrases.organisation(post.organisation), name)
    numbers = "  ".join(
        f"{SIGNS[light.value]}{named('light', light.value)}{len(ids):>{digits}}"
        for light, ids in post.lit.items()
        if light.value in LIGHTS[:2]
    )
    text = f"{'▾' if opened else '▸'} {title} {numbers}  "
    bar = Bar(tuple((SIGNS[light.value], len(ids), TONES[light.value]) for light, ids in post.lit.items()), most)
    return (Cell(text, bar=bar),)


def light_row(line: Line, *, opened: bool) -> Row:
    """A light of an organisation."""
    name = line.branch[1]
    text = f"  {'▾' if opened else '▸'} {SIGNS[name]} {named('light', name)} {t(f'light.{name}.means')}"
    return (Cell(f"{text} {len(line.post.lit[line.light]) if line.light else 0}", TONES[name]),)


def item_row(row: CommitmentRow, organisation: str, on: date) -> Row:
    """Cells of `present.ENTRIES` for a commitment under an organisation."""
    kept = row.commitment
    day = due_on(row, on)
    part = next((one.duty for one in phrases.in_order(kept.responsible) if _is(one.name, organisation)), None)
    return (
        present.state_cell(row, on),
        Cell(phrases.iso(day), Tone.PLAIN if day else Tone.DIM),
        Cell(phrases.marked(kept.subject, row.copies)),
        Cell(phrases.amounts(kept.measures), Tone.STRONG if kept.measures else Tone.DIM),
        Cell(named("duty", part.value) if part else NONE, Tone.DIM),
        Cell(row.region or NONE),
        Cell(row.title or row.source, Tone.DIM),
    )


def _is(name: str, organisation: str) -> bool:
    """Whether a name as written is an organisation with its place."""
    return bool(name) and organisation.endswith(name)
