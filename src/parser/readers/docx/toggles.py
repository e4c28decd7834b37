"""Small readings of property elements that every part of the format shares."""

from __future__ import annotations

from lxml import etree

from .names import VAL

_OFF = frozenset(("0", "false", "off"))
_ALIGNS = {"center": "center", "right": "right", "end": "right"}


def is_on(element: etree._Element) -> bool:
    """An on/off property: present without a value means on."""
    return means_on(element.get(VAL))


def means_on(value: str | None) -> bool:
    """The value of an on/off property that is present; None where it has no value."""
    return (value or "1").lower() not in _OFF


def align_of(value: str | None) -> str | None:
    """`w:jc` as "center" or "right"; left, both and distribute say nothing about the role of a line."""
    return _ALIGNS.get(value or "")


def number_of(element: etree._Element, name: str = VAL) -> int | None:
    """A whole number, None where the attribute is missing or is no number."""
    return whole_number(element.get(name))


def whole_number(value: str | None) -> int | None:
    """A whole number of at most nine digits, None for anything else."""
    text = (value or "").strip()
    digits = text.removeprefix("-")
    if not (digits.isascii() and digits.isdecimal()) or len(digits) > 9:
        return None
    return int(text)
