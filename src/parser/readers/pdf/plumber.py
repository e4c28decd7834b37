"""The second engine: pages as pdfplumber sees them, for `--engine pdfplumber` and for comparison.

The same layout code reads them, so that a difference between the engines is one of characters or lines, not of rules.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from typing import Any

from ....errors import InputError
from ...layout.ruling import THIN
from ...layout.sheet import Glyph, OneByOne, Rule, Rules


def plumber_sheets(data: bytes, name: str) -> Iterator[PlumberSheet]:
    """Every page in turn; each is closed when the next is asked for.

    Raises:
        InputError: pdfplumber cannot open the file.
    """
    import pdfplumber
    from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

    logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it warns hundreds of times about odd fonts
    try:
        document = pdfplumber.open(io.BytesIO(data))
    except (PdfminerException, MalformedPDFException) as error:
        raise InputError(f"{name}: pdfplumber cannot open this PDF. Read it with --engine pdfium.") from error
    with document:
        for page in document.pages:
            yield PlumberSheet(page)
            page.close()


class PlumberSheet(OneByOne):
    """A pdfplumber page as a `Sheet`. `text` follows the order of the content, with breaks where the line changes."""

    turn = 0

    def __init__(self, page: Any) -> None:
        self.page = page
        self.number: int = page.page_number
        self.width, self.height = float(page.width), float(page.height)
        self._chars: list[dict[str, Any]] = []
        self.text = "".join(self._spell())

    def _spell(self) -> Iterator[str]:
        """The characters with the white space that their places imply; `_chars` grows in step."""
        last: dict[str, Any] | None = None
        for char in self.page.chars:
            if last is not None:
                between = _between(last, char)
                if between:
                    self._chars.append(last)
                    yield between
            for letter in char["text"]:
                self._chars.append(char)
                yield letter
            last = char

    def glyph(self, index: int) -> Glyph:
        char = self._chars[index]
        return Glyph(char["x0"], char["x1"], char["bottom"] - 0.12 * char["size"])

    def style(self, index: int) -> tuple[float, bool]:
        char = self._chars[index]
        return float(char["size"]) or 1.0, bool(char["upright"])

    def faint(self, index: int) -> bool:
        color = self._chars[index].get("non_stroking_color")
        levels = color if isinstance(color, tuple) else ()
        return len(levels) in (1, 3) and min(levels) > 0.67 and max(levels) - min(levels) < 0.16

    def rules(self) -> Rules:
        horizontal: list[Rule] = []
        vertical: list[Rule] = []
        filled: list[tuple[float, float, float, float]] = []
        for item in (*self.page.lines, *self.page.rects):
            left, top, right, bottom = item["x0"], item["top"], item["x1"], item["bottom"]
            if bottom - top <= THIN or right - left <= THIN:
                _add(horizontal, vertical, left, top, right, bottom)
            elif item["object_type"] == "rect" and item.get("stroke"):
                for edge in ((left, top, right, top), (left, bottom, right, bottom)):
                    _add(horizontal, vertical, *edge)
                for edge in ((left, top, left, bottom), (right, top, right, bottom)):
                    _add(horizontal, vertical, *edge)
            elif item["object_type"] == "rect":
                filled.append((left, top, right, bottom))
        for edge in self.page.curve_edges:
            _add(horizontal, vertical, edge["x0"], edge["top"], edge["x1"], edge["bottom"])
        return Rules(tuple(horizontal), tuple(vertical), tuple(filled))


def _between(last: dict[str, Any], char: dict[str, Any]) -> str:
    size = max(last["size"], 1.0)
    if abs(char["bottom"] - last["bottom"]) > 0.5 * size or char["x0"] < last["x0"] - 0.5 * size:
        return "\n"
    return " " if char["x0"] - last["x1"] > 0.25 * size and not last["text"].isspace() else ""


def _add(horizontal: list[Rule], vertical: list[Rule], x0: float, y0: float, x1: float, y1: float) -> None:
    if x1 - x0 >= y1 - y0:
        horizontal.append(Rule((y0 + y1) / 2, x0, x1))
    else:
        vertical.append(Rule((x0 + x1) / 2, y0, y1))
