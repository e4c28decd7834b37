"""ZIP files of notices: unpacked by a process of its own, within absolute bounds, and never outside its folder.

Names are read as the archive says (UTF-8) or as Chinese Windows writes them (GB18030). What is unpacked gets a number
for a name; the name inside the archive only decides what belongs together and what the outputs are called.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import stat
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path, PurePosixPath

from ..bundles.unpacking import entry_name
from ..config import Settings
from ..errors import InputError
from ..parser.readers import PageWatch
from .fresh import FreshPool
from .inputs import SUFFIXES, Candidate, is_archive, looks_like_document
from .limits import Limits
from .opening import close_all, open_all
from .pool import ForkPool
from .reasons import verdict
from .runs import Job
from .work import Outcome, Task

ENTRIES = 10_000
ENTRY_SIZE = 256 << 20
TOTAL_SIZE = 2 << 30
_LONGEST_NAME = 1_000
_CHUNK = 1 << 20
_LISTING = "listing"
_DAMAGE = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError, OSError)

WORKER = f"{__name__}:unpack"
LIMITS = Limits(cpu_seconds=120, file_size=ENTRY_SIZE)


def without_archives(
    candidates: Sequence[Candidate], unpacked: Path, pool_for: type[ForkPool] | type[FreshPool]
) -> Iterator[Candidate]:
    """The candidates, with the files inside each ZIP in its place. A ZIP that cannot be read is refused itself."""
    number = 0
    with ExitStack() as stack:
        pool: ForkPool | FreshPool | None = None
        for candidate in candidates:
            if not is_archive(candidate):
                yield candidate
                continue
            if pool is None:
                pool = pool_for(1, WORKER)
                pool.__enter__()
                stack.push(pool.__exit__)
            number += 1
            folder = unpacked / str(number)
            folder.mkdir(parents=True)
            yield from _inside(candidate, folder, pool)


def _inside(archive: Candidate, folder: Path, pool: ForkPool | FreshPool) -> Iterator[Candidate]:
    outcome = _unpacked(archive, folder, pool)
    if outcome.verdict is not None:
        yield replace(archive, refused=outcome.verdict)
        return
    found = json.loads(outcome.files[_LISTING])
    if not found:
        yield replace(archive, refused=verdict("no-document", "a ZIP without files"))
    base = archive.key.parent / archive.key.stem
    for entry in sorted(found, key=lambda entry: str(entry["name"])):
        name = PurePosixPath(entry["name"])
        refused = None if entry["reason"] is None else verdict(entry["reason"])
        path = folder / str(entry["file"]) if entry["file"] is not None else archive.path
        yield Candidate(path, archive.place / name, base / name, refused=refused)


def _unpacked(archive: Candidate, folder: Path, pool: ForkPool | FreshPool) -> Outcome:
    try:
        opened = open_all([archive])
    except InputError as error:
        return Outcome(verdict=verdict(error.reason, str(error)))
    try:
        task = Task((archive.place.name,), os.fspath(folder.absolute()), Settings(), (), keep_report=False)
        job = Job(0, task, (opened[0].descriptor,), LIMITS)
        ((_, outcome),) = pool.run(iter([job]))
        return outcome
    finally:
        close_all(opened)


def unpack(task: Task, data: Sequence[bytes], watch: PageWatch) -> Outcome:
    """In a process of its own: write the files of a ZIP to the folder `task.stem`, and list them."""
    del watch
    digests = tuple(hashlib.sha256(one).hexdigest() for one in data)
    try:
        with zipfile.ZipFile(io.BytesIO(data[0])) as archive:
            listing = list(_entries(archive, Path(task.stem)))
    except InputError as error:
        return Outcome(digests=digests, verdict=verdict(error.reason, str(error)))
    except _DAMAGE as error:
        said = f"the ZIP is damaged or incomplete ({error}). Check that the download or copy finished."
        return Outcome(digests=digests, verdict=verdict("damaged", said))
    return Outcome({_LISTING: json.dumps(listing).encode()}, digests=digests)


def _entries(archive: zipfile.ZipFile, folder: Path) -> Iterator[dict[str, object]]:
    infos = [info for info in archive.infolist() if not info.is_dir()]
    if len(infos) > ENTRIES:
        raise InputError(f"the ZIP holds {len(infos)} files, more than the {ENTRIES} allowed.", "over-limits")
    _refuse_overlaps(infos)
    left = TOTAL_SIZE
    seen: set[str] = set()
    for number, info in enumerate(infos):
        name = entry_name(info)
        refusal = _refusal(name, info, seen)
        if refusal is None and not _ignored(name):
            data = _inflated(archive, info, min(ENTRY_SIZE, left))
            left -= len(data)
            known = PurePosixPath(name).suffix.lower() in SUFFIXES or looks_like_document(data)
            refusal = None if known else "no-document"
            if known:
                (folder / str(number)).write_bytes(data)
        seen.add(name.casefold())
        if refusal is not None or not _ignored(name):
            yield {"name": _clean(name), "file": None if refusal else number, "reason": refusal}


def _refusal(name: str, info: zipfile.ZipInfo, seen: set[str]) -> str | None:
    """Names that lead out of the archive, name another entry, or are links."""
    parts = name.replace("\\", "/").split("/")
    outside = name.startswith(("/", "\\")) or ".." in parts or ":" in parts[0] or "\0" in name
    linked = stat.S_ISLNK(info.external_attr >> 16)
    return "unsafe-name" if outside or linked or name.casefold() in seen or len(name) > _LONGEST_NAME else None


def _ignored(name: str) -> bool:
    """What systems add by themselves: hidden files, the forks of macOS."""
    parts = name.replace("\\", "/").split("/")
    return any(part.startswith(".") for part in parts) or parts[0] == "__MACOSX"


def _clean(name: str) -> str:
    """A name that stays below its archive when it is shown or used for outputs."""
    parts = [part for part in name.replace("\\", "/").replace("\0", "").split("/") if part not in ("", ".", "..")]
    return "/".join(parts)[:_LONGEST_NAME] or "entry"


def _refuse_overlaps(infos: Sequence[zipfile.ZipInfo]) -> None:
    """Entries that share bytes are how a small file inflates without end."""
    end = -1
    for info in sorted(infos, key=lambda info: info.header_offset):
        if info.header_offset < end:
            raise InputError("entries of the ZIP overlap.", "forbidden")
        end = info.header_offset + 30 + info.compress_size


def _inflated(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limit: int) -> bytes:
    if info.flag_bits & 1:
        raise InputError("the ZIP needs a password. Unpack it, and give the folder.", "encrypted")
    chunks, size = [], 0
    with archive.open(info) as stream:
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            if size > limit:
                raise InputError(f"a file of the ZIP inflates to more than {limit >> 20} MiB.", "over-limits")
            chunks.append(chunk)
    return b"".join(chunks)
