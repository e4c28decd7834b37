"""LibreOffice as a program: told by content, bounded in time, nothing left behind, a clear word where it is missing."""

from __future__ import annotations

import os
import struct
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from hedui.errors import ExitCode, InputError, MissingDependencyError
from hedui.parser.readers import Blob, ReadOptions, read_document, readers
from hedui.parser.readers.legacy import READER, office
from hedui.parser.readers.legacy.kinds import DOC, ODT, RTF, XLS, is_encrypted, kind_of
from hedui.parser.readers.legacy.ole import top_streams
from parser.docx.word_xml import docx, para

_RTF = rb"{\rtf1\ansi \u36890\'3f\u30693\'3f\par}"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FREE, _END = 0xFFFFFFFF, 0xFFFFFFFE


def _entry(name: str, kind: int, left: int, right: int, child: int, start: int, size: int) -> bytes:
    letters = name.encode("utf-16-le")
    head = letters.ljust(64, b"\0") + struct.pack("<HBBIII", len(letters) + 2, kind, 1, left, right, child)
    return head + bytes(36) + struct.pack("<IQ", start, size)


def ole(*streams: str, content: bytes = b"", inner: str = "") -> bytes:
    """A compound file: a head, one sector of allocation table, one of directory, then the content of the first stream.

    The streams stand side by side; `inner` is a stream inside a folder.
    """
    entries = [_entry("Root Entry", 5, _FREE, _FREE, 1, _END, 0)]
    for number, name in enumerate(streams, 1):
        right = number + 1 if number < len(streams) else _FREE
        folder = inner and number == len(streams)
        child = len(streams) + 1 if folder else _FREE
        entries.append(_entry(name, 1 if folder else 2, _FREE, right, child, 3, max(len(content), 4096)))
    if inner:
        entries.append(_entry(inner, 2, _FREE, _FREE, _FREE, 3, 4096))
    directory = b"".join(entries)
    sectors = -(-len(directory) // 512)
    chain = [0xFFFFFFFD, *(range(2, 1 + sectors)), _END]
    table = struct.pack(f"<{len(chain)}I", *chain).ljust(512, b"\xff")
    head = _OLE + bytes(16) + struct.pack("<HHHHH", 62, 3, 0xFFFE, 9, 6) + bytes(10)
    head += struct.pack("<IIIIIIII", 1, 1, 0, 4096, _END, 0, _END, 0) + struct.pack("<I", 0)
    body = content.ljust(4096, b"\0")
    return head.ljust(512, b"\xff") + table + directory.ljust(sectors * 512, b"\0") + body


def _doc(flags: int = 0) -> bytes:
    """The stream begins in sector 3: after the head, the table and two sectors of directory."""
    return ole("WordDocument", "1Table", "Data", "x", content=bytes(10) + struct.pack("<H", flags))


_KINDS = {
    "a DOC or WPS": (_doc(), DOC),
    "an XLS or ET": (ole("Workbook"), XLS),
    "an XLS of 1995": (ole("Book"), XLS),
    "a DOC with a workbook inside": (ole("WordDocument", "ObjectPool", inner="Workbook"), DOC),
    "an XLS with a document inside": (ole("Workbook", "MBD0001", inner="WordDocument"), XLS),
    "an RTF": (_RTF, RTF),
    "an ODT": (b"PK\x03\x04" + bytes(26) + b"mimetype" + ODT.media_type.encode(), ODT),
    "a presentation": (ole("PowerPoint Document"), None),
    "an encrypted DOCX": (ole("EncryptedPackage", "EncryptionInfo"), None),
    "a DOCX": (docx(para("正文")), None),
    "a compound file cut off": (_doc()[:600], None),
    "a compound file of zeros": (_OLE + bytes(4096), None),
    "a compound file of ones": (_OLE + b"\xff" * 4096, None),
    "plain text": ("正文".encode(), None),
    "nothing": (b"", None),
}


@pytest.mark.parametrize("name", _KINDS)
def test_a_form_is_told_by_its_content(name: str) -> None:
    data, kind = _KINDS[name]
    assert kind_of(data) is kind
    assert READER.sniff(data) == (90 if kind else 0)


def test_a_directory_that_runs_in_circles_is_read_once() -> None:
    data = bytearray(ole("WordDocument", "1Table"))
    struct.pack_into("<I", data, 1024 + 2 * 128 + 72, 1)  # the right neighbour of the second stream is the first
    struct.pack_into("<I", data, 512 + 4, 1)  # the directory goes on where it began
    assert set(top_streams(bytes(data))) == {"WordDocument", "1Table"}


@pytest.mark.parametrize("flags", [0x0100, 0x9100])
def test_a_document_with_a_password_is_refused_before_anything_is_run(
    flags: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subprocess, "Popen", _never)
    with pytest.raises(InputError, match="password") as caught:
        read_document(Blob(_doc(flags), "通知.doc", "body"))
    assert caught.value.reason == "encrypted"


def test_a_workbook_with_a_password_says_so_in_its_first_records() -> None:
    begin = struct.pack("<HH", 0x0809, 16) + bytes(16)
    sealed = begin + struct.pack("<HH", 0x002F, 6) + bytes(6)
    # The stream begins in sector 3, the directory has one sector only: the content is moved by one.
    assert is_encrypted(ole("Workbook", "a", "b", "c", content=sealed), XLS)
    assert not is_encrypted(ole("Workbook", "a", "b", "c", content=begin), XLS)


def _never(*_: object, **__: object) -> None:
    raise AssertionError("no program may be run")


def test_without_libreoffice_the_message_names_the_package(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(MissingDependencyError, match="apt-get install libreoffice-writer") as caught:
        read_document(Blob(_RTF, "通知.rtf", "body"))
    assert caught.value.exit_code is ExitCode.UNREADABLE
    assert caught.value.reason == "missing-program"
    with pytest.raises(MissingDependencyError, match="libreoffice-calc"):
        read_document(Blob(ole("Workbook"), "表.xls", "body"))


posix = pytest.mark.skipif(os.name != "posix", reason="the stand-in for LibreOffice is a shell script")


def _stand_in(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program `soffice` that does what the script says; temporary files go into the folder returned."""
    program, room = folder / "bin" / "soffice", folder / "room"
    program.parent.mkdir()
    room.mkdir()
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr(tempfile, "tempdir", str(room))
    return room


def _alive(pid: int) -> bool:
    state = Path(f"/proc/{pid}/stat")
    if state.parent.parent.joinpath("self").exists():
        return state.exists() and state.read_text().rpartition(")")[2].split()[0] != "Z"
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def _soon(condition: object) -> bool:
    for _ in range(100):
        if condition():  # type: ignore[operator]
            return True
        time.sleep(0.05)
    return False


@posix
def test_a_conversion_that_takes_too_long_is_ended_with_its_children(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pids = tmp_path / "pids"
    room = _stand_in(tmp_path, f'sleep 100 &\necho $$ $! > "{pids}"\nwait', monkeypatch)
    begun = time.monotonic()
    with pytest.raises(InputError, match="within 2 s") as caught:
        read_document(Blob(_RTF, "通知.rtf", "body"), ReadOptions(conversion_seconds=2))
    assert caught.value.reason == "time-wall"
    assert time.monotonic() - begun < 10
    started = [int(pid) for pid in pids.read_text().split()]
    assert len(started) == 2
    assert _soon(lambda: not any(map(_alive, started)))
    assert list(room.iterdir()) == []


@posix
def test_a_conversion_ends_when_the_process_that_waits_for_it_is_killed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pids = tmp_path / "pids"
    room = _stand_in(tmp_path, f'sleep 100 &\necho $$ $! > "{pids}.new"\nmv "{pids}.new" "{pids}"\nwait', monkeypatch)
    script = (
        "import sys, tempfile\n"
        "from hedui.parser.readers.legacy import kinds, office\n"
        f"tempfile.tempdir = {str(room)!r}\n"
        f"office.convert({_RTF!r}, kinds.RTF, 'a.rtf', 60.0)\n"
    )
    with subprocess.Popen([sys.executable, "-c", script]) as waiting:
        assert _soon(pids.exists)
        assert _soon(lambda: len(list(room.iterdir())) == 1)
        time.sleep(0.2)  # the guard is started right after the program
        waiting.kill()
    started = [int(pid) for pid in pids.read_text().split()]
    assert _soon(lambda: not any(map(_alive, started)))
    assert _soon(lambda: not list(room.iterdir()))


@posix
@pytest.mark.parametrize("script", ["exit 1", "exit 0", 'while [ "$1" != --outdir ]; do shift; done; mkdir "$2"'])
def test_a_file_that_libreoffice_cannot_read_is_refused_in_one_sentence(
    script: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = _stand_in(tmp_path, script, monkeypatch)
    with pytest.raises(InputError, match=r"通知\.rtf: LibreOffice cannot read this RTF"):
        read_document(Blob(_RTF, "通知.rtf", "body"))
    assert list(room.iterdir()) == []


@posix
def test_each_conversion_has_a_profile_of_its_own_that_runs_no_macros(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = tmp_path / "log"
    profile = 'p=${1#-env:UserInstallation=file://}\ncat "$p/user/registrymodifications.xcu" >> "%s"\necho "$1" >> "%s"'
    _stand_in(tmp_path, profile % (log, log), monkeypatch)
    for _ in range(2):
        with pytest.raises(InputError):
            office.convert(_RTF, RTF, "a.rtf", 10.0)
    told = log.read_text()
    profiles = {line for line in told.splitlines() if line.startswith("-env:")}
    assert len(profiles) == 2
    assert told.count('oor:name="DisableMacrosExecution" oor:op="fuse"><value>true') == 2


def test_every_old_form_has_one_reader() -> None:
    for data, kind in _KINDS.values():
        if kind is not None:
            best = max(readers(), key=lambda reader: reader.sniff(data))
            assert best is READER
