"""Inputs and outputs in stores that are no folder of this machine: any URL that fsspec understands.

Inputs are fetched before they are read; outputs are written to a folder of this machine, which also holds the journal,
and copied when the batch is complete. A run that was interrupted goes on from that folder.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import Any

from ..errors import MissingDependencyError, UsageError
from ..pipeline import MAX_BYTES
from .inputs import STATE_FOLDER, SUFFIXES, Candidate
from .reasons import verdict
from .writing import make_folder

_FILE = PurePosixPath("batch.json")


def is_remote(path: str | Path) -> bool:
    """Whether this is a URL and no path."""
    return isinstance(path, str) and "://" in path


def staging_folder(url: str) -> Path:
    """Where the outputs for a URL are made: a folder of the user's cache, the same for the same URL."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "hedui" / hashlib.sha256(url.rstrip("/").encode()).hexdigest()[:16]


def fetch(urls: Sequence[str], folder: Path) -> list[Candidate]:
    """The files below the URLs, each fetched into `folder`. A URL may be a file, a folder or a pattern.

    Raises:
        UsageError: a store cannot be reached.
        MissingDependencyError: fsspec, or what a store needs, is not installed.
    """
    found: list[Candidate] = []
    for url in urls:
        system, path = _opened(url)
        try:
            names = sorted(system.glob(path)) if set("*?[") & set(path) else sorted(system.find(path))
            base = PurePosixPath(path)
            for name in names or [path]:
                found.append(_fetched(system, str(name), base, url, folder / f"fetched-{len(found)}"))
        except OSError as error:
            raise UsageError(f"{url} cannot be read: {error}") from error
    return found


def publish(folder: Path, url: str) -> None:
    """Copy every output to the URL, `batch.json` last: where it stands, the batch is complete.

    Raises:
        UsageError: the store cannot be written to.
    """
    system, base = _opened(url)
    names = [path.relative_to(folder) for path in sorted(folder.rglob("*")) if path.is_file()]
    outputs = [PurePosixPath(name.as_posix()) for name in names if STATE_FOLDER not in name.parts]
    try:
        for name in sorted(outputs, key=lambda name: name == _FILE):
            goal = f"{base.rstrip('/')}/{name}"
            system.makedirs(goal.rpartition("/")[0], exist_ok=True)
            system.pipe_file(goal, (folder / name).read_bytes())
    except OSError as error:
        raise UsageError(f"{url} cannot be written: {error}. The results are in {folder}.") from error


def _opened(url: str) -> tuple[Any, str]:
    try:
        import fsspec

        system, path = fsspec.core.url_to_fs(url)
    except ImportError as error:
        raise MissingDependencyError(f"{url} needs fsspec ({error}): pip install 'hedui[ray]'") from error
    except (ValueError, OSError) as error:
        raise UsageError(f"{url}: no such store ({error})") from error
    return system, path


def _fetched(system: Any, name: str, base: PurePosixPath, url: str, goal: Path) -> Candidate:
    path = PurePosixPath(name)
    key = path.relative_to(base) if path != base and path.is_relative_to(base) else PurePosixPath(path.name)
    place = PurePosixPath(url.partition("://")[0] + ":") / name.lstrip("/")
    if path != base and path.suffix.lower() not in SUFFIXES | {".zip"}:
        return Candidate(goal, place, key, refused=verdict("no-document"))
    try:
        if system.size(name) > MAX_BYTES:
            return Candidate(goal, place, key, refused=verdict("too-large"))
        make_folder(goal.parent)
        system.get_file(name, str(goal))
    except FileNotFoundError:
        return Candidate(goal, place, key, refused=verdict("not-found"))
    return Candidate(goal, place, key)
