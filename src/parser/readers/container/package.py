"""A ZIP of XML parts opened within bounds, relationships followed as Word does, XML parsed without surprises."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from urllib.parse import unquote

from lxml import etree

from ....errors import InputError
from ....records import dataclass

ENTRY_LIMIT = 10_000
PART_LIMIT = 64 << 20
"""Largest XML part, inflated, in bytes."""
TOTAL_LIMIT = 384 << 20
"""Largest sum of all parts read, inflated, in bytes."""
RATIO_LIMIT = 200
RATIO_GRACE = 16 << 20
"""Honest tables of empty cells reach 300:1; below this size a high ratio does no harm."""
ELEMENT_LIMIT = 2_000_000
"""Largest number of elements in a part: real documents stay below 400,000; each costs some 120 bytes as a tree."""
_CHUNK = 1 << 20

_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_OPEN = b"http://schemas.openxmlformats.org/"
_STRICT = {
    b"http://purl.oclc.org/ooxml/" + strict: _OPEN + transitional
    for strict, transitional in (
        (b"wordprocessingml/main", b"wordprocessingml/2006/main"),
        (b"spreadsheetml/main", b"spreadsheetml/2006/main"),
        (b"officeDocument/math", b"officeDocument/2006/math"),
        (b"officeDocument/relationships", b"officeDocument/2006/relationships"),
    )
}
_LIMIT_WORDS = ("XML_PARSE_HUGE", "huge text node", "Resource limit", "amplification")
"""What libxml2 says when a document passes its limits."""


@dataclass(frozen=True, slots=True)
class Form:
    """What messages say of a file: the name of its form, and what a user can do about it."""

    name: str
    advice: str


@dataclass(frozen=True, slots=True)
class Relationship:
    """`kind` is the last word of the type ("styles", "worksheet" ...), `path` a part that exists."""

    id: str
    kind: str
    path: str


class PartError(Exception):
    """A part is missing, damaged or no XML; the caller knows whether the document can be read without it."""


class Package:
    """An open file. Nothing but the parts asked for is inflated: pictures and embedded files are never touched.

    Raises:
        InputError: not a ZIP, damaged, encrypted, or built to overwhelm its reader.
    """

    def __init__(self, data: bytes, name: str, form: Form) -> None:
        self._name, self._form = name, form
        self._left = TOTAL_LIMIT
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError) as error:
            raise self.refusal(f"the {form.name} is damaged or incomplete ({error})") from error
        infos = self._archive.infolist()
        if len(infos) > ENTRY_LIMIT:
            raise self.refusal(
                f"the {form.name} holds {len(infos)} entries, more than the {ENTRY_LIMIT} allowed", "over-limits"
            )
        self._infos: dict[str, list[zipfile.ZipInfo]] = {}
        for info in infos:
            self._infos.setdefault(_key(info.filename), []).append(info)
        self._refuse_overlaps(infos)

    def refusal(self, what: str, reason: str = "damaged") -> InputError:
        """One clear sentence: the file, what is wrong with it, and what to do."""
        return InputError(f"{self._name}: {what}. {self._form.advice}", reason)

    def _refuse_overlaps(self, infos: list[zipfile.ZipInfo]) -> None:
        """Entries that share bytes are how a small file inflates without end."""
        end = -1
        for info in sorted(infos, key=lambda info: info.header_offset):
            if info.header_offset < end:
                raise self.refusal(f"entries of the {self._form.name} overlap at {info.filename!r}", "forbidden")
            end = info.header_offset + 30 + info.compress_size

    def __contains__(self, part: str) -> bool:
        return _key(part) in self._infos

    def find(self, suffix: str) -> str | None:
        """The first part whose name ends in `suffix`, by name."""
        return next((part for part in sorted(self._infos) if part.endswith(suffix)), None)

    def bytes_of(self, part: str) -> bytes:
        """The inflated part.

        Raises:
            PartError: there is no such part, or its bytes are damaged.
            InputError: it cannot be inflated within bounds.
        """
        found = self._infos.get(_key(part))
        if not found:
            raise PartError(f"{part} is missing")
        if len(found) > 1:
            raise self.refusal(f"the {self._form.name} holds {part!r} twice", "forbidden")
        return self._inflate(found[0])

    def _inflate(self, info: zipfile.ZipInfo) -> bytes:
        if info.flag_bits & 1:
            raise self.refusal(f"{info.filename!r} is encrypted; remove the password first", "encrypted")
        limit = PART_LIMIT
        if info.file_size > RATIO_GRACE:
            limit = min(limit, max(RATIO_GRACE, info.compress_size * RATIO_LIMIT))
        chunks, size = [], 0
        try:
            with self._archive.open(info) as stream:
                while chunk := stream.read(_CHUNK):
                    size += len(chunk)
                    if size > limit:
                        raise self.refusal(f"{info.filename!r} inflates to more than {limit >> 20} MB", "over-limits")
                    chunks.append(chunk)
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError) as error:
            raise PartError(f"{info.filename} is damaged ({error})") from error
        self._left -= size
        if self._left < 0:
            raise self.refusal(f"the parts inflate to more than {TOTAL_LIMIT >> 20} MB", "over-limits")
        return b"".join(chunks)

    def xml(self, part: str, *, recover: bool = False) -> etree._Element:
        """The root of an XML part, comments and processing instructions left out, strict names made transitional.

        Raises:
            PartError: the part is missing or is not well-formed (with `recover`: nothing of it can be read).
            InputError: a DOCTYPE (forbidden in this format, and a way to attack readers), or out of bounds.
        """
        return self.parse(part, self.markup(part), recover=recover)

    def markup(self, part: str) -> bytes:
        """The checked bytes of an XML part, strict names made transitional.

        Raises:
            PartError, InputError: as `xml`.
        """
        data = _as_utf8(self.bytes_of(part))
        if b"!" in data and b"<!DOCTYPE" in data:  # one rare sign is found many times faster
            raise self.refusal(f"{part!r} carries a DOCTYPE, which the format forbids", "forbidden")
        if len(data) > 4 * ELEMENT_LIMIT and data.count(b"<") - data.count(b"</") > ELEMENT_LIMIT:
            raise self.refusal(f"{part!r} holds more than {ELEMENT_LIMIT} elements", "over-limits")
        for strict, transitional in _STRICT.items():
            if strict in data:
                data = data.replace(b'"' + strict + b'"', b'"' + transitional + b'"')
                data = data.replace(b"'" + strict + b"'", b"'" + transitional + b"'")
        return data

    def parse(self, part: str, data: bytes, *, recover: bool = False) -> etree._Element:
        """The root of the markup of a part; raises as `xml`."""
        try:
            root = etree.fromstring(data, _parser(recover))
        except (etree.XMLSyntaxError, ValueError) as error:
            if any(word in str(error) for word in _LIMIT_WORDS):
                raise self.refusal(
                    f"{part!r} is nested too deep, or holds a text of more than 10 MB", "over-limits"
                ) from error
            raise PartError(f"{part} is not well-formed XML ({error})") from error
        if root is None:
            raise PartError(f"{part} holds no XML")
        return root

    def related(self, part: str) -> dict[str, str]:
        """Targets of a part's internal relationships by kind; the first of a kind counts."""
        targets: dict[str, str] = {}
        for found in self.relationships(part):
            targets.setdefault(found.kind, found.path)
        return targets

    def relationships(self, part: str) -> Iterator[Relationship]:
        """A part's internal relationships, in order; "" is the package itself.

        Targets that do not exist are left out: Word ignores them (a missing thumbnail, "NULL", a wrong letter case).
        """
        folder, base = posixpath.split(part)
        try:
            root = self.xml(posixpath.join(folder, "_rels", f"{base}.rels"))
        except PartError:
            return
        for element in root.iter(_RELATIONSHIP):
            path = resolve(folder, unquote(element.get("Target", "")))
            if element.get("TargetMode", "").lower() != "external" and path in self:
                yield Relationship(element.get("Id", ""), element.get("Type", "").rsplit("/", 1)[-1], path)


def resolve(folder: str, target: str) -> str:
    """The name of the part that `target` means when a part in `folder` refers to it."""
    return posixpath.normpath(posixpath.join("/" + folder, target.replace("\\", "/"))).lstrip("/")


def _key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _as_utf8(data: bytes) -> bytes:
    """A UTF-16 part as UTF-8, so that the checks above see its tags; other encodings keep ASCII as it is."""
    if not data.startswith((b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")):
        return data
    little = data.startswith((b"\xff\xfe", b"<\x00"))
    text = data.decode("utf-16-le" if little else "utf-16-be", "replace").lstrip("\ufeff")
    if text.startswith("<?xml"):
        text = text[text.find("?>") + 2 :]
    return text.encode()


def _parser(recover: bool) -> etree.XMLParser:
    # huge_tree stays off: libxml2 then refuses a depth beyond 256 and single texts beyond 10 MB.
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
        recover=recover,
    )
