"""Traditional characters as simplified ones, one for one: what is searched and matched, never what is shown.

The table gives each character one other, so an offset in the folded text is the same offset in the text as written.
What only a phrase can decide (乾 in 乾旱 and in 乾安县) stays as it is; of such characters 著 alone, which opens many
a duty (著力, 著眼), is told by its neighbours.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib import resources

_PARTICLE = re.compile("(?<=[沿随围绕朝本向顺凭乘跟])著(?![名作称述])|著(?=[力眼重手实陆])")


def simplified(text: str) -> str:
    """`text` in simplified characters, of the same length; a text in simplified characters is itself."""
    search, table = _table()
    if search.search(text) is None:
        return text
    return _PARTICLE.sub("着", text.translate(table))


@lru_cache(maxsize=1)
def _table() -> tuple[re.Pattern[str], dict[int, str]]:
    """What finds a character to be folded, and the character for each."""
    source = resources.files("ingest") / "data" / "simplified.txt"
    pairs = [pair for row in source.read_text("utf-8").splitlines() if not row.startswith("#") for pair in row.split()]
    table = {ord(pair[0]): pair[1] for pair in pairs}
    return re.compile("[" + "".join(map(chr, table)) + "]"), table
