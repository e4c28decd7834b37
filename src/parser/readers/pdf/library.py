"""pdfium by hand: only the functions this reader calls, declared over the library file that pypdfium2 ships.

Importing pypdfium2 itself declares some 450 functions and costs about 50 ms; this costs about 3 ms. pdfium is not
thread-safe: whoever calls it holds `LOCK`.
"""

from __future__ import annotations

import ctypes
import importlib.util
import sys
import threading
from collections.abc import Callable
from ctypes import POINTER, c_char_p, c_double, c_float, c_int, c_size_t, c_uint, c_ulong, c_void_p
from functools import cache
from pathlib import Path
from typing import Any

from ....errors import MissingDependencyError
from .fonts import Fonts

LOCK = threading.RLock()


class Rectangle(ctypes.Structure):
    """FS_RECTF: left, top, right, bottom as floats, y upwards."""

    _fields_ = (("left", c_float), ("top", c_float), ("right", c_float), ("bottom", c_float))
    left: float
    top: float
    right: float
    bottom: float


class Matrix(ctypes.Structure):
    """FS_MATRIX: x' = a x + c y + e, y' = b x + d y + f."""

    _fields_ = (("a", c_float), ("b", c_float), ("c", c_float), ("d", c_float), ("e", c_float), ("f", c_float))
    a: float
    b: float
    c: float
    d: float
    e: float
    f: float


_P = c_void_p
_FLOATS4 = (POINTER(c_float),) * 4
_FUNCTIONS: dict[str, tuple[object, tuple[object, ...]]] = {
    "FPDF_InitLibrary": (None, ()),
    "FPDF_GetLastError": (c_ulong, ()),
    "FPDF_LoadMemDocument64": (_P, (c_char_p, c_size_t, c_char_p)),
    "FPDF_CloseDocument": (None, (_P,)),
    "FPDF_GetPageCount": (c_int, (_P,)),
    "FPDF_LoadPage": (_P, (_P, c_int)),
    "FPDF_ClosePage": (None, (_P,)),
    "FPDF_GetPageWidthF": (c_float, (_P,)),
    "FPDF_GetPageHeightF": (c_float, (_P,)),
    "FPDF_GetPageBoundingBox": (c_int, (_P, POINTER(Rectangle))),
    "FPDFPage_GetRotation": (c_int, (_P,)),
    "FPDFPage_CountObjects": (c_int, (_P,)),
    "FPDFPage_GetObject": (_P, (_P, c_int)),
    "FPDFFormObj_CountObjects": (c_int, (_P,)),
    "FPDFFormObj_GetObject": (_P, (_P, c_ulong)),
    "FPDFPageObj_GetType": (c_int, (_P,)),
    "FPDFPageObj_GetBounds": (c_int, (_P, *_FLOATS4)),
    "FPDFPageObj_GetMatrix": (c_int, (_P, POINTER(Matrix))),
    "FPDFPath_CountSegments": (c_int, (_P,)),
    "FPDFPath_GetPathSegment": (_P, (_P, c_int)),
    "FPDFPath_GetDrawMode": (c_int, (_P, POINTER(c_int), POINTER(c_int))),
    "FPDFPathSegment_GetPoint": (c_int, (_P, POINTER(c_float), POINTER(c_float))),
    "FPDFPathSegment_GetClose": (c_int, (_P,)),
    "FPDFPathSegment_GetType": (c_int, (_P,)),
    "FPDFText_LoadPage": (_P, (_P,)),
    "FPDFText_ClosePage": (None, (_P,)),
    "FPDFText_CountChars": (c_int, (_P,)),
    "FPDFText_GetText": (c_int, (_P, c_int, c_int, c_void_p)),
    "FPDFText_GetUnicode": (c_uint, (_P, c_int)),
    "FPDFText_GetFontSize": (c_double, (_P, c_int)),
    # These three say whether there is such a character, which their callers know.
    "FPDFText_GetMatrix": (None, (_P, c_int, POINTER(Matrix))),
    "FPDFText_GetCharOrigin": (None, (_P, c_int, POINTER(c_double), POINTER(c_double))),
    "FPDFText_GetLooseCharBox": (None, (_P, c_int, POINTER(Rectangle))),
    "FPDFText_GetTextObject": (_P, (_P, c_int)),
    "FPDFTextObj_GetTextRenderMode": (c_int, (_P,)),
    "FPDFText_GetFillColor": (c_int, (_P, c_int, *((POINTER(c_uint),) * 4))),
}


@cache
def pdfium() -> ctypes.CDLL:
    """The library, loaded and initialised once in a process.

    Raises:
        MissingDependencyError: pypdfium2 is not installed, or came without its library.
    """
    library = ctypes.CDLL(str(_library_file()))
    for name, (result, arguments) in _FUNCTIONS.items():
        function = getattr(library, name)
        function.restype, function.argtypes = result, arguments
    library.FPDF_InitLibrary()  # does nothing where pypdfium2 has done it already
    return library


@cache
def fonts() -> Fonts:
    """What stands for the fonts that a file does not bring, while `reading` is set."""
    return Fonts(pdfium())


class Handle(c_void_p):
    """A pointer to one of pdfium's objects. Unlike plain c_void_p it stays itself when a function returns it."""


@cache
def _held() -> ctypes.PyDLL:
    """The same library for functions so short that letting other threads run meanwhile costs more than they do."""
    return ctypes.PyDLL(pdfium()._name)


@cache
def quick(name: str) -> Callable[..., Any]:
    """A function without its argument types: four times faster to call, for functions called for every character.

    The caller passes a `Handle` or `pointer` for every pointer and `byref` for every result; a plain number goes as a
    C int.
    """
    result, _ = _FUNCTIONS[name]
    function: Any = _held()[name]  # a new function object: the declared one keeps its types
    function.restype = Handle if result is _P else result
    return function  # type: ignore[no-any-return]


def pointer(address: int) -> Any:
    """A pointer for many calls of `quick` functions: made an argument once, where a `Handle` is at every call."""
    return ctypes.byref(ctypes.c_byte.from_address(address))


def _library_file() -> Path:
    name = {"win32": "pdfium.dll", "darwin": "libpdfium.dylib"}.get(sys.platform, "libpdfium.so")
    spec = importlib.util.find_spec("pypdfium2_raw")
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        if (Path(folder) / name).is_file():
            return Path(folder) / name
    raise MissingDependencyError(
        "Reading PDF needs pdfium, which pypdfium2 brings: pip install --force-reinstall pypdfium2"
    )
