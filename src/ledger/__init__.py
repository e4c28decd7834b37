"""The task ledger (台账) of a supervision office: one line a measure, from one or many reports.

`ledger_of` makes it, `for_units` cuts it into what each unit sees, and `WRITERS` turn it into files. A line carries the
units by role and as printed, the deadline as a date, and the place in the source; what a ledger cannot hand over
silently, a unit name that is not known, stands on a list of its own.
"""

from __future__ import annotations

from .entries import Ledger, LedgerLine, Party, Unlisted, Unresolved
from .making import ledger_of
from .per_unit import for_units
from .writing import WRITERS

__all__ = ["WRITERS", "Ledger", "LedgerLine", "Party", "Unlisted", "Unresolved", "for_units", "ledger_of"]
