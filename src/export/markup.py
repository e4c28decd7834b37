"""HTML elements from values: every text is escaped on its way in, and nothing else can make markup."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from itertools import chain

from ..model import Range
from .visible import screen_text

_VOID = frozenset({"input", "meta", "br", "img"})


class Markup(str):
    """Text that is already HTML."""

    __slots__ = ()


Child = str | None | Iterable[str | None]
Attribute = str | bool | None


def element(name: str, /, *children: Child, **attributes: Attribute) -> Markup:
    """An element. `class_` and `for_` lose their underscore, `data_x` becomes data-x; None and False are left out."""
    opening = f"<{name}{''.join(map(_attribute, attributes.items()))}>"
    return Markup(opening if name in _VOID else f"{opening}{fragment(*children)}</{name}>")


def fragment(*children: Child) -> Markup:
    """Children one after the other, texts escaped."""
    flat = chain.from_iterable([child] if isinstance(child, str) or child is None else child for child in children)
    return Markup("".join(escaped(child) for child in flat if child is not None))


def escaped(text: str) -> Markup:
    """The text as HTML; control characters and characters that turn the writing made visible."""
    return text if isinstance(text, Markup) else Markup(escape(screen_text(text), quote=True))


def marked(text: str, ranges: Iterable[Range], notes: Mapping[int, Markup] | None = None) -> Markup:
    """The text with <mark> round the ranges; a note stands behind the range in which its offset ends."""
    parts: list[str] = []
    offset = 0
    for start, end in ranges:
        parts += [text[offset:start], element("mark", text[start:end])]
        parts += [note for at, note in (notes or {}).items() if start < at <= end]
        offset = end
    return fragment([*parts, text[offset:]])


def _attribute(item: tuple[str, Attribute]) -> str:
    name, value = item
    if value is None or value is False:
        return ""
    name = name.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escaped(value)}"'
