"""From the package to its pages: OFD.xml names the document, the document its pages and templates."""

from __future__ import annotations

import posixpath

from lxml import etree

from ....records import dataclass
from ..container.package import Form, Package, PartError, resolve
from .markup import POINTS, box_of, child, children, name_of, text_at

FORM = Form("OFD", "Open it in an OFD viewer, export it as PDF, and check that the download or copy finished.")
PAGE_LIMIT = 5_000
_A4 = (210.0, 297.0)


@dataclass(frozen=True, slots=True)
class OfdFile:
    """An open OFD. `pages` are the parts of its pages, `templates` those of its templates by their ID."""

    package: Package
    pages: tuple[str, ...]
    templates: dict[str, str]
    size: tuple[float, float]
    """Width and height in millimetres of a page that does not say its own."""


@dataclass(frozen=True, slots=True)
class Content:
    """The layers of a page in the order they are painted, its width and height in points."""

    layers: tuple[etree._Element, ...]
    width: float
    height: float


def open_ofd(data: bytes, name: str) -> OfdFile:
    """Open the package.

    Raises:
        InputError: damaged, encrypted, without pages, or out of bounds.
    """
    package = Package(data, name, FORM)
    if any(part in package for part in ("Encryptions.xml", "Encrypt/Encryptions.xml")):
        raise package.refusal("the OFD is encrypted", "encrypted")
    try:
        top = package.xml("OFD.xml")
        body = child(top, "DocBody")
        root_part = resolve("", text_at(body, "DocRoot") or "Doc_0/Document.xml")
        root = package.xml(root_part)
    except PartError as error:
        raise package.refusal(f"the OFD cannot be read: {error}") from error
    folder = posixpath.dirname(root_part)
    common = child(root, "CommonData")
    pages = tuple(resolve(folder, page.get("BaseLoc", "")) for page in children(child(root, "Pages"), "Page"))
    if not pages:
        raise package.refusal("the OFD has no pages")
    if len(pages) > PAGE_LIMIT:
        raise package.refusal(f"the OFD has {len(pages)} pages, more than {PAGE_LIMIT}", "over-limits")
    templates = {
        template.get("ID", ""): resolve(folder, template.get("BaseLoc", ""))
        for template in children(common, "TemplatePage")
    }
    return OfdFile(package, pages, templates, _size(child(common, "PageArea")) or _A4)


def content_of(file: OfdFile, index: int) -> Content:
    """The content of a page with the templates it uses.

    Raises:
        PartError: the page is missing or damaged.
        InputError: it is out of bounds.
    """
    page = file.package.xml(file.pages[index])
    width, height = _size(child(page, "Area")) or file.size
    below: list[etree._Element] = []
    above: list[etree._Element] = []
    for use in children(page, "Template"):
        part = file.templates.get(use.get("TemplateID", ""))
        if part is not None:
            content = child(file.package.xml(part), "Content")
            (above if use.get("ZOrder") == "Foreground" else below).extend([] if content is None else [content])
    own = [element for element in page if name_of(element) == "Content"]
    return Content((*below, *own, *above), width * POINTS, height * POINTS)


def _size(area: etree._Element | None) -> tuple[float, float] | None:
    box = box_of(text_at(area, "PhysicalBox"))
    return box[2:] if box is not None and box[2] > 0 and box[3] > 0 else None
