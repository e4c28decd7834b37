"""Renders a notice in the readable source form (samples/README.md) to TXT, DOCX and PDF, the same bytes each time."""

from __future__ import annotations

from collections.abc import Callable

from .as_docx import render_docx
from .as_pdf import render_pdf
from .as_txt import render_txt
from .source import Part, parse_source

FORMS: dict[str, Callable[[Part], bytes]] = {"txt": render_txt, "docx": render_docx, "pdf": render_pdf}

__all__ = ["FORMS", "Part", "parse_source", "render_docx", "render_pdf", "render_txt"]
