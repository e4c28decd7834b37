"""One pass over a page: visible text gathered into lines, rows of tables laid on grids, block elements into boxes.

The walker takes the events of the parser and keeps its own stack, so that depth costs nothing. No tree is built.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field
from urllib.parse import unquote

from ....errors import InputError
from ....lexicon.width import squeeze
from ....records import dataclass
from ...numbering import read_label
from ...page_words import ASIDE_TAGS, is_boilerplate, names_aside
from .draft import Box, Draft, Line
from .gathering import Gathering

ELEMENT_LIMIT = 2_000_000
DEEPEST_TABLE = 24
"""Tables nested deeper are read as plain blocks."""
_BLOCK_TAGS = """
    address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure
    footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing main menu nav ol optgroup p plaintext pre
    search section summary table tbody td tfoot th thead tr ul xmp
"""
_BLOCKS = frozenset(_BLOCK_TAGS.split())
_UNSEEN_TAGS = """
    head title meta link base script style noscript template svg math canvas audio video object embed applet iframe
    frame frameset select option datalist textarea input button map area param source track
"""
_UNSEEN = frozenset(_UNSEEN_TAGS.split())
_VOID = frozenset({"br", "hr", "img", "wbr", "col", "colgroup"})
_UNSHOWN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_DISPLAY = re.compile(r"(?:^|;)\s*display\s*:\s*([a-z-]+)", re.IGNORECASE)
_TEXT_ALIGN = re.compile(r"(?:^|;)\s*text-align\s*:\s*(?:-webkit-)?([a-z]+)", re.IGNORECASE)
_ALIGNS = {"center": "center", "middle": "center", "right": "right", "end": "right"}
_LIST_STYLE = re.compile(r"(?:^|;)\s*list-style(?:-type)?\s*:\s*([a-z-]+)", re.IGNORECASE)
_FILE = re.compile(r"\.(?:docx?|xlsx?|pdf|wps|et|ofd|zip|rar|rtf|odt|ods|txt)(?:$|[?#&])", re.IGNORECASE)
_SHAPELESS = re.compile(r"[，。；：、！？]")
_LONGEST_CENTRED = 60


@dataclass(slots=True)
class Attached:
    """A link to a file: its address, its title and the text that is shown."""

    address: str
    title: str
    text: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Frame:
    """An open element and what it gives to those inside it."""

    tag: str
    block: bool
    hidden: bool
    align: str | None
    style: str | None
    linked: bool
    pre: bool
    attached: Attached | None
    box: Box
    sink: list[Line | Draft]
    in_head: bool = False
    counter: int | None = None
    """Next number of an ordered list; None where the list is not numbered 1, 2, 3."""
    table: Draft | None = None


class Walker:
    """A target of lxml's HTML parser. After `close`: `blocks`, `root`, `asides` and `attached` hold what was read."""

    def __init__(self, name: str) -> None:
        self._name = name
        self.root = Box(None, 0)
        self.blocks: list[Line | Draft] = []
        self.asides: list[Box] = []
        self.attached: list[Attached] = []
        self._clock = 0
        self._elements = 0
        self._text = Gathering()
        self._label = ""
        self._tables: list[Draft] = []
        self._stack = [_Frame("", True, False, None, None, False, False, None, self.root, self.blocks)]

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._elements += 1
        if self._elements > ELEMENT_LIMIT:
            raise InputError(f"{self._name}: the page holds more than {ELEMENT_LIMIT} elements. Save the notice alone.")
        above = self._stack[-1]
        if tag == "br":
            self._break()
        style = attributes.get("style", "")
        hidden = above.hidden or tag in _UNSEEN or "hidden" in attributes or _UNSHOWN.search(style) is not None
        frame = _Frame(
            tag,
            not hidden and _is_block(tag, style),
            hidden,
            above.align,
            above.style,
            above.linked,
            above.pre or tag in ("pre", "xmp", "listing", "plaintext"),
            above.attached,
            above.box,
            above.sink,
            above.in_head or tag == "thead",
        )
        if frame.block:
            self._flush(complete=True)
            self._open_block(frame, attributes, style)
        if tag == "a" and not hidden:
            self._open_link(frame, attributes)
        self._stack.append(frame)

    def data(self, text: str) -> None:
        frame = self._stack[-1]
        if frame.hidden:
            return
        if frame.attached is not None:
            frame.attached.text.append(text)
            self._text.attached = True
        self._text.add(text, linked=frame.linked, pre=frame.pre)

    def end(self, tag: str) -> None:
        if len(self._stack) == 1:
            return
        frame = self._stack[-1]
        if frame.block:
            self._flush(complete=True)
            self._close_block(frame)
        self._stack.pop()

    def comment(self, text: str) -> None:
        """Comments are not shown."""

    def pi(self, target: str, data: str | None = None) -> None:
        """Processing instructions are not shown."""

    def close(self) -> Walker:
        while len(self._stack) > 1:
            self.end(self._stack[-1].tag)
        self._flush(complete=True)
        self.root.leave = self._clock + 1
        return self

    def _open_block(self, frame: _Frame, attributes: Mapping[str, str], style: str) -> None:
        tag = frame.tag
        self._clock += 1
        named = names_aside(attributes.get("class", "")) or names_aside(attributes.get("id", ""))
        frame.box = Box(frame.box, self._clock)
        if tag in ASIDE_TAGS or named:
            self.asides.append(frame.box)
        frame.align = _align(tag, attributes, style, frame.align)
        if tag in ("h1", "h2", "h3"):
            frame.style = "heading"
        if tag == "ol":
            frame.counter = _first_number(attributes, style)
        elif tag == "li" and self._stack[-1].counter is not None:
            number = _number(attributes.get("value")) or self._stack[-1].counter
            self._stack[-1].counter = number + 1
            self._label = f"{number}. "
        elif tag == "table":
            self._open_table(frame, attributes)
        elif tag == "tr" and self._tables:
            self._tables[-1].open_row(in_head=frame.in_head)
        elif tag in ("td", "th") and self._tables:
            spans = (_number(attributes.get(key)) for key in ("rowspan", "colspan"))
            frame.sink = self._tables[-1].open_cell(*spans, heading=tag == "th").blocks

    def _open_table(self, frame: _Frame, attributes: Mapping[str, str]) -> None:
        frame.in_head = False
        frame.align = None
        if len(self._tables) < DEEPEST_TABLE:
            frame.table = Draft(frame.box, presentation=attributes.get("role") in ("presentation", "none"))
            self._tables.append(frame.table)

    def _close_block(self, frame: _Frame) -> None:
        self._label = "" if frame.tag == "li" else self._label
        box = frame.box
        self._clock += 1
        box.leave = self._clock
        if box.parent is not None and box.weight:
            box.parent.weight += box.weight
            box.parent.children.append(box)
        if frame.table is not None:
            self._tables.pop()
            frame.table.close()
            # A table stands where its parent's lines stand, after what was found between its cells.
            self._stack[-2].sink.append(frame.table)

    def _open_link(self, frame: _Frame, attributes: Mapping[str, str]) -> None:
        address = attributes.get("href")
        if address is None:
            return
        shown = attributes.get("download") or attributes.get("title") or ""
        if _FILE.search(unquote(address)) or _FILE.search(shown):
            frame.attached = Attached(address, shown)
            self.attached.append(frame.attached)
        else:
            frame.linked = True

    def _break(self) -> None:
        """`<br>` ends a line and leaves open whether the sentence goes on; a second one ends the paragraph."""
        if self._stack[-1].hidden:
            return
        if not self._flush(complete=False):
            self._finish_last()

    def _finish_last(self) -> None:
        sink = self._stack[-1].sink
        if sink and isinstance(sink[-1], Line):
            sink[-1].complete = True

    def _flush(self, *, complete: bool) -> bool:
        """Lay down the gathered text; False where there was none."""
        frame = self._stack[-1]
        texts = self._text.take()
        for number, text in enumerate(texts.lines):
            self._clock += 1
            last = number == len(texts.lines) - 1
            align = frame.align if len(text) <= _LONGEST_CENTRED else None
            line = Line(text, self._clock, align, frame.style, complete or not last)
            line.linked, line.attached = texts.linked if last else 0, texts.attached
            if self._label and read_label(text) is None:
                line.label = self._label
            self._label = ""
            frame.sink.append(line)
            frame.box.weight += _weight(line)
        if complete and not texts.lines:
            self._finish_last()
        return bool(texts.lines)


def _is_block(tag: str, style: str) -> bool:
    display = _DISPLAY.search(style)
    if display is None or tag in ("table", "tr", "td", "th"):
        return tag in _BLOCKS
    if tag in _VOID:
        return False
    return not display[1].lower().startswith("inline")


def _align(tag: str, attributes: Mapping[str, str], style: str, inherited: str | None) -> str | None:
    """center, right, or None for all else; the style wins over the attribute, both over what is inherited."""
    said = _TEXT_ALIGN.search(style)
    if said is not None:
        return _ALIGNS.get(said[1].lower())
    if "align" in attributes and tag != "table":
        return _ALIGNS.get(attributes["align"].strip().lower())
    return "center" if tag == "center" else inherited


def _first_number(attributes: Mapping[str, str], style: str) -> int | None:
    said = _LIST_STYLE.search(style)
    numbered = said is None or said[1].lower() in ("decimal", "decimal-leading-zero")
    if not numbered or attributes.get("type", "1").strip() != "1":
        return None
    return _number(attributes.get("start")) or 1


def _number(value: str | None) -> int | None:
    """A whole number of at most nine digits, None for anything else."""
    digits = (value or "").strip()
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) <= 9 else None


def _weight(line: Line) -> int:
    """Characters of running text: a line with Chinese punctuation or a number label, without links and boilerplate."""
    if _SHAPELESS.search(line.text) is None and read_label(line.text) is None:
        return 0
    squeezed = squeeze(line.text)
    return 0 if is_boilerplate(squeezed) else max(len(squeezed) - line.linked, 0)
