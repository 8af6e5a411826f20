"""What a phone sends up, item by item, as a room takes in those of its own kinds."""

from collections.abc import Mapping
from datetime import datetime
from typing import Generic, TypeVar
from uuid import UUID

from msgspec import Struct

Body = TypeVar("Body", covariant=True)


class Item(Struct, Generic[Body], frozen=True):
    """One thing somebody did with a phone, offline or not; `id` and `seq` are the phone's own.

    `after` is set where the phone had been in touch at that moment and had said nothing of this
    item, which yet claims to lie before: it was written down later than it says.
    `made` holds the numbers of what earlier items of the same person became, by their ids: whoever
    was registered offline is called by the id of the item that did it. `recorder` is who did it,
    where somebody else takes it in after all.
    """

    id: UUID
    seq: int | None
    at: datetime
    body: Body
    after: datetime | None = None
    made: Mapping[UUID, int] | None = None
    recorder: int | None = None

    def number(self, named: int | UUID) -> int:
        """Return the number of the row that `named` stands for; 0 if there is none."""
        return named if isinstance(named, int) else (self.made or {}).get(named, 0)
