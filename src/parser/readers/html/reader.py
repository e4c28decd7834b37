"""From the text of a page to a Document. No script is run and nothing is fetched."""

from __future__ import annotations

import posixpath
from typing import Any
from urllib.parse import unquote, urlsplit

import regex
from lxml import etree

from ....errors import InputError
from ....outline import Note
from ...document import Document
from .. import Blob
from ..wrapping import find_wrap
from .draft import Draft, Line
from .encoding import decode_page
from .furniture import Page, find_furniture
from .layout import Layout
from .tables import without_frames
from .walker import Attached, Walker

LARGEST_PAGE = 64 << 20
"""Bytes. Saved pages with pictures inside stay far below."""
_SAYS_NOTHING = regex.compile(r"(?:点击|附件|文件|文档|全文|在线)*(?:下载|查看|预览|浏览)?(?:附件|文件)?(?:\(.*\))?")
_SIZE = regex.compile(r"\s*[\[(（]\s*[\d.]+\s*[KMG]?B\s*[\])）]\s*$", regex.IGNORECASE)
_COUNTER = regex.compile(r"^\s*(?:附\s*件\s*[\d一二三四五六七八九十]{0,3}\s*[:：.、．]?\s*)?(?:\d{1,2}\s*[.、．]\s*)?")


def read_page(blob: Blob, media_type: str, data: bytes | None = None) -> Document:
    """Read a page; `data` are its bytes where the file is an archive around it.

    Raises:
        InputError: there is no visible text, or the page is built to overwhelm its reader.
    """
    data = blob.data if data is None else data
    if len(data) > LARGEST_PAGE:
        raise InputError(f"{blob.name}: the page is larger than {LARGEST_PAGE >> 20} MB. Save the notice alone.")
    text, damaged = decode_page(data)
    walker = _walk(text, blob.name)
    blocks = without_frames(walker.blocks)
    if not blocks:
        raise InputError(f"{blob.name}: the page shows no text. Its text may come by script: save it from the browser.")
    layout = Layout()
    _lay_out(layout, blocks, find_furniture(Page(blocks, walker.root, walker.asides)))
    notes = (Note("text-damaged", f"{damaged} 个字节序列无法解码，页面可能下载不完整"),) if damaged else ()
    source = layout.source(blob.part)
    return Document(
        blob.source(media_type),
        source,
        tuple(layout.blocks),
        tuple(layout.furniture),
        notes,
        _names(walker.attached),
    )


def _walk(text: str, name: str) -> Walker:
    """Parse into a walker. Bytes go in as UTF-8 whatever the page declares: it was decoded by its content."""
    walker = Walker(name)
    # huge_tree lifts the limits on depth and text length: no tree is built, so that they guard nothing.
    target: Any = walker  # the stubs ask for bytes as well, which the parser never gives
    parser = etree.HTMLParser(target=target, encoding="utf-8", huge_tree=True)
    parser.feed(text.replace("\x00", "").encode("utf-8", "replace"))
    try:
        parser.close()
    except etree.XMLSyntaxError:
        walker.close()  # a page without any element: the walker holds what there is, which is nothing
    return walker


def _lay_out(layout: Layout, blocks: list[Line | Draft], furniture: set[int]) -> None:
    _find_broken_lines(blocks, furniture)
    paragraph: list[Line] = []
    for index, block in enumerate(blocks):
        if isinstance(block, Draft):
            if index in furniture:
                layout.aside(list(block.lines()))
            else:
                layout.table(block)
        elif index in furniture:
            layout.aside([block])
        else:
            paragraph.append(block)
            if not block.goes_on:
                layout.paragraph(paragraph)
                paragraph = []


def _find_broken_lines(blocks: list[Line | Draft], furniture: set[int]) -> None:
    """Mark the lines that were broken at a fixed width: one `<p>` or `<br>` for each line of a PDF."""
    lines = [block for index, block in enumerate(blocks) if isinstance(block, Line) and index not in furniture]
    wrap = find_wrap([line.text for line in lines])
    if wrap is None:
        return
    for index in range(len(blocks) - 1):
        line, following = blocks[index], blocks[index + 1]
        if not isinstance(line, Line) or not isinstance(following, Line) or {index, index + 1} & furniture:
            continue
        aligned = line.align or following.align or following.label
        later = [block.text for block in blocks[index + 2 : index + 6] if isinstance(block, Line)]
        line.goes_on = not aligned and wrap.joins(line.text, following.text, later)


def _names(attached: list[Attached]) -> tuple[str, ...]:
    """Names of the files the page links to, once each: the shown text, else the title, else the file's own name."""
    names: dict[str, str] = {}
    for link in attached:
        shown = " ".join("".join(link.text).split())
        named = posixpath.basename(unquote(urlsplit(link.address).path))
        candidates = [_COUNTER.sub("", _SIZE.sub("", text)).strip("《》 ") for text in (shown, link.title, named)]
        name = next((text for text in candidates if text and not _SAYS_NOTHING.fullmatch(text)), "")
        if name:
            names.setdefault(regex.sub(r"\.\w{2,4}$", "", name), name)
    return tuple(names.values())
