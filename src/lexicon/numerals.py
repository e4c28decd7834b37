"""Chinese numerals below 1,000, as the numbers of headings and rows use them."""

from __future__ import annotations

HAN = "一二三四五六七八九十百零〇○两"
_DIGITS = {mark: value for value, mark in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "两": 2}


def han_value(text: str) -> int:
    """Integer of a Chinese numeral below 1,000: 十二 -> 12, 二〇 -> 20, 一百零三 -> 103."""
    if text.isdigit() and text.isascii():
        return int(text)
    if not any(mark in text for mark in "十百"):
        return int("".join(str(_DIGITS.get(mark, 0)) for mark in text) or 0)
    total, current = 0, 0
    for mark in text:
        if mark == "百":
            total, current = total + (current or 1) * 100, 0
        elif mark == "十":
            total, current = total + (current or 1) * 10, 0
        else:
            current = _DIGITS.get(mark, 0)
    return total + current


def number_value(number: str | None) -> int | None:
    """Value of a printed number, for comparing 三 with 3; None where it is no whole number."""
    if not number:
        return None
    text = number.strip()
    if text.isascii() and text.isdigit():
        return int(text)
    return han_value(text) if all(mark in HAN for mark in text) else None
