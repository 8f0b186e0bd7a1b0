"""What the program read, of the three kinds of things that people judge, asked the same questions. Pure."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Protocol

from corpus import corrections, factfields, fieldnames, headerfields
from corpus.corrections import Action
from extract.model import Commitment, Measure
from ingest.model import Header


class Reading(Protocol):
    """A commitment, a fact or a header as the program read it."""

    @property
    def quote(self) -> str:
        """What stands in the text; of a header its title."""
        ...

    def typed(self, text: str) -> str | None:
        """The lasting name of the field that a person names; None for no field."""
        ...

    def fields(self) -> tuple[tuple[str, str], ...]:
        """(name that a person types, lasting name) of every field."""
        ...

    def value(self, field: str) -> str | None:
        """What stands in a field, as JSON; None where there is no such part any more."""
        ...

    def understood(self, key: str, field: str, text: str) -> str:
        """The JSON of what a person typed; raises BadCorrection."""
        ...

    def allowed(self, key: str, field: str, action: Action) -> None:
        """Raises BadCorrection for what cannot be said of a field."""
        ...

    def same(self, field: str, said: str) -> bool:
        """Whether the JSON `said` is what was read anyway."""
        ...


@dataclass(frozen=True, slots=True)
class CommitmentReading:
    """Of a commitment."""

    commitment: Commitment

    @property
    def quote(self) -> str:
        """See `Reading`."""
        return self.commitment.quote

    def typed(self, text: str) -> str | None:
        """See `Reading`."""
        return fieldnames.typed(text, self.commitment)

    def fields(self) -> tuple[tuple[str, str], ...]:
        """See `Reading`."""
        measured = (
            (f"measures.{number}.{field}", fieldnames.joined(anchor, field))
            for number, anchor in enumerate(fieldnames.anchors(self.commitment), 1)
            for field in fieldnames.MEASURED
        )
        return (*((name, name) for name in fieldnames.OWN), *measured)

    def value(self, field: str) -> str | None:
        """See `Reading`."""
        return corrections.read_value(self.commitment, field)

    def understood(self, key: str, field: str, text: str) -> str:
        """See `Reading`."""
        return corrections.understood(key, field, text)

    def allowed(self, key: str, field: str, action: Action) -> None:
        """See `Reading`."""
        corrections.allowed(key, field, action)

    def same(self, field: str, said: str) -> bool:
        """See `Reading`; organisations are the same when they are written the same."""
        if self.value(field) == said:
            return True
        if field == "responsible":
            read = json.loads(corrections.encoded("responsible", self.commitment.responsible))
            bare = [{**one, "organisation": None} for one in read]
            return bare == [{**one, "organisation": None} for one in json.loads(said)]
        return False


@dataclass(frozen=True, slots=True)
class FactReading:
    """Of a fact."""

    fact: Measure

    @property
    def quote(self) -> str:
        """See `Reading`."""
        return self.fact.quote

    def typed(self, text: str) -> str | None:
        """See `Reading`."""
        return factfields.typed(text)

    def fields(self) -> tuple[tuple[str, str], ...]:
        """See `Reading`."""
        return tuple((name, name) for name in factfields.FIELDS)

    def value(self, field: str) -> str | None:
        """See `Reading`."""
        return factfields.read_value(self.fact, field)

    def understood(self, key: str, field: str, text: str) -> str:
        """See `Reading`."""
        return corrections.understood(key, field, text)

    def allowed(self, key: str, field: str, action: Action) -> None:
        """See `Reading`."""
        corrections.allowed(key, field, action)

    def same(self, field: str, said: str) -> bool:
        """See `Reading`."""
        return self.value(field) == said


@dataclass(frozen=True, slots=True)
class HeaderReading:
    """Of a document's header."""

    header: Header
    text: str
    """Of the document."""

    @property
    def quote(self) -> str:
        """See `Reading`."""
        return self.header.title or ""

    def typed(self, text: str) -> str | None:
        """See `Reading`."""
        return headerfields.typed(text, self.header)

    def fields(self) -> tuple[tuple[str, str], ...]:
        """See `Reading`."""
        own = ((name, name) for name in headerfields.FIELDS if name != "cites")
        cited = enumerate(headerfields.cite_fields(self.header), 1)
        return (*own, *((f"cites.{number}", field) for number, field in cited))

    def value(self, field: str) -> str | None:
        """See `Reading`."""
        return headerfields.read_value(self.header, field)

    def understood(self, key: str, field: str, text: str) -> str:
        """See `Reading`."""
        return headerfields.understood(key, field, text, self.text)

    def allowed(self, key: str, field: str, action: Action) -> None:
        """See `Reading`."""
        headerfields.allowed(key, field, action)

    def same(self, field: str, said: str) -> bool:
        """See `Reading`."""
        return self.value(field) == said
