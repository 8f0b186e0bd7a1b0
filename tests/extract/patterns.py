"""Patterns and texts that the rooms over patterns are tried with."""

from __future__ import annotations

from hypothesis import strategies as st

from extract.lexicon import load, rule_files
from extract.view import fold

SOURCES = [rule.source() for name in rule_files() for rule in load(name)]
EXAMPLES = [
    fold(text).replace(" ", "")
    for name in rule_files()
    for rule in load(name)
    for text in (*rule.positive, *rule.negative)
]
_ITEMS = st.sampled_from(
    ["甲", "乙", "[甲丙]", "[^甲]", "(?:甲|乙丙)", "(?:丙甲|.)", "(?=乙)", "(?<!丙)", r"\Z", "丁丁"]
)
_REPEATS = st.sampled_from(["", "", "?", "{2}", "{0,2}?", "+"])
MADE = st.lists(st.tuples(_ITEMS, _REPEATS), min_size=1, max_size=5).map(
    lambda items: "".join(f"(?:{item}){repeat}" for item, repeat in items)
)
