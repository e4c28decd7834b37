"""What a name without a place prefix is read against."""

from __future__ import annotations

from ..records import dataclass


@dataclass(frozen=True, slots=True)
class Scope:
    """The notice's own place (云川市), and its default prefix letter (省 市 区 县 州 旗 盟), where they are known."""

    place: str | None
    level: str | None
    familiar: frozenset[str] = frozenset()
    """Names that the clauses print: where a cell may be cut in several ways, the one that gives these is right."""


NOWHERE = Scope(place=None, level=None)
