"""The share of a text's Han characters that stand in words: tells reversed, shuffled and wrongly mapped text.

It costs a second and 100 MB to load the dictionary, so it is asked only about text that cheaper signs make doubtful.
"""

from __future__ import annotations

import logging
from functools import cache
from typing import Any

from ingest.quality import is_han

GOOD = 0.60
"""Ordinary plans have 0.77 to 0.92, text with a tenth of its characters wrong 0.62 to 0.77."""
POOR = 0.35
"""Lists of names reach 0.45; reversed and shuffled text stays below 0.25."""


def share(text: str) -> float:
    """Han characters of `text` in dictionary words of two or more, 0 to 1; 1 for a text without Han characters."""
    han = sum(1 for char in text if is_han(char))
    if not han:
        return 1.0
    words = _tokenizer().cut(text, HMM=False)
    return sum(len(word) for word in words if len(word) > 1 and is_han(word[0])) / han


@cache
def _tokenizer() -> Any:
    """jieba's own dictionary, read afresh: its cache lies where anyone may write."""
    import jieba

    jieba.setLogLevel(logging.WARNING)
    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    return tokenizer
