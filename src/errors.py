"""The errors hedui raises on purpose, and the exit code each one ends a command with.

Everything raised deliberately derives from `HeduiError`. A message says what is wrong, where, and what to do next.
Whatever else escapes is a defect of hedui and ends with `ExitCode.DEFECT`.
"""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """Exit codes of the `hedui` command (DESIGN: commands)."""

    OK = 0
    FINDINGS = 1
    USAGE = 2
    UNREADABLE = 3
    DEFECT = 4


class HeduiError(Exception):
    """Root of every error hedui raises on purpose."""

    exit_code: ExitCode = ExitCode.DEFECT


class UsageError(HeduiError):
    """The command line or the Python call asks for something that cannot be done."""

    exit_code = ExitCode.USAGE


class SettingsError(UsageError):
    """A settings file says something hedui does not understand."""


class InputError(HeduiError):
    """An input cannot be read at all. Trouble inside a readable file is a finding instead.

    `reason` is a code of the closed list in `hedui.batch.reasons`, for accounts of many files.
    """

    exit_code = ExitCode.UNREADABLE

    def __init__(self, message: str, reason: str = "damaged") -> None:
        super().__init__(message)
        self.reason = reason


class MissingDependencyError(InputError):
    """An optional library or program is needed for this input or output and is not installed."""

    def __init__(self, message: str) -> None:
        super().__init__(message, "missing-program")
