"""The files of a ZIP or a folder, within absolute bounds. Nothing is written to the disk."""

from __future__ import annotations

import io
import os
import stat
import zipfile
import zlib
from contextlib import suppress
from pathlib import Path

from ..errors import InputError
from ..inputs import Input, load
from ..parser.readers import reader_for
from ..parser.readers.foreign import is_plain_zip
from ..patterns import lazy_re

FILE_LIMIT = 500
"""A notice has a body and a handful of attachments; a saved page brings some hundred pictures and scripts."""
SIZE_LIMIT = 256 << 20
TOTAL_LIMIT = 512 << 20
RATIO_LIMIT = 200
RATIO_GRACE = 16 << 20
"""Below this size a high ratio does no harm: honest tables of empty cells reach 300:1."""
_CHUNK = 1 << 20
_UTF8 = 0x800
_STRANGE = lazy_re(r"[^\x00-\x7f·–—‘’“”…〇\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")
"""What no Chinese name has. The bytes of 通知 in GB18030 are good UTF-8, of two signs of other scripts."""
_DAMAGE = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError, OSError)


def is_bundle(data: bytes) -> bool:
    """Whether these bytes are a ZIP of files, and no form that is a ZIP itself (DOCX, XLSX, OFD ...)."""
    return data.startswith((b"PK\x03\x04", b"PK\x05\x06")) and is_plain_zip(data) and reader_for(data) is None


def unpack(data: bytes, name: str) -> list[Input]:
    """The files of a ZIP by their names inside it, without what systems add by themselves.

    Raises:
        InputError: damaged, protected by a password, out of bounds, or with names that lead out of the ZIP.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _files(archive, name)
    except _DAMAGE as error:
        raise InputError(
            f"{name}: the ZIP is damaged or incomplete ({error}). Check that the download or copy finished.", "damaged"
        ) from error


def read_folder(folder: Path) -> list[Input]:
    """The regular files in a folder and below it, by their names from the folder on. Links are not followed.

    Raises:
        InputError: too many files, too many bytes, or one that cannot be opened.
    """
    files: list[Input] = []
    total = 0
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(folders)
        for path in (Path(place) / name for name in sorted(names)):
            inside = path.relative_to(folder).as_posix()
            if _is_noise(inside) or not stat.S_ISREG(path.lstat().st_mode):
                continue
            total += path.stat().st_size
            if len(files) >= FILE_LIMIT or total > TOTAL_LIMIT:
                raise InputError(
                    f"{folder}: the folder holds more than {FILE_LIMIT} files or {TOTAL_LIMIT >> 20} MiB. One notice "
                    "is expected here; `hedui convert` reads folders of many.",
                    "over-limits",
                )
            files.append(load(path, inside))
    return files


def _files(archive: zipfile.ZipFile, name: str) -> list[Input]:
    infos = [info for info in archive.infolist() if not info.is_dir()]
    if len(infos) > FILE_LIMIT:
        raise InputError(
            f"{name}: the ZIP holds {len(infos)} files, more than the {FILE_LIMIT} allowed.", "over-limits"
        )
    _refuse_overlaps(infos, name)
    files: dict[str, Input] = {}
    left = TOTAL_LIMIT
    for info in infos:
        inside = entry_name(info).replace("\\", "/")
        _refuse_place(inside, info, name)
        if inside in files:
            raise InputError(f"{name}: the ZIP holds {inside!r} twice. Pack the notice again.", "forbidden")
        if not _is_noise(inside):
            files[inside] = Input(inside, _inflated(archive, info, min(SIZE_LIMIT, left), name))
            left -= len(files[inside].data)
    return list(files.values())


def entry_name(info: zipfile.ZipInfo) -> str:
    """The name of an entry, whatever wrote it: UTF-8, or the code page of Chinese Windows."""
    if info.flag_bits & _UTF8:
        return info.filename
    raw = info.filename.encode("cp437", "replace")
    with suppress(UnicodeDecodeError):
        name = raw.decode()
        if not _STRANGE.search(name):
            return name
    for encoding in ("gb18030", "utf-8"):
        with suppress(UnicodeDecodeError):
            return raw.decode(encoding)
    return info.filename


def _refuse_place(inside: str, info: zipfile.ZipInfo, name: str) -> None:
    parts = inside.split("/")
    if inside.startswith("/") or ".." in parts or ":" in parts[0] or stat.S_ISLNK(info.external_attr >> 16):
        raise InputError(
            f"{name}: the entry {inside!r} leads out of the ZIP. Unpack it with care and give the files.", "forbidden"
        )


def _refuse_overlaps(infos: list[zipfile.ZipInfo], name: str) -> None:
    """Entries that share bytes are how a small file inflates without end."""
    end = -1
    for info in sorted(infos, key=lambda info: info.header_offset):
        if info.header_offset < end:
            raise InputError(f"{name}: entries of the ZIP overlap. Pack the notice again.", "forbidden")
        end = info.header_offset + 30 + info.compress_size


def _inflated(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limit: int, name: str) -> bytes:
    if info.flag_bits & 1:
        raise InputError(
            f"{name}: the ZIP is protected by a password. Unpack it with its password and give the folder.", "encrypted"
        )
    limit = min(limit, max(RATIO_GRACE, info.compress_size * RATIO_LIMIT))
    chunks, size = [], 0
    with archive.open(info) as stream:
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            if size > limit:
                raise InputError(f"{name}: a file of the ZIP inflates to more than {limit >> 20} MiB.", "over-limits")
            chunks.append(chunk)
    return b"".join(chunks)


def _is_noise(inside: str) -> bool:
    """What systems and browsers add by themselves: hidden files, the forks of macOS, the pictures of a saved page."""
    parts = inside.split("/")
    hidden = any(part.startswith((".", "~$")) for part in parts) or parts[0] == "__MACOSX"
    beside_page = any(part.endswith(("_files", ".files")) for part in parts[:-1])
    return hidden or beside_page or parts[-1].lower() in ("thumbs.db", "desktop.ini")
