"""Many notices: which files belong together, reading them in worker processes, and one account of every input."""

from __future__ import annotations

from .engine import DEFAULT_FORMATS, convert
from .result import BatchResult, FileResult, Status

__all__ = ["DEFAULT_FORMATS", "BatchResult", "FileResult", "Status", "convert"]
