"""Offices that stand as a label in front of their duties, and sentences that go on with the duties in front."""

from __future__ import annotations

import re

from extract.registry import Mention, within

_LABELS = ("organisation.duties", "organisation.headed")
"""Rules that read an office in front of its duties: all that its paragraph says is for it."""
_GOES_ON = re.compile(
    "(?:并|还|同时|另外|主要|具体){0,2}(?:负责(?!人(?![口才事民大工居身防力社群畜饮行文影道体流]))|承担|牵头(?![单部]))"
)
"""A sentence that goes on with the duties of the office in front: `县教育局负责…。负责…`."""


def with_labels(found: list[tuple[int, int]], mentions: dict[str, list[Mention]]) -> list[tuple[int, int]]:
    """Sentences, each a start and an end in its text; an office that is a sentence of its own (`县林业局。负责巡查。`)
    is joined to the one with its duties."""
    headed = {m.start: m.end for m in mentions.get("actor", ()) if m.rule == "organisation.headed"}
    if not headed:
        return found
    out: list[tuple[int, int]] = []
    for a, b in found:
        if out and headed.get(out[-1][0], 0) > a:
            out[-1] = out[-1][0], b
        else:
            out.append((a, b))
    return out


def lists_duties(mentions: dict[str, list[Mention]], start: int, end: int) -> bool:
    """Whether a stretch opens the duties of an office, which stands in front of them as a label."""
    return any(m.rule in _LABELS for m in within(mentions["actor"], start, end))


def goes_on(text: str, start: int, lead: int) -> bool:
    """Whether the sentence at `start`, which names nobody, goes on with what the one in front tells its subject to do:
    behind a semicolon, or with a duty. `lead` is the length of its number."""
    return text[start - 1 : start] == ";" or _GOES_ON.match(text, start + lead) is not None
