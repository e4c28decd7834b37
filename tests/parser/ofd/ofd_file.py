"""OFD files for tests: by hand, the objects a test needs; or a sample, drawn by the same code as its PDF."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from typing import IO, TYPE_CHECKING
from unittest import mock
from xml.sax.saxutils import escape

from hedui.parser.document import Document
from hedui.parser.readers import Blob, read_document

if TYPE_CHECKING:
    from rendering import Part

NS = "http://www.ofdspec.org/2016"
_MM = 25.4 / 72
A4 = (210.0, 297.0)


def text(
    x: float, y: float, letters: str, size: float = 5.0, deltas: str | None = None, more: str = "", inside: str = ""
) -> str:
    """A text object with its first letter's origin at (x, y), in millimetres."""
    offsets = f' DeltaX="{deltas}"' if deltas is not None else f' DeltaX="g {len(letters) - 1} {size}"'
    return (
        f'<ofd:TextObject ID="1" Boundary="{x} {y - size} 200 20" Font="1" Size="{size}" {more}>{inside}'
        f'<ofd:TextCode X="0" Y="{size}"{offsets if len(letters) > 1 else ""}>{escape(letters)}</ofd:TextCode>'
        "</ofd:TextObject>"
    )


def path(data: str, more: str = "", boundary: str = "0 0 210 297") -> str:
    return (
        f'<ofd:PathObject ID="1" Boundary="{boundary}" LineWidth="0.3" {more}>'
        f"<ofd:AbbreviatedData>{data}</ofd:AbbreviatedData></ofd:PathObject>"
    )


def box(left: float, top: float, right: float, bottom: float) -> str:
    return path(f"M {left} {top} L {right} {top} L {right} {bottom} L {left} {bottom} C")


def page(*objects: str, size: tuple[float, float] = A4, templates: str = "") -> str:
    area = f"<ofd:Area><ofd:PhysicalBox>0 0 {size[0]:g} {size[1]:g}</ofd:PhysicalBox></ofd:Area>"
    layer = f'<ofd:Layer ID="2">{"".join(objects)}</ofd:Layer>'
    return f'<ofd:Page xmlns:ofd="{NS}">{templates}{area}<ofd:Content>{layer}</ofd:Content></ofd:Page>'


def package(pages: Sequence[str], parts: Mapping[str, str | None] = {}, template: str | None = None) -> bytes:
    """A whole file. `parts` adds parts, replaces the usual ones, or leaves one out (None)."""
    listed = "".join(f'<ofd:Page ID="{n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(pages)))
    used = '<ofd:TemplatePage ID="77" BaseLoc="Tpls/Tpl_0/Content.xml"/>' if template is not None else ""
    document = (
        f'<ofd:Document xmlns:ofd="{NS}"><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297'
        f"</ofd:PhysicalBox></ofd:PageArea>{used}</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages></ofd:Document>"
    )
    files: dict[str, str | None] = {
        "OFD.xml": (
            f'<ofd:OFD xmlns:ofd="{NS}" Version="1.0" DocType="OFD"><ofd:DocBody>'
            "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
        ),
        "Doc_0/Document.xml": document,
        "Doc_0/Tpls/Tpl_0/Content.xml": template,
        **{f"Doc_0/Pages/Page_{n}/Content.xml": content for n, content in enumerate(pages)},
        **parts,
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            if content is not None:
                archive.writestr(name, content)
    return stream.getvalue()


def read(data: bytes) -> Document:
    return read_document(Blob(data, "通知.ofd", "body"))


def shown(document: Document) -> list[str]:
    """The text of every block; a table is its cells, one after the other."""
    from hedui.parser.document import Table

    found = []
    for block in document.blocks:
        if isinstance(block, Table):
            found.append("|".join("/".join(document.quote(p).text for p in one.paragraphs) for one in block.cells))
        else:
            found.append(document.quote(block).text)
    return found


class OfdCanvas:
    """Takes the calls that draw a PDF and writes an OFD. Its points count upwards, those of OFD downwards."""

    def __init__(self, out: IO[bytes], pagesize: tuple[float, float], **_: object) -> None:
        self._out, self._size, self._font = out, pagesize, 10.0
        self._objects: list[str] = []
        self._pages: list[str] = []

    def setPageSize(self, size: tuple[float, float]) -> None:  # noqa: N802 - the name that reportlab gave it
        self._size = size

    def setFont(self, _: str, size: float) -> None:  # noqa: N802
        self._font = size

    def drawString(self, x: float, y: float, letters: str) -> None:  # noqa: N802
        from rendering.as_pdf import measure

        steps = [measure(letter, self._font) * _MM for letter in letters[:-1]]
        deltas = " ".join(f"{step:.4f}" for step in steps)
        top = (self._size[1] - y) * _MM
        if letters:
            self._objects.append(text(x * _MM, top, letters, self._font * _MM, deltas))

    def rect(self, x: float, y: float, width: float, height: float, **_: int) -> None:
        left, top = x * _MM, (self._size[1] - y - height) * _MM
        self._objects.append(box(left, top, left + width * _MM, top + height * _MM))

    def showPage(self) -> None:  # noqa: N802
        width, height = self._size
        self._pages.append(page(*self._objects, size=(width * _MM, height * _MM)))
        self._objects = []

    def save(self) -> None:
        self._out.write(package(self._pages))


def render_ofd(part: Part) -> bytes:
    """A part of a sample in the layout of its PDF."""
    from rendering import as_pdf

    with mock.patch.object(as_pdf, "Canvas", OfdCanvas):
        return as_pdf.render_pdf(part)
