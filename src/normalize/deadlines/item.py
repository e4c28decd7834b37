"""What the readers of the grammar give: one deadline with what is known of it, before its span is cut."""

from __future__ import annotations

import datetime

from ...model import DeadlineKind, Precision
from ...records import dataclass

ENDS = r"$ | [,;。、:!?()/<>|]"
"""Pattern (verbose) of what may follow a phrase that is complete: the end, or punctuation."""


@dataclass(frozen=True, slots=True)
class Item:
    """One deadline as read. `weak`: counts only where nothing firmer stands beside it (按省要求于6月底前)."""

    kind: DeadlineKind
    date: datetime.date | None = None
    start: datetime.date | None = None
    precision: Precision | None = None
    recurrence: str | None = None
    flags: tuple[str, ...] = ()
    weak: bool = False


Read = tuple[int, Item]
