"""Formulas as one line of text: a fraction with a stroke, brackets as they are drawn."""

from __future__ import annotations

from collections.abc import Container

from lxml import etree

from .names import MATH

_VAL = MATH + "val"
_TEXT = MATH + "t"
_FRACTION, _ROOT, _BRACKETS, _SUM = MATH + "f", MATH + "rad", MATH + "d", MATH + "nary"


def formula_text(element: etree._Element, skipped: Container[str]) -> str:
    """The text of a formula; `skipped` are the revision marks whose content does not exist in this view."""
    tag = element.tag
    if tag in skipped:
        return ""
    if tag == _TEXT:
        return (element.text or "").replace("\n", " ")
    parts = [formula_text(child, skipped) for child in element]
    if tag == _FRACTION:
        return "/".join(part for part in parts if part)
    if tag == _ROOT:
        return "√" + "".join(parts)
    if tag == _BRACKETS:
        begin, divider, end = (_sign(element, name, usual) for name, usual in _DRAWN)
        return begin + divider.join(part for part in parts if part) + end
    return (_sign(element, "chr", "∫") if tag == _SUM else "") + "".join(parts)


_DRAWN = (("begChr", "("), ("sepChr", "|"), ("endChr", ")"))


def _sign(element: etree._Element, name: str, usual: str) -> str:
    """A sign that the properties of an element name, or the usual one."""
    named = element.find(f"{element.tag}Pr/{MATH}{name}")
    return usual if named is None else named.get(_VAL) or ""
