"""hedui (核对): checks the body of a Chinese official notice against its breakdown table, and turns both into data.

>>> import hedui
>>> report = hedui.check("notice.docx")          # doctest: +SKIP
>>> [finding.code for finding in report.findings]  # doctest: +SKIP
['UNT001', 'DUE004']
"""

from __future__ import annotations

if __name__.split(".", 1)[0] == "src":
    raise ImportError("this folder is the package hedui: install it (pip install .) and write `import hedui`")

from typing import TYPE_CHECKING, Any

from . import _version

if TYPE_CHECKING:
    from .batch import BatchResult, convert
    from .comparing import compare
    from .config import Settings
    from .errors import HeduiError, InputError, SettingsError, UsageError
    from .model import Clause, Deadline, Finding, Notice, Pair, Report, Row, Section, Span, Unit
    from .pipeline import check, read

__version__ = _version.VERSION

_HOMES = {
    "check": "pipeline",
    "compare": "comparing",
    "read": "pipeline",
    "convert": "batch",
    "BatchResult": "batch",
    "Settings": "config",
    **dict.fromkeys(("HeduiError", "InputError", "SettingsError", "UsageError"), "errors"),
    **dict.fromkeys(
        ("Clause", "Deadline", "Finding", "Notice", "Pair", "Report", "Row", "Section", "Span", "Unit"), "model"
    ),
}

__all__ = [
    "BatchResult",
    "Clause",
    "Deadline",
    "Finding",
    "HeduiError",
    "InputError",
    "Notice",
    "Pair",
    "Report",
    "Row",
    "Section",
    "Settings",
    "SettingsError",
    "Span",
    "Unit",
    "UsageError",
    "__version__",
    "check",
    "compare",
    "convert",
    "read",
]


def __getattr__(name: str) -> Any:
    """Public names are imported when they are first used: `import hedui` costs nothing."""
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
