"""When a commitment is due: its own deadline and those of its measures. Pure, and the same as a condition of SQL."""

from __future__ import annotations

from datetime import date

from extract.model import Commitment

DUE_SQL = (
    "(select min(day) from (select c.deadline as day union all"
    " select m.deadline from measure m where m.commitment = c.id))"
)
"""`due` over the alias `c` of table `commitment`."""

CLOSED_SQL = "select key from v_progress where progress in ('done', 'cancelled')"
"""Keys of what needs nothing more; what an inspector verified counts before what was declared."""


def due(commitment: Commitment) -> date | None:
    """The first day by which something of it is due; None where no date stands.

    Once it has passed the commitment is late, however far its last date lies.
    """
    found = [commitment.deadline, *(measure.deadline for measure in commitment.measures)]
    return min((day for day in found if day is not None), default=None)
