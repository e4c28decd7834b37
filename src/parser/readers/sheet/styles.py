"""What a cell's style says about its text: the number format and the alignment."""

from __future__ import annotations

from lxml import etree

from ....records import dataclass
from .names import S, whole
from .numbers import BUILT_IN, GENERAL

_ALIGN = {"center": "center", "centerContinuous": "center", "distributed": "center", "right": "right"}


@dataclass(frozen=True, slots=True)
class Style:
    """`code` is a number format, `align` "center", "right" or None."""

    code: str = GENERAL
    align: str | None = None


PLAIN = Style()


def read_styles(root: etree._Element | None) -> list[Style]:
    """The cell styles of a workbook by their number; none where it has no style sheet."""
    if root is None:
        return []
    codes = dict(BUILT_IN)
    for element in root.iterfind(f"{S}numFmts/{S}numFmt"):
        number = whole(element.get("numFmtId"))
        if number is not None:
            codes[number] = element.get("formatCode", GENERAL)
    return [_style(element, codes) for element in root.iterfind(f"{S}cellXfs/{S}xf")]


def _style(element: etree._Element, codes: dict[int, str]) -> Style:
    alignment = element.find(S + "alignment")
    align = None if alignment is None else _ALIGN.get(alignment.get("horizontal", ""))
    return Style(codes.get(whole(element.get("numFmtId")) or 0, GENERAL), align)
