"""Element and attribute names of SpreadsheetML, in the transitional namespace (strict is translated on opening)."""

from __future__ import annotations

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATIONSHIP_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def is_on(value: str | None) -> bool:
    """An XML boolean; absent is off."""
    return value is not None and value.strip().lower() in ("1", "true", "on")


def whole(value: str | None) -> int | None:
    """A whole number of at most nine digits; None where the attribute is absent or is none."""
    text = (value or "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else None
