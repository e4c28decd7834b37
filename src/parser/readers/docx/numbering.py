"""numbering.xml: automatic list numbers, resolved into the text Word prints.

Lists that share an abstract list share its counters. A level starts again after a higher level was used, unless
`lvlRestart` says otherwise; a `startOverride` starts it again where its list is used first. A higher level that has not
been used yet prints its start value.
"""

from __future__ import annotations

import re
from dataclasses import field, replace

from lxml import etree

from ....patterns import lazy_re
from ....records import dataclass
from .formats import format_custom, format_number
from .names import ALTERNATE, VAL, VANISH, W
from .styles import Styles
from .symbols import bullet
from .toggles import is_on, number_of

LEVELS = 9
_PLACEHOLDER = lazy_re(r"%([1-9])")
_CLOSING = ("、", "。", "．", "）", "〕", "】", "》", "：", "，", ")")
"""Signs that close a label by themselves: what follows stands close to them, as in 一、总体要求 or （一）目标."""


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: `text` is the pattern with %1 ... %9, `restart` the 1-based level it starts again after."""

    start: int = 0
    style: str = "decimal"
    pattern: str | None = None
    text: str = ""
    suffix: str = "tab"
    legal: bool = False
    restart: int | None = None
    linked_style: str | None = None
    hidden: bool = False
    font: str | None = None


_NO_LEVEL = Level(style="none")


@dataclass(slots=True)
class _Abstract:
    levels: dict[int, Level] = field(default_factory=dict)
    counts: list[int | None] = field(default_factory=lambda: [None] * LEVELS)
    style_link: str | None = None
    borrowed_style: str | None = None


@dataclass(slots=True)
class _List:
    abstract: str
    overrides: dict[int, Level] = field(default_factory=dict)
    starts: dict[int, int] = field(default_factory=dict)
    """Start values that still wait for their first use."""


class Numbering:
    """The lists of one document with their counters, which advance in reading order. Without a root there is none.

    `styles` know the lists of numbering styles.
    """

    def __init__(self, root: etree._Element | None = None, styles: Styles | None = None) -> None:
        self._abstracts: dict[str, _Abstract] = {}
        self._lists: dict[str, _List] = {}
        self._style_levels: dict[tuple[str, str], int] = {}
        if root is not None:
            self._read(root, styles or Styles())

    def __bool__(self) -> bool:
        return bool(self._lists)

    def _read(self, root: etree._Element, styles: Styles) -> None:
        for element in root.iterchildren(W + "abstractNum"):
            self._abstracts[element.get(W + "abstractNumId") or ""] = _abstract_of(element)
        owners = {a.style_link: key for key, a in self._abstracts.items() if a.style_link}
        lists = {element.get(W + "numId") or "": _list_of(element) for element in root.iterchildren(W + "num")}
        for list_id, listed in lists.items():
            abstract = self._abstracts.get(listed.abstract)
            if abstract is not None and abstract.borrowed_style is not None:
                lender = lists.get(styles.list_of(abstract.borrowed_style) or "")
                owner = owners.get(abstract.borrowed_style, lender.abstract if lender is not None else None)
                listed.abstract = owner or listed.abstract
            if listed.abstract in self._abstracts:
                self._lists[list_id] = listed

    def level_of_style(self, list_id: str, style_id: str | None) -> int | None:
        """The level a list reserves for a paragraph style."""
        listed = self._lists.get(list_id)
        if listed is None or style_id is None:
            return None
        levels = self._abstracts[listed.abstract].levels
        linked = (index for index in range(LEVELS) if index in levels and levels[index].linked_style == style_id)
        return next(linked, None)

    def label(self, list_id: str, level: int) -> tuple[str, str]:
        """Count one paragraph and print its number: (label, white space after it), ("", "") for none."""
        listed = self._lists.get(list_id)
        if listed is None:
            return ("", "")
        level = min(max(level, 0), LEVELS - 1)
        abstract = self._abstracts[listed.abstract]
        self._advance(abstract, listed, level)
        current = self._level(listed, level)
        if current.hidden:
            return ("", "")
        label = self._print(abstract, listed, current)
        return (label, _gap(label, current.suffix))

    def _level(self, listed: _List, index: int) -> Level:
        own = listed.overrides.get(index)
        return own if own is not None else self._abstracts[listed.abstract].levels.get(index, _NO_LEVEL)

    def _advance(self, abstract: _Abstract, listed: _List, level: int) -> None:
        counts = abstract.counts
        override = listed.starts.pop(level, None)
        count = counts[level]
        if override is not None:
            counts[level] = override
        else:
            counts[level] = self._level(listed, level).start if count is None else count + 1
        for deeper in range(level + 1, LEVELS):
            restart = self._level(listed, deeper).restart
            if restart is None or level < restart:
                counts[deeper] = None

    def _print(self, abstract: _Abstract, listed: _List, current: Level) -> str:
        if current.style == "bullet":
            return bullet(current.text, current.font)

        def number(match: re.Match[str]) -> str:
            index = int(match[1]) - 1
            level = self._level(listed, index)
            count = abstract.counts[index]
            value = level.start if count is None else count
            if current.legal and level.style != "none":
                return str(value)
            return format_custom(value, level.pattern) if level.pattern else format_number(value, level.style)

        return _PLACEHOLDER.sub(number, current.text)


def _gap(label: str, suffix: str) -> str:
    """A tab or space prints as one space; a label closed by its own sign needs none after a tab."""
    if not label or suffix == "nothing" or (suffix == "tab" and label.endswith(_CLOSING)):
        return ""
    return " "


def _abstract_of(element: etree._Element) -> _Abstract:
    abstract = _Abstract()
    for child in element:
        if child.tag == W + "lvl":
            abstract.levels[number_of(child, W + "ilvl") or 0] = _level_of(child, Level())
        elif child.tag == W + "styleLink":
            abstract.style_link = child.get(VAL)
        elif child.tag == W + "numStyleLink":
            abstract.borrowed_style = child.get(VAL)
    return abstract


def _list_of(element: etree._Element) -> _List:
    listed = _List("")
    for child in element:
        if child.tag == W + "abstractNumId":
            listed.abstract = child.get(VAL) or ""
        elif child.tag == W + "lvlOverride":
            index = number_of(child, W + "ilvl") or 0
            for part in child:
                if part.tag == W + "startOverride":
                    listed.starts[index] = number_of(part) or 0
                elif part.tag == W + "lvl":
                    listed.overrides[index] = _level_of(part, Level())
    return listed


def _level_of(element: etree._Element, level: Level) -> Level:
    for child in element:
        level = _with_property(level, child)
    return level


def _with_property(level: Level, child: etree._Element) -> Level:
    name = child.tag.removeprefix(W)
    value = child.get(VAL)
    if name == "start":
        return replace(level, start=number_of(child) or 0)
    if name == "numFmt":
        pattern = child.get(W + "format") if value == "custom" else None
        return replace(level, style=value or "decimal", pattern=pattern)
    if name == "lvlText":
        return replace(level, text=value or "")
    if name == "suff":
        return replace(level, suffix=value or "tab")
    if name == "isLgl":
        return replace(level, legal=is_on(child))
    if name == "lvlRestart":
        return replace(level, restart=number_of(child))
    if name == "pStyle":
        return replace(level, linked_style=value)
    if name == "rPr":
        vanish, fonts = child.find(VANISH), child.find(W + "rFonts")
        font = None if fonts is None else fonts.get(W + "ascii") or fonts.get(W + "hAnsi")
        return replace(level, hidden=vanish is not None and is_on(vanish), font=font)
    if child.tag == ALTERNATE:
        formats = list(child.iter(W + "numFmt"))
        return _with_property(level, formats[0]) if formats else level
    return level
