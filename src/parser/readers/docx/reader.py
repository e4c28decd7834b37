"""From the bytes of a DOCX to a Document.

What is read and what is not:
- Headers and footers are not read: they hold page numbers and running heads.
- Footnotes and endnotes that the text refers to stand at the end of the source as furniture: they can be quoted, but
  are no part of a clause; their reference mark is not in the text.
- Hidden text is not printed and therefore not read; a note says how much there was.
- A text box stands before or after the paragraph it is anchored in, and is read once.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import field

from lxml import etree

from ....errors import InputError
from ....outline import Note
from ....records import dataclass
from ...document import Document
from .. import Blob, ReadOptions
from ..container import OLE_MAGIC
from ..container.package import Form, Package, PartError
from .draft import Draft, Line
from .inline import InlineReader
from .layout import Layout
from .names import (
    BODY,
    COMMENT_REFERENCE,
    DEL,
    INS,
    MOVE_FROM,
    MOVE_TO,
    VANISH,
    W,
)
from .numbering import Numbering
from .plain_table import cut_plain_tables
from .sniff import MEDIA_TYPE
from .styles import Styles
from .symbols import SYMBOL_FONTS
from .walker import Walker

_REVISIONS = (INS, DEL, MOVE_FROM, MOVE_TO)
_CELL_INS, _CELL_DEL = W + "cellIns", W + "cellDel"
_FOREIGN = (W + "altChunk", W + "subDoc")
"""Other files shown within the text."""
_COUNTED = (*_REVISIONS, _CELL_INS, _CELL_DEL, COMMENT_REFERENCE, *_FOREIGN)
_HIDING = b"vanish"
_DRESSED = (b"caps", b"smallCaps", *(font.encode() for font in SYMBOL_FONTS))
"""What to look for before the runs are looked at one by one; the prefix of the names is not always w."""
FORM = Form("DOCX", "Open it in Word or WPS, save it again as .docx, and check that the download or copy finished.")


@dataclass(slots=True)
class _Parts:
    """The XML parts of one document; what could not be read stands in `notes`."""

    main: str
    markup: bytes
    """The main part; its plain tables are cut out before it is parsed."""
    styles: etree._Element | None = None
    numbering: etree._Element | None = None
    related: dict[str, str] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Story:
    """What the document says, before it has a place in the source text."""

    body: list[Line | Draft]
    asides: list[list[Line | Draft]]
    notes: list[Note]


def read(blob: Blob, options: ReadOptions) -> Document:
    """Read a Word document (docx, docm, dotx, dotm; transitional or strict).

    Raises:
        InputError: password-protected, damaged, not a Word document, or built to overwhelm its reader.
    """
    if blob.data.startswith(OLE_MAGIC):
        raise InputError(
            f"{blob.name}: the file is protected by a password. Remove the password in Word or WPS and save it again.",
            "encrypted",
        )
    story = _story(Package(blob.data, blob.name, FORM), original=options.revisions == "original")
    # The tree is gone by now: its memory serves the layout.
    layout = Layout()
    layout.body(story.body)
    for blocks in story.asides:
        layout.aside(blocks)
    source = layout.source(blob.part)
    return Document(blob.source(MEDIA_TYPE), source, tuple(layout.blocks), tuple(layout.furniture), tuple(story.notes))


def _story(package: Package, *, original: bool) -> _Story:
    parts = _open(package)
    styles = Styles(parts.styles)
    drafts: list[Draft] = []
    hiding = _hides(parts.styles)
    if not hiding:
        parts.markup, drafts = cut_plain_tables(parts.markup, styles)
        hiding = _HIDING in parts.markup
    body = _body(package, parts)
    counts = Counter(element.tag for element in body.iter(*_COUNTED))
    dressed = any(mark in parts.markup for mark in _DRESSED)
    inline = InlineReader(styles, original=original, hiding=hiding, dressed=dressed)
    walker = Walker(styles, Numbering(parts.numbering, styles), inline, original=original, drafts=drafts)
    blocks = walker.flow(body)
    asides = [walker.flow(element) for element in _referred(package, parts, inline.references)]
    notes = [*parts.notes, *_foreign_notes(counts), *_revision_notes(counts, original), *_hidden_notes(inline, walker)]
    return _Story(blocks, asides, notes)


def _hides(styles: etree._Element | None) -> bool:
    return styles is not None and next(styles.iter(VANISH), None) is not None


def _open(package: Package) -> _Parts:
    """The main part, and what it leans on. A broken style sheet or list part costs its service, not the document."""
    main = _main_part(package)
    try:
        parts = _Parts(main, package.markup(main))
    except PartError as error:
        raise package.refusal(f"the text of the DOCX cannot be read: {error}") from error
    parts.related = package.related(main)
    parts.styles = _optional(package, parts, "styles", "word/styles.xml", "样式未能还原")
    parts.numbering = _optional(package, parts, "numbering", "word/numbering.xml", "自动编号未能还原")
    return parts


def _body(package: Package, parts: _Parts) -> etree._Element:
    try:
        root = package.parse(parts.main, parts.markup)
    except PartError as error:
        root = _recovered(package, parts)
        note = f"正文部分 {parts.main} 的 XML 有损坏，已尽量读出，可能有缺失（{error}）"
        parts.notes.append(Note("text-damaged", note))
    body = root.find(BODY)
    if body is None:
        raise package.refusal("the DOCX has no body")
    return body


def _main_part(package: Package) -> str:
    related = package.related("")
    for candidate in (related.get("officeDocument"), "word/document.xml", package.find("/document.xml")):
        if candidate is not None and candidate in package:
            return candidate
    raise package.refusal("the file is a ZIP but holds no Word document (word/document.xml is missing)")


def _recovered(package: Package, parts: _Parts) -> etree._Element:
    try:
        return package.parse(parts.main, parts.markup, recover=True)
    except PartError as error:
        raise package.refusal(f"the text of the DOCX cannot be read: {error}") from error


def _optional(package: Package, parts: _Parts, kind: str, usual: str, loss: str) -> etree._Element | None:
    part = parts.related.get(kind, usual)
    if part not in package:
        return None
    try:
        return package.xml(part)
    except PartError as error:
        parts.notes.append(Note("text-damaged", f"{part} 无法解析，{loss}（{error}）"))
        return None


def _referred(package: Package, parts: _Parts, references: list[tuple[str, str]]) -> list[etree._Element]:
    """The footnotes and endnotes the text refers to, in the order of their references."""
    roots: dict[str, dict[str, etree._Element]] = {}
    for kind in dict.fromkeys(kind for kind, _ in references):
        root = _optional(package, parts, f"{kind}s", f"word/{kind}s.xml", "脚注未能读出")
        elements = () if root is None else root.iterchildren(W + kind)
        roots[kind] = {element.get(W + "id") or "": element for element in elements}
    wanted = dict.fromkeys(references)
    return [roots[kind][number] for kind, number in wanted if number in roots[kind]]


def _foreign_notes(counts: Counter[str]) -> list[Note]:
    foreign = sum(counts[tag] for tag in _FOREIGN)
    return [Note("text-damaged", f"正文嵌入了 {foreign} 个外部文件（altChunk、子文档），未读入")] if foreign else []


def _revision_notes(counts: Counter[str], original: bool) -> list[Note]:
    inserted = counts[INS] + counts[MOVE_TO] + counts[_CELL_INS]
    deleted = counts[DEL] + counts[MOVE_FROM] + counts[_CELL_DEL]
    comments = counts[COMMENT_REFERENCE]
    said = []
    if inserted or deleted:
        view = "修订前" if original else "修订后"
        said.append(f"{inserted + deleted} 处未处理的修订（插入 {inserted}，删除 {deleted}），按{view}的文字读取")
    if comments:
        said.append(f"{comments} 条批注")
    return [Note("revisions-open", "文件中有" + "；".join(said))] if said else []


def _hidden_notes(inline: InlineReader, walker: Walker) -> list[Note]:
    said = []
    if inline.hidden_characters:
        said.append(f"{inline.hidden_characters} 个隐藏文字")
    if walker.covered_cells:
        said.append(f"{walker.covered_cells} 个被合并遮盖而仍有文字的单元格")
    return [Note("revisions-open", "文件中有" + "、".join(said) + "，不打印，未读入")] if said else []
