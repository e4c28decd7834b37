"""DOCX files written by hand: the XML a test needs, zipped."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from hedui.parser.document import Document, Paragraph, Table
from hedui.parser.readers import Blob, ReadOptions, read_document

W_NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT_NS = "http://purl.oclc.org/ooxml/wordprocessingml/main"
OFFICE_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMESPACES = (
    f'xmlns:w="{W_NS}" xmlns:r="{OFFICE_REL}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
)
_MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_MAIN_TYPE}"/>'
    '<Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.numbering+xml"/>'
    '<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.styles+xml"/></Types>'
)


def relationships(targets: Mapping[str, str], mode: str = "") -> str:
    """A .rels part: relationship kind -> target."""
    entries = "".join(
        f'<Relationship Id="rId{index}" Type="{OFFICE_REL}/{kind}" Target="{target}" {mode}/>'
        for index, (kind, target) in enumerate(targets.items(), 1)
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{entries}</Relationships>'
    )


def part(root: str, inner: str, dtd: str = "") -> str:
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>{dtd}<w:{root} {_NAMESPACES}>{inner}</w:{root}>'


def docx(
    body: str, *, styles: str | None = None, numbering: str | None = None, parts: Mapping[str, str | bytes | None] = {}
) -> bytes:
    """A whole package around `body`. `parts` adds parts, replaces the usual ones, or leaves one out (None)."""
    files: dict[str, str | bytes | None] = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": relationships({"officeDocument": "word/document.xml"}),
        "word/document.xml": part("document", f"<w:body>{body}</w:body>"),
        "word/_rels/document.xml.rels": relationships({"styles": "styles.xml", "numbering": "numbering.xml"}),
        "word/styles.xml": part("styles", styles) if styles is not None else None,
        "word/numbering.xml": part("numbering", numbering) if numbering is not None else None,
    } | dict(parts)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            if content is not None:
                archive.writestr(name, content)
    return stream.getvalue()


def read(data: bytes, revisions: str = "final", name: str = "notice.docx") -> Document:
    return read_document(Blob(data, name, "body"), ReadOptions(revisions=revisions))


def read_body(body: str, revisions: str = "final", **rest: str | Mapping[str, str | bytes | None]) -> Document:
    return read(docx(body, **rest), revisions)  # type: ignore[arg-type]


def texts(document: Document) -> list[str]:
    """The text of each paragraph of the body, each table as "[table]"."""
    return ["[table]" if isinstance(b, Table) else document.quote(b).text for b in document.blocks]


def only_table(document: Document) -> Table:
    (table,) = [block for block in document.blocks if isinstance(block, Table)]
    return table


def grid(document: Document, table: Table | None = None) -> list[tuple[int, int, int, int, str]]:
    """Each cell as (row, column, rows, columns, paragraphs joined by "|")."""
    table = table or only_table(document)
    return [
        (c.row, c.column, c.row_span, c.column_span, "|".join(document.quote(p).text for p in c.paragraphs))
        for c in table.cells
    ]


def paragraphs_of(document: Document) -> list[Paragraph]:
    """Every paragraph of the document, those of cells included."""
    found: list[Paragraph] = []
    for block in document.blocks:
        found += [p for c in block.cells for p in c.paragraphs] if isinstance(block, Table) else [block]
    return found


def run(text: str, properties: str = "") -> str:
    return f'<w:r>{f"<w:rPr>{properties}</w:rPr>" if properties else ""}<w:t xml:space="preserve">{text}</w:t></w:r>'


def para(content: str = "", properties: str = "") -> str:
    """A paragraph; plain text becomes a run."""
    inner = content if content.startswith("<") or not content else run(content)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inner}</w:p>"


def item(list_id: int, level: int = 0, text: str = "事项") -> str:
    return para(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>')


def cell(content: str = "", properties: str = "") -> str:
    inner = content if content.startswith("<") else para(content)
    return f"<w:tc>{f'<w:tcPr>{properties}</w:tcPr>' if properties else ''}{inner}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    inner = "".join(c if c.startswith("<") else cell(c) for c in cells)
    return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{inner}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


def level(index: int, style: str, text: str, extra: str = "", start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{style}"/>{extra}'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl>'
    )


def abstract(number: int, *levels: str, head: str = "") -> str:
    return (
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>{head}'
        f"{''.join(levels)}</w:abstractNum>"
    )


def num(list_id: int, abstract_id: int, overrides: str = "") -> str:
    return f'<w:num w:numId="{list_id}"><w:abstractNumId w:val="{abstract_id}"/>{overrides}</w:num>'


def shared_folder() -> Path:
    """The folder of test data that may stand beside the checkout."""
    return Path(__file__).resolve().parents[4] / "shared"
