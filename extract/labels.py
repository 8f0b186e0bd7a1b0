"""Names of indicators for people."""

from __future__ import annotations

from functools import cache

from extract.lexicon import load


@cache
def indicator_labels() -> dict[str, str]:
    """Indicator id -> Chinese name, in the order of the rule file; an indicator without a name shows its id."""
    return {rule.means: rule.label or rule.means for rule in load("indicators")}


def indicator_label(indicator: str) -> str:
    """The Chinese name of an indicator; its id where the rules do not know it any more."""
    return indicator_labels().get(indicator, indicator)
