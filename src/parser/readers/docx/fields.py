"""Fields: what is printed of one, from its stored result, its instruction, or the form it belongs to."""

from __future__ import annotations

import re

from lxml import etree

from ....patterns import lazy_re
from ....records import dataclass
from .names import VAL, W
from .toggles import is_on, number_of

_ENCLOSED = lazy_re(r"\s*eq\s+\\o\s*\\ac\s*\(([^,，()]{1,2})[,，]([^()]{1,4})\)", re.IGNORECASE)
"""Word's 带圈字符 is a field without a result: `eq \\o\\ac(○,12)`."""
_FRACTION = lazy_re(r"\s*eq\s+\\f\s*\(([^,，()]{1,20})[,，]([^()]{1,20})\)", re.IGNORECASE)
_BOXES = frozenset("□口☐")
_TICKED = {"√": "☑", "✓": "☑", "×": "☒", "✗": "☒"}


@dataclass(slots=True)
class Field:
    """An open complex field: where it began in the pieces, its instruction, and what its form shows."""

    begin: int
    form: str = ""
    instruction: str = ""
    has_result: bool = False

    def printed(self) -> str:
        """What a field prints whose result is not stored, or empty."""
        return self.form or ("" if self.has_result else _printed_instruction(self.instruction))


def form_text(begin: etree._Element) -> str:
    """What a check box or a list of an old form shows; "" for any other field."""
    for box in begin.iter(W + "checkBox"):
        state = box.find(W + "checked")
        state = box.find(W + "default") if state is None else state
        return "☒" if state is not None and is_on(state) else "☐"
    for listed in begin.iter(W + "ddList"):
        entries = [entry.get(VAL) or "" for entry in listed.iterchildren(W + "listEntry")]
        chosen = [number_of(child) or 0 for child in listed.iterchildren(W + "result", W + "default")]
        index = chosen[0] if chosen else 0
        return entries[index] if 0 <= index < len(entries) else ""
    return ""


def _printed_instruction(instruction: str) -> str:
    fraction = _FRACTION.match(instruction)
    if fraction is not None:
        return f"{fraction[1].strip()}/{fraction[2].strip()}"
    enclosed = _ENCLOSED.match(instruction)
    if enclosed is None:
        return ""
    around, sign = enclosed[1].strip(), enclosed[2].strip()
    if around in _BOXES:
        return _TICKED.get(sign, sign)
    number = int(sign) if sign.isascii() and sign.isdecimal() else 0
    return chr(0x245F + number) if around == "○" and 1 <= number <= 20 else sign
