"""Which files a batch reads, which of them belong together, and what their outputs are called."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ..parser.readers import readers

_TEXTS = (".pdf", ".txt", ".docx", ".docm", ".dotx", ".dotm", ".doc", ".wps", ".rtf", ".odt", ".ofd", ".htm", ".html")
_TABLES = (".xlsx", ".xls", ".et")
SUFFIXES = frozenset((*_TEXTS, *_TABLES))
"""Files of a folder that are read, or fail, as documents. A file that is named itself is read whatever its suffix."""

_ATTACHMENT = re.compile(
    r"""
    (?P<notice>.+?)                                     # 关于做好防汛工作的通知
    [.\-_\x20] (?:附件|附表|attachment)                   # .附件  -attachment
    [\-\x20]? (?P<number>\d{0,3}|[一二三四五六七八九十])  # 1
    """,
    re.VERBOSE | re.IGNORECASE,
)
_CHINESE_NUMBERS = {sign: number for number, sign in enumerate("一二三四五六七八九十", start=1)}

_LONGEST_NAME = 200
"""Bytes of an output's name. File systems take 255; suffixes and temporary names need some."""

_LARGEST_LOOK = 64 * 2**20
"""Bytes. A larger file of a foreign suffix is not opened to see what it is."""

_CERTAIN = 50
"""A reader this sure of a file's content reads it in spite of its suffix. Plain text is never this sure."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file that was found."""

    path: Path
    key: Path
    """Name of its outputs without their suffix, from the output folder. No two are alike, in upper or lower case."""
    refused: str | None = None
    """Why it is not opened, where it is not."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """One notice: its body and its attachments, in order."""

    body: Candidate
    attachments: tuple[Candidate, ...] = ()


def find_inputs(paths: Sequence[Path], output: Path) -> list[Candidate]:
    """Every file under `paths`, sorted within each folder, each once. The output folder is never an input."""
    several = sum(path.is_dir() for path in paths) > 1
    found: dict[Path, Candidate] = {}
    for path in paths:
        prefix = Path(path.resolve().name) if several else Path()
        inside = _below(path, prefix, output.resolve()) if path.is_dir() else [_named(path)]
        for candidate in inside:
            found.setdefault(candidate.path.absolute(), candidate)
    return list(_with_unique_keys(found.values()))


def in_bundles(candidates: Sequence[Candidate]) -> list[Bundle]:
    """Put `x.附件1.docx` to `x.docx`.

    Where a notice comes in several formats, each takes the attachment of its own format, and one of another format
    where there is none of its own. An attachment whose notice has it in its own format already is in no bundle.
    """
    readable = [candidate for candidate in candidates if candidate.refused is None]
    stems = {_stem(candidate) for candidate in readable}
    numbered = {c.path: found for c in readable if (found := _attachment_of(_stem(c), stems)) is not None}
    bodies = [candidate for candidate in readable if candidate.path not in numbered]
    attached: dict[Path, list[Candidate]] = defaultdict(list)
    own = {(*numbered[c.path], c.path.suffix) for c in readable if c.path in numbered}
    for candidate in sorted((c for c in readable if c.path in numbered), key=lambda c: numbered[c.path][1]):
        notice, number = numbered[candidate.path]
        for body in bodies:
            suffix = body.path.suffix
            if _stem(body) == notice and (suffix == candidate.path.suffix or (notice, number, suffix) not in own):
                attached[body.path].append(candidate)
    return [Bundle(body, tuple(attached[body.path])) for body in bodies]


def _stem(candidate: Candidate) -> Path:
    return candidate.path.with_suffix("")


def _attachment_of(stem: Path, stems: set[Path]) -> tuple[Path, int] | None:
    """The notice this is an attachment of, and its number, 0 for none."""
    match = _ATTACHMENT.fullmatch(stem.name)
    if match is None:
        return None
    notice = stem.with_name(match["notice"])
    if notice not in stems or _attachment_of(notice, stems):
        return None
    number = match["number"]
    return notice, _CHINESE_NUMBERS.get(number) or int(number or 0)


def _named(path: Path) -> Candidate:
    """A file the caller named. Whatever is wrong with it is said when it is read; a link is followed."""
    return Candidate(path, Path(path.name))


def _below(folder: Path, prefix: Path, output: Path) -> Iterator[Candidate]:
    closed: list[OSError] = []
    for place, folders, files in os.walk(folder, onerror=closed.append):
        here = Path(place)
        folders[:] = sorted(name for name in folders if not name.startswith(".") and (here / name).resolve() != output)
        for name in sorted(files):
            if not name.startswith("."):
                path = here / name
                yield Candidate(path, prefix / path.relative_to(folder), _refusal(path))
    for error in closed:
        path = Path(error.filename)
        yield Candidate(path, prefix / path.relative_to(folder), f"a folder that cannot be opened ({error.strerror})")


def _refusal(path: Path) -> str | None:
    """Nothing but a regular file is opened: a link may lead out of the folder, a pipe never ends."""
    try:
        status = path.lstat()
    except OSError:
        return None  # gone since the folder was listed: reading it will say so
    if stat.S_ISLNK(status.st_mode):
        return "a link; name the file itself to have it read"
    if not stat.S_ISREG(status.st_mode):
        return "no regular file"
    if path.suffix.lower() in SUFFIXES or (status.st_size <= _LARGEST_LOOK and _looks_like_document(path)):
        return None
    return "no document by its name or content; name the file itself to have it read"


def _looks_like_document(path: Path) -> bool:
    try:
        data = path.read_bytes()
    except OSError:
        return False
    return any(reader.sniff(data) >= _CERTAIN for reader in readers())


def _with_unique_keys(candidates: Iterable[Candidate]) -> Iterator[Candidate]:
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
