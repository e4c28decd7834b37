"""What the index block of a website says of the head: to fill in what the text leaves out, or to hold against it.

A value is taken only where it is what its label says: a document number with year and number, an issuer that is an
organ, a date. 发布机构 is often another office than the one that issued the notice, so it is never held against it.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable

from ..lexicon import index_kinds
from ..lexicon.dates import parse_date
from ..lexicon.width import squeeze
from ..model import Quote
from ..outline import IndexClaim, IndexKind
from ..records import dataclass
from .head_words import DOCUMENT_NUMBER, ORGAN
from .index_block import IndexBlock
from .index_lines import day_of


@dataclass(frozen=True, slots=True)
class Printed:
    """What the text of a notice prints of its own head; None and empty where it prints nothing."""

    number: Quote | None
    title: Quote | None
    issuers: tuple[Quote, ...]
    date: Quote | None


def index_number(index: IndexBlock) -> str | None:
    """The document number of the index, where it is one: a field filled with something else is no number."""
    return index.value("number", fits=_is_number)


def index_title(index: IndexBlock) -> str | None:
    return index.value("title")


def index_issuer(index: IndexBlock) -> str | None:
    return index.value("issuer", "publisher", fits=_is_organ)


def index_date(index: IndexBlock) -> datetime.date | None:
    """The day of the paper; the day on which a site put it up is none."""
    value = index.value("date", "announced", fits=lambda value: day_of(value) is not None)
    return day_of(value) if value is not None else None


def index_addressees(index: IndexBlock) -> str | None:
    """主送机关：各县区人民政府，市直各部门."""
    return index.value("addressees")


def index_claims(index: IndexBlock, printed: Printed, end: float) -> tuple[IndexClaim, ...]:
    """Every value of the index, in its order, whose subject the text speaks of itself.

    `end` is where the first clause begins: a form below it (名称, 有效期限) speaks of something else.
    """
    said: dict[IndexKind, Iterable[Quote | None]] = {
        "number": (printed.number,),
        "title": (printed.title,),
        "issuer": printed.issuers,
        "date": (printed.date,),
    }
    claims: list[IndexClaim] = []
    for entry in (entry for entry in index.entries if entry.quote.ranges[0][0] < end):
        for kind, fits in _FITS.items():
            text = tuple(quote for quote in said[kind] if quote)
            if index_kinds()[entry.label] == kind and fits(entry.value) and text:
                claims.append(IndexClaim(kind, entry.label, entry.quote, text))
    return tuple(claims)


def _is_number(value: str) -> bool:
    return DOCUMENT_NUMBER.fullmatch(squeeze(value)) is not None


def _is_organ(value: str) -> bool:
    return ORGAN.search(squeeze(value)) is not None


_FITS: dict[IndexKind, Callable[[str], bool]] = {
    "number": _is_number,
    "title": bool,
    "issuer": _is_organ,
    "date": lambda value: parse_date(value) is not None,
}
