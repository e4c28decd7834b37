"""Tables that abridge: rows that take up only some of the sentences of their clause, or a part of a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from .alignment import Alignment, Link

_SHARE, _LEAST = 0.6, 3
"""Share and number of items that lose text from which a table abridges throughout."""
_LOST = 8
"""Characters that an abridged item has lost at least."""
_KEPT = 0.9
"""Share of the words of the table that stand in the body where a text is only shortened."""


def is_abridged(alignments: Sequence[Alignment]) -> bool:
    """Whether most items that have text on both sides have lost some of it in the table."""
    spoken = [item for item in alignments if item.row_has_text and (item.links or item.missing)]
    lost = sum(_lost(item) >= _LOST for item in spoken)
    return lost >= _LEAST and lost >= _SHARE * len(spoken)


def _lost(item: Alignment) -> int:
    return sum(len(s.key) for s in item.missing) + sum(_shortened(link) for link in item.links)


def _shortened(link: Link) -> int:
    """Characters by which the table shortens a sentence, none where it says something else."""
    ours, theirs = "".join(s.key for s in link.body), "".join(s.key for s in link.table)
    return len(ours) - len(theirs) if _is_taken_from(theirs, ours) else 0


def _is_taken_from(short: str, long: str) -> bool:
    """Whether nearly all characters of `short` stand in `long` in their order."""
    at = found = 0
    for char in short:
        place = long.find(char, at)
        if place >= 0:
            found, at = found + 1, place + 1
    return found >= _KEPT * len(short)
