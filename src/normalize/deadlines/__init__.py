"""The deadline grammar: the content of a deadline field -> deadlines with their exact text.

Small pure functions that take a folded text and a position, one module for each family of forms.

Flags a deadline can carry:

- year_inferred, month_inferred, start_inferred, century_inferred: the text leaves it out; year_unknown, month_unknown:
  and the notice does not give it either
- ambiguous: 11月前, before November or by its end; vague: 6月初, 年中; hedge: 力争, 左右; quantified: 完成80%
- impossible (with suggest=YYYY-MM-DD): no such day, or two periods in one; suspect: over before the notice was issued;
  weekday_differs: not the weekday printed beside it; damaged: lost 年, 月 or 日 given back
- relative (with duration=P7D, workdays), immediate, staged, external, anchored: what kind of event; reporting: the date
  of a report; plan_period: a five-year plan
"""

from __future__ import annotations

from ...lexicon.dates import Folded, fold
from ...model import Deadline, Quote
from ...records import dataclass
from .reading import Located, read_items
from .resolve import Calendar
from .tail import find_deadline_tail, is_deadline
from .words import blank, ditto

__all__ = [
    "Calendar",
    "DeadlineReading",
    "find_deadline_tail",
    "is_blank",
    "is_deadline",
    "is_ditto",
    "read_deadlines",
]


@dataclass(frozen=True, slots=True)
class DeadlineReading:
    """What a deadline field says. `unread` are the parts that were not understood."""

    deadlines: tuple[Deadline, ...]
    unread: tuple[Quote, ...]


def read_deadlines(quote: Quote, calendar: Calendar) -> DeadlineReading:
    """Read the content of a deadline field or cell; never raises.

    A blank field, a ditto mark and a state (已完成) are no deadline and leave nothing unread.
    """
    if is_blank(quote.text) or is_ditto(quote.text):
        return DeadlineReading((), ())
    folded = fold(quote.text)
    reading = read_items(folded.text, calendar)
    deadlines = tuple(_deadline(quote, folded, located) for located in reading.items)
    return DeadlineReading(deadlines, tuple(quote.cut(*folded.origin(*run)) for run in reading.unread))


def _deadline(quote: Quote, folded: Folded, located: Located) -> Deadline:
    own, item = quote.cut(*folded.origin(located.start, located.end)), located.item
    flags = tuple(dict.fromkeys(item.flags))
    return Deadline(own.text, item.kind, item.date, item.start, item.precision, item.recurrence, flags, own.span())


def is_ditto(text: str) -> bool:
    """Whether a cell says 同上: the caller carries the value of the row above."""
    return "".join(text.split()) in ditto()


def is_blank(text: str) -> bool:
    """Whether a cell says nothing: white space, a dash, 无."""
    return "".join(text.split()) in ("", *blank())
