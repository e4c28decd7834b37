"""Which files a batch reads, and what their outputs are called."""

from __future__ import annotations

import glob
import hashlib
import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import takewhile
from pathlib import Path, PurePath

from ..errors import UsageError
from ..parser.readers import readers
from ..records import dataclass
from .reasons import Verdict, verdict

_TEXTS = (".pdf", ".txt", ".docx", ".docm", ".dotx", ".dotm", ".doc", ".wps", ".rtf", ".odt", ".ofd", ".htm", ".html")
_TABLES = (".xlsx", ".xls", ".et")
SUFFIXES = frozenset((*_TEXTS, *_TABLES))
"""Files of a folder that are read, or fail, as documents. A file that is named itself is read whatever its suffix."""

STATE_FOLDER = ".hedui"
"""Folder inside the output folder with the journal and the lock."""

_LONGEST_NAME = 200
"""Bytes of an output's name. File systems take 255; suffixes and temporary names need some."""

_LARGEST_LOOK = 64 * 2**20
"""Bytes. A larger file of a foreign suffix is not opened to see what it is."""

_CERTAIN = 50
"""A reader this sure of a file's content reads it in spite of its suffix. Plain text is never this sure."""

_WILD = frozenset("*?[")
_ZIP_START = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file that was found."""

    path: Path
    """Where its bytes are."""
    place: PurePath
    """Where the user sees it: the path as given, or its place inside a ZIP."""
    key: PurePath
    """Name of its outputs without their suffix, from the output folder. No two are alike, in upper or lower case."""
    named: bool = False
    """The user named this very file: a link is followed."""
    refused: Verdict | None = None
    """Why it is not opened, where it is not."""


def find_inputs(paths: Sequence[Path], output: Path) -> list[Candidate]:
    """Every file under `paths`, sorted within each folder, each once. The output folder is never an input.

    A path that does not exist and holds `*`, `?` or `[` is a pattern; `**` goes through folders.

    Raises:
        UsageError: outputs would stand among the inputs, and be inputs of the next run.
    """
    given = [found for path in paths for found in _expanded(path)]
    several = sum(path.is_dir() for path, _ in given) > 1
    found: dict[Path, Candidate] = {}
    for path, by_pattern in given:
        prefix = PurePath(path.resolve().name) if several else PurePath()
        if path.is_dir() and path.resolve() == (output / prefix).resolve():
            raise UsageError(f"the outputs would stand among the inputs in {path}; give another folder as output")
        if by_pattern and (path.is_symlink() or not path.is_dir()):
            inside: Iterable[Candidate] = [_matched(path)]
        else:
            inside = _below(path, prefix, output.resolve()) if path.is_dir() else [_named(path)]
        for candidate in inside:
            found.setdefault(candidate.path.absolute(), candidate)
    return list(with_unique_keys(found.values()))


def is_archive(candidate: Candidate) -> bool:
    """A ZIP of files, by name and content. A DOCX or XLSX is a ZIP too, and no archive."""
    if candidate.refused is not None or candidate.path.suffix.lower() != ".zip":
        return False
    try:
        status = candidate.path.stat()
        if not stat.S_ISREG(status.st_mode):
            return False
        with candidate.path.open("rb") as file:
            return file.read(4) in (_ZIP_START, b"PK\x05\x06")
    except OSError:
        return False


def _expanded(path: Path) -> list[tuple[Path, bool]]:
    """The path itself, or what it finds as a pattern, and whether it is one. Patterns do not go through links."""
    text = os.fspath(path)
    if not _WILD & set(text) or os.path.lexists(path):
        return [(path, False)]
    fixed = len(list(takewhile(lambda part: not _WILD & set(part), path.parts)))
    found = [Path(name) for name in sorted(glob.glob(text, recursive=True))]  # noqa: PTH207 - a pattern may be absolute
    inside = [
        one for one in found if not any(above.is_symlink() for above in one.parents[: len(one.parts) - fixed - 1])
    ]
    return [(one, True) for one in inside] or [(path, False)]


def _matched(path: Path) -> Candidate:
    """A file that a pattern found: wanted whatever its suffix, and otherwise as a file of a folder."""
    refused = _refusal(path)
    if refused is not None and refused.reason == "no-document":
        refused = None
    return Candidate(path, path, PurePath(path.name), refused=refused)


def _named(path: Path) -> Candidate:
    """A file the caller named. Whatever is wrong with it is said when it is read; a link is followed."""
    return Candidate(path, path, PurePath(path.name or "input"), named=True)


def _below(folder: Path, prefix: PurePath, output: Path) -> Iterator[Candidate]:
    closed: list[OSError] = []
    for place, folders, files in os.walk(folder, onerror=closed.append):
        here = Path(place)
        linked = [name for name in folders if (here / name).is_symlink()]
        folders[:] = sorted(name for name in folders if not name.startswith(".") and (here / name).resolve() != output)
        for name in sorted((*files, *linked)):
            if not name.startswith("."):
                path = here / name
                yield Candidate(path, path, prefix / path.relative_to(folder), refused=_refusal(path))
    for error in closed:
        path = Path(error.filename)
        said = f"a folder that cannot be opened ({error.strerror})"
        yield Candidate(path, path, prefix / path.relative_to(folder), refused=verdict("folder-closed", said))


def _refusal(path: Path) -> Verdict | None:
    """Nothing but a regular file is opened: a link may lead out of the folder, a pipe never ends."""
    try:
        status = path.lstat()
    except OSError:
        return None  # gone since the folder was listed: reading it will say so
    if stat.S_ISLNK(status.st_mode):
        return verdict("link")
    if not stat.S_ISREG(status.st_mode):
        return verdict("not-regular")
    suffix = path.suffix.lower()
    if suffix in SUFFIXES or suffix == ".zip" or (status.st_size <= _LARGEST_LOOK and _looks_like_document(path)):
        return None
    return verdict("no-document")


def _looks_like_document(path: Path) -> bool:
    try:
        data = path.read_bytes()
    except OSError:
        return False
    return looks_like_document(data)


def looks_like_document(data: bytes) -> bool:
    """Whether a reader is certain of this content."""
    return any(reader.sniff(data) >= _CERTAIN for reader in readers())


def with_unique_keys(candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """The candidates with keys that are short enough and differ on every file system."""
    taken = {"batch"}  # batch.json is ours
    for candidate in candidates:
        short = candidate.key.with_name(_shortened(candidate.key.name))
        key, count = short, 1
        while str(key).casefold() in taken:
            count += 1
            key = short.with_name(f"{short.name}~{count}")
        taken.add(str(key).casefold())
        yield replace(candidate, key=key)


def _shortened(name: str) -> str:
    encoded = os.fsencode(name)
    if len(encoded) <= _LONGEST_NAME:
        return name
    return encoded[:_LONGEST_NAME].decode("utf-8", "ignore") + "~" + hashlib.sha256(encoded).hexdigest()[:8]
