"""styles.xml: what a paragraph or a run inherits from its style, along the basedOn chain."""

from __future__ import annotations

from lxml import etree

from ....records import dataclass
from .names import PPR, RPR, TYPE, VAL, VANISH, W
from .toggles import align_of, is_on, number_of

_CHAIN_LIMIT = 32
_HEADING_NAMES = ("heading ", "标题 ")
_TITLE_NAMES = frozenset(("title", "subtitle", "标题", "副标题", "toc heading"))


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """What holds for a paragraph before its own properties. `list_id` "0" says: expressly no number."""

    align: str | None = None
    heading: bool = False
    list_id: str | None = None
    level: int | None = None
    hidden: bool = False


PLAIN = ParagraphStyle()


@dataclass(slots=True)
class _Raw:
    """One w:style as it stands; None where it says nothing."""

    name: str = ""
    parent: str | None = None
    jc: str | None = None
    outline: int | None = None
    list_id: str | None = None
    level: int | None = None
    hidden: bool | None = None


class Styles:
    """The style sheet. Without a root (no styles part) every style is plain."""

    def __init__(self, root: etree._Element | None = None) -> None:
        self._raw: dict[str, _Raw] = {}
        self._cache: dict[str, ParagraphStyle] = {}
        self._default_jc: str | None = None
        self._default_style: str | None = None
        if root is not None:
            self._read(root)

    def _read(self, root: etree._Element) -> None:
        for jc in root.iterfind(f"{W}docDefaults/{W}pPrDefault/{PPR}/{W}jc"):
            self._default_jc = jc.get(VAL)
        for element in root.iterchildren(W + "style"):
            style_id = element.get(W + "styleId")
            if style_id is None:
                continue
            self._raw[style_id] = _raw_of(element)
            if element.get(TYPE) == "paragraph" and element.get(W + "default") in ("1", "true", "on"):
                self._default_style = style_id

    def paragraph(self, style_id: str | None) -> ParagraphStyle:
        """The resolved style; an unknown or missing id means the default paragraph style."""
        wanted = style_id if style_id in self._raw else self._default_style
        if wanted is None:
            return ParagraphStyle(align=align_of(self._default_jc)) if self._default_jc else PLAIN
        found = self._cache.get(wanted)
        if found is None:
            found = self._cache[wanted] = self._resolve(wanted)
        return found

    def list_of(self, style_id: str) -> str | None:
        """The list of a numbering style."""
        return next((raw.list_id for raw in self._chain(style_id) if raw.list_id is not None), None)

    def run_hidden(self, style_id: str | None) -> bool:
        """Whether a character style hides its text."""
        return any(raw.hidden for raw in self._chain(style_id) if raw.hidden is not None)

    def _chain(self, style_id: str | None) -> list[_Raw]:
        """The style and its ancestors, nearest first. A circle ends where it closes."""
        chain: list[_Raw] = []
        seen: set[str] = set()
        while style_id is not None and style_id in self._raw and style_id not in seen and len(chain) < _CHAIN_LIMIT:
            seen.add(style_id)
            chain.append(self._raw[style_id])
            style_id = chain[-1].parent
        return chain

    def _resolve(self, style_id: str) -> ParagraphStyle:
        chain = self._chain(style_id)
        jc = next((raw.jc for raw in chain if raw.jc is not None), self._default_jc)
        outline = next((raw.outline for raw in chain if raw.outline is not None), None)
        hidden = next((raw.hidden for raw in chain if raw.hidden is not None), False)
        named = any(_is_heading_name(raw.name) for raw in chain)
        return ParagraphStyle(
            align=align_of(jc),
            heading=named if outline is None else 0 <= outline <= 8,
            list_id=next((raw.list_id for raw in chain if raw.list_id is not None), None),
            level=next((raw.level for raw in chain if raw.level is not None), None),
            hidden=hidden,
        )


def _is_heading_name(name: str) -> bool:
    folded = name.strip().lower()
    return folded in _TITLE_NAMES or folded.startswith(_HEADING_NAMES)


def _raw_of(element: etree._Element) -> _Raw:
    raw = _Raw()
    for child in element:
        if child.tag == W + "name":
            raw.name = child.get(VAL) or ""
        elif child.tag == W + "basedOn":
            raw.parent = child.get(VAL)
        elif child.tag == PPR:
            _read_paragraph_properties(child, raw)
        elif child.tag == RPR:
            vanish = child.find(VANISH)
            raw.hidden = None if vanish is None else is_on(vanish)
    return raw


def _read_paragraph_properties(properties: etree._Element, raw: _Raw) -> None:
    for child in properties:
        if child.tag == W + "jc":
            raw.jc = child.get(VAL)
        elif child.tag == W + "outlineLvl":
            raw.outline = number_of(child)
        elif child.tag == W + "numPr":
            raw.list_id, raw.level = list_reference(child)


def list_reference(properties: etree._Element) -> tuple[str | None, int | None]:
    """A w:numPr as (list id, level); either may be missing."""
    list_id, level = None, None
    for child in properties:
        if child.tag == W + "numId":
            list_id = child.get(VAL)
        elif child.tag == W + "ilvl":
            level = number_of(child)
    return list_id, level
