"""LibreOffice as a converter: one process with a profile of its own, a time limit, and nothing left behind.

Macros do not run and nothing is fetched from the net. The process and its children are one group and die together: at
the time limit, and when the process that waits for them is killed itself.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from ....errors import InputError, MissingDependencyError
from .kinds import Kind

_PROGRAMS = ("soffice", "libreoffice")
_FLAGS = ("--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo")
_FILTERS = {"docx": "MS Word 2007 XML", "xlsx": "Calc MS Excel 2007 XML"}
_LARGEST = 512 << 20
_GUARD = 'read -r _; kill -9 "-$1"; rm -rf -- "$2"'
"""Ends the group and removes the folder when its standard input closes: when we are no longer there to do it."""

_SETTINGS = (
    ("org.openoffice.Setup/L10N", "ooSetupSystemLocale", "zh-CN"),
    ("org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
)
"""The profile: dates as a Chinese system shows them, no macros, no links followed."""


def convert(data: bytes, kind: Kind, name: str, seconds: float) -> bytes:
    """The file as DOCX or XLSX.

    Raises:
        MissingDependencyError: LibreOffice is not installed.
        InputError: LibreOffice cannot read the file, or not within `seconds` on the clock.
    """
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None:
        raise MissingDependencyError(
            f"{name}: reading {kind.name} needs LibreOffice, which is not installed. Install {kind.package} "
            f"(apt-get install {kind.package}), or save the file as .{kind.target} in Word or WPS."
        )
    with tempfile.TemporaryDirectory(prefix="hedui-", ignore_cleanup_errors=True) as folder:
        room = Path(folder)
        source = room / f"notice.{kind.suffix}"
        source.write_bytes(data)
        _write_profile(room / "profile")
        wanted = f"{kind.target}:{_FILTERS[kind.target]}"
        profile = f"-env:UserInstallation={(room / 'profile').as_uri()}"
        _run(
            [program, profile, *_FLAGS, "--convert-to", wanted, "--outdir", str(room / "made"), str(source)],
            room,
            seconds,
            name,
        )
        return _result(room / "made" / f"notice.{kind.target}", kind, name)


def _result(made: Path, kind: Kind, name: str) -> bytes:
    if not made.is_file() or not made.stat().st_size:
        raise InputError(
            f"{name}: LibreOffice cannot read this {kind.name}: it is damaged or has a password, or {kind.package} is "
            f"not installed. Open it in Word or WPS and save it as .{kind.target}."
        )
    if made.stat().st_size > _LARGEST:
        raise InputError(f"{name}: converted, the file is larger than {_LARGEST >> 20} MB. Split it.", "too-large")
    return made.read_bytes()


def _write_profile(folder: Path) -> None:
    items = "".join(
        f'<item oor:path="/{path}"><prop oor:name="{key}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, key, value in _SETTINGS
    )
    (folder / "user").mkdir(parents=True)
    (folder / "user" / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>\n',
        encoding="utf-8",
    )


def _run(command: list[str], room: Path, seconds: float, name: str) -> None:
    """Run the command as the head of a group of its own; when this returns or raises, nothing of the group is left."""
    with (room / "said").open("wb") as said:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=said, stderr=said, cwd=room, start_new_session=True
        )
    with _guarded(process, room):
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            raise InputError(
                f"{name}: LibreOffice did not convert the file within {seconds:g} s. Save it as DOCX in Word or WPS.",
                "time-wall",
            ) from None
        finally:
            _end(process)


@contextlib.contextmanager
def _guarded(process: subprocess.Popen[bytes], room: Path) -> Iterator[None]:
    """A shell that waits for us to die; it is dismissed when the work is done."""
    shell = shutil.which("sh") if os.name == "posix" else None
    if shell is None:
        yield
        return
    guard = subprocess.Popen(
        [shell, "-c", _GUARD, shell, str(process.pid), str(room)],
        stdin=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield
    finally:
        guard.kill()
        guard.communicate()


def _end(process: subprocess.Popen[bytes]) -> None:
    if os.name == "posix":
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()
