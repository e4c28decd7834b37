"""A PostgreSQL of the machine's own package, on a free port, in a folder that is gone afterwards.

PostgreSQL refuses to run as root: there it runs as the user `postgres` or `nobody`.
"""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

_HOMES = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)


def _program(name: str) -> str:
    found = shutil.which(name) or next((str(home / name) for home in _HOMES if (home / name).exists()), None)
    if found is None:
        pytest.skip(f"PostgreSQL is not installed ({name}): apt-get install postgresql")
    return str(Path(found).resolve())


def _server_user() -> str | None:
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in ("postgres", "nobody") if name in known)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def running_postgresql() -> Iterator[str]:
    """The URL of an empty database; the server is stopped at the end."""
    pytest.importorskip("sqlalchemy")
    pytest.importorskip("pg8000")
    initdb, pg_ctl, user = _program("initdb"), _program("pg_ctl"), _server_user()
    folder = Path(tempfile.mkdtemp(prefix="hedui-pg-"))
    data = folder / "data"
    if user:
        shutil.chown(folder, user)
    port = _free_port()

    def call(*command: str) -> None:
        subprocess.run(command, user=user, cwd=folder, check=True, stdout=subprocess.DEVNULL, timeout=120)

    try:
        call(initdb, "-D", str(data), "-U", "hedui", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync=off"
        call(pg_ctl, "-D", str(data), "-l", str(folder / "log"), "-w", "-o", options, "start")
        try:
            yield f"postgresql+pg8000://hedui@127.0.0.1:{port}/postgres"
        finally:
            call(pg_ctl, "-D", str(data), "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
