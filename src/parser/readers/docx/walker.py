"""A flow of blocks (body, cell, text box, footnote) read into lines and table drafts, in reading order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from lxml import etree

from ....records import dataclass
from .draft import Draft, Line, append_lines, drop_unseen_columns, unframed
from .inline import InlineReader, chosen_branch
from .names import (
    ALTERNATE,
    DEL,
    INS,
    MOVE_FROM,
    MOVE_TO,
    PPR,
    RPR,
    SDT_CONTENT,
    TBL,
    VAL,
    VANISH,
    P,
    W,
)
from .numbering import Numbering
from .styles import Styles, list_reference
from .table import TableReader
from .toggles import align_of, is_on, number_of

_STYLE, _ALIGN, _OUTLINE, _NUMBER, _FRAME = (W + name for name in ("pStyle", "jc", "outlineLvl", "numPr", "framePr"))
_CHANGE = W + "pPrChange"
_DRAFT = W + "draft"
"""Marks the place of a table that was read before the tree was built."""


Label = tuple[str, str]
"""An automatic number, and the blank printed after it."""
_NO_LABEL: Label = ("", "")


@dataclass(slots=True)
class _Properties:
    """What a paragraph says of itself, over what its style says."""

    align: str | None = None
    heading: bool = False
    list_id: str | None = None
    level: int = 0
    hidden: bool = False
    runs_on: bool = False
    """Its paragraph mark does not exist in this view: the text goes on in the next paragraph, as after a drop cap."""
    mark_hidden: bool = False
    """Its paragraph mark is not printed (Word's style separator): the next paragraph stands on the same line."""


class Walker:
    """Reads flows in document order; list counters and references go on from one flow to the next.

    `drafts` are the tables that were cut out before the tree was built.
    """

    def __init__(
        self,
        styles: Styles,
        numbering: Numbering,
        inline: InlineReader,
        *,
        original: bool,
        drafts: Sequence[Draft] = (),
    ) -> None:
        self.original = original
        self.covered_cells = 0
        self._styles = styles
        self._numbering = numbering
        self._inline = inline
        self._plain = self._inherited(None)
        self._drafts = drafts
        self._carried = ""
        """Text of paragraphs without a mark of their own, and the number it begins with."""
        self._carried_label = _NO_LABEL
        self._skipped = frozenset((INS, MOVE_TO) if original else (DEL, MOVE_FROM))
        self._handlers: dict[str, Callable[[etree._Element, list[Line | Draft]], None]] = {
            P: self._paragraph,
            TBL: self._table,
            ALTERNATE: self._alternate,
            INS: self._into,
            DEL: self._into,
            MOVE_TO: self._into,
            MOVE_FROM: self._into,
            W + "sdt": self._into,
            SDT_CONTENT: self._into,
            W + "customXml": self._into,
        }

    def flow(self, container: etree._Element) -> list[Line | Draft]:
        """The blocks of a container, in order."""
        outer, self._carried, self._carried_label = (self._carried, self._carried_label), "", _NO_LABEL
        blocks: list[Line | Draft] = []
        self._into(container, blocks)
        self._flush(blocks)
        self._carried, self._carried_label = outer
        return blocks

    def _into(self, container: etree._Element, blocks: list[Line | Draft]) -> None:
        for child in container:
            tag = child.tag
            handler = self._handlers.get(tag)
            if handler is not None and tag not in self._skipped:
                handler(child, blocks)

    def _alternate(self, element: etree._Element, blocks: list[Line | Draft]) -> None:
        branch = chosen_branch(element)
        if branch is not None:
            self._into(branch, blocks)

    def _table(self, element: etree._Element, blocks: list[Line | Draft]) -> None:
        self._flush(blocks)
        index = number_of(element, _DRAFT)
        draft = TableReader(self).read(element) if index is None else self._drafts[index]
        self.covered_cells += draft.covered
        drop_unseen_columns(draft)
        blocks.extend(unframed(draft))

    def _flush(self, blocks: list[Line | Draft]) -> None:
        if self._carried:
            self._print("", _Properties(), blocks)

    def _paragraph(self, element: etree._Element, blocks: list[Line | Draft]) -> None:
        properties = self._plain
        for child in element.iterchildren(PPR):
            properties = self._properties(child)
        inline = self._inline
        text = inline.text_of(element, hidden=properties.hidden)
        before, after = inline.boxes_before, inline.boxes_after
        if before:
            inline.boxes_before = []
            self._boxes(before, blocks)
        if properties.runs_on or properties.mark_hidden:
            self._carry(text, properties)
        else:
            self._print(text, properties, blocks)
        if after:
            inline.boxes_after = []
            self._boxes(after, blocks)

    def _carry(self, text: str, properties: _Properties) -> None:
        """Keep the text for the next paragraph. Where only the mark is hidden, its number begins the line."""
        if properties.mark_hidden and not self._carried and text.strip():
            self._carried_label = self._label(properties)
        self._carried += text

    def _print(self, text: str, properties: _Properties, blocks: list[Line | Draft]) -> None:
        label = self._carried_label if self._carried_label[0] else self._label(properties)
        text = self._carried + text
        self._carried, self._carried_label = "", _NO_LABEL
        self._lines(text, properties, label, blocks)

    def _label(self, properties: _Properties) -> Label:
        if properties.list_id is None or properties.hidden:
            return _NO_LABEL
        return self._numbering.label(properties.list_id, properties.level)

    def _boxes(self, boxes: Iterable[etree._Element], blocks: list[Line | Draft]) -> None:
        for box in boxes:
            blocks.extend(self.flow(box))

    def _lines(self, text: str, properties: _Properties, label: Label, blocks: list[Line | Draft]) -> None:
        """A line for each line break of the author; lines without a visible sign are left out."""
        style = "heading" if properties.heading else None
        append_lines(blocks, text, properties.align, style, *label)

    def _inherited(self, style_id: str | None) -> _Properties:
        style = self._styles.paragraph(style_id)
        found = _Properties(style.align, style.heading, style.list_id, style.level or 0, style.hidden)
        if style.list_id is not None:
            linked = self._numbering.level_of_style(style.list_id, style_id)
            found.level = found.level if linked is None else linked
        return found

    def _properties(self, element: etree._Element) -> _Properties:
        told = self._before_change(element) if self.original else element
        style_id = next((child.get(VAL) for child in told if child.tag == _STYLE), None)
        found = self._inherited(style_id)
        for child in told:
            tag = child.tag
            if tag == _ALIGN:
                found.align = align_of(child.get(VAL))
            elif tag == _OUTLINE:
                found.heading = 0 <= (number_of(child) or 0) <= 8
            elif tag == _NUMBER:
                self._number(child, found)
            elif tag == _FRAME:
                found.runs_on = child.get(W + "dropCap") in ("drop", "margin")
        for mark in element.iterchildren(RPR):
            self._mark(mark, found)
        return found

    def _mark(self, properties: etree._Element, found: _Properties) -> None:
        """Whether the paragraph mark exists in this view, and whether it is printed."""
        for child in properties:
            tag = child.tag
            if tag in self._skipped:
                found.runs_on = True
            elif tag == VANISH:
                found.mark_hidden = is_on(child)

    def _before_change(self, element: etree._Element) -> etree._Element:
        """The properties a paragraph had before a tracked change of them; the present ones where nothing changed."""
        for change in element.iterchildren(_CHANGE):
            for before in change.iterchildren(PPR):
                return before
        return element

    def _number(self, element: etree._Element, found: _Properties) -> None:
        """A w:numPr over what the style says: list and level each for itself."""
        if self.original and element.find(INS) is not None:
            return
        list_id, level = list_reference(element)
        found.list_id = found.list_id if list_id is None else list_id
        found.level = found.level if level is None else level
