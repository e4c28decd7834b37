"""The output folder while a run writes to it: its lock, its journal, and room for what is unpacked."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Self

from ..errors import UsageError
from .inputs import STATE_FOLDER
from .journal import JOURNAL_FILE, Journal
from .writing import clear_temporaries, make_folder


class Workplace:
    """A context manager. Only one run at a time can hold it; the system frees it when the run dies.

    Raises:
        UsageError: another run holds it, or the folder cannot be written to.
    """

    def __init__(self, output: Path) -> None:
        self._output = output
        self._state = output / STATE_FOLDER
        self.unpacked = self._state / "unpacked"
        """A folder that is empty at the start and gone at the end."""

    def __enter__(self) -> Self:
        try:
            make_folder(self._state)
            self._lock = os.open(self._state / "lock", os.O_RDWR | os.O_CREAT, 0o666)
        except OSError as error:
            raise UsageError(f"cannot write to {self._output}: {error.strerror or error}") from error
        try:
            self._take_lock()
            shutil.rmtree(self.unpacked, ignore_errors=True)
            clear_temporaries(self._output)
            self.journal = Journal(self._state / JOURNAL_FILE)
        except BaseException:
            os.close(self._lock)
            raise
        return self

    def __exit__(self, *error: object) -> None:
        self.journal.close()
        shutil.rmtree(self.unpacked, ignore_errors=True)
        os.close(self._lock)

    def _take_lock(self) -> None:
        try:
            if os.name == "posix":
                import fcntl

                fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            else:
                import msvcrt

                msvcrt.locking(self._lock, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        except OSError:
            raise UsageError(
                f"another run is writing to {self._output}. Wait until it ends, or give another output folder."
            ) from None
