"""Headings that run in before a colon in the only text column of a table: 乡村普法：培育“法律明白人”8000名."""

from __future__ import annotations

from collections.abc import Sequence

from ..patterns import lazy_regex
from .numbering import read_label

_HEADING = lazy_regex(r"\s*([^，,；;。！：:\s]{3,20})\s*[：:]\s*(?=\S[^\n]{4})")
_SHARE = 0.7
_LEAST = 3


def headed_by_colons(cells: Sequence[str]) -> bool:
    """Whether most cells set a short heading before a colon, and not the same one."""
    headings = [cell[label.end if (label := read_label(cell)) else 0 : end] for cell in cells if (end := colon(cell))]
    return len(headings) >= max(_LEAST, _SHARE * len(cells)) and 2 * len(set(headings)) > len(headings)


def colon(cell: str) -> int | None:
    """Where the heading before a colon ends, a label of its own included; None where there is none."""
    label = read_label(cell)
    match = _HEADING.match(cell, label.end if label else 0)
    return match.end(1) if match else None
