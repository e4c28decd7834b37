"""The labelled fields of an annotation: 牵头单位：…；责任单位：…，完成时限：… and what stands before them."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import pairwise

from ..lexicon import WordRole
from ..lexicon.labels import folded_labels, is_composed, names_persons, role_by_parts, role_of_label
from ..patterns import lazy_re
from ..records import dataclass
from .aliases import AliasTable
from .condensed import Condensed, outside_brackets
from .deadlines import is_deadline
from .scope import Scope
from .unit_words import is_complete, is_plausible

_LONGEST_LABEL = 20
_OFFICE = "办公室"
"""The end of many names, and by itself the section of every organ."""
_BOUNDARY = frozenset(",;。、()★☆●◆◇■□▲※•·▶√")
_BRACKETED_LABEL = lazy_re(r"[\u4e00-\u9fff]{1,8}\([\u4e00-\u9fff]{1,6}\)(?:单位|部门)?$")


@dataclass(frozen=True, slots=True)
class Field:
    """A range of the condensed text under one label; `persons`: names of people may stand among the units.

    `role` is None before any label, and 'unknown' behind a label of no known kind.
    """

    role: WordRole | str | None
    start: int
    end: int
    persons: bool = False


@dataclass(frozen=True, slots=True)
class _Label:
    start: int
    end: int
    role: WordRole | str
    persons: bool


@dataclass(frozen=True, slots=True)
class FieldFinder:
    view: Condensed
    scope: Scope
    table: AliasTable

    def fields(self, start: int, end: int) -> list[Field]:
        """Fields of text[start:end] in order; text before the first label comes as a field without a role."""
        labels = self._labels(start, end)
        if not labels:
            return [Field(None, start, end)]
        found = [Field(None, start, labels[0].start)] if labels[0].start > start else []
        for label, following in zip(labels, [*labels[1:], None], strict=True):
            stop = following.start if following else end
            found.append(Field(label.role, label.end, stop, label.persons))
        return found

    def _labels(self, start: int, end: int) -> list[_Label]:
        found: list[_Label] = []
        outside = outside_brackets(self.view.text, start, end)
        begin = start
        for index in outside:
            char = self.view.text[index]
            label = None
            if char == ":" and not _is_clock(self.view.text, index):
                label = self._before_colon(max(start, found[-1].end if found else start), index)
            elif index == begin or index in self.view.gaps:
                label = self._without_colon(index, end)
            if label is not None and (not found or label.start >= found[-1].end):
                found.append(label)
            if char in ",;。":
                begin = index + 1
        return found

    def _before_colon(self, floor: int, colon: int) -> _Label | None:
        text = self.view.text
        floor = max(floor, colon - _LONGEST_LABEL)
        bracketed = _BRACKETED_LABEL.search(text, floor, colon)
        start = bracketed.start() if bracketed and role_of_label(bracketed.group()) else colon
        while start > floor and text[start - 1] not in _BOUNDARY:
            start -= 1
        start = self._with_earlier_labels(floor, start)
        start = self._after_gap(start, colon)
        start = self._after_unit(start, colon)
        name = text[start:colon]
        role = role_of_label(name)
        is_unit = is_complete(name, self.scope, self.table) and not _NAMELESS.fullmatch(name)
        if role is None and (not name or is_unit or len(name) > 10):
            return None
        return _Label(start, colon + 1, role or "unknown", names_persons(name))

    def _with_earlier_labels(self, floor: int, start: int) -> int:
        """牵头单位、责任单位： is one label."""
        text = self.view.text
        while start > floor + 1 and text[start - 1] == "、":
            before = start - 1
            while before > floor and text[before - 1] not in _BOUNDARY:
                before -= 1
            if text[before : start - 1] not in folded_labels():
                return start
            start = before
        return start

    def _after_gap(self, start: int, colon: int) -> int:
        """Where only white space or a line end parts a unit from the next label, and what follows names a role."""
        text, parted = self.view.text, self.view.gaps | self.view.seams
        for index in range(colon - 2, start, -1):
            # 完成 时间： is one label over a line end: only behind a whole name another one begins.
            if index in parted and role_of_label(text[index:colon]):
                index = self._over_line_end(start, index, colon)
                name = text[start:index].rpartition("、")[2]
                label = text[index:colon] in folded_labels() and not is_composed(text[start:colon])
                own = label and (name == _OFFICE or is_plausible(name, self.scope, self.table))
                return index if own or is_complete(name, self.scope, self.table) else start
        return start

    def _over_line_end(self, start: int, index: int, colon: int) -> int:
        """市城管局办 结时间：: the label begins before the gap where that leaves a known name."""
        text = self.view.text
        if self.table.known(text[start:index].rpartition("、")[2], self.scope):
            return index
        for begin in range(index - 1, max(start, index - 4), -1):
            name = text[start:begin].rpartition("、")[2]
            if is_composed(text[begin:colon]) and self.table.known(name, self.scope):
                return begin
        return index

    def _after_unit(self, start: int, colon: int) -> int:
        """Where a unit runs into the next label (…市财政局责任单位：), or a gap parts them, it begins behind."""
        whole = self.view.text[start:colon]
        if whole in folded_labels() or role_by_parts(whole):
            return start
        labels = [begin for begin in range(start + 1, colon - 1) if role_of_label(self.view.text[begin:colon])]
        parted = [begin for begin in labels if begin in self.view.gaps]
        return next((begin for begin in (*parted, *labels) if self._ends_name(start, begin)), start)

    def _ends_name(self, start: int, end: int) -> bool:
        before = self.view.text[start:end]
        # 各县（市、区）人民政府 责任单位：the end of a name behind a bracket is none by itself.
        ended = before.endswith(_NAME_ENDS) or end in self.view.gaps or is_complete(before, self.scope, self.table)
        return before[-1] != "、" and ended

    def _without_colon(self, start: int, end: int) -> _Label | None:
        """责任单位 市教育局, 完成时限2022年6月底."""
        text = self.view.text
        if not text.startswith(_long_labels(), start):
            return None
        label = next(label for label in _long_labels() if text.startswith(label, start))
        if start + len(label) >= end or text[start + len(label)] == ":":
            return None
        after = start + len(label)
        after += text[after] == "为"
        stop = next(
            (index for index in range(after, min(end, after + 60)) if text[index] in ",;。、("), min(end, after + 60)
        )
        following = text[after:stop]
        if not following:
            return None
        if after in self.view.gaps or is_complete(following, self.scope, self.table) or is_deadline(following):
            return _Label(start, after, role_of_label(label) or "unknown", names_persons(label))
        return None


_FIELD_END = lazy_re(r"[/;,。()]")
_FRAMED = lazy_re(r"\(([\u4e00-\u9fff]{4,10})\)(?=[^,;。、()])")


def with_plain_marks(view: Condensed) -> Condensed:
    """The text with the marks of labels and fields that the grammar knows, of the same length."""
    return _with_framed_labels(_parted_at_slashes(view))


def _parted_at_slashes(view: Condensed) -> Condensed:
    """承办部门：信息部／协助：会员部／6月底前: a slash before a label or a deadline ends a field as ; does."""
    if "/" not in view.text:
        return view
    ends = [match.start() for match in _FIELD_END.finditer(view.text)] + [len(view.text)]
    slashes = [low for low, high in pairwise(ends) if view.text[low] == "/" and _is_field(view.text[low + 1 : high])]
    if not any(_label_of(view.text[low + 1 :]) for low in slashes):
        return view
    return replace(view, text="".join(";" if index in slashes else char for index, char in enumerate(view.text)))


def _is_field(text: str) -> bool:
    return _label_of(text) or is_deadline(text)


def _label_of(text: str) -> bool:
    name, colon, _ = text[: _LONGEST_LABEL + 1].partition(":")
    return bool(colon) and role_of_label(name) is not None


def _with_framed_labels(view: Condensed) -> Condensed:
    """【牵头单位】市司法局【完成时限】6月底 read as labels with a colon, where the text opens with such a label."""
    text = view.text
    labels = [match for match in _FRAMED.finditer(text) if role_of_label(match[1]) is not None]
    if not labels or labels[0].start() > 0:
        return view
    marks = {match.start(): ";" for match in labels} | {match.end() - 1: ":" for match in labels}
    return replace(view, text="".join(marks.get(index, char) for index, char in enumerate(text)))


def _is_clock(text: str, index: int) -> bool:
    """The colon of 17:00前 is that of no label."""
    return text[index - 1 : index].isdigit() and text[index + 1 : index + 2].isdigit()


# 挂号单位：, 帮扶部门：: a noun of units without a name is a label, though of no known role; 市直部门： is units.
_NAMELESS = lazy_re(r"(?![各有相其上省市区县州盟旗镇乡])[\u4e00-\u9fff]{2}(?:单位|部门|科室|处室|站所)")
_NAME_ENDS = ("政府", "委员会", "管委会", "委会", "办事处")


@cache
def _long_labels() -> tuple[str, ...]:
    return tuple(word for word in folded_labels() if len(word) >= 4)
