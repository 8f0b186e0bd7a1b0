"""The migration that keeps how surely the text of pictures was recognised."""

from __future__ import annotations

import apsw


def recognised(connection: apsw.Connection) -> None:
    """Confidence, 0 to 1, of lines and of the sentences of commitments; null for text of the file itself.

    A ledger of before does not know it; reading the files again (`--again`) fills it in.
    """
    connection.execute("alter table block add column confidence real")
    connection.execute("alter table commitment add column recognised real")
