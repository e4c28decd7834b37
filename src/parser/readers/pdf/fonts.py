"""A font of our own in place of those a file names and does not bring, so that it reads alike on every machine.

pdfium takes such fonts from the system. Where there is none it loses characters that stand alone, since they have no
width; where there is one it reads some 20 MB of outlines for every document, of which nothing but boxes is used here.
Ours has two boxes, one for Chinese characters and one for narrow ones. The sizes that count, how far the characters
advance, are in the file itself.
"""

from __future__ import annotations

import ctypes
import struct
from ctypes import CFUNCTYPE, POINTER, Structure, c_char_p, c_int, c_uint, c_ulong, c_void_p
from functools import cache
from typing import Any

_BUILT_IN = (b"Arial", b"Courier", b"Helvetica", b"Symbol", b"Times", b"ZapfDingbats")
"""How the fonts begin that every PDF reader has, pdfium too."""
_OURS = 1
"""Handle of our font; those of the system are addresses."""
_FACE = b"hedui boxes\0"
"""Its name, under which pdfium keeps it, so that it never gives it out in place of the one it stands for."""

_THIS = c_void_p
_RELEASE = CFUNCTYPE(None, _THIS)
_ENUM = CFUNCTYPE(None, _THIS, c_void_p)
_MAP = CFUNCTYPE(c_void_p, _THIS, c_int, c_int, c_int, c_int, c_char_p, POINTER(c_int))
_GET = CFUNCTYPE(c_void_p, _THIS, c_char_p)
_DATA = CFUNCTYPE(c_ulong, _THIS, c_void_p, c_uint, c_void_p, c_ulong)
_NAME = CFUNCTYPE(c_ulong, _THIS, c_void_p, c_void_p, c_ulong)
_CHARSET = CFUNCTYPE(c_int, _THIS, c_void_p)
_DELETE = CFUNCTYPE(None, _THIS, c_void_p)


class _Info(Structure):
    """FPDF_SYSFONTINFO, version 1."""

    _fields_ = (
        ("version", c_int),
        ("release", _RELEASE),
        ("enum_fonts", _ENUM),
        ("map_font", _MAP),
        ("get_font", _GET),
        ("get_font_data", _DATA),
        ("get_face_name", _NAME),
        ("get_font_charset", _CHARSET),
        ("delete_font", _DELETE),
    )


class Fonts:
    """Answers pdfium's questions: for a page that is read here with our font, for anybody else with the system's."""

    def __init__(self, library: ctypes.CDLL) -> None:
        library.FPDF_GetDefaultSystemFontInfo.restype = POINTER(_Info)
        self.reading = False
        self._font = box_font()
        self._at = library.FPDF_GetDefaultSystemFontInfo()
        self._system: Any = self._at.contents if self._at else None
        self._mapper: int | None = None
        """Who still has to be told which fonts the system has."""
        self._info = _Info(
            1,
            _RELEASE(),
            _ENUM(self._enum),
            _MAP(self._map),
            _GET(self._get),
            _DATA(self._data),
            _NAME(self._name),
            _CHARSET(self._charset),
            _DELETE(self._delete),
        )
        library.FPDF_SetSystemFontInfo.restype = None
        library.FPDF_SetSystemFontInfo(ctypes.byref(self._info))

    def __enter__(self) -> None:
        self.reading = True

    def __exit__(self, *error: object) -> None:
        self.reading = False

    def _enum(self, this: int, mapper: int) -> None:
        self._mapper = mapper
        if not self.reading:
            self._tell()

    def _tell(self) -> None:
        """Looking through the fonts of a system takes long: only where they are wanted."""
        if self._mapper is not None and self._system is not None:
            self._system.enum_fonts(self._at, self._mapper)
        self._mapper = None

    def _map(
        self, this: int, weight: int, italic: int, charset: int, pitch: int, face: bytes, exact: Any
    ) -> int | None:
        if self.reading:
            return None if (face or b"").startswith(_BUILT_IN) else _OURS
        self._tell()
        if self._system is None:
            return None
        found: int | None = self._system.map_font(self._at, weight, italic, charset, pitch, face, exact)
        return found

    def _get(self, this: int, face: bytes) -> int | None:
        if self.reading or self._system is None:
            return None
        found: int | None = self._system.get_font(self._at, face)
        return found

    def _data(self, this: int, font: int, table: int, buffer: int | None, size: int) -> int:
        if font != _OURS:
            given: int = self._system.get_font_data(self._at, font, table, buffer, size)
            return given
        if table:
            return 0
        if buffer and size >= len(self._font):
            ctypes.memmove(buffer, self._font, len(self._font))
        return len(self._font)

    def _name(self, this: int, font: int, buffer: int | None, size: int) -> int:
        if font != _OURS:
            given: int = self._system.get_face_name(self._at, font, buffer, size)
            return given
        if buffer and size >= len(_FACE):
            ctypes.memmove(buffer, _FACE, len(_FACE))
        return len(_FACE)

    def _charset(self, this: int, font: int) -> int:
        given: int = 134 if font == _OURS else self._system.get_font_charset(self._at, font)
        return given

    def _delete(self, this: int, font: int) -> None:
        if font != _OURS:
            self._system.delete_font(self._at, font)


_EM, _ASCENT, _DESCENT = 1000, 880, -120
"""Units of the font."""
_NARROW, _WIDE = 1, 2
"""Glyphs; 0 is that of characters the font has not, and there are none."""
_WIDTHS = (0, 450, _EM)
"""Of the boxes: a narrow one never reaches into the next character of a font with narrow figures."""
_RANGES = ((0x20, 0x10FF, _NARROW), (0x1100, 0x1FFF, _WIDE), (0x2000, 0x200F, _NARROW), (0x2010, 0x10FFFF, _WIDE))


@cache
def box_font() -> bytes:
    """A TrueType font in which every character is a box (https://learn.microsoft.com/typography/opentype/spec/)."""
    shapes = [b"", *(_box(width) for width in _WIDTHS[1:])]
    places = [sum(map(len, shapes[:at])) for at in range(len(shapes) + 1)]
    groups = b"".join(struct.pack(">3I", *group) for group in _RANGES)
    many_to_one = struct.pack(">HHIII", 13, 0, 16 + len(groups), 0, len(_RANGES)) + groups
    tables = {
        b"cmap": struct.pack(">HHHHI", 0, 1, 3, 10, 12) + many_to_one,
        b"glyf": b"".join(shapes),
        b"head": struct.pack(
            ">4I2H2Q4h2H3h", 0x10000, 0, 0, 0x5F0F3CF5, 0, _EM, 0, 0, 0, _DESCENT, _EM, _ASCENT, 0, 8, 2, 1, 0
        ),
        b"hhea": struct.pack(">I3hH11hH", 0x10000, _ASCENT, _DESCENT, 0, _EM, 0, 0, _EM, 1, 0, 0, 0, 0, 0, 0, 0, 3),
        b"hmtx": b"".join(struct.pack(">Hh", width, 0) for width in _WIDTHS),
        b"loca": struct.pack(">4I", *places),
        b"maxp": struct.pack(">I14H", 0x10000, 3, 4, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0),
    }
    at, directory = 12 + 16 * len(tables), b""
    for name, table in tables.items():
        directory += struct.pack(">4s3I", name, 0, at, len(table))
        at += len(table) + -len(table) % 4
    padded = b"".join(table + bytes(-len(table) % 4) for table in tables.values())
    return struct.pack(">I4H", 0x10000, len(tables), 64, 2, 48) + directory + padded


def _box(width: int) -> bytes:
    """An outline of one contour of four points."""
    xs, ys = (0, 0, width, 0), (_DESCENT, _ASCENT - _DESCENT, 0, _DESCENT - _ASCENT)
    outline = struct.pack(">5h2H", 1, 0, _DESCENT, width, _ASCENT, 3, 0) + b"\x01" * 4 + struct.pack(">8h", *xs, *ys)
    return outline + bytes(-len(outline) % 4)
