"""The day of a notice and the names above it: at the end of the text, or between title and addressees."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

import regex

from ..lexicon.dates import parse_date
from ..lexicon.width import fold_width, squeeze
from ..patterns import lazy_regex
from ..records import dataclass
from .flow import Para
from .han_text import squeeze_han
from .head_words import ORGAN

BARE_DATE = lazy_regex(r"\s*(?:19|20)\d{4,6}\s*$")
_LONGEST_DATE, _LONGEST_NAME, _MOST_LINES = 40, 60, 10


@dataclass(frozen=True, slots=True)
class Signature:
    """The day, the names above it, and the lines of both, that of the day first.

    `sure`: the day is the notice's own, and not one that a page prints above its text.
    """

    date: datetime.date | None = None
    names: tuple[str, ...] = ()
    lines: tuple[Para, ...] = ()
    sure: bool = False


def find_signature(paras: Sequence[Para], head_end: int, title: Para | None, addressees: Para | None) -> Signature:
    """The first date below the addressees (or the title) that stands in the head, else the last one of all.

    `head_end` is the position of the first clause or section.
    """
    positions = [n for n, para in enumerate(paras) if len(para.text) < _LONGEST_DATE and line_date(para.text)]
    above = addressees or title
    below = [n for n in positions if above is None or paras[n].index > above.index]
    if below:
        position = below[0] if below[0] < head_end else below[-1]
        signed = _signature(paras, position)
        sure = addressees is not None or bool(signed.names) or position >= head_end
        return Signature(signed.date, signed.names, signed.lines, sure)
    if not positions:
        return Signature()
    # Of several days above a text the first is that of the paper, the others those of the page.
    loose = min(positions, key=lambda n: (line_date(paras[n].text), -n))
    return _signature(paras, loose)


def line_date(text: str) -> datetime.date | None:
    """The date a line consists of; 2022530, which lost its 年, 月 and 日, where only one day fits."""
    bare = text.strip().strip("()（）").removesuffix("印发").strip()
    return parse_date(bare) or (parse_date(bare + "日") if BARE_DATE.match(bare) else None)


def _signature(paras: Sequence[Para], position: int) -> Signature:
    names: list[str] = []
    lines = [paras[position]]
    for para in reversed(paras[max(0, position - _MOST_LINES) : position]):
        text = fold_width(para.text).strip()
        if (
            len(text) > _LONGEST_NAME
            or regex.search(r"[。，,；;:、]", text) is not None
            or ORGAN.search(squeeze(text)) is None
        ):
            break
        lines.append(para)
        names[:0] = [
            squeeze_han(name) for name in regex.split(r"\s{2,}|(?<=[府委局厅办会])\s+(?=[\u4e00-\u9fff]{4})", text)
        ]
    named = tuple(name for name in names if name)
    return Signature(line_date(paras[position].text), named, tuple(lines))
