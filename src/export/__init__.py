"""Report -> bytes; one file per format; no knowledge of parsing or rules.

Each module here that defines `EXPORTER` is a format. A new format is one new module and no edit elsewhere. Heavy
libraries are imported inside `write`, so that listing the formats costs nothing.
"""

from __future__ import annotations

import importlib
import importlib.util
import pkgutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field
from functools import cache
from pathlib import Path

from ..errors import MissingDependencyError, UsageError
from ..model import Report, RuleInfo, Source
from ..records import dataclass


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """What a caller may choose about an output. `catalogue` is every rule, for formats that explain the codes.

    `originals` are the bytes of the files the report is about, by part (body, attachment-1 ...). Formats that show or
    annotate the user's own file need them; all others work without.
    """

    lang: str = "zh"
    color: bool = False
    width: int = 100
    catalogue: tuple[RuleInfo, ...] = ()
    originals: Mapping[str, bytes] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Exporter:
    """A format.

    `write(reports, options)` returns file name -> bytes. A format that is not a `folder` returns one file, and the
    caller names it. `combines` says that several reports go into one output (CSV, XLSX, JSON Lines); the others are
    called with one report at a time. `binary` output is never printed to a terminal. `annotates` is the media type of
    the inputs that a format gives back with remarks in them; it returns a file for each such file of the notice.
    `stream(reports, count, options, folder)` writes the same files into a folder, goes through the reports once, one in
    memory at a time, and returns the names; None where a format cannot.
    `needs` is a library that is no dependency of hedui, and the extra of hedui that installs it.
    """

    name: str
    suffix: str
    says: str
    write: Callable[[Sequence[Report], ExportOptions], dict[str, bytes]]
    combines: bool = False
    folder: bool = False
    binary: bool = False
    annotates: str | None = None
    needs: tuple[str, str] | None = None
    stream: Callable[[Iterable[Report], int, ExportOptions, Path], list[str]] | None = None


def parts_of(report: Report) -> dict[str, Source]:
    """The files of a report by the name of their part, as spans and `originals` name them."""
    return {"body": report.source} | {
        f"attachment-{number}": source for number, source in enumerate(report.attachments, start=1)
    }


@cache
def exporters() -> dict[str, Exporter]:
    """Every format in this folder, by name."""
    found: dict[str, Exporter] = {}
    for module in pkgutil.iter_modules(__path__):
        exporter = getattr(importlib.import_module(f"{__name__}.{module.name}"), "EXPORTER", None)
        if isinstance(exporter, Exporter):
            found[exporter.name] = exporter
    return dict(sorted(found.items()))


def exporter_for(name: str) -> Exporter:
    """The format called `name`.

    Raises:
        UsageError: there is no such format.
        MissingDependencyError: the library it needs is not installed.
    """
    exporter = _at_home(name) or exporters().get(name)
    if exporter is None:
        known = ", ".join(exporters())
        raise UsageError(f"there is no output format {name!r}; the formats are: {known}")
    if exporter.needs:
        require(*exporter.needs)
    return exporter


def _at_home(name: str) -> Exporter | None:
    """The format in the module of its own name (json_ where that name is taken): the other modules stay unread."""
    for module in (name, f"{name}_"):
        if module.isidentifier() and importlib.util.find_spec(f"{__name__}.{module}"):
            exporter = getattr(importlib.import_module(f"{__name__}.{module}"), "EXPORTER", None)
            if isinstance(exporter, Exporter) and exporter.name == name:
                return exporter
    return None


def require(library: str, extra: str) -> None:
    """Say how to get an optional library before any work rests on it.

    Raises:
        MissingDependencyError: it is not installed.
    """
    if importlib.util.find_spec(library) is None:
        raise MissingDependencyError(
            f"{library} is not installed, and this output needs it: pip install 'hedui[{extra}]'"
        )
