"""Unit lists: 市教育局、民政局，各县（市、区）政府等 -> units with full names, each with its place in the source."""

from __future__ import annotations

from dataclasses import field

from ..model import Quote, Span, Unit, UnitKind
from ..patterns import lazy_re
from ..records import dataclass
from .aliases import AliasTable, default_table
from .collectives import parse_collective
from .condensed import Condensed, condense, partners, without_single_brackets
from .scope import Scope
from .unit_damage import likely_name
from .unit_lists import Item, ListSplitter
from .unit_sharing import Share, complete_bare_items
from .unit_words import (
    ends_like_unit,
    is_complete,
    is_person,
    is_plausible,
    is_unit_name,
    looks_like_person,
    task_behind,
    without_person,
)

__all__ = ["NameDamage", "Scope", "UnitReading", "ends_like_unit", "is_unit_name", "read_units"]

# 由市教育局, 该项工作由市教育局
_HANDED = lazy_re(r"(?:[\u4e00-\u9fff]{1,8}(?:工作|任务|事项|项目|活动|内容|事))?由")
_LEADING = lazy_re(r"(?:\d{1,2}[.、)](?!\d)|[①-⑳]|[·•●▪■◆★▲\-—:>＞]+|以及|[及和与](?=各|有关|相关))+")
_TRAILING = lazy_re(r"(?:[。.;:,、·*#★]|(?<!\d)\d{1,2}|[\d-]{7,13}|[①-⑳]|\(\d{1,2}\))+$")
_DEPARTMENTS = lazy_re(r"等[^、,;。()]{0,6}?部门")
# 市教育局主要负责人 names the organ, and no person.
_HEAD_OF = lazy_re(r"(?:党政)?(?:主要|分管|有关|相关)?(?:负责人|负责同志)$")
_NOTHING = frozenset({"无", "/", "-", "—", "——", "--", "暂无", "无。", "同上", "下同", ""})
_ENTERPRISE_ENDS = ("公司", "集团", "银行", "直属库", "电网", "厂", "企业")


@dataclass(frozen=True, slots=True)
class NameDamage:
    """A doubled, truncated or broken name as printed, with the likely reading."""

    raw: str
    likely: str
    span: Span


@dataclass(frozen=True, slots=True)
class UnitReading:
    units: tuple[Unit, ...]
    damages: tuple[NameDamage, ...]


@dataclass(frozen=True, slots=True)
class Marked:
    """A unit with what stands in a bracket behind it and is no plate: 市发展改革委（牵头）."""

    unit: Unit
    note: tuple[int, int] | None = None


@dataclass(slots=True)
class ListReading:
    """What one list gives: units, damages, and the ranges of the condensed text that are no units."""

    marked: list[Marked] = field(default_factory=list)
    damages: list[NameDamage] = field(default_factory=list)
    leftovers: list[tuple[int, int]] = field(default_factory=list)


def read_units(quote: Quote, scope: Scope, *, in_cell: bool = False, table: AliasTable | None = None) -> UnitReading:
    """Read a list of units. In a cell, white space separates names unless only the joined text is one."""
    view = condense(quote)
    found = ListReader(view, scope, table or default_table(), in_cell).read(0, len(view.text), Share())
    return UnitReading(tuple(mark.unit for mark in found.marked), tuple(found.damages))


@dataclass(frozen=True, slots=True)
class ListReader:
    """Reads ranges of one condensed text as unit lists."""

    view: Condensed
    scope: Scope
    table: AliasTable
    in_cell: bool

    def read(self, start: int, end: int, share: Share) -> ListReading:
        """Units of text[start:end]; `share` holds the prefix in force and is updated."""
        found = ListReading()
        items = self._flat(ListSplitter(self.view, self.scope, self.table, self.in_cell).split(start, end))
        names = [self._name(item) for item in items]
        closed = {index for index, item in enumerate(items) if item.open_list and self._before_departments(item.end)}
        full = complete_bare_items(names, self.scope, self.table, closed)
        for item, name, complete in zip(items, names, full, strict=True):
            if name in _NOTHING:
                continue
            self._add(found, item, name, complete, share)
        return found

    def _before_departments(self, end: int) -> bool:
        """Whether 等部门, 等有关部门 stands behind an item."""
        return _DEPARTMENTS.match(self.view.text, end) is not None

    def _flat(self, items: list[Item]) -> list[Item]:
        """Items trimmed of dirt; a list wholly in brackets is opened."""
        flat: list[Item] = []
        for item in items:
            trimmed = self._trim(item)
            text = self.view.text
            if (
                trimmed.start < trimmed.end
                and partners(text, trimmed.start, trimmed.end).get(trimmed.start) == trimmed.end - 1
            ):
                splitter = ListSplitter(self.view, self.scope, self.table, self.in_cell)
                flat.extend(self._trim(inner) for inner in splitter.split(trimmed.start + 1, trimmed.end - 1))
            else:
                flat.append(trimmed)
        return flat

    def _trim(self, item: Item) -> Item:
        """Enumerators, stops, footnote figures, phone numbers and single brackets taken off."""
        text = self.view.text
        lead = _LEADING.match(text, item.start, item.end)
        start = lead.end() if lead else item.start
        tail = _TRAILING.search(text[start : item.end])
        end = start + tail.start() if tail else item.end
        start, end = without_single_brackets(text, start, end)
        handed = _HANDED.match(text, start, end)
        if handed and is_complete(self._head(handed.end(), end), self.scope, self.table):
            start = handed.end()
        elif text.startswith("由", start) and end - start > 2:
            start += 1
        return Item(start, max(start, end), item.open_list)

    def _head(self, start: int, end: int) -> str:
        """text[start:end] without a closing bracket that holds plates or remarks."""
        text = self.view.text[start:end]
        cut = _bracket_at(text)
        if cut is None or parse_collective(text, self.scope) is not None or self.table.index.find(text):
            return text
        return text[:cut]

    def _name(self, item: Item) -> str:
        return self._head(item.start, item.end)

    def _add(self, found: ListReading, item: Item, name: str, complete: str, share: Share) -> None:
        if (
            (head := _HEAD_OF.search(name))
            and head.start()
            and is_complete(name[: head.start()], self.scope, self.table)
        ):
            name = complete = name[: head.start()]
        known = self.table.known(complete, self.scope)
        if is_person(name) or (not known and self._names_person(found, item, name)):
            return
        if not known and (cut := task_behind(name, self.scope, self.table)):
            found.leftovers.append((item.start + cut, item.end))
            name = complete = name[:cut]
            known, item = True, Item(item.start, item.start + cut, item.open_list)
        likely = likely_name(complete, self.scope, self.table) if complete == name else None
        if likely is None and not is_plausible(complete, self.scope, self.table):
            found.leftovers.append((item.start, item.end))
            return
        if not known and likely is None and complete == name:
            name = complete = without_person(name, self.scope, self.table)
        end, note = self._bracket(item, item.start + len(name))
        raw = self.view.cut(item.start, end)
        full = share.give(likely or complete, self.scope, self.table)
        shared = self._printed_places(full, item, share)
        unit = Unit(
            raw=raw.text,
            name=shared + full[len(shared) :].replace(name, self.view.printed(item.start, item.start + len(name))),
            kind=self._kind(full),
            open_list=item.open_list,
            resolved=self.table.known(full, self.scope),
            span=raw.span(),
        )
        found.marked.append(Marked(unit, note))
        if likely:
            found.damages.append(NameDamage(raw.text, unit.name, unit.span))

    def _printed_places(self, full: str, item: Item, share: Share) -> str:
        """The places that a name shares with the collective before it, as they are printed there; '' for none."""
        if not share.each or not full.startswith(share.each):
            return ""
        if self.view.text.startswith(share.each, item.start):
            share.printed = self.view.printed(item.start, item.start + len(share.each))
            return ""
        return share.printed

    def _bracket(self, item: Item, end: int) -> tuple[int, tuple[int, int] | None]:
        """End of the name with its plates, or the inside of a bracket that holds something else."""
        if end >= item.end or self.view.text[end] != "(":
            return end, None
        inside = (end + 1, item.end - 1)
        return (item.end, None) if self._are_plates(*inside) else (end, inside)

    def _names_person(self, found: ListReading, item: Item, name: str) -> bool:
        """A short name behind white space and a unit, in a cell: 市教育局 李明."""
        behind = self.in_cell and item.start in self.view.gaps and bool(found.marked)
        return behind and looks_like_person(name) and is_complete(found.marked[-1].unit.name, self.scope, self.table)

    def _are_plates(self, start: int, end: int) -> bool:
        items = ListSplitter(self.view, self.scope, self.table, self.in_cell).split(start, end)
        names = [self.view.text[item.start : item.end] for item in items]
        return bool(names) and all(is_complete(name, self.scope, self.table) for name in names)

    def _kind(self, name: str) -> UnitKind:
        collective = parse_collective(name, self.scope)
        if collective is not None:
            return collective.kind
        body = self.table.parse(name, self.scope).body
        if body is not None:
            return "enterprise" if body.group == "enterprise" else "unit"
        return "enterprise" if name.endswith(_ENTERPRISE_ENDS) else "unit"


def _bracket_at(text: str) -> int | None:
    """Where the bracket that closes `text` opens; None where it does not end in one, or is nothing else."""
    if not text.endswith(")"):
        return None
    opening = next((low for low, high in partners(text, 0, len(text)).items() if high == len(text) - 1), 0)
    return opening or None
