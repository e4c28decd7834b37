"""Unit names that a narrow table cell breaks over its lines, told by the names the clauses use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ..lexicon.width import squeeze
from ..model import SourceText, Unit


def rejoined(units: Sequence[Unit], known: Mapping[str, Unit], source: SourceText) -> tuple[Unit, ...]:
    """Units in which two halves of one name are one unit again: 安全 / 环保部 where a clause names 安全环保部.

    `known` maps the names as the clauses print them to their units. Nothing but white space stands between two
    halves, and two names that the clauses use both are no halves.
    """
    found: list[Unit] = []
    for unit in units:
        whole = known.get(squeeze(found[-1].raw + unit.raw)) if found else None
        halves = found and not (squeeze(found[-1].raw) in known and squeeze(unit.raw) in known)
        if whole is not None and halves and _adjoin(found[-1], unit, source):
            span = source.hull(found[-1].span.start, unit.span.end)
            found[-1] = replace(whole, raw=span.text, open_list=unit.open_list, span=span)
        else:
            found.append(unit)
    return tuple(found)


def _adjoin(one: Unit, other: Unit, source: SourceText) -> bool:
    start, end = one.span.end, other.span.start
    return one.span.part == other.span.part and start <= end and not source.text[start:end].strip()
