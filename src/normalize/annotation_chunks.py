"""One field of an annotation, read chunk by chunk: units wait until a verb, a stop or the end gives their role."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from itertools import pairwise
from typing import cast

from ..records import dataclass
from .aliases import AliasTable
from .annotation_fields import Field
from .annotation_verbs import DutyFinder, role_of_words
from .condensed import Condensed, outside_brackets
from .deadlines import Calendar, find_deadline_tail, is_deadline
from .duties import Collector, UnitRole
from .scope import Scope
from .unit_sharing import Share
from .unit_table import words
from .unit_words import is_complete, is_plausible
from .units import ListReader, Marked

Run = tuple[int, int]

_STOPS = ",;。"
_DATE_STARTS = frozenset("0123456789年每长持即立常全上下第")
_LONGEST_DATE = 24


@dataclass(frozen=True, slots=True)
class _Waiting:
    """Ranges of units without a role yet: of the running chunk, of chunks before it, and behind 会同."""

    earlier: list[Run] = field(default_factory=list)
    same: list[Run] = field(default_factory=list)
    companions: list[Run] = field(default_factory=list)
    led: list[Run] = field(default_factory=list)
    """The companions of chunks before the running one: who stands in this one is none of their leads."""
    closed: list[UnitRole] = field(default_factory=list)
    """Roles that verbs have given so far in the field."""

    def add(self, start: int, end: int, *, behind: bool) -> None:
        if start < end:
            (self.companions if behind else self.same).append((start, end))

    def next_chunk(self) -> None:
        self.earlier.extend(self.same)
        self.same.clear()
        self.led[:] = self.companions

    def clear(self) -> None:
        self.earlier.clear()
        self.same.clear()
        self.companions.clear()
        self.led.clear()


@dataclass(frozen=True, slots=True)
class FieldReader:
    """Reads one field of units into a collector; a field without a role is read by its verbs alone."""

    view: Condensed
    part: Field
    scope: Scope
    calendar: Calendar
    table: AliasTable
    collector: Collector
    in_cell: bool
    share: Share
    waiting: _Waiting = field(default_factory=_Waiting)

    @property
    def own(self) -> UnitRole | None:
        return cast("UnitRole | None", self.part.role)

    def read(self) -> None:
        if self.own is not None:
            self.collector.stated.add(self.own)
        chunks, deadlines = self._chunks()
        for run in deadlines:
            self.collector.take_deadlines(self.view.cut(*run), self.calendar)
        for start, end, stop in chunks:
            self._read_chunk(start, end)
            if stop in ";。":
                self._flush()
            else:
                self.waiting.next_chunk()
        self._flush()

    def read_past(self) -> None:
        """A field of leaders, persons or supervisors: only a deadline behind it is read (责任人：某某；6月底前)."""
        text, deadlines = self.view.text, list[Run]()
        stops = [index for index in outside_brackets(text, self.part.start, self.part.end) if text[index] in _STOPS]
        for begin, end in pairwise([*stops, self.part.end]):
            if is_deadline(text[begin + 1 : end]):
                self._add_deadline(deadlines, begin + 1, end)
        for run in deadlines:
            self.collector.take_deadlines(self.view.cut(*run), self.calendar)

    def _chunks(self) -> tuple[list[tuple[int, int, str]], list[Run]]:
        """Chunks of units with the stop behind each, and the runs of deadlines between them."""
        text, begin, limit = self.view.text, self.part.start, self.part.end
        chunks: list[tuple[int, int, str]] = []
        deadlines: list[Run] = []
        stops = [index for index in outside_brackets(text, begin, limit) if text[index] in _STOPS]
        for stop in [*stops, limit]:
            low, high = self._take_dates(begin, stop, deadlines)
            if low < high:
                chunks.append((low, high, text[stop] if stop < limit else "。"))
            begin = stop + 1
        return chunks, deadlines

    def _take_dates(self, start: int, end: int, deadlines: list[Run]) -> Run:
        """Move a deadline at either end of a chunk to `deadlines`; the rest of the chunk is returned."""
        chunk = self.view.text[start:end]
        if not chunk or self.table.known(chunk, self.scope):
            return start, end
        if is_deadline(chunk):
            self._add_deadline(deadlines, start, end)
            return end, end
        by = chunk.find("由")
        if by > 0 and is_deadline(chunk[:by]):
            self._add_deadline(deadlines, start, start + by)
            return start + by, end
        tail = find_deadline_tail(chunk)
        if tail is not None and 0 < tail[0] < tail[1]:
            self._add_deadline(deadlines, start + tail[0], start + tail[1])
            return start, start + tail[0]
        glued = self._glued_date(start, end)
        if glued < end:
            self._add_deadline(deadlines, glued, end)
        return start, glued

    def _glued_date(self, start: int, end: int) -> int:
        """Where a deadline follows a unit without a mark (市教育局2023年6月底前完成); `end` where none does."""
        text = self.view.text
        for index in range(max(start + 2, end - _LONGEST_DATE), end):
            if text[index] in _DATE_STARTS and is_deadline(text[index:end]):
                name = text[start:index].rsplit("、", 1)[-1]
                return index if is_complete(name, self.scope, self.table) else end
        return end

    def _add_deadline(self, deadlines: list[Run], start: int, end: int) -> None:
        """5月底，长期坚持 is read as one text."""
        if deadlines and deadlines[-1][1] == start - 1 and self.view.text[start - 1] != "。":
            deadlines[-1] = (deadlines[-1][0], end)
        else:
            deadlines.append((start, end))

    def _read_chunk(self, start: int, end: int) -> None:
        begin, behind = start, False
        for duty in DutyFinder(self.view, self.scope, self.table).duties(start, end):
            self.waiting.add(begin, duty.start, behind=behind)
            begin, behind = duty.end, duty.role == "with"
            if duty.role == "other":
                self.waiting.same.clear()
            elif duty.role != "with":
                self._close(duty.role)
            if duty.task is not None:
                self.collector.tasks.append(self.view.cut(*duty.task))
                begin = duty.task[1]
        self.waiting.add(begin, end, behind=behind)

    def _close(self, role: UnitRole) -> None:
        """A duty verb gives the waiting units their role; 负责 adds nothing to a label (牵头单位：A负责).

        A会同B负责: A leads. In A、B，C配合 only C supports; in A牵头，B，C配合 both B and C do.
        """
        waiting = self.waiting
        if role == "responsible" and self.own is not None:
            role = self.own
        if waiting.led:
            self._close_led(role)
            return
        first: UnitRole = "lead" if waiting.companions and role == "responsible" else role
        only_same = role == "supporting" and waiting.same and not waiting.closed
        self._assign(waiting.earlier, (self.own or "responsible") if only_same else first)
        self._assign(waiting.same, first)
        self._assign(waiting.companions, "supporting" if role == "supporting" else "responsible")
        waiting.clear()
        waiting.closed.append(first)

    def _close_led(self, role: UnitRole) -> None:
        """甲会同乙，丙配合: the verb is that of 丙 alone; behind 会同乙，落实 it is that of all."""
        waiting = self.waiting
        others = waiting.same or waiting.companions[len(waiting.led) :]
        base: UnitRole = "responsible" if others else role
        first: UnitRole = "lead" if base == "responsible" else base
        self._assign(waiting.earlier, first)
        self._assign(waiting.same, role)
        self._assign(waiting.companions, "supporting" if base == "supporting" else "responsible")
        waiting.clear()
        waiting.closed.append(first)

    def _flush(self) -> None:
        """No verb follows: the label gives the role; without a label the units are responsible."""
        waiting = self.waiting
        role: UnitRole = self.own or "responsible"
        first: UnitRole = "lead" if waiting.companions and role == "responsible" else role
        certain = self.own is not None or bool(waiting.companions)
        self._assign(waiting.earlier, first, certain=certain)
        self._assign(waiting.same, role if waiting.led else first, certain=certain)
        self._assign(waiting.companions, "supporting" if role == "supporting" else "responsible")
        waiting.clear()

    def _assign(self, runs: Sequence[Run], role: UnitRole, *, certain: bool = True) -> None:
        """Read lists of units into a role. Where neither label nor verb says so, only what is plainly units is read."""
        for start, end in runs:
            found = ListReader(self.view, self.scope, self.table, self.in_cell).read(start, end, self.share)
            if not certain and not self._are_units([mark.unit.name for mark in found.marked]):
                self.collector.unread.append(self.view.cut(start, end))
                continue
            kept = [mark for mark in found.marked if not self._is_name_of_person(mark)]
            for mark in kept:
                self.collector.units[self._role_of(mark, role)].append(mark.unit)
            if kept:
                self.collector.stated.add(role)
            self.collector.damages.extend(found.damages)
            self._take_leftovers(found.leftovers)

    def _are_units(self, names: Sequence[str]) -> bool:
        """Whether all names stand for units by themselves; 办公室 and 镇网格员 do beside others that do."""
        whole = [name for name in names if is_complete(name, self.scope, self.table)]
        local = [
            name for name in names if name.startswith(words("prefix")) and is_plausible(name, self.scope, self.table)
        ]
        return not names or (bool(whole) and {*names} <= {*whole, *local, *words("bare")})

    def _take_leftovers(self, leftovers: Sequence[Run]) -> None:
        for start, end in leftovers:
            if is_deadline(self.view.text[start:end]):
                self.collector.take_deadlines(self.view.cut(start, end), self.calendar)
            else:
                self.collector.unread.append(self.view.cut(start, end))

    def _is_name_of_person(self, mark: Marked) -> bool:
        """Under a label that asks for persons (责任单位及责任人), a short name that is no unit's is a person's."""
        name = mark.unit.name
        return self.part.persons and len(name) <= 4 and not is_complete(name, self.scope, self.table)

    def _role_of(self, mark: Marked, role: UnitRole) -> UnitRole:
        """The role in a bracket behind the name (市发展改革委（牵头）), else that of the list."""
        if mark.note is None:
            return role
        text = self.view.text[slice(*mark.note)].rstrip("。.;,")
        if is_deadline(text):
            self.collector.take_deadlines(self.view.cut(*mark.note), self.calendar)
        own = role_of_words(text.removesuffix("单位").removesuffix("部门"))
        if own is None or own in ("with", "other"):
            return role
        self.collector.stated.add(cast("UnitRole", own))
        return cast("UnitRole", own)
