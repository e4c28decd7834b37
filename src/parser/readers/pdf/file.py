"""A PDF file while it is open in pdfium."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import c_void_p

from ....errors import InputError
from .library import LOCK, pdfium

_PASSWORD, _SECURITY = 4, 5


def load_pdf(data: bytes, name: str) -> c_void_p:
    """The document handle. `data` must live as long as the handle; close it with `close_pdf`.

    Raises:
        InputError: the file needs a password, is protected in an unknown way, or is no PDF that can be opened.
    """
    with LOCK:
        library = pdfium()
        document: c_void_p = library.FPDF_LoadMemDocument64(data, len(data), None)
        if not document:
            code = library.FPDF_GetLastError()
            protected = code in (_PASSWORD, _SECURITY)
            raise InputError(f"{name}: {_reason(code)}", "encrypted" if protected else "damaged")
        return document


def close_pdf(document: c_void_p) -> None:
    with LOCK:
        pdfium().FPDF_CloseDocument(document)


@contextmanager
def open_pdf(data: bytes, name: str) -> Iterator[c_void_p]:
    """The document handle; pdfium is locked while it is open. Raises as `load_pdf` does."""
    with LOCK:
        document = load_pdf(data, name)
        try:
            yield document
        finally:
            close_pdf(document)


def _reason(code: int) -> str:
    if code == _PASSWORD:
        return "this PDF is encrypted and needs a password. Save a copy without protection and read that."
    if code == _SECURITY:
        return "this PDF is protected in a way that cannot be opened. Ask for an unprotected copy."
    return "this PDF is damaged and cannot be opened. Download it again, or open it in a PDF viewer and save a copy."
