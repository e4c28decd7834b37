"""What the index block of a website says of the head: to fill in what the text leaves out, or to hold against it.

A value is taken only where it is what its label says: a document number with year and number, an issuer that is an
organ, a date. 发布机构 is often another office than the one that issued the notice, so it is never held against it.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable

from ..lexicon.dates import parse_date
from ..lexicon.width import squeeze
from ..model import Quote
from ..outline import IndexClaim, IndexKind
from ..records import dataclass
from .head_words import DOCUMENT_NUMBER, ORGAN
from .index_block import IndexBlock

_NUMBER_LABELS = ("发文字号", "发文文号", "文号", "备注/文号", "公文文号", "发布文号", "文件编号")
_TITLE_LABELS = ("标题", "公文标题", "文件名称", "信息标题", "名称", "信息名称")
_ISSUER_LABELS = ("发文机关", "发文单位", "制发机关", "制发机构", "制定机关")
_PUBLISHER_LABELS = ("发布机关", "发布单位", "发布机构")
_DATE_LABELS = (
    "成文日期",
    "成文时间",
    "公文生成日期",
    "生成日期",
    "生成时间",
    "印发日期",
    "印发时间",
    "发文日期",
    "发文时间",
    "颁布日期",
    "颁布时间",
)


@dataclass(frozen=True, slots=True)
class Printed:
    """What the text of a notice prints of its own head; None and empty where it prints nothing."""

    number: Quote | None
    title: Quote | None
    issuers: tuple[Quote, ...]
    date: Quote | None


def index_number(index: IndexBlock) -> str | None:
    """The document number of the index, where it is one: a field filled with something else is no number."""
    value = index.value(*_NUMBER_LABELS)
    return value if value and _is_number(value) else None


def index_title(index: IndexBlock) -> str | None:
    return index.value(*_TITLE_LABELS)


def index_issuer(index: IndexBlock) -> str | None:
    value = index.value(*_ISSUER_LABELS, *_PUBLISHER_LABELS)
    return value if value and _is_organ(value) else None


def index_date(index: IndexBlock) -> datetime.date | None:
    dates = (parse_date(value) for label in _DATE_LABELS if (value := index.value(label)))
    return next((date for date in dates if date is not None), None)


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
        for kind, (labels, fits) in _KINDS.items():
            text = tuple(quote for quote in said[kind] if quote)
            if entry.label in labels and fits(entry.value) and text:
                claims.append(IndexClaim(kind, entry.label, entry.quote, text))
    return tuple(claims)


def _is_number(value: str) -> bool:
    return DOCUMENT_NUMBER.fullmatch(squeeze(value)) is not None


def _is_organ(value: str) -> bool:
    return ORGAN.search(squeeze(value)) is not None


_KINDS: dict[IndexKind, tuple[tuple[str, ...], Callable[[str], bool]]] = {
    "number": (_NUMBER_LABELS, _is_number),
    "title": (_TITLE_LABELS, bool),
    "issuer": (_ISSUER_LABELS, _is_organ),
    "date": (_DATE_LABELS, lambda value: parse_date(value) is not None),
}
