"""A Word package with comments added. Every part but the four that must know of them keeps its bytes."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Callable, Sequence
from html import escape
from xml.parsers import expat

from ..errors import InputError
from ..model import Range
from .docx_anchors import with_anchors
from .docx_text import NAMESPACES, PartText, read_part
from .remarks import AUTHOR, Remark
from .visible import screen_text

Finder = Callable[[PartText, Sequence[Remark]], list[Range]]
"""Where each remark stands in the text."""

_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_OFFICE = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)
_TYPES = "[Content_Types].xml"
_INFLATED = 1 << 30
"""Bytes of all parts together; beyond that a file is built to overwhelm whoever copies it."""
_MADE = (1980, 1, 1, 0, 0, 0)
_RELATIONSHIP = re.compile(rb"<(?:\w+:)?Relationship\s[^<>]*>")
_ATTRIBUTE = re.compile(rb"""\b(Id|Type|Target|TargetMode)\s*=\s*(?:"([^"]*)"|'([^']*)')""")


def with_comments(data: bytes, name: str, remarks: Sequence[Remark], places: Finder) -> bytes:
    """The package with a comment for each remark.

    Raises:
        InputError: the package cannot be taken apart safely.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            if sum(info.file_size for info in package.infolist()) > _INFLATED:
                raise InputError(f"{name}: the DOCX inflates to more than 1 GB. Save it again without its pictures.")
            return _repacked(package, _changed(package, remarks, places))
    except (
        zipfile.BadZipFile,
        zlib.error,
        KeyError,
        ValueError,
        NotImplementedError,
        RuntimeError,
        expat.ExpatError,
    ) as error:
        raise InputError(
            f"{name}: the DOCX cannot be annotated ({error}). Open it in Word or WPS, save it again as .docx and retry."
        ) from error


def _changed(package: zipfile.ZipFile, remarks: Sequence[Remark], places: Finder) -> dict[str, bytes]:
    """The parts that change, by name; new ones among them."""
    main = _target(package, "", "officeDocument") or "word/document.xml"
    text = _as_utf8(package.read(main))
    part = read_part(text)
    if not part.pieces or not remarks:
        return {}
    comments = _target(package, main, "comments")
    path = comments or posixpath.join(posixpath.dirname(main), "comments.xml")
    known = _as_utf8(package.read(comments)) if comments else _empty(part.namespace)
    first = _next_id(known, text)
    anchored = with_anchors(text, part, enumerate(places(part, remarks), start=first))
    if read_part(anchored).text != part.text:
        raise ValueError("its text would not stay as it is")
    changed = {
        main: anchored,
        path: _before_end(known, _comments(known, remarks, first)),
    }
    return changed if comments else changed | _announced(package, main, path, part.namespace)


def _repacked(package: zipfile.ZipFile, changed: dict[str, bytes]) -> bytes:
    """The entries in their order, new ones at the end."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for info in package.infolist():
            target.writestr(info, changed[info.filename] if info.filename in changed else package.read(info))
        for name in sorted(changed.keys() - set(package.namelist())):
            target.writestr(zipfile.ZipInfo(name, _MADE), changed[name], zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _relations_of(part: str) -> str:
    folder, base = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{base}.rels")


def _target(package: zipfile.ZipFile, part: str, kind: str) -> str | None:
    """The part that `part` refers to by a relationship of this kind."""
    path = _relations_of(part)
    if path not in package.namelist():
        return None
    for tag in _RELATIONSHIP.findall(_as_utf8(package.read(path))):
        values = {name: (double or single).decode() for name, double, single in _ATTRIBUTE.findall(tag)}
        if values.get(b"Type", "").endswith(f"/{kind}") and values.get(b"TargetMode", "").lower() != "external":
            target = posixpath.normpath(posixpath.join("/" + posixpath.dirname(part), values.get(b"Target", "")))
            return target.lstrip("/") if target.lstrip("/") in package.namelist() else None
    return None


def _announced(package: zipfile.ZipFile, main: str, comments: str, namespace: str) -> dict[str, bytes]:
    """The relationship and the content type of a new comments part."""
    path = _relations_of(main)
    office = _OFFICE[NAMESPACES.index(namespace)]
    empty = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
    relations = _as_utf8(package.read(path)) if path in package.namelist() else empty
    number = next(n for n in range(1, len(relations)) if b"hedui%d" % n not in relations)
    target = posixpath.basename(comments)
    relation = f'<Relationship Id="hedui{number}" Type="{office}/comments" Target="{target}"/>'.encode()
    kind = f'<Override PartName="/{comments}" ContentType="{_COMMENTS_TYPE}"/>'.encode()
    return {path: _before_end(relations, relation), _TYPES: _before_end(_as_utf8(package.read(_TYPES)), kind)}


def _before_end(part: bytes, addition: bytes) -> bytes:
    """The part with something added as the last child of its root."""
    at = part.rindex(b"<")
    if part.startswith(b"</", at):
        return part[:at] + addition + part[at:]
    root = re.match(rb"<([\w:.-]+)", part[at:])
    if root is None or not part.rstrip().endswith(b"/>"):
        raise ValueError("a part has no root element")
    return part[:at] + part[at:].rstrip()[:-2] + b">" + addition + b"</" + root[1] + b">"


def _empty(namespace: str) -> bytes:
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return f'{head}<w:comments xmlns:w="{namespace}"></w:comments>'.encode()


def _next_id(comments: bytes, text: bytes) -> int:
    """A number no comment bears, in the part or in the text."""
    used = re.findall(rb"""<\w*:?comment(?:RangeStart|Reference)?\s[^<>]*?\bid=["'](\d{1,9})["']""", comments + text)
    return max(map(int, used), default=-1) + 1


def _comments(part: bytes, remarks: Sequence[Remark], first: int) -> bytes:
    found = re.search(rb"<(\w+:)?comments[\s>]", part)
    prefix = (found[1] or b"").decode() if found else "w:"
    made = (_comment(prefix, remark, number) for number, remark in enumerate(remarks, start=first))
    return "".join(made).encode()


def _comment(w: str, remark: Remark, number: int) -> str:
    texts = "\n".join(remark.lines).split("\n")
    lines = _line(w, remark.heading, bold=True) + "".join(_line(w, text) for text in texts)
    return f'<{w}comment {w}id="{number}" {w}author="{escape(AUTHOR)}" {w}initials="hd">{lines}</{w}comment>'


def _line(w: str, text: str, *, bold: bool = False) -> str:
    style = f"<{w}rPr><{w}b/></{w}rPr>" if bold else ""
    text = escape(screen_text(text), quote=False)
    return f'<{w}p><{w}r>{style}<{w}t xml:space="preserve">{text}</{w}t></{w}r></{w}p>'


def _as_utf8(part: bytes) -> bytes:
    """The part as UTF-8, which Word writes; some tools write UTF-16."""
    if not part.startswith((b"\xff\xfe", b"\xfe\xff")):
        return part
    return re.sub(r"^<\?xml[^>]*\?>", '<?xml version="1.0" encoding="UTF-8"?>', part.decode("utf-16")).encode()
