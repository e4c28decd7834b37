"""Results go to stdout, or to a file, whole."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from ..batch.writing import write_folder, write_whole
from ..errors import UsageError
from ..export import Exporter, ExportOptions
from ..model import Report, RuleInfo

_WIDEST = 120
"""Columns. Lines longer than this are hard to read, however wide the terminal."""


def deliver(report: Report, exporter: Exporter, output: Path | None, options: ExportOptions) -> None:
    """Write a report to `output`, or to stdout.

    Raises:
        UsageError: the format cannot go where it is asked to.
    """
    if output is None:
        _refuse_stdout(exporter)
        files = exporter.write([report], options)
        if len(files) > 1:
            raise UsageError(f"the format {exporter.name} is {len(files)} files here; say where with --output FOLDER")
        (data,) = files.values()
        print_bytes(data)
        return
    files = exporter.write([report], options)
    if exporter.folder or len(files) > 1:
        _write_files(files, exporter, output)
        return
    if output.is_dir():
        raise UsageError(f"{output} is a folder; name a file in it, such as {output / ('report' + exporter.suffix)}")
    (data,) = files.values()
    write_whole(output, data)


def _write_files(files: Mapping[str, bytes], exporter: Exporter, output: Path) -> None:
    if output.exists() and not output.is_dir():
        raise UsageError(f"{output} is a file; the format {exporter.name} needs a folder to write its files to")
    write_folder(output, files)


def refuse_overwriting(output: Path | None, inputs: Iterable[Path]) -> None:
    """An output must never replace one of the inputs.

    Raises:
        UsageError: it would.
    """
    for path in inputs:
        if output is not None and output.exists() and path.exists() and output.samefile(path):
            raise UsageError(f"the output {output} is one of the inputs; give another name")


def options_for_stream(lang: str, output: Path | None, catalogue: tuple[RuleInfo, ...]) -> ExportOptions:
    """Colour and width where the result goes to a terminal; neither where it goes to a file."""
    if output is not None or not sys.stdout.isatty():
        return ExportOptions(lang=lang, catalogue=catalogue)
    import shutil

    width = min(shutil.get_terminal_size((100, 24)).columns, _WIDEST)
    return ExportOptions(lang=lang, color="NO_COLOR" not in os.environ, width=width, catalogue=catalogue)


def print_text(text: str) -> None:
    """Print a result that is text."""
    print_bytes(text.encode("utf-8", "backslashreplace"))


def print_bytes(data: bytes) -> None:
    """Print a result as it is. Whoever reads it may stop in the middle (`| head`): that is no error."""
    try:
        if sys.stdout.isatty() and sys.stdout.encoding.lower().replace("-", "") != "utf8":
            text = data.decode("utf-8", "replace")
            data = text.encode(sys.stdout.encoding, "replace")
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        # What Python flushes at its end must not raise again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _refuse_stdout(exporter: Exporter) -> None:
    if exporter.folder:
        raise UsageError(f"the format {exporter.name} is several files; say where with --output FOLDER")
    if exporter.binary and sys.stdout.isatty():
        raise UsageError(f"the format {exporter.name} is no text for a terminal; say where with --output FILE")
