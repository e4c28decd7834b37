"""Many notices: which files belong together, a process for each, and one account of every input."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .engine import DEFAULT_FORMATS, convert
    from .reasons import REASONS, Status
    from .result import BatchResult, FileResult

_HOMES = {
    **dict.fromkeys(("DEFAULT_FORMATS", "convert"), "engine"),
    **dict.fromkeys(("REASONS", "Status"), "reasons"),
    **dict.fromkeys(("BatchResult", "FileResult"), "result"),
}

__all__ = ["DEFAULT_FORMATS", "REASONS", "BatchResult", "FileResult", "Status", "convert"]


def __getattr__(name: str) -> Any:
    """Names are imported when they are first used: a command that only writes a file needs no journal."""
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
